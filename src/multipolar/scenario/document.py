"""The scenario file as the analyst writes it: one pydantic model per block, unknown keys are errors.

A ``Document`` is short and may lean on defaults; ``resolve`` turns it into an explicit ``Scenario``. Every number is a
``Quantity`` (scalar or distribution, with unit, source, grade and the claim it rests on); the unit a field expects and
the range it allows stand in its ``Measure``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.values import Day, KnownOn, Plain, PlainShare, Whole, WrittenDate

StandardIssue = Literal["side", "rival", "own_influence", "norm", "domestic", "economy", "other_theatres"]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_+-]{0,39}$")]
Share = Annotated[Quantity, Measure("1", 0.0, 1.0)]
Signed = Annotated[Quantity, Measure("1", -1.0, 1.0)]
Factor = Annotated[Quantity, Measure("1", 0.0, 1000.0)]
Score10 = Annotated[Quantity, Measure("1", 0.0, 10.0)]
Persons = Annotated[Quantity, Measure("persons", 0.0, 1e8)]
PersonsPerDay = Annotated[Quantity, Measure("persons/day", 0.0, 1e6)]
Items = Annotated[Quantity, Measure("items", 0.0, 1e5)]
Batteries = Annotated[Quantity, Measure("batteries", 0.0, 1e4)]
Tonnes = Annotated[Quantity, Measure("t", 0.0, 1e8)]
TonnesPerDay = Annotated[Quantity, Measure("t/day", 0.0, 1e6)]
Kilometres = Annotated[Quantity, Measure("km", 0.0, 2e4)]
SquareKilometres = Annotated[Quantity, Measure("km2", 0.0, 1e7)]
Metres = Annotated[Quantity, Measure("m", -500.0, 9000.0)]
Days = Annotated[Quantity, Measure("days", 0.0, 4000.0)]
Money = Annotated[Quantity, Measure("bn USD", -1000.0, 1e5)]
MoneyPerDay = Annotated[Quantity, Measure("M USD/day", 0.0, 1e5)]
Number = Annotated[Quantity, Measure("1", -1e9, 1e9)]


class Block(BaseModel):
    """A block of the scenario file: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)


class Source(Block):
    """Where a number or a statement comes from."""

    text: str
    grade: Literal["A", "B", "C", "D", "J"] = "C"
    seen: bool = True
    hindsight: bool = False
    known_on: KnownOn | None = None


class Effect(Block):
    """What a claim does to one drawn number: ``neutral`` when off, ``claimed`` at full strength, between by strength.

    ``target`` names a PARAMS field with labels, e.g. ``tie[RUS,ARM]`` or ``break_hazard``. ``op``: *scale* multiplies
    the drawn value (log scale where both ends are positive), *shift* adds, *value* replaces it.
    """

    target: str
    op: Literal["scale", "shift", "value"] = "scale"
    neutral: PlainShare
    claimed: PlainShare


class Claim(Block):
    """One statement of the analysis that can be switched off, weakened or replaced by its rival.

    ``strength`` runs from 0 (off, the neutral value) to 1 (in full) and is 1 where the file gives none; ``kind`` is a label
    that changes no number. In a rival pair it is the strength where the draw falls on the claim. ``replaces`` names claims
    that are off once this one is chosen.
    """

    id: Identifier
    text: str
    kind: Annotated[
        Literal["CAP", "INT", "CON", "TIE", "RED", "OPT", "MEC", "FOR", "EST", "DIS"],
        Field(description="A label; it changes no number."),
    ]
    origin: str = "article"
    strength: Annotated[PlainShare, Field(ge=0, le=1, description="0 off to 1 in full; 1 where nothing is said.")] = 1.0
    replaces: list[Identifier] = []
    credence: Annotated[PlainShare, Field(ge=0, le=1)] | None = None
    rests_on: str = ""
    effects: list[Effect] = []
    observations: list[Identifier] = []
    questions: list[Identifier] = []
    test: str = ""
    outcome: str = ""
    inert_reason: str = ""


class RivalPair(Block):
    """Two sets of claims that cannot both hold: drawn per member, ``credence`` is the chance of ``first``.

    Choose a claim of one set and that set holds in every course; turn one off and the other set holds; turn one off in each
    set and neither holds.
    """

    id: Identifier
    first: list[Identifier]
    second: list[Identifier]
    credence: Annotated[PlainShare, Field(ge=0, le=1)] = 0.5
    note: str = ""


