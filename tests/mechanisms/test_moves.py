"""Laws and steps of `mechanisms/moves.py`."""

from __future__ import annotations

import pytest

from known_theatre import Theatre, edge_between, known_theatre
from multipolar.mechanisms.moves import (
    call_reserve,
    draw_reserve,
    garrison,
    home_forces,
    move_men,
    move_rate,
    needs_men,
    see_massing,
    sent_away,
    turn_out,
    withdraw,
)

EQUIVALENT = {
    ("withdraw", "best = -1: 1 -> 2"): "any negative number says that no neighbour was found",
}


def test_move_men__to_the_axes_in_equal_parts() -> None:
    """What can move of the reserve, 40 % of the axes' neighbours, 8 % of idle fronts; two axes share them."""
    world = known_theatre()
    world.st["chosen"][0, [4, 1]] = 1
    world.st["share"][1] = 0.1
    world.st["men"][0, [1, 4, 8]] = 200.0, 0.0, 300.0
    world.st["share"][8] = world.st["defence_line"][8] = 1.0
    world.st["contact"][0, 8] = 1
    world.st["day_now"] = 9.0
    world.st["last_assault"][0, 8] = 4.0
    world.st["reserve_left"][0] = 100.0
    world.st["loss_share"][0, 1] = 0.3
    before = world.state.copy()[0]
    move_men(world.sc, world.p, world.st, 0)
    pool = 100.0 + 0.4 * 1000.0 + 0.4 * 1000.0 + 0.08 * 1000.0 + 0.08 * 300.0

    changed = world.changed_since(before)
    assert set(changed) == {"men", "reserve", "reserve_left", "loss_share"}
    assert changed["reserve"] == pytest.approx([400.0, 500.0])
    assert changed["reserve_left"] == pytest.approx([0.0, 0.0])
    assert changed["men"][0, :9] == pytest.approx([600.0, 200.0 + pool / 2, 0, 600.0, pool / 2, 0, 920.0, 0, 276.0])
    assert changed["loss_share"][0, 1] == pytest.approx(0.3 * 200.0 / (200.0 + pool / 2))


def test_move_men__men_on_an_axis_stay_there() -> None:
    """Whoever stands in a sector that is an axis and mostly held already is not taken from it."""
    world = known_theatre()
    world.st["day_now"] = 9.0
    world.st["chosen"][0, 3] = 1
    world.st["reserve_left"][0] = 125.0
    move_men(world.sc, world.p, world.st, 0)

    assert world.st["men"][0, [0, 3, 6]] == pytest.approx([600.0, 1000.0 + 125.0 + 800.0, 600.0])


def test_move_men__stray_men_go_home_whether_there_are_axes_or_not() -> None:
    """Two fifths of those who stand on ground their side does not hold go back to the neighbour it holds; axes keep theirs."""
    world = known_theatre()
    world.st["men"][0, [4, 5, 7]] = 100.0, 100.0, 100.0
    world.st["share"][4] = 0.04
    world.st["chosen"][0, 5] = 1
    before = world.state.copy()[0]
    world.st["day_now"] = 0.0  # too soon after any assault for other moves
    world.st["reserve"][0] = 0.0
    before = world.state.copy()[0]
    move_men(world.sc, world.p, world.st, 0)
    assert world.changed_since(before)["men"][0, :9] == pytest.approx([1000, 0, 0, 1000, 100, 100, 1040, 60, 0])
    world = known_theatre()
    world.st["men"][0, 7] = 100.0
    before = world.state.copy()[0]
    move_men(world.sc, world.p, world.st, 0)
    changed = world.changed_since(before)
    assert set(changed) == {"men"}
    assert changed["men"][0, :9] == pytest.approx([1000, 0, 0, 1000, 0, 0, 1040, 60, 0])
    world.st["men"][0, 7] = 0.5
    move_men(world.sc, world.p, world.st, 0)
    assert world.st["men"][0, 7] == pytest.approx(0.3)


