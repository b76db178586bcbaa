"""Priors that wars share, learned from past wars: each is forecast with what wars taught that had ended before its date.

The courses of every war are lived once per round under a proposal wider than the priors; guesses about the priors re-weight
them (``inference/shared.py``). The second round is centred where the first one led. What each war says of the shifts is kept
as a quadratic, so that a forecast puts together what its own teachers say (``inference/taught.py``).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from multipolar.about import __version__
from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.forecast.baselines import Known
from multipolar.forecast.outcome import past_outcome
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.pool import GRID, PARTS, base_of, pooled
from multipolar.forecast.teachers import teachers_among, weights_from, with_outside
from multipolar.forecast.war import WarForecast, WarTruth, facts_in, truth_of
from multipolar.forecast.war_score import means_of, war_scores
from multipolar.inference.shared import (
    Learned,
    Lived,
    Shared,
    effective_members,
    from_scale,
    learn,
    log_normal_density,
    member_weights,
    moved,
    summary_without,
    to_scale,
    told_in_parts,
)  # fmt: skip
from multipolar.inference.smc import Floats, Settings
from multipolar.inference.taught import prior_text, quadratic, shifts_of, summary_plain
from multipolar.library import FLAGSHIP
from multipolar.model.records import zeros
from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.numerics.arrays import Records
from multipolar.numerics.resampling import systematic
from multipolar.outside.view import Case, case_of
from multipolar.scenario.learned import LEAST_TEACHERS
from multipolar.scenario.quantity import Quantity
from multipolar.session.war import Recipe, War, load_war
from multipolar.studies.backtest_packs import library_entries, pack_entries, scenario_text

Progress = Callable[[str, int, int], None]

LEARNED: tuple[str, ...] = (
    "learning_rate", "private_residual", "closing_base", "cost_unit", "tempo", "side_collapse", "attack_threshold",
    "break_hazard", "area_fire", "coercion_unit",
)  # fmt: skip
"""Parameters of grade J that lead the lists of drivers; all others keep their priors: sixteen wars cannot tell more apart. How
readily powers act is fitted to a panel outside the library (`studies.panel`)."""
SCALES = {"private_residual": "identity", "attack_threshold": "identity", "tempo": "logit"}
WIDER = (1.4, 1.2)
"""Spread of the proposal over the prior's, by round."""
SHIFT_SD = 0.5
"""How far a prior's middle may be off before any war is looked at [prior spreads]. With 1, sixteen wars are over-read: left-out
scores get worse (docs/calibration.md). Grade J."""
LENGTH_BAND, DEATHS_BAND, SHARE_BAND = 0.4, 0.3, 0.12
"""Widths of the kernels in which an observed length [ln days], toll [log10] and share [1] count as met."""
WEIGHTS = {"ending": 1.0, "length": 1.0, "level": 0.35, "deaths": 0.4, "share": 0.4}
"""Weights in the composite likelihood: tolls, shares and the powers of one war are soft or hang together. Grade J."""
FLOOR = 0.03
"""Part of every observation's likelihood that no course explains: a model is never quite right."""
MEMBERS = 5_000
PARTICLES, CHAIN = 2_000, 40
"""With fewer the ranks of known shifts are a little less even (`python -m verification.sbc_wars`)."""
POINTS = 4_000
"""Shifts drawn from their prior to which a war's quadratic is fitted."""


@dataclass(frozen=True, slots=True)
class Past:
    """A war that is over: the war as forecast from its as-of date, and what happened."""

    war: War
    truth: WarTruth


