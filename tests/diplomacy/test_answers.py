"""Whom an act makes answer, how likely, and what the answer does: `diplomacy/answers.py`."""

from __future__ import annotations

import numpy as np
import pytest

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.codes import Answerer
from multipolar.diplomacy.answers import answers_step, has_part, makes_answer, named_chance
from multipolar.diplomacy.decide.weights import is_provoked, rival_factor
from multipolar.numerics.random import pair_index


def acting(*parts: Answerer, target: int = 0, names: tuple[int, ...] = (), escalation: float = 10.0) -> tuple[Blank, int]:
    """Return a world of three powers in which the first takes an act that makes these parts and actors answer, and the act."""
    world = blank_world(powers=3)
    _, n = world.option(0, "custom", target=target, escalation=escalation)
    world.sc["opt_answerers"][n] = sum(1 << part for part in parts)
    world.sc["opt_answered"][n, list(names)] = 1
    world.set(attention_now=[1.0, 1.0, 0.5])
    world.st["tie"][3, 0] = world.st["tie"][0, 3] = 0.6
    world.st["tie"][4, 1] = world.st["tie"][1, 4] = 0.4
    world.sc["neighbour"][:3] = (1, 0, 1)
    world.p["rival_weight"][0, 4] = 0.3
    return world, n


def answering(world: Blank, n: int) -> list[int]:
    """Return the actors that the act makes answer."""
    return [x for x in range(5) if makes_answer(*world.all, 0, n, x)]


@pytest.mark.parametrize(
    ("parts", "names", "target", "who"),
    [
        ((), (), 0, []),
        ((), (1, 3), 0, [1, 3]),
        ((Answerer.TARGET,), (), 0, [0]),
        ((Answerer.TARGET,), (), 4, [4]),
        ((Answerer.ENEMY,), (), 0, [1]),
        ((Answerer.ENEMY,), (), 1, [0]),
        ((Answerer.ENEMY,), (), 3, []),
        ((Answerer.RIVAL,), (), 0, [4]),
        ((Answerer.RIVAL,), (), -1, [4]),
        ((Answerer.NEIGHBOURS,), (), 0, [4]),
        ((Answerer.PATRON_OF_TARGET,), (), 0, [3]),
        ((Answerer.PATRON_OF_TARGET,), (), 1, [4]),
        ((Answerer.PATRON_OF_ENEMY,), (), 0, [4]),
        ((Answerer.PATRON_OF_ENEMY,), (), -1, []),
        ((Answerer.TARGET, Answerer.PATRON_OF_TARGET), (), 0, [0, 3]),
        ((), (2,), 0, []),
    ],
)
def test_makes_answer__by_name_or_by_part(parts: tuple[Answerer, ...], names: tuple[int, ...], target: int, who: list[int]) -> None:
    """Sides 0 and 1, powers from 2; the power that acts never answers itself."""
    world, n = acting(*parts, target=target, names=names)
    assert answering(world, n) == who
    assert [part for part in Answerer if has_part(world.sc, n, part)] == list(parts)


def answering_slowly(world: Blank, j: int, n: int) -> list[int]:
    """Return whom an act makes answer, part by part in plain Python."""
    sc, p, st = world.all
    parts = {part for part in Answerer if (int(sc["opt_answerers"][n]) >> part) & 1}
    target = int(sc["opt_target"][n])

    def patron(side: int) -> int:
        ties = {q: float(st["tie"][2 + q, side]) for q in range(3) if p["awake"][q] > 0.5 and st["tie"][2 + q, side] > 0.0}
        return 2 + max(ties, key=lambda q: (ties[q], -q)) if ties else -1

    who = {x for x in range(5) if sc["opt_answered"][n, x] > 0}
    who |= {target} if Answerer.TARGET in parts else set()
    who |= {x for x in range(2, 5) if Answerer.RIVAL in parts and p["rival_weight"][j, x] > 0.0}
    who |= {2 + q for q in range(3) if Answerer.NEIGHBOURS in parts and sc["neighbour"][q] > 0}
    if target in (0, 1):
        who |= {1 - target} if Answerer.ENEMY in parts else set()
        who |= {patron(target)} if Answerer.PATRON_OF_TARGET in parts else set()
        who |= {patron(1 - target)} if Answerer.PATRON_OF_ENEMY in parts else set()
    return sorted(x for x in who if x >= 0 and x != 2 + j and (x < 2 or p["awake"][x - 2] > 0.5))


