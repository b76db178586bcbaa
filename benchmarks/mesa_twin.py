"""One reduced war twice: as Mesa agents in plain Python and as a kernel over the model's compiled laws.

Supply, fires, assaults and one outside power that picks a kind of help by logit; 24 fronts, 120 days. Both draw from
the same keyed uniforms, so that they must tell the same war. ``python -m benchmarks.mesa_twin [--wars N] [--rounds N]``.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from pathlib import Path
from statistics import NormalDist

import mesa
import numba
import numpy as np

from multipolar.mechanisms.assault import attacker_losses, defender_losses, gain_share
from multipolar.mechanisms.effort import assault_logit, frontage
from multipolar.mechanisms.exposure import exposed_attackers, exposed_defenders
from multipolar.mechanisms.fires import area_casualties
from multipolar.mechanisms.supply import need_tonnes, supply_factor
from multipolar.numerics.choice import logit_choice
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.random import member_key, normal, uniform

FRONTS, DAYS, OPTIONS, EVERY = 24, 120, 6, 3
LANES = 8
"""The options, filled up to whole vectors."""
PHASE, WON, LOSS_A, LOSS_D, PACE, CHOICE = 1, 2, 3, 4, 5, 6
CAP, ROUNDS, TONNES, AREA, WIDTH, AHEAD = 10000.0, 400.0, 45.0, 600.0, 24.5, 10
RESULTS = Path(__file__).resolve().parent / "results"


@numba.njit(error_model="numpy", nogil=True)
def war(key, men, share, stock, lanes):
    """Live through one reduced war on the compiled laws; return its length and the options taken."""
    utility = np.empty(OPTIONS)
    factor = np.empty((2, FRONTS))
    help_a = 0.0
    taken = 0.0
    for s in range(FRONTS):
        share[s] = 0.5
        for b in range(2):
            men[b, s] = 3000.0 + 500.0 * b
            stock[b, s] = 10.0
    for day in range(DAYS):
        for s in range(FRONTS):
            for b in range(2):
                arriving = (TONNES + 2.0 * s) / need_tonnes(max(men[b, s], 1.0), 0.0, 30.0)
                stock[b, s] = min(30.0, max(0.0, stock[b, s] + min(arriving, 1.5) - 1.0))
        for b in range(2):
            for s in range(FRONTS):
                factor[b, s] = supply_factor(stock[b, s])
        for b in range(2):
            for s in range(FRONTS):
                hurt = area_casualties(ROUNDS * factor[1 - b, s], 1.0, 0.2 - 0.4 * b, 0.6, 1.0)
                men[b, s] -= min(hurt, 0.2 * men[b, s])
        for s in range(FRONTS):
            if uniform(key, day, PHASE, s) > 0.4:
                continue
            b = 0 if help_a >= 0.0 or s % 2 == 0 else 1
            attackers = exposed_attackers(men[b, s], 0.5, CAP, 0)
            defenders = exposed_defenders(men[1 - b, s], 0.0, 0.5, CAP)
            ratio = attackers * factor[b, s] / max(defenders * factor[1 - b, s], 1.0)
            chance = logistic(assault_logit(-0.45, 0.6, log(max(ratio, 1e-6)), help_a if b == 0 else -help_a))
            won = uniform(key, day, WON, s) < chance
            noise_a = exp(0.22 + 0.6 * normal(key, day, LOSS_A, s))
            noise_d = exp(0.32 + 0.6 * normal(key, day, LOSS_D, s))
            men[b, s] -= min(attacker_losses(0.014, attackers, defenders, noise_a, won, 1.0), men[b, s])
            men[1 - b, s] -= min(defender_losses(0.03, defenders, attackers, noise_d, 1.0), men[1 - b, s])
            if won:
                pace = exp(0.7 * normal(key, day, PACE, s))
                gain = gain_share(4.5, pace, frontage(attackers, 800.0, defenders, 100.0, WIDTH), AREA)
                share[s] = min(1.0, max(0.0, share[s] + (gain if b == 0 else -gain)))
        total = 0.0
        for s in range(FRONTS):
            total += share[s]
        total /= FRONTS
        if day % EVERY == 0:
            outlook(men, factor, total, lanes, utility)
            choice = logit_choice(utility, OPTIONS, uniform(key, day, CHOICE, 0))
            help_a = 0.3 * (choice - 2.5)
            taken += choice
        if total < 0.15 or total > 0.85:
            return day, taken
    return DAYS, taken


@numba.njit(error_model="numpy")
def outlook(men, factor, share, lanes, utility):
    """Fill what each level of help is worth to the power: ten days of the war in the mean, less what help costs."""
    a = 0.0
    b = 0.0
    for s in range(FRONTS):
        a += men[0, s] * factor[0, s]
        b += men[1, s] * factor[1, s]
    for o in range(LANES):
        lanes[0, o] = a
        lanes[1, o] = b
        lanes[2, o] = share
        lanes[3, o] = 0.3 * (o - 2.5)
    for _ in range(AHEAD):
        for o in range(LANES):
            a, b = lanes[0, o], lanes[1, o]
            chance = logistic(assault_logit(-0.45, 0.6, log(max(a / max(b, 1.0), 1e-6)), lanes[3, o]))
            a -= attacker_losses(0.014, a, b, 1.0, chance > 0.5, 1.0)
            b -= defender_losses(0.03, b, a, 1.0, 1.0)
            lanes[0, o] = a
            lanes[1, o] = b
            lanes[2, o] = min(1.0, lanes[2, o] + 0.004 * chance)
    for o in range(OPTIONS):
        gap = 0.55 - lanes[2, o]
        utility[o] = 20.0 * (lanes[2, o] - gap * gap) - 2.0 * lanes[3, o] * lanes[3, o]


@numba.njit(error_model="numpy", nogil=True)
def wars(seed, n, out):
    """Live through ``n`` wars and write length, final share, men left and options taken of each."""
    men, share, stock, lanes = np.empty((2, FRONTS)), np.empty(FRONTS), np.empty((2, FRONTS)), np.empty((4, LANES))
    for i in range(n):
        out[i, 0], out[i, 3] = war(member_key(seed, i), men, share, stock, lanes)
        out[i, 1] = share.sum() / FRONTS
        out[i, 2] = men.sum()


class Front(mesa.Agent):
    """One front: two sides' men and stocks, and the share of the first."""

    def __init__(self, model: War, place: int) -> None:
        super().__init__(model)
        self.place = place
        self.men = [3000.0, 3500.0]
        self.stock = [10.0, 10.0]
        self.factors = [1.0, 1.0]
        self.share = 0.5

    def supply(self) -> None:
        """Bring up what the road lets through."""
        for b in range(2):
            arriving = (TONNES + 2.0 * self.place) / (max(self.men[b], 1.0) * 30.0 / 1000.0)
            self.stock[b] = min(30.0, max(0.0, self.stock[b] + min(arriving, 1.5) - 1.0))
            self.factors[b] = self.factor(b)

    def factor(self, b: int) -> float:
        """Return the effect of the days of supply."""
        return 1.0 if self.stock[b] >= 7.0 else (max(self.stock[b], 0.3) / 7.0) ** 0.6

    def fires(self) -> None:
        """Shell each other."""
        for b in range(2):
            air = max(0.2 - 0.4 * b, 0.0)
            hurt = ROUNDS * self.factors[1 - b] / 100.0 * (1.0 + 0.8 * air) * 0.6
            self.men[b] -= min(hurt, 0.2 * self.men[b])

    def assault(self) -> None:
        """Attack, perhaps."""
        draw, aid, s = self.model.draw, self.model.power.aid, self.place
        if draw(PHASE, s) > 0.4:
            return
        b = 0 if aid >= 0.0 or s % 2 == 0 else 1
        attackers = min(0.5 * self.men[b], CAP)
        defenders = min(max(0.7 * self.men[1 - b], 20.0), CAP)
        ratio = attackers * self.factors[b] / max(defenders * self.factors[1 - b], 1.0)
        logit = -0.45 + 0.6 * math.log(max(ratio, 1e-6)) + (aid if b == 0 else -aid)
        won = draw(WON, s) < 1.0 / (1.0 + math.exp(-logit))
        bell = NormalDist().inv_cdf
        noise_a = math.exp(0.22 + 0.6 * bell(draw(LOSS_A, s)))
        noise_d = math.exp(0.32 + 0.6 * bell(draw(LOSS_D, s)))
        self.men[b] -= min(loss_of_attackers(0.014, attackers, defenders, noise_a, won=won), self.men[b])
        self.men[1 - b] -= min(loss_of_defenders(0.03, defenders, attackers, noise_d), self.men[1 - b])
        if won:
            engaged = min(attackers / 800.0, WIDTH)
            cover = min(1.0, defenders / (100.0 * WIDTH))
            front = max(min(1.5, WIDTH), engaged + (1.0 - cover) * (WIDTH - engaged))
            gain = min(4.5 * math.exp(0.7 * bell(draw(PACE, s))), 25.0) * front / AREA
            self.share = min(1.0, max(0.0, self.share + (gain if b == 0 else -gain)))


