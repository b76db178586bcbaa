"""Prior predictive check: wars nobody fitted, lived through, beside what wars have really been like."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import Ending, Stop
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.forecast.base_rates import Rate, rate
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.scenario.files import as_of_dates, library_dir, library_names, load
from multipolar.session.choices import PRIOR_MEMBERS
from multipolar.session.run import make_ready
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, War, load_war
from multipolar.studies.small_wars import small_war

Floats = NDArray[np.float64]
Progress = Callable[[str, int, int], None]

SCHEMA = "multipolar-prior/1"
RANDOM_WARS = 24
TEMPLATES = ("border_war", "siege")
COW_DEAD = 1000.0
"""A war enters the lists from a thousand battle deaths on; smaller ones are left out of what is compared with them."""
HORIZON = 720
"""Days that every war of the study may last; the longest a scenario may ask for [days]."""
LONG = (f"horizon_days={HORIZON}",)
UCDP_DEAD = 25.0
"""An episode enters UCDP's list from 25 battle deaths on."""
SOON = 60.0
VICTORY = (Stop.COLLAPSE, Stop.DESTROYED, Stop.DRIVEN_OUT)
AGREED, FADED = (Stop.SETTLEMENT, Stop.TRUCE_HELD), (Stop.PETERED_OUT, Stop.WITHDRAWN)
ENDED = VICTORY + AGREED + FADED
RESAMPLES = 400
HAZARD, PER_DAY = "interstate_war_hazard", "a day; real: interstate wars since 1946 that are not in the library"


@dataclass(frozen=True, slots=True)
class Lived:
    """A war that was lived through: its name, kind (random, template, library), outcomes (member,), neighbours and men."""

    name: str
    kind: str
    outcomes: Records
    near: NDArray[np.bool_]
    powers: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity of wars: its name, the cases it has in a war's outcomes (yes, of), and the real rate it stands beside.

    A hazard counts days at risk instead of courses: ``unit`` is then ``day``.
    """

    name: str
    cases: Callable[[Lived], tuple[Floats, Floats]]
    real: str | None
    note: str = ""
    unit: str = "course"


def study_prior(
    *, wars: int = RANDOM_WARS, members: int = PRIOR_MEMBERS, seed: int = DEFAULT_SEED, progress: Progress | None = None
) -> dict[str, Any]:
    """Return how unfitted wars of the model compare with base rates: ``multipolar-prior/1``.

    ``wars`` random small wars, both templates and every scenario of the library, ``members`` courses each. Only wars that
    begin on the as-of date are compared; the others are listed.
    """
    lived = [live(name, kind, war, members, seed) for name, kind, war in told(wars, progress)]
    compared = [one for one in lived if one.begins]
    rows = [row(measure, compared, seed) for measure in MEASURES]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "seed": seed,
        "members": members,
        "random_wars": wars,
        "compared": [one.name for one in compared],
        "not_compared": [one.name for one in lived if not one.begins],
        "rows": rows + quantity_rows(compared),
        "wars": [summary(one) for one in lived],
    }


def told(wars: int, progress: Progress | None) -> Iterator[tuple[str, str, War]]:
    """Yield every war of the study as it is made: random ones, templates, the library's at their earliest date."""
    names = library_names()
    total = wars + len(TEMPLATES) + len(names)
    with tempfile.TemporaryDirectory() as folder:
        for i in range(wars):
            path = Path(folder) / f"small_war_{i}.yaml"
            path.write_text(yaml.safe_dump(small_war(i)), encoding="utf-8")
            yield path.stem, "random", ready(Recipe(str(path), settings=LONG), progress, i, total)
    for i, name in enumerate(TEMPLATES):
        recipe = Recipe(str(library_dir("templates") / f"{name}.yaml"), settings=LONG)
        yield name, "template", ready(recipe, progress, wars + i, total)
    for i, name in enumerate(names):
        recipe = Recipe(name, as_of=earliest(name), settings=LONG)
        yield name, "library", ready(recipe, progress, wars + len(TEMPLATES) + i, total)


def earliest(name: str) -> str | None:
    """Return the earliest date a library scenario can be run at."""
    return min(as_of_dates(load(name)), default=None)


def ready(recipe: Recipe, progress: Progress | None, done: int, total: int) -> War:
    """Return a war ready to live, the kernels compiled."""
    war = load_war(recipe)
    make_ready(war, progress if done == 0 else None)
    if progress is not None:
        progress("wars", done + 1, total)
    return war


