"""A class that forecasts first: its questions, the answers of its seats, and the same scores for all once the teacher shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from multipolar.codes import ENDINGS
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.score.measures import brier, log_score, multi_brier, multi_log
from multipolar.report.narrative import ending_name
from multipolar.scenario.vocabulary import OTHER
from multipolar.workbench.refusing import CONFLICT, WRONG, RefusedError

Kind = Literal["binary", "shares"]
ENDING = "ending"
"""The question of every class: how the war ends."""
ENDING_TEXT = "How does the war end?"
SLACK = 0.005
"""How far shares may be from one together: people round to whole per cent."""
MOST_SEATS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a yes or no, or shares over options; what the model said, and the outside view where it says something."""

    id: str
    text: str
    kind: Kind
    options: Mapping[str, str]
    model: float | Mapping[str, float]
    outside: Mapping[str, float] | None = None

    def plain(self) -> dict[str, Any]:
        """Return what a student is told of it."""
        rows = [{"id": name, "text": text} for name, text in self.options.items()]
        return {"id": self.id, "text": self.text, "kind": self.kind, "options": rows or None}


@dataclass(slots=True)
class Lesson:
    """One class: a run, who knows what happened, the questions, the seats that answer, and what each said by seat number."""

    code: str
    run: str
    scenario: str
    outcome: str | None
    questions: list[Asked]
    seats: list[int] = field(default_factory=list)
    answers: dict[int, dict[str, Any]] = field(default_factory=dict)
    shown: bool = False
    advice: bool = False
    """Whether students who play may ask what the model says of their acts."""

    @property
    def state(self) -> Literal["open", "sealed", "shown"]:
        """Open while seats answer, sealed once all have, shown by the teacher."""
        if self.shown:
            return "shown"
        return "sealed" if self.seats and set(self.seats) <= set(self.answers) else "open"

    @property
    def sentence(self) -> str:
        """Where the class stands, in one sentence."""
        done = sum(seat in self.answers for seat in self.seats)
        if self.state == "shown":
            return "The teacher has shown what happened; all forecasts are scored alike."
        if self.state == "sealed":
            return f"All {len(self.seats)} seats have answered; their answers are sealed until the teacher shows."
        said = f"{done} of {len(self.seats)} seats have answered."
        return f"{said} The forecast of the model is closed to students until the teacher shows."

    def kept(self) -> dict[str, Any]:
        """Return the class as it is kept in the project."""
        return asdict(self) | {"answers": {str(seat): said for seat, said in self.answers.items()}}


def lesson_from(kept: Mapping[str, Any]) -> Lesson:
    """Return a class that was kept."""
    rows = {key: value for key, value in kept.items() if key not in {"questions", "answers"}}
    answers = {int(seat): said for seat, said in kept["answers"].items()}
    return Lesson(questions=[Asked(**row) for row in kept["questions"]], answers=answers, **rows)


def questions_of(forecast: Mapping[str, Any], only: Sequence[str] | None = None) -> list[Asked]:
    """Return what a class can be asked of a forecast: its ending, its yes-or-no questions, and those with options.

    Numbers are left out: a class states no whole distribution, and nothing less is scored as the model's is.

    Raises
    ------
    RefusedError : if ``only`` names a question that is not among them.
    """
    outside = forecast.get("outside")
    found = {
        ENDING: Asked(
            ENDING, ENDING_TEXT, "shares", {name: ending_name(name, forecast) for name in ENDINGS},
            {name: float(row["p"]) for name, row in forecast["endings"].items()},
            None if outside is None else {name: _chance_in(row) for name, row in outside["endings"].items()},
        )
    }  # fmt: skip
    for name, row in forecast["questions"].items():
        if row["type"] == "binary" and row.get("p") is not None:
            found[name] = Asked(name, row["text"], "binary", {}, float(row["p"]))
        elif row["type"] == "categorical" and row.get("options"):
            found[name] = Asked(name, row["text"], "shares", {o: o for o in row["options"]}, dict(row["options"]))
    unknown = [name for name in only or () if name not in found]
    if unknown:
        raise RefusedError(WRONG, f"questions: found {unknown[0]!r}, expected some of {', '.join(found)}")
    return [asked for name, asked in found.items() if only is None or name in only]


def _chance_in(row: Any) -> float:
    return float(row["p"] if isinstance(row, Mapping) else row)


def take(lesson: Lesson, seat: int, answers: Mapping[str, Any]) -> None:
    """Take the answers of a seat; they may be changed until all have answered or the teacher shows.

    Raises
    ------
    RefusedError : for answers that are missing, unknown or no chances, or that come too late.
    """
    if lesson.state != "open":
        raise RefusedError(CONFLICT, f"the answers are closed: {lesson.sentence}")
    known = {asked.id: asked for asked in lesson.questions}
    for name in answers:
        if name not in known:
            raise RefusedError(WRONG, f"answers: found the question {name!r}, expected {', '.join(known)}")
    missing = [name for name in known if name not in answers]
    if missing:
        raise RefusedError(
            WRONG, f"answers: {missing[0]} is missing ({len(missing)} of {len(known)}); every question needs an answer"
        )
    lesson.answers[seat] = {name: _said(known[name], value) for name, value in answers.items()}


