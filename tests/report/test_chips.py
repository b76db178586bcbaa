"""What a reader may ask in one click: what is worth asking, in words, ranked by what it tells of the ending."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.report.synthetic import POWERS, invented_war

from multipolar.report.chips import Chip, bits, candidates, chips_of, chosen, date_text, events_of, with_events, worth_asking
from multipolar.report.packing import pack_courses, unpacked
from multipolar.report.payload import start_holders

OPTIONS = (("stay_out", "mediate"), ("threaten_A", "arm_B"), ("stay_out", "border_show"))


def war_with_acts(members=400):
    """Return the invented war in which Southia threatens early in the courses that A wins outright, and a coin decides the rest."""
    inp = invented_war(members)
    rng = np.random.default_rng(5)
    first = np.full((members, 3, 2), -1.0)
    first[inp.series.outcome["label"] == 0, 1, 0] = 10
    first[rng.random(members) < 0.5, 0, 1] = 40
    first[:, 1, 1] = 0
    return inp, with_events(inp.series, inp.forecast, first, OPTIONS)


def test_bits__is_that_of_a_coin_and_of_nothing():
    """What decides an even ending tells one bit; what has nothing to do with it tells none."""
    ending = np.array([0, 0, 5, 5])
    assert bits(np.array([1, 1, 0, 0], bool), ending, np.ones(4)) == pytest.approx(1.0)
    assert bits(np.array([1, 0, 1, 0], bool), ending, np.ones(4)) == pytest.approx(0.0)
    assert not worth_asking(np.zeros(4, bool), np.ones(4))


def test_events_of__ask_by_the_day_that_tells_most_and_leave_out_what_always_happens():
    """The threat is the first act, by its earliest day; what happens in every course is not asked; thresholds stand among them."""
    inp, c = war_with_acts()
    acts, texts = [e for e in c.events if e.kind == "What powers do"], [e.text for e in c.events]
    assert acts[0].text == "Southia threatens Aland in public and in detail by 4 May"
    assert acts[0].if_text == "If Southia threatens Aland in public and in detail by 4 May"
    assert any(text.startswith("Norland") for text in texts)
    assert not any("Southia supplies" in text or "Southia arms" in text for text in texts)
    assert any("soldiers die" in text for text in texts)
    assert not events_of(inp.series, inp.forecast, np.full((400, 3, 2), -1.0), OPTIONS)[0].id.startswith("NOR")
    assert date_text("2030-04-20", 14) == "4 May"


def test_events__are_packed_bit_by_bit():
    """Every course has its bit, in words that the page lists."""
    inp, c = war_with_acts(41)
    found = pack_courses(c, start_holders(inp, c.sectors))
    rows = unpacked(found, "events")
    for row, event in enumerate(c.events):
        assert [(rows[row][m // 8] >> (m % 8)) & 1 for m in range(41)] == np.asarray(event.holds, int).tolist()
    assert [e["id"] for e in found["events"]] == [e.id for e in c.events]


def test_chosen__ranks_by_information_with_few_of_a_kind():
    """The most telling first, at most two of a kind, rare ones never."""
    ending = np.array([0, 5] * 50)
    tells, weak, rare = ending == 0, np.arange(100) % 3 == 0, np.arange(100) == 0
    chips = [Chip(f"turns:{i}", "yes", "", "", tells) for i in range(4)] + [
        Chip("broker", "N", "", "", weak),
        Chip("x", "y", "", "", rare),
    ]
    kept = chosen(chips, ending, np.ones(100))
    assert [chip.kind for chip in kept] == ["turns", "turns", "broker"]


def test_candidates__hold_where_the_courses_say():
    """Brokers, entries, lifelines, turns and lengths are those of the records; words name people, not codes."""
    inp, c = war_with_acts()
    found = {
        (chip.group, chip.value): chip for chip in candidates(c, inp.forecast, {"S11": "Eleven"}, start_holders(inp, c.sectors))
    }
    out = c.outcome
    assert np.array_equal(found["broker", "SOU"].holds, out["brokers"][:, 1] > 0)
    assert np.array_equal(found["cut:pass", "no"].holds, out["life_cut_day"][:, 0] < 0)
    assert found["broker", "SOU"].if_text == "If Southia brokers the end"
    assert found["cut:pass", "yes"].text == "Mountain pass cut"
    assert found["turns:S11", "yes"].if_text == "If Eleven falls"
    held = c.sector_share[:, :, list(c.sectors).index("S11")] > 125
    assert np.array_equal(found["turns:S11", "yes"].holds, (held[:, 1:] != held[:, :-1]).any(axis=1))
    assert np.array_equal(found["length", "0-30"].holds, np.rint(out["length_days"]) <= 30)


def test_chips_of__are_six_to_ten_and_need_courses():
    """The bar of the invented war has eight chips, each asked differently; without courses none."""
    inp, c = war_with_acts()
    sectors = inp.scenario["sectors"]
    chips = chips_of(c, inp.forecast, sectors, start_holders(inp, c.sectors))
    assert 6 <= len(chips) <= 10
    assert len({(chip["group"], chip["value"]) for chip in chips}) == len(chips)
    assert not any(power in chip["text"] for chip in chips for power in POWERS)
    assert chips_of(None, inp.forecast, sectors, np.zeros(0, bool)) == []
    assert chips_of(replace(c, outcome=c.outcome[:0]), inp.forecast, sectors, np.zeros(12, bool)) == []
