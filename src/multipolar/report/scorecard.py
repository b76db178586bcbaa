"""The scorecard: what was said of every yes-or-no question, what became of it, and whether a coin would have done better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import courses_in, courses_text, enough, percent, share_text
from multipolar.report.table import Table, kept_columns

COIN = 0.25
"""Brier score of a coin: (1/2 - y)^2, whatever happens (Brier 1950)."""
WORST = 2
"""How many of the worst misses are named."""
TITLE = "What happened, and how we did"


@dataclass(frozen=True, slots=True)
class Mark:
    """One yes-or-no question of the scorecard.

    Attributes
    ----------
    id, text : the question.
    p : what was said [0-1], None where nothing was.
    answer : yes, no, void or open.
    why : why it is void, or by when it is due.
    stated : what authors said [0-1], by their names.
    brier : (p - y)^2, None without an answer.
    outside : whether no mechanism reaches it and a base rate speaks.
    """

    id: str
    text: str
    p: float | None
    answer: str
    why: str
    stated: Mapping[str, float]
    brier: float | None
    outside: bool

    @property
    def better(self) -> bool | None:
        """Whether a coin would have done worse; None without an answer."""
        return None if self.brier is None else self.brier < COIN

    def plain(self) -> dict[str, Any]:
        """Return the question as plain values for the chart."""
        return {
            "id": self.id, "text": self.text, "p": self.p, "answer": self.answer, "why": self.why, "stated": dict(self.stated),
            "brier": self.brier, "outside": self.outside,
        }  # fmt: skip


def scores_in(inp: ReportInput) -> Mapping[str, Any]:
    """Return the scores of a page: those of its forecast, or those set apart in a copy for teaching; empty before an outcome."""
    return inp.apart or inp.forecast.get("scores") or {}


def date_text(text: str) -> str:
    """Return a date with its month in words, another text as it stands."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%b %Y}"


def marks(inp: ReportInput) -> list[Mark]:
    """Return every yes-or-no question, the worst miss first, then the open and the void; nothing before any answer is known."""
    scores = scores_in(inp)
    told, unscored = scores.get("questions") or {}, scores.get("unscored") or {}
    if not told or not enough(inp.forecast):
        return []
    found = [
        _mark(name, q, told.get(name), str(unscored.get(name, "")), inp.backing.get("stated", {}).get(name, {}))
        for name, q in inp.forecast.get("questions", {}).items()
        if q.get("type") == "binary"
    ]
    return sorted(found, key=lambda m: (m.brier is None, -(m.brier or 0.0), m.answer, m.id))


def _mark(name: str, q: Mapping[str, Any], row: Mapping[str, Any] | None, unscored: str, stated: Mapping[str, float]) -> Mark:
    said = q.get("base_rate") if q.get("outside") else q.get("p")
    p = None if said is None else float(said)
    answer, why, brier = "open", f"due {date_text(str(q['closes']))}" if q.get("closes") else "", None
    if row is not None and isinstance(row.get("happened"), bool) and p is not None:
        answer, why, brier = ("yes" if row["happened"] else "no"), "", float(row["model"])
    elif unscored.startswith("void"):
        answer, why = "void", unscored.removeprefix("void").removeprefix(": ")
    elif unscored:
        why = unscored
    return Mark(name, str(q.get("text", name)), p, answer, why, stated, brier, bool(q.get("outside")))


def verdict(inp: ReportInput) -> str:
    """Return in a sentence on how many of how many questions the forecast beat a coin, and how many are shown."""
    listed = marks(inp)
    inside = [m for m in listed if m.brier is not None and not m.outside]
    if not inside:
        n = courses_in(inp.forecast)
        few = bool(scores_in(inp)) and not enough(inp.forecast)
        return f"Only {courses_text(n or 0)}: too few for a score." if few else ""
    better = sum(bool(m.better) for m in inside)
    mean = sum(m.brier for m in inside if m.brier is not None) / len(inside)
    rest = [
        (sum(m.brier is not None and m.outside for m in listed), "answered by a base rate outside the model"),
        (sum(m.answer == "void" for m in listed), "void and not counted"),
        (sum(m.answer == "open" for m in listed), "still open"),
    ]
    apart = ", ".join(f"{n} of them {what}" for n, what in rest if n)
    shown = f"{len(listed)} shown" + (f", {apart}" if apart else "")
    return (
        f"Better than a coin on {better} of {len(inside)} yes-or-no questions "
        f"(mean Brier {mean:.2f} against {COIN:.2f} of a coin); {shown}."
    )


def misses(listed: Sequence[Mark]) -> str:
    """Return the worst misses by name: those on which a coin would have done better, the worst first."""
    worst = [m for m in listed if m.better is False and not m.outside][:WORST]
    if not worst:
        return "No yes-or-no question was missed by more than a coin would have."
    ended = {"yes": "happened", "no": "did not happen"}
    said = "; ".join(f"{percent(float(m.p or 0.0))} in 100 for “{m.text.rstrip('?')}”, which {ended[m.answer]}" for m in worst)
    return f"Worst misses: {said}."


def scorecard(inp: ReportInput) -> Table:
    """Return the scorecard as a table: question, what we and the authors said, the answer, Brier score, against a coin."""
    n = courses_in(inp.forecast)

    def row(m: Mark) -> tuple[str, ...]:
        ours = "nothing" if m.p is None else f"{percent(m.p)} %, base rate" if m.outside else share_text(m.p, n)
        authors = ", ".join(f"{name.replace('_', ' ')} {percent(p)} %" for name, p in m.stated.items())
        coin = {None: "not counted", True: "better", False: "worse"}[m.better]
        score = "" if m.brier is None else f"{m.brier:.2f}"
        return m.text, ours, authors, f"{m.answer}{f' ({m.why})' if m.why else ''}", score, coin

    head = ("Question", "We said", "Authors said", "Answer", f"Brier, a coin has {COIN:.2f}", "Than a coin")
    return kept_columns(Table(head, [row(m) for m in marks(inp)]))
