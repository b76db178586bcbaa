"""Options that several commands share, spelled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from cyclopts import Parameter, Token
from cyclopts.validators import Number

from multipolar.reading import read_integer


def many(name: str, text: str) -> Parameter:
    """Return an option that may be given several times."""
    return Parameter(name=name, negative="", show_default=False, help=f"{text}; may be repeated.")


def flag(name: str, text: str, *more: str) -> Parameter:
    """Return an option that is on when it is named."""
    return Parameter(name=[name, *more], negative="", show_default=False, help=text)


def whole(_: Any, tokens: Sequence[Token]) -> int:
    """Return the whole number that a word of the command line spells as a whole.

    Raises
    ------
    ValueError : for 1.5, 1e3 and all else; the library would cut or round it.
    """
    return read_integer(tokens[0].value)


def whole_number(text: str, *, least: int = 1, below: int | None = None) -> Parameter:
    """Return an option that takes a whole number from ``least`` on."""
    return Parameter(converter=whole, validator=Number(gte=least, lt=below), help=text)


AsOf = Annotated[str | None, Parameter(help="Date of the forecast, e.g. 2020-10-16; by default the scenario's first.")]
Members = Annotated[int, whole_number("How many courses to simulate.")]
Seed = Annotated[int, whole_number("Seed of all chance: same seed, same numbers.", least=0, below=2**63)]
Threads = Annotated[int | None, whole_number("Threads; by default one per processor. Changes no number.")]
Chunk = Annotated[int | None, whole_number("Courses per piece of work. Changes no number.")]
Bundle = Annotated[str | None, Parameter(help="Named bundle of claims (see: multipolar show NAME).")]
Claims = Annotated[tuple[str, ...], many("--claim", "ID=off, on, 0..1 or a rival")]
Settings = Annotated[tuple[str, ...], many("--set", "KEY=VALUE of the scenario file")]
Patches = Annotated[tuple[str, ...], many("--patch", "Patch file")]
Off = Annotated[tuple[str, ...], many("--off", "Mechanism to switch off")]
Keep = Annotated[
    bool, Parameter(show_default=False, help="Keep the answer in the run folder for its page (the default), or not.")
]  # fmt: skip
Json = Annotated[bool, flag("--json", "Print exactly one JSON document.")]
Quiet = Annotated[bool, flag("--quiet", "No progress and no notes.", "-q")]


def only_mechanisms(names: Iterable[str]) -> tuple[str, ...]:
    """Return the mechanisms to switch off as they were named.

    Raises
    ------
    UsageError : for the first that does not exist, with the nearest name.
    """
    from multipolar.cli.failures import UsageError
    from multipolar.model.register import MECHANISMS
    from multipolar.registry import nearest

    for name in names:
        if name not in MECHANISMS:
            near = nearest(name, MECHANISMS)
            hint = f"Did you mean {near!r}?" if near else "See: multipolar explain mechanisms"
            raise UsageError(f"--off {name}: there is no such mechanism. {hint}")
    return tuple(names)