class Stance(Block):
    """A named bundle: one choice per claim. Unlisted claims keep the default choice."""

    id: Identifier
    text: str = ""
    strengths: dict[str, PlainShare | Literal["on", "off"]] = {}
    author: str = ""


class Issue(Block):
    """A dimension of the dispute; position 1 is what A wants, 0 what B wants."""

    id: Identifier
    text: str = ""
    ground: list[Identifier] | Literal["none", "all"] = "none"


class Interest(Block):
    """What an actor wants on one issue and how much it matters."""

    issue: Identifier
    position: Share
    salience: Share


class Money2020(Block):
    """Liquid means and the running cost of the war for one actor."""

    gdp: Money | None = None
    reserves: Money | None = None
    credit: Money | None = None
    war_cost: MoneyPerDay | None = None
    energy_dependence: Share | None = None


class Belligerent(Block):
    """One side of the war: its will, quality, stakes and constraints."""

    id: Identifier
    name: str
    members: list[str] = []
    aims: list[str] = []
    will: Share
    quality: Share
    population: Annotated[Quantity, Measure("persons", 1e4, 2e9)]
    commitment: Share = Quantity.of(1.0)
    aim: Share = Quantity.of(1.0)
    surprise: Annotated[Quantity, Measure("1", 0.0, 3.0)] = Quantity.of(0.0)
    strategic_air: Share = Quantity.of(0.0)
    autonomy: Share = Quantity.of(0.5)
    leader_punishment: Annotated[Quantity, Measure("1", 0.0, 1.0)] | None = None
    optimism: Annotated[Quantity, Measure("1", -1.0, 1.0)] | None = None
    readiness: Share | None = None
    interests: list[Interest] = []
    constraints: list[str] = []
    economy: Money2020 = Money2020()
    capability_share: Share | None = None
    note: str = ""


class Power(Block):
    """An outside power: stakes, ties, attention, access, leverage and the options open to it."""

    id: Identifier
    name: str
    dormant: bool = False
    tie_A: Signed
    tie_B: Signed
    side_position: Share | None = None
    salience: dict[StandardIssue, Share] = {}
    rivals: dict[str, Share] = {}
    interests: list[Interest] = []
    attention: Share = Quantity.of(0.5)
    access: Share = Quantity.of(0.5)
    access_kind: Literal["land", "sea", "air_only", "land_air", "gate", "none"] = "land"
    leverage_A: Share = Quantity.of(0.0)
    leverage_B: Share = Quantity.of(0.0)
    skill: Share = Quantity.of(0.5)
    acceptance: Share = Quantity.of(1.0)
    capability_share: Share | None = None
    distance: Kilometres | None = None
    neighbour: bool = False
    base_in: list[Literal["A", "B"]] = []
    level: Literal["out", "armed", "direct"] = "out"
    active: list[str] = []
    options: list[str]
    economy: Money2020 = Money2020()
    exports_drones: bool = False
    linked_theatre: bool = False
    fears_fighters: bool = False
    energy_from: Literal["A", "B", "none"] = "none"
    forces_in_theatre: Persons | None = None
    note: str = ""


class Tie(Block):
    """How far two actors side with each other, -1 hostile to 1 fully behind."""

    a: Identifier
    b: Identifier
    tie: Signed


class Treaty(Block):
    """An obligation with its scope: which soil it covers, what triggers it, how often such pacts are honoured."""

    id: Identifier
    name: str
    parties: list[str]
    signed: WrittenDate = ""
    kind: str
    trigger: str = ""
    scope: str = ""
    obliges: Identifier | None = None
    protects: Identifier | None = None
    covers_disputed: bool = False
    covers_recognised: bool = False
    consultation: bool = False
    multilateral: bool = False
    automaticity: Share = Quantity.of(0.5)
    reliability: Share = Quantity.of(0.3)
    obligation: str = ""
    source: str = ""
    note: str = ""


class RedLine(Block):
    """A step a power has named as intolerable: what it protects, how high, how far it is believed, the answer."""

    id: Identifier
    owner: Identifier
    protects: str
    trigger: Literal["recognised_soil", "own_forces", "power_entry", "design", "border_fighting", "sector"]
    against: list[Identifier] = []
    sectors: list[Identifier] = []
    entry_of: Identifier | None = None
    entry_side: Literal["A", "B"] | None = None
    designs: list[Identifier] = []
    threshold: Score10
    believed_by: list[Identifier] = []
    belief_mean: Score10 | None = None
    belief_sd: Annotated[Quantity, Measure("1", 0.01, 5.0)]
    answer: list[str]
    credibility: Share
    text: str = ""


