"""Verbs that hold a war against what is reported of it: the forecast day by day, and what each report says for and against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from multipolar.results import Board, Robust, Timeline
from multipolar.session.arguments import checked, only, truth, whole
from multipolar.session.choices import STUDY_MEMBERS, RunChoices
from multipolar.session.given import as_run, named
from multipolar.session.run import Progress, Run
from multipolar.session.run_files import DEFAULT_SEED

__all__ = ["ach", "robust", "timeline"]


@checked()
def ach(
    what: Run | str | Path,
    evidence: str | Path | None = None,
    *,
    until: str | dt.date | None = None,
    bundles: Sequence[str] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Board:
    """Return the board of reports against claims and bundles, its cells computed from the courses: ``multipolar-ach/1``.

    Parameters
    ----------
    what : a run or its folder.    evidence : evidence file, by default the library's reports on this war.
    until : last day on which a report may have been public, by default the last report's.
    bundles : those that have a column, by default all of the scenario but the run's own.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file. ArgumentError : for a date out of reach, or no report by then.
    QuestionError : for a bundle that the scenario lacks.

    Examples
    --------
    >>> board = mp.ach(run, until="2020-10-20", bundles=["no_drones"])
    >>> telling = [(row["text"], row["diagnosticity"]) for row in board.items_by_diagnosticity[:3]]
    """
    from multipolar.studies.ach import ach_document

    base = as_run(what)
    return Board(ach_document(
        base, evidence or base.war.id, until=until, bundles=bundles, threads=threads, progress=progress
    ))  # fmt: skip


@checked()
def timeline(
    what: Run | str | Path,
    evidence: str | Path | None = None,
    *,
    until: str | dt.date | None = None,
    days: int = 1,
    outcome: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Timeline:
    """Return the forecast of a run day by day as reports come in, scored against what happened: ``multipolar-timeline/1``.

    Parameters
    ----------
    what : a run or its folder.    evidence : evidence file, by default the library's reports on this war.
    until : last day on which a report may have been public, by default the last report's.
    days : days from one forecast to the next [days].
    outcome : outcome file, by default the library's.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file. ArgumentError : for a date out of reach, or no report by then.
    QuestionError : if no course fits the reports at all.

    Examples
    --------
    >>> told = mp.timeline(run, until="2020-10-20", days=2)
    >>> shares = [(row["date"], row["outside"]["endings"]["knockout_A"]) for row in told.days]
    """
    from multipolar.studies.timeline import timeline_document

    base = as_run(what)
    return Timeline(timeline_document(
        base, evidence or base.war.id, until=until, every=whole("days", days, 1), outcome=outcome, threads=threads,
        progress=progress,
    ))  # fmt: skip


@checked()
def robust(
    source: str | Path,
    levers: Mapping[str, Sequence[object]],
    as_of: str | dt.date | None = None,
    *,
    target: str,
    worlds: Sequence[str] | None = None,
    least: bool = False,
    enough: float | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Robust:
    """Return every combination of levers in every world, with regret: ``multipolar-robust/1``; all on the same chance.

    Parameters
    ----------
    source : bundled name or scenario file.    levers : values by key, claim or mechanism, as in ``sweep``.
    target : an ending, or an outcome of ``compare`` such as ``length_days``; as much of it as can be is wanted.
    worlds : bundles, or claims as ``C05=off``; by default all bundles.
    least : as little of the target is wanted.    enough : mean of the target that satisfies, by default that of no lever.

    Raises
    ------
    ArgumentError : for levers or worlds that cannot be. QuestionError : for a target that there is not.

    Examples
    --------
    >>> table = mp.robust("karabakh_2020", {"weather": ["on", "off"]}, target="knockout_A",
    ...                   worlds=["article", "grinding"], members=60, least=True)
    >>> table.minimax in {row["policy"] for row in table.rows}
    True
    """
    from multipolar.studies.robust import robust_document

    recipe = RunChoices.of(as_of).recipe(named(source))
    return Robust(robust_document(
        recipe, levers, worlds=worlds, target=only("target", target), least=truth("least", least), enough=enough, members=members,
        seed=seed, threads=threads, progress=progress,
    ))  # fmt: skip
