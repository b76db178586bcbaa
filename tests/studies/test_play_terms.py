"""What each option of a played power would take: read from the catalogue as the war was built, in words."""

from __future__ import annotations

import pytest

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
    assert direct["answered"] == ["the power closest to Azerbaijan"]


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
    assert t.answerers(model, catalogue.index("mediate"), game.names) == []
    sanction = next(n for n, name in enumerate(catalogue) if name.startswith("sanction_"))
    named = game.names.actors[catalogue[sanction].removeprefix("sanction_")]
    assert t.answerers(model, sanction, game.names) == [named]
