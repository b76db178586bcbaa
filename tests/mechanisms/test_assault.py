"""Laws and steps of `mechanisms/assault.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.assault import attacker_losses, defender_losses, gain_share

MEN = st.floats(100, 20000)


@given(MEN, MEN)
def test_losses__respect_their_caps(attackers: float, defenders: float) -> None:
    """No assault day costs more than 13.4 % of the attackers or 20 % of the defenders."""
    assert attacker_losses(0.5, attackers, defenders, 10.0, False, 2.0) <= 0.134 * attackers + 1e-9
    assert defender_losses(0.5, defenders, attackers, 10.0, 2.0) <= 0.20 * defenders + 1e-9


@given(MEN, MEN)
def test_losses__of_a_lost_assault_are_the_heavier(attackers: float, defenders: float) -> None:
    """A failed attack costs half as much again as a successful one."""
    won = attacker_losses(0.014, attackers, defenders, 1.0, True, 1.0)

    assert attacker_losses(0.014, attackers, defenders, 1.0, False, 1.0) > won > 0.0


@given(MEN, MEN, st.floats(1.1, 4))
def test_losses__scale_with_both_armies(attackers: float, defenders: float, factor: float) -> None:
    """Doubling both sides leaves both shares of loss where they were."""
    share = attacker_losses(0.014, attackers, defenders, 1.0, True, 1.0) / attackers

    assert abs(attacker_losses(0.014, factor * attackers, factor * defenders, 1.0, True, 1.0) / (factor * attackers) - share) < 1e-9


def test_gain_share__takes_an_undefended_sector_in_days() -> None:
    """Thirty kilometres without defenders fall in four to seven days at 4.5 to 7 km a day."""
    assert 4.0 < 1.0 / gain_share(7.0, 1.0, 30.0, 900.0) < 7.0