class Sector(Block):
    """A piece of ground: tens of kilometres, never a target."""

    id: Identifier
    name: str
    alt_names: list[str] = []
    tier: Annotated[Whole, Field(ge=1, le=3)] = 1
    contested: bool = True
    lat: Annotated[Plain, Field(ge=-90, le=90)]
    lon: Annotated[Plain, Field(ge=-180, le=180)]
    terrain: Literal["flat", "rolling", "rugged", "mountain"]
    cover: Literal["bare", "mixed", "wooded", "urban"] = "mixed"
    urban: bool = False
    elevation: Metres | None = None
    area: SquareKilometres
    value: Score10
    symbolic_value: Score10 = Quantity.of(0.0)
    weight: Annotated[Quantity, Measure("km2", 0.0, 1e7)] | None = None
    population: Persons = Quantity.of(0.0, unit="persons")
    share_A: Share
    line_before: Share | None = None
    preparation: Annotated[Quantity, Measure("1", 0.0, 3.0)]
    place_depth: Share = Quantity.of(0.5)
    source_of: Literal["A", "B"] | None = None
    open_rear: list[Literal["A", "B"]] = []
    gate: Annotated[Whole, Field(ge=0, le=10)] = 0
    recognised_soil_of: Literal["A", "B"] | None = None
    in_zone: bool = True
    district: bool = False
    borders: list[Identifier] = []
    note: str = ""


class Edge(Block):
    """A road, track, front or outside entry between two places."""

    id: Identifier
    a: Identifier
    b: Identifier
    kind: Literal["road", "track", "front", "closed", "ext_road", "ext_air", "ext_rail", "ext_sea"]
    name: str = ""
    length: Kilometres
    capacity: TonnesPerDay
    pass_height: Metres | None = None
    snow_closed: Share = Quantity.of(0.0)
    lifeline_of: Literal["A", "B"] | None = None
    lifeline: str = ""
    terrain: Literal["flat", "rolling", "rugged", "mountain", "air"] = "rolling"
    overlooked_by: Identifier | None = None
    gate: Annotated[Whole, Field(ge=0, le=10)] = 0
    supplier: Identifier | None = None
    military_open: bool = True
    note: str = ""


class Theatre(Block):
    """The ground of the war."""

    sectors: list[Sector]
    edges: list[Edge]
    line_before_known: bool | None = None


class Forces(Block):
    """What one side has in the theatre at the as-of date."""

    in_theatre: Persons
    reserve_share: Share = Quantity.of(0.2)
    reserve_inflow: PersonsPerDay | None = None
    ready: Share = Quantity.of(1.0)
    mobilisation: Days = Quantity.of(0.0, unit="days")
    distribution: dict[str, Persons] = {}
    foreign_fighters: Persons | None = None
    tanks: Items = Quantity.of(0.0, unit="items")
    ifv: Items = Quantity.of(0.0, unit="items")
    guns: Items = Quantity.of(0.0, unit="items")
    launchers: Items = Quantity.of(0.0, unit="items")
    missiles: Items = Quantity.of(0.0, unit="items")
    short_range_ad: Items = Quantity.of(0.0, unit="items")
    ad_effectiveness: Share | None = None
    armed_drones: Items = Quantity.of(0.0, unit="items")
    loitering: Items = Quantity.of(0.0, unit="items")
    aircraft: Items = Quantity.of(0.0, unit="items")
    helicopters: Items = Quantity.of(0.0, unit="items")
    sam: Batteries = Quantity.of(0.0, unit="batteries")
    munitions_stock: Tonnes | None = None
    munitions_use: TonnesPerDay | None = None
    munitions_resupply: TonnesPerDay | None = None
    supply_days: Days = Quantity.of(30.0, unit="days")
    losses_so_far: dict[Literal["tanks", "guns", "launchers", "short_range_ad", "loitering", "munitions"], Number] = {}


class OptionSpec(Block):
    """Something an outside power can do, composed of effect primitives; `{X}` in the id stands for the target.

    ``effects`` maps primitive names (`multipolar explain primitives`) to magnitudes.
    """

    id: str
    level: Literal["out", "armed", "direct"]
    text: str = ""
    effects: dict[str, Quantity] = {}
    delay: Days = Quantity.of(0.0, unit="days")
    needs: list[str] = []
    escalation: Score10 = Quantity.of(0.0)
    cost: Annotated[Quantity, Measure("1", 0.0, 5.0)] = Quantity.of(0.0)
    per: Literal["act", "week"] = "act"
    retaliation_by: list[str] = []
    wears_off: Days | None = None
    grade: Literal["A", "B", "C", "D", "J"] = "J"
    note: str = ""


