"""Rules for questions: whatever is asked can be read off a finished course, so that no question fails after a run."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from multipolar.scenario.asking import Asking, days_marked, wrongs
from multipolar.scenario.document import Question
from multipolar.scenario.nodes import Path
from multipolar.scenario.paths import listing
from multipolar.scenario.rules import Context
from multipolar.scenario.rules_claims import names_along, option_names
from multipolar.scenario.translate import Fault
from multipolar.scenario.vocabulary import STAY_OUT


def asking_of(context: Context) -> Asking:
    """Return what questions of a document may ask and name."""
    doc, vocabulary = context.document, context.vocabulary
    names: dict[str, Collection[str]] = {
        "side": context.sides,
        "actor": dict.fromkeys((*context.sides, *context.powers)),
        "power": context.powers,
        "sector": context.sectors,
        "lifeline": names_along(context, "l", []) or (),
        "treaty": [treaty.id for treaty in doc.treaties],
        "red line": [line.id for line in doc.red_lines],
        "linked theatre": [link.id for link in doc.linked_theatres],
    }
    if vocabulary.endings:
        names["ending"] = vocabulary.endings

    def options_of(power: str) -> list[str] | None:
        if not context.options or power not in context.powers:
            return None
        return [name for name in option_names(context, power) if name != STAY_OUT]

    return Asking(vocabulary.features, names, options_of, doc.as_of, doc.horizon_days)


def check_questions(context: Context) -> Iterator[Fault]:
    """Yield questions that cannot be asked or answered."""
    asking = asking_of(context)
    for i, question in enumerate(context.document.questions):
        path: Path = ("questions", i)
        yield from _dates(context, path, question)
        for wrong in wrongs(question, asking):
            yield Fault((*path, *wrong.key), wrong.code, wrong.message, wrong.hint)
    yield from _marks(context, asking)


def _dates(context: Context, path: Path, question: Question) -> Iterator[Fault]:
    doc = context.document
    known = {doc.as_of.isoformat(), *doc.as_of_dates}
    for j, day in enumerate(question.as_of):
        if day.isoformat() not in known:
            said = f"the scenario has no start of {day}"
            yield Fault((*path, "as_of", j), "unknown-date", said, f"Known dates: {listing(sorted(known))}.")


def _marks(context: Context, asking: Asking) -> Iterator[Fault]:
    """Yield the first question that asks for the shares of one day more than a record keeps."""
    room = context.vocabulary.room.get("h")
    days: set[int] = set()
    for i, question in enumerate(context.document.questions):
        days |= set(days_marked(question, asking))
        if room is not None and len(days) > room:
            said = f"the questions ask for the shares of {len(days)} different days so far, a forecast keeps {room}"
            yield Fault(("questions", i, "feature"), "too-many", said, "Ask about fewer days.")
            return
