"""The verbs, from load and run to score, backtest, freeze and ledger: friendly in, plain documents out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import multipolar
from multipolar.codes import Ending
from multipolar.data.pack_scenario import WrittenPack, write_scenario
from multipolar.engine import store as disk
from multipolar.engine.chunk import SERIES_MEMBERS, Job, params_of
from multipolar.engine.replay import course_document
from multipolar.engine.replay import replay as live_again
from multipolar.errors import FAULTS, ArgumentError, QuestionError, RunError, said
from multipolar.forecast.months import DRAWS
from multipolar.forecast.score import for_page
from multipolar.library import FLAGSHIP
from multipolar.record import freeze as freezing
from multipolar.record import ledger as record
from multipolar.record.frozen import read_frozen
from multipolar.registry import nearest
from multipolar.report.compose import report_input
from multipolar.report.page import write_report
from multipolar.scenario.check import check
from multipolar.scenario.loaded import loaded_from
from multipolar.session.arguments import checked, refuse_given, truth, wrong
from multipolar.session.citations import bibliography
from multipolar.session.run import Progress, Run, open_run, run_war, score_if_known, score_run
from multipolar.session.run_files import DEFAULT_MEMBERS, DEFAULT_SEED, Order
from multipolar.session.war import AS_RUN, Recipe, War, command_for, load_war, read, recipe_from, taught, words
from multipolar.session.war import document_of as checked_document
from multipolar.studies import ablations as ablation_study
from multipolar.studies import backtest as past
from multipolar.studies import bundles as bundle_study
from multipolar.studies import claims as claim_study
from multipolar.studies import compare as side_by_side
from multipolar.studies import mechanisms as mechanism_study
from multipolar.studies import post_mortem as after
from multipolar.studies import prior as prior_study
from multipolar.studies import targets as target_study
from multipolar.studies import what_if as counterfactual
from multipolar.studies.backtest_packs import entries
from multipolar.studies.daily import daily_scores
from multipolar.studies.deaths import choice_of, death_scores
from multipolar.studies.export import export_views
from multipolar.studies.paired import STUDY_MEMBERS

__all__ = [
    "Run", "War", "backtest", "cite", "compare", "export", "freeze", "import_pack", "ledger", "load", "post_mortem", "replay",
    "report", "run", "score", "study", "what_if",
]  # fmt: skip

STUDIES = ("claims", "mechanisms", "bundles", "targets", "prior", "ablations")
MEMBERS_OF_STUDY = {"ablations": ablation_study.ABLATION_MEMBERS, "prior": prior_study.MEMBERS}
"""Courses per variant where fewer than ``STUDY_MEMBERS`` are enough: a study of scores runs dozens of variants."""
UNUSED = {
    "claims": ("wars",), "mechanisms": ("wars",), "bundles": ("wars",), "targets": ("only", "wars"),
    "prior": ("source", "as_of", "only", "wars"), "ablations": ("source",),
}  # fmt: skip
"""Arguments that a study has no use for: given all the same, they are refused."""
COURSE = "multipolar-course/1"
LEDGER_WORDS = ("add", "list", "show", "score", "calibration")
LEDGER_TAKES = {"what": ("add", "show", "score"), "outcome": ("score",), "every": ("calibration",)}
"""Arguments of the ledger, each with the words that use it; with any other word it is refused, not passed over."""
Texts = Iterable[str] | str | None


@checked()
def load(
    source: str | Path,
    as_of: str | dt.date | None = None,
    *,
    bundle: str | None = None,
    claims: Texts = None,
    settings: Texts = None,
    patches: Texts = None,
    off: Texts = None,
) -> War:
    """Return a war by bundled name or file, as of one of its dates, with claims chosen, values changed, mechanisms off.

    Raises
    ------
    ScenarioError : with every fault at once.
    """
    return load_war(
        recipe_from(named(source), as_of=as_of, bundle=bundle, claims=claims, settings=settings, patches=patches, off=off)
    )


def named(source: object) -> str:
    """Return a scenario given by bundled name or file as text.

    Raises
    ------
    ArgumentError : for anything else.
    """
    if isinstance(source, War | Run):
        raise ArgumentError(f"source=...: found {source!r}, expected a bundled name or a scenario file")
    if not isinstance(source, str | Path) or not str(source).strip() or "\0" in str(source):
        raise wrong("source", source, "a bundled name or a scenario file")
    return str(source)


def is_folder_of_run(what: object) -> bool:
    """Tell whether a run is meant, by itself or by its folder, and not a scenario by name or file."""
    return isinstance(what, Run) or (isinstance(what, str | Path) and os.path.isdir(what))  # noqa: PTH112 "\0" is no folder


@checked("bundle", "claims", "settings", "patches", "off", "threads", "chunk", "resume", "command")
def run(
    source: str | Path | War,
    as_of: str | dt.date | None = None,
    *,
    members: int = DEFAULT_MEMBERS,
    seed: int = DEFAULT_SEED,
    out: str | Path | None = None,
    report: bool = True,
    progress: Progress | None = None,
    **choices: Any,
) -> Run:
    """Simulate a war and return the run with its forecast; folder, report and scores are written.

    ``choices``: ``bundle, claims, settings, patches, off`` (mechanisms switched off) as in ``load``; ``threads, chunk,
    resume, command`` say how.

    Raises
    ------
    ScenarioError : for a faulty scenario. RunError : for a folder that is not free.
    """
    how = {key: choices.pop(key) for key in ("threads", "chunk", "resume", "command") if key in choices}
    report = truth("report", report)
    if isinstance(source, War):
        refuse_given("run", "the war is loaded already; give them to load()", as_of=as_of, **choices)
    war = source if isinstance(source, War) else load_war(recipe_from(named(source), as_of=as_of, **choices))
    order = Order(members, seed, None if out is None else Path(out), **how)
    done = run_war(war, order, progress=progress)
    score_if_known(done)
    if report:
        try:
            write_page(done)
        except FAULTS as error:
            done.notes.append(f"no page was written: {said(error)}; the run is kept, multipolar report {done.folder} tries again")
    return done


def as_run(what: Run | str | Path) -> Run:
    """Return a run, opened when it is given by its folder.

    Raises
    ------
    ArgumentError : for anything else. FolderError : if it is no run folder, or was damaged or changed.
    """
    return what if isinstance(what, Run) else open_run(folder_of(what))


def folder_of(what: object) -> Path:
    """Return the folder of a run.

    Raises
    ------
    ArgumentError : for what is neither a run nor a path.
    """
    if isinstance(what, Run):
        return what.folder
    if not isinstance(what, str | Path) or not str(what).strip() or "\0" in str(what):
        raise wrong("what", what, "a run or its folder")
    return Path(what)


def write_page(done: Run, path: Path | None = None) -> Path:
    """Write the page of a run and return its path; by default report.html in the run's folder."""
    members, series = done.series
    outcomes = outcomes_of_first(done, members)
    forecast = dict(done.forecast)
    if done.scores is not None:
        forecast["scores"] = for_page(done.scores)
    page = report_input(
        done.war.scenario.document, done.war.model.labels, forecast,
        series=series if len(members) else None, outcomes=outcomes, questions=done.sample.questions,
        text=done.war.texts[AS_RUN], command=run_again(done),
    )  # fmt: skip
    to = path or done.folder / "report.html"
    done.report = write_report(page, to)
    return done.report