def test_move_rate__by_what_a_sector_is_needed_for() -> None:
    """Nobody leaves ground half held, a gate, or a sector assaulted within four days; 40 % beside an axis, 8 % elsewhere."""
    world = known_theatre()
    s_t = world.st
    s_t["day_now"] = 9.0
    s_t["chosen"][0, 8] = 1  # no neighbour of 3
    rate = lambda s=3, axes=1: move_rate(world.sc, s_t, 0, s, axes)
    assert rate() == 0.08
    assert rate(axes=0) == 0.0
    s_t["contact"][0, 3] = 0
    assert rate() == 0.0
    s_t["chosen"][0, 4] = 1
    assert rate() == 0.4
    s_t["last_assault"][0, 3] = 5.0
    assert rate() == 0.0
    s_t["contact"][0, 3] = 1
    assert rate() == 0.0
    s_t["last_assault"][0, 3] = 4.0
    assert rate() == 0.4
    world.sc["gate"][3] = 1
    assert rate() == 0.0
    world.sc["gate"][3] = 0
    s_t["share"][3] = 0.5
    assert rate() == 0.0


def test_withdraw__to_the_best_held_open_neighbour() -> None:
    """Seven tenths of 3 is better than six of 7; a closed road is no way; without any the men stay."""
    world = known_theatre()
    s_t, sc = world.st, world.sc
    s_t["share"][:9] = (1.0, 0.5, 1.0, 0.7, 0.0, 0.5, 0.0, 0.6, 1.0)
    s_t["men"][0, :9] = 100.0
    s_t["loss_share"][0, 3] = 0.4
    before = world.state.copy()[0]
    assert withdraw(sc, s_t, 0, 4, 0.25)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "loss_share"}
    assert changed["men"][0, :9] == pytest.approx([100, 100, 100, 125, 75, 100, 100, 100, 100])
    assert changed["loss_share"][0, 3] == pytest.approx(0.4 * 100 / 125)
    sc["edge_closed"][edge_between(sc, 3, 4)] = 1
    assert withdraw(sc, s_t, 0, 4, 1.0)
    assert s_t["men"][0, [4, 7]] == pytest.approx([0.0, 175.0])
    s_t["share"][7] = 0.5
    before = world.state.copy()[0]
    assert not withdraw(sc, s_t, 0, 4, 1.0)
    assert world.changed_since(before) == {}
    assert withdraw(sc, s_t, 0, 1, 1.0)
    assert s_t["men"][0, [0, 1]] == pytest.approx([200.0, 0.0])


def test_move_rate__for_threatened_neighbours_as_for_axes() -> None:
    """40 % leave for a neighbour before which the enemy masses, whether or not the side attacks itself."""
    world = known_theatre()
    world.st["day_now"] = 9.0
    world.st["massed"][1, 0] = 1
    assert move_rate(world.sc, world.st, 0, 3, 0) == 0.4
    assert move_rate(world.sc, world.st, 0, 6, 0) == 0.0


def test_garrison__half_of_what_holds_a_line_in_contact_a_tenth_behind() -> None:
    """100 men a kilometre hold the 20 km of a sector: a thousand stay in contact, two hundred behind."""
    world = known_theatre()
    world.p["hold_density"] = 100.0
    assert [garrison(world.sc, world.p, world.st, b, 3) for b in range(2)] == pytest.approx([1000.0, 200.0])


@pytest.mark.parametrize(("density", "moved"), [(0.0, 400.0), (59.0, 400.0), (80.0, 200.0), (100.0, 0.0), (500.0, 0.0)])
def test_sent_away__never_the_garrison(density: float, moved: float) -> None:
    """Of a thousand men 40 % leave, or what the garrison can spare."""
    world = known_theatre()
    world.p["hold_density"] = density
    assert sent_away(world.sc, world.p, world.st, 0, 3, 0.4) == pytest.approx(moved)
    assert world.st["men"][0, 3] == pytest.approx(1000.0 - moved)


