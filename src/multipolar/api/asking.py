"""Verbs that ask a finished run: what moves it, under which conditions, what to watch for. Nothing is simulated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from multipolar.results import Answer, Discovery, Drivers, Signposts
from multipolar.session.arguments import checked, only, texts, whole
from multipolar.session.choices import SIGNPOSTS
from multipolar.session.given import as_run
from multipolar.session.run import Progress, Run

__all__ = ["ask", "discover", "drivers", "signposts"]


@checked()
def ask(
    what: Run | str | Path,
    feature: str,
    *,
    threshold: float | None = None,
    closes: str | dt.date | None = None,
    options: Sequence[str] | None = None,
) -> Answer:
    """Return what the courses of a finished run answer to a feature of the question language: ``multipolar-answer/1``.

    Parameters
    ----------
    what : a run or its folder.
    feature : any question feature with its arguments, such as ``holder_end[SHU]`` or ``deaths[B]``.
    threshold : makes yes or no of a number: whether it is above [unit of the feature].
    closes : last day that counts, for features that count to the day a question closes; by default the forecast's last.
    options : the names that are told apart, where the answer is a name.

    Raises
    ------
    QuestionError : for a feature or an argument that does not exist, with the nearest, or that does not fit.

    Examples
    --------
    >>> held = mp.ask(run, "holder_end[SHU]")
    >>> 0.0 <= held.published["low"] <= held.value <= held.published["high"] <= 1.0
    True
    >>> long_war = mp.ask(run, "length_days", threshold=90)
    """
    from multipolar.studies.ask import answer_document

    asked = None if options is None else texts("options", options)
    until = closes.isoformat() if isinstance(closes, dt.date) else closes
    return Answer(answer_document(as_run(what), feature, threshold=threshold, closes=until, options=asked))


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

    Examples
    --------
    >>> found = mp.discover(run, "knockout_A")
    >>> found.boxes[0]["sentence"]  # doctest: +SKIP
    """
    from multipolar.studies.discovery import discovery_document

    name = only("target", target)
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

    Examples
    --------
    >>> found = mp.drivers(run, "length_days", pairs=False)
    >>> strongest = [row["label"] for row in found.drivers[:3]]
    """
    from multipolar.studies.drivers import drivers_document

    return Drivers(drivers_document(as_run(what), tuple(target or ()), pairs=pairs, progress=progress))


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

    Examples
    --------
    >>> found = mp.signposts(run, "knockout_A", top=5)
    >>> watch = [(row["event"], row["by"]) for row in found.rows]
    """
    from multipolar.studies.signposts import signposts as told

    return Signposts(told(as_run(what), None if target is None else only("target", target), top))
