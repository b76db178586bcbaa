"""The forecast day by day as reports come in, beside the run that knows none of them and past wars like this one, scored if known.

One pass of the filter gives all days: on each day asked for, some of the courses that fit the reports public by then live on to the
end, on the same luck every day, while the pass goes on. Beside them stand the run as it was, its courses that outlast the day, and
the past wars that outlasted it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.engine.chunk import luck_seed
from multipolar.engine.simulate import conclude
from multipolar.errors import DataError
from multipolar.forecast.document import Sample, count_sample, forecast_document, stamp_of
from multipolar.forecast.outcome import Outcome, open_outcome, outcome_names, stamped
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.probability import quantiles
from multipolar.forecast.score.document import score_document
from multipolar.forecast.score.measures import crps, multi_brier, multi_log
from multipolar.forecast.weighting import weight_of, weighting_of
from multipolar.inference.filter import Filtered
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import in_order, systematic
from multipolar.outside.view import OutsideView, outlasting, outside_view
from multipolar.session.run import Run
from multipolar.session.run_files import now
from multipolar.studies.condition import lived, opened, outside_weight, refused_for
from multipolar.studies.reported import AT_ONCE, Courses, Progress, Reported, each, plan_of

SCHEMA = "multipolar-timeline/1"
COURSES = 1_000
"""Courses that live on to the end on each day [courses]. Grade J: the error of a share is at most 1.6 points."""
SOURCES = {
    "conditioned": "the courses that fit the reports public by the day",
    "unconditioned": "the run as it was, which knows of no report",
    "outlasting": "the courses of the run that outlast the day, whatever was reported",
    "outside": "past wars like this one that outlasted the day",
}
"""What stands side by side on every day, with its meaning."""
MEASURES = {
    "ending": "Brier over endings",
    "ending_log": "minus the log of the share given to the ending that came",
    "length_log": "CRPS of the length [log days]",
    "questions": "mean Brier of the yes-or-no questions",
}
"""What each is scored by where it is known what happened; small is good."""
SHOWN = ("q05", "q50", "q95")


@dataclass(frozen=True, slots=True)
class Said:
    """A forecast of one day: shares of endings, lengths of equal weight (draw,) [days from the as-of date], and its sample."""

    endings: Mapping[str, float]
    lengths: FloatArray
    sample: Sample | None = None

    def plain(self) -> dict[str, Any]:
        """Return the forecast as plain values; shares and intervals of questions where it answers them."""
        found: dict[str, Any] = {
            "endings": {name: round(float(p), 6) for name, p in self.endings.items()},
            "length_days": quantiles(self.lengths),
        }
        if self.sample is not None:
            document = forecast_document(self.sample)
            found |= {"questions": document["questions"], "deaths_total": document["deaths_total"],
                      "effective": self.sample.tally.effective or float(self.sample.tally.n)}  # fmt: skip
        return found


@dataclass(frozen=True, slots=True)
class Looked:
    """What the filter held on a day [days after the as-of date], and the forecast from it, None where too few courses fit."""

    day: int
    ess: float
    ancestors: int
    log_evidence: float
    refused: str | None
    said: Said | None


def timeline_document(
    run: Run,
    evidence: str | Path,
    *,
    until: str | dt.date | None = None,
    every: int = 1,
    outcome: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return the forecast on every ``every``-th day and on the last: ``multipolar-timeline/1``.

    ``outcome``: file that tells what happened; by default that of the library, where it knows.

    Raises
    ------
    FaultyFileError : with every fault of the evidence or outcome file.
    ArgumentError : for a date out of place, or where no report was public by then.
    QuestionError : if no course gives the reports any chance.
    """
    given = opened(run, evidence, until)
    last = given.frame.day(given.last)
    days = sorted({*range(every, last, every), last})
    looks: list[Looked] = []

    def after(process: Reported, done: Filtered[Courses], step: int) -> None:
        day = process.plan.dates[step]
        if day in days:
            looks.append(look(run, process, done, day))

    lived(run, given, plan_of(given.reports, given.frame, given.last, days), threads=threads, progress=progress, after=after)
    view = _view(run)
    beside = {one.day: beside_of(run, view, one.day) for one in looks}
    rows = []
    for one in looks:
        date = (given.frame.as_of + dt.timedelta(days=one.day)).isoformat()
        told = {"conditioned": one.said, **beside[one.day]}
        rows.append({
            "date": date, "day": one.day,
            "reports": [r.id for r in given.reports if r.report_date <= date],
            "ess": round(one.ess, 1), "ancestors": one.ancestors, "log_evidence": round(one.log_evidence, 6),
            "refused": one.refused, **{name: None if said is None else said.plain() for name, said in told.items()},
        })  # fmt: skip
    document = {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": given.frame.as_of.isoformat(),
        "until": given.last.isoformat(), "digest": run.digest, "members": run.sample.tally.n, "seed": run.sample.seed,
        "every": every, "lived_on": min(COURSES, run.sample.tally.n), "sides": run.forecast["sides"],
        "horizon_days": run.forecast["horizon_days"], "sources": SOURCES, "days": rows,
    }  # fmt: skip
    known = _outcome(run, document, outcome)
    for row, one in zip(rows, looks, strict=True):
        told = {"conditioned": one.said, **beside[one.day]}
        row["scores"] = None if known is None else {
            name: None if said is None else scores_of(said, known, run) for name, said in told.items()
        }  # fmt: skip
    return document | {"measures": None if known is None else MEASURES, "means": means_of(rows)}


