"""The wars that may teach a forecast, and a forecast pooled with the outside view of its war."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from multipolar.codes import ENDINGS
from multipolar.forecast import teachers
from multipolar.forecast.pool import GRID, PARTS
from multipolar.forecast.war import WarForecast
from multipolar.outside.table import past_class
from multipolar.outside.view import Case, view_of
from multipolar.scenario.conflict import Identity
from past_wars import many, war


def test_teachers_among__are_those_that_had_ended():
    """Only what was over by the as-of date teaches, and no war teaches itself."""
    known = list(many(6).values())

    assert teachers.teachers_among(war(year=2000).facts, known) == known
    assert [k.facts.id for k in teachers.teachers_among(known[4].facts, known)] == ["w00", "w01", "w02", "w03"]


def test_teachers_among__a_war_is_known_again_under_another_name():
    """A copy with a later date does not meet its own end: the ground tells."""
    ground = Identity("", "1953-01-01", (("red",), ("blue",)), ((40.0, 46.0), (40.5, 46.5)))
    known = [k if i != 3 else replace(k, facts=replace(k.facts, identity=ground)) for i, k in enumerate(many(6).values())]
    copy = replace(war(year=2000).facts, id="renamed", identity=replace(ground, started="2000-01-01", sides=(("a",), ("b",))))

    assert [k.facts.id for k in teachers.teachers_among(copy, known)] == ["w00", "w01", "w02", "w04", "w05"]


def test_weights_from__come_from_the_scores_of_the_wars_that_teach():
    """A war that does not teach has no say in the weight; where no war was scored it is one half."""
    rows = {f"w{i}": [abs(w - best) for w in GRID] for i, best in enumerate((1.0, 1.0, 1.0, 0.0, 0.0))}
    pool = dict.fromkeys(PARTS, rows)

    assert set(teachers.weights_from(pool, ["w0", "w1", "w2"]).values()) == {0.75}
    assert set(teachers.weights_from(pool, ["w3", "w4"]).values()) == {0.25}
    assert set(teachers.weights_from(pool, ["new"]).values()) == {0.5}


CASE = Case(dt.date(2000, 1, 1), 180)
EVEN = dict.fromkeys(ENDINGS, 1.0 / len(ENDINGS))


def test_with_outside__half_of_ending_and_length_is_the_class_and_all_else_stands():
    """Endings are the mean of both; lengths are drawn half from each."""
    view = view_of(CASE, past_class(CASE.as_of))
    one = WarForecast(endings=EVEN, length=np.full(1000, 10.0), newly={"TUR": 0.2})
    found = teachers.with_outside(one, CASE)

    assert found.endings == pytest.approx({name: 0.5 * EVEN[name] + 0.5 * view.endings[name] for name in ENDINGS})
    assert found.newly == one.newly
    assert len(found.length) == 1000
    assert (found.length == 10.0).mean() == pytest.approx(0.5, abs=0.01)
    assert (found.length >= 180.0).mean() == pytest.approx(0.5 * view.endings["ongoing_180"], abs=0.002)


def test_with_outside__weights_of_nought_and_one_give_the_parts():
    """Nothing is pooled with no weight; with all of it the class is left; who says nothing of the end is left alone."""
    one, silent = WarForecast(endings=EVEN, length=np.arange(100.0)), WarForecast(newly={"TUR": 0.2})

    assert teachers.with_outside(one, CASE, 0.0).endings == pytest.approx(EVEN)
    assert teachers.with_outside(one, CASE, 0.0).length.tolist() == one.length.tolist()
    assert teachers.with_outside(one, CASE, 1.0).endings == pytest.approx(view_of(CASE, past_class(CASE.as_of)).endings)
    assert teachers.with_outside(silent, CASE) is silent
