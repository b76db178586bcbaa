"""The facilitator's sheet of a course that was played: what was so, what was told, what was chosen, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from multipolar.engine.replay import Event
from multipolar.session.course import day_text
from multipolar.session.telling import stretches
from multipolar.studies.play_after import after

if TYPE_CHECKING:
    from multipolar.studies.play import Play, Turn


def markdown(play: Play) -> str:
    """Return the sheet; of a course that goes on, up to its present day."""
    war = play.run.war
    who = play.names.actors[play.power]
    course = f"as of {war.scenario.as_of.isoformat()}, course {play.member}, seed {play.seed}"
    lines = [
        f"# {who} from day {play.from_day}: facilitator's sheet",
        "",
        f"{war.scenario.document.title} ({war.id}) {course}; a decision every {play.step} days.",
        "",
        "It tells what was so: keep it from whoever plays.",
        "",
        f"## Days 0 to {play.from_day - 1}: what happened before",
        *told(play, play.before),
    ]
    for turn in play.turns:
        lines += ["", *turn_lines(play, turn)]
    if play.over:
        lines += ["", *end_lines(after(play)["after"], who)]
    return "\n".join(lines) + "\n"


def told(play: Play, events: Sequence[Event]) -> list[str]:
    """Return events as a list of days with their sentences, as a replay tells them."""
    scenario = play.run.war.scenario
    rows = [one for one in stretches(events, play.names) if not one.quiet]
    return [f"- day {one.first} ({day_text(scenario, one.first)}): {' '.join(one.sentences)}" for one in rows] or ["- quiet"]


def turn_lines(play: Play, turn: Turn) -> Iterator[str]:
    """Yield one decision day: what was told, where the picture was wrong, what could be chosen, the choice, what followed."""
    brief = turn.told
    yield f"## Day {turn.day} ({brief['date']})"
    yield ""
    yield "Told since the last decision:"
    yield from ([f"- day {row['day']}: {row['text']}" for row in brief["news"]] or ["- nothing"])
    wrong = [row for row in brief["picture"] if turn.truth[row["sector"]] != row["side"]]
    yield ""
    yield "Its picture of the ground: " + (
        "as it was." if not wrong else f"wrong in {len(wrong)} of {len(brief['picture'])} sectors."
    )
    for row in wrong:
        holder = play.names.sides["AB".index(turn.truth[row["sector"]])]
        yield f"- {row['name']}: reported with {row['holder']}, held by {holder}"
    yield ""
    yield "Open: " + "; ".join(row["text"] for row in brief["choices"]) + "."
    yield ""
    if turn.choice is None:
        yield "**Not decided yet.**"
        return
    yield f"**Chosen: {turn.choice['text']}.**"
    yield ""
    yield "What then happened:"
    yield from told(play, turn.events)


def end_lines(facts: dict[str, Any], who: str) -> Iterator[str]:
    """Yield how it ended, and what the other courses say."""
    yield "## The end, and the other courses"
    yield ""
    yield from (f"- {text}" for text in comparison(facts, who))


def comparison(facts: dict[str, Any], who: str) -> list[str]:
    """Return in sentences how a course ended and how it compares."""
    alone, others, ends = facts["left_alone"], facts["payoffs"], facts["endings"]
    shares = ", ".join(f"{row['title']} {100 * row['p']:.0f} %" for row in ends["rows"] if row["p"] >= 0.005)
    gap = facts["payoff"] - alone["payoff"]
    better = "no better or worse than" if abs(gap) < 5e-4 else f"{abs(gap):.3f} {'more' if gap > 0 else 'less'} than"
    worth = f"{facts['payoff']:.3f} utility, {better} the same course left to the engine ({alone['payoff']:.3f})"
    spread = f"mean {others['mean']:.3f} ± {others['se']:.3f}, standard deviation {others['sd']:.3f}"
    less = f"{100 * others['below']:.0f} % of them are worth less than this one"
    return [
        f"It ended after {facts['length_days']:.0f} days: {facts['ending_title']}.",
        f"Had the engine decided for {who} on the same luck: {alone['ending_title']} after {alone['length_days']:.0f} days.",
        f"Of the {ends['courses']:,} courses of the run that were still open on that day: {shares}.",
        f"To {who} this course is worth {worth}.",
        f"{others['courses']:,} other open courses under the engine's decisions: {spread}; {less}.",
    ]
