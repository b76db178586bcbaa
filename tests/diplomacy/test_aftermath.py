"""Laws and steps of `diplomacy/aftermath.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world, drawn, drawn_normal
from multipolar.diplomacy.aftermath import (
    aftermath,
    currency,
    currency_hazard,
    drone_win,
    enforcement_left,
    great_war,
    hazard_after,
    link_hazard,
    linked,
    main_sponsor,
    relapse,
    relapse_rate,
)
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.numerics.random import member_key
from powers_toy import PATRON, toy_world

UNIT = hs.floats(0, 1)


def test_laws__worked_values() -> None:
    """Half a half-life keeps 1/sqrt(2), with a tenth of a year at least; hazards by their formulas."""
    assert enforcement_left(0.8, 2.0, 1.0) == pytest.approx(0.8 / math.sqrt(2.0))
    assert enforcement_left(0.8, 0.05, 0.1) == pytest.approx(0.4)
    assert relapse_rate(0.01, 0.2, 0.3, 0.4, 0.5) == pytest.approx(0.002 * math.exp(-0.55) * (1.0 - 0.7 * 0.4))
    assert currency_hazard(-4.0, 0.2, 0.05, 0.5) == pytest.approx(1.0 / (1.0 + math.exp(0.8)))
    assert link_hazard(0.1, 0.2, 0.5, 0.3) == pytest.approx(0.04 * math.exp(0.3))
    assert link_hazard(0.1, 0.2, -0.5, 0.3) == 0.0


def ended(ending: int, powers: int = 0, **values: object) -> Blank:
    """Return a stopped war over two sectors that weigh 2 and 8."""
    world = blank_world(sectors=2, powers=powers)
    world.set(contested=[1, 1], weight=[2.0, 8.0], ending=ending, handed=[1.0, 0.0], enforcement_halflife=2.0, **values)
    return world


@pytest.mark.parametrize(("ending", "factor"), [(1, 0.184), (2, 0.184), (3, 0.184), (4, 1.85), (5, 1.45), (6, 2.03)])
def test_hazard_after__by_the_way_a_war_ended(ending: int, factor: float) -> None:
    """Victory, agreement, ceasefire, fading: with the mean hazard those of UCDP, a watched agreement's 1.24e-4 a day."""
    assert hazard_after(ending) == factor
    observed = {1: 4.68e-5, 2: 4.68e-5, 3: 4.68e-5, 4: 1.24e-4, 5: 3.68e-4, 6: 5.15e-4}[ending]
    agreed = ending == 4
    assert relapse_rate(0.000254, factor, 0.3, 0.3 * agreed, 1.0 * agreed) == pytest.approx(observed, rel=0.01)


def quarter_key(k: int) -> int:
    """Return a key whose draw for quarter ``k`` is the smallest of those up to it, and not tiny."""
    for member in range(100000):
        key = member_key(np.uint64(77), np.int64(member))
        draws = [drawn(q, "AFTERMATH", 0, key) for q in range(k + 1)]
        if draws[k] == min(draws) and draws[k] > 0.02 and (k == 0 or sorted(draws)[1] > 1.5 * draws[k]):
            return key
    raise AssertionError(k)


def relapsed(world: Blank, key: int) -> tuple[int, float]:
    """Return whether war resumes, and when."""
    out = outcome()[0]
    out["relapse"], out["relapse_year"] = 7, 7.0
    relapse(*world.all, key, out)
    return int(out["relapse"]), float(out["relapse_year"])


@pytest.mark.parametrize("k", [0, 4, 11, 12])
@pytest.mark.parametrize(
    ("change", "start", "watched"),
    [
        ({}, 0.0, 0.0),
        ({"design": 0}, 0.6, 0.0),
        ({"design": 0, "arrangement": [1]}, 0.6, 1.0),
        ({"design": 0, "arrangement": [2]}, 0.3, 1.0),
    ],
)
def test_relapse__by_quarters_at_the_hazard_that_is_left(k: int, change: dict[str, object], start: float, watched: float) -> None:
    """In quarter k the chance is 1 - exp(-91.3 x rate), enforcement having decayed for k/4 years; after twelve it is peace."""
    key = quarter_key(k)
    left = start * 0.5 ** (0.25 * k / 2.0)
    rest = 91.3 * 2.03 * math.exp(-1.1 * watched) * (1.0 - 0.8 * left)
    at_draw = -math.log(1.0 - drawn(k, "AFTERMATH", 0, key)) / rest
    for factor in (0.999, 1.001):
        world = ended(6, design_enforcement=[0.6], compliance=0.5, peacekeeper_effect=0.2)
        world.set(settlement_hazard=factor * at_draw, **change)
        back, year = relapsed(world, key)
        if k == 12:
            assert (back, year) == (0, -1.0)
        elif factor < 1.0:
            assert year == -1.0 or year > 0.25 * (k + 1)
        else:
            assert (back, year) == (1, pytest.approx(0.25 * (k + drawn(k, "AFTERMATH", 1, key)), rel=1e-6))


