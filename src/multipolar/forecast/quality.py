"""What only simulation can show about a scenario: what never happened, what moved nothing, what was switched off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.forecast.features import FEATURES, Frame
from multipolar.forecast.tally import Tally
from multipolar.scenario.asking import is_open, split_feature
from multipolar.scenario.options import act_text
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.unread import unread_sentence

SHOWN = 8
WORTH_TELLING = 0.995


def quality_notes(scenario: Scenario, frame: Frame, tally: Tally, *, off: Sequence[str] = (), wanted: int = 0) -> list[str]:
    """Return the notes on a run's quality, each one sentence."""
    return [
        *_cut_short(tally, wanted),
        *_unanswered(tally),
        *_closing(scenario, frame),
        *_endings(tally),
        *_options(scenario, frame, tally),
        *_sectors(scenario, tally),
        *_claims(scenario),
        *_mechanisms(off),
        *frame.model.notes,
        *_unread(scenario),
    ]


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + _more(names)


def _cut_short(tally: Tally, wanted: int) -> Iterable[str]:
    if wanted > tally.n:
        yield f"The run was interrupted: {tally.n:,} of {wanted:,} courses were kept; the intervals are wider for it."


def _unanswered(tally: Tally) -> Iterable[str]:
    for name, reason in tally.failed.items():
        yield f"{name} could not be answered: {reason.rstrip('.')}."


def _closing(scenario: Scenario, frame: Frame) -> Iterable[str]:
    """Tell of questions whose feature counts to another day than the one on which they close."""
    last = frame.as_of + dt.timedelta(days=frame.horizon)
    late, early = [], []
    for question in scenario.document.questions:
        split = split_feature(question.feature)
        if question.closes is None or split is None or split[0] not in FEATURES or not is_open(question, frame.as_of):
            continue
        until = FEATURES[split[0]].until
        if until in ("end", "closes") and question.closes > last:
            late.append(question.id)
        elif until == "end" and question.closes < last:
            early.append(question.id)
    if late:
        yield f"Questions that close after the last day of the forecast, {last}, and are counted to it: {_few(late)}."
    if early:
        yield f"Questions that close earlier, but are counted to the end of the war or of the forecast: {_few(early)}."


def _endings(tally: Tally) -> Iterable[str]:
    found = np.bincount(tally.values("label").astype(np.int64), minlength=len(ENDINGS))
    never = [name for name, k in zip(ENDINGS, found, strict=True) if k == 0]
    if never:
        yield f"Endings that never happened: {_few(never)}."
    if int(found.max()) >= WORTH_TELLING * tally.n:
        yield "Nearly all courses end alike: the question is settled by the assumptions, not by the courses."


def _names(scenario: Scenario) -> dict[str, str]:
    """Return the names of sides and powers by id."""
    document = scenario.document
    sides = {side.id: side.name for side in document.belligerents.values()}
    return sides | {power.id: power.name for power in document.powers}


def _options(scenario: Scenario, frame: Frame, tally: Tally) -> Iterable[str]:
    labels, names = frame.model.labels, _names(scenario)
    never = [
        f"{names[power]} {act_text(option, names)}"
        for p, power in enumerate(labels.powers)
        for o, option in enumerate(labels.options[p])
        if option != "stay_out" and not frame.sc["active_start"][p, o] and tally.happened(f"use:{power}:{option}") == 0
    ]
    if never:
        yield f"Never done in any course ({len(never)}): {'; '.join(never[:SHOWN])}{_more(never)}."


def _sectors(scenario: Scenario, tally: Tally) -> Iterable[str]:
    contested = [sector for sector in scenario.document.theatre.sectors if sector.contested]
    never = [sector.name for sector in contested if tally.hits[f"contact:{sector.id}"] == 0]
    if never:
        yield f"Contested sectors that were never in contact: {_few(never)}."


def _claims(scenario: Scenario) -> Iterable[str]:
    inert = [claim.id for claim in scenario.document.claims if not claim.effects and not claim.observations]
    if inert:
        yield f"Claims that move no number: {_few(inert)}; they only state chances that are scored."


def _unread(scenario: Scenario) -> Iterable[str]:
    if scenario.unread:
        yield unread_sentence(scenario.unread)


def _mechanisms(off: Sequence[str]) -> Iterable[str]:
    if off:
        yield f"Mechanisms switched off: {_few(list(off))}."
