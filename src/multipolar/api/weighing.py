"""Verbs that hold a war against what is reported of it: the forecast day by day, and what each report says for and against."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from multipolar.results import Timeline
from multipolar.session.arguments import checked, whole
from multipolar.session.given import as_run
from multipolar.session.run import Progress, Run

__all__ = ["timeline"]


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
