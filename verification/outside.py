"""The outside view and its pool with the simulation, scored on the past wars of the library beside the base rate.

``--data`` names a folder with ``wars_outside/wars.csv``, to go by the day; by default the table that ships is read. ``--types
interstate`` takes all for wars between states; by default each has the type that its scenario states. The constants of the outside
view were picked with these wars in view, so that the table flatters it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.forecast.baselines import Known, base_rate, uniform
from multipolar.forecast.skill import paired
from multipolar.forecast.war import WarForecast, WarTruth, facts_in
from multipolar.forecast.war_score import Scores, war_scores
from multipolar.inference.smc import Floats
from multipolar.numerics.resampling import in_order
from multipolar.outside.lengths import Weighted
from multipolar.outside.pool import Members, Target, law_given, pooled
from multipolar.outside.table import past_class
from multipolar.outside.tilt import Weights, tilt
from multipolar.outside.view import OutsideView, case_of, view_of
from multipolar.session.war import Recipe, War, load_war
from multipolar.studies.calibrate_wars import live_once, past_wars
from verification.common import arguments, told, verify

MEASURES = ("ending_brier", "ending_log", "length_crps_days", "length_crps_log")
POINTS = 1_000
BARS = {"ending_brier": 0.785, "ending_log": 1.65, "length_crps_days": 35.5, "length_crps_log": 0.69}
"""Means that the pool must not exceed."""
WORST_LOSS = float(np.log(2.0))
"""Most that the pool may lose on one war against the better of its parts [nats]: what one half of it guarantees."""
BASE = "base rate"


def ensemble(law: Weighted, count: int = POINTS) -> Floats:
    """Return a law of lengths as so many equally likely days."""
    return np.asarray(in_order(law.days, law.weights, count), np.float64)


def members_of(war: War, *, members: int, seed: int) -> tuple[Members, NDArray[Any]]:
    """Return endings and lengths of a war's courses, and their outcomes (member,)."""
    out = live_once(war, (), np.zeros((members, 0)), seed=seed)
    horizon = float(war.scenario.document.horizon_days)
    return Members(out["label"].astype(np.int64), np.minimum(out["length_days"].astype(np.float64), horizon), horizon), out


def said(endings: Mapping[str, float], length: Weighted) -> WarForecast:
    """Return a forecast of ending and length alone."""
    return WarForecast(endings=dict(endings), length=ensemble(length))


def forecasts_of(target: Target, view: OutsideView) -> dict[str, WarForecast]:
    """Return simulation, outside view and pool as forecasts."""
    run = dict(zip(ENDINGS, map(float, target.run.sum(axis=1)), strict=True))
    return {
        "simulation": WarForecast(endings=run, length=target.run_lengths.days),
        "outside view": said(view.endings, law_given(view)),
        "pool": said(target.endings, target.lengths),
    }


def measure(members: int, seed: int, data: str, types: str) -> tuple[dict[str, Any], str]:
    """Return the scores of every forecast on every war, differences to the base rate, the tilts, and a sentence."""
    past = past_wars()
    known = [Known(facts_in(p.war.scenario), p.truth) for p in past]
    scores: dict[str, dict[str, Scores]] = {}
    tilts: dict[str, dict[str, float]] = {}
    for i, (one, k) in enumerate(zip(past, known, strict=True)):
        war = load_war(Recipe(one.war.id))
        case = case_of(war.scenario.document)
        if types == "interstate":
            case = dataclasses.replace(case, type=types)
        view = view_of(case, past_class(case.as_of, Path(data) if data else None))
        run, out = members_of(war, members=members, seed=seed)
        target = pooled(run, view)
        others = [o for o in known if o is not k]
        every = {"uniform": uniform(k.facts), BASE: base_rate(k.facts, others), **forecasts_of(target, view)}
        for name, forecast in every.items():
            scores.setdefault(name, {})[one.war.id] = war_scores(forecast, k.truth)
        tilts[one.war.id] = tilted(run, target, out, k.truth)
        told("wars", i + 1, len(past))
    document = {"members": members, "types": types, "to_the_day": bool(data), "rows": table(scores), "wars": by_war(scores)}
    document |= {"tilt": tilts, "missed": missed(document["rows"], scores, tilts)}
    return document, sentence(document)


