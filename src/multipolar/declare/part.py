"""What a part of the model declares about itself: fields, priors, switches, random streams, steps, outlook law, effects.

Whatever must agree with a mechanism - record types, register of priors, switches, step order, reference - is
assembled from these declarations, or a test compares it with them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

from multipolar.codes import DeathChannel, Equipment, Issue, Primitive, Side
from multipolar.registry import declarations

__all__ = [
    "AXES",
    "EQUIPMENT",
    "FIXED",
    "ISSUES",
    "LARGE",
    "SMALL",
    "Capacity",
    "Effect",
    "Field",
    "Mechanism",
    "Prior",
    "Record",
    "Shared",
    "discover",
    "effects_of",
    "one_owner",
    "table",
]

Record = Literal["SCENARIO", "PARAMS", "STATE", "OUTCOME"]

EQUIPMENT = Equipment.spellings()
ISSUES = Issue.spellings()
FIXED = {"b": len(Side), "k": len(Equipment), "i": len(Issue), "f": 4, "h": 8, "u": len(DeathChannel)}
"""Lengths of the axes that no scenario changes."""

AXES: Mapping[str, str] = {
    "b": "belligerent",
    "s": "sector",
    "e": "edge or lifeline",
    "p": "power",
    "o": "option of the power",
    "x": "actor",
    "g": "settlement design",
    "t": "treaty",
    "r": "red line",
    "c": "claim",
    "k": "kind of equipment",
    "i": "standard issue",
    "l": "lifeline",
    "z": "linked theatre",
    "n": "option",
    "f": "effect primitive of the option",
    "m": "mechanism",
    "h": "checkpoint day",
    "u": "channel",
    "s1": "sector",
    "e0": "arc",
}
"""What each letter of the axes of record fields stands for. Side 0 is A; actors are A, B, then the powers."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many sectors, edges, powers and so on a record class has room for."""

    s: int = 32
    e: int = 96
    p: int = 12
    o: int = 48
    g: int = 16
    t: int = 16
    r: int = 16
    c: int = 128
    l: int = 4  # noqa: E741 (axis letter)
    z: int = 4
    n: int = 160
    m: int = 40

    def size(self, dim: str) -> int:
        """Return the length of axis ``dim``."""
        if dim == "x":
            return 2 + self.p
        if dim == "s1":
            return self.s + 1
        return FIXED[dim] if dim in FIXED else int(getattr(self, dim))


SMALL = Capacity()
LARGE = Capacity(s=128, e=384, p=24, o=64, g=32, t=32, r=32, c=256, l=12, z=8, n=256)
"""The larger record class."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: name, record, axes, NumPy type, unit, meaning."""

    name: str
    record: Record
    dims: tuple[str, ...]
    dtype: str
    unit: str
    meaning: str


def table(record: Record, text: str) -> tuple[Field, ...]:
    """Return the fields of a table with the rows ``name | dims | dtype | unit | meaning``."""
    rows = []
    for line in text.strip().splitlines():
        name, dims, dtype, unit, meaning = (part.strip() for part in line.split("|"))
        rows.append(Field(name, record, tuple(dims.split()), dtype, unit, meaning))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Prior:
    """The prior of a PARAMS field that all wars share.

    Attributes
    ----------
    field : the PARAMS field.
    number : its number in the register of parameters.
    prior : distribution in the spelling of scenario files, or ``fitted``: read from ``library/calibration/``.
    grade : M planning value, S source, E estimated, J judgement, or two of them joined by a slash.
    source : what it rests on.
    group : entries of one group share their chance.
    """

    field: str
    number: str
    prior: str
    grade: str
    source: str
    group: str = ""


Shared = Literal["shared"]
"""Stands for the outlook law of a mechanism whose mean is part of the law of another, or of a law of several."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism of the model, declared in its own file as ``MECHANISM``.

    Attributes
    ----------
    name : the name of the mechanism, which is that of its file.
    summary : one sentence about the world.
    switches : places in PARAMS ``on`` by name (``--off NAME``, ``on[NAME]``), read by the kernels as module constants.
    steps : what happens on a day, by the names that stand in the step order; empty for laws that others call.
    fields : the record fields that it owns.
    priors : the priors of those of them that are drawn for all wars alike.
    streams : its random streams by purpose; a number is never used twice.
    outlook : its mean over one step of a power's outlook: a function of (sc, p, st, w, n, ahead) that changes the
        first ``n`` perturbations of ``w`` and runs at the end of the step. One that `diplomacy.outlook.project` lists as
        placed is called at a place of its own instead, and may take other arguments. ``shared`` when the mean is part of
        the law of another mechanism, or of one of several; None when it is not foreseen.
    not_foreseen : why powers do not foresee it, where ``outlook`` is None.

    Raises
    ------
    ValueError : if PARAMS fields and priors differ, or if nothing is said on foresight.
    """

    name: str
    summary: str
    switches: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, Callable[..., None]] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    priors: tuple[Prior, ...] = ()
    streams: Mapping[str, int] = field(default_factory=dict)
    outlook: Callable[..., Any] | Shared | None = None
    not_foreseen: str = ""

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        differing = {f.name for f in self.fields if f.record == "PARAMS"} ^ {p.field for p in self.priors}
        if differing:
            raise ValueError(f"mechanism {self.name!r}: PARAMS fields and priors differ in {sorted(differing)}")
        if (self.outlook is None) == (self.not_foreseen == ""):
            raise ValueError(f"mechanism {self.name!r}: give either `outlook` or the reason in `not_foreseen`")


