"""Slow powers: base rates, gates, costs, tilts and draws worked out anew in plain Python, on random menus of options.

What an option gains is taken from its own law, which has its own tests; how a power chooses is written anew.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.codes import Verb
from multipolar.diplomacy import preferences
from multipolar.diplomacy.decide.step import decide_step
from multipolar.diplomacy.outlook.amounts import lane_parts
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import LANES, OUTLOOK_STEPS, OUTPUTS
from multipolar.diplomacy.outlook.value import option_gain

POWERS, SLOTS = 3, 6
VERBS = (
    "statement", "mediate", "sanction", "threaten", "border_show", "signal_elsewhere", "deny_transit", "transit", "intel",
    "advise", "arm", "proxies", "air_cover", "covert_fire", "strike", "air", "ground", "protectorate", "guarantee", "custom",
)  # fmt: skip
LEVELS = {"advise": 1, "arm": 1, "proxies": 1, "air_cover": 1, "covert_fire": 2, "strike": 2, "air": 2, "ground": 2}


def random_powers(seed: int) -> Blank:
    """Return three powers with six options each, half of the wars with a treaty, a line and an entry, everything drawn."""
    rng = np.random.default_rng(seed)
    world = blank_world(powers=POWERS)
    u = rng.uniform
    for j in range(POWERS):
        world.option(j, "stay_out")
        for _ in range(SLOTS - 1):
            verb = str(rng.choice(VERBS))
            columns = {"level": LEVELS.get(verb, 0), "target": int(rng.integers(-1, 5)), "favours": int(rng.integers(-1, 2))}
            columns |= {"weekly": int(rng.integers(2)), "escalation": float(rng.integers(0, 10)), "delay": float(u(0, 4))}
            o, _ = world.option(j, verb, wear=float(rng.choice([0.0, 14.0])), sizes={"tie": float(u(-0.2, 0.2))}, **columns)
            chance = rng.random()
            if chance < 0.2:
                world.running(j, o, since=float(rng.integers(0, 12)))
            elif chance < 0.4:
                world.running(j, o, since=0.0, until=float(rng.integers(1, 10)))
    world.set(readiness_out=float(u(0, 3)), readiness_armed=float(u(0, 3)), propensity_stop=float(u(0, 1)), script_rule=0.0)
    world.set(readiness_direct=float(u(0, 1)), choice_scale=float(u(0.05, 0.3)), link_signal_rate=float(u(0, 3)), host_price=0.1)
    world.set(choice_precision=float(u(0, 4)), precision_factor=u(0.5, 2, POWERS).tolist(), boldness=float(u(0.5, 1.5)))
    world.set(awake=(u(0, 1, POWERS) < 0.9).astype(float).tolist())
    world.set(attention=u(0, 1, POWERS).tolist(), attention_now=u(0, 1, POWERS).tolist(), access=u(0, 0.6, POWERS).tolist())
    world.set(neighbour=rng.integers(0, 2, POWERS).tolist(), access_kind=rng.integers(0, 6, POWERS).tolist())
    world.set(linked=rng.integers(0, 2, POWERS).tolist(), base_in=rng.integers(0, 2, (POWERS, 2)).tolist())
    world.set(foresight=u(3, 60, POWERS).tolist(), risk_aversion=u(0, 2, POWERS).tolist(), capability=u(0, 0.2, 5).tolist())
    world.set(salience=u(0, 0.4, (POWERS, 7)).tolist(), position=u(0, 1, (POWERS, 7)).tolist(), will=u(0.3, 0.8, 2).tolist())
    world.set(seen_share=u(0.2, 0.8, 2).tolist(), start_share=0.5, start_own=[0.45, 0.55], public_share=0.5, rival_response=0.8)
    world.set(level=rng.integers(0, 2, POWERS).tolist(), entry_day=rng.choice([-1.0, 0.0, 3.0], POWERS).tolist())
    world.set(n_treaties=1, treaty_power=[int(rng.integers(3))], treaty_side=[int(rng.integers(2))])
    world.set(treaty_state=[int(rng.integers(5))], norm_breach=0.5)
    world.set(n_redlines=1, red_owner=[int(rng.integers(3))], red_answered=[float(rng.choice([-2.0, -1.0]))])
    world.sc["red_answer"][0, : POWERS * SLOTS] = rng.integers(0, 2, POWERS * SLOTS)
    world.sc["opt_base"][:] = u(0, 0.5, world.sc["opt_base"].shape)
    world.p["option_weight"][:] = u(0, 2, world.p["option_weight"].shape)
    world.p["option_cost"][:] = u(0, 1, world.p["option_cost"].shape)
    ties = u(-1, 1, (5, 5))
    world.st["tie"][:5, :5] = (ties + ties.T) / 2.0
    world.p["rival_weight"][:POWERS, 2:5] = np.maximum(u(-1, 1, (POWERS, POWERS)), 0.0)
    world.st["strain"][:5] = u(0, 0.5, 5)
    return world


class SlowPower:
    """One power on one day, in a world that it only reads."""

    def __init__(self, world: Blank, j: int, day: int) -> None:
        self.sc, self.p, self.st = world.all
        self.j, self.day = j, day
        self.menu = [int(n) for n in self.sc["option"][j, : self.sc["n_options"][j]]]

    def verb(self, n: int) -> str:
        """Return the verb of an option."""
        return str(Verb(int(self.sc["opt_verb"][n])).spelling)

    def helped(self, n: int) -> int:
        """Return the side an option helps."""
        favours, target = int(self.sc["opt_favours"][n]), int(self.sc["opt_target"][n])
        return favours if favours >= 0 else target if target in {0, 1} else -1

    def tie(self, b: int) -> float:
        """Return the power's tie with a side."""
        return float(self.st["tie"][2 + self.j, b])

    def is_open(self, n: int) -> bool:
        """Return whether the power can take an option at all."""
        sc, j, verb, b = self.sc, self.j, self.verb(n), self.helped(n)
        access, kind, near = float(self.p["access"][j]), int(sc["access_kind"][j]), bool(sc["neighbour"][j])
        closed = {
            "stay_out": True,
            "statement": not self.answers(n),
            "mediate": min(self.tie(0), self.tie(1)) <= -0.5,
            "signal_elsewhere": not sc["linked"][j],
        }
        closed["border_show"] = not near and not sc["base_in"][j].any()
        closed["transit"] = closed["deny_transit"] = kind != 4 and not near
        if verb in closed:
            return not closed[verb]
        if b < 0:
            return True
        if verb in {"intel", "advise"}:
            return self.tie(b) > 0.2
        if verb in {"arm", "proxies"}:
            return self.tie(b) > -0.3 and access > 0.0 and kind != 5
        if verb in {"air", "air_cover", "covert_fire", "strike"}:
            return access > 0.05 and kind != 5 and (verb != "air" or self.tie(b) > -0.3)
        if verb == "ground":
            return access > 0.05 and kind in {0, 1, 3} and self.tie(b) > -0.3
        if verb == "protectorate":
            others = [float(self.st["tie"][2 + q, b]) for q in range(POWERS) if q != j and self.p["awake"][q]]
            return self.tie(b) >= max([0.0, *others]) - 0.3
        return True

    def ways(self, b: int) -> int:
        """Return how many ways to fight for a side the power has."""
        return max(1, sum(self.sc["opt_level"][n] >= 2 and self.sc["opt_favours"][n] == b for n in self.menu))

    def base(self, n: int) -> float:
        """Return the weight of a new step per decision where it is worth just its cost."""
        level, verb = int(self.sc["opt_level"][n]), self.verb(n)
        if verb == "signal_elsewhere":
            return 1.0 - math.exp(-4.0 * float(self.p["link_signal_rate"]) / 30.0)
        ready = ("readiness_out", "readiness_armed", "readiness_direct")[min(level, 2)]
        return float(self.sc["opt_base"][n]) * float(self.p[ready])

    def answers(self, n: int) -> bool:
        """Return whether the option is the answer that the power's line waits for."""
        sc, st = self.sc, self.st
        return bool(sc["red_owner"][0] == self.j and st["red_answered"][0] == -2.0 and sc["red_answer"][0, n])

    def likes(self, n: int) -> bool:
        """Return whether the power wants the side to win that the option helps, if it helps one."""
        b, wish = self.helped(n), float(self.p["position"][self.j, 0])
        return b < 0 or 1.0 - abs(wish - (1.0 - b)) > 0.5

    def honours(self, n: int) -> bool:
        """Return whether the option is an entry that an honoured treaty calls for."""
        pact = self.sc["treaty_power"][0] == self.j and self.sc["treaty_side"][0] == self.helped(n)
        direct = self.sc["opt_level"][n] >= 2 and self.sc["opt_favours"][n] >= 0
        return bool(direct and pact and self.st["treaty_state"][0] == 3)

    def rivals_factor(self, n: int) -> float:
        """Return the answer to rivals who entered within a fortnight: put off by any much stronger one, else spurred."""
        signs, b, j = [], self.helped(n), self.j
        for q in range(POWERS):
            entered = float(self.st["entry_day"][q])
            if q == j or entered < 0.0 or self.day - entered > 14.0:
                continue
            against = self.sc["opt_target"][n] == 2 + q or (b >= 0 and self.st["tie"][2 + q, 1 - b] > self.st["tie"][2 + q, b])
            if against and (self.p["rival_weight"][j, 2 + q] > 0.0 or self.st["tie"][2 + j, 2 + q] < 0.0):
                stronger = self.p["capability"][2 + q] > 2.0 * self.p["capability"][2 + j]
                signs.append(-1.0 if stronger and self.sc["opt_level"][n] >= 2 else 1.0)
        return math.exp(0.8 * min(signs)) if signs else 1.0

    def host_factor(self, n: int) -> float:
        """Return how readily the host lets foreign forces in."""
        b = self.helped(n)
        direct = self.sc["opt_level"][n] >= 2 and self.verb(n) != "strike"
        if not direct or b < 0 or not self.sc["base_in"][self.j, b]:
            return 1.0
        lost = float((self.st["start_own"][b] - self.st["seen_share"][b]) * (1.0 if b == 0 else -1.0))
        need = max(0.0, lost) + 0.5 * max(0.0, 0.6 - float(self.st["will"][b]))
        return 1.0 / (1.0 + math.exp(-(need - 0.1) / 0.05))

    def weight(self, o: int) -> float:
        """Return the weight of starting or stopping an option today, before utility."""
        n, j = self.menu[o], self.j
        until = float(self.st["until"][j, o])
        if until > self.day:
            ends_itself = self.sc["opt_wear"][n] > 0.0 or self.st["since"][j, o] > self.day
            return 0.0 if ends_itself else float(self.p["propensity_stop"])
        if not self.is_open(n):
            return 0.0
        direct = self.sc["opt_level"][n] >= 2
        weight = self.base(n)
        if until > 0.0 and self.day - until <= 4.0 and not direct:
            weight = 0.5
        if direct and self.sc["opt_favours"][n] >= 0:
            pact = self.sc["treaty_power"][0] == j and self.sc["treaty_side"][0] == self.helped(n)
            cares = max(0.0, 1.0 - 2.0 * abs(float(self.p["position"][j, 0]) - (1.0 - self.helped(n))))
            held_back = (0.25 + 0.75 * cares) if pact else 1.0
            weight = 0.5 / self.ways(self.helped(n)) if self.honours(n) else held_back * weight
        if self.answers(n):
            weight = 0.5 if direct else 2.0
        weight *= float(self.st["attention_now"][j]) / max(0.05, float(self.p["attention"][j])) * float(self.st["boldness"])
        return weight * self.rivals_factor(n) * self.host_factor(n) * float(self.p["option_weight"][j, o])

    def cost(self, o: int) -> float:
        """Return what an option costs over the power's horizon."""
        weeks = max(7.0, float(self.p["foresight"][self.j])) / 21.0 if self.sc["opt_weekly"][self.menu[o]] else 1.0
        return float(self.p["option_cost"][self.j, o]) * weeks * (1.0 + 2.0 * float(self.st["strain"][2 + self.j]))

    def gain(self, o: int, stopping: bool) -> float:
        """Return what an option gains, by its own law, from the whole outlook."""
        records = (self.sc, self.p, self.st)
        k = min(6, max(1, math.floor(float(self.p["foresight"][self.j]) / 10.0 + 0.5))) - 1
        out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
        project_outlook(*records, np.ones(LANES, np.int64), OUTLOOK_STEPS, out)
        base, x, parts = np.zeros(7), np.zeros(7), np.zeros(LANES)
        preferences.issues_of(*records, self.j, out[0, k, 0], out[0, k, 1], out[0, k, 2], self.day, base)
        lane_parts(*records, self.j, self.menu[o], (k + 1.0) * 10.0, parts)
        return float(option_gain(*records, self.j, self.menu[o], stopping, k, out, base, x, parts))

    def choice(self) -> int:
        """Return the option that the day's draws fall to, -1 for keeping all as it is."""
        picked, total = -1, 1.0
        precision = float(self.p["choice_precision"] * self.p["precision_factor"][self.j])
        for o in range(len(self.menu)):
            weight = self.weight(o) * (1.0 if self.day % 4 == 0 else 0.5)
            if weight <= 0.0:
                continue
            stopping = bool(self.st["until"][self.j, o] > self.day)
            worth = self.gain(o, stopping) + (0.5 if stopping else -0.5) * self.cost(o)
            factor = 4.0 / (1.0 + 3.0 * math.exp(-precision * worth / float(self.p["choice_scale"])))
            promised = not stopping and (self.answers(self.menu[o]) or self.honours(self.menu[o])) and self.likes(self.menu[o])
            weight *= max(1.0, factor) if promised else factor
            total += weight
            if drawn(self.day, "POWER_CHOICE", 64 * self.j + o) * total < weight:
                picked = o
        return picked

    def after(self) -> dict[str, Any]:
        """Return the power's options, its line and whether there is an event, after its decision."""
        st, j = self.st, self.j
        found = {name: st[name][j, :SLOTS].tolist() for name in ("since", "until", "uses", "first_use")}
        found |= {"answered": float(st["red_answered"][0]), "event": 0}
        o = self.choice() if self.p["awake"][j] else -1
        if o < 0:
            if self.p["awake"][j] and st["level"][j] == 0:
                found["uses"][0] += 1.0
                found["first_use"][0] = float(self.day) if found["first_use"][0] < 0.0 else found["first_use"][0]
            return found
        n = self.menu[o]
        if found["until"][o] > self.day:
            found["until"][o] = float(self.day)
            return found
        if self.sc["red_owner"][0] == j and found["answered"] == -2.0 and self.sc["red_answer"][0, n]:
            found["answered"] = float(self.day)
        found["since"][o] = self.day + max(1.0, math.floor(float(self.sc["opt_delay"][n]) + 0.5))
        found["uses"][o] += 1.0
        wear = float(self.sc["opt_wear"][n])
        single = self.verb(n) == "strike" and not self.sc["opt_weekly"][n]
        found["until"][o] = found["since"][o] + wear if wear else found["since"][o] + 1.0 if single else 1e9
        found["event"] = int(self.sc["opt_level"][n] >= 1)
        return found