def tilted(run: Members, target: Target, out: NDArray[Any], truth: WarTruth) -> dict[str, float]:
    """Return what the tilt of a run costs: effective share of the courses, largest factor, the mass that no course reached."""
    found: Weights = tilt(run, target)
    lengths = [war_scores(WarForecast(length=ensemble(law)), truth)["length_crps_days"]
               for law in (target.lengths, Weighted(run.length, found.w))]  # fmt: skip
    changed = Weighted(out["changed_share"].astype(np.float64), found.w)
    plain = WarForecast(changed=out["changed_share"].astype(np.float64))
    before, after = (war_scores(f, truth)["changed_share_crps"] for f in (plain, WarForecast(changed=ensemble(changed))))
    row = {"ess_share": found.ess / run.n, "worst_ratio": found.worst_ratio, "steps": float(found.steps), "share": found.share}
    row["missing"] = float(sum(p for name, p in found.missing.items() if name in ENDINGS))
    if lengths[0] is not None and lengths[1] is not None:
        row["length_moved"] = lengths[1] - lengths[0]
    if before is not None and after is not None:
        row |= {"changed_share_before": before, "changed_share_after": after}
    return {name: round(value, 4) for name, value in row.items()}


def table(scores: Mapping[str, Mapping[str, Scores]]) -> dict[str, dict[str, Any]]:
    """Return by forecast and measure the mean and the paired difference to the base rate with its standard error."""
    rows: dict[str, dict[str, Any]] = {}
    for name, wars in scores.items():
        rows[name] = {}
        for one in MEASURES:
            values = [(s[one], scores[BASE][war][one]) for war, s in wars.items()]
            told_both = [(a, b) for a, b in values if a is not None and b is not None]
            gap = paired([a for a, _ in told_both], [b for _, b in told_both])
            mean = round(float(np.mean([a for a, _ in told_both])), 4)
            rows[name][one] = {"mean": mean, "difference": gap["difference"], "error": gap["error"]}
    return rows


def by_war(scores: Mapping[str, Mapping[str, Scores]]) -> dict[str, dict[str, float | None]]:
    """Return the log score of the endings by war and forecast."""
    names = ("simulation", "outside view", "pool")
    wars = scores["pool"]
    return {war: {name: _rounded(scores[name][war]["ending_log"]) for name in names} for war in wars}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def missed(rows: Mapping[str, Mapping[str, Any]], scores: Mapping[str, Any], tilts: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the bars that do not hold, in words."""
    pool = rows["pool"]
    out = [f"{name} {pool[name]['mean']:.3f} over {bar:g}" for name, bar in BARS.items() if pool[name]["mean"] > bar]
    clear = sum(pool[name]["difference"] <= -2.0 * pool[name]["error"] for name in MEASURES)
    if clear < 3:
        out.append(f"two standard errors ahead of the base rate on {clear} of 4 measures")
    if (worst := max(losses(scores))) > WORST_LOSS:
        out.append(f"the pool loses {worst:.2f} nats on one war")
    thin = [war for war, one in tilts.items() if one["ess_share"] < 0.25]
    return out + ([f"too few effective courses: {', '.join(thin)}"] if thin else [])


def losses(scores: Mapping[str, Mapping[str, Scores]]) -> list[float]:
    """Return by war what the pool's log score loses against the better of its parts [nats]."""
    rows: Sequence[dict[str, float | None]] = list(by_war(scores).values())
    found = []
    for row in rows:
        run, view, pool = row["simulation"], row["outside view"], row["pool"]
        if run is not None and view is not None and pool is not None:
            found.append(pool - min(run, view))
    return found


def sentence(document: Mapping[str, Any]) -> str:
    """Return the table in words."""
    parts = []
    for name, row in document["rows"].items():
        cells = [f"{row[m]['mean']:.3f}" + ("" if name == BASE else f" ({row[m]['difference']:+.3f} ± {row[m]['error']:.3f})")
                 for m in MEASURES]  # fmt: skip
        parts.append(f"{name} {', '.join(cells)}")
    shares = [one["ess_share"] for one in document["tilt"].values()]
    moved = [abs(one["length_moved"]) for one in document["tilt"].values() if "length_moved" in one]
    head = f"{len(document['wars'])} wars of {document['members']:,} courses; ending Brier and log, length in days and ln, "
    tail = f"tilt: effective share mean {np.mean(shares):.2f}, least {min(shares):.2f}, length at most {max(moved):.1f} days from "
    tail += "the pool's"
    over = "; ".join(document["missed"]) or "none"
    return f"{head}against the base rate of the other wars: {'; '.join(parts)}; {tail}; bars missed: {over}"


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=2_000, data="", types="own")
    verify("outside", given, lambda: measure(given.members, given.seed, given.data, given.types))


if __name__ == "__main__":
    main()
