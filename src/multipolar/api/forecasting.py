"""Verbs that make a forecast and hand it on: load, run, report, replay, condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Unpack

from multipolar.engine.chunk import Batch
from multipolar.errors import FAULTS, QuestionError, said
from multipolar.report.of_run import write_page
from multipolar.results import Conditioned, Replay
from multipolar.session.arguments import checked, refuse_given, truth
from multipolar.session.choices import READING, Reading, RunChoices
from multipolar.session.given import as_run, is_folder_of_run, named
from multipolar.session.run import Progress, Run, run_war, score_if_known
from multipolar.session.run_files import DEFAULT_MEMBERS, DEFAULT_SEED, Order
from multipolar.session.war import War, load_war

__all__ = ["condition", "load", "replay", "report", "run", "run_document"]


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

    Examples
    --------
    >>> war = mp.load("karabakh_2020", "2020-10-16", claims=["C05=off"])
    >>> war.model.labels.sides
    ('AZE', 'ARM')
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
    seen: Callable[[Batch], None] | None = None,
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
    seen : is given every piece of the work with its courses once it is on disk, from the thread that did it.

    Raises
    ------
    ScenarioError : for a faulty scenario. RunError : for a folder that is not free.

    Examples
    --------
    >>> done = mp.run("karabakh_2020", members=100, report=False)
    >>> len(done.forecast["endings"])
    7
    """
    report = truth("report", report)
    if isinstance(source, War):
        refuse_given("run", "the war is loaded already; give them to load()", as_of=as_of, **choices)
    war = source if isinstance(source, War) else load_war(RunChoices.of(as_of, **choices).recipe(named(source)))
    order = Order(members, seed, None if out is None else Path(out), threads, chunk, resume, command)
    done = run_war(war, order, progress=progress, seen=seen)
    score_if_known(done)
    if report:
        try:
            write_page(done)
        except FAULTS as error:
            done.notes.append(f"no page was written: {said(error)}; the run is kept, multipolar report {done.folder} tries again")
    return done


@checked()
def report(
    what: Run | str | Path,
    path: str | Path | None = None,
    *,
    views: bool = False,
    only: Sequence[str] | None = None,
    members: int | None = None,
    teaching: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write the offline page of a run and return its path.

    Parameters
    ----------
    what : a run or its folder.    path : the page, by default report.html in the folder.
    views : whether bundles of the scenario are lived on the run's seed and kept in its folder, all or ``only`` these; a page shows
        the views that its folder holds.
    members : courses of each view, by default those of the run up to 2,000.
    teaching : a copy that keeps the answers closed.

    Raises
    ------
    ArgumentError : for an unknown bundle, a run without any other, or members and bundles without views.

    Examples
    --------
    >>> page = mp.report(run, "page.html")
    """
    done = as_run(what)
    if truth("views", views):
        from multipolar.studies.views import live_views

        live_views(done, tuple(only or ()), members=members, progress=progress)
    else:
        refuse_given("report", "only views are lived; ask for them with views=True", only=only, members=members)
    if done.scores is None:
        score_if_known(done)
    return write_page(done, None if path is None else Path(path), teaching=truth("teaching", teaching))


@checked(*READING)
def replay(
    what: Run | str | Path,
    member: int | None = None,
    *,
    exemplar: str | None = None,
    another: int = 0,
    as_of: str | dt.date | None = None,
    seed: int | None = None,
    **choices: Unpack[Reading],
) -> Replay:
    """Return one course day by day with its causes, ``multipolar-course/1``; by run, or by scenario and seed.

    ``as_of``, ``seed`` and the choices of ``load`` go with a scenario only: a run has its own.

    Parameters
    ----------
    member : number of the course, 0 where neither it nor an exemplar is named.
    exemplar : of a run, in place of a member: ``typical``, ``early`` or ``widening``, the course that stands for such ones.
    another : 1 for the next nearest of them, 2 for the one after it.

    Raises
    ------
    QuestionError : if the run holds no such member or exemplar. ArgumentError : for a run with a date, a seed or choices, for an
        exemplar of a scenario or beside a member, or another of nothing.

    Examples
    --------
    >>> course = mp.replay(run, 7)
    >>> told = [(event["date"], event["text"]) for event in course.events]
    >>> widening = mp.replay(run, exemplar="widening").member
    """
    from multipolar.session.course import course_of
    from multipolar.studies.exemplars import exemplar as standing_for
    from multipolar.studies.exemplars import refuse_conditioned

    if exemplar is not None:
        refuse_given("replay", "an exemplar is chosen in place of a member", member=member)
    elif another:
        refuse_given("replay", "name the exemplar of which another is wanted", another=another)
    if not is_folder_of_run(what):
        refuse_given(
            "replay", "an exemplar is chosen among the courses of a run; simulate one and name its folder", exemplar=exemplar
        )
        war = load_war(RunChoices.of(as_of, **choices).recipe(named(what)))
        return Replay(course_of(war, member or 0, seed=DEFAULT_SEED if seed is None else seed, off=war.recipe.off))
    refuse_given("replay", "a run has its own date, seed and choices", as_of=as_of, seed=seed, **choices)
    done = as_run(what)
    refuse_conditioned(done)
    found = None if exemplar is None else standing_for(done, exemplar, another)
    number = found.member if found is not None else member or 0
    if number not in done.sample.members:
        raise QuestionError(f"member {number}: the run holds members 0 to {int(done.sample.members.max())}")
    course = course_of(done.war, number, seed=done.sample.seed, off=tuple(done.store.manifest.get("off", ())))
    return Replay(course if found is None else course | {"exemplar": found.plain()})


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

    Examples
    --------
    >>> given = mp.condition(run, until="2020-10-20", report=False)
    >>> surprises = [(row["text"], row["surprise"]) for row in given.reports]
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


def run_document(done: Run) -> dict[str, Any]:
    """Return the forecast document of a run as it is printed: with the path of its report."""
    extra: Mapping[str, Any] = {"report": None if done.report is None else str(done.report), "run": str(done.folder)}
    return done.forecast | dict(extra)