def past_wars(packs: Path | None = None) -> list[Past]:
    """Return the wars to learn from: those of the library whose end is known, the flagship apart, or the packs of a folder.

    The flagship stays out: it is forecast from inside, and nothing that came after its as-of date may reach it.

    Raises
    ------
    DataError : for a folder without pairs of facts and outcomes.
    """
    found = library_entries() if packs is None else pack_entries(packs)
    out = []
    with TemporaryDirectory(prefix="multipolar-wars-") as folder:
        for entry in found.values():
            if entry.id == FLAGSHIP:
                continue
            source = entry.id
            if entry.facts is not None:
                source = str(Path(folder) / f"{entry.id}.yaml")
                Path(source).write_text(scenario_text(entry.facts)[0], encoding="utf-8")
            war = load_war(Recipe(source), learned=False)
            names = None if entry.outcome is None else names_of(war.scenario.document)
            out.append(Past(war, truth_of(past_outcome(entry.id, entry.outcome, names), facts_in(war.scenario))))
    return out


def shared_parameters() -> tuple[Shared, ...]:
    """Return the parameters to be learned with mean and spread of their priors on their scales; none comes from battles."""
    priors = {entry.field: entry.prior for entry in REGISTER} | {field: prior for field, (_, prior) in SIDE_DEFAULTS.items()}
    out = []
    for name in LEARNED:
        scale = SCALES.get(name, "log")
        law = Quantity.model_validate({"v": priors[name]}).distribution
        values = to_scale(law.quantile((np.arange(2000) + 0.5) / 2000), scale)
        out.append(Shared(name, 2 if name in SIDE_DEFAULTS else 1, scale, float(values.mean()), float(values.std())))
    return tuple(out)


def columns_of(parameters: Sequence[Shared]) -> NDArray[np.int64]:
    """Return the parameter of every drawn column (column,)."""
    return np.array([i for i, p in enumerate(parameters) for _ in range(p.draws)])


def live_once(war: War, parameters: Sequence[Shared], z: Floats, *, seed: int) -> Records:
    """Return the outcomes (member,) of courses whose shared parameters lie ``z`` (member, column) spreads off their means."""
    job = Job(war.model, len(z), seed)

    def part(first: int) -> Records:
        count = min(500, len(z) - first)
        params = params_of(job, first, count)
        column = 0
        for p in parameters:
            for side in range(p.draws):
                value = from_scale(p.mean + p.sd * z[first : first + count, column], p.scale)
                if p.draws == 1:
                    params[p.name] = value
                else:
                    params[p.name][:, side] = value
                column += 1
        out = zeros("OUTCOME", count, war.model.capacity)
        simulate_chunk(war.model.sc, params, seed, first, out, None, capacity=war.model.capacity)
        return out

    with ThreadPoolExecutor(2) as pool:
        return np.concatenate(list(pool.map(part, range(0, len(z), 500))))


def observations(war: War, truth: WarTruth, out: Records) -> tuple[Floats, Floats]:
    """Return how well each course (member,) meets each thing observed (thing, member), and the things' weights."""
    rows: list[tuple[float, Floats]] = []
    for label, weight in truth.endings.items():
        rows.append((WEIGHTS["ending"] * weight, FLOOR / len(ENDINGS) + (1 - FLOOR) * (out["label"] == list(ENDINGS).index(label))))
    if truth.length is not None:
        rows.append((WEIGHTS["length"], _length_met(out["length_days"], truth.length, int(war.model.sc["horizon"][0]))))
    powers = list(war.model.labels.powers)
    for power, weights in truth.levels.items():
        level = out["level"][:, powers.index(power)]
        rows += [(WEIGHTS["level"] * w, 0.01 + 0.97 * (level == LEVELS.index(told))) for told, w in weights.items()]
    for side, dead in truth.deaths.items():
        gap = np.log10(1.0 + out["deaths"][:, "AB".index(side)]) - np.log10(1.0 + dead)
        rows.append((WEIGHTS["deaths"], 0.01 + (1 - FLOOR) * norm.pdf(gap, scale=DEATHS_BAND)))
    if truth.changed is not None:
        rows.append((WEIGHTS["share"], FLOOR + (1 - FLOOR) * norm.pdf(out["changed_share"] - truth.changed, scale=SHARE_BAND)))
    return np.array([row for _, row in rows]), np.array([weight for weight, _ in rows])