def test_move_men__garrisons_stay_and_the_reserve_still_goes() -> None:
    """Where a front is too thin to spare a man, an axis still gets what can move of the reserve."""
    world = known_theatre()
    world.p["hold_density"] = 100.0
    world.st["day_now"], world.st["chosen"][0, 4], world.st["reserve_left"][0] = 9.0, 1, 80.0
    move_men(world.sc, world.p, world.st, 0)

    assert world.st["men"][0, [0, 3, 4, 6]] == pytest.approx([1000.0, 1000.0, 80.0, 1000.0])
    assert world.st["reserve"][0] == pytest.approx(420.0)


def home_theatre() -> Theatre:
    """Return a theatre with B's soil behind a gate in sector 5, 20 km that 100 men a kilometre hold."""
    world = known_theatre()
    world.p["hold_density"] = 100.0
    world.sc["gate"][5], world.sc["soil"][5], world.sc["contested"][5] = 7, 1, 0
    return world


def test_home_forces__of_a_state_on_its_soil_behind_a_gate() -> None:
    """2,000 men of B, none of A; none without a gate, on the enemy's soil, in dispute without soil, or where nothing is held."""
    world = home_theatre()
    forces = lambda b=1: home_forces(world.sc, world.p, world.st, b, 5)
    assert [forces(0), forces(1)] == pytest.approx([0.0, 2000.0])
    world.sc["contested"][5] = 1
    assert forces() == pytest.approx(2000.0)
    world.sc["soil"][5] = -1
    assert forces() == 0.0
    world.sc["contested"][5] = 0
    assert [forces(0), forces(1)] == pytest.approx([0.0, 2000.0])
    world.st["share"][5] = 0.5
    assert [forces(0), forces(1)] == pytest.approx([2000.0, 2000.0])
    world.st["share"][5] = 0.98
    assert [forces(0), forces(1)] == pytest.approx([2000.0, 0.0])
    world.st["share"][5], world.sc["soil"][5] = 0.0, 0
    assert forces() == 0.0
    world.sc["soil"][5], world.sc["gate"][5] = 1, 0
    assert forces() == 0.0


def test_turn_out__home_forces_join_what_stands_there_once() -> None:
    """1,500 join the 500 of the army, and count as men who came; the second time there are none; more of the army needs none."""
    world = home_theatre()
    world.st["home_men"][1, 5], world.st["men"][1, 5], world.st["loss_share"][1, 5] = 2000.0, 500.0, 0.4
    before = world.state.copy()[0]
    turn_out(world.st, 1, 5)
    changed = world.changed_since(before)
    assert set(changed) == {"home_men", "men", "inflow", "loss_share"}
    assert (changed["men"][1, 5], changed["home_men"][1, 5]) == (2000.0, 0.0)
    assert changed["inflow"] == pytest.approx([0.0, 1500.0])
    assert changed["loss_share"][1, 5] == pytest.approx(0.1)
    before = world.state.copy()[0]
    turn_out(world.st, 1, 5)
    assert world.changed_since(before) == {}
    world.st["home_men"][1, 5] = 1500.0
    turn_out(world.st, 1, 5)
    assert (world.st["men"][1, 5], world.st["home_men"][1, 5], world.st["inflow"][1]) == (2000.0, 0.0, 1500.0)


def test_draw_reserve__no_more_than_asked_than_can_move_and_than_there_is() -> None:
    """Of 500 men 100 can move: 60 go, then 40, then none; with less in reserve than can move, what there is."""
    world = known_theatre()
    world.st["reserve_left"][0] = 100.0
    assert [draw_reserve(world.st, 0, 60.0) for _ in range(3)] == pytest.approx([60.0, 40.0, 0.0])
    assert (world.st["reserve"][0], world.st["reserve_left"][0]) == pytest.approx((400.0, 0.0))
    world.st["reserve"][0], world.st["reserve_left"][0] = 30.0, 100.0
    assert draw_reserve(world.st, 0, 60.0) == pytest.approx(30.0)
    world.st["reserve"][0], world.st["reserve_left"][0] = 30.0, -5.0
    assert draw_reserve(world.st, 0, 60.0) == 0.0
    assert world.st["reserve"][0] == 30.0


