"""A frozen forecast: one file that can be scored years later without the run folder, and that tells if it was touched.

It holds the questions with their criteria and answers, the counts, the sorted draws of every number that is scored, and the
whole forecast that was stamped, which holds the digest of all these; its last key is the SHA-256 of everything else as
canonical JSON.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from multipolar.errors import DataError, FaultyFileError, Problem, render_problems
from multipolar.forecast.document import Sample, stamp_of
from multipolar.forecast.features import Ask, Feature, Frame
from multipolar.forecast.frozen_core import unpacked
from multipolar.forecast.outcome import Stamp
from multipolar.forecast.outcome_names import Names, names_from
from multipolar.forecast.question import Asked, answer
from multipolar.forecast.tally import Tally
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.record.frozen_check import FrozenFault, frozen_faults, line_of, parsed, until_in
from multipolar.scenario.asking import ASKS
from multipolar.scenario.document import Question
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.translate import show


def frozen_document(core: Mapping[str, Any], forecast: Mapping[str, Any], stamp: Stamp, *, now: str) -> dict[str, Any]:
    """Return the frozen forecast: the core, the whole stamped forecast, and the digest of all of it as the last key.

    Raises
    ------
    DataError : if the stamped forecast does not hold the digest of this core.
    """
    if core_digest_in(forecast) != stamp_of(core):
        raise DataError("the counts are not those that the forecast was stamped with; run it again")
    until = until_in(forecast)
    content = {
        **core, **({} if until is None else {"until": until}), "stamp": {"sha256": stamp.sha256, "written": stamp.written},
        "frozen": now, "forecast": forecast,
    }  # fmt: skip
    plain: dict[str, Any] = json.loads(json.dumps(content, allow_nan=False))
    return plain | {"sha256": stamp_of(plain)}


def core_digest_in(forecast: Mapping[str, Any]) -> Any:
    """Return the digest of counts and questions that a stamped forecast holds; None where it holds none."""
    facts = forecast.get("run_facts")
    return facts.get("core") if isinstance(facts, Mapping) else None


def text_of(document: Mapping[str, Any]) -> str:
    """Return a frozen forecast as JSON, one line per key, so that a person can find the lines."""
    rows = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}" for key, value in document.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def frozen_from(text: str, name: str) -> dict[str, Any]:
    """Return the frozen forecast in a text after every part, its stamp and its digest are checked.

    Raises
    ------
    FaultyFileError : with every fault, if it is no frozen forecast, does not fit together, or was changed.
    """
    found, faults = parsed(text)
    if not faults:
        faults = frozen_faults(found)
    if not faults:
        faults = answer_faults(found)
    if faults:
        problems = sorted(Problem(name, line_of(text, f.key), 1, f.key, f.code, f.message, f.hint) for f in faults)
        raise FaultyFileError(render_problems(problems), problems)
    return found


def answer_faults(found: Mapping[str, Any]) -> list[FrozenFault]:
    """Return a fault for each question whose answer is not what the counts of the same file say."""
    sample, faults = frozen_sample(found), []
    for item, row in zip(sample.questions, found["questions"], strict=True):
        if item.outside:
            continue
        told = row["answer"]
        kept = found["draws"].get(f"question:{item.question.id}", {}).get("exact", True)
        again = answer(item, sample.tally)
        parts = ("p", "options") if kept is False else ("p", "options", "quantiles")
        wrong = [key for key in parts if not _same(told.get(key), again.get(key))]
        if wrong:
            said = f"{item.question.id}: {wrong[0]} is {show(told.get(wrong[0]))}, the counts say {show(again.get(wrong[0]))}"
            faults.append(FrozenFault("questions", "bad-frozen", said))
    return faults


def _same(told: Any, counted: Any) -> bool:
    if isinstance(counted, Mapping):
        return isinstance(told, Mapping) and told.keys() == counted.keys() and all(_same(told[k], counted[k]) for k in counted)
    if isinstance(counted, float) and isinstance(told, int | float):
        return abs(told - counted) <= 2e-6 * max(1.0, abs(counted))
    return bool(told == counted)


def read_frozen(path: Path | str) -> dict[str, Any]:
    """Return the frozen forecast in a file.

    Raises
    ------
    FaultyFileError : if the file cannot be read or is not an untouched frozen forecast.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FaultyFileError(f"{path}: cannot be read ({said})") from error
    return frozen_from(text, str(path))


