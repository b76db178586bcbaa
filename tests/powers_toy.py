"""The toy theatre with three outside powers: a sponsor of A, a patron of B with a treaty, and a distant mediator."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from multipolar.codes import Need, Primitive, Terrain, Verb
from multipolar.diplomacy.bargain import BARGAINING_SWITCH
from multipolar.diplomacy.decide.draw import horizon_stride
from multipolar.diplomacy.decide.step import THIRD_PARTIES_SWITCH
from multipolar.diplomacy.decide.weights import is_available
from multipolar.diplomacy.outlook.amounts import lane_parts
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import DEATHS, GONE, LANES, OUTLOOK_STEPS, OUTPUTS, SHARE
from multipolar.diplomacy.outlook.value import option_gain
from multipolar.diplomacy.preferences import issues_of
from multipolar.mechanisms.cohesion import SIDE_COLLAPSE_SWITCH
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.model.build_options import bits
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.scenario.options import load_catalogue
from toy import toy_params, toy_scenario

SPONSOR, PATRON, FAR = 0, 1, 2
CATALOGUE: tuple[tuple[str, int, int, int, float, float, float, int, dict[str, float]], ...] = (
    # verb, target, level, favours, escalation, delay, wear, weekly, effects
    ("stay_out", -1, 0, -1, 0, 0, 0, 0, {}),
    ("statement", -1, 0, -1, 0, 0, 20, 0, {"belief_spread": 0.9, "attention": 0.05}),
    ("mediate", -1, 0, -1, 0, 1, 14, 0, {"mediator": 0.6}),
    ("arm", 0, 1, 0, 2, 5, 0, 1, {"munitions": 60, "equipment": 0.002, "drones": 0.2}),
    ("advise", 0, 1, 0, 1, 7, 0, 1, {"quality": 0.15}),
    ("air", 0, 2, 0, 8, 7, 0, 1, {"aircraft": 32, "sam": 4}),
    ("arm", 1, 1, 1, 2, 5, 0, 1, {"munitions": 60}),
    ("air", 1, 2, 1, 8, 7, 0, 1, {"aircraft": 32, "sam": 4}),
    ("ground", 1, 2, 1, 9, 10, 0, 1, {"men": 6000}),
    ("sanction", 0, 0, 1, 1, 10, 0, 1, {"strain": 0.02, "tie": -0.1, "leverage": 0.02}),
    ("threaten", 0, 0, 1, 1, 0, 30, 0, {"belief_spread": 0.65, "belief_mean": -0.5}),
    ("finance", 1, 1, 1, 1, 5, 0, 1, {"strain": -0.03}),
    ("proxies", 0, 1, 0, 3, 10, 0, 1, {"fighters": 1500, "tie_fearful": -0.05}),
    ("air_cover", 0, 1, 0, 4, 3, 0, 1, {"air_cover": 0.3, "guard": 1}),
    ("strike", 0, 2, 1, 6, 1, 0, 0, {"strike_equipment": 0.1}),
    ("peacekeepers", -1, 0, -1, 0, 5, 0, 1, {"enforcement": 0.5}),
    ("border_show", -1, 0, -1, 1, 2, 20, 1, {"belief_spread": 0.55, "pin": 0.05}),
    ("covert_fire", 0, 2, 0, 5, 3, 0, 1, {"aircraft": 6, "exposure": 1.0}),
)
MENU = {SPONSOR: (0, 1, 2, 3, 4, 5, 12, 13, 17), PATRON: (0, 1, 2, 6, 7, 8, 9, 10, 14, 15, 16), FAR: (0, 1, 2, 9, 11)}
KEY = np.uint64(20201016)


@dataclass
class World:
    """One member: records of length one, and how to run a step on them."""

    scenario: Records
    params: Records
    state: Records

    @property
    def sc(self) -> Any:
        """The SCENARIO record."""
        return self.scenario[0]

    @property
    def p(self) -> Any:
        """The PARAMS record."""
        return self.params[0]

    @property
    def st(self) -> Any:
        """The STATE record."""
        return self.state[0]

    def run(self, step: Any, day: int = 0, key: Any = KEY) -> None:
        """Run one step on a day."""
        step(self.sc, self.p, self.st, key, day)

    def changed_since(self, before: Any) -> dict[str, Any]:
        """Return copies of the fields of the state that differ from an earlier copy, as they are now."""
        names = self.state.dtype.names or ()
        return {n: np.copy(self.st[n]) for n in names if not np.array_equal(before[n], self.st[n], equal_nan=True)}

    def slot(self, power: int, verb: str, target: int = -1) -> int:
        """Return the option slot of a verb."""
        for o in range(int(self.sc["n_options"][power])):
            n = self.sc["option"][power, o]
            if self.sc["opt_verb"][n] == Verb.of(verb) and self.sc["opt_target"][n] == target:
                return o
        raise KeyError(verb)

    def start(self, power: int, verb: str, target: int = -1, *, since: float = 0.0) -> int:
        """Put an option in effect from a day on, kept up; return its slot."""
        o = self.slot(power, verb, target)
        self.st["since"][power, o] = since
        self.st["until"][power, o] = 1e9
        return o


@lru_cache
def needs_of(verb: str) -> int:
    """Return the bits of what the library's option with a verb needs."""
    found = (spec for name, spec in load_catalogue().items() if name.partition("_{X}")[0] == verb)
    return bits(Need.of(need) for spec in found for need in spec.needs)


