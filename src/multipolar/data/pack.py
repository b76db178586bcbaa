"""A fact pack as its compiler wrote it: one war on one date, outcomes apart, every number with grade and source keys.

The format is that of the back-tests (``backtest-facts/1``). Keys that a pack may lack are optional here; what is then
assumed is decided, and said, where a scenario is made of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.files import load_text
from multipolar.scenario.nodes import Node
from multipolar.scenario.outcome_keys import OUTCOME_KEYS
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.translate import Fault, located, validate

FORMAT = "backtest-facts/1"
Grade = Literal["A", "B", "C", "D", "J"]
Level = Literal["out", "armed", "direct"]
Side = Literal["A", "B"]
Terrain = Literal[
    "plain", "rolling", "hills", "forest_hills", "mountain", "high_mountain", "urban", "desert", "marsh", "island", "sea"
]
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")


Words = list[str | int | float]


class _Block(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class PackNumber(_Block):
    """A number with a 90 % range: low, mode, high, or one value."""

    v: list[float] | float
    g: Grade = "D"
    s: list[str] = []
    note: str = ""

    @property
    def low_mode_high(self) -> tuple[float, float, float]:
        """The range as three numbers; two are read as low and high with the mode between."""
        values = [self.v] if isinstance(self.v, int | float) else list(self.v)
        if len(values) == 1:
            return values[0], values[0], values[0]
        if len(values) == 2:
            return values[0], 0.5 * (values[0] + values[1]), values[1]
        return values[0], values[1], values[2]

    @property
    def mode(self) -> float:
        """The most likely value."""
        return self.low_mode_high[1]


class PackIssue(_Block):
    """A dimension of the dispute; position 1 is what A wants."""

    id: str
    note: str = ""
    ground: list[str] | Literal["none", "all"] | None = None


class PackBelligerent(_Block):
    """One side: everything that is counted on it, its aims, stakes and limits."""

    name: str
    members: Words = []
    aims: Words = []
    pos: dict[str, float] = {}
    sal: dict[str, float] = {}
    will: PackNumber
    constraints: Words = []
    pop_m: PackNumber | None = None


class PackTie(_Block):
    """What binds a power in this case; ``binding`` says how far it obliges armed help."""

    what: str
    binding: float = 0.0


class PackRedLine(_Block):
    """What a power has said it will not bear, with its announced answer in free words."""

    text: str
    named_by: str = ""
    date: str | int | dt.date = ""
    threat: str = ""
    cred: float = 0.5
    g: Grade = "D"


class PackPower(_Block):
    """An outside power: where it stands, what it may do, what it does already."""

    id: str
    name: str
    align: dict[str, Any]
    level_at_asof: Level = "out"
    pos: dict[str, float] = {}
    sal: dict[str, float] = {}
    options: list[str] = []
    ties: list[PackTie] = []
    bases: Words = []
    red_lines: list[PackRedLine] = []
    note: str = ""
    level_note: str = ""


class PackSector(_Block):
    """A piece of ground; ``w`` is about its size in km2, lifted for capitals and passes."""

    id: str
    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    terrain: Terrain
    share_A: float | None = Field(default=None, ge=0, le=1)
    w: float = Field(ge=0)
    area_km2: float | None = Field(default=None, gt=0)
    value: float | None = Field(default=None, ge=0)
    contested: bool = True
    adj: list[str] = []


class PackRoute(_Block):
    """A way by which a side is supplied: relative capacity and exposure."""

    id: str
    kind: str
    side: Side
    name: str = ""
    lat: float
    lon: float
    cap: float = Field(default=0.7, ge=0, le=1)
    vuln: float = Field(default=0.3, ge=0, le=1)


class PackForces(_Block):
    """What a side, or a power in the theatre, has there."""

    men_theatre: PackNumber | None = None
    tanks: PackNumber | None = None
    afv: PackNumber | None = None
    artillery: PackNumber | None = None
    mrl: PackNumber | None = None
    combat_aircraft: PackNumber | None = None
    attack_helis: PackNumber | None = None
    drones: PackNumber | None = None
    armed: PackNumber | None = None
    sam: PackNumber | None = None
    quality: PackNumber | None = None
    ready_at_asof: PackNumber | None = None
    mobilisation_days: PackNumber | None = None


class PackEconomy(_Block):
    """Means of a side and how far they are strained on the date."""

    gdp_usd_bn: PackNumber | None = None
    defence_usd_bn: PackNumber | None = None
    defence_pct_gdp: PackNumber | None = None
    reserves_usd_bn: PackNumber | None = None
    strain: float = Field(default=0.5, ge=0, le=1)


class PackTalk(_Block):
    """A proposal that was on the table."""

    by: str
    date: str | int | dt.date = ""
    what: str = ""
    state: str = ""


class PackSource(_Block):
    """Where facts come from."""

    name: str
    seen: bool = False
    hindsight: bool = False


class Pack(_Block):
    """A whole fact pack."""

    schema_: Literal["backtest-facts/1"] = Field(alias="schema")
    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_+-]{0,39}$")
    title: str
    asof: dt.date
    round_start: dt.date
    horizon_days: int = Field(default=180, ge=1, le=720)
    phase: Literal["start", "escalation"] = "start"
    background: str = ""
    issues: list[PackIssue] = []
    belligerents: dict[Side, PackBelligerent]
    powers: list[PackPower] = []
    sectors: list[PackSector]
    routes: list[PackRoute] = []
    forces: dict[str, PackForces | str]
    economy: dict[str, PackEconomy] = {}
    mediation: list[PackTalk] = []
    unknowns: Words = []
    sources: dict[str, PackSource] = {}


def read_pack(path: Path | str) -> Pack:
    """Return the pack in a file.

    Raises
    ------
    ScenarioError : with every fault at once: file, line, what was found, what is allowed.
    """
    loaded = load_text(path)
    problems = list(loaded.problems)
    found = validate(Pack, loaded.root) if not problems else None
    if found is not None:
        problems += [located(loaded.root, fault) for fault in found.faults]
        if found.value is not None and not found.faults:
            problems += [located(loaded.root, fault) for fault in _across(found.value, loaded.root)]
    if problems or found is None or found.value is None:
        raise ScenarioError(sorted(set(problems)) or [Problem(str(path), 0, 0, "", "not-a-pack", "nothing could be read")])
    return found.value


def _across(pack: Pack, root: Node) -> Iterator[Fault]:
    yield from _outcome_keys(root)
    yield from _sides(pack)
    yield from _names(pack)
    yield from _late_dates(pack)


def _outcome_keys(root: Node) -> Iterator[Fault]:
    for key in root.value:
        if key in OUTCOME_KEYS:
            said = f"the key {key!r} tells what happened after the as-of date"
            yield Fault((key,), "outcome-in-facts", said, "Keep it in the outcome file; a forecast may not read it.", at_key=True)


def _sides(pack: Pack) -> Iterator[Fault]:
    for side in ("A", "B"):
        if side not in pack.belligerents:
            yield Fault(("belligerents",), "missing-key", f"side {side} is missing", "Both sides A and B are needed.")
        block = pack.forces.get(side)
        if not isinstance(block, PackForces):
            yield Fault(("forces",), "missing-key", f"the forces of side {side} are missing")
        elif block.men_theatre is None and block.combat_aircraft is None:
            yield Fault(("forces", side), "missing-key", f"side {side} has neither men_theatre nor combat_aircraft")
    if not any(sector.contested and sector.w > 0 for sector in pack.sectors):
        yield Fault(("sectors",), "no-weight", "no sector is contested, so there is nothing to fight over")


def _names(pack: Pack) -> Iterator[Fault]:
    for key in ("sectors", "powers", "issues", "routes"):
        seen: set[str] = set()
        for i, row in enumerate(getattr(pack, key)):
            if row.id in seen:
                yield Fault((key, i, "id"), "duplicate-id", f"the id {row.id!r} is used twice")
            seen.add(row.id)
    known = {sector.id for sector in pack.sectors}
    for i, sector in enumerate(pack.sectors):
        for j, other in enumerate(sector.adj):
            if other not in known or other == sector.id:
                hint = nearest(other, known) or f"Known: {listing(sorted(known))}."
                yield Fault(("sectors", i, "adj", j), "unknown-name", f"no sector {other!r} to be next to", hint)


def last_day(text: object) -> dt.date | None:
    """Return the last day that a date such as 1999, 1999-03 or 1999-03-24 can mean, None for other text."""
    if isinstance(text, dt.date):
        return text
    match = _PARTIAL.match(str(text).strip())
    if match is None or not 1 <= int(match[2] or 12) <= 12:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    length = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(int(match[3]), length) if match[3] else length)


def first_day(text: object) -> dt.date | None:
    """Return the first day that a date such as 1999, 1999-03 or 1999-03-24 can mean, None for other text."""
    last = last_day(text)
    parts = 3 if isinstance(text, dt.date) else str(text).strip().count("-") + 1
    return last if last is None or parts == 3 else last.replace(day=1) if parts == 2 else dt.date(last.year, 1, 1)


def _late_dates(pack: Pack) -> Iterator[Fault]:
    """Yield talks and red lines dated after the as-of date; a month or a year may hold days before it, and then stands."""
    rows: list[tuple[tuple[str | int, ...], object]] = [(("mediation", i, "date"), t.date) for i, t in enumerate(pack.mediation)]
    for i, power in enumerate(pack.powers):
        rows += [(("powers", i, "red_lines", j, "date"), line.date) for j, line in enumerate(power.red_lines)]
    for path, text in rows:
        day = last_day(text)
        if day is None or day <= pack.asof:
            continue
        first = first_day(text)
        if first is None or first > pack.asof:
            said = f"dated {text}, after the as-of date {pack.asof}"
            yield Fault(path, "after-as-of", said, "Leave it out: the forecast may know nothing after the as-of date.")
