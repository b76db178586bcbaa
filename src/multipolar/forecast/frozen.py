"""A frozen forecast: one file that can be scored years later without the run folder, and that tells if it was touched.

It holds the questions with their criteria and answers, the counts, and the sorted draws of every number that is scored;
its last key is the SHA-256 of everything else as canonical JSON.
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

from multipolar.errors import DataError
from multipolar.forecast.document import Sample, stamp_of
from multipolar.forecast.features import Ask, Feature, Frame
from multipolar.forecast.outcome import Stamp
from multipolar.forecast.question import KIND_OF, Asked, answer
from multipolar.forecast.tally import Tally
from multipolar.model.build import Model
from multipolar.scenario.document import Question
from multipolar.scenario.resolve import Scenario

Records = NDArray[Any]

SCHEMA = "multipolar-frozen/1"
MOST_DRAWS = 10_000
"""Draws kept of a number; of larger ensembles as many evenly spaced quantiles, which is said in the file."""
SHOWN = (
    "endings", "length_days", "powers", "brokers", "arrangement", "deaths", "deaths_total", "changed_share", "displaced",
    "calibrated",
)  # fmt: skip
NEEDED = (
    "version", "scenario", "as_of", "round_start", "horizon_days", "members", "seed", "digest", "scenario_digest", "stamp",
    "frozen", "questions", "counts", "draws", "powers_known", "sha256",
)  # fmt: skip


def packed(values: NDArray[Any]) -> dict[str, Any]:
    """Return the sorted draws of a number as distinct values and how often each came, exact up to ``MOST_DRAWS`` draws."""
    ordered = np.sort(np.asarray(values, np.float32))
    exact = ordered.size <= MOST_DRAWS
    if not exact:
        ordered = ordered[((np.arange(MOST_DRAWS) + 0.5) / MOST_DRAWS * ordered.size).astype(np.int64)]
    found, counts = np.unique(ordered, return_counts=True)
    plain = [float(str(value)) for value in found]
    return {"exact": exact, "values": plain, "counts": counts.tolist()}


def unpacked(kept: Mapping[str, Any]) -> NDArray[np.float32]:
    """Return the sorted draws that were packed: (draw,)."""
    return np.repeat(np.asarray(kept["values"], np.float32), np.asarray(kept["counts"], np.int64))


def frozen_question(item: Asked, sample: Sample) -> dict[str, Any]:
    """Return one question with its criteria, its options and what the ensemble answers."""
    plain = item.question.model_dump(mode="json")
    return plain | {"outside": item.outside, "names": list(item.names), "answer": answer(item, sample.tally)}


def frozen_document(
    sample: Sample,
    forecast: Mapping[str, Any],
    stamp: Stamp,
    *,
    now: str,
    facts: Mapping[str, Any],
    months: Mapping[str, NDArray[np.int64]] | None = None,
) -> dict[str, Any]:
    """Return the frozen forecast of a counted ensemble with its own digest as the last key.

    Parameters
    ----------
    forecast : the stamped document of the run. now : time of writing in universal time.
    facts : version, digest, scenario_digest, seed, status and whatever else tells where it comes from.
    months : draws of deaths by calendar month, where days were kept.
    """
    tally, document = sample.tally, sample.scenario.document
    content = {
        "schema": SCHEMA,
        **facts,
        "scenario": sample.scenario.id,
        "title": document.title,
        "as_of": sample.scenario.as_of.isoformat(),
        "round_start": document.round_start.isoformat(),
        "horizon_days": document.horizon_days,
        "members": tally.n,
        "bundle": sample.scenario.stance.bundle,
        "mechanisms_off": list(sample.off),
        "stamp": {"sha256": stamp.sha256, "written": stamp.written},
        "frozen": now,
        "powers_known": [{"id": p.id, "dormant": p.dormant, "level": p.level} for p in document.powers],
        "questions": [frozen_question(item, sample) for item in sample.questions],
        "forecast": {name: forecast[name] for name in SHOWN if name in forecast},
        "counts": {
            "hits": {name: int(hits) for name, hits in tally.hits.items()},
            "codes": {name: codes.tolist() for name, codes in tally.codes.items()},
        },
        "draws": {name: packed(tally.values(name)) for name in tally.parts if name != "label"},
        "country_months": {name: draws.tolist() for name, draws in (months or {}).items()},
    }
    plain: dict[str, Any] = json.loads(json.dumps(content, allow_nan=False))
    return plain | {"sha256": stamp_of(plain)}


def text_of(document: Mapping[str, Any]) -> str:
    """Return a frozen forecast as JSON, one line per key, so that a person can find the lines."""
    rows = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}" for key, value in document.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def frozen_from(text: str, name: str) -> dict[str, Any]:
    """Return the frozen forecast in a text after its digest is checked.

    Raises
    ------
    DataError : if it is no frozen forecast, lacks a key, or was changed after it had been written.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise DataError(f"{name}: is not JSON ({error}); a frozen forecast is written by: multipolar freeze RUN") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        schema = found.get("schema") if isinstance(found, dict) else type(found).__name__
        raise DataError(f"{name}: found schema {schema!r}, expected {SCHEMA!r}; write one with: multipolar freeze RUN")
    missing = [key for key in NEEDED if key not in found]
    if missing:
        raise DataError(f"{name}: the frozen forecast lacks {', '.join(missing)}; it was cut or written by hand")
    content = {key: value for key, value in found.items() if key != "sha256"}
    if stamp_of(content) != found["sha256"]:
        raise DataError(f"{name}: was changed after it had been frozen (its digest no longer fits); it must not be scored")
    return found


def read_frozen(path: Path | str) -> dict[str, Any]:
    """Return the frozen forecast in a file.

    Raises
    ------
    DataError : if the file cannot be read or is not an untouched frozen forecast.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error})") from error
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
    feature = Feature(question.feature, cast(Any, KIND_OF[question.type]), "", _never, lambda _: names)
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
        int(found["seed"]), tuple(found.get("mechanisms_off", ())), int(found["members"]),
    )  # fmt: skip


def _tally(found: Mapping[str, Any]) -> Tally:
    counts = found["counts"]
    return Tally(
        int(found["members"]),
        {name: int(hits) for name, hits in counts["hits"].items()},
        {name: np.asarray(codes, np.int64) for name, codes in counts["codes"].items()},
        {},
        {name: [unpacked(kept)] for name, kept in found["draws"].items()},
    )


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
