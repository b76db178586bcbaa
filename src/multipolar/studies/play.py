"""One course of a run in which the user acts for one power: it is told what that power would be, and chooses on its days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.codes import Ending, Stop
from multipolar.diplomacy.decide.carry_out import THIRD_PARTIES_SWITCH
from multipolar.engine.payoffs import payoffs_of
from multipolar.engine.played import live_days, standing, without_own_will
from multipolar.engine.replay import Event, last_event
from multipolar.engine.simulate import conclude
from multipolar.engine.standing import Standing
from multipolar.errors import ArgumentError, QuestionError
from multipolar.forecast.seen import HALF
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest
from multipolar.session.course import day_text
from multipolar.session.run import Progress, Run
from multipolar.session.telling import Names, ending_title, names_in
from multipolar.studies.exemplars import refuse_conditioned
from multipolar.studies.play_file import SCHEMA
from multipolar.studies.play_shared import morning, source_of
from multipolar.studies.play_told import briefing, choices, news, own_acts

STEP = 4
"""Days between two decisions, as of the powers of the engine [days]."""
NOTHING = "nothing"


@dataclass(slots=True)
class Turn:
    """One decision day: what was told, what was chosen, and what then happened.

    ``told``: the document that the player sees. ``truth``: by sector the side that holds it (A or B). ``events``: of the days up
    to the next decision, None as long as nothing is chosen.
    """

    day: int
    told: dict[str, Any]
    truth: dict[str, str]
    choice: dict[str, str] | None = None
    events: tuple[Event, ...] = ()


@dataclass(slots=True, repr=False)
class Play:
    """A course that is played: one member of a run, one power, a decision every few days.

    ``brief()`` is what the power is told and may choose, ``choose()`` lets it act and lives on to its next decision, ``to_json()``
    gives the branch as ``multipolar-play/1``; the same decisions give the same course, bit by bit.
    """

    run: Run = field(repr=False)
    power: str
    from_day: int
    member: int
    step: int
    day: int
    names: Names
    params: Records
    states: Records
    before: tuple[Event, ...]
    turns: list[Turn] = field(default_factory=list)
    outcome: Records | None = None
    written: str = ""
    """Digest of the course that a file says it came to, empty where none does."""

    def __repr__(self) -> str:
        """Return the play in one line."""
        state = "over" if self.over else f"day {self.day}"
        return f"Play({self.run.war.id}, {self.power} from day {self.from_day} of course {self.member}, {state})"

    @property
    def place(self) -> int:
        """The place of the power among the powers of the war."""
        return self.run.war.model.labels.powers.index(self.power)

    @property
    def seed(self) -> int:
        """The seed of the run."""
        return int(self.run.sample.seed)

    @property
    def over(self) -> bool:
        """Whether the course has come to its end."""
        return self.outcome is not None

    @property
    def as_written(self) -> bool | None:
        """Whether the course came out as a file said; None while it goes on, or where no file said anything."""
        return None if not self.over or not self.written else self.course_digest() == self.written

    @property
    def decisions(self) -> list[dict[str, Any]]:
        """The decisions so far: ``day, date, act`` (nothing, start, stop), ``option, text``."""
        return [
            {"day": turn.day, "date": day_text(self.run.war.scenario, turn.day), **turn.choice}
            for turn in self.turns
            if turn.choice is not None
        ]

    def brief(self) -> dict[str, Any]:
        """Return what the power is told on its present day and what it may choose; of a course that is over the last of them.

        Keys: ``day, date``, ``news`` (list of ``day, date, text``), ``own`` (its acts), ``levels`` of the others, ``picture`` (by
        sector who holds it by its reports), ``reliability``, ``share_a``, ``dead``, ``choices`` (list of ``act, option, text``).
        """
        return dict(self.turns[-1].told)

    def choose(self, option: str = "", act: str | None = None) -> None:
        """Let the power act and live on to its next decision or the end.

        Parameters
        ----------
        option : what it takes up or ends, by id or in the words of the brief; empty for nothing new.
        act : ``start`` or ``stop``, where it is to be checked.

        Raises
        ------
        QuestionError : if the course is over, or the power may not do that today, with what it may.
        """
        if self.over:
            raise QuestionError(f"the course is over since day {self.day}: nothing is left to choose")
        turn = self.turns[-1]
        chosen = found_choice(turn.told["choices"], option, act, f"{self.names.actors[self.power]} on day {self.day}")
        model = self.run.war.model
        slot = None if chosen["act"] == NOTHING else model.labels.options[self.place].index(chosen["option"])
        last = min(self.day + self.step, int(model.sc["horizon"][0]))
        events = live_days(
            model, self.params, self.states, self.day, last, seed=self.seed, member=self.member, own=self.place, slot=slot
        )  # fmt: skip
        turn.choice = dict(chosen)
        if self.states["ending"][0] != Stop.RUNNING or last == int(model.sc["horizon"][0]):
            end = int(self.states["day_now"][0]) + 1
            self.outcome = conclude(model.sc, self.params, self.states, end, seed=self.seed, first=self.member)
            events = [*events, last_event(model, self.outcome[0], end - 1)]
            self.day = int(self.outcome["length_days"][0])
            turn.events = tuple(events)
            return
        turn.events = tuple(events)
        self.day = last
        self.turns.append(opened_turn(self, turn.events))

    def advice(self, courses: int | None = None, progress: Progress | None = None) -> dict[str, Any]:
        """Return what so many courses (500) from the present day on say of each open act: ``multipolar-advice/1``.

        It comes of how things stand in the course, which the power does not know.

        Raises
        ------
        QuestionError : if the course is over.    ArgumentError : for too few or too many courses.
        """
        from multipolar.studies.play_advice import ADVICE_COURSES, advice

        return advice(self, ADVICE_COURSES if courses is None else courses, progress)

    def payoff(self) -> float:
        """Return what the course as it stands is worth to the power [utility], absolute as of ``engine.payoffs``."""
        return float(payoffs_of(self.run.war.model.sc, self.params, self.states)[0, self.place])

    def to_json(self) -> dict[str, Any]:
        """Return the branch as plain values: ``multipolar-play/1``; with ``after`` once the course is over.

        ``turns`` hold what the power was told, never what was so; ``course`` is the digest of the course's last record.
        """
        from multipolar.studies.play_after import after

        war = self.run.war
        document: dict[str, Any] = {
            "schema": SCHEMA, "version": __version__, "scenario": war.id, "title": war.scenario.document.title,
            "digest": war.scenario.digest, "run": self.run.digest, "as_of": war.scenario.as_of.isoformat(), "seed": self.seed,
            "member": self.member, "power": self.power, "name": self.names.actors[self.power], "from_day": self.from_day,
            "step": self.step, "decisions": self.decisions, "complete": self.over,
            "turns": [dict(turn.told) for turn in self.turns],
        }  # fmt: skip
        return document | (after(self) if self.over else {})

    def sheet(self) -> str:
        """Return the facilitator's sheet as Markdown: the course day by day with what was so, what was told and what was chosen."""
        from multipolar.studies.play_sheet import markdown

        return markdown(self)

    def course_digest(self) -> str:
        """Return a digest of the last record of a course that is over.

        Raises
        ------
        QuestionError : while it goes on.
        """
        if self.outcome is None:
            raise QuestionError(f"the course goes on on day {self.day}: it has no last record yet")
        return hashlib.sha256(self.outcome.tobytes()).hexdigest()

    def ending(self) -> tuple[str, str]:
        """Return label and name of the ending of a course that is over."""
        assert self.outcome is not None
        label = Ending.at(int(self.outcome["label"][0])).spelling
        return label, ending_title(label, self.names)