def run_again(done: Run) -> str:
    """Return the command that gives the same courses from the scenario that the page of a run saves."""
    war, manifest = done.war, done.store.manifest
    return command_for(
        war.recipe, f"{war.id}.yaml", as_of=war.scenario.as_of, members=int(manifest["members"]), seed=int(manifest["seed"])
    )


def outcomes_of_first(done: Run, members: NDArray[np.int64]) -> NDArray[Any]:
    """Return the outcomes of the members whose days were kept, in the same order."""
    parts, numbers = [], []
    for chunk, part in zip(done.store.of("main"), disk.outcomes_in_parts(done.store, done.war.model), strict=True):
        if chunk.first >= SERIES_MEMBERS:
            break
        parts.append(part)
        numbers.append(np.arange(chunk.first, chunk.first + chunk.count))
    kept = np.isin(np.concatenate(numbers), members)
    return np.asarray(np.concatenate(parts)[kept])


@checked()
def report(what: Run | str | Path, path: str | Path | None = None) -> Path:
    """Write the offline page of a run and return its path."""
    done = as_run(what)
    if done.scores is None:
        score_if_known(done)
    return write_page(done, None if path is None else Path(path))


@checked()
def score(
    what: Run | str | Path,
    outcome: str | Path | None = None,
    *,
    data: str | Path | None = None,
    views: bool = False,
    where: Sequence[str] = (),
    side_a: Sequence[str] = (),
    side_b: Sequence[str] = (),
    by: str | None = None,
) -> dict[str, Any]:
    """Return the scores of a run or a frozen forecast, ``multipolar-score/1``; the outcome is opened after the stamp is checked.

    ``views``: deaths by month beside the VIEWS benchmarks instead, ``multipolar-views/1``.

    ``data``: a table of deaths by day or month, or of events, whose scores are returned instead, ``multipolar-deaths/1``;
    ``where`` (COLUMN=VALUE), ``side_a``, ``side_b`` (names of actors) and ``by`` (day, month) say which events belong to the
    war. With a folder of data the war is also scored day by day (``daily``), where the folder holds its days.

    Raises
    ------
    DataError : if nobody knows what happened, the forecast was changed after its stamp, or the table holds faults.
    QuestionError : for data together with ``views``, with a frozen forecast, or choices of events without their table.
    """
    stored = isinstance(what, str | Path) and os.path.isfile(what)  # noqa: PTH113 "\0" is no file
    choice = choice_of(where, side_a, side_b, by)
    if data is not None and (stored or views):
        asked = "views" if views else "a frozen forecast, which holds no days"
        raise QuestionError(f"score: found data together with {asked}; day by day only a run is scored, and in its own table")
    if not isinstance(what, Run) and stored:
        frozen = read_frozen(what)
        return freezing.views_of_frozen(frozen, outcome) if views else freezing.score_frozen(frozen, outcome)
    table = data is not None and not Path(data).is_dir()
    if choice.given and not table:
        raise QuestionError("score: found a choice of events without their table; name it with --data FILE")
    if table and outcome is not None:
        raise QuestionError("score: found a table of deaths together with an outcome file; score one after the other")
    done = as_run(what)
    if views:
        return freezing.views_of_run(done, file=outcome)
    if table:
        return death_scores(done, str(data), choice)
    document = score_run(done, outcome)
    return document if data is None else document | {"daily": daily_scores(done, Path(data), outcome)}


