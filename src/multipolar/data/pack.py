"""A fact pack as its compiler wrote it: one war on one date, outcomes apart, every number with grade and source keys.

The format is that of the back-tests (``backtest-facts/1``). Keys that a pack may lack are optional here; what is then
assumed is decided, and said, where a scenario is made of it. Keys that the format knows and no scenario uses are in
``UNREAD``; every other key is an error.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, field_validator

from multipolar.reading import read_day, read_days, read_integer, read_number
from multipolar.scenario.document import Identifier, WarType
from multipolar.scenario.paths import nearest
from multipolar.scenario.quantity import NumberError
from multipolar.scenario.shape import STAND_IN
from multipolar.units import read_share

FORMAT = "backtest-facts/1"
MISSING_CODES = (-6, -7, -8, -9, -66, -77, -88, -99, -999, -9999)
"""Numbers by which tables say that something is not known."""
LEAVE_OUT = "a code for missing: leave the number out"
Grade = Literal["A", "B", "C", "D", "J"]
Level = Literal["out", "armed", "direct"]
Side = Literal["A", "B"]
Terrain = Literal[
    "plain", "rolling", "hills", "forest_hills", "mountain", "high_mountain", "urban", "desert", "marsh", "island", "sea"
]


def plain_number(value: Any) -> float:
    """Return a number that stands as such or as text.

    Raises
    ------
    NumberError : for anything else, with what was found.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        shown = "nothing" if value is None else "a list" if isinstance(value, list) else f"{value!r:.40}"
        raise NumberError(f"found {shown}, expected a plain number")
    try:
        number = read_number(value) if isinstance(value, str) else float(value)
    except OverflowError as error:
        raise NumberError("found a whole number of hundreds of digits, expected a plain number") from error
    except ValueError as error:
        raise NumberError(str(error)) from error
    if not math.isfinite(number):
        raise NumberError(f"found {value!r}, expected a finite number")
    return number


def plain_share(value: Any) -> float:
    """Return a share that stands as such or as text, in percent too: 0.6 and 60 % are one number.

    Raises
    ------
    NumberError : for anything else, with what was found.
    """
    if not isinstance(value, str) or value.strip().rpartition("%")[1:] != ("%", ""):
        return plain_number(value)
    try:
        return read_share(value)
    except ValueError as error:
        raise NumberError(str(error)) from error


WAYS = ("road", "rail", "air", "sea", "port", "pipe", "pass", "bridge", "bridges", "depot")


def _way(value: Any) -> Any:
    """Return the kind of a route: what it runs over or through, words joined by underscores."""
    words = value.split("_") if isinstance(value, str) else []
    wrong = [word for word in words if word not in WAYS]
    if wrong and value != STAND_IN:
        said = f"found the kind {value!r:.40} of a route, expected {', '.join(WAYS)}, or several joined by _"
        raise NumberError(said, code="not-allowed", hint=nearest(wrong[0], WAYS))
    return value


def _whole(value: Any) -> int:
    if isinstance(value, str):
        try:
            return read_integer(value)
        except ValueError as error:
            raise NumberError(str(error)) from error
    if isinstance(value, bool) or not isinstance(value, int):
        raise NumberError(f"found {value!r:.40}, expected a whole number")
    return value


def _day(value: Any) -> dt.date:
    try:
        return read_day(value)
    except ValueError as error:
        raise NumberError(str(error), code="bad-date") from error


def _when(value: Any) -> str:
    """Return a date written YYYY, YYYY-MM or YYYY-MM-DD as text; nothing stays nothing."""
    if value is None or value in ("", STAND_IN):
        return ""
    try:
        read_days(value)
    except ValueError as error:
        raise NumberError(str(error), code="bad-date") from error
    return str(value).strip()


Real = Annotated[float, BeforeValidator(plain_number)]
Share = Annotated[float, BeforeValidator(plain_share), Field(ge=0, le=1)]
Signed = Annotated[float, BeforeValidator(plain_share), Field(ge=-1, le=1)]
Latitude = Annotated[float, BeforeValidator(plain_number), Field(ge=-90, le=90)]
Longitude = Annotated[float, BeforeValidator(plain_number), Field(ge=-180, le=180)]
Weight = Annotated[float, BeforeValidator(plain_number), Field(ge=0)]
Day = Annotated[dt.date, BeforeValidator(_day)]
When = Annotated[str, BeforeValidator(_when)]
Words = list[str | int | float]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