def loss_of_attackers(rate: float, attackers: float, defenders: float, noise: float, *, won: bool) -> float:
    """Return an attacker's casualties of a day."""
    ratio = max(min(2.5, defenders / max(attackers, 1.0)), 1e-6)
    return min(0.6 * rate * attackers * ratio**0.15 * noise * (0.9 if won else 1.35), 0.134 * attackers)


def loss_of_defenders(rate: float, defenders: float, attackers: float, noise: float) -> float:
    """Return a defender's casualties of a day."""
    ratio = max(min(9.0, attackers / max(defenders, 1.0)), 1e-6)
    return min(0.6 * rate * defenders * ratio**0.5 * noise, 0.20 * defenders)


class Power(mesa.Agent):
    """An outside power that picks a level of help."""

    def __init__(self, model: War) -> None:
        super().__init__(model)
        self.aid = 0.0
        self.taken = 0.0

    def choose(self) -> None:
        """Pick among levels of help by logit."""
        a, b = (sum(f.men[k] * f.factors[k] for f in self.model.fronts) for k in range(2))
        utility = [self.outlook(a, b, 0.3 * (o - 2.5)) for o in range(OPTIONS)]
        top = max(utility)
        weights = [math.exp(u - top) for u in utility]
        left = self.model.draw(CHOICE, 0) * sum(weights)
        choice = OPTIONS - 1
        for o, weight in enumerate(weights):
            left -= weight
            if left < 0.0:
                choice = o
                break
        self.aid = 0.3 * (choice - 2.5)
        self.taken += choice

    def outlook(self, a: float, b: float, aid: float) -> float:
        """Return what a level of help is worth, from the strengths of both sides."""
        share = self.model.share
        for _ in range(AHEAD):
            logit = -0.45 + 0.6 * math.log(max(a / max(b, 1.0), 1e-6)) + aid
            chance = 1.0 / (1.0 + math.exp(-logit))
            a -= loss_of_attackers(0.014, a, b, 1.0, won=chance > 0.5)
            b -= loss_of_defenders(0.03, b, a, 1.0)
            share = min(1.0, share + 0.004 * chance)
        return 20.0 * (share - (0.55 - share) ** 2) - 2.0 * aid * aid