@checked("threads", "note")
def backtest(
    *wars: str,
    packs: str | Path | None = None,
    members: int = past.BACKTEST_MEMBERS,
    seed: int = DEFAULT_SEED,
    out: str | Path | None = None,
    progress: Progress | None = None,
    **how: Any,
) -> past.BackTest:
    """Forecast past wars from what was known, stamp, then score beside naive forecasts: ``multipolar-backtest/1``.

    By default every bundled war whose end is known, with ``packs`` a folder of fact packs. ``out`` keeps the runs, so that
    an interrupted back-test goes on where it stopped; ``threads`` and ``note`` say how.

    Raises
    ------
    QuestionError : for an unknown war. DataError : for faulty packs. RunError : for a folder of another back-test.
    """
    order = Order(members, seed, None if out is None else Path(out), how.pop("threads", None))
    asked = entries(wars, None if packs is None else Path(packs))
    return past.back_test(asked, order, progress=progress, **how)


@checked()
def freeze(what: Run | str | Path, out: str | Path | None = None) -> tuple[dict[str, Any], Path]:
    """Write the frozen forecast of a run, ``multipolar-frozen/1``, and return it with its path.

    Raises
    ------
    RunError : if the run was never stamped or its outcomes were changed, or the file is there already.
    DataError : if the forecast was changed after its stamp.
    """
    return freezing.freeze_run(folder_of(what), None if out is None else Path(out))