def live(name: str, kind: str, war: War, members: int, seed: int) -> Lived:
    """Let a war live and keep its outcomes; no daily series, so that wars of any size share one compiled course."""
    out = zeros("OUTCOME", members, war.model.capacity)
    params = params_of(Job(war.model, members, seed), 0, members)
    simulate_chunk(war.model.sc, params, seed, 0, out, capacity=war.model.capacity)
    count = len(war.model.labels.powers)
    near = war.model.sc["neighbour"][0][:count] > 0
    return Lived(name, kind, out, near, count, bool(war.model.sc["inside_war"][0] < 0.5))


def listed(war: Lived) -> NDArray[np.bool_]:
    """Tell which courses (member,) reach a thousand dead, as the wars of the lists have."""
    return np.asarray(war.outcomes["deaths"].sum(axis=1) >= COW_DEAD)


def longer_than(days: int, dead: float = COW_DEAD) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of courses with at least so many dead that last longer than some days."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        use = war.outcomes["deaths"].sum(axis=1) >= dead
        over = (war.outcomes["length_days"] > days) | (war.outcomes["label"] == Ending.ONGOING)
        return np.array([(over & use).sum()], float), np.array([use.sum()], float)

    return cases


def end_hazard(first: int, last: int, stops: Sequence[int]) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of ends in some ways between two elapsed days, over the days at risk [1/day]."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        use = listed(war)
        days, stop = war.outcomes["length_days"][use].astype(np.float64), war.outcomes["stop"][use]
        ended = (days > first) & (days <= last) & np.isin(stop, stops)
        return np.array([ended.sum()], float), np.array([np.clip(np.minimum(days, last) - first, 0, None).sum()])

    return cases


def brokered(war: Lived) -> tuple[Floats, Floats]:
    """Return settled courses of listed size that a power brokered."""
    use = listed(war) & np.isin(war.outcomes["stop"], AGREED[:1])
    return np.array([((war.outcomes["brokers"][:, : war.powers] > 0).any(axis=1) & use).sum()], float), np.array([use.sum()], float)


def entered(war: Lived) -> NDArray[np.bool_]:
    """Tell which powers (member, power) rose to open combat within 60 days."""
    day = war.outcomes["entry_day"][:, : war.powers]
    fresh = war.outcomes["newly_direct"][:, : war.powers] > 0
    return np.asarray(fresh & (day >= 0) & (day <= SOON))


def gains_state(war: Lived) -> tuple[Floats, Floats]:
    """Return courses of listed size with a new belligerent within 60 days."""
    use = listed(war)
    return np.array([(entered(war).any(axis=1) & use).sum()], float), np.array([use.sum()], float)


def power_enters(*, near: bool) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of single powers, neighbours or not, that fight within 60 days."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        come = entered(war)[listed(war)][:, war.near == near]
        return np.array([come.sum()], float), np.array([come.size], float)

    return cases


def ends(codes: Sequence[int]) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of stopped courses that stopped in some ways."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        use = listed(war) & (war.outcomes["stop"] != Stop.HORIZON)
        return np.array([(np.isin(war.outcomes["stop"], codes) & use).sum()], float), np.array([use.sum()], float)

    return cases


def wins(labels: Sequence[int]) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of stopped courses whose lines say that a side won."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        use = listed(war) & (war.outcomes["stop"] != Stop.HORIZON)
        return np.array([(np.isin(war.outcomes["label"], labels) & use).sum()], float), np.array([use.sum()], float)

    return cases


def returns(codes: Sequence[int]) -> Callable[[Lived], tuple[Floats, Floats]]:
    """Return the measure of wars ended in some ways that come back within three years."""

    def cases(war: Lived) -> tuple[Floats, Floats]:
        use = np.isin(war.outcomes["stop"], codes)
        return np.array([((war.outcomes["relapse"] > 0) & use).sum()], float), np.array([use.sum()], float)

    return cases


def a_truce_fails(war: Lived) -> tuple[Floats, Floats]:
    """Return courses in which at least one truce was called and failed."""
    return np.array([(war.outcomes["failed_truces"] > 0).sum()], float), np.array([len(war.outcomes)], float)