def look(run: Run, process: Reported, done: Filtered[Courses], day: int) -> Looked:
    """Return what the filter holds on a day and the forecast from it: some of its courses live on to the end."""
    refused, evidence = refused_for(done), done.log_evidence
    said = None if refused else _said_by(run, process, done, day)
    return Looked(day, done.ess, done.distinct, evidence, refused, said)


def _said_by(run: Run, process: Reported, done: Filtered[Courses], day: int) -> Said:
    held, model = done.particles, process.job.model
    places = systematic(done.weights, min(COURSES, len(done.weights)))
    out = zeros("OUTCOME", len(places), model.capacity)

    def one(rows: slice) -> None:
        at = places[rows]
        out[rows] = conclude(
            model.sc, held.params[at], held.states[at], day, seed=luck_seed(process.job, "twin"), first=rows.start
        )  # fmt: skip

    each(one, len(places), process.threads, AT_ONCE)
    weight = outside_weight(weight_of(run.war.scenario), day)
    weighting, unweighted = weighting_of(run.war.scenario, [out], weight)
    sample = count_sample(
        run.war.scenario, model, iter([out]), members=held.origin[places], twins=zeros("OUTCOME", 0, model.capacity),
        seed=process.job.seed, off=process.job.off, weighting=weighting, unweighted=unweighted,
        apart=min(1.0, done.ess / len(done.weights)),
    )  # fmt: skip
    return said_of(sample)


def said_of(sample: Sample) -> Said:
    """Return the forecast of a counted ensemble."""
    shares = sample.tally.codes["ending"] / sample.tally.n
    return Said(dict(zip(ENDINGS, map(float, shares), strict=True)), sample.tally.drawn("length_days"), sample)


def beside_of(run: Run, view: OutsideView | None, day: int) -> dict[str, Said | None]:
    """Return what stands beside the conditioned forecast on a day."""
    lengths, weights = run.outcomes["length_days"].astype(np.float64), run.sample.tally.weights
    w = np.ones(len(lengths)) if weights is None else weights
    going = lengths > day
    outlast: Said | None = None
    if w[going].sum() > 0.0:
        shares = np.bincount(run.outcomes["label"][going], w[going], len(ENDINGS)) / w[going].sum()
        outlast = Said(dict(zip(ENDINGS, shares, strict=True)), in_order(lengths[going], w[going]))
    found = None if view is None else outlasting(view, day)
    past = None if found is None else Said(found[0], in_order(found[1].days, found[1].weights))
    return {"unconditioned": said_of(run.sample), "outlasting": outlast, "outside": past}


def _view(run: Run) -> OutsideView | None:
    """Return the outside view of the war, also where the scenario gives it no weight; None where none is known."""
    try:
        return outside_view(run.war.scenario)
    except DataError:
        return None


def _outcome(run: Run, document: Mapping[str, Any], file: str | Path | None) -> Outcome | None:
    """Return what happened, opened only now that the forecasts of all days are made; None where nobody knows."""
    if file is None and run.war.id not in outcome_names():
        return None
    stamp = stamped(document, stamp_of(document), now())
    return open_outcome(run.war.id, stamp, file, names_of(run.war.scenario.document))


def scores_of(said: Said, outcome: Outcome, run: Run) -> dict[str, float | None]:
    """Return the scores of a forecast by measure; None for what the outcome does not tell or the forecast does not answer."""
    scores: dict[str, float | None] = dict.fromkeys(MEASURES)
    if outcome.end is not None:
        happened = {str(outcome.end.label): 1.0}
        scores |= {"ending": multi_brier(said.endings, happened), "ending_log": multi_log(said.endings, happened)}
        days = outcome.end.length_days.get(run.war.scenario.as_of.isoformat())
        if days is not None:
            truth = min(float(days), float(run.sample.frame.horizon))
            scores["length_log"] = crps(np.log1p(said.lengths), float(np.log1p(truth)))
    if said.sample is not None:
        means = score_document(said.sample, outcome, facts={})["means"]
        scores["questions"] = means["binary_brier"]["model"] if "binary_brier" in means else None
    return {name: None if value is None else round(float(value), 6) for name, value in scores.items()}


def means_of(rows: list[dict[str, Any]]) -> dict[str, dict[str, float | None]] | None:
    """Return the mean scores by source over the days on which courses enough fit, the same days for all; None without scores."""
    scored = [row["scores"] for row in rows if row["scores"] is not None and row["scores"]["conditioned"] is not None]
    if not scored:
        return None
    means: dict[str, dict[str, float | None]] = {}
    for name in SOURCES:
        means[name] = {}
        for measure in MEASURES:
            told = [row[name][measure] for row in scored if row[name] is not None]
            whole = len(told) == len(scored) and None not in told
            means[name][measure] = round(float(np.mean(told)), 6) if whole else None
    return means


def csv_of(document: Mapping[str, Any]) -> str:
    """Return the timeline as comma-separated values: a row per day and source."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["date", "day", "reports", "ess", "ancestors", "forecast", *ENDINGS, *(f"length_{q}" for q in SHOWN),
                   *(f"score_{name}" for name in MEASURES)])  # fmt: skip
    rows.writerows(_table(document))
    return out.getvalue()


def _table(document: Mapping[str, Any]) -> Iterator[list[Any]]:
    for row in document["days"]:
        for name in SOURCES:
            said, scores = row[name], (row["scores"] or {}).get(name) or {}
            if said is None:
                continue
            yield [
                row["date"], row["day"], len(row["reports"]), row["ess"], row["ancestors"], name,
                *(said["endings"][ending] for ending in ENDINGS), *(said["length_days"][q] for q in SHOWN),
                *("" if scores.get(measure) is None else scores[measure] for measure in MEASURES),
            ]  # fmt: skip