def _said(asked: Asked, value: Any) -> Any:
    if asked.kind == "binary":
        return chance(asked.id, value)
    if not isinstance(value, dict):
        raise RefusedError(WRONG, f"{asked.id}: found {value!r:.40}, expected shares by option")
    unknown = [name for name in value if name not in asked.options]
    if unknown:
        raise RefusedError(WRONG, f"{asked.id}: found {unknown[0]!r:.60}, expected some of {', '.join(asked.options)}")
    shares = {name: chance(f"{asked.id}.{name}", share) for name, share in value.items()}
    total = math.fsum(shares.values())
    if abs(total - 1.0) > SLACK:
        raise RefusedError(WRONG, f"{asked.id}: found shares that sum to {total:g}, expected 1")
    return {name: share / total for name, share in shares.items()}


def chance(name: str, value: Any) -> float:
    """Return a chance.

    Raises
    ------
    RefusedError : if it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0.0 <= value <= 1.0:
        raise RefusedError(WRONG, f"{name}: found {value!r:.40}, expected a chance from 0 to 1")
    return float(value)


def truth_of(asked: Asked, outcome: Outcome) -> Any:
    """Return what happened: weights of endings or of one option, yes or no; None where the outcome does not tell it."""
    if asked.id == ENDING:
        return None if outcome.end is None else dict(outcome.end.weights)
    told = outcome.answers().get(asked.id)
    if told is None:
        return None
    if asked.kind == "binary":
        return told if isinstance(told, bool) else None
    return {str(told) if str(told) in asked.options else OTHER: 1.0}


def forecasters_of(lesson: Lesson) -> dict[str, dict[str, Any]]:
    """Return what each forecaster said by question: the seats, the mean of the class, the model, the outside view, a coin."""
    said = [lesson.answers[seat] for seat in sorted(lesson.answers)]
    rows = {f"seat {seat}": dict(lesson.answers[seat]) for seat in sorted(lesson.answers)}
    if said:
        rows["class mean"] = {asked.id: _mean(asked, [answers[asked.id] for answers in said]) for asked in lesson.questions}
    rows["model"] = {asked.id: asked.model for asked in lesson.questions}
    rows["outside view"] = {asked.id: asked.outside for asked in lesson.questions if asked.outside is not None}
    rows["coin"] = {asked.id: 0.5 if asked.kind == "binary" else _even(asked.options) for asked in lesson.questions}
    return rows


def _even(options: Iterable[str]) -> dict[str, float]:
    names = list(options)
    return dict.fromkeys(names, 1.0 / len(names))


def _mean(asked: Asked, said: Sequence[Any]) -> Any:
    if asked.kind == "binary":
        return math.fsum(said) / len(said)
    return {name: math.fsum(row.get(name, 0.0) for row in said) / len(said) for name in asked.options}


def results_of(lesson: Lesson, outcome: Outcome) -> dict[str, Any]:
    """Return what happened and how every forecaster did, each question scored for all by the same rule.

    Yes or no: Brier 0 to 1; options: Brier over categories 0 to 2; beside each the log score. A mean is over the questions that
    were resolved and that the forecaster answered; ``n`` says how many.
    """
    truth = {asked.id: truth_of(asked, outcome) for asked in lesson.questions}
    rows = []
    for name, said in forecasters_of(lesson).items():
        scores = {
            asked.id: score(asked, said[asked.id], truth[asked.id])
            for asked in lesson.questions
            if asked.id in said and truth[asked.id] is not None
        }
        yes_no = [scores[asked.id]["brier"] for asked in lesson.questions if asked.kind == "binary" and asked.id in scores]
        rows.append({
            "name": name, "seat": int(name.removeprefix("seat ")) if name.startswith("seat ") else None, "said": said,
            "scores": scores, "ending": scores.get(ENDING), "n": len(scores), "yes_no": len(yes_no),
            "brier": round(math.fsum(yes_no) / len(yes_no), 6) if yes_no else None,
        })  # fmt: skip
    return {
        "code": lesson.code, "run": lesson.run, "scenario": lesson.scenario, "sentence": lesson.sentence,
        "questions": [asked.plain() for asked in lesson.questions], "truth": truth,
        "unresolved": [name for name, fact in truth.items() if fact is None], "forecasters": rows,
    }  # fmt: skip


def score(asked: Asked, said: Any, truth: Any) -> dict[str, float]:
    """Return Brier and log score of one answer."""
    if asked.kind == "binary":
        return {"brier": round(brier(said, truth), 6), "log": round(log_score(said if truth else 1.0 - said), 6)}
    return {"brier": round(multi_brier(said, truth), 6), "log": round(multi_log(said, truth), 6)}