@checked()
def ledger(
    word: str = "list",
    what: str | Path | None = None,
    *,
    db: str | Path | None = None,
    outcome: str | Path | None = None,
    every: bool = False,
) -> dict[str, Any]:
    """Return what a word to the ledger did or found: add, list, show, score or calibration; ``multipolar-ledger/1``.

    Raises
    ------
    QuestionError : for a word that does not exist, or without what it needs.
    DataError : if the ledger or the frozen forecast cannot be used.
    """
    path = None if db is None else Path(db)
    given = {"what": what, "outcome": outcome, "every": every or None}
    for name, users in LEDGER_TAKES.items():
        if given[name] is not None and word not in users and word in LEDGER_WORDS:
            raise QuestionError(f"ledger {word}: found {name} {str(given[name])!r}, which only {' and '.join(users)} can use")
    if word in {"add", "show"} and what is None:
        needs = "a frozen forecast" if word == "add" else "a forecast or a question"
        raise QuestionError(f"ledger {word} needs {needs}: multipolar ledger {word} {'FILE' if word == 'add' else 'WHAT'}")
    if word == "add":
        return record.add(read_frozen(str(what)), path)
    if word == "show":
        return record.show(str(what), path)
    if word == "score":
        return record.score(None if what is None else str(what), outcome, path)
    if word == "calibration":
        return record.calibration(path, every=every)
    if word == "list":
        return record.listing(path)
    raise QuestionError(f"no ledger {word!r}; known: {', '.join(LEDGER_WORDS)}")


