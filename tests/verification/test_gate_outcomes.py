"""Outcomes of members that are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from verification.gate_changes import CannotChangeError
from verification.gate_outcomes import FUNCTIONS, NEEDS, Lived, evaluated, missing_fields, stops, watched
from verification.gate_statistics import Exact, Statistic

from multipolar.codes import Level, Stop, Verb
from multipolar.model.fields import SMALL
from multipolar.model.records import zeros
from verification import gate_outcomes

HORIZON, MEMBERS = 40, 4
POWERS, OPTIONS = ("AAA", "BBB"), (("arm_X", "sanction_X", "air_X"), ("mediate", "finance_Y"))
CATALOGUE = ("arm_X", "sanction_X", "air_X", "mediate", "finance_Y")


@dataclass
class Invented:
    """A war with the names and records that outcomes read."""

    document: Any
    sc: Any
    labels: Any = field(default_factory=lambda: SimpleNamespace(
        sides=("X", "Y"), sectors=("S", "T"), lifelines=("road",), powers=POWERS, designs=("halt", "watched"), red_lines=("line",),
        claims=("C1",), options=OPTIONS, treaties=(), links=(),
    ))  # fmt: skip


def scenario() -> Any:
    """Return the SCENARIO record: two powers, five options."""
    sc = zeros("SCENARIO", 1, SMALL)
    one = sc[0]
    one["horizon"], one["n_powers"] = HORIZON, 2
    one["n_options"][:2] = 3, 2
    one["option"][0, :3], one["option"][1, :2] = (0, 1, 2), (3, 4)
    one["opt_verb"][:5] = Verb.ARM, Verb.SANCTION, Verb.AIR, Verb.MEDIATE, Verb.FINANCE
    one["opt_target"][:5] = 0, 0, 0, -1, 1
    one["opt_level"][:5] = Level.ARMED, Level.OUT, Level.DIRECT, Level.OUT, Level.OUT
    one["opt_favours"][:5] = 0, 1, 0, -1, 1
    one["active_start"][0, 0] = 1
    return sc


def run(**out: Any) -> Lived:
    """Return a run of four invented members: outcomes as told, the war over on days 10, 20, 30 and never."""
    number = SimpleNamespace
    power = [number(id=name, tie_A=quantity(0.1), tie_B=quantity(0.9)) for name in POWERS]
    designs = [number(id="halt", part_worth={"AAA": quantity(-0.2)}, enforcers=[], outside_role=[]),
               number(id="watched", part_worth={}, enforcers=["AAA"], outside_role=[])]  # fmt: skip
    invented = Invented(number(settlements=designs, powers=power), scenario())
    war = number(model=number(sc=invented.sc, labels=invented.labels), scenario=number(document=invented.document),
                 recipe=number(off=()))  # fmt: skip
    outcomes = zeros("OUTCOME", MEMBERS, SMALL)
    outcomes["length_days"] = 10, 20, 30, HORIZON
    outcomes["stop"] = Stop.COLLAPSE, Stop.SETTLEMENT, Stop.TRUCE_HELD, Stop.HORIZON
    outcomes["first_use"], outcomes["design"] = -1, -1
    for name, value in out.items():
        outcomes[name] = value
    series = np.zeros(MEMBERS, [("area_km2", "f4", (HORIZON + 1,)), ("dead", "f4", (2, HORIZON + 1)),
                                ("displaced", "f4", (HORIZON + 1,))])  # fmt: skip
    return Lived(war, outcomes, series, 1)  # type: ignore[arg-type]


def quantity(value: float) -> Any:
    """Return something with a median."""
    return SimpleNamespace(distribution=SimpleNamespace(median=lambda: value))


def value(lived: Lived, name: str, *arguments: str | float) -> float:
    """Return what an outcome with one statistic tells of a run."""
    found = evaluated(lived, name, arguments)[""]
    assert not isinstance(found, Exact)
    return plain(found)


def plain(found: Statistic) -> float:
    """Return a statistic of equally weighted members."""
    return float(found.at(np.ones((1, found.n)))[0])


def test_endings__are_shares_of_members() -> None:
    """By label, by way of stopping, by length."""
    lived = run(label=[0, 4, 4, 6])

    assert value(lived, "ending", "status_quo_ante") == 0.5
    assert plain(evaluated(lived, "endings", ())["knockout_A"]) == 0.25  # type: ignore[arg-type]
    assert value(lived, "stopped", "SETTLEMENT|IMPOSED") == 0.25
    assert value(lived, "stopped", "SETTLEMENT", 15.0) == 0.0
    assert value(lived, "median_length") == 20.0
    assert value(lived, "mean_length") == 25.0


def test_lengths__count_members_with_enough_dead() -> None:
    """A war still going on is longer than any day; small wars are left out."""
    lived = run(deaths=[[600, 600], [5, 5], [900, 200], [2000, 0]])

    assert value(lived, "longer", 20.0) == 0.5
    assert value(lived, "longer", 20.0, 1000.0) == pytest.approx(2 / 3)
    assert value(lived, "shorter", 10.0, 1000.0) == pytest.approx(1 / 3)


def test_hazards__are_ends_over_days_lived() -> None:
    """Days 0 to 15 see one end, by defeat, in 10 + 3 x 15 days; days 15 to 35 two ends in 5 + 15 + 20 days."""
    lived = run()

    assert value(lived, "hazard_ratio", 0.0, 15.0, 15.0, 35.0) == pytest.approx((1 / 55) / (2 / 40))
    assert value(lived, "end_hazard", 15.0, 35.0) == pytest.approx(2 / 40)
    assert value(lived, "other_hazard", 0.0, 15.0) == 0.0
    assert value(lived, "halt_hazard", 15.0, 35.0) == pytest.approx(2 / 40)
    assert np.isnan(value(lived, "decisive_hazard_ratio", 0.0, 15.0, 15.0, 35.0))


def test_collapse_of__is_the_loser_s() -> None:
    """The winner is the other side."""
    lived = run(winner=[0, -1, -1, -1])

    assert (value(lived, "collapse_of", "B"), value(lived, "collapse_of", "A")) == (0.25, 0.0)
    assert value(lived, "collapse_of", "B", 9.0) == 0.0


def test_fades_in_fire__counts_dead_after_the_fire_has_died_down() -> None:
    """Of thirty days from the 36th after the last assault on: more than one a day in one of two that fade; others are none."""
    lived = run(stop=[Stop.PETERED_OUT, Stop.PETERED_OUT, Stop.TRUCE_HELD, Stop.HORIZON], length_days=2.0)
    assert HORIZON > 38
    lived.series["dead"][:] = 0.0
    lived.series["dead"][1, 0, 39:] = 2.0 * HORIZON
    lived.series["dead"][2, 0, 39:] = 2.0 * HORIZON
    assert value(lived, "fades_in_fire") == 0.25
    lived.series["dead"][:, 0] = 0.0
    lived.series["dead"][:, 0, 3:] = 900.0
    assert value(lived, "fades_in_fire") == 0.0


def test_relapse__is_among_wars_that_halted() -> None:
    """Within the years that are asked."""
    lived = run(relapse=[1, 1, 1, 0], relapse_year=[0.5, 0.5, 2.0, -1], arrangement=[0, 2, 2, 0])

    assert value(lived, "relapse_given_halt", 1.0) == 0.5
    assert value(lived, "relapse_given_design", "joint_patrols") == 1.0


def test_brokers__are_of_the_ends_that_are_asked_for() -> None:
    """Of defeats, of settlements, of late ends, of one power."""
    lived = run(brokers=0)
    lived.out["brokers"][1, 1] = 1

    assert value(lived, "broker", "BBB") == 0.25
    assert value(lived, "brokered_end") == 0.25
    assert value(lived, "brokered_rout") == 0.0
    assert value(lived, "brokered_collapse", "BBB") == 0.0
    assert value(lived, "broker_given_agreement") == 1.0
    assert value(lived, "late_ends_brokered", 15.0) == 0.5


def test_designs__are_told_by_worth_role_and_arrangement() -> None:
    """A design without worth stated is not disliked; a role is that of an enforcer or outside."""
    lived = run(design=[-1, 0, 1, -1], arrangement=[0, 0, 4, 0])

    assert value(lived, "signs_disliked", "AAA") == 0.25
    assert value(lived, "without_role", "AAA") == 0.5
    assert value(lived, "kept_with", "observers") == 0.25


def test_visible_loser__reads_the_face_that_was_drawn() -> None:
    """One settlement in four courses, in which one side loses face."""
    lived = run(design=[-1, 1, -1, -1])
    lived.drawn = zeros("PARAMS", MEMBERS, SMALL)
    lived.drawn["design_face"][:, 1, 1] = -0.5

    assert value(lived, "visible_loser", -0.3) == 0.25
    assert value(lived, "visible_loser", -0.6) == 0.0


def test_ground__is_gained_since_the_as_of_date() -> None:
    """By a day; after a line was crossed; a place that fell."""
    lived = run(red_crossed=-1, place=1)
    lived.out["place"][0, 0] = 0
    lived.out["red_crossed"][2, 0] = 5
    lived.series["area_km2"][:] = 100.0 + np.arange(HORIZON + 1)

    assert value(lived, "area_by", 30.0) == 30.0
    assert value(lived, "area_after", "line", 30.0) == 35.0
    assert value(lived, "crossed", "line") == 0.25
    assert value(lived, "taken", "S") == 0.25


def test_watched_fields__are_counted_over_days_of_war() -> None:
    """Changes of hands, assaults and their odds, breaks, lulls: nothing after the end counts."""
    lived = run()
    place = np.zeros((MEMBERS, HORIZON + 1, 2), np.int16)
    place[0, 5:, 0] = 1
    phase, odds = np.zeros((MEMBERS, HORIZON + 1, 2, 2)), np.full((MEMBERS, HORIZON + 1, 2, 2), 0.25)
    phase[0, 1:, 0, 1] = 1.0
    odds[0, 1:, 0, 1] = 0.75
    timer = np.zeros((MEMBERS, HORIZON + 1, 2, 2))
    timer[1, 3:5, 1, 0] = 5.0
    quiet = np.zeros((MEMBERS, HORIZON + 1))
    quiet[3, 25] = 21
    lived.days = {"place": place, "phase": phase, "odds": odds, "break_timer": timer, "quiet_run": quiet}
    lived.sc["district"][1] = 1

    assert value(lived, "place_changes") == 1.0
    assert value(lived, "win_share", "A") == 0.75
    assert np.isnan(value(lived, "win_share", "A", "S"))
    assert value(lived, "assaults_on_districts") == 1.0
    assert value(lived, "break_rate", "B", 20.0) == pytest.approx(1 / 70)
    assert value(lived, "lull_within", 25.0) == 0.25
    assert value(lived, "lull_within", 24.0) == 0.0
    assert lived.running[0].sum() == 10


def test_odds_on_soil__are_those_behind_a_gate() -> None:
    """The other's soil behind a gate, where a chance was seen; the median over members."""
    lived = run()
    odds = np.zeros((MEMBERS, HORIZON + 1, 2, 2))
    odds[:, 1:11, 0, 1] = np.array([0.2, 0.4, 0.6, 0.8])[:, None]
    lived.days = {"odds": odds}
    lived.sc["soil"][:2], lived.sc["gate"][:2] = 1, (0, 7)

    assert value(lived, "odds_on_soil") == pytest.approx(0.4)
    lived.sc["soil"][:2] = 0
    assert np.isnan(value(lived, "odds_on_soil"))