class War(mesa.Model):
    """The reduced war as agents."""

    def __init__(self, key: int) -> None:
        super().__init__(seed=0)
        self.key, self.day, self.share = key, 0, 0.5
        self.fronts = [Front(self, s) for s in range(FRONTS)]
        self.front_set = self.agents.select(agent_type=Front)
        self.power = Power(self)

    def draw(self, stream: int, index: int) -> float:
        """Return the uniform that the kernel draws at this place."""
        return float(uniform(self.key, self.day, stream, index))

    def live(self) -> list[float]:
        """Live to the end and return length, share, men and options."""
        for day in range(DAYS):
            self.day = day
            for what in ("supply", "fires", "assault"):
                self.front_set.do(what)
            self.share = sum(f.share for f in self.fronts) / FRONTS
            if day % EVERY == 0:
                self.power.choose()
            if not 0.15 <= self.share <= 0.85:
                return [day, *self.left()]
        return [DAYS, *self.left()]

    def left(self) -> list[float]:
        """Return share, men and options at the end."""
        return [self.share, sum(sum(f.men) for f in self.fronts), self.power.taken]


def compare(n: int, rounds: int, repeat: int = 20) -> dict[str, float]:
    """Return wars per second of both, their ratio, and how far apart the told wars are."""
    out, many = np.empty((n, 4)), np.empty((n * repeat, 4))
    wars(np.uint64(7), n, out)
    told = np.array([])
    slow, fast = [], []
    for _ in range(rounds):
        start = time.process_time()
        told = np.array([War(int(member_key(np.uint64(7), i))).live() for i in range(n)])
        slow.append((time.process_time() - start) / n)
        start = time.process_time()
        wars(np.uint64(7), n * repeat, many)
        fast.append((time.process_time() - start) / (n * repeat))
    a, b = statistics.median(slow), statistics.median(fast)
    gap = float(np.max(np.abs(told - out) / np.maximum(1.0, np.abs(out))))
    return {"mesa_per_s": 1 / a, "kernel_per_s": 1 / b, "ratio": a / b, "largest_gap": gap, "mean_days": float(out[:, 0].mean())}


def main() -> None:
    """Print and keep the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wars", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    found = compare(chosen.wars, chosen.rounds)
    print(
        f"Mesa {found['mesa_per_s']:.1f} wars/s, kernel {found['kernel_per_s']:.0f} wars/s: {found['ratio']:.0f} times; "
        f"largest gap {found['largest_gap']:.1e}; {found['mean_days']:.0f} days on average"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "mesa_twin.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
