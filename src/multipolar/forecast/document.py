"""The forecast as one document, ``multipolar-forecast/1``: what is printed, embedded in the page and scored later."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, PAPERS
from multipolar.forecast.assumptions import assumptions
from multipolar.forecast.calibration import calibration_text
from multipolar.forecast.count import LENGTH_MARK, SCALARS, count_all, direct
from multipolar.forecast.features import Frame, frame_of
from multipolar.forecast.probability import quantiles
from multipolar.forecast.quality import quality_notes
from multipolar.forecast.question import Asked, answer, answerable, compiled
from multipolar.forecast.tally import Tally, finite
from multipolar.forecast.twins import doubt_of
from multipolar.forecast.weighting import Weighting, marks
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.scenario.learned import learned_from
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.resolve import Scenario

SCHEMA = "multipolar-forecast/1"
ACT_DAYS = (14, 30, 60, 180)
"""Days after the as-of date by which acts of powers are counted [days]. Convention."""
LIMITS = (
    "It knows only the mechanisms listed in it; what none of them reaches is marked as outside the model.",
    "It cannot foresee coups, illness, accidents, or a power that acts against everything it has said.",
    "It is not for targeting: it speaks of sectors and weeks, not of coordinates and minutes.",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A counted ensemble: scenario, model, what was counted, and the twins of its first members.

    ``weighting``: how its courses are weighted toward what past wars like this one did; ``unweighted``: why they are not.
    """

    scenario: Scenario
    model: Model
    questions: tuple[Asked, ...]
    tally: Tally
    members: NDArray[np.int64]
    first: Records
    twins: Records
    seed: int
    off: tuple[str, ...] = ()
    wanted: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    weighting: Weighting | None = None
    unweighted: str = ""

    @property
    def frame(self) -> Frame:
        """What features may look at beside the course."""
        return frame_of(self.scenario, self.model)


def count_sample(
    scenario: Scenario,
    model: Model,
    parts: Iterator[Records],
    *,
    members: NDArray[np.int64],
    twins: Records,
    seed: int,
    off: tuple[str, ...] = (),
    wanted: int = 0,
    facts: Mapping[str, Any] | None = None,
    weighting: Weighting | None = None,
    unweighted: str = "",
    apart: float = 1.0,
) -> Sample:
    """Return a counted ensemble from its chunks in member order; only as many outcomes as have twins are kept.

    Under a weighting the shares of endings are those it publishes, which hold endings that no course reached. ``apart``: share of
    the courses that differ, where some are copies up to a day; intervals are of so many fewer.
    """
    frame = frame_of(scenario, model)
    asked, failed = compiled(scenario.document.questions, frame)
    kept: list[Records] = []

    def watched() -> Iterator[Records]:
        room = twins.shape[0]
        for part in parts:
            kept.append(part[: max(0, room - sum(len(k) for k in kept))].copy())
            yield part

    weights, effective = (None, None) if weighting is None else (weighting.weights, apart * weighting.tilt.ess)
    if weighting is None and apart < 1.0:
        effective = apart * len(members)
    tally = count_all(watched(), frame, asked, weights, effective)
    if weighting is not None:
        tally.codes["ending"] = weighting.endings * tally.n
    tally.failed.update(failed)
    answered = answerable(asked, tally)
    return Sample(
        scenario, model, answered, tally, members, np.concatenate(kept), twins, seed, off, wanted or tally.n, facts or {},
        weighting, unweighted,
    )  # fmt: skip


def forecast_document(sample: Sample) -> dict[str, Any]:
    """Return the forecast of a counted ensemble."""
    scenario, tally = sample.scenario, sample.tally
    for name in SCALARS:
        finite(tally.values(name), name)
    learned = learned_from(scenario.document)
    document = {
        **_head(sample),
        "endings": _endings(sample),
        "outside": None if sample.weighting is None else sample.weighting.plain(),
        "length_days": _length(sample),
        "questions": {item.question.id: answer(item, tally) for item in sample.questions},
        "unanswered": unanswered(sample),
        **_powers(sample),
        **_terms(sample),
        **_quantities(sample),
        "lifelines": _lifelines(sample),
        "uncertainty": doubt_of(tally, sample.first, sample.twins, float(scenario.document.horizon_days)),
        "calibration": calibration_text(learned),
        "learned": learned.plain(),
        "assumptions": assumptions(scenario, sample.model, tally, members=sample.members, seed=sample.seed),
        "limits": [*scenario.document.limits, *LIMITS],
        "quality": {"notes": _notes(sample)},
        "mechanisms_off": list(sample.off),
        **_provenance(scenario),
    }
    return dict(_plain(document))


