"""A course in sentences: names for ids, chains by place, quiet stretches in one line, where two courses part."""

from __future__ import annotations

import re

import pytest

from invented import war
from multipolar.codes import BreakCause, Ending, Level, Stop
from multipolar.engine.replay import RULES, TREATY_KINDS, Event
from multipolar.scenario.files import library_names
from multipolar.session.phrases import LEVEL_WORDS, PHRASES
from multipolar.session.telling import (
    acts_of,
    ending_title,
    lowered,
    names_in,
    only_in,
    parting,
    said,
    sentences,
    shortened,
    stretches,
    words_of,
)
from multipolar.session.war import Recipe, load_war

WORD = re.compile(r"[A-Za-z0-9_]+(?:_[A-Za-z0-9_]+)+|[{}<>]")


@pytest.fixture(scope="module")
def names():
    """Return the words of the flagship."""
    return names_in(war().scenario.document, war().model.labels)


def every_event(labels):
    """Return an event of every kind with every option, treaty, line, road and design that a war has."""
    a, b = labels.sides
    power = labels.powers[0]
    yield from (Event(1, kind, (a,), s, {"chance": 0.5, "cause": "losses"}) for s in labels.sectors
                for kind in ("assault", "place_falls", "defence_breaks", "loss_admitted"))  # fmt: skip
    yield from (Event(1, "defence_breaks", (b,), labels.sectors[0], {"cause": c.spelling}) for c in BreakCause)
    yield from (
        Event(1, kind, held={"road": road}) for road in labels.lifelines for kind in ("lifeline_under_fire", "lifeline_cut")
    )
    for p, options in zip(labels.powers, labels.options, strict=True):
        yield from (Event(1, kind, (p,), held={"act": o}) for o in options for kind in ("option_starts", "option_ends"))
    yield from (Event(1, "level_changes", (power,), held={"old": "out", "new": level.spelling}) for level in Level)
    for treaty in labels.treaties:
        yield from (
            Event(1, k, (power,), held={"treaty": treaty, "other": a})
            for k in ("treaty_asked", "treaty_honoured", "treaty_refused")
        )
    yield from (
        Event(1, k, (power,), held={"line": r}) for r in labels.red_lines for k in ("red_line_crossed", "red_line_answered")
    )
    yield from (Event(1, k) for k in ("truce_begins", "ceasefire_begins", "truce_fails", "war_dies_down", "war_flares_up"))
    yield from (Event(1, k, (a,)) for k in ("pressure_defied", "offer_refused", "army_reforms"))
    yield Event(1, "ceasefire_forced", labels.powers[:2])
    yield from (Event(1, "side_beaten", (b,), held={"stop": s.spelling}) for s in Stop)
    yield from (
        Event(1, k, held={"stop": "truce_held", "ending": e.spelling}) for e in Ending for k in ("war_stops", "horizon_reached")
    )
    for design in labels.designs:
        held = {"design": design, "brokers": labels.powers[:2], "ending": "frozen_stalemate"}
        yield from (Event(1, "settlement", held=held), Event(1, "terms_imposed", (b,), held=held))


@pytest.mark.parametrize("name", library_names())
def test_said__holds_no_id_in_any_war_of_the_library(name):
    """Whatever can happen in a war is told in words: every kind of event, with every option, treaty, line, road and design."""
    found = load_war(Recipe(name))
    labels, words = found.model.labels, names_in(found.scenario.document, found.model.labels)
    events = list(every_event(labels))
    ids = {*labels.sides, *labels.powers, *labels.sectors, *labels.treaties, *labels.red_lines, *labels.designs}
    ids |= {option for row in labels.options for option in row}
    given = " ".join((*words.actors.values(), *words.sectors.values(), *words.treaties.values(), *words.lines.values(),
                      *words.designs.values(), *words.roads.values(), *words.acts.values()))  # fmt: skip
    table = " ".join((*(p.sentence + p.again for p in PHRASES.values()), *LEVEL_WORDS.values(), *(c.text.lower() for c in Stop),
                      *(c.text for c in BreakCause), *(c.title.lower() for c in Ending)))  # fmt: skip
    spoken = set(re.findall(r"\w+", f"{given} {table}"))

    unmet = set(RULES) - {event.kind for event in events}
    assert unmet == (set() if labels.treaties else set(TREATY_KINDS.values()))
    for event in events:
        text = said(event, words)
        assert not WORD.search(text), text
        raw = {word for word in re.findall(r"\w+", text) if word in ids}
        assert raw <= spoken, text
    assert not [text for text in words.acts.values() if "_" in text or "takes the step" in text or not text.startswith("<")]