class PackNumber(_Block):
    """A number of at least 0 with a 90 % range: low, mode and high, or one value without spread."""

    LOW: ClassVar[float] = 0.0
    HIGH: ClassVar[float] = math.inf
    READ: ClassVar[Callable[[Any], float]] = staticmethod(plain_number)

    v: float | list[float]
    g: Grade = "D"
    s: list[str] = []
    note: str = ""

    @field_validator("v", mode="plain")
    @classmethod
    def _range(cls, value: Any) -> Any:
        rows = value if isinstance(value, list) else [value]
        if len(rows) != 3 and isinstance(value, list):
            said = f"found a list of {len(rows)}, expected three numbers: low, most likely, high"
            raise NumberError(said, hint="A single number stands without brackets.")
        numbers = [cls.READ(row) for row in rows]
        for number in numbers:
            if number < cls.LOW and number in MISSING_CODES:
                raise NumberError(f"found {number:g}, {LEAVE_OUT}", code="outside-bounds")
            if not cls.LOW <= number <= cls.HIGH:
                wanted = f"at least {cls.LOW:g}" if math.isinf(cls.HIGH) else f"from {cls.LOW:g} to {cls.HIGH:g}"
                raise NumberError(f"found {number:g}, expected a number {wanted}", code="outside-bounds")
        if numbers != sorted(numbers):
            shown = ", ".join(f"{number:g}" for number in numbers)
            raise NumberError(f"the range {shown} runs backwards", hint="Low comes first, then the most likely, then high.")
        return numbers if isinstance(value, list) else numbers[0]

    @property
    def low_mode_high(self) -> tuple[float, float, float]:
        """The range as three numbers."""
        if isinstance(self.v, list):
            return self.v[0], self.v[1], self.v[2]
        return self.v, self.v, self.v

    @property
    def mode(self) -> float:
        """The most likely value."""
        return self.low_mode_high[1]


class PackShare(PackNumber):
    """A share with its range, 0 to 1."""

    HIGH: ClassVar[float] = 1.0
    READ: ClassVar[Callable[[Any], float]] = staticmethod(plain_share)


class PackChange(PackNumber):
    """A number that may be below 0, such as growth in percent."""

    LOW: ClassVar[float] = -math.inf


class PackIssue(_Block):
    """A dimension of the dispute; position 1 is what A wants."""

    id: Identifier
    note: str = ""
    ground: list[str] | Literal["none", "all"] | None = None


class PackBelligerent(_Block):
    """One side: everything that is counted on it, its aims, stakes and limits."""

    name: str = Field(min_length=1)
    members: Words = []
    aims: Words = []
    pos: dict[str, Share] = {}
    sal: dict[str, Share] = {}
    will: PackShare
    constraints: Words = []
    pop_m: PackNumber | None = None


class PackTie(_Block):
    """What binds a power in this case; ``binding`` says how far it obliges armed help."""

    what: str
    binding: Share = 0.0


class PackRedLine(_Block):
    """What a power has said it will not bear, with its announced answer in free words."""

    text: str = Field(min_length=1)
    named_by: str = ""
    date: When = ""
    threat: str = ""
    cred: Share = 0.5
    g: Grade = "D"
    s: list[str] = []


class PackAlign(_Block):
    """How far a power sides with each belligerent, -1 to 1."""

    A: Signed
    B: Signed
    g: Grade = "J"


class PackPower(_Block):
    """An outside power: where it stands, what it may do, what it does already."""

    id: Identifier
    name: str = Field(min_length=1)
    align: PackAlign
    level_at_asof: Level = "out"
    pos: dict[str, Share] = {}
    sal: dict[str, Share] = {}
    options: list[str] = []
    ties: list[PackTie] = []
    bases: Words = []
    red_lines: list[PackRedLine] = []
    note: str = ""
    level_note: str = ""


