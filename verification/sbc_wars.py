"""Learning across wars is put to the test on wars whose truth is known: simulation-based calibration (Talts and others 2018).

A true shift of the shared priors is drawn, every library war is given an end under it, the shift is learned from those ends,
and the truth is ranked among what was learned. Three ways to give the ends and to learn from them:

``exact``: ends drawn from the re-weighted courses, seen as label and length with the length's kernel, and learned from with
just that likelihood: the sampler and the re-weighting alone, which must be uniform (the gate). ``composite``: ends drawn from the
same courses, learned from as `calibrate wars` does. ``lived``: the same, but the ends are lived anew at the true shift, so
that few courses far from it show.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.about import __version__
from multipolar.codes import ENDINGS, LEVELS
from multipolar.forecast.war import WarTruth
from multipolar.inference.sbc import rank_of, uniformity
from multipolar.inference.shared import Learned, Lived, Shared, effective_members, learn, log_normal_density, member_weights
from multipolar.inference.smc import Floats, Settings
from multipolar.studies.calibrate_wars import (
    CHAIN,
    LENGTH_BAND,
    PARTICLES,
    SHIFT_SD,
    WIDER,
    Past,
    columns_of,
    live_once,
    observations,
    past_wars,
    shared_parameters,
)
from verification.common import arguments, told, verify

Records = NDArray[Any]
ROUNDS, DRAWS, BINS = 40, 19, 5
LIMIT = 0.005
"""The least p value that passes, shared out over the parameters."""
WAYS = ("exact", "composite", "lived")


@dataclass(frozen=True, slots=True)
class Courses:
    """A war's courses under the proposal: what was drawn (member, column), outcomes (member,), and ends lived anew (round,)."""

    past: Past
    z: Floats
    out: Records
    anew: Records


def courses_of(past: Past, shifts: Floats, *, members: int, seed: int, folder: Path) -> Courses:
    """Return a war's courses under the proposal and one course at each true shift (round, parameter), kept in ``folder``."""
    parameters = shared_parameters()
    column = columns_of(parameters)
    rng = np.random.default_rng([seed, zlib.crc32(past.war.id.encode())])
    z = WIDER[0] * rng.standard_normal((members, len(column)))
    fresh = shifts[:, column] + rng.standard_normal((len(shifts), len(column)))
    key = f"{__version__} {past.war.scenario.digest} {parameters} {members} {len(shifts)} {seed}"
    path = folder / f"{past.war.id}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
    if path.is_file():
        kept = np.load(path)
        return Courses(past, z, kept["out"], kept["anew"])
    out = live_once(past.war, parameters, z, seed=seed)
    anew = live_once(past.war, parameters, fresh, seed=seed + 1)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(path, out=out, anew=anew)
    return Courses(past, z, out, anew)


def truth_in(past: Past, end: Any) -> WarTruth:
    """Return a course's end as what happened: the things that are known of the real war, with their values in the course."""
    real = past.truth
    powers = list(past.war.model.labels.powers)
    label = list(ENDINGS)[int(end["label"])]
    return replace(
        real,
        ending=label,
        endings={label: 1.0} if real.endings else {},
        length=None if real.length is None else float(end["length_days"]),
        levels={p: {LEVELS[int(end["level"][powers.index(p)])]: 1.0} for p in real.levels},
        deaths={side: float(end["deaths"]["AB".index(side)]) for side in real.deaths},
        changed=None if real.changed is None else float(end["changed_share"]),
    )


def seen(courses: Courses, way: str, shift: Floats, anew: Any, rng: np.random.Generator) -> Lived:
    """Return a war's courses beside a pseudo end under a true shift (parameter,), ready to be learned from."""
    column = columns_of(shared_parameters())
    centre = np.zeros(len(column))
    bare = Lived(courses.z, column, log_normal_density(courses.z, centre, WIDER[0]), np.zeros((0, len(courses.z))), np.zeros(0))
    weight = member_weights(bare, shift)
    end = anew if way == "lived" else courses.out[rng.choice(len(weight), p=weight)]
    if way == "exact":
        return replace(bare, told=exactly(courses.out, end, rng)[None, :], weight=np.ones(1))
    things, weights = observations(courses.past.war, truth_in(courses.past, end), courses.out)
    return replace(bare, told=things, weight=weights)


def exactly(out: Records, end: Any, rng: np.random.Generator) -> Floats:
    """Return how likely each course (member,) makes an end's label and its length, the length seen through its kernel."""
    length = np.log1p(float(end["length_days"])) + LENGTH_BAND * rng.standard_normal()
    near = stats.norm.pdf(length - np.log1p(out["length_days"]), scale=LENGTH_BAND)
    return np.asarray(near * (out["label"] == end["label"]), np.float64)


