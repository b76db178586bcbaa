"""The outside view of a war."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.codes import ENDINGS
from multipolar.outside.constants import FLOOR, OWN_LEAST
from multipolar.outside.lengths import law_of, still_fighting
from multipolar.outside.spells import TYPES
from multipolar.outside.table import class_at, shipped_class
from multipolar.outside.view import Case, case_of, classes_of, endings_of, outlasting, outside_view, view_of
from multipolar.scenario.resolve import resolve
from multipolar.scenario.typical import beyond_tested
from past_spells import many, spell, write
from scenario.small import document
from scenario.words import words

AUTUMN = Case(dt.date(2020, 10, 16), 180, moved=True, balance=0.5, economy=1.2)
CASES = st.builds(
    Case,
    as_of=st.dates(dt.date(1950, 1, 1), dt.date(2026, 12, 31)),
    horizon=st.integers(20, 720),
    type=st.sampled_from(TYPES),
    moved=st.booleans(),
    balance=st.floats(-3, 3),
    economy=st.floats(-6, 6),
)


@given(CASES)
def test_view_of__chances_sum_to_one_and_nothing_is_impossible(case):
    """Every ending has at least its part of the floor, for every war since 1950."""
    view = view_of(case, shipped_class(case.as_of))
    assert list(view.endings) == list(ENDINGS)
    assert sum(view.endings.values()) == pytest.approx(1.0)
    assert min(view.endings.values()) >= FLOOR.value / 7 > 0.004
    assert view.weights.sum() == pytest.approx(1.0)
    assert view.interval[0] <= still_fighting(view.law, case.horizon) <= view.interval[1]


def test_view_of__the_flagship_as_first_written_down():
    """The typical values of autumn 2020, within .004, and how fast the wars of the class stopped."""
    view = view_of(AUTUMN, shipped_class(AUTUMN.as_of))
    first = (0.174, 0.063, 0.209, 0.075, 0.034, 0.191, 0.254)
    assert tuple(view.endings.values()) == pytest.approx(first, abs=0.004)
    assert view.sentence == "In the class 24 % stop within a week, 41 % in 30, 61 % in 90, 74 % before day 180."
    assert (view.n, view.years, view.type) == (54, (1946, 2016), "interstate")
    assert view.who == "54 interstate clashes since 1946 that were over before 2020-01-01"


def test_view_of__the_share_that_goes_on_moves_smoothly_with_the_scale():
    """From .7 to .71 by less than .01, to .8 by less than .04."""
    parts = [(one, share) for _, one, share in classes_of(shipped_class(AUTUMN.as_of), "interstate")]
    going = [still_fighting(law_of(parts, 180.0, scale=s), 180.0) for s in (0.7, 0.71, 0.8)]
    assert 0.0 <= going[1] - going[0] < 0.01
    assert 0.0 < going[2] - going[0] < 0.04


@given(st.floats(-5, 5), st.floats(-3, 3))
def test_view_of__a_stronger_economy_favours_a(economy, balance):
    """With y one larger A's endings are likelier and B's less likely; ongoing and halts stay."""
    past = shipped_class(AUTUMN.as_of)
    here, there = (view_of(dataclasses.replace(AUTUMN, economy=y, balance=balance), past).endings for y in (economy, economy + 1.0))
    assert there["knockout_A"] >= here["knockout_A"]
    assert there["ceasefire_gains_B"] <= here["ceasefire_gains_B"]
    assert there["ongoing_180"] == here["ongoing_180"]
    assert there["status_quo_ante"] == here["status_quo_ante"]


@given(st.floats(0.01, 0.99), st.floats(0, 1), st.booleans())
def test_endings_of__swapping_the_sides_mirrors_the_four_sided_endings(q, ongoing, moved):
    """A's chance with q is B's with 1 - q."""
    one, other = (endings_of((0.3, 0.4, 0.3), p, ongoing, moved=moved) for p in (q, 1.0 - q))
    for name in ("knockout", "ceasefire_gains"):
        assert one[f"{name}_A"] == pytest.approx(other[f"{name}_B"])
        assert one[f"{name}_B"] == pytest.approx(other[f"{name}_A"])
    assert one["frozen_stalemate"] == other["frozen_stalemate"]


def test_endings_of__the_phase_moves_most_of_the_halts_near_the_lines():
    """At the start .85 of them are a return, later .15, and neither has none."""
    start, later = (endings_of((0.0, 0.0, 1.0), 0.5, 0.0, moved=moved) for moved in (False, True))
    assert start["status_quo_ante"] == pytest.approx(0.97 * 0.85 + 0.03 / 7)
    assert later["status_quo_ante"] == pytest.approx(0.97 * 0.15 + 0.03 / 7)
    assert start["frozen_stalemate"] == pytest.approx(later["status_quo_ante"])


def test_classes_of__civil_wars_have_a_quarter_of_their_own_where_there_are_enough():
    """Eight wars of the type suffice; wars beyond the borders take the interstate lengths."""
    states = tuple(spell(f"s{i}", "1960-01-01", 10 + i) for i in range(12))
    own = tuple(spell(f"c{i}", "1960-01-01", 100 + i, type="intra-centre") for i in range(int(OWN_LEAST.value)))
    day = dt.date(1990, 1, 1)
    enough, few = class_at(states + own, day), class_at(states + own[1:], day)
    assert [(kind, share) for kind, _, share in classes_of(enough, "intra-centre")] == [
        ("interstate", 0.75),
        ("intra-centre", 0.25),
    ]
    assert [(kind, share) for kind, _, share in classes_of(few, "intra-centre")] == [("interstate", 1.0)]
    assert [(kind, share) for kind, _, share in classes_of(enough, "extra")] == [("interstate", 1.0)]


def test_case_of__unknown_gdp_counts_as_equal_and_is_told():
    """So is a type of war that the scenario does not state."""
    bare = case_of(document("belligerents.A.economy={}"))
    assert bare.economy == 0.0
    assert [("war_type" in note, "GDP" in note) for note in bare.notes[:2]] == [(True, False), (False, True)]
    assert bare.notes[2:] == beyond_tested(document("belligerents.A.economy={}"))
    money = ("belligerents.A.economy={gdp: 40 bn USD}", "belligerents.B.economy={gdp: 10 bn USD}")
    told = case_of(resolve(document("war_type=intra-local", *money), words()).document)
    assert (told.type, told.notes) == ("intra-local", beyond_tested(document()))
    assert told.economy > 0.0


def test_view_of__the_opener_is_favoured_whatever_its_letter():
    """All else equal A wins as often when it opened as B does when B opened; the halts stay as they are."""
    even = dataclasses.replace(AUTUMN, balance=0.0, economy=0.0)
    past = shipped_class(even.as_of)
    by_a, by_b = view_of(even, past), view_of(dataclasses.replace(even, opener="B"), past)
    assert by_a.favoured > 0.5 > by_b.favoured
    assert by_a.endings["knockout_A"] == pytest.approx(by_b.endings["knockout_B"])
    assert by_a.endings["frozen_stalemate"] == by_b.endings["frozen_stalemate"]
    assert case_of(document("opened_by=B")).opener == "B"


def test_outside_view__reads_the_lists_where_they_are_at_hand(tmp_path):
    """Then every war of the class is named; else those of UCDP, and a note says so."""
    read = document("war_type=interstate")
    scenario = resolve(read, words())
    rows = many(200)
    listed, shipped = outside_view(scenario, write(tmp_path, rows)), outside_view(scenario)
    assert listed.before == read.as_of.isoformat()
    assert len(listed.members) == listed.n
    assert {row.type for row in listed.members} == {"interstate"}
    assert not any("table by year" in note for note in listed.notes)
    assert any("table by year" in note for note in shipped.notes)
    assert len(shipped.members) < shipped.n


def test_plain__holds_what_a_reader_needs():
    """Class, endings, shares that stopped, the interval, the digest."""
    view = view_of(AUTUMN, shipped_class(AUTUMN.as_of))
    plain = view.plain()
    assert plain["still_fighting"]["low"] < plain["still_fighting"]["p"] < plain["still_fighting"]["high"]
    assert list(plain["stopped_within"]) == ["7", "30", "90"]
    assert plain["class_digest"] == view.digest
    assert plain["classes"] == {"interstate": {"share": 1.0, "n": 54}}
    assert len(plain["length_dots"]) == 50
    assert plain["length_dots"] == sorted(plain["length_dots"])
    assert sum(day <= 30 for day in plain["length_dots"]) / 50 == pytest.approx(plain["stopped_within"]["30"], abs=0.02)
    assert plain["length_dots"][-1] == AUTUMN.horizon
    assert plain["named_of"] == len(view.members) == len(plain["named"])
    assert plain["named"][0]["end"] == max(row.end for row in view.members)
    short = view_of(dataclasses.replace(AUTUMN, horizon=60), shipped_class(AUTUMN.as_of))
    assert list(short.plain()["stopped_within"]) == ["7", "30"]


@given(CASES, st.integers(0, 700))
def test_outlasting__the_wars_that_are_left_last_longer(case, day):
    """Chances still sum to one, endings keep their proportions, no length is below the day, and none is left past the horizon."""
    view = view_of(case, shipped_class(case.as_of))
    found = outlasting(view, day)
    if found is None:
        assert day >= view.length.max()
        return
    endings, law = found
    assert sum(endings.values()) == pytest.approx(1.0)
    assert law.weights.sum() == pytest.approx(1.0)
    assert (law.days > day).all()
    *kinds, last = ENDINGS
    assert endings[last] >= view.endings[last] - 1e-12
    ratios = [endings[name] / view.endings[name] for name in kinds]
    assert ratios == pytest.approx([ratios[0]] * len(kinds))


def test_outlasting__half_gone_doubles_the_chance_to_go_on():
    """Of four equal lengths the two that outlast day 10 reach the horizon once: one half, where it was a quarter."""
    view = dataclasses.replace(
        view_of(AUTUMN, shipped_class(AUTUMN.as_of)), length=np.array([1.0, 10.0, 50.0, 180.0]), weights=np.full(4, 0.25),
        endings=dict(zip(ENDINGS, [0.125] * 6 + [0.25], strict=True)),
    )  # fmt: skip
    found = outlasting(view, 10)
    assert found is not None
    assert found[0] == pytest.approx(dict(zip(ENDINGS, [0.5 / 6] * 6 + [0.5], strict=True)))
    assert found[1].days.tolist() == [50.0, 180.0]