def _length_met(days: NDArray[Any], truth: float, horizon: int) -> Floats:
    if truth >= horizon:
        return np.asarray(0.01 + (1 - FLOOR) * (days >= horizon - 1.0))
    return np.asarray(0.01 + (1 - FLOOR) * norm.pdf(np.log1p(days) - np.log1p(truth), scale=LENGTH_BAND))


def lived(
    past: Past, parameters: Sequence[Shared], centre: Floats, wider: float, *, members: int, seed: int
) -> tuple[Lived, Records]:
    """Return a war's courses under the proposal, ready to be re-weighted, and their outcomes (member,)."""
    column = columns_of(parameters)
    rng = np.random.default_rng([seed, zlib.crc32(past.war.id.encode())])
    z = centre[column] + wider * rng.standard_normal((members, len(column)))
    out = live_once(past.war, parameters, z, seed=seed)
    told, weight = observations(past.war, past.truth, out)
    return Lived(z, column, log_normal_density(z, centre[column], wider), told, weight), out


@dataclass(frozen=True, slots=True)
class Taught:
    """What past wars teach: the parameters, the posterior of their shifts, and every war's courses in the last round.

    ``says``: slope and curvature of each war's log likelihood over the shifts; ``missed``: the spread of what a quadratic
    misses of it [nats] (war,).
    """

    parameters: tuple[Shared, ...]
    wars: tuple[Past, ...]
    learned: Learned
    lived: tuple[Lived, ...]
    outcomes: tuple[Records, ...]
    says: tuple[Mapping[str, Sequence[float]], ...]
    missed: tuple[float, ...]

    def shifts(self, wars: Sequence[str] | None = None) -> tuple[Floats, Floats]:
        """Return mean and spread (parameter,) of the shifts, of all wars or of the named ones."""
        ids = [past.war.id for past in self.wars]
        chosen = [one for name, one in zip(ids, self.says, strict=True) if wars is None or name in wars]
        return shifts_of(chosen, len(self.parameters), SHIFT_SD)

    def known(self) -> list[Known]:
        """Return facts and ends of the wars."""
        return [Known(facts_in(past.war.scenario), past.truth) for past in self.wars]

    def teachers(self, *, dated: bool = True) -> list[list[Known]]:
        """Return for every war (war,) those that may teach it; with ``dated`` off all but itself, later ones too."""
        known = self.known()
        return [teachers_among(k.facts, known) if dated else [o for o in known if o is not k] for k in known]


def calibrate(
    wars: Sequence[Past], *, members: int = MEMBERS, seed: int = 2020, particles: int = PARTICLES, progress: Progress | None = None
) -> Taught:
    """Return what past wars teach about the shared priors.

    Raises
    ------
    ValueError : if there are fewer than three wars.
    """
    if len(wars) < 3:
        raise ValueError(f"found {len(wars)} wars, at least three are needed")
    parameters = shared_parameters()
    centre = np.zeros(len(parameters))
    settings = Settings(particles=particles, chain=CHAIN)
    for r, wider in enumerate(WIDER):
        courses = []
        for i, past in enumerate(wars):
            courses.append(lived(past, parameters, centre, wider, members=members, seed=seed + r))
            if progress is not None:
                progress(f"round {r + 1}", i + 1, len(wars))
        found = learn([c for c, _ in courses], prior_sd=SHIFT_SD, seed=seed + r, settings=settings)
        centre = summary_without(found, None)[0]
    shifts = SHIFT_SD * np.random.default_rng([seed, 17]).standard_normal((POINTS, len(parameters)))
    fits = [quadratic(shifts, told_in_parts(c, shifts)) for c, _ in courses]
    says = tuple(summary_plain(slope, curvature) for slope, curvature, _ in fits)
    return Taught(
        parameters, tuple(wars), found, tuple(c for c, _ in courses), tuple(o for _, o in courses), says, tuple(f[2] for f in fits)
    )