class PackSector(_Block):
    """A piece of ground; ``w`` is about its size in km2, lifted for capitals and passes."""

    id: Identifier
    name: str = Field(min_length=1)
    lat: Latitude
    lon: Longitude
    terrain: Terrain
    share_A: Share | None = None
    w: Weight
    area_km2: Annotated[Real, Field(gt=0)] | None = None
    value: Weight | None = None
    contested: bool = True
    adj: list[str] = []


class PackRoute(_Block):
    """A way by which a side is supplied: relative capacity and exposure."""

    id: Identifier
    kind: Annotated[str, BeforeValidator(_way)]
    side: Side
    name: str = ""
    lat: Latitude
    lon: Longitude
    cap: Share = 0.7
    vuln: Share = 0.3


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
    quality: PackShare | None = None
    ready_at_asof: PackShare | None = None
    mobilisation_days: PackNumber | None = None
    ranges_km: dict[str, Weight] = {}
    ships: PackNumber | None = None
    rockets: PackNumber | None = None
    wagner: PackNumber | None = None
    syrians: PackNumber | None = None


def _kind_of_forces(value: Any) -> str:
    return "note" if isinstance(value, str) else "block"


ForcesOrNote = Annotated[Annotated[PackForces, Tag("block")] | Annotated[str, Tag("note")], Discriminator(_kind_of_forces)]
"""A block of forces, or a note on all of them."""


class PackEconomy(_Block):
    """Means of a side and how far they are strained on the date."""

    gdp_usd_bn: PackNumber | None = None
    defence_usd_bn: PackNumber | None = None
    defence_pct_gdp: PackNumber | None = None
    reserves_usd_bn: PackNumber | None = None
    growth_pct: PackChange | None = None
    inflation_pct: PackChange | None = None
    strain: Share = 0.5
    note: str = ""


class PackTalk(_Block):
    """A proposal that was on the table."""

    by: str
    date: When = ""
    what: str = ""
    state: str = ""
    g: Grade = "D"
    s: list[str] = []


class PackExpectation(_Block):
    """What somebody expected then, in words."""

    who: str
    date: When = ""
    said: str = ""
    g: Grade = "D"
    s: list[str] = []


class PackSource(_Block):
    """Where facts come from; one written with hindsight is used for the state of affairs on the as-of date only."""

    name: str = Field(min_length=1)
    seen: bool = False
    hindsight: bool = False
    date: When = ""


class Pack(_Block):
    """A whole fact pack."""

    schema_: Literal["backtest-facts/1"] = Field(alias="schema")
    id: Identifier
    title: str = Field(min_length=1)
    conflict: str = Field("", max_length=80)
    asof: Day
    round_start: Day
    asof_cutoff: str = ""
    asof_note: str = ""
    asof_choice: str = ""
    horizon_days: Annotated[int, BeforeValidator(_whole), Field(ge=1, le=720)] = 180
    phase: Literal["start", "escalation"] = "start"
    war_type: WarType | None = None
    background: str = ""
    issues: list[PackIssue] = []
    belligerents: dict[Side, PackBelligerent]
    powers: list[PackPower] = []
    sectors: list[PackSector]
    routes: list[PackRoute] = []
    forces: dict[str, ForcesOrNote]
    economy: dict[str, PackEconomy] = {}
    mediation: list[PackTalk] = []
    expectations: list[PackExpectation] = []
    unknowns: Words = []
    sources: dict[str, PackSource] = {}


UNREAD: dict[type[BaseModel], tuple[str, ...]] = {
    Pack: ("asof_cutoff", "asof_note", "asof_choice", "mediation", "expectations"),
    PackAlign: ("g",),
    PackRedLine: ("named_by", "g", "s"),
    PackForces: ("ranges_km", "ships", "rockets", "wagner", "syrians"),
    PackEconomy: ("defence_usd_bn", "defence_pct_gdp", "growth_pct", "inflation_pct", "note"),
}
"""Keys that the format knows and that no scenario uses: they are checked, and listed when a pack is imported."""
OF_POWERS = ("men_theatre", "combat_aircraft", "drones")
"""What is read of the forces of a power; of the sides everything else is read as well."""