def found_choice(open_ones: Sequence[dict[str, str]], option: str, act: str | None, who: str) -> dict[str, str]:
    """Return the choice that is meant by an id or by its words.

    Raises
    ------
    QuestionError : where it is not among those that are open, naming these.
    """
    if not option.strip() or NOTHING in (option, act):
        return open_ones[0]
    found = [one for one in open_ones if option in (one["option"], one["text"]) and act in (None, one["act"])]
    if found:
        return found[0]
    told = ", ".join(f"{one['act']} {one['option']} ({one['text']})" for one in open_ones[1:]) or "nothing new alone"
    near = nearest(option, [one["option"] for one in open_ones[1:]])
    hint = f"; did you mean {near!r}?" if near and near != option else ""
    raise QuestionError(f"{who}: {f'{act} ' if act else ''}{option!r} is not open; open are: {told}{hint}")


def opened_turn(play: Play, since: Sequence[Event]) -> Turn:
    """Return the present day of a play as a decision to be taken; ``since``: what happened since the last one."""
    war, j, day = play.run.war, play.place, play.day
    labels = war.model.labels
    standings: list[Standing] = standing(war.model, play.params, play.states, j, day)
    told = {
        "day": day,
        "date": day_text(war.scenario, day),
        "news": list(news(since, war.model, play.states, j, play.names, war.scenario)),
        "own": own_acts(standings, labels.options[j], play.names),
        **briefing(war.model, play.params, play.states, j, play.names, seed=play.seed, member=play.member, day=day),
        "choices": choices(standings, labels.options[j], play.names),
    }
    share = play.states["share"][0]
    return Turn(day, told, {name: "A" if share[s] > HALF else "B" for s, name in enumerate(labels.sectors)})


