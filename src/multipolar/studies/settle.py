"""Which ends both sides could sign, on which day, who would stop them, what would turn a refusal: ``multipolar-settlement/1``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.diplomacy.consent import DISTRUST, FACE, LEADER, NATION, PATRON, SIDE
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.consents import DayOfConsent, consents, lasting_of
from multipolar.errors import ArgumentError
from multipolar.numerics.arrays import Records
from multipolar.numerics.resampling import effective_size
from multipolar.session.choices import ELECTION_DAY, SETTLE_MEMBERS
from multipolar.session.run import Run
from multipolar.session.war import War, load_war, variant
from multipolar.studies.election import election_of

SCHEMA = "multipolar-settlement/1"
DAYS = (1, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 365)
"""Days after the as-of date that are looked at [days]."""
LEAST = 20.0
"""Effective courses that must still be at war on a day for it to be told."""
PLACES = (0.25, 0.5, 0.75)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Progress = Callable[[str, int, int], None]

TURNED: dict[str, str] = {
    "guarantor": "somebody whom both sides trust stands behind the terms",
    "leader": "its leader is not blamed for them",
    "patron": "its patron leaves it its own choice",
    "face": "it keeps its face",
}
"""What could turn a side's refusal by itself, each in words."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One day, designs by courses: who signs and what a refusal hangs on, all (member, design, side) unless said otherwise."""

    signs: Bools
    leader: Bools
    public: Bools
    turned: dict[str, Bools]
    short: Floats
    free: Floats


def weighed(day: DayOfConsent, autonomy: Floats) -> Weighed:
    """Return who would sign on a day and what would turn who would not; ``autonomy`` (member, side) of the sides [share].

    The leader signs where what the nation gets outweighs what the leader fears; the public where the nation gains and keeps face.
    A remedy turns a refusal where with it alone the side's worth is 0 or more. ``short``: what a side misses [utility];
    ``free`` (member, design): chance that no power stops the design.
    """
    of = day.sides
    face = of[..., FACE] >= 0.0
    gains = of[..., SIDE] >= 0.0
    own = np.where(np.abs(of[..., PATRON]) > 1e-12, autonomy[:, None, :], 1.0)
    with np.errstate(invalid="ignore"):
        bare = of[..., NATION] + of[..., LEADER] + of[..., DISTRUST]
        turned = {
            "guarantor": face & (of[..., SIDE] - own * of[..., DISTRUST] >= 0.0),
            "leader": face & (of[..., SIDE] - own * of[..., LEADER] >= 0.0),
            "patron": face & (bare >= 0.0),
            "face": gains,
        }
        signs = gains & face
        leader = of[..., NATION] + of[..., LEADER] >= 0.0
        public = (of[..., NATION] >= 0.0) & face
    free = np.prod(1.0 - day.stops, axis=2)
    return Weighed(signs, leader, public, turned, -of[..., SIDE] / np.maximum(own, 0.05), free)


def share_of(what: NDArray[Any], weights: Floats) -> Floats:
    """Return weighted shares over the members, the first axis."""
    return np.tensordot(weights / weights.sum(), np.asarray(what, np.float64), axes=(0, 0))


def quantiles(values: Floats, weights: Floats) -> list[float]:
    """Return the lower quartile, the middle and the upper quartile of weighted values."""
    order = np.argsort(values)
    along = np.cumsum(weights[order]) / weights.sum()
    return [round(float(values[order][min(int(np.searchsorted(along, q)), len(values) - 1)]), 4) for q in PLACES]


