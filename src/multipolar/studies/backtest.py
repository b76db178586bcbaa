"""Testing back: past wars forecast from what was known, stamped, and only then scored beside naive forecasts."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.errors import FaultyFileError, RunError
from multipolar.forecast.baselines import BASELINES, Known, baselines_of
from multipolar.forecast.outcome import Outcome, Stamp, open_outcome
from multipolar.forecast.outcome_names import Names, names_of
from multipolar.forecast.skill import SENTENCE, intervals
from multipolar.forecast.teachers import teachers_among
from multipolar.forecast.war import WarFacts, WarForecast, counted_by, facts_of, said_by, truth_of
from multipolar.forecast.war_score import HARD, MEASURES, Scores, means_of, war_scores
from multipolar.session.choices import BACKTEST_MEMBERS
from multipolar.session.run import Run, open_run, run_war
from multipolar.session.run_files import DEFAULT_SEED, Order, code_digest, stamp_in
from multipolar.session.war import Recipe, War, load_war
from multipolar.studies.backtest_packs import Entry, Importer, scenario_text
from multipolar.studies.backtest_tables import calibration_of, questions_of, shuffled_of

SCHEMA = "multipolar-backtest/1"
THREADS = 2
SCENARIOS = "scenarios"
SHOWN = (
    "scenario", "as_of", "digest", "scenario_digest", "members", "seed", "endings", "length_days", "powers", "brokers",
    "arrangement", "changed_share", "deaths", "quality",
)  # fmt: skip
"""Keys of a forecast that stand in the document; the whole forecast lies in the war's run folder."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class StampedForecast:
    """A war whose forecast is written and stamped: what it says (pooled with past wars), what was known, and the proof.

    ``counted`` is what the courses alone say.
    """

    entry: Entry
    forecast: Mapping[str, Any]
    said: WarForecast
    facts: WarFacts
    stamp: Stamp
    warnings: tuple[str, ...] = ()
    counted: WarForecast | None = None
    names: Names | None = None