def test_said__names_the_flagship_s_actors_and_places(names):
    """The sentence of an attack says who, where and with what chance."""
    attack = Event(3, "assault", ("AZE",), "FUZ", {"chance": 0.68})
    assert said(attack, names) == "Azerbaijan attacks at Fuzuli; it sees a chance of 68 %"
    assert words_of(attack, names)["place"] == "Fuzuli"
    both = Event(3, "offer_refused", ("AZE", "ARM"))
    assert said(both, names) == "both sides refuse an offer"
    end = Event(9, "settlement", held={"design": "total_return", "brokers": ("RUS", "TUR"), "ending": "knockout_A"})
    assert said(end, names).startswith("both sides sign, brought together by Russia and Turkey: ")
    assert said(end, names).endswith("outright victory of Azerbaijan")


def test_sentences__chain_what_belongs_to_one_place(names):
    """An attack and the fall of the place stand in one sentence, the actor named once; elsewhere begins a new one."""
    day = [
        Event(3, "assault", ("AZE",), "FUZ", {"chance": 0.68}),
        Event(3, "assault", ("AZE",), "JAB", {"chance": 0.5}),
        Event(3, "defence_breaks", ("ARM",), "FUZ", {"cause": "flank"}),
        Event(3, "offer_refused", ("AZE",)),
        Event(3, "offer_refused", ("ARM",)),
    ]
    assert list(sentences(day, names)) == [
        "Azerbaijan attacks at Fuzuli; it sees a chance of 68 %; the defence of Armenia and Nagorno-Karabakh breaks (open flank).",
        "Azerbaijan attacks at Jabrayil; it sees a chance of 50 %.",
        "Both sides refuse an offer.",
    ]
    assert list(sentences([day[0], Event(3, "place_falls", ("AZE",), "FUZ")], names)) == [
        "Azerbaijan attacks at Fuzuli; it sees a chance of 68 %; it takes the place."
    ]


def test_stretches__sum_up_what_is_quiet(names):
    """Days without more than minor events are one line that counts them; the last day stands for itself."""
    course = [
        Event(0, "truce_fails"), Event(2, "offer_refused", ("AZE",)), Event(3, "offer_refused", ("ARM",)),
        Event(4, "place_falls", ("AZE",), "FUZ"), Event(9, "war_stops", held={"stop": "truce_held", "ending": "frozen_stalemate"}),
    ]  # fmt: skip
    told = stretches(course, names)
    assert [(part.first, part.last, part.quiet) for part in told] == [(0, 3, True), (4, 4, False), (5, 8, True), (9, 9, False)]
    assert told[0].sentences == ("Quiet: a truce fails, 2 offers are refused.",)
    assert told[1].sentences == ("Azerbaijan takes Fuzuli.",)
    assert told[2].sentences == ("Quiet.",)
    assert told[3].sentences == ("The war stops: a truce held for thirty days; halt on the present lines.",)


def test_war_stops__says_when_that_is_seen_later(names):
    """A halt that is known only from what did not happen afterwards is told as such."""
    event = Event(9, "war_stops", held={"stop": "petered_out", "ending": "frozen_stalemate", "seen": 40})
    told = "the war stops on this day, as is seen on day 40: the fighting died down; halt on the present lines"
    assert said(event, names) == told


def test_parting__is_the_first_day_with_another_event():
    """Minor events and where attacks begin part no courses; another event does, and so does one more."""
    one = [Event(1, "assault", ("A",), "S", {"chance": 0.5}), Event(2, "truce_fails"), Event(6, "place_falls", ("A",), "S")]
    two = [Event(1, "assault", ("A",), "T", {"chance": 0.7}), Event(6, "place_falls", ("B",), "S")]
    assert parting(one, two) == 6
    assert only_in(one, two, 6) == [one[2]]
    assert only_in(one, two, 1) == []
    assert parting(one, one) is None
    assert parting(one[:2], one) == 6


def test_shortened__keeps_names_apart():
    """Brackets go, and "with ..." of long names, but never where two names would become one."""
    assert shortened({"a": "Gharyan (base)", "b": "Sirte"}) == {"a": "Gharyan", "b": "Sirte"}
    assert shortened({"a": "Front (north)", "b": "Front (south)"}) == {"a": "Front (north)", "b": "Front (south)"}
    assert shortened({"a": "Croatia with the fifth corps and many more besides"}) == {"a": "Croatia"}
    assert shortened({"a": "France with Greece"}) == {"a": "France with Greece"}


def test_words__of_ends_and_acts(names):
    """Endings carry the sides' names; acts of unknown words are told as steps."""
    assert ending_title("ceasefire_gains_B", names) == "Halt with gains for Armenia and Nagorno-Karabakh"
    assert lowered("Both sides signed.") == "both sides signed"
    assert acts_of(war().scenario.document, [["arm_AZE", "no_such_thing"]], names.actors) == {
        "arm_AZE": "<delivers> arms and shells to Azerbaijan", "no_such_thing": "<takes> the step no such thing",
    }  # fmt: skip
