"""Option ids meet the catalogue's templates."""

from __future__ import annotations

import pytest

from multipolar.scenario.document import OptionSpec
from multipolar.scenario.options import (
    act_text,
    actor_ids,
    all_options,
    concrete,
    load_catalogue,
    open_options,
    option_hint,
    overlay,
    split_target,
    target_names,
)
from scenario.small import document
from scenario.words import words

OPTIONS = words().options
TARGETS = {"AAA": "AAA", "BBB": "BBB", "A": "AAA", "B": "BBB", "EAST": "EAST"}


@pytest.mark.parametrize(
    ("name", "verb", "target"),
    [
        ("stay_out", "stay_out", None),
        ("arm_AAA", "arm", "AAA"),
        ("arm_B", "arm", "BBB"),
        ("sanction_EAST", "sanction", "EAST"),
    ],
)
def test_concrete__finds_verb_and_target(name, verb, target):
    """A and B stand for the sides."""
    found = concrete(name, OPTIONS, TARGETS)

    assert found is not None
    assert (found.verb, found.target) == (verb, target)


@pytest.mark.parametrize("name", ["arm", "arm_", "arm_NORTH", "armAAA", "fly"])
def test_concrete__is_none_for_what_no_template_fits(name):
    """No target, an unknown target, an unknown verb."""
    assert concrete(name, OPTIONS, TARGETS) is None
    assert option_hint(name, OPTIONS, TARGETS)


def test_concrete__takes_synonyms():
    """Another word for a verb means the same option."""
    found = concrete("broker", OPTIONS, TARGETS, synonyms={"broker": "mediate"})

    assert found is not None
    assert (found.id, found.verb) == ("broker", "mediate")


def test_concrete__a_scenario_may_describe_one_target_apart():
    """An option written for one target keeps its verb and target, with its own description."""
    own = OptionSpec(id="arm_AAA", level="direct")
    found = concrete("arm_AAA", {**OPTIONS, "arm_AAA": own}, TARGETS)

    assert found is not None
    assert (found.verb, found.target, found.spec.level) == ("arm", "AAA", "direct")


def test_actors__are_ordered():
    """The two sides come first."""
    small = document()

    assert actor_ids(small) == ("AAA", "BBB", "EAST", "WEST")
    assert target_names(small)["A"] == "AAA"
    assert "flood_{X}" in all_options(small, OPTIONS)


def test_catalogue__of_the_package_is_sound():
    """The bundled catalogue reads without a fault, and every option knows its level."""
    catalogue = load_catalogue()

    assert "stay_out" in catalogue
    assert {spec.level for spec in catalogue.values()} == {"out", "armed", "direct"}


def test_catalogue__is_read_once():
    """Whoever asks gets the same descriptions: there is one reader of the bundled file."""
    assert load_catalogue() is load_catalogue()


def test_all_options__own_words_are_laid_over_the_catalogue():
    """What the scenario says of an option replaces what the catalogue says, the rest of it stays; also for one target."""
    catalogue = load_catalogue()
    own = [OptionSpec.model_validate({"id": "arm_AAA", "level": "direct", "effects": {"drones": 9}})]
    found = all_options(document().model_copy(update={"options": own}), catalogue)["arm_AAA"]
    base = catalogue["arm_{X}"]

    assert found.effects["drones"].distribution.median() == 9
    assert (found.effects["munitions"], found.delay, found.level) == (base.effects["munitions"], base.delay, "direct")
    assert overlay(None, None) is None
    assert overlay(base, None) is base


def test_catalogue__intelligence_warns():
    """As the table of options says, intelligence for a side halves the surprise against it."""
    assert load_catalogue()["intel_{X}"].effects["warning"].distribution.median() == 0.5


def test_split_target__takes_the_longest_name_behind_a_verb():
    """Names may hold underscores, verbs too; what fits no name has no target."""
    names = ("army", "north_army", "A")

    assert split_target("arm_north_army", names) == ("arm", "north_army")
    assert split_target("deny_transit_army", names) == ("deny_transit", "army")
    assert split_target("air_cover_A", names) == ("air_cover", "A")
    assert split_target("border_show", names) == ("border_show", None)
    assert split_target("_army", names) == ("_army", None)


TEMPLATES = ("arm_{X}", "sanction_{X}", "threaten_{X}", "air_{X}", "mediate", "stay_out")


def open_to(power, templates=TEMPLATES):
    """Return what the first power of the small document can do with these keys."""
    base = document()
    first = base.powers[0].model_copy(update={"active": [], "rivals": {}, "exclude": {}, **power})
    return open_options(first, base.model_copy(update={"powers": [first, *base.powers[1:]]}), templates)


def test_open_options__acts_on_a_side_exist_for_both():
    """Listed first, as written; then the same kind of act for the other side, once, however it is spelled."""
    assert open_to({"options": ["stay_out", "arm_A", "mediate"]}) == ("stay_out", "arm_A", "mediate", "arm_BBB")
    assert open_to({"options": ["arm_A", "arm_BBB"]}) == ("arm_A", "arm_BBB")
    assert open_to({"options": ["mediate"], "active": ["air_group_BBB"]}) == ("mediate", "air_group_BBB", "air_AAA")


def test_open_options__an_act_without_a_template_has_no_mirror():
    """What a scenario describes for one side alone stays for that side."""
    assert open_to({"options": ["flood_AAA"]}) == ("flood_AAA",)


def test_open_options__pressure_can_turn_on_rivals():
    """Sanctions and threats reach every rival that is a power of the war; arms do not."""
    other = document().powers[1].id if len(document().powers) > 1 else "NOBODY"
    found = open_to({"options": ["sanction_AAA", "arm_AAA"], "rivals": {other: 0.5, "ELSEWHERE": 0.5}})
    wanted = {"sanction_BBB", "arm_BBB"} | ({f"sanction_{other}"} if other != "NOBODY" else set())
    assert set(found) - {"sanction_AAA", "arm_AAA"} == wanted


@pytest.mark.parametrize("shut", ["arm_BBB", "arm_B", "arm"])
def test_open_options__what_is_excluded_is_left_out(shut):
    """By id, with the letter of the side, or the whole kind of act."""
    assert open_to({"options": ["arm_AAA", "mediate"], "exclude": {shut: "an embargo"}}) == ("arm_AAA", "mediate")


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("mediate", "brings the sides together"),
        ("sanction_BBB", "puts sanctions on Second"),
        ("invented_act", "invented act"),
        ("invented_AAA", "invented: First"),
    ],
)
def test_act_text__says_what_is_done_and_to_whom(option, text):
    """By the catalogue's words; what it does not know by the words of the id."""
    assert act_text(option, {"AAA": "First", "BBB": "Second"}) == text
