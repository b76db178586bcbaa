"""How readily powers act: one rate per verb, fitted so that the mean of a reference panel meets rates of lists of crises.

The panel is no library war: outside powers spread evenly over what they want, how close they stand to a side and how far they
are, beside random small wars. What they want of a war decides what they do; the rates only set how often, and are the same for
all powers and wars.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from multipolar.about import __version__
from multipolar.codes import Verb
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.model.build import Model
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.scenario.calibrated import SCHEMA
from multipolar.scenario.options import load_catalogue
from multipolar.session.run import make_ready
from multipolar.session.war import Recipe, load_war
from multipolar.studies.small_wars import small_war

Progress = Callable[[str, int, int], None]

WARS = 6
"""Random small wars beside which the panel stands."""
MEMBERS = 400
"""Courses of each in each round."""
ROUNDS = 8
WISHES = (0.0, 0.5, 1.0)
"""Middles of what panel powers want, 0 that B wins to 1 that A wins; each member draws within a sixth on either side."""
CLOSENESS = (0.2, 0.6)
"""Middles of how close they stand to the side they want to win, and how far from the other."""
SPREAD = 1.0 / 6.0
STEP = 5.0
"""Most by which a rate moves in one round [ratio]."""
RATES = (1e-5, 5.0)
"""Bounds of a rate [chance weight per decision]."""
SOURCES = {
    "entry": "joiners of wars 1816-2007, mean of the middles of near and of far majors: Correlates of War 4.0, 60 days",
    "gsdb": "war aims 1990-2023, mean of ten senders (USA 0.13, EU 0.09, UN 0.10, others by their cases): GSDB 4 / UCDP, a side",
    "icb": "covert or semi-military acts of both superpowers, serious crises, median length 112 days: ICB; split by judgement",
    "words": "inside political involvement of both superpowers, the same crises: ICB; split by judgement",
    "mediators": "mediators of wars, 1.5 in 47 % of wars, over seven majors: ICB",
    "finance": "judgement: 0.05 without a tie, 0.30 with a tie above 0.5, half of the panel each way",
}


FAR = 0.0135
"""Middle of the rates of distant majors, 0.012 to 0.015 in 60 days. Source: Correlates of War."""
NEAR = 0.029
"""Middle of the rates of near majors, 0.018 to 0.040 in 60 days. Source: Correlates of War."""
UNTIL = {"open entry of powers": 2003, "sanctions of powers": 2023, "other acts of powers": 2017}
"""Last year that the lists behind the goals speak of, so that a forecast from earlier can say so."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the panel's mean should do: ``chance`` that a power newly takes up the verb within ``days`` of war; its source."""

    chance: float
    days: float
    source: str

    @property
    def hazard(self) -> float:
        """The rate per power and day of war."""
        return -math.log1p(-self.chance) / self.days


def entry_goals() -> dict[str, Goal]:
    """Return what open entry is to amount to, shared over four ways to fight (grade J)."""
    whole = 0.5 * (NEAR + FAR)
    parts = {"covert_fire": 0.25, "strike": 0.25, "air": 0.3, "ground": 0.2}
    return {verb: Goal(part * whole, 60.0, "entry") for verb, part in parts.items()}


GOALS: Mapping[str, Goal] = {
    **entry_goals(),
    "sanction": Goal(0.077, 180.0, "gsdb"),
    "finance": Goal(0.11, 180.0, "finance"),
    "arm": Goal(0.09, 112.0, "icb"),
    "advise": Goal(0.05, 112.0, "icb"),
    "intel": Goal(0.05, 112.0, "icb"),
    "proxies": Goal(0.02, 112.0, "icb"),
    "transit": Goal(0.02, 112.0, "icb"),
    "air_cover": Goal(0.01, 112.0, "icb"),
    "protectorate": Goal(0.005, 112.0, "icb"),
    "threaten": Goal(0.10, 112.0, "words"),
    "border_show": Goal(0.05, 112.0, "words"),
    "deny_transit": Goal(0.02, 112.0, "words"),
    "mediate": Goal(0.10, 112.0, "mediators"),
    "humanitarian": Goal(0.08, 112.0, "words"),
    "observers": Goal(0.03, 112.0, "words"),
    "guarantee": Goal(0.02, 112.0, "words"),
    "peacekeepers": Goal(0.02, 112.0, "words"),
    "joint_patrols": Goal(0.01, 112.0, "words"),
    "monitoring": Goal(0.02, 112.0, "words"),
}
"""By verb, whichever side it is for."""


def panel_power(i: int, wish: float, close: float, *, near: bool) -> dict[str, Any]:
    """Return a panel power as a scenario file writes it: its wish, its ties and its distance, everything else as by default."""
    lean = 2.0 * wish - 1.0
    ties = {"tie_A": close * lean, "tie_B": -close * lean} if lean else {"tie_A": close - 0.4, "tie_B": close - 0.4}
    low, high = max(0.0, wish - SPREAD), min(1.0, wish + SPREAD)
    rivals = {f"PAN{q}": 0.3 for q in range(12) if q != i and q % 6 == 5 - i % 6}
    return {
        "id": f"PAN{i}",
        "name": f"Panel power {i}",
        **{name: f"U({tie - SPREAD:.3f}, {tie + SPREAD:.3f})" for name, tie in ties.items()},
        "side_position": f"U({low:.3f}, {high:.3f})",
        "salience": {"side": "U(0, 0.4)"},
        "rivals": rivals,
        "attention": 0.5,
        "access": 0.8 if near else 0.4,
        "access_kind": "land_air" if near else "sea",
        "neighbour": near,
        "leverage_A": round(max(0.0, 0.5 * ties["tie_A"]) + 0.15, 3),
        "leverage_B": round(max(0.0, 0.5 * ties["tie_B"]) + 0.15, 3),
        "options": ["stay_out", *menu()],
    }