MEASURES: tuple[Measure, ...] = (
    *(Measure(f"longer than {d} days", longer_than(d), f"interstate_war_days/since_1946/over_{d}") for d in (7, 30, 90, 180, 365)),
    *(
        Measure(f"ends on days {a} to {b}", end_hazard(a, b, ENDED), f"{HAZARD}/any/days_{a}_to_{b}", PER_DAY, "day")
        for a, b in pairwise((0, 7, 15, 30, 60, 120, 180, 365, 730))
    ),
    *(
        Measure(f"{name} on days {a} to {b}", end_hazard(a, b, stops), f"{HAZARD}/{kind}/days_{a}_to_{b}", PER_DAY, "day")
        for kind, name, stops in (("decisive", "decided", VICTORY), ("other", "ends otherwise", AGREED + FADED))
        for a, b in pairwise((0, 15, 60, 180, 365))
    ),
    *(
        Measure(
            f"of all with {UCDP_DEAD:.0f} dead, longer than {d} days",
            longer_than(d, UCDP_DEAD),
            f"interstate_episode_days/all..dated/over_{d}",
            "real: between all episodes and those dated to the month",
        )
        for d in (7, 30, 90, 180)
    ),
    Measure("gains a state within 60 days", gains_state, "war_gains_a_state/within_60_days_since_1946"),
    Measure("a neighbouring power fights within 60 days", power_enters(near=True), "major_power_enters/near", "real: near majors"),
    Measure("a distant power fights within 60 days", power_enters(near=False), "major_power_enters/far", "real: far majors"),
    Measure("ends by victory", ends(VICTORY), "conflict_episode_ends/interstate/victory_a+victory_b"),
    Measure("ends by agreement or ceasefire", ends(AGREED), "conflict_episode_ends/interstate/agreement+ceasefire"),
    Measure("a settlement is brokered", brokered, "agreements_mediated/full_scale_war"),
    Measure("fades", ends(FADED), "conflict_episode_ends/interstate/fades"),
    Measure("the opener wins", wins((0, 2)), "interstate_war_ends/since_1946/initiator_wins", "real: as coded for the initiator"),
    Measure("the opener loses", wins((1, 3)), "interstate_war_ends/since_1946/initiator_loses", "real: as coded for the initiator"),
    Measure("back within 3 years of a victory", returns(VICTORY), "fighting_returns/victory"),
    Measure("back within 3 years of a deal", returns(AGREED), "fighting_returns/agreement..ceasefire"),
    Measure("back within 3 years of fading", returns(FADED), "fighting_returns/fades"),
    Measure("a truce is called and fails", a_truce_fails, None, "no list of truces with hours at hand"),
)


def real_rate(path: str) -> Rate:
    """Return the real rate of a measure: one, a sum of ways (``a+b``), or a return within three years; ``a..b``: between two."""
    head, _, last = path.rpartition("/")
    if head == "fighting_returns":
        return return_rate(last.split(".."))
    if ".." in head:
        first, _, group = head.partition("/")
        return between([rate(f"{first}/{name}/{last}") for name in group.split("..")])
    parts = [rate(f"{head}/{name}") for name in last.split("+")]
    if len(parts) == 1:
        return parts[0]
    value = sum(p.value for p in parts)
    error = 1.645 * (value * (1 - value) / max(parts[0].n, 1)) ** 0.5
    return Rate(value, max(0.0, value - error), min(1.0, value + error), parts[0].n, parts[0].source)


def between(rates: Sequence[Rate]) -> Rate:
    """Return the middle of rates counted in different ways, from the least that one allows to the most."""
    value = float(np.mean([r.value for r in rates]))
    return Rate(value, min(r.low for r in rates), max(r.high for r in rates), max(r.n for r in rates), rates[0].source)


def return_rate(ways: Sequence[str]) -> Rate:
    """Return how often fighting comes back within three years after some ways of ending, from the least to the greatest."""
    hazards = [rate(f"fighting_returns/{way}/hazard_per_day") for way in ways]
    low, high = (1 - np.exp(-3 * 365 * f(getattr(h, k) for h in hazards)) for f, k in ((min, "low"), (max, "high")))
    value = 1 - np.exp(-3 * 365 * float(np.mean([h.value for h in hazards])))
    return Rate(float(value), float(low), float(high), 0, hazards[0].source)


