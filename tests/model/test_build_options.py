"""The catalogue: verbs and targets, overlay of the scenario's own descriptions, effects, limits."""

from __future__ import annotations

import pytest

from multipolar.codes import Answerer, Need, Primitive, Verb
from multipolar.model.build_options import (
    all_specs,
    bits,
    catalogue_ids,
    favoured,
    spec_of,
    split_option,
)
from multipolar.model.draw import draw
from multipolar.scenario.document import OptionSpec
from multipolar.scenario.options import load_catalogue
from small_document import BASE, document, model

ACTORS = ("NOR", "SUD", "OCC", "ORI")
SIDES = ("NOR", "SUD")


def test_catalogue__use_known_verbs_and_primitives():
    """Every option of the library is made of verbs and primitives that the model knows."""
    for name, spec in load_catalogue().items():
        assert name.removesuffix("_{X}") in Verb.spellings(), name
        assert set(spec.effects) <= set(Primitive.spellings()), name
        assert len(spec.effects) <= 4, name


def test_split_option__verb_and_target():
    """A verb of two words is not taken apart, a target must be an actor."""
    assert split_option("air_cover_NOR", ACTORS) == ("air_cover", "NOR")
    assert split_option("border_show", ACTORS) == ("border_show", None)
    assert split_option("sanction_ORI", ACTORS) == ("sanction", "ORI")
    assert split_option("embargo", ACTORS) == ("embargo", None)
    assert split_option("arm_north_army", ("north_army",)) == ("arm", "north_army")


@pytest.mark.parametrize(
    ("verb", "target", "side"),
    [("arm", 1, 1), ("sanction", 1, 0), ("threaten", 0, 1), ("sanction", 3, -1), ("statement", -1, -1)],
)
def test_favoured__harm_to_one_is_help_to_the_other(verb, target, side):
    """Sanctions on B favour A; acts on powers favour neither."""
    assert favoured(verb, target) == side


def test_fill_catalogue__levels_targets_and_effects():
    """The record of an option says who it helps, how far it goes and what it does."""
    built = model()
    sc, names = built.sc[0], built.labels.catalogue
    air, arm = names.index("air_NOR"), names.index("arm_SUD")
    assert sc["opt_level"][[air, arm]].tolist() == [2, 1]
    assert sc["opt_favours"][[air, arm]].tolist() == [0, 1]
    assert sc["opt_target"][names.index("sanction_ORI")] == 3
    assert sc["opt_effect"][arm, 0] == Primitive.of(built.labels.effects[arm][0])
    assert sc["opt_verb"][names.index("mediate")] == Verb.MEDIATE
    assert (draw(built.plan, 5)["option_size"][:, arm, 0] > 0).all()


def test_spec_of__the_scenario_lays_its_words_over_the_library():
    """What the scenario states replaces, effect by effect; the rest stays."""
    own = {"arm_{X}": OptionSpec.model_validate({"id": "arm_{X}", "level": "armed", "effects": {"drones": 9}})}
    spec = spec_of("arm_SUD", own, ACTORS)
    base = load_catalogue()["arm_{X}"]
    assert spec.effects["drones"].distribution.median() == 9
    assert spec.effects["munitions"] == base.effects["munitions"]
    assert spec.delay == base.delay


def test_catalogue_ids__own_options_enter_even_when_nobody_has_them():
    """An option the scenario defines outright is in the catalogue, as a custom act."""
    blockade = {"id": "blockade_B", "level": "direct", "effects": {"strain": 0.1}}
    assert "blockade_SUD" in catalogue_ids(document(options=[blockade]), SIDES)
    built = model(options=[blockade])
    n = built.labels.catalogue.index("blockade_SUD")
    assert built.sc[0]["opt_verb"][n] == Verb.CUSTOM
    assert built.sc[0]["opt_target"][n] == 1


def test_spec_of__faults_name_the_nearest():
    """An unknown option or primitive is answered with the nearest, too many effects are counted."""
    with pytest.raises(ValueError, match=r"proxies_\{X\}"):
        spec_of("proxi_{X}", {}, ACTORS)
    for effects, said in (({"drone": 1}, "drones"), (dict.fromkeys(Primitive.spellings()[:5], 1), "5 effects")):
        own = {"x": OptionSpec.model_validate({"id": "x", "level": "out", "effects": effects})}
        with pytest.raises(ValueError, match=said):
            spec_of("x", own, ACTORS)


def test_all_specs__one_entry_per_act_and_target():
    """Two powers with the same option share one entry; the same act for the other side is another."""
    powers = [BASE["powers"][0], {**BASE["powers"][1], "options": ["arm_A"]}]
    assert [name for name in all_specs(document(powers=powers), SIDES) if name.startswith("arm")] == ["arm_NOR", "arm_SUD"]


def test_bits__of_codes():
    """Each code sets its bit once."""
    assert [bits([]), bits([0]), bits([0, 2, 2])] == [0, 1, 5]


def test_entry__what_an_option_needs_and_whom_it_makes_answer():
    """Needs and parts are bits; actors are named by id or letter, `{X}` by the act's target."""
    own = {"id": "flood_{X}", "level": "out", "effects": {"strain": 0.02}, "needs": ["reach", "friend"]}
    own["retaliation_by"] = ["{X}", "ORI", "A", "rival", "enemy"]
    powers = [{**BASE["powers"][0], "options": ["flood_SUD", "ground_NOR"]}, *BASE["powers"][1:]]
    found = model(options=[own], powers=powers)
    sc, n = found.sc[0], found.labels.catalogue.index("flood_SUD")
    assert sc["opt_needs"][n] == bits([Need.REACH, Need.FRIEND])
    assert sc["opt_answerers"][n] == bits([Answerer.RIVAL, Answerer.ENEMY])
    assert sc["opt_answered"][n, :4].tolist() == [1, 1, 0, 1]
    assert sc["opt_ground"][n] == 0
    ground = found.labels.catalogue.index("ground_NOR")
    assert sc["opt_needs"][ground] == bits([Need.LAND_OR_SEA, Need.HOST_CONSENT])
    assert (sc["opt_ground"][ground], sc["opt_answered"][ground].any()) == (1, False)
    assert sc["opt_answerers"][ground] == bits([Answerer.PATRON_OF_ENEMY])
