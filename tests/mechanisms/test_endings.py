"""Laws and steps of `mechanisms/endings.py`."""

from __future__ import annotations

import pytest

from multipolar.mechanisms import endings as e
from powers_toy import KEY, toy_world


@pytest.mark.parametrize(
    ("code", "winner", "handed", "changed", "net", "label"),
    [
        (e.COLLAPSE, 0, 0.0, 0.5, 0.5, e.KNOCKOUT_A),
        (e.DRIVEN_OUT, 1, 0.0, 0.5, -0.5, e.KNOCKOUT_B),
        (e.SETTLEMENT, -1, 0.3, 0.6, 0.5, e.KNOCKOUT_A),
        (e.SETTLEMENT, -1, -0.2, 0.3, -0.2, e.KNOCKOUT_B),
        (e.SETTLEMENT, -1, 0.05, 0.3, 0.3, e.GAINS_A),
        (e.TRUCE, -1, 0.0, 0.3, -0.2, e.GAINS_B),
        (e.PETERED_OUT, -1, 0.0, 0.05, 0.05, e.STATUS_QUO),
        (e.PETERED_OUT, -1, 0.0, 0.3, 0.02, e.FROZEN),
        (e.HORIZON, -1, 0.0, 0.9, 0.9, e.ONGOING),
    ],
)
def test_label_of__follows_the_taxonomy(code: int, winner: int, handed: float, changed: float, net: float, label: int) -> None:
    """Knock-out before status quo before gains before stalemate; what goes on is ongoing."""
    assert e.label_of(code, winner, handed, changed, net, 1) == label


def test_label_of__nobody_returns_to_lines_that_nobody_knows() -> None:
    """Where the lines before the round are unknown, a halt near the lines of the as-of date is a stalemate."""
    assert e.label_of(e.PETERED_OUT, -1, 0.0, 0.05, 0.05, 1) == e.STATUS_QUO
    assert e.label_of(e.PETERED_OUT, -1, 0.0, 0.05, 0.05, 0) == e.FROZEN
    assert e.label_of(e.TRUCE, -1, 0.0, 0.05, 0.2, 0) == e.GAINS_A


@pytest.mark.parametrize(
    ("own", "lost", "out"), [(0.2, 0.3, True), (0.1, 0.8, True), (0.1, 0.05, False), (0.25, 0.6, False), (0.1, -0.05, False)]
)
def test_driven_out__means_little_left_and_much_lost(own: float, lost: float, out: bool) -> None:
    """A thin foothold that loses a little is not beaten, nor is a side that keeps a quarter."""
    assert bool(e.driven_out(own, lost)) is out


@pytest.mark.parametrize(("share", "winner"), [(0.0, 1), (1.0, 0)])
def test_endings_step__loss_is_counted_for_either_side(share: float, winner: int) -> None:
    """Who held a third of the ground at least and lost all of it is driven out, whichever letter it has."""
    world = toy_world()
    world.st["share"][:9] = share
    world.run(e.endings_step, 5, KEY)

    assert (world.st["ending"], world.st["winner"]) == (e.DRIVEN_OUT, winner)
