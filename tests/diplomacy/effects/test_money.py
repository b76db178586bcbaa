"""Strain that options lay on a target or take off."""

from __future__ import annotations

import pytest

from acting import acting, effects
from multipolar.diplomacy.effects.money import economic_weight, energy_cut


def test_economic_weight__worked_value_and_direction() -> None:
    """0.06 / 0.09 of the world's capability; larger economies tell more."""
    assert economic_weight(0.06) == pytest.approx(2.0 / 3.0)
    assert economic_weight(0.13) > economic_weight(0.02) > 0.0 == economic_weight(0.0)


def test_energy_cut__doubles_a_sanction_of_who_sends_all_energy() -> None:
    """Power 1 sends six tenths of B's energy: 1.6 for what it lays on B, nothing on A, by others or where strain is taken off."""
    world, _ = acting("sanction", 1, target=1)
    world.set(energy_source=[-1, 1], energy_need=[0.9, 0.6])
    found = [energy_cut(world.sc, world.p, j, b, size) for j, b, size in ((1, 1, 0.1), (1, 0, 0.1), (0, 1, 0.1), (1, 1, -0.1))]
    assert found == pytest.approx([1.6, 1.0, 1.0, 1.0])


def test_strain__of_a_power_that_sends_the_energy_weighs_more() -> None:
    """0.002 a day become 0.003 where half of the energy is cut with it."""
    world, _ = acting("sanction", 1, target=0, since=2.0, sizes={"strain": 0.09})
    world.set(capability=[0.0, 0.0, 9.0, 0.06], strain_ext=[0.1, 0.0], energy_source=[1, -1], energy_need=[0.5, 0.0])
    assert effects(world) == {"strain_ext": pytest.approx([0.103, 0.0])}


def test_strain__weighs_on_a_side_or_costs_a_power() -> None:
    """A thirtieth of 0.09 times an economy of 2/3: a side's strain within -0.5 and 0.8; a power pays of its means, in millions."""
    world, n = acting("sanction", 1, target=0, since=2.0, sizes={"strain": 0.09})
    world.set(capability=[0.0, 0.0, 9.0, 0.06], strain_ext=[0.1, 0.0])
    assert effects(world) == {"strain_ext": pytest.approx([0.102, 0.0])}
    world.set(strain_ext=[0.799, 0.0])
    assert effects(world)["strain_ext"][0] == 0.8
    world.p["option_size"][n, 0] = -0.09
    world.set(strain_ext=[-0.499, 0.0])
    assert effects(world)["strain_ext"][0] == -0.5
    world.sc["opt_target"][n] = 2
    world.set(reserves_money=[0.0, 0.0, 5.0], credit=[0.0, 0.0, 3.0])
    assert effects(world) == {"cost": pytest.approx([0.0, 0.0, -0.002 * 8000.0] + [0.0] * 11)}
    world.sc["opt_target"][n] = -1
    assert effects(world) == {}