def begin(run: Run, power: str, *, from_day: int, member: int | None = None, step: int = STEP) -> Play:
    """Return a course of a run at the first decision of a power, lived by the engine until then.

    Parameters
    ----------
    from_day : day of the first decision [days since the as-of date], at least 1.
    member : number of the course, by default the first of the run in which the war still goes on then.
    step : days between two decisions.

    Raises
    ------
    QuestionError : for a power, day or member that the run does not have, a war that is over by then, a power that cannot act, or
        a conditioned run.
    """
    refuse_conditioned(run)
    model = run.war.model
    checked_power(run, power)
    horizon = int(model.sc["horizon"][0])
    if not 1 <= from_day < horizon:
        raise QuestionError(f"from_day=...: found {from_day}, the run has decision days 1 to {horizon - 1}")
    number = first_member(run, from_day) if member is None else member
    if number not in run.sample.members:
        raise QuestionError(f"member=...: found {number}, the run holds members 0 to {int(run.sample.members.max())}")
    start = morning(source_of(run), number, from_day)
    params, states = start.params, start.states.copy()
    j = model.labels.powers.index(power)
    if float(params["on"][0, THIRD_PARTIES_SWITCH]) < 0.5 or float(params["awake"][0, j]) < 0.5:
        raise QuestionError(f"{power} takes no part in course {number}: outside powers are switched off there, or this one is")
    if states["ending"][0] != Stop.RUNNING:
        day, other = int(states["day_now"][0]), first_member(run, from_day)
        fix = f"name an earlier day, or a course that lasts, such as {other}"
        raise QuestionError(f"from_day=...: found {from_day}, the war of course {number} is over on day {day}; {fix}")
    names = names_in(run.war.scenario.document, model.labels)
    play = Play(run, power, from_day, number, step, from_day, names, without_own_will(params, j), states, start.events)
    play.turns.append(opened_turn(play, start.events))
    return play


def checked_power(run: Run, power: str) -> None:
    """Refuse a power that a war does not have.

    Raises
    ------
    ArgumentError : with the nearest and all that there are.
    """
    known = run.war.model.labels.powers
    if power not in known:
        near = nearest(power, known)
        hint = f"; did you mean {near!r}?" if near else ""
        raise ArgumentError(f"power=...: found {power!r}, expected one of {', '.join(known)}{hint}")


def first_member(run: Run, day: int) -> int:
    """Return the first course of a run in which the war still goes on on a day.

    Raises
    ------
    QuestionError : if there is none, with the last day of any.
    """
    lengths = np.asarray(run.outcomes["length_days"])
    still = np.flatnonzero(lengths > day)
    if not still.size:
        raise QuestionError(
            f"from_day=...: found {day}, every war of the run is over by then; the last ends on day {int(lengths.max())}"
        )
    return int(run.numbers[still[0]])
