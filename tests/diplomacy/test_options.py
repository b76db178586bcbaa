"""Laws and steps of `diplomacy/options.py`."""

from __future__ import annotations

import inspect
import linecache

import numpy as np
import pytest

from acting import acting, effects
from blank_world import blank_world
from multipolar.codes import Primitive
from multipolar.declare.part import Effect
from multipolar.diplomacy.effects.money import economic_weight
from multipolar.diplomacy.options import EFFECTS, options_step
from powers_toy import FAR, PATRON, SPONSOR, toy_world


def test_options_step__clears_what_holds_only_while_in_effect() -> None:
    """Yesterday's effects are gone; what was paid, delivered or lost stays."""
    world = blank_world(powers=2)
    world.set(quality_now=[1.2, 1.1], air_added=[3.0, 4.0], sam_added=[1.0, 2.0], pinned=[0.1, 0.2], guarded=[1.0, 2.0])
    world.set(
        enemy_air_factor=[0.5, 0.6],
        intel=[0.1, 0.2],
        visible=[0.5, 0.6],
        surprise_factor=[0.5, 0.6],
        coercing=[0.1, 0.2],
        humane=0.3,
    )
    world.set(monitor=0.4, enforce_ext=0.5, mediators=[1, 1], strain_ext=[0.1, 0.2], received=[5.0, 6.0])
    changed = world.day(options_step, 5)
    ones = {"quality_now", "enemy_air_factor", "visible", "surprise_factor"}
    zeros_ = {"air_added", "sam_added", "pinned", "guarded", "intel", "coercing", "humane", "monitor", "enforce_ext", "mediators"}
    assert set(changed) == ones | zeros_
    assert all((changed[name] == 1.0).all() for name in ones)
    assert not any(np.any(changed[name]) for name in zeros_)


@pytest.mark.parametrize(
    ("start", "active", "running", "level"),
    [
        (0, 0, True, 2),  # the option itself
        (0, 0, False, 0),
        (1, 0, False, 1),  # a stance of the as-of date without an option that carries it stays
        (2, 0, False, 1),  # but not open combat
        (2, 1, False, 0),  # its option has been dropped
        (3, 1, True, 3),
    ],
)
def test_options_step__keeps_the_level_of_involvement(start: int, active: int, running: bool, level: int) -> None:
    """The highest level in effect, or what was so on the as-of date while it goes on; the highest ever is kept."""
    world, _ = acting("air", 1, level=2, since=5.0 if running else 99.0)
    world.sc["level_start"][1], world.sc["active_start"][1, 0] = start, active
    world.st["level_max"][1] = 1
    world.day(options_step, 5)
    assert world.st["level"][1] == level
    assert world.st["level_max"][1] == max(1, level)
    entered = level >= 2 and start < 2
    assert world.st["entry_day"][1] == (5.0 if entered else -1.0)
    assert world.st["mediation_due"] == int(entered)
    world.set(mediation_due=0)
    world.day(options_step, 6)
    assert world.st["entry_day"][1] == (5.0 if entered else -1.0)
    assert world.st["mediation_due"] == 0


def test_options_step__notes_the_first_use_of_what_began_in_the_war() -> None:
    """The first day is noted once; options that ran long before the as-of date are not new."""
    world, _ = acting("arm", 1, level=1, since=4.0)
    o, _ = world.option(1, "advise", level=1)
    world.running(1, o, since=-1000.0)
    for day in (5, 6):
        world.day(options_step, day)
    assert world.st["first_use"][1, :2].tolist() == [5.0, -1.0]


def test_act__mediation_takes_the_chair() -> None:
    """The verb and the effect both make a mediator."""
    for verb, sizes in (("mediate", {}), ("statement", {"mediator": 0.5})):
        world, _ = acting(verb, 1, sizes=sizes)
        assert effects(world)["mediators"][:2].tolist() == [0, 1]
    assert effects(acting("statement", 1)[0]) == {}


def test_act__an_option_for_nobody_helps_nobody() -> None:
    """Without a side helped aircraft, men and shells go nowhere."""
    sizes = {"aircraft": 50.0, "men": 1000.0, "munitions": 50.0, "guard": 1.0}
    assert effects(acting("air", 1, since=4.0, sizes=sizes)[0]) == {}


def test_act__reads_all_four_places_of_an_option() -> None:
    """An effect in the fourth place acts as one in the first does."""
    sizes = {"tie_enemy": 0.0, "leverage": 0.1, "transit": 1.0, "guard": 2.0}
    assert effects(acting("advise", 1, favours=0, since=2.0, sizes=sizes)[0]) == {"guarded": pytest.approx([2.0, 0.0])}