@pytest.mark.parametrize(
    ("ending", "change", "rest"),
    [
        (5, {}, 1.45),
        (5, {"enforce_ext": 0.5, "concentration": 0.35}, 1.45 * math.exp(-1.1) * (1.0 - 0.8 * 0.4)),
        (5, {"monitor": 0.5}, 1.45 * math.exp(-1.1 * 0.5)),
        (5, {"enforce_ext": 0.5, "concentration": 0.35, "monitor": 0.5}, 1.45 * math.exp(-1.1) * (1.0 - 0.8 * 0.4)),
        (6, {"enforce_ext": 0.5, "concentration": 0.35, "monitor": 1.0}, 2.03),
    ],
)
def test_relapse__a_ceasefire_is_kept_by_who_is_there(ending: int, change: dict[str, object], rest: float) -> None:
    """Men of outside powers and monitors by the end; a war that only faded has nobody to keep it."""
    key = quarter_key(0)
    at_draw = -math.log(1.0 - drawn(0, "AFTERMATH", 0, key)) / (91.3 * rest)
    for factor in (0.999, 1.001):
        world = ended(ending, peacekeeper_effect=0.2, settlement_hazard=factor * at_draw, **change)
        back, year = relapsed(world, key)
        assert (back == 1 and year <= 0.25) == (factor > 1.0)


def test_relapse__a_war_that_goes_on_does_not_come_back() -> None:
    """At the horizon there is no peace to break."""
    assert relapsed(ended(7, settlement_hazard=1e6), KEY) == (0, -1.0)
    assert relapsed(ended(6, settlement_hazard=1e6), KEY)[0] == 1


def sponsored(**values: object) -> Blank:
    """Return a stopped war in which power 0 arms A."""
    world = ended(6, powers=2, level=[1, 0], day_now=5.0)
    world.running(0, world.option(0, "arm", level=1, favours=0)[0])
    world.set(fx_base=-1e3, **values)
    return world


def test_main_sponsor__the_closest_power_that_arms_a_side() -> None:
    """Power 0 arms A; once power 1 arms B and is closer to it, it comes first; without arms nobody does."""
    world = sponsored()
    assert main_sponsor(*world.all) == 0
    world.st["tie"][2, 0], world.st["tie"][3, 1] = 0.4, 0.5
    assert main_sponsor(*world.all) == 0
    world.set(level=[1, 1])
    world.running(1, world.option(1, "arm", level=1, favours=1)[0])
    assert main_sponsor(*world.all) == 1
    world.st["tie"][2, 0] = 0.6
    assert main_sponsor(*world.all) == 0
    world.set(level=[0, 0])
    assert main_sponsor(*world.all) == -1


def test_currency__drift_of_the_sponsor_and_noise_of_all() -> None:
    """Three weeks at a monthly drift and a spread of 0.03; only the sponsor drifts."""
    world = sponsored(fx_drift=0.02)
    out = outcome()[0]
    currency(*world.all, KEY, out)
    expected = [math.exp(0.03 * drawn_normal(0, "FX", x) - (0.014 if x == 2 else 0.0)) for x in range(4)]
    assert world.st["fx_index"][:4] == pytest.approx(expected, rel=1e-6)
    assert out["fx_index"][:4] == pytest.approx(expected, rel=1e-6)
    assert not world.st["fx_index"][4:].any()


@pytest.mark.parametrize("x", [0, 1, 2, 3])
def test_currency__a_crash_comes_at_its_chance(x: int) -> None:
    """0.7 of the monthly chance of strain, drift and the shock of open combat; a crash takes 0.12."""
    key = next(k for k in (member_key(np.uint64(5), np.int64(m)) for m in range(1000)) if 0.05 < drawn(1, "FX", x, k) < 0.6)
    monthly = drawn(1, "FX", x, key) / 0.7
    terms = 1.2 * 0.3 / 0.1 + (8.0 * 0.02 if x == 2 else 0.0) + (0.8 if x == 3 else 0.0)
    calm = 0.03 * drawn_normal(0, "FX", x, key) - (0.014 if x == 2 else 0.0)
    for factor, jump in ((0.999, 0.0), (1.001, 0.12)):
        chance = factor * monthly
        world = sponsored(fx_drift=0.02, strain=[0.3] * 4, level_max=[1, 2])
        world.set(fx_base=math.log(chance / (1.0 - chance)) - terms)
        currency(*world.all, key, outcome()[0])
        assert math.log(world.st["fx_index"][x]) == pytest.approx(calm - jump, abs=1e-9)