class Settlement(Block):
    """A design for ending the war: ground, arrangement, enforcer, face, and what each power makes of it."""

    id: Identifier
    what: str
    territory: Literal["line_of_contact", "line_before", "five_then_seven", "contact_plus_districts", "all"]
    arrangement: Literal["none", "single_power", "joint_patrols", "multinational", "observers"]
    enforcers: list[str] = []
    outside_role: list[str] = []
    enforcement: Share
    status_clause: Literal["none", "open", "autonomy"] = "none"
    transport_links: bool = False
    face_A: Signed
    face_B: Signed
    part_worth: dict[str, Signed] = {}
    consent: list[str] = []
    guarantor_penalty: bool = False
    final: bool = True
    known_on: KnownOn | None = None
    note: str = ""


class Report(Block):
    """What the world was told by the as-of date; never the truth. Start states are drawn from reports."""

    id: Identifier
    kind: Literal[
        "map_share",
        "claimed_place",
        "disproved_claim",
        "video_confirmed",
        "announced_dead",
        "claimed_enemy_dead",
        "claimed_equipment",
        "displaced",
        "truce_failed",
        "refused_offer",
        "fighters_present",
        "signal",
    ]
    date: Day
    known_on: KnownOn
    by: str = ""
    sector: Identifier | None = None
    side: Literal["A", "B"] | None = None
    value: Number | None = None
    item: str = ""
    trend_per_day: Number | None = None
    reliability: Share | None = None
    source: str = ""
    text: str = ""


class Question(Block):
    """Something the future will answer, with its resolution criteria and the feature of a course that answers it."""

    id: Identifier
    text: str
    type: Literal["binary", "continuous", "categorical"]
    as_of: list[Day]
    criteria: str = ""
    unit: str = "1"
    options: list[str] = []
    feature: str = ""
    threshold: Plain | None = None
    base_rate: Share | None = None
    base_rate_source: str = ""
    stated: dict[str, PlainShare | dict[str, PlainShare]] = {}
    closes: Day | None = None


class LinkedTheatre(Block):
    """Another theatre that the same patrons share."""

    id: Identifier
    name: str
    challenger: Identifier | None = None
    defender_patron: Identifier | None = None
    patrons: list[str] = []
    tension: Share = Quantity.of(0.3)
    base_rate: Annotated[Quantity, Measure("1/month", 0.0, 5.0)] | None = None


class Climate(Block):
    """Long-run shares of weather states [1]; days keep their weather with probability ``persistence``."""

    clear: Annotated[PlainShare, Field(ge=0, le=1)] = 0.55
    overcast: Annotated[PlainShare, Field(ge=0, le=1)] = 0.30
    wet: Annotated[PlainShare, Field(ge=0, le=1)] = 0.15
    persistence: PlainShare = 0.5
    snow_from: Day | None = None
    snow_full: Day | None = None


class Document(Block):
    """A whole scenario file."""

    format: Literal["multipolar-document/1"] = "multipolar-document/1"
    id: Identifier
    title: str
    description: str = ""
    conflict: Annotated[str, Field(max_length=80)] = ""
    as_of: Day
    as_of_dates: dict[str, str] = {}
    round_start: Day
    phase: Literal["start", "escalation"] = "start"
    horizon_days: Annotated[Whole, Field(ge=1, le=720)] = 180
    geometry: str | None = None
    climate: Climate = Climate()
    sources: dict[str, Source] = {}
    claims: list[Claim] = []
    rivals: list[RivalPair] = []
    bundles: list[Stance] = []
    parameters: dict[str, Quantity] = {}
    issues: list[Issue] = []
    belligerents: dict[Literal["A", "B"], Belligerent]
    powers: list[Power] = []
    ties: list[Tie] = []
    treaties: list[Treaty] = []
    red_lines: list[RedLine] = []
    theatre: Theatre
    forces: dict[Literal["A", "B"], Forces]
    options: list[OptionSpec] = []
    settlements: list[Settlement] = []
    reports: list[Report] = []
    linked_theatres: list[LinkedTheatre] = []
    questions: list[Question] = []
    limits: list[str] = []