def said_of(war: War, out: Records, weight: Floats, *, count: int = 2000) -> WarForecast:
    """Return the forecast of re-weighted courses (member,): ``count`` of them, drawn evenly by weight."""
    chosen = out[systematic(weight, count)]
    powers = [p.id for p in war.scenario.document.powers if not p.dormant]
    place = {p: war.model.labels.powers.index(p) for p in powers}
    return WarForecast(
        endings=_counted(chosen["label"], tuple(ENDINGS)),
        length=chosen["length_days"].astype(np.float64),
        levels={p: _counted(chosen["level"][:, j], LEVELS) for p, j in place.items()},
        newly={p: float((chosen["newly_direct"][:, j] > 0).mean()) for p, j in place.items()},
        brokers={p: float((chosen["brokers"][:, j] > 0).mean()) for p, j in place.items()},
        arrangement=_counted(chosen["arrangement"], tuple(ARRANGEMENTS)),
        changed=chosen["changed_share"].astype(np.float64),
        deaths={side: chosen["deaths"][:, b].astype(np.float64) for b, side in enumerate("AB")},
    )


def _counted(codes: NDArray[Any], names: Sequence[str]) -> dict[str, float]:
    counts = np.bincount(codes.astype(np.int64), minlength=len(names))
    return {name: float(k) / len(codes) for name, k in zip(names, counts, strict=True)}


def left_out_forecasts(taught: Taught, teachers: Sequence[Sequence[Known]]) -> list[WarForecast]:
    """Return the forecast of every war (war,) from priors that its teachers alone taught."""
    rows = zip(taught.wars, taught.lived, taught.outcomes, teachers, strict=True)
    shifts = [taught.shifts([k.facts.id for k in others])[0] for others in teachers]
    return [
        said_of(past.war, out, member_weights(course, shift))
        for (past, course, out, _), shift in zip(rows, shifts, strict=True)
    ]  # fmt: skip


def pool_scores(
    said: Sequence[WarForecast], known: Sequence[Known], teachers: Sequence[Sequence[Known]]
) -> dict[str, dict[str, list[float | None]]]:
    """Return, by part of the forecast and by war, the score of the pool at every weight of ``GRID``; None where it is silent.

    The base rates of a war are those of its teachers; a war with fewer than ``LEAST_TEACHERS`` is not pooled and has no row.
    """
    out: dict[str, dict[str, list[float | None]]] = {part: {} for part in PARTS}
    for one, k, others in zip(said, known, teachers, strict=True):
        if len(others) < LEAST_TEACHERS:
            continue
        base = base_of(k.facts, others)
        for part, measure in PARTS.items():
            scores = [war_scores(pooled(one, base, {part: w}), k.truth)[measure] for w in GRID]
            out[part][k.facts.id] = [None if v is None else float(f"{v:.5g}") for v in scores]
    return out


