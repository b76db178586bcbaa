"""What each option of a played power would take: read from the catalogue as the war was built, in words."""

from __future__ import annotations

from dataclasses import replace
from types import FunctionType

import numpy as np
import pytest

from multipolar.diplomacy import answers
from multipolar.diplomacy.act_cost import STRAIN_DEAR, WEEKLY_DAYS
from multipolar.studies import play_terms as t
from multipolar.studies.play import begin

pytestmark = pytest.mark.compiled


@pytest.fixture(scope="module")
def game(lived):
    return begin(lived, "RUS", from_day=6)


def slot(game, option):
    return game.run.war.model.labels.options[game.place].index(option)


def test_terms__tell_means_time_and_who_may_answer(game):
    """Of every option of the power, as the catalogue has it; a statement takes officials and wears off."""
    found = t.terms(game)
    assert set(found) == set(game.run.war.model.labels.options[game.place])
    assert found["mediate"]["by"] == t.BY[0]
    assert (found["mediate"]["per"], found["mediate"]["delay"], found["mediate"]["lasts"]) == ("once", 1, None)
    assert found["border_show"]["by"] == "your own troops, who do not fight"
    direct = found["air_ARM"]
    assert (direct["by"], direct["level"], direct["per"], direct["delay"]) == ("your own forces", "direct", "week", 7)
    assert direct["escalation"] == 8
    assert direct["answered"] == ["Turkey (closest to Azerbaijan)"]


def test_cost_of__strain_makes_dearer_and_offers_wait_for_a_settlement(game):
    """A week of a weekly cost is a third of what is stated over three weeks; full strain triples it."""
    model, states, j = game.run.war.model, game.states.copy(), game.place
    states["strain"][0, 2 + j] = 0.0
    o = slot(game, "air_ARM")
    game.params["option_cost"][0, j, o] = 0.3
    assert t.cost_of(model, game.params, states, j, o) == (pytest.approx(0.3 * 7.0 / WEEKLY_DAYS), "week")
    states["strain"][0, 2 + j] = 1.0
    assert t.cost_of(model, game.params, states, j, o)[0] == pytest.approx((1.0 + STRAIN_DEAR) * 0.3 * 7.0 / WEEKLY_DAYS)
    assert t.cost_of(model, game.params, states, j, slot(game, "peacekeepers"))[1] == "settlement"


def test_answerers__nobody_of_a_side_that_is_not_named(game):
    """An act without a target makes no target answer; one on a side names it."""
    model = game.run.war.model
    catalogue = model.labels.catalogue
    assert t.answerers(game, catalogue.index("mediate")) == []
    sanction = next(n for n, name in enumerate(catalogue) if name.startswith("sanction_"))
    named = game.names.actors[catalogue[sanction].removeprefix("sanction_")]
    assert t.answerers(game, sanction) == [named]


def test_answerers__those_of_the_engines_own_rule(game):
    """Of every act in the catalogue the same actors as the law names, so that nobody answers who was not told."""
    model = game.run.war.model
    sc, p, st = (one.view(np.recarray)[0] for one in (model.sc, game.params, game.states))
    laws = {
        name: getattr(getattr(answers, name), "py_func", getattr(answers, name))
        for name in ("makes_answer", "has_part", "patron_of")
    }
    rule = FunctionType(laws["makes_answer"].__code__, {**vars(answers), **laws})
    several = 0
    for n in range(len(model.labels.catalogue)):
        wanted = [game.names.actors[actor] for x, actor in enumerate(model.labels.actors) if rule(sc, p, st, game.place, n, x)]
        found = t.answerers(game, n)
        assert [text.partition(" (")[0] for text in found] == wanted
        several += len(found) > 1
    assert several


def test_closest__nobody_where_all_are_hostile(game):
    """The tie of the present day decides; a power that takes no part is passed over."""
    with_all = t.closest(game, 0)
    assert game.run.war.model.labels.powers[with_all] == "TUR"
    states = game.states.copy()
    states["tie"][0, 2:, 0] = -0.5
    assert t.closest(replace(game, states=states), 0) == -1
    params = game.params.copy()
    params["awake"][0, with_all] = 0.0
    assert t.closest(replace(game, params=params), 0) not in {-1, with_all}