def row(measure: Measure, wars: Sequence[Lived], seed: int) -> dict[str, Any]:
    """Return a measure over all wars with the spread of wars drawn anew, the real rate, and the verdict."""
    pairs = [measure.cases(war) for war in wars]
    yes, of = (np.concatenate([pair[i] for pair in pairs]) for i in (0, 1))
    rng = np.random.default_rng([seed, len(measure.name)])
    drawn = rng.integers(0, len(wars), (RESAMPLES, len(wars)))
    with np.errstate(invalid="ignore"):
        spread = yes[drawn].sum(axis=1) / of[drawn].sum(axis=1)
    total = float(of.sum())
    found: dict[str, Any] = {"what": measure.name, f"{measure.unit}s": int(total), "note": measure.note}
    if total == 0:
        return {**found, "model": None, "verdict": "no course to count"}
    low, high = np.nanquantile(spread, (0.05, 0.95))
    found |= {"model": round(float(yes.sum() / total), 6), "low": round(float(low), 6), "high": round(float(high), 6)}
    if measure.real is None:
        return {**found, "real": None, "verdict": "no base rate"}
    real = real_rate(measure.real)
    found["real"] = {
        "value": round(real.value, 6),
        "low": round(real.low, 6),
        "high": round(real.high, 6),
        "n": real.n,
        "source": real.source,
    }
    return {**found, "verdict": verdict(found["model"], (low, high), real)}


def verdict(model: float, spread: tuple[float, float], real: Rate) -> str:
    """Return whether the model's rate agrees with the real one: inside its interval, near it, or off."""
    if real.low <= model <= real.high:
        return "agrees"
    if spread[0] <= real.high and spread[1] >= real.low:
        return "agrees within the spread of wars"
    return "too often" if model > real.high else "too seldom"


def quantity_rows(wars: Sequence[Lived]) -> list[dict[str, Any]]:
    """Return battle deaths a day, of a belligerent and of a whole war, beside their real spreads [deaths/day]."""
    days = [np.maximum(w.outcomes["length_days"][listed(w)], 1.0) for w in wars]
    dead = [w.outcomes["deaths"][listed(w)] for w in wars]
    return [
        *quantity_row("a belligerent", "battle_deaths", [d / n[:, None] for d, n in zip(dead, days, strict=True)]),
        *quantity_row("a war", "war_deaths", [d.sum(axis=1) / n for d, n in zip(dead, days, strict=True)]),
    ]


def quantity_row(of: str, among: str, found: Sequence[Floats]) -> list[dict[str, Any]]:
    """Return the row of deaths a day [deaths/day] of a belligerent or a war, none where no course is counted."""
    values = np.concatenate([each.ravel() for each in found])
    if not len(values):
        return []
    real = spread_of_deaths(among)
    low, mid, high = (round(float(v), 2) for v in np.quantile(values, (0.1, 0.5, 0.9)))
    agrees = real["q10"] <= mid <= real["q90"]
    known = {"value": real["q50"], "low": real["q10"], "high": real["q90"], "n": int(real["n"]), "source": "Correlates of War 4.0"}
    row = {"what": f"battle deaths a day of {of}: middle (10-90 %)", "courses": len(values)}
    row |= {"note": "real: interstate wars since 1946", "model": mid, "low": low, "high": high, "real": known}
    return [{**row, "verdict": "agrees" if agrees else "off"}]


def spread_of_deaths(among: str) -> dict[str, float]:
    """Return quantiles of real deaths a day since 1946 [deaths/day]: ``battle_deaths`` of belligerents, ``war_deaths`` of wars."""
    from multipolar.scenario.calibrated import calibration

    found: dict[str, float] = calibration("rates")["rates"][among]["per_day_since_1946"]
    return found


def summary(war: Lived) -> dict[str, Any]:
    """Return a war of the study in a line: its median length, and how often it reached a thousand dead."""
    out = war.outcomes
    return {
        "name": war.name,
        "kind": war.kind,
        "begins": war.begins,
        "median_days": round(float(np.median(out["length_days"])), 1),
        "p_thousand_dead": round(float(listed(war).mean()), 3),
        "p_ongoing": round(float((out["label"] == 6).mean()), 3),
    }


def markdown(document: dict[str, Any]) -> str:
    """Return the study as a Markdown table."""
    lines = ["| | model | 90 % over wars | real | 90 % | verdict |", "|---|---|---|---|---|---|"]
    for r in document["rows"]:
        real = r.get("real")
        spread = f"{r['low']:.3g} - {r['high']:.3g}" if r["model"] is not None else ""
        cells = [r["what"], "" if r["model"] is None else f"{r['model']:.3g}", spread]
        cells += [f"{real['value']:.3g}", f"{real['low']:.3g} - {real['high']:.3g}"] if real else ["", ""]
        lines.append("| " + " | ".join([*cells, r["verdict"]]) + " |")
    wars = f"{len(document['compared'])} wars of {document['members']} courses; not compared, since they start inside a war: "
    return "\n".join([*lines, "", wars + (", ".join(document["not_compared"]) or "none")]) + "\n"