When = Literal["daily", "first day"]
"""Whether an effect acts on every day on which its option is in effect, or once, on the first of them."""
ActsOn = Literal["helped", "aimed", "any"]
"""Which side an effect acts on: the one the option helps, or the one it is aimed at, and then not at all where there is none;
or ``any``: it acts in either case."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one effect primitive of an option does, declared in a file of ``diplomacy/effects`` among its ``EFFECTS``.

    Attributes
    ----------
    primitive : its code, which carries name, unit and meaning of its magnitude.
    apply : what it does for one day: a function of (sc, p, st, j, o, n, b, size, age, key, day) with the power ``j``, its
        slot ``o``, the option ``n``, the side ``b``, the magnitude ``size`` [unit of the primitive] and the day of the
        option ``age`` [days], 1 on the first; None when another rule reads the magnitude.
    when : on which days it acts.
    side : what ``b`` is; with ``any`` the side helped, -1 where there is none.
    streams : its random streams by purpose; a number is never used twice.
    not_applied : which rule reads the magnitude, where ``apply`` is None.

    Raises
    ------
    ValueError : if both or neither of ``apply`` and ``not_applied`` are given.
    """

    primitive: Primitive
    apply: Callable[..., None] | None = None
    when: When = "daily"
    side: ActsOn = "helped"
    streams: Mapping[str, int] = field(default_factory=dict)
    not_applied: str = ""

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        if (self.apply is None) == (self.not_applied == ""):
            raise ValueError(f"effect {self.primitive.spelling!r}: give either `apply` or the reason in `not_applied`")


def discover(package: ModuleType) -> tuple[Mechanism, ...]:
    """Return the mechanisms declared in the files of a package and of the packages in it, in the order of their names.

    A mechanism has the name of its file. One that takes up a package has the package's name and is declared in ``step.py``.

    Raises
    ------
    ValueError : if a declaration does not carry the name of its file.
    """
    found: list[Mechanism] = []
    for each in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{each.name}")
        if each.ispkg:
            found += discover(module)
            continue
        mechanism = getattr(module, "MECHANISM", None)
        if mechanism is None:
            continue
        if mechanism.name != (package.__name__.rpartition(".")[2] if each.name == "step" else each.name):
            raise ValueError(f"{package.__name__}.{each.name} declares the mechanism {mechanism.name!r}: name it like its file")
        found.append(mechanism)
    return tuple(found)


def effects_of(package: ModuleType) -> tuple[Effect, ...]:
    """Return the effects declared in the files of a package under ``EFFECTS``: the place of each is its primitive's code.

    Raises
    ------
    ValueError : if a primitive or the purpose of a random stream has two effects, naming both files, or a primitive has none.
    """
    declared = [(module, effect) for module, found in declarations(package.__name__, "EFFECTS") for effect in found]
    owner: dict[str, str] = {}
    for module, effect in declared:
        for thing in (f"primitive {effect.primitive.spelling!r}", *(f"random stream {purpose!r}" for purpose in effect.streams)):
            if thing in owner:
                raise ValueError(f"{thing} belongs to {owner[thing]} and cannot belong to {module} too")
            owner[thing] = module
    effects = {effect.primitive: effect for _, effect in declared}
    missing = [primitive.spelling for primitive in Primitive if primitive not in effects]
    if missing:
        raise ValueError(f"{package.__name__}: no file declares an effect of {missing}")
    return tuple(effects[primitive] for primitive in Primitive)


def one_owner(found: Iterable[Mechanism], own_streams: Mapping[str, int] | None = None) -> None:
    """Check that no name, switch, step, stream or field has two owners.

    Parameters
    ----------
    own_streams : random streams in use outside the mechanisms, by purpose.

    Raises
    ------
    ValueError : naming both owners.
    """
    mechanisms = list(found)
    owned: dict[str, Callable[[Mechanism], list[Any]]] = {
        "name": lambda m: [m.name],
        "switch": lambda m: [*m.switches, *m.switches.values()],
        "step": lambda m: list(m.steps),
        "random stream": lambda m: list(m.streams.values()),
        "field": lambda m: [f"{f.record}.{f.name}" for f in m.fields],
    }
    for what, of in owned.items():
        owner: dict[Any, str] = {n: name for name, n in (own_streams or {}).items()} if what == "random stream" else {}
        for mechanism in mechanisms:
            for thing in of(mechanism):
                if thing in owner:
                    raise ValueError(f"{what} {thing!r} belongs to {owner[thing]!r} and cannot belong to {mechanism.name!r} too")
                owner[thing] = mechanism.name
