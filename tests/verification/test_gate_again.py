"""Outcomes for which a war is lived again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from verification.gate_again import (
    changed_number,
    courses,
    endings_of,
    exchanged_code,
    like_exchanged,
    moves_somebody,
    numbers_drawn,
    numbers_read,
    relaunched,
)
from verification.gates import Lived, cases_of, changed_war, live, row_of

from multipolar.codes import WarPhase
from multipolar.scenario.numbers import Found
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.unread import generic
from verification import gate_again

LINE = dict.fromkeys(("as_of", "horizon", "base", "change", "outcome", "asked", "waits_for", "reason"), "")
SHARE = Measure("1", 0.0, 1.0)


def border(change: str = "", horizon: int = 40, members: int = 12) -> Lived:
    """Return some members of the border war."""
    case = cases_of(row_of({**LINE, "id": "X", "scenario": "border_war", "mechanisms": "M3"}), Path())[0]
    return live(changed_war(case.source, None, change, horizon), members, 5)


def plain(statistic: Any) -> float:
    """Return a statistic of equally weighted members."""
    return float(statistic.at(np.ones((1, statistic.n)))[0])


def test_exchanged_code__leaves_nobody_nobody() -> None:
    """A is B, B is A, and -1 stays."""
    assert exchanged_code(np.array([0, 1, -1], np.int32)).tolist() == [1, 0, -1]


def test_endings_of__see_the_same_end_from_two_sides() -> None:
    """A knock-out of A is the other's to B; a stalemate is the same to both."""
    run: Any = SimpleNamespace(out={"label": np.array([0, 0, 1, 5])}, side="AB".index)
    by_a, by_b = ({name: plain(one) for name, one in endings_of(run, side).items()} for side in "AB")

    assert (by_a["knockout_own"], by_a["knockout_other"], by_a["frozen_stalemate"]) == (0.5, 0.25, 0.25)
    assert (by_b["knockout_own"], by_b["knockout_other"], by_b["frozen_stalemate"]) == (0.25, 0.5, 0.25)


def quantity(value: Any, measure: Measure | None = SHARE) -> Found:
    """Return a number as found in a file."""
    return Found(("x",), Quantity.model_validate({"v": value}), measure, True)


def test_changed_number__is_a_quarter_larger_or_smaller_where_there_is_no_room() -> None:
    """The spread moves along; zero has no quarter."""
    larger, smaller, spread = (
        changed_number(quantity(0.4)),
        changed_number(quantity(0.9)),
        changed_number(quantity([0.1, 0.2, 0.9])),
    )

    assert larger is not None
    assert larger.distribution.args == (0.5,)
    assert smaller is not None
    assert smaller.distribution.args == pytest.approx((0.675,))
    assert spread is not None
    assert spread.distribution.args == pytest.approx((0.075, 0.15, 0.675))
    assert changed_number(quantity(0.0)) is None
    shaped = changed_number(quantity("Beta(2, 3)"))
    assert shaped is not None
    assert shaped.distribution.args == (2.5, 3.0)


@pytest.mark.compiled
def test_numbers_drawn__one_of_each_kind_and_no_more_than_asked() -> None:
    """The seed settles which; a number that the file leaves unsaid is not drawn."""
    run = border()
    drawn = numbers_drawn(run, 500, 2)

    assert drawn == numbers_drawn(run, 500, 2)
    assert len(numbers_drawn(run, 7, 2)) == 7
    assert set(numbers_drawn(run, 7, 2)) < set(drawn)
    assert len(drawn["theatre.edges.capacity"]) == 2
    assert len({one.path for one in drawn["theatre.edges.capacity"]}) == 2
    assert all(one.written and generic(one.path) == kind for kind, numbers in drawn.items() for one in numbers)


@pytest.mark.compiled
def test_numbers_read__names_what_moves_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Men in the theatre move somebody; a number that stands nowhere moves nobody; one of a kind is enough."""
    run = border()
    men = numbers_drawn(run, 500, 1)["forces.in_theatre"][0]
    monkeypatch.setattr(gate_again, "MOST_MEMBERS", 8)
    monkeypatch.setattr(gate_again, "PORTION", 4)
    idle = Found(("title",), Quantity.of(3.0), None, True)
    monkeypatch.setattr(gate_again, "numbers_drawn", lambda *_: {"men": [idle, men], "title": [idle, idle]})

    assert moves_somebody(run, men)
    assert not moves_somebody(run, idle)
    (told,) = numbers_read(run, 2.0, 2.0)
    assert told == "2 kinds, idle: title"
    assert plain(numbers_read(run, 2.0, 2.0)[told]) == 0.5


@pytest.mark.compiled
def test_courses__are_their_own_mirror_image_but_for_rounding() -> None:
    """Of the border war and of three past wars every course, member by member, and wars are won in it.

    Where an attack is met to the metre, powers foresee, ties change and supply is found anew, nothing goes by the letter.
    """
    run = border(horizon=120, members=60)

    assert plain(like_exchanged(run)) == 1.0
    for name in ("ogaden_1977", "bosnia_1995", "eritrea_ethiopia_1998"):
        case = cases_of(row_of({**LINE, "id": "X", "scenario": name, "mechanisms": "M3"}), Path())[0]
        assert plain(like_exchanged(live(changed_war(case.source, None, "", 45), 40, 5))) == 1.0, name
    assert set(np.unique(courses(run).columns["winner"])) >= {-1, 0}


@pytest.mark.compiled
def test_even_war__goes_the_same_whoever_is_called_the_opener() -> None:
    """What the opener makes of it as A and as B lies within four standard errors, and is not what the other side makes."""
    as_a, as_b = border("even()", 180, 400), border("--set opened_by=B; even()", 180, 400)
    by_a, by_b = ({name: plain(one) for name, one in endings_of(run, side).items()} for run, side in ((as_a, "A"), (as_b, "B")))

    for name, share in by_a.items():
        error = np.sqrt((share * (1 - share) + by_b[name] * (1 - by_b[name])) / 400) + 1e-9
        assert abs(share - by_b[name]) < 4.0 * error, name
    assert by_a["knockout_own"] > by_a["knockout_other"] + 0.1


@pytest.mark.compiled
def test_relaunched__goes_on_from_states_that_have_been_low_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every state is one of low intensity that began so many days before; arms are there on the day, and only then."""
    run = border(horizon=360, members=60)
    found = list(gate_again.lulls(run, 40))

    assert found
    for _, states, day in found:
        assert states["war_phase"][0] == WarPhase.LOW
        assert day - states["phase_day"][0] == 41
    held: list[float] = []

    def kept(run: Lived, member: int, states: Any, day: int, days: int) -> bool:
        held.append(float(states["received"][0, 0]))
        return False

    monkeypatch.setattr(gate_again, "assaults_within", kept)
    assert plain(relaunched(run, "A", 40.0, 30.0, 0.0)) == 0.0
    assert plain(relaunched(run, "A", 40.0, 30.0, 15.0)) == 0.0
    n = len(found)
    assert np.subtract(held[n:], held[:n]) == pytest.approx(15.0 * 400.0)