def _notes(sample: Sample) -> list[str]:
    notes = quality_notes(sample.scenario, sample.frame, sample.tally, off=sample.off, wanted=sample.wanted)
    weighting = sample.weighting
    beside = [sample.unweighted] if weighting is None else [*weighting.view.notes, *weighting.tilt.notes]
    return [*notes, *(f"{note[0].upper()}{note[1:].rstrip('.')}." for note in beside if note)]


def unanswered(sample: Sample) -> dict[str, Any]:
    """Return the questions that could not be answered, each with its text and the reason."""
    texts = {question.id: question.text for question in sample.scenario.document.questions}
    return {name: {"text": texts.get(name, ""), "reason": reason} for name, reason in sample.tally.failed.items()}


def stamp_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a forecast as canonical JSON: the stamp without which no outcome is opened."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(child) for child in value]
    return value.item() if isinstance(value, np.generic) else value


def _head(sample: Sample) -> dict[str, Any]:
    document = sample.scenario.document
    return {
        "schema": SCHEMA,
        **sample.facts,
        "scenario": document.id,
        "title": document.title,
        "as_of": document.as_of.isoformat(),
        "round_start": document.round_start.isoformat(),
        "horizon_days": document.horizon_days,
        "members": sample.tally.n,
        **({} if sample.tally.effective is None else {"effective": round(sample.tally.effective, 3)}),
        "seed": sample.seed,
        "bundle": sample.scenario.stance.bundle,
        "sides": {key: {"id": side.id, "name": side.name} for key, side in sorted(document.belligerents.items())},
    }


def ending_sentence(label: str, sides: Mapping[str, Mapping[str, str]]) -> str:
    """Return what an ending means, with the sides' own names."""
    return re.sub(r"\b(?:[Ss]ide )?([AB])\b", lambda m: sides[m[1]]["name"], ENDINGS[label])


def _endings(sample: Sample) -> dict[str, Any]:
    sides, beside = _head(sample)["sides"], marks(sample.weighting)
    return {
        label: sample.tally.counted(k.item()).plain()
        | {name: round(shares[label], 6) for name, shares in beside.items()}
        | {"sentence": ending_sentence(label, sides)}
        for label, k in zip(ENDINGS, sample.tally.codes["ending"], strict=True)
    }


def _length(sample: Sample) -> dict[str, Any]:
    over = sample.tally.counted(sample.tally.hits["over_mark"])
    return quantiles(sample.tally.drawn("length_days")) | {
        f"p_over_{LENGTH_MARK}": round(over.p, 6),
        "low": round(over.low, 6),
        "high": round(over.high, 6),
    }


def _shown_powers(sample: Sample) -> list[str]:
    """Return the powers worth a line: all but dormant ones that did nothing in any course."""
    dormant = {power.id for power in sample.scenario.document.powers if power.dormant}
    return [
        power
        for power in sample.model.labels.powers
        if power not in dormant
        or sample.tally.codes[f"level:{power}"][0] < sample.tally.n * (1.0 - 1e-9)
        or sample.tally.hits[f"broker:{power}"] > 0
    ]


def _powers(sample: Sample) -> dict[str, Any]:
    tally, names = sample.tally, {power.id: power.name for power in sample.scenario.document.powers}
    shown = _shown_powers(sample)
    powers = {
        power: {
            "name": names[power],
            **{level: round(tally.codes[f"level:{power}"][i].item() / tally.n, 6) for i, level in enumerate(LEVELS)},
            "newly_direct": round(tally.hits[f"new:{power}"] / tally.n, 6),
            "median_day_of_entry": tally.median_day(f"entry:{power}"),
            "entry_by_day": _by_day(sample, f"entry:{power}"),
            "interval_direct": tally.counted(direct(tally, power)).plain(),
        }
        for power in shown
    }
    return {"powers": powers, "power_actions": {power: _actions(sample, power) for power in shown}}


def _actions(sample: Sample, power: str) -> dict[str, Any]:
    tally, labels = sample.tally, sample.model.labels
    keys = {option: f"use:{power}:{option}" for option in labels.options[labels.powers.index(power)]}
    used = {option: key for option, key in keys.items() if option != "stay_out" and tally.happened(key) > 0}
    return {
        option: tally.counted(tally.happened(key)).plain() | {"median_day": tally.median_day(key), "by_day": _by_day(sample, key)}
        for option, key in sorted(used.items(), key=lambda item: -tally.happened(item[1]))
    }


