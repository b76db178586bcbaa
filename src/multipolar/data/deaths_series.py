"""Deaths by day or month and side, as any table of them is read; and which rows of an event table belong to a war."""

from __future__ import annotations

from dataclasses import dataclass, field

from multipolar.reading import Days, read_number

ALL = "all"
"""Both sides together."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events belong to the war: cells by column (any of several), and the actors that make up each side.

    ``by``: day or month; None lets the table decide: by day where every event is dated to the day.
    """

    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    side_a: tuple[str, ...] = ()
    side_b: tuple[str, ...] = ()
    by: str | None = None

    @property
    def given(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.where or self.side_a or self.side_b or self.by)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Deaths of one side, or of both, by period [persons]; periods are days or whole months."""

    periods: dict[Days, float]


@dataclass(frozen=True, slots=True)
class Deaths:
    """The deaths in one file: by side ``A``, ``B`` or ``all``; what was left out or assumed stands in ``notes``."""

    file: str
    digest: str
    layout: str
    sides: dict[str, Recorded]
    notes: tuple[str, ...] = ()


def plural(count: float, one: str, more: str | None = None) -> str:
    """Return a count with its noun: 1 event, 3 events."""
    return f"{count:,.6g} {one if count == 1 else more or one + 's'}"


def count_of(cell: str, missing: str) -> float:
    """Return a count of the dead in a cell.

    Raises
    ------
    ValueError : for text that is no number, and for one below 0, with what to do where nobody knows.
    """
    value = read_number(cell)
    if value < 0:
        raise ValueError(f"found {cell!r}, expected at least 0; {missing}")
    return value
