"""Laws and steps of `mechanisms/moves.py`."""

from __future__ import annotations

import pytest

from known_theatre import edge_between, known_theatre
from multipolar.mechanisms.moves import move_men, move_rate, withdraw

EQUIVALENT = {
    ("withdraw", "best = -1: 1 -> 2"): "any negative number says that no neighbour was found",
}


def test_move_men__to_the_axes_in_equal_parts() -> None:
    """A quarter of the unpinned reserve, 40 % of the axes' neighbours, 8 % of idle fronts; two axes share them."""
    world = known_theatre()
    world.st["chosen"][0, [4, 1]] = 1
    world.st["share"][1] = 0.1
    world.st["men"][0, [1, 4, 8]] = 200.0, 0.0, 300.0
    world.st["share"][8] = world.st["defence_line"][8] = 1.0
    world.st["contact"][0, 8] = 1
    world.st["day_now"] = 9.0
    world.st["last_assault"][0, 8] = 4.0
    world.st["pinned"][0] = 0.2
    world.st["loss_share"][0, 1] = 0.3
    before = world.state.copy()[0]
    move_men(world.sc, world.p, world.st, 0)
    pool = 0.25 * 500.0 * 0.8 + 0.4 * 1000.0 + 0.4 * 1000.0 + 0.08 * 1000.0 + 0.08 * 300.0

    changed = world.changed_since(before)
    assert set(changed) == {"men", "reserve", "loss_share"}
    assert changed["reserve"] == pytest.approx([400.0, 500.0])
    assert changed["men"][0, :9] == pytest.approx([600.0, 200.0 + pool / 2, 0, 600.0, pool / 2, 0, 920.0, 0, 276.0])
    assert changed["loss_share"][0, 1] == pytest.approx(0.3 * 200.0 / (200.0 + pool / 2))


def test_move_men__men_on_an_axis_stay_there() -> None:
    """Whoever stands in a sector that is an axis and mostly held already is not taken from it."""
    world = known_theatre()
    world.st["day_now"] = 9.0
    world.st["chosen"][0, 3] = 1
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
    rate = lambda s=3: move_rate(world.sc, s_t, 0, s)
    assert rate() == 0.08
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