def _never(out: Records, ask: Ask) -> NDArray[Any]:  # noqa: ARG001  all features are called alike
    raise DataError("a frozen forecast holds counts, no courses")


def _asked(row: Mapping[str, Any], frame: Frame) -> Asked:
    plain = {key: value for key, value in row.items() if key in Question.model_fields}
    question = Question.model_validate(plain)
    closes = None if question.closes is None else frame.day(question.closes)
    ask = Ask(frame, (), closes, tuple(question.options), question.threshold)
    if row["outside"]:
        return Asked(question, None, ask)
    names = tuple(row["names"])
    feature = Feature("", ASKS[question.type], name=question.feature, compute=_never, names=lambda _: names)
    return Asked(question, feature, ask)


def frozen_sample(found: Mapping[str, Any]) -> Sample:
    """Return the counted ensemble that a frozen forecast holds: enough for every score, without scenario and courses.

    Raises
    ------
    DataError : if its parts do not fit together.
    """
    try:
        return _sample(found)
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        said = f"{error.__class__.__name__} at {str(error).splitlines()[0]}"
        raise DataError(f"the frozen forecast of {found['scenario']} cannot be read ({said})") from error


def _sample(found: Mapping[str, Any]) -> Sample:
    as_of, began = (dt.date.fromisoformat(found[key]) for key in ("as_of", "round_start"))
    powers = [SimpleNamespace(**{key: row[key] for key in ("id", "dormant", "level")}) for row in found["powers_known"]]
    document = SimpleNamespace(
        id=found["scenario"], title=found.get("title", ""), horizon_days=found["horizon_days"], powers=powers,
        round_start=began, as_of=as_of,
    )  # fmt: skip
    stance = SimpleNamespace(bundle=found.get("bundle", "default"))
    scenario = SimpleNamespace(id=found["scenario"], as_of=as_of, document=document, stance=stance)
    sc = np.array([(found["horizon_days"],)], [("horizon", "i8")])
    model = cast(Model, SimpleNamespace(sc=sc, labels=SimpleNamespace(powers=tuple(p.id for p in powers))))
    frame = Frame(model, as_of, began)
    questions = tuple(_asked(row, frame) for row in found["questions"])
    nothing = np.zeros(0)
    return Sample(
        cast(Scenario, scenario), model, questions, _tally(found), np.arange(found["members"]), nothing, nothing,
        int(found["seed"]), tuple(found.get("mechanisms_off", ())), int(found["wanted"]),
    )  # fmt: skip


def _tally(found: Mapping[str, Any]) -> Tally:
    counts = found["counts"]
    return Tally(
        int(found["members"]),
        dict(counts["hits"]),
        {name: np.asarray(codes) for name, codes in counts["codes"].items()},
        {},
        {name: [unpacked(kept)] for name, kept in found["draws"].items()},
        effective=found.get("effective"),
    )


def frozen_names(found: Mapping[str, Any]) -> Names:
    """Return what the outcome file of a frozen forecast may name."""
    return names_from(found["names"])


def country_months_in(found: Mapping[str, Any]) -> dict[str, NDArray[np.int64]]:
    """Return the draws of deaths by calendar month that a frozen forecast holds; empty when no days were kept."""
    return {name: np.asarray(draws, np.int64) for name, draws in found.get("country_months", {}).items()}


def chances(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what a frozen forecast says about each question inside the model: probability, shares or quantiles."""
    rows: Sequence[Mapping[str, Any]] = found["questions"]
    kept = ("p", "options", "quantiles")
    return [
        {"question": row["id"], "type": row["type"], "said": {k: row["answer"][k] for k in kept if k in row["answer"]}}
        for row in rows
        if not row["outside"]
    ]