def day_rows(day: DayOfConsent, autonomy: Floats, weights: Floats, war: War, tried: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Return for each design what is told of a day; members whose war is over are left out.

    ``tried``: places of designs that are set against all others course by course.
    """
    at = day.running
    found, w = weighed(day, autonomy), weights[at]
    sides, powers = war.model.labels.sides, war.model.labels.powers
    both = found.signs[..., 0] & found.signs[..., 1]
    rows = []
    for g in range(both.shape[1]):
        stopped = share_of(day.stops[at, g], w)
        refused = {name: 1.0 - float(share_of(found.signs[at, g, b], w)) for b, name in enumerate(sides)}
        veto = {**refused, **{name: float(stopped[j]) for j, name in enumerate(powers) if stopped[j] > 0.0}}
        rows.append(
            {
                "day": day.day,
                "both": _round(share_of(both[at, g], w)),
                "signed": _round(share_of(both[at, g] * found.free[at, g], w)),
                "share": _round(share_of(day.share[at, g], w)),
                "veto": {name: _round(p) for name, p in sorted(veto.items(), key=lambda item: -item[1])},
                "sides": {name: _side(found, at, g, b, w) for b, name in enumerate(sides)},
            }
        )
    signed = np.asarray(both * found.free)[at]
    for g in tried:
        others = [h for h in range(both.shape[1]) if h not in tried]
        rows[g]["against"] = {war.model.labels.designs[h]: paired_gap(signed[:, g], signed[:, h], w) for h in others}
    return rows


def paired_gap(one: Floats, other: Floats, weights: Floats) -> dict[str, float]:
    """Return by how much one chance exceeds another in the same courses, with its standard error.

    error = sqrt(sum of w^2 (d - mean)^2) with weights that sum to 1: that of a weighted mean of independent courses (Kish 1965).
    """
    w, gap = weights / weights.sum(), one - other
    mean = float(w @ gap)
    return {"difference": _round(mean), "error": _round(np.sqrt(np.sum(w**2 * (gap - mean) ** 2)))}


def _side(found: Weighed, at: Bools, g: int, b: int, w: Floats) -> dict[str, Any]:
    no = ~found.signs[at, g, b]
    refusing = w[no]
    told: dict[str, Any] = {
        "signs": _round(share_of(~no, w)),
        "leader": _round(share_of(found.leader[at, g, b], w)),
        "public": _round(share_of(found.public[at, g, b], w)),
        "turned_by": {},
        "short": None,
    }
    if refusing.sum() > 0.0:
        told["turned_by"] = {name: _round(share_of(one[at, g, b][no], refusing)) for name, one in found.turned.items()}
        told["short"] = quantiles(found.short[at, g, b][no], refusing)
    return told


def zone_row(day: DayOfConsent, autonomy: Floats, weights: Floats, usable: Bools, war: War) -> dict[str, Any]:
    """Return whether any design that could end the war could be signed on a day, and what both sides want; see ``settle``."""
    at = day.running
    found, w = weighed(day, autonomy), weights[at]
    can = found.signs[..., 0] & found.signs[..., 1] & usable
    best = np.asarray(np.max(np.where(can, found.free, 0.0), axis=1, initial=0.0))
    sides = war.model.labels.sides
    need, give = day.wants[at, 0], 1.0 - day.wants[at, 1]
    return {
        "day": day.day,
        "running": _round(weights[at].sum() / weights.sum()),
        "p": _round(share_of(best[at], w)),
        "both": _round(share_of(np.asarray(can[at].any(axis=1)), w)),
        "gap": _round(share_of(need < give, w)),
        "need": {"of": sides[0], "quartiles": quantiles(need, w)},
        "give": {"of": sides[1], "quartiles": quantiles(give, w)},
        "refuses": {
            name: _round(share_of(~np.asarray((found.signs[:, :, b] & usable).any(axis=1))[at], w)) for b, name in enumerate(sides)
        },
    }


def mediator_rows(run: Run, day: DayOfConsent, params: Records, weights: Floats) -> list[dict[str, Any]]:
    """Return the powers by the hold they have on both sides; those with none on either are left out."""
    at, w = day.running, weights[day.running]
    brokers = run.forecast.get("brokers", {})
    rows = []
    for j, name in enumerate(run.war.model.labels.powers):
        hold = share_of(day.leverage[at, j], w)
        both = share_of(np.sqrt(np.maximum(day.leverage[at, j, 0] * day.leverage[at, j, 1], 0.0)), w)
        if hold.max() <= 0.0 or not (params["awake"][:, j] > 0.5).any():
            continue
        told = brokers.get(name)
        rows.append(
            {
                "power": name,
                "leverage": dict(zip(run.war.model.labels.sides, map(_round, hold), strict=True)),
                "both": _round(both),
                "skill": _round(share_of(params["skill"][at, j], w)),
                "acceptance": _round(share_of(params["acceptance"][at, j], w)),
                "brokers": None if told is None else _round(told["p"] if isinstance(told, dict) else told),
            }
        )
    return sorted(rows, key=lambda row: (-row["both"], row["power"]))


def patch_of(file: Path, war: War) -> str:
    """Return the text of a patch that lays the design of a file on the table; a patch is given back as it is.

    Raises
    ------
    ArgumentError : for a file that cannot be read or is no mapping with an ``id``.
    """
    try:
        text = file.read_text(encoding="utf-8")
        plain = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ArgumentError(f"{file}: cannot be read as YAML ({error})") from error
    if isinstance(plain, dict) and "changes" in plain:
        return text
    if not isinstance(plain, dict) or not isinstance(plain.get("id"), str):
        raise ArgumentError(f"{file}: expected a mapping with the keys of a settlement, first its id, or a patch")
    change = {"op": "add", "path": f"settlements[{plain['id']}]", "value": plain, "reason": f"tried from {file.name}"}
    patch = {
        "format": "multipolar-patch/1", "id": "tried-design", "title": "A design tried", "base": war.id,
        "base_digest": war.file_digest, "changes": [change],
    }  # fmt: skip
    return yaml.safe_dump(patch, sort_keys=False, allow_unicode=True)


def judging_war(run: Run, design: Path | None) -> War:
    """Return the war whose designs are weighed: that of the run, with the design of a file laid on the table besides.

    Raises
    ------
    ScenarioError : with every fault of the design.
    """
    if design is None:
        return run.war
    text = patch_of(design, run.war)
    with tempfile.TemporaryDirectory() as folder:
        patch = Path(folder) / design.name
        patch.write_text(text, encoding="utf-8")
        return load_war(variant(run.war.recipe, patches=(str(patch),)), again=True)


def settle(
    run: Run, *, members: int = SETTLE_MEMBERS, design: Path | None = None, election: bool = False,
    election_day: int = ELECTION_DAY, progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return who would sign which design on which day of the first courses of a run: ``multipolar-settlement/1``.

    Parameters
    ----------
    members : courses looked at, the first of the run, each with its weight in the forecast.
    design : file with a settlement of one's own, or a patch; it is weighed on the same courses, which it does not change.
    election : whether the designs that could end the war stand for election too, on day ``election_day``.

    Raises
    ------
    ArgumentError : for a conditioned run, a scenario without designs, or an election on a day beyond the war.
    """
    manifest = run.store.manifest
    if manifest.get("conditioned"):
        raise ArgumentError("run: found a conditioned one, whose courses begin on different states; expected a plain run")
    war, judge = run.war, judging_war(run, design)
    many = min(members, run.sample.tally.n)
    seed, off = int(manifest["seed"]), war.recipe.off
    weighting = run.sample.weighting
    weights = np.ones(many) if weighting is None else np.asarray(weighting.weights[:many], np.float64)
    params = params_of(Job(war.model, many, seed, off=off), 0, many)
    weigh = params_of(Job(judge.model, many, seed, off=off), 0, many)
    sc = judge.model.sc
    if not int(sc["n_designs"][0]):
        raise ArgumentError(f"{war.id}: names no settlement, so there is nothing to sign; add some under settlements")
    designs = judge.scenario.document.settlements
    known = weigh["design_known"][:, : len(designs)] > 0.5
    usable = known & (sc["final"][0, : len(designs)] > 0)
    autonomy = weigh["autonomy"]
    horizon = int(sc["horizon"][0])
    if election and election_day >= horizon:
        raise ArgumentError(f"election_day: found {election_day}, expected a day before the horizon of {horizon} days")
    told = [day for day in DAYS if day < horizon]
    tried = [g for g, one in enumerate(designs) if one.id not in war.model.labels.designs]
    days = sorted({*told, election_day}) if election else told
    rows: list[list[dict[str, Any]]] = [[] for _ in designs]
    zone: list[dict[str, Any]] = []
    mediators: list[dict[str, Any]] = []
    elected: dict[str, Any] | None = None
    looked = consents(war.model.sc, params, days, seed=seed, capacity=war.model.capacity, judged=(sc, weigh))
    for k, day in enumerate(looked):
        if progress is not None:
            progress("days", k + 1, len(days))
        w = weights * day.running
        if w.sum() <= 0.0 or effective_size(w / w.sum()) < LEAST:
            break
        if election and day.day == election_day:
            names = (*war.model.labels.sides, *war.model.labels.powers), tuple(one.id for one in designs)
            elected = election_of(day, weigh, weights, sc["final"][0, : len(designs)] > 0, names, seed=seed)
        if day.day not in told:
            continue
        for g, row in enumerate(day_rows(day, autonomy, weights, judge, tried)):
            rows[g].append(row)
        zone.append(zone_row(day, autonomy, weights, usable, judge))
        mediators = mediators or mediator_rows(run, day, params, weights)
    if election and elected is None:
        raise ArgumentError(f"election_day: found {election_day}, but the war still goes on in too few courses by then")
    lasting = share_of(lasting_of(sc, weigh), weights)
    return {
        "schema": SCHEMA, "version": __version__, "scenario": war.id, "as_of": war.scenario.as_of.isoformat(),
        "digest": run.digest, "members": many, "sides": list(war.model.labels.sides),
        "designs": [
            {
                "id": one.id, "what": one.what, "tried": g in tried,
                "ends_the_war": bool(sc["final"][0, g] > 0), "known": _round(share_of(known[:, g], weights)),
                "enforcement": _round(share_of(weigh["design_enforcement"][:, g], weights)),
                "face": dict(zip(war.model.labels.sides, map(_round, share_of(weigh["design_face"][:, g], weights)), strict=True)),
                "durability": _round(lasting[g]), "days": rows[g],
            }
            for g, one in enumerate(designs)
        ],
        "zone": zone, "mediators": mediators, "remedies": TURNED, **({"election": elected} if election else {}),
    }  # fmt: skip


def best_days(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return for each design the day on which it could most often be signed, the best design first."""
    rows = [
        {"design": one, "day": max(one["days"], key=lambda row: (row["signed"], row["both"], -row["day"]))}
        for one in document["designs"]
        if one["days"]
    ]
    return sorted(rows, key=lambda row: (-row["day"]["signed"], -row["day"]["both"], row["design"]["id"]))


def _round(value: Any) -> float:
    return round(float(value), 6)