@dataclass(slots=True, repr=False)
class BackTest:
    """A finished or interrupted back-test: its document, and whether every war that was asked for was lived.

    ``refused``: wars whose outcome file has faults, with them; they are lived and not scored.
    """

    document: dict[str, Any]
    complete: bool = True
    missing: list[str] = field(default_factory=list)
    refused: dict[str, FaultyFileError] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the back-test in one line."""
        state = "complete" if self.complete else f"interrupted, missing {', '.join(self.missing)}"
        return f"BackTest({len(self.document.get('wars', ()))} wars, {state})"


def back_test(
    wars: Sequence[Entry],
    order: Order,
    *,
    importer: Importer | None = None,
    progress: Progress | None = None,
    note: Callable[[str], None] | None = None,
) -> BackTest:
    """Forecast every war one after the other, then open the outcomes and score; finished wars in ``order.out`` are kept.

    Raises
    ------
    RunError : if a folder belongs to another run. KeyboardInterrupt : when interrupted before a war was finished.
    DataError : for facts that tell what happened later. FaultyFileError : when no outcome file can be used.
    """
    if order.out is None:
        with TemporaryDirectory(prefix="multipolar-backtest-") as folder:
            return back_test(
                wars, Order(order.members, order.seed, Path(folder), order.threads), importer=importer, progress=progress, note=note
            )
    told: list[StampedForecast] = []
    for i, entry in enumerate(wars):
        if note is not None:
            note(f"{i + 1}/{len(wars)} {entry.id}")
        one = forecast_of(entry, order, importer=importer, progress=progress)
        if one is None:
            break
        told.append(one)
    if not told:
        raise KeyboardInterrupt
    outcomes, refused = outcomes_of(told)
    fit = [one for one in told if one.entry.id in outcomes]
    if not fit:
        problems = tuple(problem for error in refused.values() for problem in error.problems)
        raise FaultyFileError("\n".join(map(str, refused.values())), problems)
    missing = [entry.id for entry in wars[len(told) :]]
    document = document_of(fit, outcomes, order)
    document["refused"] = {war: [asdict(problem) for problem in error.problems] for war, error in refused.items()}
    return BackTest(document, not missing, missing, refused)


def outcomes_of(told: Sequence[StampedForecast]) -> tuple[dict[str, Outcome], dict[str, FaultyFileError]]:
    """Return what happened by war, and the faults of those outcome files that cannot be used; the others stand."""
    outcomes, refused = {}, {}
    for one in told:
        try:
            outcomes[one.entry.id] = open_outcome(one.facts.id, one.stamp, one.entry.outcome, one.names)
        except FaultyFileError as error:
            refused[one.entry.id] = error
    return outcomes, refused


def forecast_of(
    entry: Entry, order: Order, *, importer: Importer | None = None, progress: Progress | None = None
) -> StampedForecast | None:
    """Return the stamped forecast of one war, from its folder if it was finished before; None if interrupted.

    Raises
    ------
    RunError : if the folder holds a run with other members or another seed.
    """
    assert order.out is not None, "a back-test has a folder"
    folder = order.out / entry.id
    source, warnings = _source(entry, order.out, importer)
    war = load_war(Recipe(source))
    begun, command = disk.started(folder), f"multipolar backtest {entry.id}"
    how = Order(order.members, order.seed, folder, order.threads or THREADS, resume=begun, command=command)
    try:
        run = _kept(folder, how, war) or run_war(war, how, progress=progress)
    except KeyboardInterrupt:
        return None
    return told_by(entry, run, warnings) if run.complete else None


def _source(entry: Entry, out: Path, importer: Importer | None) -> tuple[str, tuple[str, ...]]:
    """Return name or file of a war's scenario, written from its facts where it is a pack, and the importer's warnings."""
    if entry.facts is None:
        return entry.id, ()
    text, warnings = scenario_text(entry.facts, importer)
    path = out / SCENARIOS / f"{entry.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.write_safely(path, text.encode())
    return str(path), warnings


def _kept(folder: Path, order: Order, war: War) -> Run | None:
    """Return the finished run of a folder, None where there is none yet; its stamp is the one written then."""
    if not os.path.lexists(folder / disk.MANIFEST):
        return None
    manifest = disk.read_manifest(folder)
    if manifest.get("status") != "complete":
        return None
    wanted = {"members": order.members, "seed": order.seed, "version": __version__, "code": code_digest()}
    wanted["scenario_digest"] = war.scenario.digest
    for key, value in wanted.items():
        if manifest.get(key) != value:
            said = f"holds a run with {key} {manifest.get(key)}, this back-test has {value}"
            raise RunError(f"{folder}: {said}; name another out=...")
    return open_run(folder)


def told_by(entry: Entry, run: Run, warnings: tuple[str, ...] = ()) -> StampedForecast:
    """Return what a finished run says, with the stamp that was checked against its forecast."""
    stamp = stamp_in(run.store)
    return StampedForecast(
        entry, run.forecast, said_by(run.sample), facts_of(run.sample), stamp, warnings, counted_by(run.sample),
        names_of(run.war.scenario.document),
    )  # fmt: skip


def document_of(told: Sequence[StampedForecast], outcomes: Mapping[str, Outcome], order: Order) -> dict[str, Any]:
    """Return the scores of stamped forecasts as ``multipolar-backtest/1``, with every naive forecast on the same wars."""
    known = {one.entry.id: Known(one.facts, truth_of(outcomes[one.entry.id], one.facts)) for one in told}
    said = {one.entry.id: one.said for one in told}
    counted = {one.entry.id: one.counted or one.said for one in told}
    model, naive = measured(said, known)
    pairs = [(said[war], known[war].truth) for war in known]
    measures = (*MEASURES, *HARD)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "members": order.members,
        "seed": order.seed,
        "wars": {one.entry.id: _war(one, known[one.entry.id], model, naive) for one in told},
        "means": plain(means_of(model)),
        "counted": plain(means_of({w: war_scores(f, known[w].truth) for w, f in counted.items()})),
        "baselines": {name: plain(means_of(rows)) for name, rows in naive.items()},
        "intervals": {name: intervals(model, rows, measures) for name, rows in naive.items()},
        "questions": questions_of(model, naive),
        "calibration": calibration_of(pairs),
        "shuffled": shuffled_of(pairs),
        "how": {"measures": {**MEASURES, **HARD}, "baselines": BASELINES, "skill": SENTENCE},
    }


def measured(said: Mapping[str, WarForecast], known: Mapping[str, Known]) -> tuple[dict[str, Scores], dict[str, dict[str, Scores]]]:
    """Return the scores by war of a forecast, and of every naive forecast (by name).

    A naive forecast learns from the wars at hand that had ended before the as-of date and are not the war itself;
    ``base_rate_hindsight`` from all others, later ones too: nobody could have made it then, and it is the harder to beat.
    """
    model = {war: war_scores(forecast, known[war].truth) for war, forecast in said.items()}
    naive: dict[str, dict[str, Scores]] = {name: {} for name in BASELINES}
    for war in said:
        others = teachers_among(known[war].facts, list(known.values()))
        every = [k for name, k in known.items() if name != war]
        for name, forecast in baselines_of(known[war].facts, others, every).items():
            naive[name][war] = war_scores(forecast, known[war].truth)
    return model, naive


def _war(
    one: StampedForecast, known: Known, model: Mapping[str, Scores], naive: Mapping[str, Mapping[str, Scores]]
) -> dict[str, Any]:
    truth = known.truth
    return {
        "forecast": {key: one.forecast.get(key) for key in SHOWN} | {"stamp": one.stamp.sha256, "stamped": one.stamp.written},
        "scores": plain(model[one.entry.id]),
        "baselines": {name: plain(rows[one.entry.id]) for name, rows in naive.items()},
        "truth": {
            "ending": truth.ending, "endings": dict(truth.endings), "length_days": truth.length,
            "levels": {p: dict(w) for p, w in truth.levels.items()}, "newly_direct": dict(truth.newly),
            "brokered_by": None if truth.brokers is None else list(truth.brokers), "arrangement": truth.arrangement,
            "changed_share": truth.changed, "deaths": dict(truth.deaths), "deaths_since": "round" if truth.of_round else "as_of",
        },
        "balance": round(one.facts.balance, 4),
        "warnings": list(one.warnings),
    }  # fmt: skip


def plain(scores: Scores) -> dict[str, float | None]:
    """Return scores rounded to six figures."""
    return {name: None if value is None else round(value, 6) for name, value in scores.items()}


__all__ = ["BACKTEST_MEMBERS", "DEFAULT_SEED", "SCHEMA", "BackTest", "back_test", "document_of", "forecast_of", "told_by"]