def document(taught: Taught, *, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was learned as a calibration with its provenance: what each war says, and what all of them teach."""
    mean, sd = taught.shifts()
    sampled = summary_without(taught.learned, None)
    ids = [past.war.id for past in taught.wars]
    known, teachers = taught.known(), taught.teachers()
    said = left_out_forecasts(taught, teachers)
    pool = pool_scores(said, known, teachers)
    cases = [case_of(past.war.scenario.document) for past in taught.wars]
    later = taught.teachers(dated=False)
    hindsight = left_out_forecasts(taught, later)
    priors = {name: prior_text(p.scale, m, s) for p, (name, (m, s)) in
              zip(taught.parameters, moved(taught.parameters, mean, sd).items(), strict=True)}  # fmt: skip
    return {
        "schema": "multipolar-calibration/1",
        "version": __version__,
        "kind": "wars",
        "made": dict(made),
        "data": {"wars": {past.war.id: past.war.scenario.digest for past in taught.wars}},
        "choices": {"shift_sd": SHIFT_SD, "proposal": list(WIDER), "weights": WEIGHTS, "floor": FLOOR,
                    "bands": {"length": LENGTH_BAND, "deaths": DEATHS_BAND, "share": SHARE_BAND},
                    "members": len(taught.outcomes[0]), "particles": len(taught.learned.shifts), "chain": CHAIN, "points": POINTS},
        "path": {"log_evidence": round(taught.learned.posterior.log_evidence, 3),
                 "temperatures": [round(t, 4) for t in taught.learned.posterior.temperatures],
                 "effective_members": {i: round(effective_members(w, mean), 1) for i, w in zip(ids, taught.lived, strict=True)},
                 "quadratic_misses": {i: round(m, 3) for i, m in zip(ids, taught.missed, strict=True)},
                 "sampled_mean": [round(float(m), 3) for m in sampled[0]], "sampled_sd": [round(float(v), 3) for v in sampled[1]]},
        "parameters": {
            p.name: {"draws": p.draws, "scale": p.scale, "mean": round(p.mean, 6), "sd": round(p.sd, 6)} for p in taught.parameters
        },
        "shifts": {
            p.name: {"mean": round(float(m), 3), "sd": round(float(s), 3)}
            for p, m, s in zip(taught.parameters, mean, sd, strict=True)
        },
        "register": {name: {"prior": prior} for name, prior in priors.items()},
        "says": dict(zip(ids, ({k: list(v) for k, v in one.items()} for one in taught.says), strict=True)),
        "pool": pool,
        "known": [known_plain(k) for k in known],
        "scores": scores_of(said, known, teachers, pool, cases),
        "hindsight": scores_of(hindsight, known, later, pool_scores(hindsight, known, later), cases),
    }  # fmt: skip


def scores_of(
    said: Sequence[WarForecast],
    known: Sequence[Known],
    teachers: Sequence[Sequence[Known]],
    pool: Mapping[str, Mapping[str, Sequence[float | None]]],
    cases: Sequence[Case],
) -> dict[str, dict[str, float | None]]:
    """Return mean scores, each war forecast from its teachers.

    ``counted``; ``forecast``: pooled with the outside view, as published; ``pooled`` with base rates; ``base_rates`` alone.
    """
    mixed, bases = [], []
    for s, k, others in zip(said, known, teachers, strict=True):
        base = base_of(k.facts, others)
        bases.append(base)
        names = [o.facts.id for o in others]
        mixed.append(pooled(s, base, weights_from(pool, names)) if len(others) >= LEAST_TEACHERS else s)
    published = [with_outside(s, case) for s, case in zip(said, cases, strict=True)]
    rows: dict[str, Sequence[WarForecast]] = {"counted": said, "forecast": published, "pooled": mixed, "base_rates": bases}
    return {name: _mean_scores(forecasts, known) for name, forecasts in rows.items()}


def _mean_scores(said: Sequence[WarForecast], known: Sequence[Known]) -> dict[str, float | None]:
    scores = {k.facts.id: war_scores(s, k.truth) for s, k in zip(said, known, strict=True)}
    return {measure: None if value is None else round(value, 4) for measure, value in means_of(scores).items()}


def known_plain(known: Known) -> dict[str, Any]:
    """Return a past war's facts and ends as plain values, for the base rates of other wars."""
    identity = known.facts.identity
    facts = asdict(known.facts) | {"identity": None if identity is None else identity.plain()}
    return {"facts": _plain(facts), "truth": _plain(asdict(known.truth))}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(child) for child in value]
    return round(float(value), 6) if isinstance(value, float) else value


__all__ = ["MEMBERS", "Past", "Taught", "calibrate", "document", "past_wars", "shared_parameters"]