def test_see_massing__begins_the_day() -> None:
    """Yesterday's axes are seen, older massing is forgotten, and a fifth of the reserve can move again."""
    world = known_theatre()
    world.st["chosen"][0, 4] = world.st["massed"][0, 7] = world.st["massed"][1, 3] = 1
    before = world.state.copy()[0]
    see_massing(world.sc, world.st, 0)
    changed = world.changed_since(before)

    assert set(changed) == {"massed", "reserve_left"}
    assert [list(row[:9]) for row in changed["massed"]] == [[0, 0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 0, 0, 0]]
    assert changed["reserve_left"] == pytest.approx([100.0, 0.0])


@pytest.mark.parametrize(("chosen", "massed", "share", "needs"), [
    (1, 0, 0.0, True), (0, 1, 0.21, True), (0, 1, 0.2, False), (0, 0, 1.0, False), (1, 1, 0.0, True),
])  # fmt: skip
def test_needs_men__axes_and_ground_before_which_the_enemy_masses(chosen: int, massed: int, share: float, *, needs: bool) -> None:
    """Threatened is what the side holds more than a fifth of; its own massing does not threaten it."""
    world = known_theatre()
    world.st["chosen"][0, 4], world.st["massed"][1, 4], world.st["share"][4] = chosen, massed, share
    assert bool(needs_men(world.st, 0, 4)) is needs
    world.st["massed"][0, 4], world.st["massed"][1, 4], world.st["chosen"][0, 4] = 1, 0, 0
    assert not needs_men(world.st, 0, 4)


def test_move_men__the_defender_meets_the_massing_it_sees() -> None:
    """B saw A mass before 4: 40 % of 1, 5 and 7 and what can move of the reserve go there, though B attacks nowhere."""
    world = known_theatre()
    world.st["day_now"], world.st["massed"][0, 4], world.st["reserve_left"][1] = 9.0, 1, 100.0
    world.st["men"][1, 5] = 200.0
    before = world.state.copy()[0]
    move_men(world.sc, world.p, world.st, 1)
    changed = world.changed_since(before)

    assert changed["men"][1, :9] == pytest.approx([0, 600, 0, 0, 1000 + 400 + 400 + 80 + 100, 120, 0, 600, 0])
    assert changed["reserve"] == pytest.approx([500.0, 400.0])


def test_call_reserve__to_those_assaulted_today_in_equal_parts() -> None:
    """60 men to 4 and 7, none to 1 that is quiet, nor to 2 of which B holds a fifth; the other side's assaults call nobody."""
    world = known_theatre()
    world.st["phase"][0, [2, 4, 7]] = world.st["phase"][1, 3] = 1
    world.st["share"][2], world.st["reserve_left"][1] = 0.8, 60.0
    world.st["loss_share"][1, 4] = 0.5
    before = world.state.copy()[0]
    call_reserve(world.sc, world.st, 1)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "reserve", "reserve_left", "loss_share"}
    assert changed["men"][1, :9] == pytest.approx([0, 1000, 0, 0, 1030, 0, 0, 1030, 0])
    assert changed["reserve"] == pytest.approx([500.0, 440.0])
    assert changed["loss_share"][1, 4] == pytest.approx(0.5 * 1000.0 / 1030.0)
    world.st["phase"][0] = 0
    world.st["reserve_left"][1] = 60.0
    before = world.state.copy()[0]
    call_reserve(world.sc, world.st, 1)
    assert world.changed_since(before) == {}