def one_round(wars: Sequence[Courses], way: str, shift: Floats, place: int, seed: int) -> tuple[NDArray[np.int64], Floats, float]:
    """Return the ranks of a true shift (parameter,), the learned spread over the prior's, and the median effective courses."""
    rng = np.random.default_rng([seed, WAYS.index(way), place])
    lived = [seen(war, way, shift, war.anew[place], rng) for war in wars]
    found: Learned = learn(lived, prior_sd=SHIFT_SD, seed=int(rng.integers(2**31)), settings=Settings(PARTICLES, CHAIN))
    thin = rng.choice(len(found.shifts), size=DRAWS, replace=False)
    effective = float(np.median([effective_members(war, shift) for war in lived]))
    return rank_of(shift, found.shifts[thin]), found.shifts.std(axis=0) / SHIFT_SD, effective


def judged(ranks: NDArray[np.int64], names: Sequence[str]) -> dict[str, Any]:
    """Return whether ranks (round, parameter) may be uniform: chi-square each, and over all parameters the ECDF's widest gap.

    ``dispersion`` is the ranks' mean square distance from the middle over that of uniform ranks: above one the learned priors
    are too narrow or off, below one too wide. Its error and the gap's limit come from uniform ranks drawn anew.
    """
    p = uniformity(ranks, DRAWS, BINS)
    gap, dispersion = _overall(ranks)
    rng = np.random.default_rng(0)
    anew = np.array([_overall(rng.integers(0, DRAWS + 1, ranks.shape)) for _ in range(2000)])
    return {
        "p_least": round(float(p.min()), 4), "p_allowed": round(LIMIT / len(names), 5),
        "p": {name: round(float(v), 4) for name, v in zip(names, p, strict=True)},
        "ecdf_gap": round(gap, 4), "ecdf_gap_allowed": round(float(np.quantile(anew[:, 0], 1 - LIMIT)), 4),
        "dispersion": round(dispersion, 3), "dispersion_error": round(float(anew[:, 1].std()), 3),
        "passed": bool(p.min() > LIMIT / len(names) and gap <= np.quantile(anew[:, 0], 1 - LIMIT)),
    }  # fmt: skip


def _overall(ranks: NDArray[np.int64]) -> tuple[float, float]:
    share = np.bincount(ranks.ravel(), minlength=DRAWS + 1).cumsum() / ranks.size
    even = np.arange(1, DRAWS + 2) / (DRAWS + 1)
    middle, uniform = DRAWS / 2, (DRAWS + 1) ** 2 - 1
    return float(np.abs(share - even).max()), float(((ranks - middle) ** 2).mean() * 12 / uniform)


def measure(members: int, seed: int, rounds: int, folder: str) -> tuple[dict[str, Any], str]:
    """Return the ranks' verdicts of every way, over ``rounds`` true shifts."""
    parameters: tuple[Shared, ...] = shared_parameters()
    names = [p.name for p in parameters]
    shifts = SHIFT_SD * np.random.default_rng([seed, 17]).standard_normal((max(rounds, ROUNDS), len(parameters)))
    wars = []
    known = past_wars()
    for i, past in enumerate(known):
        wars.append(courses_of(past, shifts, members=members, seed=seed, folder=Path(folder)))
        told("wars", i + 1, len(known))
    found: dict[str, Any] = {}
    for way in WAYS:
        rows = []
        for r in range(rounds):
            rows.append(one_round(wars, way, shifts[r], r, seed))
            told(way, r + 1, rounds)
        spread = float(np.mean([s for _, s, _ in rows]))
        effective = float(np.median([e for _, _, e in rows]))
        verdict = judged(np.array([ranks for ranks, _, _ in rows]), names)
        found[way] = {**verdict, "spread_over_prior": round(spread, 3), "effective_courses": round(effective, 1)}
    document = {"members": members, "rounds": rounds, "wars": len(wars), "draws": DRAWS, "particles": PARTICLES, "ways": found}
    return document, sentence(document)


def sentence(document: dict[str, Any]) -> str:
    """Return the verdicts in words."""
    said = [
        f"{way} {'uniform' if one['passed'] else 'NOT uniform'} (least p {one['p_least']:.3f} of {one['p_allowed']:.4f} allowed, "
        f"ECDF gap {one['ecdf_gap']:.3f} of {one['ecdf_gap_allowed']:.3f}, "
        f"dispersion {one['dispersion']:.2f} ± {one['dispersion_error']:.2f})"
        for way, one in document["ways"].items()
    ]
    spread = ", ".join(f"{way} {one['spread_over_prior']:.2f}" for way, one in document["ways"].items())
    size = f"{document['wars']} wars of {document['members']:,} courses, {document['particles']:,} particles"
    head = f"{document['rounds']} true shifts, {size}: "
    return head + "; ".join(said) + f"; learned spread over the prior's: {spread}"


def main() -> None:
    """Run the verification."""
    kept = str(Path(tempfile.gettempdir()) / "multipolar-sbc-wars")
    given = arguments(__doc__, members=1_000, rounds=ROUNDS, folder=kept)
    verify("sbc_wars", given, lambda: measure(given.members, given.seed, given.rounds, given.folder))


if __name__ == "__main__":
    main()