def _by_day(sample: Sample, key: str) -> dict[str, float]:
    """Return the share of courses in which something has happened by some days, the last of them the end of the forecast."""
    tally, horizon = sample.tally, int(sample.frame.horizon)
    days = dict.fromkeys(min(day, horizon) for day in ACT_DAYS)
    return {str(day): round(tally.happened_by(key, day) / tally.n, 6) for day in days}


def _terms(sample: Sample) -> dict[str, Any]:
    tally, n = sample.tally, sample.tally.n
    brokers = {p: tally.hits[f"broker:{p}"] for p in sample.model.labels.powers if tally.hits[f"broker:{p}"] > 0}
    ranked = sorted(brokers.items(), key=lambda item: -item[1])
    kinds = zip(ARRANGEMENTS, tally.codes["arrangement"], strict=True)
    return {
        "brokers": {**{p: round(k / n, 6) for p, k in ranked}, "none": round(tally.hits["no_broker"] / n, 6)},
        "low_at_end": round(tally.hits["low_at_end"] / n, 6),
        "paper": {kind: round(k.item() / n, 6) for kind, k in zip(PAPERS, tally.codes["paper"], strict=True)},
        "arrangement": {kind: round(k.item() / n, 6) for kind, k in kinds},
        "designs": _designs(sample),
    }


def _designs(sample: Sample) -> dict[str, Any]:
    tally = sample.tally
    rows = {}
    for place, design in enumerate(sample.scenario.document.settlements):
        hits = tally.codes["design"][place + 1].item()
        rows[design.id] = tally.counted(hits).plain() | {
            "what": design.what,
            "face_A": round(design.face_A.distribution.median(), 3),
            "face_B": round(design.face_B.distribution.median(), 3),
            "arrangement": design.arrangement,
            "enforcers": list(design.enforcers),
        }
    return rows


def _quantities(sample: Sample) -> dict[str, Any]:
    tally, labels = sample.tally, sample.model.labels
    names = _actor_names(sample.scenario)
    sc = sample.model.sc[0]
    used = int(sc["n_sectors"])
    zone = float(sc["area"][:used][sc["zone"][:used] > 0].sum())
    paying = [actor for actor in labels.actors if tally.values(f"money:{actor}").max(initial=0.0) > 0.0]
    return {
        "deaths": {side: quantiles(tally.drawn(f"deaths:{side}")) for side in "AB"},
        "deaths_total": {side: quantiles(tally.drawn(f"deaths_total:{side}")) for side in "AB"},
        "changed_share": quantiles(tally.drawn("changed_share")),
        "displaced": quantiles(tally.drawn("displaced")),
        "money": {a: {"name": names.get(a, a)} | quantiles(tally.drawn(f"money:{a}")) for a in paying},
        "area": {
            "unit": "km2",
            "start_total": round(zone, 1),
            "start": quantiles(tally.drawn("area_start")),
            "end": quantiles(tally.drawn("area_end")),
        },
        "share": {
            "force": quantiles(tally.drawn("share_force")),
            "final": quantiles(tally.drawn("share_final")),
        },
    }


def _actor_names(scenario: Scenario) -> dict[str, str]:
    sides = {side.id: side.name for side in scenario.document.belligerents.values()}
    return sides | {power.id: power.name for power in scenario.document.powers}


def _lifelines(sample: Sample) -> dict[str, Any]:
    tally, n = sample.tally, sample.tally.n
    rows = {}
    for name in sample.model.labels.lifelines:
        cut = tally.counted(tally.happened(f"cut:{name}"))
        rows[name] = {
            "name": name,
            "p_cut": round(cut.p, 6),
            "low": round(cut.low, 6),
            "high": round(cut.high, 6),
            "median_day": tally.median_day(f"cut:{name}"),
            "p_under_fire": round(tally.happened(f"fire:{name}") / n, 6),
        }
    return rows


def _provenance(scenario: Scenario) -> dict[str, Any]:
    numbers = list(numbers_of(scenario.document))
    judged = sum(1 for found in numbers if found.quantity.grade == "J" and found.written)
    return {
        "sources": len(scenario.document.sources),
        "unsourced": len(scenario.unsourced) + judged,
        "numbers": scenario.written,
    }