@pytest.mark.parametrize(("margin", "falls"), [(-1e-6, 0), (1e-6, 1)])
def test_currency__a_fall_is_a_twentieth_of_the_main_sponsors(margin: float, falls: int) -> None:
    """The sponsor's index at 0.95 is a fall; that of another power, or of a war without sponsors, is none."""
    drift = (0.03 * drawn_normal(0, "FX", 2) - math.log(0.95) + margin) / 0.7
    out = outcome()[0]
    out["fx_fall"] = 7
    currency(*sponsored(fx_drift=drift).all, KEY, out)
    assert out["fx_fall"] == falls
    world = sponsored(fx_drift=drift)
    world.set(level=[0, 1])
    world.running(1, world.option(1, "arm", level=1, favours=0)[0])
    world.set(fx_drift=(0.03 * drawn_normal(0, "FX", 3) - math.log(0.95) + margin) / 0.7)
    currency(*world.all, KEY, out)
    assert out["fx_fall"] == falls
    world.set(level=[0, 0])
    currency(*world.all, KEY, out)
    assert out["fx_fall"] == 0


@pytest.mark.parametrize(
    ("gained", "hits", "won"),
    [(0.11, [51.0, 0.0], 1.0), (0.11, [49.0, 99.0], 0.0), (0.09, [99.0, 0.0], 0.0), (-0.11, [0.0, 51.0], 1.0)],
)
def test_drone_win__a_tenth_gained_and_fifty_hits_by_the_winner(gained: float, hits: list[float], won: float) -> None:
    """The side that gained a tenth of the value must have hit more than fifty targets."""
    world = ended(6, start_share=0.4, hits=hits)
    world.set(value_share=0.4 + gained)
    assert drone_win(world.st) == won


@pytest.mark.parametrize(
    ("change", "optimism", "tie"),
    [
        ({}, 0.0, 0.3),
        ({"link_a": [-1]}, 0.0, 0.0),
        ({"link_b": [-1]}, 0.0, 0.0),
        ({"link_a": [1], "link_b": [0]}, 0.0, 0.3),
        ({"hits": [60.0, 0.0], "link_challenger": [0]}, 5.0 * 0.05 * (1.0 - math.exp(-0.5)) * 2.0, 0.3),
        ({"red_owner": [0, 3]}, 0.2 * 1.0, 0.3),
        ({"red_owner": [0, 3], "red_unanswered": [2.0, 5.0]}, 0.2 * 3.0, 0.3),
        ({"red_owner": [1, 2], "red_unanswered": [1.0, 0.0]}, 0.2 * 3.0, 0.3),
        ({"hits": [60.0, 0.0]}, 0.0, 0.3),
        ({"hits": [60.0, 0.0], "link_challenger": [2]}, 5.0 * 0.05 * (1.0 - math.exp(-0.5)) * 2.0, 0.3),
    ],
)
def test_linked__war_elsewhere_at_its_yearly_chance(change: dict[str, object], optimism: float, tie: float) -> None:
    """1 - exp(-12 x rate): tension 0.5, the tie of the pair, lines let pass by its friends and the lesson of drones."""
    rest = (1.0 - tie) * 0.5 * math.exp(optimism)
    at_draw = -math.log(1.0 - drawn(0, "LINKED", 0)) / 12.0 / rest
    for factor, war in ((0.999, 0), (1.001, 1)):
        world = ended(6, powers=4, n_links=1, n_redlines=2, red_owner=[3, 3], link_a=[0], link_b=[1], link_patron=[2])
        world.set(tension=[0.5], link_rate=[factor * at_draw], link_reputation=0.2, link_optimism=0.05, value_share=0.5)
        world.st["tie"][2, 3] = world.st["tie"][3, 2] = 0.3
        world.set(**change)
        out = outcome()[0]
        out["link_war"][0] = 7
        linked(*world.all, KEY, out)
        assert out["link_war"][0] == war
        world.switch("linked", 0.0)
        linked(*world.all, KEY, out)
        assert out["link_war"][0] == 0


def test_linked__each_theatre_has_its_own_draw() -> None:
    """The second theatre goes by its own rate and number."""
    world = ended(6, powers=2, n_links=2, tension=[0.0, 1.0])
    for factor, war in ((0.999, 0), (1.001, 1)):
        world.set(link_rate=[0.0, -factor * math.log(1.0 - drawn(0, "LINKED", 1)) / 12.0])
        out = outcome()[0]
        linked(*world.all, KEY, out)
        assert out["link_war"][:2].tolist() == [0, war]