def menu() -> list[str]:
    """Return every act of the catalogue that has a goal, those on a side aimed at A."""
    return [name.replace("{X}", "AAA") for name in load_catalogue() if name.replace("_{X}", "") in GOALS]


def panel_war(seed: int) -> dict[str, Any]:
    """Return a random small war with the panel for its outside powers."""
    kinds = [(wish, close, near) for near in (True, False) for close in CLOSENESS for wish in WISHES]
    powers = [panel_power(i, wish, close, near=near) for i, (wish, close, near) in enumerate(kinds)]
    return {**small_war(seed), "id": f"panel_{seed}", "powers": powers, "horizon_days": 180}


def panel_models(wars: int) -> list[Model]:
    """Return the models of the panel's wars."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for seed in range(wars):
            path = Path(folder) / f"panel_{seed}.yaml"
            path.write_text(yaml.safe_dump(panel_war(seed)), encoding="utf-8")
            war = load_war(Recipe(str(path)), learned=False)
            if seed == 0:
                make_ready(war, None)
            found.append(war.model)
    return found


def with_rates(model: Model, rates: Mapping[str, float]) -> Records:
    """Return the model's SCENARIO record with the rates of verbs."""
    sc = model.sc.copy()
    for verb, rate in rates.items():
        sc["opt_base"][0][sc["opt_verb"][0] == int(Verb.of(verb))] = rate
    return sc


def lived(model: Model, rates: Mapping[str, float], members: int, seed: int) -> Records:
    """Return the outcomes of the courses of one war of the panel under some rates."""
    out = zeros("OUTCOME", members, model.capacity)
    params = params_of(Job(model, members, seed), 0, members)
    simulate_chunk(with_rates(model, rates), params, seed, 0, out, capacity=model.capacity)
    return out


def counted(model: Model, out: Records) -> dict[str, tuple[int, float]]:
    """Return by verb how many powers of the panel took it up, and the days of war on which they had not yet."""
    sc = model.sc[0]
    found: dict[str, tuple[int, float]] = {}
    length = out["length_days"].astype(np.float64)
    for j in range(int(sc["n_powers"])):
        slots = sc["option"][j, : int(sc["n_options"][j])]
        for verb in GOALS:
            mine = [o for o, n in enumerate(slots) if sc["opt_verb"][n] == int(Verb.of(verb)) and sc["opt_target"][n] < 2]
            if not mine:
                continue
            used = out["first_use"][:, j, mine].astype(np.float64)
            first = np.where(used < 0.0, np.inf, used).min(axis=1)
            before, days = found.get(verb, (0, 0.0))
            found[verb] = (before + int(np.isfinite(first).sum()), days + float(np.minimum(first, length).sum()))
    return found


def fit(
    *, wars: int = WARS, members: int = MEMBERS, seed: int = 2020, rounds: int = ROUNDS, progress: Progress | None = None
) -> tuple[dict[str, float], dict[str, tuple[int, float]]]:
    """Return the rate of every verb, and what the panel did under the last rates that were tried.

    Each round moves a rate by the ratio of the hazard wanted to the hazard counted, at most fivefold; rates of the second half
    of the rounds are averaged on the log scale.
    """
    models = panel_models(wars)
    rates = dict.fromkeys(GOALS, 0.005)
    kept: list[dict[str, float]] = []
    total: dict[str, tuple[int, float]] = {}
    for turn in range(rounds):
        total = dict.fromkeys(GOALS, (0, 0.0))
        for i, model in enumerate(models):
            for verb, (n, days) in counted(model, lived(model, rates, members, seed + 1000 * turn + i)).items():
                total[verb] = (total[verb][0] + n, total[verb][1] + days)
        moved = {verb: moved_rate(rates[verb], GOALS[verb], *total[verb]) for verb in GOALS}
        rates = moved
        if turn >= rounds // 2:
            kept.append(moved)
        if progress is not None:
            progress("rounds", turn + 1, rounds)
    return {verb: math.exp(sum(math.log(one[verb]) for one in kept) / len(kept)) for verb in GOALS}, total


def moved_rate(rate: float, goal: Goal, n: int, days: float) -> float:
    """Return a rate moved by wanted over counted, where half a case stands for none."""
    if days <= 0.0:
        return rate
    ratio = goal.hazard * days / max(float(n), 0.5)
    return min(RATES[1], max(RATES[0], rate * min(STEP, max(1.0 / STEP, ratio))))


def calibrate(
    *, members: int | None = None, seed: int = 2020, made: dict[str, str] | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the rates of verbs with goals, counts and sources: ``multipolar-calibration/1`` of kind powers."""
    members = members or MEMBERS
    rates, total = fit(members=members, seed=seed, progress=progress)
    levels = {name.replace("_{X}", ""): spec.level for name, spec in load_catalogue().items()}
    rows = {}
    for verb, rate in rates.items():
        n, days = total[verb]
        goal = GOALS[verb]
        rows[verb] = {
            "level": levels[verb], "base": float(f"{rate:.3g}"), "wanted": goal.chance, "days": goal.days,
            "panel": round(1.0 - math.exp(-n / max(days, 1.0) * goal.days), 4), "cases": n, "source": goal.source,
        }  # fmt: skip
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "powers",
        "made": made or {},
        "choices": {"wars": WARS, "members": members, "rounds": ROUNDS, "seed": seed, "powers": 12},
        "sources": SOURCES,
        "until": UNTIL,
        "rates": rows,
    }
