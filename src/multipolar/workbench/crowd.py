"""Chances that people state, kept in the project line by line and scored with the scores of forecasts."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.codes import ENDINGS
from multipolar.errors import DataError
from multipolar.forecast.consistency import Said, consistency, over_time
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score.measures import brier, log_score, multi_brier, multi_log
from multipolar.printable import printable
from multipolar.record.ledger import answers_known, resolved_chances
from multipolar.workbench.journal import now
from multipolar.workbench.refusing import WRONG, RefusedError

FILE = "crowd.jsonl"
MODEL = "model"
LONGEST_NAME = 60
SLACK = 0.005
"""How far shares of endings may be from one together: people round to whole per cent."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement: who, of which war, on which question or on its ending, what, and when."""

    forecaster: str
    scenario: str
    when: str
    question: str = ""
    p: float | None = None
    endings: Mapping[str, float] | None = None

    def plain(self) -> dict[str, Any]:
        """Return the statement as it is kept."""
        target = (
            {"question": self.question, "p": self.p}
            if self.endings is None
            else {"target": "ending", "endings": dict(self.endings)}
        )
        return {"forecaster": self.forecaster, "scenario": self.scenario, "when": self.when, **target}


def stated_from(given: Mapping[str, Any]) -> Stated:
    """Return a statement, checked.

    Raises
    ------
    RefusedError : for a name, a chance or endings that cannot be.
    """
    name, scenario = str(given.get("forecaster") or "").strip(), str(given.get("scenario") or "").strip()
    if not name or len(name) > LONGEST_NAME or printable(name) != name or name.casefold() == MODEL:
        raise RefusedError(
            WRONG, f"forecaster: found {name[:80]!r}, expected a name of at most {LONGEST_NAME} signs, not {MODEL!r}"
        )
    if not scenario:
        raise RefusedError(WRONG, "scenario: is missing, the id of the war")
    endings, question = given.get("endings"), str(given.get("question") or "").strip()
    if (endings is None) == (not question):
        raise RefusedError(WRONG, "found " + ("neither" if endings is None else "both") + " of question and endings, expected one")
    if endings is None:
        return Stated(name, scenario, now(), question, _chance("p", given.get("p")))
    shares = {str(label): _chance(f"endings.{label}", value) for label, value in dict(endings).items()}
    unknown = [label for label in shares if label not in ENDINGS]
    if unknown:
        raise RefusedError(WRONG, f"endings: found {unknown[0]!r}, expected some of {', '.join(ENDINGS)}")
    total = sum(shares.values())
    if abs(total - 1.0) > SLACK:
        raise RefusedError(WRONG, f"endings: found shares that sum to {total:g}, expected 1")
    return Stated(name, scenario, now(), endings={label: value / total for label, value in shares.items()})


def _chance(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0.0 <= value <= 1.0:
        raise RefusedError(WRONG, f"{name}: found {value!r}, expected a chance from 0 to 1")
    return float(value)


def keep(folder: Path, stated: Stated) -> None:
    """Add a statement to the file of the project; it is on disk when this returns."""
    with (folder / FILE).open("ab") as handle:
        handle.write(json.dumps(stated.plain(), ensure_ascii=False).encode() + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def kept_in(folder: Path) -> list[Stated]:
    """Return the statements of a project in the order in which they were made; a line that is not whole is left out."""
    found: list[Stated] = []
    with contextlib.suppress(FileNotFoundError):
        for line in (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                row = json.loads(line)
                row.pop("target", None)
                found.append(Stated(**row))
    return found


def record_document(folder: Path, ledger: Path) -> dict[str, Any]:
    """Return how the model and every person did: numbers, mean scores, bins; and how the record of all grew.

    Only what is resolved counts: questions by the answers of the ledger, endings by what the library knows of the war. Of several
    statements of one person on one thing the last counts.
    """
    there = ledger.is_file()
    known = answers_known(ledger) if there else {}
    chances = {MODEL: resolved_chances(ledger) if there else []}
    ends: dict[str, list[tuple[float, float]]] = {}
    last = {(one.forecaster, one.scenario, one.question): one for one in kept_in(folder)}
    waiting = 0
    for one in last.values():
        if one.endings is not None:
            scores = _ending_scores(one)
            waiting += scores is None
            ends.setdefault(one.forecaster, []).extend([] if scores is None else [scores])
        else:
            answer = known.get(f"{one.scenario}:{one.question}")
            waiting += not isinstance(answer, bool)
            if isinstance(answer, bool) and one.p is not None:
                said = Said(f"{one.scenario}:{one.question}", one.when, one.p, answer)
                chances.setdefault(one.forecaster, []).append(said)
    names = list(dict.fromkeys((MODEL, *(one.forecaster for one in last.values()))))
    rows = [_row(name, chances.get(name, []), ends.get(name, [])) for name in names]
    return {"forecasters": rows, "over_time": over_time(chances[MODEL]), "waiting": waiting}


def _ending_scores(one: Stated) -> tuple[float, float] | None:
    """Return Brier and log score of stated endings; None where nobody knows yet how the war ended."""
    digest = hashlib.sha256(json.dumps(one.plain(), sort_keys=True).encode()).hexdigest()
    try:
        outcome = open_outcome(one.scenario, Stamp(digest, one.when))
    except DataError:
        return None
    if outcome.end is None or one.endings is None:
        return None
    return multi_brier(one.endings, outcome.end.weights), multi_log(one.endings, outcome.end.weights)


def _row(name: str, said: Sequence[Said], ends: Sequence[tuple[float, float]]) -> dict[str, Any]:
    def mean(values: Sequence[float]) -> float | None:
        return round(sum(values) / len(values), 6) if values else None

    return {
        "name": name, "n": len(said), "brier": mean([brier(s.p, s.happened) for s in said]),
        "log": mean([log_score(s.p if s.happened else 1.0 - s.p) for s in said]), "bins": consistency(said) if said else [],
        "endings": {"n": len(ends), "brier": mean([b for b, _ in ends]), "log": mean([x for _, x in ends])},
    }  # fmt: skip