@pytest.mark.parametrize(
    ("levels", "start", "times"),
    [([2, 2, 1], [0, 0, 0], 10.0), ([2, 1, 1], [0, 0, 0], 1.0), ([2, 2, 0], [2, 0, 0], 1.0), ([2, 2, 2], [1, 1, 1], 10.0)],
)
def test_great_war__ten_times_likelier_once_two_have_entered(levels: list[int], start: list[int], times: float) -> None:
    """Tail 0.001 times its scale; entry counts from below open combat."""
    u = drawn(2, "LINKED", 100)
    for factor, war in ((0.999, 0), (1.001, 1)):
        world = ended(6, powers=3, level_max=levels, level_start=start, great_power_tail=0.001)
        world.set(tail_scale=factor * u / times / 0.001)
        out = outcome()[0]
        out["great_power"] = 7
        great_war(*world.all, KEY, out)
        assert out["great_power"] == war


def test_aftermath__fills_every_part_and_leaves_the_war_alone() -> None:
    """Relapse, currency, linked theatre and tail are written; of the state only the currencies change."""
    world = sponsored(settlement_hazard=1e6, fx_drift=1.0, n_links=1, tension=[1.0], link_rate=[1e6], great_power_tail=1.0)
    world.set(tail_scale=1.0)
    out = outcome()[0]
    assert set(world.changed_by(aftermath, KEY, out)) == {"fx_index"}
    assert (out["relapse"], out["fx_fall"], out["link_war"][0], out["great_power"]) == (1, 1, 1, 1)


def outcome() -> Records:
    """Return one empty OUTCOME record."""
    return zeros("OUTCOME", 1)


@given(UNIT, hs.floats(0.5, 8), hs.floats(0, 10))
def test_enforcement_left__halves_every_half_life(start: float, half_life: float, years: float) -> None:
    """Enforcement decays with the guarantor's distraction."""
    assert enforcement_left(start, half_life, half_life) == pytest.approx(0.5 * start)
    assert enforcement_left(start, half_life, years + 1.0) <= enforcement_left(start, half_life, years)


@given(UNIT, UNIT, UNIT)
def test_relapse_rate__falls_with_victory_enforcement_and_watch(way: float, enforcement: float, watched: float) -> None:
    """Everything that keeps the peace lowers the hazard of renewed war."""
    rate = relapse_rate(0.01, way, 0.3, enforcement, watched)
    assert relapse_rate(0.01, 0.0, 0.3, 1.0, 1.0) <= rate <= relapse_rate(0.01, 1.0, 0.3, 0.0, 0.0) + 1e-15


def test_hazards__rise_with_what_feeds_them() -> None:
    """Strain and drift feed a currency fall; tension and bad blood feed a linked theatre."""
    assert currency_hazard(-4.0, 0.2, 0.0, 0.0) > currency_hazard(-4.0, 0.0, 0.0, 0.0) < currency_hazard(-4.0, 0.0, 0.1, 0.0)
    assert link_hazard(0.1, 0.0, 0.5, 0.0) > link_hazard(0.1, 0.5, 0.5, 0.0)
    assert link_hazard(0.1, 0.0, 0.0, 1.0) == 0.0


def test_aftermath__an_enforced_decided_peace_lasts_longer_than_a_bare_truce() -> None:
    """Over many members, wars that stop by a truce come back more often than those settled under an enforcer."""
    back = {4: 0, 5: 0}
    for ending in back:
        world = toy_world()
        world.st["ending"] = ending
        world.st["design"] = 1 if ending == 4 else -1
        world.st["handed"][:] = 1.0
        world.p["settlement_hazard"] = 0.003
        for member in range(60):
            out = outcome()
            aftermath(world.sc, world.p, world.st, member_key(np.uint64(9), np.int64(member)), out[0])
            back[ending] += int(out[0]["relapse"])
            assert (out[0]["relapse"] == 1) == (0.0 <= out[0]["relapse_year"] <= 3.0)
    assert back[4] < back[5]


def test_aftermath__linked_theatres_and_the_tail_answer_to_their_rates() -> None:
    """No rate, no war elsewhere; a certain one comes; passivity elsewhere has no effect while its claim sleeps."""
    world = toy_world()
    world.sc["n_links"] = 1
    world.sc["link_challenger"][0], world.sc["link_patron"][0] = 2, PATRON
    world.sc["link_a"][0] = world.sc["link_b"][0] = -1
    world.st["tension"][0] = 1.0
    for rate, answer in ((0.0, 0), (50.0, 1)):
        world.p["link_rate"][0], world.p["great_power_tail"], world.p["tail_scale"] = rate, float(answer), 1.0
        out = outcome()
        aftermath(world.sc, world.p, world.st, member_key(np.uint64(9), np.int64(1)), out[0])
        assert out[0]["link_war"][0] == answer
        assert out[0]["great_power"] == answer