def test_acts__are_those_begun_after_the_as_of_date() -> None:
    """An act under way at the start is not begun again."""
    lived = run()
    lived.out["first_use"][0, 0, 0] = 3  # arms: under way at the start
    lived.out["first_use"][1, 0, 1] = 50  # sanctions
    lived.out["first_use"][2, 0, 2] = 8  # fights for A
    lived.out["first_use"][3, 1, 1] = 9  # finances B

    assert value(lived, "fights", "AAA", "A") == 0.25
    assert value(lived, "fights", "AAA", "B") == 0.0
    assert value(lived, "begins_act", "AAA", "sanction_X") == 0.25
    assert value(lived, "begins_act", "AAA", "ground_X") == 0.0
    assert value(lived, "new_sanctions", 180.0) == 0.25
    assert value(lived, "new_sanctions", 30.0) == 0.0
    assert np.isnan(value(lived, "untied_finance", 180.0))  # BBB has a tie of 0.9 with B
    assert value(lived, "starts") == 0.75
    assert value(lived, "any_act", "BBB") == 0.25
    assert value(lived, "steps_after", "AAA", 5.0) == 0.25
    assert value(lived, "acts_against", "A") == 0.25


def test_entry__is_that_of_neighbours() -> None:
    """Mean over neighbouring powers; levels are held against those at the start."""
    lived = run(entry_day=-1, newly_direct=0)
    lived.sc["neighbour"][0] = 1
    lived.out["newly_direct"][2, 0], lived.out["entry_day"][2, 0] = 1, 8
    lived.out["level"][2, 0] = Level.DIRECT

    assert value(lived, "direct_entry", 60.0) == 0.25
    assert value(lived, "direct_entry", 5.0) == 0.0
    assert value(lived, "newly_active") == 0.25
    assert value(lived, "newly_active", "BBB") == 0.0
    assert value(lived, "active_or_tail", "AAA") == 0.25


