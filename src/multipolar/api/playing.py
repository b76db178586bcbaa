"""The verb that lets the caller act for one power in one course of a run."""

from __future__ import annotations

from pathlib import Path

from multipolar.errors import ArgumentError
from multipolar.session.arguments import checked, refuse_given, text, whole
from multipolar.session.given import as_run
from multipolar.session.run import Progress, Run, make_ready
from multipolar.studies.play import STEP, Play, begin
from multipolar.studies.play_file import Ground, read_played

__all__ = ["play"]


@checked()
def play(
    what: Run | str | Path,
    power: str | None = None,
    *,
    from_day: int | None = None,
    member: int | None = None,
    horizon_step: int | None = None,
    decisions: str | Path | None = None,
    progress: Progress | None = None,
) -> Play:
    """Return a course of a run in which the caller acts for one power, at its first open decision: a session to be driven.

    ``brief()`` is what the power is told and may choose, ``choose(option)`` acts and lives on to its next decision day,
    ``to_json()`` the branch as ``multipolar-play/1``, ``sheet()`` the facilitator's sheet. The engine decides for all others.

    Parameters
    ----------
    what : a run or its folder.    power : id of the power.
    from_day : day of the first decision [days since the as-of date].
    member : number of the course, by default the first of the run in which the war still goes on then.
    horizon_step : days between two decisions, by default 4.
    decisions : file with a branch that ``to_json`` wrote, taken in place of all these; lived again bit by bit up to its last one.

    Raises
    ------
    FaultyFileError : with every fault of the file.
    ArgumentError : for a power or number that cannot be, or both a file and choices.
    QuestionError : for a day beyond the end, a member that the run does not have, or an option that is not open.

    Examples
    --------
    >>> game = mp.play(run, "RUS", from_day=5)
    >>> game.choose(game.brief()["choices"][0]["option"])
    >>> game.decisions[0]["text"]
    'nothing new'
    """
    run = as_run(what)
    if decisions is None:
        if power is None or from_day is None:
            missing = " and ".join(f"{n}=..." for n, v in (("power", power), ("from_day", from_day)) if v is None)
            raise ArgumentError(f"play(): {missing} is missing: who is played, and from which day [days since the as-of date]")
        make_ready(run.war, progress)
        first, days = whole("from_day", from_day, 1), STEP if horizon_step is None else whole("horizon_step", horizon_step, 1)
        return begin(run, text("power", power), from_day=first, member=member, step=days)
    why = "the file says who is played, and from when"
    refuse_given("play", why, power=power, from_day=from_day, member=member, horizon_step=horizon_step)
    war = run.war
    ground = Ground(war.id, war.scenario.digest, int(run.sample.seed), war.model.labels, int(war.model.sc["horizon"][0]))
    played = read_played(Path(decisions), ground)
    make_ready(war, progress)
    game = begin(run, played.power, from_day=played.from_day, member=played.member, step=played.step)
    game.written = played.course
    by_day = {one.day: one for one in played.decisions}
    last = max(by_day, default=0)
    while not game.over and game.day <= last:
        one = by_day.get(game.day)
        game.choose(one.option if one else "", one.act if one else None)
    return game