@checked()
def post_mortem(
    what: Run | str | Path,
    outcome: str | Path | None = None,
    *,
    only: Sequence[str] | None = None,
    members: int = after.POST_MEMBERS,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return which claims and facts helped or hurt a run, ``multipolar-postmortem/1``."""
    return after.post_mortem(as_run(what), outcome, only=only, members=members, progress=progress)


@checked()
def export(
    what: Run | str | Path,
    path: str | Path,
    *,
    months: Sequence[str] | None = None,
    draws: int = DRAWS,
    country: str | None = None,
    country_number: int | None = None,
) -> dict[str, Any]:
    """Write deaths by country and month in the VIEWS format (Parquet), and return what was written.

    All deaths of the war are booked to one ``country``, by default side A: UCDP books them where they happen.

    Raises
    ------
    QuestionError : if the run kept too few days, a month lies outside the forecast, the country is not known or not the
        one of the number, or the file's name does not end with .parquet.
    RunError : if the file is there already or cannot be written.
    """
    return export_views(as_run(what), Path(path), months=months, draws=draws, country=country, country_number=country_number)


@checked("bundle", "claims", "settings", "patches", "off")
def replay(
    what: Run | str | Path, member: int, *, as_of: str | dt.date | None = None, seed: int | None = None, **choices: Any
) -> dict[str, Any]:
    """Return one course day by day with its causes, ``multipolar-course/1``; by run, or by scenario and seed.

    ``as_of``, ``seed`` and the choices of ``load`` go with a scenario only: a run has its own.

    Raises
    ------
    QuestionError : if the run holds no such member. ArgumentError : for a run with a date, a seed or choices.
    """
    if is_folder_of_run(what):
        refuse_given("replay", "a run has its own date, seed and choices", as_of=as_of, seed=seed, **choices)
        done = as_run(what)
        war, seed, off = done.war, done.sample.seed, tuple(done.store.manifest.get("off", ()))
        if member not in done.sample.members:
            raise QuestionError(f"member {member}: the run holds members 0 to {int(done.sample.members.max())}")
    else:
        war = load_war(recipe_from(named(what), as_of=as_of, **choices))
        off, seed = war.recipe.off, DEFAULT_SEED if seed is None else seed
    params = params_of(Job(war.model, member + 1, seed, off=off), member, 1)
    course = live_again(war.model, params, seed=seed, member=member)
    events = [
        {**row, "claim": next(iter(row["claims"]), None), "source": next(iter(row["sources"]), None)}
        for row in course_document(war.model, war.scenario, course, params)
    ]
    outcome = course.outcome[0]
    return {
        "schema": COURSE,
        "version": multipolar.__version__,
        "scenario": war.id,
        "digest": war.scenario.digest,
        "as_of": war.scenario.as_of.isoformat(),
        "seed": seed,
        "member": member,
        "ending": Ending.at(int(outcome["label"])).spelling,
        "length_days": float(outcome["length_days"]),
        "deaths": {side: round(float(outcome["deaths"][b]), 1) for b, side in enumerate("AB")},
        "events": events,
    }


@checked("bundle", "claims", "settings", "patches", "off", "threads")
def compare(
    *what: Run | str | Path,
    scenario: str | Path | None = None,
    as_of: str | dt.date | None = None,
    members: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    **choices: Any,
) -> dict[str, Any]:
    """Return runs, or bundles of a scenario, side by side: ``multipolar-compare/1``, paired member by member.

    Runs with other seeds or members are compared too, as samples apart, and say so.

    ``scenario`` (the flagship when nobody says), ``as_of, members, seed, threads`` and choices go with bundles only.

    Raises
    ------
    RunError : for runs of different wars, or fewer than two. ArgumentError : for runs with a scenario, a seed or choices.
    """
    if len(what) < 2:
        raise RunError(f"compare: found {len(what)}, expected two or more runs or bundles")
    if any(is_folder_of_run(w) for w in what):
        why = "runs have their own scenario, members and seed"
        refuse_given("compare", why, scenario=scenario, as_of=as_of, members=members, seed=seed, **choices)
        return side_by_side.compare_runs([as_run(w) for w in what])
    threads = choices.pop("threads", None)
    recipe = recipe_from(named(scenario or FLAGSHIP), as_of=as_of, **choices)
    return side_by_side.compare_bundles(
        recipe, [named(w) for w in what], members=members or STUDY_MEMBERS, seed=DEFAULT_SEED if seed is None else seed,
        threads=threads, progress=progress,
    )  # fmt: skip


@checked("bundle", "claims", "settings", "patches", "off", "base_bundle", "threads")
def what_if(
    source: str | Path,
    as_of: str | dt.date | None = None,
    *,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    progress: Progress | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """Return a war as it is against the war with ``claims, settings, patches, off`` or ``bundle`` changed, paired.

    Raises
    ------
    RunError : if nothing is changed. ScenarioError : for a change that cannot be made.
    """
    base_bundle, threads = changes.pop("base_bundle", None), changes.pop("threads", None)
    asked = recipe_from("", **changes)
    return counterfactual.what_if(
        recipe_from(named(source), as_of=as_of, bundle=base_bundle),
        claims=asked.claims, settings=asked.settings, patches=asked.patches, off=asked.off, bundle=asked.bundle,
        members=members, seed=seed, threads=threads, progress=progress,
    )  # fmt: skip


@checked()
def cite(what: Run | War | str | Path) -> dict[str, Any]:
    """Return the bibliography of exactly what a run or a war used: ``multipolar-cite/1``."""
    if isinstance(what, War):
        return bibliography(what)
    if is_folder_of_run(what):
        return bibliography(as_run(what).war)
    return bibliography(load_war(recipe_from(named(what))))


@checked()
def study(
    kind: str,
    source: str | Path | None = None,
    as_of: str | dt.date | None = None,
    *,
    members: int | None = None,
    seed: int = DEFAULT_SEED,
    only: Sequence[str] | None = None,
    wars: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return a study on the same members.

    ``claims``: each on against off. ``mechanisms``: each switched off. ``bundles``: the questions scored under several
    bundles. ``targets``: the course of the war, from its first date, against what was measured of it. ``ablations``: what
    the score of ``wars`` loses without a part. When nobody says, ``members`` go by kind: 2,000, for ablations 500.

    ``prior`` holds random and library wars that nobody fitted against what wars have been like; it takes no source.

    Raises
    ------
    QuestionError : for a study that does not exist. ArgumentError : for an argument that the study does not use.
    """
    if kind not in STUDIES:
        near = nearest(kind, STUDIES)
        raise QuestionError(f"no study {kind!r}; {f'did you mean {near!r}? ' if near else ''}known: {', '.join(STUDIES)}")
    if members is None:
        members = MEMBERS_OF_STUDY.get(kind, STUDY_MEMBERS)
    unused = {key: {"source": source, "as_of": as_of, "only": only, "wars": wars}[key] for key in UNUSED[kind]}
    refuse_given("study", f"the study of {kind} does not use it", **unused)
    if kind == "prior":
        return prior_study.study_prior(members=members, seed=seed, progress=progress)
    recipe = recipe_from(named(FLAGSHIP if source is None else source), as_of=as_of)
    if kind == "mechanisms":
        return mechanism_study.study_mechanisms(recipe, only=only, members=members, seed=seed, progress=progress)
    if kind == "claims":
        return claims_document(recipe, members=members, seed=seed, only=only, progress=progress)
    if kind == "bundles":
        return bundle_study.study_bundles(recipe, only=only, members=members, seed=seed, progress=progress)
    if kind == "targets":
        return target_study.study_targets(recipe, members=members, seed=seed, progress=progress)
    return ablation_study.study_ablations(wars, as_of=recipe.as_of, only=only, members=members, seed=seed, progress=progress)


def claims_document(
    recipe: Recipe, *, members: int, seed: int, only: Sequence[str] | None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the table of what each claim does: ``multipolar-claims/1``."""
    document = taught(checked_document(read(recipe)))
    simulate, labels = claim_study.simulator(document, words(), members=members, seed=seed)
    known = [c.id for c in document.claims]
    for name in only or ():
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known) or 'none'}."
            raise QuestionError(f"only=...: no claim {name!r}. {hint}")
    wanted = [claim for claim in known if only is None or claim in set(only)]
    effects: list[claim_study.ClaimEffect] = []
    for i, claim in enumerate(wanted):
        effects += claim_study.study_claims(document, simulate, labels, only=[claim])
        if progress is not None:
            progress("claims", i + 1, len(wanted))
    return {
        "schema": "multipolar-claims/1",
        "version": multipolar.__version__,
        "scenario": document.id,
        "as_of": document.as_of.isoformat(),
        "members": members,
        "seed": seed,
        "works": sum(effect.verdict == "yes" for effect in effects),
        "rows": claim_study.rows(effects),
        "markdown": claim_study.to_markdown(effects),
        "csv": claim_study.to_csv(effects),
    }


@checked()
def import_pack(facts: str | Path, out: str | Path | None = None) -> WrittenPack:
    """Write the scenario made from a fact pack (by default ID.yaml here) and return its file and every assumption.

    ``facts`` is a file, or the name of one of the packs that come with the package.

    Raises
    ------
    ScenarioError : with every fault of the pack, or if the file is there already.
    """
    return write_scenario(
        facts, None if out is None else Path(out), check=lambda text, name: check(loaded_from(text, name), words()).problems
    )


def run_document(done: Run) -> dict[str, Any]:
    """Return the forecast document of a run as it is printed: with the path of its report."""
    extra: Mapping[str, Any] = {"report": None if done.report is None else str(done.report), "run": str(done.folder)}
    return done.forecast | dict(extra)