@pytest.mark.parametrize("seed", range(60))
def test_makes_answer__agrees_with_a_slow_twin(seed: int) -> None:
    """Any power acts, on any target, with any parts and names; some sleep."""
    rng = np.random.default_rng(seed)
    world = blank_world(powers=3)
    j = int(rng.integers(3))
    _, n = world.option(j, "custom", target=int(rng.integers(-1, 5)), escalation=10.0)
    world.sc["opt_answerers"][n] = int(rng.integers(64))
    world.sc["opt_answered"][n, :5] = rng.random(5) < 0.15
    world.st["tie"][:5, :5] = rng.uniform(-1, 1, (5, 5))
    world.sc["neighbour"][:3] = rng.integers(0, 2, 3)
    world.p["rival_weight"][:3, :5] = rng.uniform(-0.5, 0.5, (3, 5))
    world.p["awake"][:3] = rng.random(3) < 0.8
    assert [x for x in range(5) if makes_answer(*world.all, j, n, x)] == answering_slowly(world, j, n)


def test_answers_step__of_any_power_and_option() -> None:
    """The second act of the third power: its draws, its tie, the day by its name; one named actor is enough."""
    for x in (0, 1, 2, 3):
        place = pair_index(2, 1) * 32 + x
        for answers in (True, False):
            day = next(d for d in range(1, 4000) if (drawn(d, "PROVOCATION", place) < 0.2) == answers)
            world = blank_world(powers=3)
            world.option(2, "custom", target=0, escalation=10.0)
            o, n = world.option(2, "custom", target=0, escalation=10.0)
            assert o == 1
            world.sc["opt_answered"][n, x] = 1
            world.set(attention_now=[1.0, 1.0, 1.0])
            before = float(world.st["tie"][4, x])
            world.running(2, 1, since=float(day))
            world.run(answers_step, day, KEY)
            assert world.st["tie"][4, x] == world.st["tie"][x, 4] == pytest.approx(before - 0.1 * answers)
            noted = np.zeros((3, 5))
            if answers and x >= 2:
                noted[x - 2, 4] = day
            assert world.st["provoked"][:3, :5].tolist() == noted.tolist()


def test_makes_answer__sleepers_do_not() -> None:
    """A power that does not take part answers nothing; a side always can."""
    world, n = acting(names=(0, 3))
    world.set(awake=[1.0, 0.0, 1.0])
    assert answering(world, n) == [0]


@pytest.mark.parametrize(
    ("x", "escalation", "chance"),
    [(0, 10.0, 0.2), (3, 10.0, 0.2), (4, 10.0, 0.1), (3, 4.0, 0.08), (0, 0.0, 0.0)],
)
def test_named_chance__by_attention_and_escalation(x: int, escalation: float, chance: float) -> None:
    """A fifth at level 10 and full attention; sides attend in full."""
    world, n = acting(escalation=escalation)
    assert named_chance(world.sc, world.st, n, x) == pytest.approx(chance)


def day_of(x: int, answers: bool) -> int:
    """Return a day on which actor ``x`` answers the first act of the first power, or not, at a chance of 0.2."""
    return next(d for d in range(1, 4000) if (drawn(d, "PROVOCATION", pair_index(0, 0) * 32 + x) < 0.2) == answers)


def test_answers_step__who_answers_turns_away_and_powers_are_called() -> None:
    """The tie falls by a tenth both ways; a power notes the day and decides at once; only on the day the act takes effect."""
    for x, called in ((0, 0), (3, 1)):
        for answers in (True, False):
            day = day_of(x, answers)
            world, _ = acting(names=(x,))
            before = float(world.st["tie"][2, x])
            world.running(0, 0, since=float(day))
            world.run(answers_step, day, KEY)
            assert world.st["tie"][2, x] == world.st["tie"][x, 2] == pytest.approx(before - 0.1 * answers)
            assert world.st["decision_due"] == (called if answers else 0)
            assert world.st["provoked"][1, 2] == (day if answers and x == 3 else 0)
    day = day_of(3, True)
    for since, until in ((day - 1.0, 1e9), (day + 1.0, 1e9), (float(day), float(day))):
        world, _ = acting(names=(3,))
        world.running(0, 0, since=since, until=until)
        assert world.day(answers_step, day) == {}
    world, _ = acting(Answerer.PATRON_OF_TARGET)
    world.running(0, 0, since=float(day))
    assert "provoked" in world.day(answers_step, day)


def test_rival_factor__whoever_provoked_counts_as_a_rival_that_entered_for_two_weeks() -> None:
    """Power 1, provoked by power 0 on day 5, weighs steps against it e^0.8 times as much until day 19."""
    world, _ = acting()
    _, n = world.option(1, "sanction", target=2)
    world.set(rival_response=0.8, entry_day=[-1.0, -1.0, -1.0])
    assert rival_factor(*world.all, 1, n, 8) == 1.0
    world.st["provoked"][1, 2] = 5.0
    for day, provoked in ((5, True), (19, True), (20, False)):
        assert is_provoked(world.st, 1, 0, day) == provoked
        assert rival_factor(*world.all, 1, n, day) == pytest.approx(2.718281828459045**0.8 if provoked else 1.0)
    assert not is_provoked(world.st, 0, 1, 6)
