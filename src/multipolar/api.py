"""The verbs, from load and run to score, backtest, freeze and ledger: friendly in, typed results out.

What only one verb needs is loaded when it is called, so that a run does not wait for the studies.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from multipolar.errors import FAULTS, QuestionError, RunError, said
from multipolar.forecast.months import DRAWS
from multipolar.library import FLAGSHIP
from multipolar.record.book import LEDGER_WORDS, Ledger, ask_ledger
from multipolar.report.of_run import write_page
from multipolar.results import (
    Bibliography,
    Comparison,
    Conditioned,
    Discovery,
    Drivers,
    Export,
    PostMortem,
    Replay,
    Score,
    Signposts,
)
from multipolar.session.arguments import checked, deprecated, refuse_given, texts, truth, whole
from multipolar.session.choices import BACKTEST_MEMBERS, POST_MEMBERS, READING, SIGNPOSTS, STUDY_MEMBERS, Reading, RunChoices
from multipolar.session.given import as_run, folder_of, is_folder_of_run, named
from multipolar.session.run import Progress, Run, run_war, score_if_known, score_run
from multipolar.session.run_files import DEFAULT_MEMBERS, DEFAULT_SEED, Order
from multipolar.session.war import War, load_war, words
from multipolar.studies.verbs import (
    study,
    study_ablations,
    study_bundles,
    study_claims,
    study_mechanisms,
    study_prior,
    study_targets,
)

if TYPE_CHECKING:
    from multipolar.data.pack_scenario import WrittenPack
    from multipolar.studies.backtest import BackTest

__all__ = [
    "Ledger", "Run", "War", "backtest", "cite", "compare", "condition", "discover", "drivers", "export", "freeze",
    "import_pack", "ledger", "load", "post_mortem", "replay", "report", "run", "score", "signposts", "study",
    "study_ablations", "study_bundles", "study_claims", "study_mechanisms", "study_prior", "study_targets", "what_if",
]  # fmt: skip


@checked(*READING)
def load(source: str | Path, as_of: str | dt.date | None = None, **choices: Unpack[Reading]) -> War:
    """Return a war by bundled name or file, as of one of its dates, with claims chosen, values changed, mechanisms off.

    Parameters
    ----------
    source : bundled name or scenario file.
    as_of : date of the forecast, by default the scenario's first.
    choices : ``bundle, claims, settings, patches, off`` (mechanisms switched off).

    Raises
    ------
    ScenarioError : with every fault at once.
    """
    return load_war(RunChoices.of(as_of, **choices).recipe(named(source)))


@checked(*READING)
def run(
    source: str | Path | War,
    as_of: str | dt.date | None = None,
    *,
    members: int = DEFAULT_MEMBERS,
    seed: int = DEFAULT_SEED,
    out: str | Path | None = None,
    report: bool = True,
    threads: int | None = None,
    chunk: int | None = None,
    resume: bool = False,
    command: str = "",
    progress: Progress | None = None,
    **choices: Unpack[Reading],
) -> Run:
    """Simulate a war and return the run with its forecast; folder, report and scores are written.

    Parameters
    ----------
    source : bundled name, scenario file, or a war that was loaded.
    as_of, choices : as in ``load``; a loaded war has its own.
    members, seed : how many courses, and the seed of all chance.
    out, report : the folder (by default below runs/), and whether its page is written.
    threads, chunk : how the work is cut; they change no number.
    resume : go on with an interrupted run.    command : what the manifest says of how it was asked for.

    Raises
    ------
    ScenarioError : for a faulty scenario. RunError : for a folder that is not free.
    """
    report = truth("report", report)
    if isinstance(source, War):
        refuse_given("run", "the war is loaded already; give them to load()", as_of=as_of, **choices)
    war = source if isinstance(source, War) else load_war(RunChoices.of(as_of, **choices).recipe(named(source)))
    order = Order(members, seed, None if out is None else Path(out), threads, chunk, resume, command)
    done = run_war(war, order, progress=progress)
    score_if_known(done)
    if report:
        try:
            write_page(done)
        except FAULTS as error:
            done.notes.append(f"no page was written: {said(error)}; the run is kept, multipolar report {done.folder} tries again")
    return done


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
) -> Score:
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
    from multipolar.record import freeze as freezing
    from multipolar.record.frozen import read_frozen
    from multipolar.studies.daily import daily_scores
    from multipolar.studies.deaths import choice_of, death_scores

    stored = isinstance(what, str | Path) and os.path.isfile(what)  # noqa: PTH113 "\0" is no file
    choice = choice_of(where, side_a, side_b, by)
    if data is not None and (stored or views):
        asked = "views" if views else "a frozen forecast, which holds no days"
        raise QuestionError(f"score: found data together with {asked}; day by day only a run is scored, and in its own table")
    if not isinstance(what, Run) and stored:
        frozen = read_frozen(what)
        return Score(freezing.views_of_frozen(frozen, outcome) if views else freezing.score_frozen(frozen, outcome))
    table = data is not None and not Path(data).is_dir()
    if choice.given and not table:
        raise QuestionError("score: found a choice of events without their table; name it with --data FILE")
    if table and outcome is not None:
        raise QuestionError("score: found a table of deaths together with an outcome file; score one after the other")
    done = as_run(what)
    if views:
        return Score(freezing.views_of_run(done, file=outcome))
    if table:
        return Score(death_scores(done, str(data), choice))
    document = score_run(done, outcome)
    return Score(document if data is None else document | {"daily": daily_scores(done, Path(data), outcome)})


@checked()
def backtest(
    *wars: str,
    packs: str | Path | None = None,
    members: int = BACKTEST_MEMBERS,
    seed: int = DEFAULT_SEED,
    out: str | Path | None = None,
    threads: int | None = None,
    note: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> BackTest:
    """Forecast past wars from what was known, stamp, then score beside naive forecasts: ``multipolar-backtest/1``.

    By default every bundled war whose end is known, with ``packs`` a folder of fact packs. ``out`` keeps the runs, so that
    an interrupted back-test goes on where it stopped; ``threads`` says how, and ``note`` is told what happens.

    Raises
    ------
    QuestionError : for an unknown war. DataError : for faulty packs. RunError : for a folder of another back-test.
    """
    from multipolar.studies.backtest import back_test
    from multipolar.studies.backtest_packs import entries

    order = Order(members, seed, None if out is None else Path(out), threads)
    asked = entries(wars, None if packs is None else Path(packs))
    return back_test(asked, order, progress=progress, note=note)


@checked()
def freeze(what: Run | str | Path, out: str | Path | None = None) -> tuple[dict[str, Any], Path]:
    """Write the frozen forecast of a run, ``multipolar-frozen/1``, and return it with its path.

    Raises
    ------
    RunError : if the run was never stamped or its outcomes were changed, or the file is there already.
    DataError : if the forecast was changed after its stamp.
    """
    from multipolar.record.freeze import freeze_run

    return freeze_run(folder_of(what), None if out is None else Path(out))


@checked()
def ledger(
    word: str = "list",
    what: str | Path | None = None,
    *,
    db: str | Path | None = None,
    outcome: str | Path | None = None,
    every: bool = False,
) -> dict[str, Any]:
    """Return what a word to the ledger did or found; deprecated, use ``Ledger(path)`` and its verbs.

    Raises
    ------
    QuestionError : for a word that does not exist, or without what it needs.
    DataError : if the ledger or the frozen forecast cannot be used.
    """
    deprecated("ledger(word)", f"Ledger(path).{word if word in LEDGER_WORDS else 'list'}")
    return ask_ledger(word, what, db=None if db is None else Path(db), outcome=outcome, every=every).to_json()


@checked()
def post_mortem(
    what: Run | str | Path,
    outcome: str | Path | None = None,
    *,
    only: Sequence[str] | None = None,
    members: int = POST_MEMBERS,
    progress: Progress | None = None,
) -> PostMortem:
    """Return which claims and facts helped or hurt a run, ``multipolar-postmortem/1``."""
    from multipolar.studies.post_mortem import post_mortem as try_claims

    return PostMortem(try_claims(as_run(what), outcome, only=only, members=members, progress=progress))


@checked()
def discover(
    what: Run | str | Path,
    target: str = "ending",
    *,
    above: float | None = None,
    below: float | None = None,
    step: int | None = None,
) -> Discovery:
    """Return the few conditions on the inputs of a finished run under which an answer is frequent: ``multipolar-discovery/1``.

    Parameters
    ----------
    what : a run or its folder.
    target : an ending, a question, or a number with ``above`` or ``below``; by default the likeliest ending.
    step : step of the peeling that the first box is taken from, by default the best balance of coverage and density.

    Raises
    ------
    QuestionError : for a target that the run does not hold, a number without one bound, or a run of too few courses.
    """
    from multipolar.studies.discovery import discovery_document

    name = texts("target", target)[0]
    if step is not None:
        step = whole("step", step, 0)
    return Discovery(discovery_document(as_run(what), name, above=above, below=below, step=step))


@checked()
def drivers(
    what: Run | str | Path,
    target: str | Sequence[str] | None = None,
    *,
    pairs: bool = True,
    progress: Progress | None = None,
) -> Drivers:
    """Return which inputs move a finished run, and how much of it is luck: ``multipolar-drivers/1``; nothing is simulated.

    Parameters
    ----------
    what : a run or its folder.
    target : ``ending`` (the default), an ending such as ``knockout_A``, a question, or a number such as ``length_days``; of
        several the further ones stand under ``others``.
    pairs : whether pairs of inputs that act together are looked for; that takes seconds and the extra ``learn``.

    Raises
    ------
    QuestionError : for a target that the run does not hold, or a run of too few courses.
    """
    from multipolar.studies.drivers import drivers_document

    return Drivers(drivers_document(as_run(what), tuple(target or ()), pairs=pairs, progress=progress))


@checked()
def export(
    what: Run | str | Path,
    path: str | Path,
    *,
    months: Sequence[str] | None = None,
    draws: int = DRAWS,
    country: str | None = None,
    country_number: int | None = None,
) -> Export:
    """Write deaths by country and month in the VIEWS format (Parquet), and return what was written.

    All deaths of the war are booked to one ``country``, by default side A: UCDP books them where they happen.

    Raises
    ------
    QuestionError : if the run kept too few days, a month lies outside the forecast, the country is not known or not the
        one of the number, or the file's name does not end with .parquet.
    RunError : if the file is there already or cannot be written.
    """
    from multipolar.studies.export import export_views

    done = as_run(what)
    return Export(export_views(done, Path(path), months=months, draws=draws, country=country, country_number=country_number))


@checked(*READING)
def replay(
    what: Run | str | Path,
    member: int,
    *,
    as_of: str | dt.date | None = None,
    seed: int | None = None,
    **choices: Unpack[Reading],
) -> Replay:
    """Return one course day by day with its causes, ``multipolar-course/1``; by run, or by scenario and seed.

    ``as_of``, ``seed`` and the choices of ``load`` go with a scenario only: a run has its own.

    Raises
    ------
    QuestionError : if the run holds no such member. ArgumentError : for a run with a date, a seed or choices.
    """
    from multipolar.session.course import course_of

    if not is_folder_of_run(what):
        war = load_war(RunChoices.of(as_of, **choices).recipe(named(what)))
        return Replay(course_of(war, member, seed=DEFAULT_SEED if seed is None else seed, off=war.recipe.off))
    refuse_given("replay", "a run has its own date, seed and choices", as_of=as_of, seed=seed, **choices)
    done = as_run(what)
    if "conditioned" in done.store.manifest:
        raise QuestionError(f"{done.folder}: a course given reports is put together of several and cannot be lived again alone")
    if member not in done.sample.members:
        raise QuestionError(f"member {member}: the run holds members 0 to {int(done.sample.members.max())}")
    return Replay(course_of(done.war, member, seed=done.sample.seed, off=tuple(done.store.manifest.get("off", ()))))


@checked()
def condition(
    what: Run | str | Path,
    evidence: str | Path | None = None,
    *,
    until: str | dt.date | None = None,
    out: str | Path | None = None,
    report: bool = True,
    threads: int | None = None,
    command: str = "",
    progress: Progress | None = None,
) -> Conditioned:
    """Return the forecast of a run given dated reports, and what each did: ``multipolar-conditioned/1``; a run folder of its own.

    Parameters
    ----------
    what : a run or its folder.    evidence : evidence file, by default the library's reports on this war.
    until : last day on which a report may have been public, by default the last report's.
    out, report, threads, command : as in ``run``.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file. ArgumentError : for a date out of reach, or no report by then.
    QuestionError : if no course fits the reports at all. RunError : for a folder that is not free.
    """
    from multipolar.studies.condition import condition as given

    report = truth("report", report)
    base = as_run(what)
    folder = None if out is None else Path(out)
    done, facts = given(
        base, evidence or base.war.id, until=until, out=folder, threads=threads, command=command, progress=progress
    )  # fmt: skip
    if done is None:
        return Conditioned(facts)
    score_if_known(done)
    page = str(write_page(done)) if report else None
    return Conditioned({**done.forecast, **facts, "run": str(done.folder), "report": page})


@checked()
def signposts(what: Run | str | Path, target: str | None = None, *, top: int = SIGNPOSTS) -> Signposts:
    """Return the events to watch for in a run, most telling first: ``multipolar-signposts/1``. Nothing is simulated.

    Parameters
    ----------
    what : a run or its folder.    top : how many are told.
    target : an ending or a yes-or-no question of the scenario, by default the likeliest ending.

    Raises
    ------
    QuestionError : for an unknown target, one that every or no course meets, or fewer than 200 effective courses.
    """
    from multipolar.studies.signposts import signposts as told

    return Signposts(told(as_run(what), target, top))


@checked(*READING)
def compare(
    *what: Run | str | Path,
    scenario: str | Path | None = None,
    as_of: str | dt.date | None = None,
    members: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **choices: Unpack[Reading],
) -> Comparison:
    """Return runs, or bundles of a scenario, side by side: ``multipolar-compare/1``, paired member by member.

    Runs with other seeds or members are compared too, as samples apart, and say so.

    ``scenario`` (the flagship when nobody says), ``as_of, members, seed, threads`` and choices go with bundles only.

    Raises
    ------
    RunError : for runs of different wars, or fewer than two. ArgumentError : for runs with a scenario, a seed or choices.
    """
    from multipolar.studies.compare import compare_bundles, compare_runs

    if len(what) < 2:
        raise RunError(f"compare: found {len(what)}, expected two or more runs or bundles")
    if any(is_folder_of_run(w) for w in what):
        why = "runs have their own scenario, members and seed"
        given = {"scenario": scenario, "as_of": as_of, "members": members, "seed": seed, "threads": threads}
        refuse_given("compare", why, **given, **choices)
        return Comparison(compare_runs([as_run(w) for w in what]))
    how = RunChoices.of(as_of, members=members, seed=seed, threads=threads, **choices)
    return Comparison(compare_bundles(
        how.recipe(named(scenario or FLAGSHIP)), [named(w) for w in what], members=how.members or STUDY_MEMBERS, seed=how.seed,
        threads=how.threads, progress=progress,
    ))  # fmt: skip


@checked(*READING)
def what_if(
    source: str | Path,
    as_of: str | dt.date | None = None,
    *,
    base_bundle: str | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
    **changes: Unpack[Reading],
) -> Comparison:
    """Return a war as it is against the war with ``claims, settings, patches, off`` or ``bundle`` changed, paired.

    Raises
    ------
    RunError : if nothing is changed. ScenarioError : for a change that cannot be made.
    """
    from multipolar.studies.what_if import what_if as against_itself

    asked = RunChoices.of(members=members, seed=seed, threads=threads, **changes)
    base = RunChoices.of(as_of, bundle=base_bundle).recipe(named(source))
    return Comparison(against_itself(base, asked, progress=progress))


@checked()
def cite(what: Run | War | str | Path) -> Bibliography:
    """Return the bibliography of exactly what a run or a war used: ``multipolar-cite/1``."""
    from multipolar.session.citations import bibliography

    if isinstance(what, War):
        return Bibliography(bibliography(what))
    if is_folder_of_run(what):
        return Bibliography(bibliography(as_run(what).war))
    return Bibliography(bibliography(load_war(RunChoices().recipe(named(what)))))


@checked()
def import_pack(facts: str | Path, out: str | Path | None = None) -> WrittenPack:
    """Write the scenario made from a fact pack (by default ID.yaml here) and return its file and every assumption.

    ``facts`` is a file, or the name of one of the packs that come with the package.

    Raises
    ------
    ScenarioError : with every fault of the pack, or if the file is there already.
    """
    from multipolar.data.pack_scenario import write_scenario
    from multipolar.scenario.check import check
    from multipolar.scenario.loaded import loaded_from

    return write_scenario(
        facts, None if out is None else Path(out), check=lambda text, name: check(loaded_from(text, name), words()).problems
    )


def run_document(done: Run) -> dict[str, Any]:
    """Return the forecast document of a run as it is printed: with the path of its report."""
    extra: Mapping[str, Any] = {"report": None if done.report is None else str(done.report), "run": str(done.folder)}
    return done.forecast | dict(extra)