def fill_catalogue(sc: Any) -> None:
    """Write the catalogue and the menus of the three powers."""
    sc["opt_base"][:] = 0.05
    sc["n_catalogue"] = len(CATALOGUE)
    sc["opt_effect"][:] = -1
    for n, (verb, target, level, favours, escalation, delay, wear, weekly, effects) in enumerate(CATALOGUE):
        sc["opt_verb"][n], sc["opt_target"][n], sc["opt_level"][n] = Verb.of(verb), target, level
        sc["opt_needs"][n] = needs_of(verb)
        sc["opt_favours"][n], sc["opt_escalation"][n], sc["opt_delay"][n] = favours, escalation, delay
        sc["opt_wear"][n], sc["opt_weekly"][n] = wear, weekly
        for f, name in enumerate(effects):
            sc["opt_effect"][n, f] = Primitive.of(name)
    for j, menu in MENU.items():
        sc["n_options"][j] = len(menu)
        sc["option"][j, : len(menu)] = menu


def fill_powers(sc: Any) -> None:
    """Write access, treaties, red lines and designs."""
    sc["n_powers"] = 3
    sc["access_kind"][:3] = (0, 2, 1)
    sc["neighbour"][:3] = (1, 1, 0)
    sc["exports_drones"][SPONSOR] = 1
    sc["guarantees"][PATRON, 1] = 1
    sc["n_treaties"] = 1
    sc["treaty_power"][0], sc["treaty_side"][0] = PATRON, 1
    sc["treaty_soil"][0] = sc["treaty_consult"][0] = 1
    sc["n_redlines"] = 2
    sc["red_owner"][:2] = PATRON
    sc["red_kind"][:2] = (0, 2)
    sc["red_side"][:2] = (0, -1)
    sc["red_entry"][:2] = (-1, SPONSOR)
    sc["red_entry_side"][:2] = (-1, 0)
    sc["red_answer"][0, 7] = sc["red_answer"][1, 7] = 1
    sc["n_designs"] = 3
    sc["final"][:3] = 1
    sc["territory"][:3] = (0, 3, 1)
    sc["arrangement"][:3] = (0, 1, 0)
    sc["enforcer"][1, PATRON] = 1
    sc["district"][1 : int(sc["n_sectors"]) : 3] = 1


