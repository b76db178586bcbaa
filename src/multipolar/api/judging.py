"""Verbs for afterwards: forecasts stamped, kept and scored against what happened."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.errors import QuestionError
from multipolar.record.book import LEDGER_WORDS, ask_ledger
from multipolar.results import PostMortem, Score
from multipolar.session.arguments import checked, deprecated
from multipolar.session.choices import BACKTEST_MEMBERS, POST_MEMBERS
from multipolar.session.given import as_run, folder_of
from multipolar.session.run import Progress, Run, score_run
from multipolar.session.run_files import DEFAULT_SEED, Order

if TYPE_CHECKING:
    from multipolar.studies.backtest import BackTest

__all__ = ["backtest", "freeze", "ledger", "post_mortem", "score"]


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

    Examples
    --------
    >>> mp.score(run).means["binary_brier"]["questions"]
    21
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

    Examples
    --------
    >>> past = mp.backtest("karabakh_2020", members=200)
    >>> past.complete
    True
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

    Examples
    --------
    >>> frozen, path = mp.freeze(run, "october.json")
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
    """Return which claims and facts helped or hurt a run, ``multipolar-postmortem/1``.

    Examples
    --------
    >>> found = mp.post_mortem(run, only=["C05"], members=40)
    >>> [row["claim"] for row in found.claims]
    ['C05']
    """
    from multipolar.studies.post_mortem import post_mortem as try_claims

    return PostMortem(try_claims(as_run(what), outcome, only=only, members=members, progress=progress))