def test_options_step__nothing_in_effect_leaves_the_war_alone() -> None:
    """Powers that do nothing add no men, arms or aircraft."""
    world = toy_world()
    before = world.st["munitions"].copy(), world.st["reserve"].copy()
    world.run(options_step, 3)
    assert np.array_equal(before[0], world.st["munitions"])
    assert np.array_equal(before[1], world.st["reserve"])
    assert not world.st["air_added"].any()
    assert (world.st["quality_now"] == 1.0).all()
    assert (world.st["level"][:3] == 0).all()


def test_options_step__effects_go_to_the_side_they_favour() -> None:
    """Advisers, an air group and cover for A leave B as it was; men for B do not come by air alone."""
    world = toy_world()
    world.start(SPONSOR, "advise", 0)
    world.start(SPONSOR, "air", 0)
    world.start(SPONSOR, "air_cover", 0)
    world.start(PATRON, "ground", 1)
    reserve = world.st["reserve"][1]
    world.run(options_step, 10)
    assert world.st["quality_now"][0] > 1.0 == world.st["quality_now"][1]
    assert world.st["air_added"][0] > 0.0 == world.st["air_added"][1]
    assert world.st["enemy_air_factor"][0] < 1.0
    assert world.st["guarded"][0] == 1.0
    assert world.st["reserve"][1] == reserve
    assert world.st["level"][SPONSOR] == 2
    assert world.st["entry_day"][SPONSOR] == 10.0


def test_options_step__what_happens_once_happens_once() -> None:
    """A sanction cuts the tie on its first day only, strain mounts every day; a strike destroys once."""
    world = toy_world()
    world.start(FAR, "sanction", 0, since=2.0)
    world.start(PATRON, "strike", 0, since=2.0)
    for day in (2, 3, 4):
        world.run(options_step, day)
    assert world.st["tie"][2 + FAR, 0] == pytest.approx(0.0)
    assert world.st["strain_ext"][0] == pytest.approx(3 * 0.02 / 30.0 * economic_weight(0.13))
    assert world.st["equip"][0, 0] == pytest.approx(200.0 * (1.0 - 0.1 * 0.6))


def test_effects__each_primitive_has_one_in_the_place_of_its_code() -> None:
    """The table by code holds each primitive once; the calls are those that the effects declare."""
    assert [effect.primitive for effect in EFFECTS] == list(Primitive) == list(range(len(Primitive)))
    assert [effect.primitive.spelling for effect in EFFECTS if effect.apply is None] == ["leverage", "transit", "patrol"]
    calls = "".join(linecache.getlines("<dispatch apply_effect>"))
    for effect in EFFECTS:
        call = f"if code == {effect.primitive.value}:\n        {effect.apply.__name__}_" if effect.apply else ""
        assert call in calls, effect.primitive.spelling
        assert (f"code == {effect.primitive.value}:" in calls) == (effect.apply is not None)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.primitive.spelling)
def test_effects__take_the_arguments_that_all_share(effect: Effect) -> None:
    """One signature for all, so that they can be called by code; an effect that is read elsewhere says by what."""
    if effect.apply is None:
        assert len(effect.not_applied.split()) > 5
    else:
        function = getattr(effect.apply, "py_func", effect.apply)
        assert list(inspect.signature(function).parameters) == ["sc", "p", "st", "j", "o", "n", "b", "size", "age", "key", "day"]


def test_act__each_effect_for_the_side_that_it_declares() -> None:
    """Help goes to the side helped, harm to the side aimed at; without either side only what needs none acts."""
    sizes = {"guard": 2.0, "pin": 0.25, "relief": 0.3, "tie_enemy": 0.0}
    world, n = acting("border_show", 1, since=4.0, favours=0, target=1, sizes=sizes)
    assert effects(world) == {"guarded": pytest.approx([2.0, 0.0]), "pinned": pytest.approx([0.0, 0.25]), "humane": 0.3}
    world.sc["opt_favours"][n], world.sc["opt_target"][n] = -1, 2
    effects(world)
    assert (world.st["guarded"].any(), world.st["pinned"].any(), world.st["humane"]) == (False, False, 0.3)


def test_act__the_first_day_and_the_age_of_an_option() -> None:
    """What happens once happens on the day of the start; aircraft are in place in full on the third day."""
    world, _ = acting("air", 1, since=5.0, favours=0, sizes={"attention": 0.1, "aircraft": 10.0})
    found = []
    for day in (5, 6, 7, 8):
        effects(world, day)
        found.append((world.st["air_added"][0], world.st["attention_now"][1]))
    whole = found[-1][0]
    assert np.array(found) == pytest.approx(np.array([(whole * part, 0.1) for part in (1 / 3, 2 / 3, 1.0, 1.0)]))
