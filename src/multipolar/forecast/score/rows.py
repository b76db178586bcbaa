"""One row of a score: a target with what happened and how the forecast did, or the reason why it has no score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NOT_TOLD = "the outcome does not tell it"


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one target: what happened, how the forecast and the uniform one did, and the authors on the same."""

    target: str
    rule: str
    truth: Any
    model: float
    uniform: float
    log: float | None = None
    uniform_log: float | None = None
    authors: Mapping[str, float] | None = None
    outside: bool = False
    forecast: Any = None

    def plain(self) -> dict[str, Any]:
        """Return the row as plain values."""
        out: dict[str, Any] = {
            "rule": self.rule,
            "value": self.truth,
            "forecast": self.forecast,
            "score": rounded(self.model),
            "baselines": {"uniform": rounded(self.uniform)},
            "skill": None if self.uniform == 0.0 else rounded(1.0 - self.model / self.uniform),
            "authors": {name: rounded(value) for name, value in (self.authors or {}).items()},
            "outside": self.outside,
        }
        if self.log is not None and self.uniform_log is not None:
            out |= {"log": rounded(self.log), "baselines_log": {"uniform": rounded(self.uniform_log)}}
        return out


def rounded(value: float) -> float:
    """Return a score with six figures after the point."""
    return round(float(value), 6)


@dataclass(frozen=True, slots=True)
class Skip:
    """A target that has no score, and why."""

    target: str
    why: str

    def plain(self) -> dict[str, str]:
        """Return the target as plain values."""
        return {"target": self.target, "why": self.why}


Part = Row | Skip


def rows_in(parts: Iterable[Part]) -> list[Row]:
    """Return the scored ones among the parts of a score."""
    return [part for part in parts if isinstance(part, Row)]
