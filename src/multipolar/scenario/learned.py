"""What a forecast may have learned before its as-of date, and what not: past wars, battles, base rates, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.scenario.calibrated import battles_before, block_of, has_calibration, past_wars_known
from multipolar.scenario.conflict import Teachers, identity_of, teachers_of
from multipolar.scenario.document import Document

LEAST_TEACHERS = 3
"""Wars that base rates need at least before a forecast is pooled with them."""
FEW = 4
"""Names spelled out in a sentence; with more only the first and the last."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a forecast may have learned: its as-of date (ISO), the wars, and what data on battles and base rates hold."""

    as_of: str
    teachers: Teachers
    battles: str
    rates: str

    def plain(self) -> dict[str, Any]:
        """Return everything as plain values, the sentences last."""
        return {
            "before": self.as_of,
            "wars": list(self.teachers.wars),
            "later": dict(self.teachers.later),
            "same_war": dict(self.teachers.same),
            "sentences": list(self.sentences()),
        }

    def sentences(self) -> tuple[str, ...]:
        """Return what was learned and what was not, in sentences."""
        return tuple(said for said in (self.wars_sentence(), self.left_out_sentence(), self.battles, self.rates) if said)

    def wars_sentence(self) -> str:
        """Return from which past wars the priors were learned."""
        wars = self.teachers.wars
        if not wars:
            return f"learned from no past war: none that is known ended before {self.as_of}; the priors are those of the register"
        pooled = "" if len(wars) >= LEAST_TEACHERS else "; too few for base rates, so nothing is pooled"
        return f"learned from {counted(len(wars), 'war')} that ended before {self.as_of} ({named(wars)}){pooled}"

    def left_out_sentence(self) -> str:
        """Return which wars were left out as the war itself; empty where none was."""
        rows = [f"{name} ({why})" for name, why in self.teachers.same.items()]
        return f"left out as the same war: {', '.join(rows)}" if rows else ""


def counted(n: int, noun: str) -> str:
    """Return a number with its noun: 1 war, 2 wars."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def named(names: Sequence[str]) -> str:
    """Return some names in words, the first and the last where there are many."""
    return ", ".join(names) if len(names) <= FEW else f"{names[0]} to {names[-1]}"


def learned_from(document: Document) -> Learned:
    """Return what a forecast of a scenario's war may have learned before its as-of date."""
    as_of = document.as_of.isoformat()
    teachers = teachers_of(as_of, identity_of(document), past_wars_known())
    return Learned(as_of, teachers, battles_sentence(document), rates_sentence(document))


def battles_sentence(document: Document) -> str:
    """Return on which battles the priors of attack rest, where that is not simply all of them, earlier than the date."""
    found = battles_before(document.as_of)
    if found is None:
        return ""
    year = found[0]
    first = min(int(y) for y in block_of("battles", "before"))
    if document.as_of.year < first:
        return f"priors of attack rest on battles fought before {first}, later ones than the as-of date among them"
    return f"priors of attack rest on battles fought before {year}"


def rates_sentence(document: Document) -> str:
    """Return which priors and rates rest on lists that hold years after the as-of date; empty where none does."""
    lists = [kind for kind in ("rates", "powers") if has_calibration(kind)]
    until = {name: year for kind in lists for name, year in (block_of(kind, "until") or {}).items()}
    late = [f"{name.replace('_', ' ')} (to {year})" for name, year in until.items() if int(year) >= document.as_of.year]
    return f"base rates from lists that hold later years too: {', '.join(late)}" if late else ""