def test_log_entries__count_renewals() -> None:
    """Two mediations in the war of ten days; others than statements and mediation do not count."""
    lived = run()
    uses = np.zeros((MEMBERS, HORIZON + 1, 2, 3), np.int16)
    uses[0, 5:, 1, 0] = 2
    uses[0, 5:, 0, 0] = 7
    lived.days = {"uses": uses}

    assert value(lived, "log_entries") == pytest.approx(2.0)


def test_drawn__numbers_are_read_from_the_members() -> None:
    """Strength of a claim, shares, dead before, a number that was set."""
    lived = run()
    lived.drawn = zeros("PARAMS", MEMBERS, SMALL)
    lived.drawn["claim"][:, 0], lived.drawn["share_start"][:, 1], lived.drawn["dead_before"][:, 1] = 0.5, 0.25, 30.0
    lived.drawn["commitment"][:3, 0] = 0.3

    assert value(lived, "claim_strength", "C1") == 0.5
    assert value(lived, "start_share", "T") == 0.25
    assert value(lived, "dead_before", "B") == 30.0
    assert value(lived, "furthest", "commitment", "A", 0.3) == 0.25


def test_names__that_a_scenario_has_not_cannot_be_asked() -> None:
    """Powers, sectors, sides and outcomes alike."""
    lived = run()
    for name, arguments in (("broker", ("ZZZ",)), ("taken", ("ZZZ",)), ("dead", ("C",)), ("nothing", ())):
        with pytest.raises(CannotChangeError):
            evaluated(lived, name, arguments)
    with pytest.raises(CannotChangeError, match="VANISHED"):
        stops("VANISHED")


def test_needs__are_named_by_record() -> None:
    """A field that the engine lacks is told; those of STATE are watched."""
    assert missing_fields(("STATE.place", "STATE.nowhere")) == ["STATE nowhere"]
    assert watched("win_share") == ("phase", "odds")
    assert set(NEEDS) == set(FUNCTIONS)
    assert all(function.__doc__ for function in FUNCTIONS.values())
    assert all(len(one.split(".")) == 2 for needs in NEEDS.values() for one in needs)


def test_everything__names_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns go by name, so that a run with one more power is held against one without."""
    monkeypatch.setattr(gate_outcomes, "outcome_columns", lambda labels, out, first: {"label": out["label"]})
    found = evaluated(run(label=[0, 1, 2, 3]), "everything", ())[""]

    assert isinstance(found, Exact)
    assert list(found.columns["label"]) == [0, 1, 2, 3]
