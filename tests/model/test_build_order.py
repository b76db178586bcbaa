"""Treaties, red lines, designs and linked theatres find their owners, sides and codes."""

from __future__ import annotations

from multipolar.codes import RedLineKind
from multipolar.model.draw import draw
from small_document import BASE, model

MODEL = model()
SC = MODEL.sc[0]
DRAWN = draw(MODEL.plan, 300)


def test_treaty__obliges_a_power_towards_a_side():
    """The pact obliges East to Southland, on recognised soil only."""
    assert (SC["treaty_power"][0], SC["treaty_side"][0]) == (1, 1)
    assert (SC["treaty_zone"][0], SC["treaty_soil"][0]) == (0, 1)
    assert SC["guarantees"][1].tolist() == [0, 1]
    assert SC["guarantees"][0].tolist() == [0, 0]


def test_red_line__knows_owner_kind_aim_and_answers():
    """The line is East's, aimed at Northland, about the right sector, answered by a threat or arms."""
    assert (SC["red_owner"][0], SC["red_kind"][0], SC["red_side"][0]) == (1, RedLineKind.RECOGNISED_SOIL, 0)
    assert SC["red_sector"][0, :3].tolist() == [0, 0, 1]
    answers = {name for n, name in enumerate(MODEL.labels.catalogue) if SC["red_answer"][0, n]}
    assert answers == {"threaten_NOR", "arm_SUD"}
    assert SC["red_entry"][0] == -1


def test_red_line__aimed_at_both_means_any():
    """A line against both sides is a line against anybody."""
    lines = [{**BASE["red_lines"][0], "against": ["NOR", "SUD"]}]
    assert model(red_lines=lines).sc[0]["red_side"][0] == -1


def test_red_line__belief_errs_about_the_threshold_unless_it_is_stated():
    """Others know the line but for an error as wide as they are unsure of it; a stated belief is one value for itself."""
    threshold, belief = DRAWN["red_threshold"][:, 0], DRAWN["red_belief"][:, 0]
    assert threshold.std() > 0.5
    assert (threshold == belief).all()
    assert 0.5 < DRAWN["red_bias"][:, 0].std() < 1.5
    assert (DRAWN["red_error"][:, 0] == DRAWN["red_spread"][:, 0]).all()
    line = {**BASE["red_lines"][0], "belief_mean": 4.5}
    stated = draw(model(red_lines=[line]).plan, 20, seed=1)
    assert (stated["red_belief"][:, 0] == 4.5).all()
    assert (stated["red_bias"][:, 0] == 0.0).all()


def test_red_line__is_told_to_those_it_names_or_to_all():
    """Sides by letter or id and powers by id; a line that names nobody is told to everybody."""
    line = BASE["red_lines"][0]
    for names, told in (([], [1, 1, 1, 1]), (["NOR"], [1, 0, 0, 0]), (["A", "ORI"], [1, 0, 0, 1])):
        found = model(red_lines=[{**line, "believed_by": names}]).sc[0]["red_told"][0, :4].tolist()
        assert found == told


def test_design__territory_arrangement_enforcer_and_consent():
    """Designs carry their codes, enforcers and who must agree."""
    assert SC["territory"][:2].tolist() == [0, 3]
    assert SC["arrangement"][:2].tolist() == [4, 1]
    assert SC["enforcer"][1, :2].tolist() == [0, 1]
    assert DRAWN["design_consent"][0, 0, :2].tolist() == [0, 1]
    assert DRAWN["design_worth"][0, 0, :2].tolist() == [0, 0.3]
    assert (DRAWN["design_known"][0, :2] == 1).all()
    assert SC["final"][:2].tolist() == [1, 1]


def test_link__names_its_powers():
    """The linked theatre knows who may start there and who is engaged."""
    assert (SC["link_challenger"][0], SC["link_patron"][0]) == (0, 1)
    assert (SC["link_a"][0], SC["link_b"][0]) == (0, 1)
    assert DRAWN["link_rate"][0, 0] > 0


def test_treaty__of_several_and_automatic():
    """What the file says of consultation among several and of help without a request; neither unless it says so."""
    treaty = {k: v for k, v in BASE["treaties"][0].items() if k not in ("multilateral", "automaticity")}
    for more, several, automatic in (({}, 0, 0.0), ({"multilateral": True, "automaticity": 0.4}, 1, 0.4)):
        found = model(treaties=[{**treaty, **more}])
        assert found.sc[0]["treaty_several"][0] == several
        assert draw(found.plan, 2, seed=1)["treaty_automatic"][0, 0] == automatic