def slow_and_fast(seed: int, day: int) -> tuple[list[dict[str, Any]], Blank]:
    """Return each power's slow decision, and the world after the fast ones."""
    world = random_powers(seed)
    slow = [SlowPower(world, j, day).after() for j in range(POWERS)]
    world.set(decision_due=1)
    world.day(decide_step, day, KEY)
    return slow, world


@given(hs.integers(0, 100000), hs.sampled_from([8, 10, 12]))
def test_decide_step__agrees_with_slow_powers(seed: int, day: int) -> None:
    """Every power's options, uses, answers and events after a decision day, also one that an event has brought forward."""
    slow, world = slow_and_fast(seed, day)
    st = world.st
    for j, found in enumerate(slow):
        for name in ("since", "until", "uses", "first_use"):
            assert st[name][j, :SLOTS].tolist() == found[name], (j, name)
    answered = [found["answered"] for found in slow]
    assert st["red_answered"][0] == max(answered)
    assert st["mediation_due"] == max(found["event"] for found in slow)


def test_random_powers__make_every_kind_of_choice() -> None:
    """Among sixty random wars powers start, stop, answer and keep still."""
    kinds = {"start": 0, "stop": 0, "answer": 0, "still": 0}
    for seed in range(60):
        world = random_powers(seed)
        for j in range(POWERS):
            power = SlowPower(world, j, 8)
            before, found = world.st["until"][j, :SLOTS].tolist(), power.after()
            kinds["stop"] += any(b > 8 and a == 8 for a, b in zip(found["until"], before, strict=True))
            kinds["start"] += any(a > b for a, b in zip(found["since"], world.st["since"][j, :SLOTS].tolist(), strict=True))
            kinds["answer"] += found["answered"] == 8.0
            kinds["still"] += found["until"] == before
    assert min(kinds.values()) >= 3, kinds