def fill_interests(p: Any, n: int) -> None:
    """Write what the powers want, can and know."""
    p["awake"][:3] = 1
    p["attention"][:3] = (0.9, 0.7, 0.3)
    p["access"][:3] = (0.9, 0.6, 0.3)
    p["leverage"][:3] = ((0.6, 0.0), (0.45, 0.75), (0.2, 0.2))
    p["skill"][:3] = (0.5, 0.7, 0.3)
    p["acceptance"][:3] = 1
    p["capability"][:5] = (0.005, 0.002, 0.02, 0.04, 0.13)
    p["distance"][:3] = (800, 1500, 9000)
    p["foresight"][:3] = 25
    p["precision_factor"][:3] = 1
    p["salience"][:3] = ((0.3, 0.1, 0.3, 0.05, 0.1, 0.07, 0.08), (0.1, 0.2, 0.35, 0.05, 0.1, 0.05, 0.15), (1 / 7,) * 7)
    p["position"][:3] = (0.5, 0, 1, 1, 1, 1, 1)
    p["position"][:2, 0] = (1.0, 0.3)
    p["rival_weight"][SPONSOR, 2 + PATRON] = p["rival_weight"][PATRON, 2 + SPONSOR] = 0.5
    p["arms_flow"][:3] = 60
    p["arms_cap"][:3] = 10
    p["option_weight"][:] = 1
    p["option_cost"][:3, :] = 0.05
    for number, (*_, effects) in enumerate(CATALOGUE):
        p["option_size"][number, : len(effects)] = list(effects.values())
    ties = {(2, 0): 0.9, (2, 1): -0.6, (3, 0): 0.2, (3, 1): 0.4, (4, 0): 0.1, (4, 1): 0.1, (2, 3): 0.1, (2, 4): 0.1, (3, 4): -0.7}
    for (x, y), tie in ties.items():
        p["tie"][x, y] = p["tie"][y, x] = tie
    p["design_enforcement"][:3] = (0.2, 0.7, 0.2)
    p["design_known"][:3] = 1
    p["design_worth"][1, :3] = (0.05, 0.6, -0.1)
    p["design_consent"][1, PATRON] = 1
    p["treaty_reliability"][0] = 0.5
    p["red_threshold"][:2] = (6, 7)
    p["red_belief"][:2] = (6, 7)
    p["red_spread"][:2] = 1.5
    p["red_credibility"][:2] = 0.7


def toy_world(seed: int = 1) -> World:
    """Return the toy theatre with its powers on the as-of date."""
    from multipolar.engine.start import start_state

    scenario = toy_scenario()
    params = toy_params(scenario, 1, seed=seed)
    fill_catalogue(scenario[0])
    fill_powers(scenario[0])
    scenario[0]["red_told"][:2] = 1
    fill_interests(params[0], int(scenario[0]["n_sectors"]))
    state = zeros("STATE", 1)
    world = World(scenario, params, state)
    start_state(world.sc, world.p, world.st, KEY)
    return world


def fought_world(days: int = 14) -> World:
    """Return a world after some days of fighting in which no power has moved."""
    from multipolar.engine.simulate import advance

    world = toy_world()
    world.p["on"][THIRD_PARTIES_SWITCH] = 0.0
    world.p["on"][BARGAINING_SWITCH] = 0.0
    world.p["on"][SIDE_COLLAPSE_SWITCH] = 0.0
    world.p["attack_threshold"][:] = 0.2
    world.p["men"][0] = 30000.0
    world.p["missiles"][:] = 20.0
    world.p["war_cost"][:2] = 80.0
    advance(world.scenario, world.params, world.state, 0, days, seed=int(KEY))
    world.p["on"][THIRD_PARTIES_SWITCH] = 1.0
    world.p["on"][BARGAINING_SWITCH] = 1.0
    world.p["on"][SIDE_COLLAPSE_SWITCH] = 1.0
    world.st["munitions"][:] = 900.0  # shells and supply are short from here on, so that both laws matter
    world.st["stock_days"][:, :9] = 3.0
    world.st["axis_pull"][:, 7] += 50.0  # on rugged ground, so that terrain and ambushes matter
    world.st["supply_in"][:] = 0.3 * world.st["supply_ask"]
    world.st["axis_pull"][:, world.sc["terrain"] >= Terrain.RUGGED] *= (
        100.0  # and the sides press in the hills, where ambush matters
    )
    return world


def gains_of(world: World, day: int = 12) -> Records:
    """Return what starting each option is worth to each power on a day (power, option) [utility], 0 where it is not open."""
    sc, p, st = world.sc, world.p, world.st
    gains = np.zeros(sc["option"].shape)
    out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
    project_outlook(sc, p, st, np.ones(LANES, np.int64), OUTLOOK_STEPS, out)
    base, changed, parts = np.zeros(7), np.zeros(7), np.zeros(LANES)
    for j in range(int(sc["n_powers"])):
        k = horizon_stride(p["foresight"][j])
        issues_of(sc, p, st, j, out[0, k, SHARE], out[0, k, GONE], out[0, k, DEATHS], day, base)
        for o in range(int(sc["n_options"][j])):
            n = int(sc["option"][j, o])
            if p["awake"][j] > 0.5 and is_available(sc, p, st, j, n, day):
                lane_parts(sc, p, st, j, n, (k + 1.0) * OUTLOOK_STEP_DAYS, parts)
                gains[j, o] = option_gain(sc, p, st, j, n, False, k, out, base, changed, parts)
    return gains
