"""Which inputs move an outcome, read off a finished ensemble: no course is simulated again.

Every input is cut into groups of members. Between the groups the outcome differs by more than chance, or it does not. Three
measures say how much: the first-order share of the variance (Sobol' 1993), the total variation between the outcome within a
group and overall, and the mutual information, which is the value of knowing the input. All three read weights of members,
take outcomes that are names or numbers and inputs that are numbers or categories.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from multipolar.inference.response import Z95, Estimate, IntArray, Response, cuts_of, interval, sums_of
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.information import log_ratios, nats_of_table

MEMBERS_PER_GROUP = 100.0
"""Effective members of a group where there are few of them [1]. Grade J: the share of an outcome is then known to 0.1."""
LEAST_GROUPS, MOST_GROUPS = 4, 20
"""Groups of equally many members into which a numeric input is cut [1]. Grade J: more raise the noise of total variation."""
FINER = 2
"""Into how many each group is cut for the share of variance, whose noise is corrected [1]. Grade J."""
TAIL = 0.1
"""Share of the members at the low end, in the middle and at the high end of an input [share]. Grade J."""
NULL_DRAWS = 400
"""Tables drawn where input and outcome have nothing to do with each other [1]. Grade J: their 95th percentile is known to 4 %."""
NULL_SEED = 20
"""Seed of these tables: the same ensemble gives the same numbers."""
GRID: FloatArray = np.linspace(0.0, 1.0, 401)
"""Places of an input, as shares of its members, at which a change of the leading answer is looked for [1]."""


@dataclass(frozen=True, slots=True)
class Place:
    """The outcome in some groups of an input.

    ``at``: middle value of the input there; ``shares`` (class,): weighted shares of the classes; ``mean``: weighted mean of a
    numeric outcome and ``error`` its standard error, nan for names; ``effective``: effective members.
    """

    at: float
    shares: FloatArray
    mean: float
    error: float
    effective: float


@dataclass(frozen=True, slots=True)
class Change:
    """Where the leading answer changes: place of the input with its interval, and the class that leads beyond."""

    at: Estimate
    leader: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What one input does to the outcome.

    ``first_order``: share of the variance that knowing the input removes; ``total_variation``: mean distance between the
    answers within a group and overall [0-1]; ``null95``: total variation that an input without effect exceeds in 5 % of
    ensembles; ``bits``: mutual information, less its mean without effect; ``places``: the outcome at the low end, in the middle
    and at the high end, or in each category; ``change``: where the leading answer changes, None where it does not.
    """

    first_order: Estimate
    total_variation: Estimate
    null95: float
    bits: Estimate
    places: tuple[Place, ...]
    change: Change | None


@dataclass(slots=True)
class Nulls:
    """Total variation and information without effect, kept by the shares of the groups: most inputs have the same."""

    response: Response
    kept: dict[tuple[float, ...], tuple[float, float]] = field(default_factory=dict)

    def of(self, shares: FloatArray) -> tuple[float, float]:
        """Return the 95th percentile of total variation and the mean information [nats] for groups of these shares (group,)."""
        key = tuple(np.round(shares, 4).tolist())
        if key not in self.kept:
            self.kept[key] = null_levels(self.response, shares)
        return self.kept[key]


def group_count(effective: float) -> int:
    """Return into how many groups a numeric input is cut: an even number, one per ``MEMBERS_PER_GROUP`` within its bounds."""
    return int(min(MOST_GROUPS, max(LEAST_GROUPS, 2 * int(effective / (2.0 * MEMBERS_PER_GROUP)))))


def measure(x: FloatArray, response: Response, nulls: Nulls, *, leader: int | None = None) -> Measured:
    """Return what a numeric input (member,) does to the outcome; ``leader``: the class that leads overall, None for numbers."""
    ordered = np.sort(np.asarray(x, np.float64))
    groups = group_count(response.effective)
    cuts, fine_cuts = cuts_of(ordered, groups), cuts_of(ordered, groups * FINER)
    fine = np.searchsorted(fine_cuts, x, side="right")
    coarse_of = np.searchsorted(cuts, np.concatenate([ordered[:1], fine_cuts]), side="right")
    tables = _tables(fine, len(fine_cuts) + 1, response)
    coarse = _merged(tables, coarse_of, len(cuts) + 1)
    ends = np.concatenate([np.searchsorted(ordered, cuts, side="left"), [len(ordered)]])
    sizes = np.diff(ends, prepend=0)
    middle = (ends - sizes / 2.0) / len(ordered)
    first = _first_order(tables, fine, response)
    variation, null95, bits = _distances(coarse, sizes / len(ordered), response, nulls)
    places = tuple(
        _place(chosen, ordered[(ends[chosen[0]] - sizes[chosen[0]] + ends[chosen[-1]] - 1) // 2], coarse, coarse_of, fine, response)
        for chosen in _thirds(middle)
    )
    change = None
    if leader is not None and variation.value > null95:
        change = _change_of_number(coarse, middle, ordered, leader)
    return Measured(first, variation, null95, bits, places, change)


def measure_categories(codes: IntArray, size: int, response: Response, nulls: Nulls, *, leader: int | None = None) -> Measured:
    """Return what an input does whose values are categories 0 to ``size`` - 1 (member,): one place per category.

    Of two categories the change is told by the credence of the second at which another answer leads.
    """
    tables = _tables(codes, size, response)
    first = _first_order(tables, codes, response)
    variation, null95, bits = _distances(tables, np.bincount(codes, minlength=size) / len(codes), response, nulls)
    same = np.arange(size)
    places = tuple(_place(np.array([g]), float(g), tables, same, codes, response) for g in range(size))
    change = None
    if leader is not None and size == 2 and variation.value > null95:
        change = _change_of_credence(tables, leader)
    return Measured(first, variation, null95, bits, places, change)


@dataclass(frozen=True, slots=True)
class _Tables:
    """Sums of weights by group and class (group, class), and what errors need of their squares.

    With W_ck the weight of the copies of ancestor c in a cell and W_c that of all its copies: ``w2`` sum W_ck W_c, ``own`` sum
    W_ck^2. Where nobody is a copy both are the sums of squared weights. The variance of a sum s_k W_k is sum_c (sum_k s_k W_ck)^2,
    at most sum_k s_k^2 sum_c W_ck W_c (Cauchy and Schwarz): errors by ``w2`` hold whatever copies of one ancestor have in common.
    """

    w: FloatArray
    w2: FloatArray
    own: FloatArray


def _tables(groups: IntArray, count: int, response: Response) -> _Tables:
    cell = groups * response.size + response.codes
    shape, size = (count, response.size), count * response.size
    w = sums_of(cell, response.weights, size).reshape(shape)
    if response.ancestors is None:
        w2 = sums_of(cell, response.weights**2, size).reshape(shape)
        return _Tables(w, w2, w2)
    held = response.of_ancestors
    whole = held.sum(axis=1)
    into = groups[response.first_of_ancestors]
    w2, own = np.zeros(shape), np.zeros(shape)
    np.add.at(w2, into, held * whole[:, None])
    np.add.at(own, into, held**2)
    return _Tables(w, w2, own)


def _merged(tables: _Tables, into: IntArray, count: int) -> _Tables:
    parts = [np.zeros((count, tables.w.shape[1])) for _ in range(3)]
    for part, fine in zip(parts, (tables.w, tables.w2, tables.own), strict=True):
        np.add.at(part, into, fine)
    return _Tables(*parts)


def _first_order(tables: _Tables, groups: IntArray, response: Response) -> Estimate:
    """Return Var(E[Y | group]) / Var(Y), less what the noise of the means of groups adds to it.

    E sum p_g (m_g - m)^2 = Var(E[Y | group]) + sum p_g Var(m_g) - Var(m), with Var(m_g) = sum w^2 (y - m_g)^2 / p_g^2 times
    n / (n - 1) of effective members. The error is that of the ratio linearised, and the spread without effect.
    """
    p = tables.w.sum(axis=1)
    q = np.maximum(p, 1e-300)
    w2 = tables.w2.sum(axis=1)
    held = q**2 / np.maximum(w2, 1e-300)
    small = held / np.maximum(held - 1.0, 0.5)
    if response.values is None:
        between, noise, total, wobble, error = _parts_of_names(tables, q, small, response)
    else:
        between, noise, total, wobble, error = _parts_of_numbers(groups, q, small, response)
    if total <= 0.0:
        return Estimate(0.0, 0.0, 0.0)
    value = (between - noise + wobble) / total
    idle = 2.0 * (int(np.count_nonzero(p)) - 1) / response.effective**2
    return interval(value, float(np.sqrt(error / total**2 + idle)))


def _parts_of_names(tables: _Tables, p: FloatArray, small: FloatArray, response: Response) -> tuple[float, ...]:
    m, mean = tables.w / p[:, None], response.shares
    w2 = tables.w2.sum(axis=1)
    gap = m - mean
    distance = np.sum(gap**2, axis=1)
    between = float(np.sum(tables.w.sum(axis=1) * distance))
    inside = np.sum(tables.own - 2.0 * tables.w2 * m + w2[:, None] * m**2, axis=1)
    noise = float(np.sum(small * inside / p))
    all_w2 = tables.w2.sum(axis=0)
    wobble = float(np.sum(tables.own.sum(axis=0) - 2.0 * all_w2 * mean + all_w2.sum() * mean**2))
    total = response.spread / (1.0 - float(all_w2.sum()))
    of_between = distance[:, None] + 2.0 * (gap - np.sum(gap * m, axis=1)[:, None]) - between
    of_total = 1.0 - 2.0 * mean + float(np.sum(mean**2)) - response.spread
    ratio = between / total if total > 0.0 else 0.0
    return between, noise, total, wobble, float(np.sum(tables.w2 * (of_between - ratio * of_total) ** 2))


def _parts_of_numbers(groups: IntArray, p: FloatArray, small: FloatArray, response: Response) -> tuple[float, ...]:
    y, w = response.values, response.weights
    assert y is not None
    mean = float(w @ y)
    m = sums_of(groups, w * y, len(p)) / p
    gap, rest = m - mean, y - m[groups]
    between = float(np.sum(sums_of(groups, w, len(p)) * gap**2))
    into = groups if response.ancestors is None else groups[response.first_of_ancestors]
    noise = float(np.sum(small * sums_of(into, response.by_ancestor(w * rest) ** 2, len(p)) / p))
    wobble = float(np.sum(response.by_ancestor(w * (y - mean)) ** 2))
    total = response.spread / (1.0 - 1.0 / response.effective)
    ratio = between / total if total > 0.0 else 0.0
    moved = gap[groups]
    slope = moved**2 + 2.0 * moved * rest - between - ratio * ((y - mean) ** 2 - response.spread)
    return between, noise, total, wobble, float(np.sum(response.by_ancestor(w * slope) ** 2))


def _distances(tables: _Tables, sizes: FloatArray, response: Response, nulls: Nulls) -> tuple[Estimate, float, Estimate]:
    """Return total variation, its level without effect, and the information [bits] less its mean without effect.

    ``sizes`` (group,): share of the members in every group, weights aside.
    """
    p = tables.w.sum(axis=1)
    gap = tables.w - p[:, None] * response.shares
    variation = 0.5 * float(np.abs(gap).sum())
    sign = np.sign(gap)
    slope = 0.5 * (sign - (sign @ response.shares)[:, None] - p @ sign)
    spread = np.sum(tables.w2 * (slope - np.sum(tables.w * slope)) ** 2)
    ratio = log_ratios(tables.w)
    information = float(np.sum(tables.w * ratio))
    error = np.sum(tables.w2 * (ratio - information) ** 2)
    null95, idle = nulls.of(sizes)
    bits = interval((information - idle) / np.log(2.0), float(np.sqrt(error)) / np.log(2.0), np.inf)
    return interval(variation, float(np.sqrt(spread))), null95, bits


def null_levels(response: Response, shares: FloatArray) -> tuple[float, float]:
    """Return the 95th percentile of total variation, and the mean information [nats], of inputs without effect.

    The members of every class fall into groups of these shares (group,) at random: their number is multinomial, their weights
    vary about the mean of the class. So the levels depend on nothing but classes, weights and groups.
    """
    rng = np.random.default_rng(NULL_SEED)
    chances = shares / shares.sum()
    tables = _idle_copies(response, chances, rng) if response.ancestors is not None else _idle(response, chances, rng)
    tables /= tables.sum(axis=(1, 2), keepdims=True)
    expected = tables.sum(axis=2, keepdims=True) * tables.sum(axis=1, keepdims=True)
    variation = 0.5 * np.abs(tables - expected).sum(axis=(1, 2))
    return float(np.quantile(variation, 0.95)), float(np.mean(nats_of_table(tables)))


def _idle(response: Response, chances: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return tables (draw, group, class) of members that fall into groups at random."""
    n = np.bincount(response.codes, minlength=response.size)
    w2 = sums_of(response.codes, response.weights**2, response.size)
    mean = response.shares / np.maximum(n, 1)
    spread = np.sqrt(np.maximum(w2 / np.maximum(n, 1) - mean**2, 0.0))
    tables = np.empty((NULL_DRAWS, len(chances), response.size))
    for k in range(response.size):
        held = rng.multinomial(int(n[k]), chances, NULL_DRAWS).astype(np.float64)
        noise = spread[k] * np.sqrt(held) * rng.standard_normal(held.shape)
        tables[:, :, k] = np.maximum(held * mean[k] + noise, 0.0)
    return tables


def _idle_copies(response: Response, chances: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return tables (draw, group, class) of ancestors that fall into groups at random, each with all of its copies."""
    held = response.of_ancestors
    tables = np.zeros((NULL_DRAWS, len(chances), response.size))
    for table in tables:
        np.add.at(table, rng.choice(len(chances), len(held), p=chances), held)
    return tables


def _thirds(middle: FloatArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return the groups at the low end, in the middle and at the high end, from the rank of each group's middle (group,)."""
    off = np.abs(middle - 0.5)
    low, high = np.flatnonzero(middle < TAIL), np.flatnonzero(middle > 1.0 - TAIL)
    centre = np.flatnonzero(off <= max(TAIL / 2.0, float(off.min())) + 1e-9)
    return (low if low.size else np.array([0])), centre, (high if high.size else np.array([len(middle) - 1]))


def _place(chosen: IntArray, at: float, tables: _Tables, coarse_of: IntArray, groups: IntArray, response: Response) -> Place:
    w = tables.w[chosen].sum(axis=0)
    whole, squares = float(w.sum()), float(tables.w2[chosen].sum())
    shares = w / whole if whole > 0.0 else np.zeros_like(w)
    effective = whole**2 / squares if squares > 0.0 else 0.0
    mean = error = float("nan")
    if response.values is not None and whole > 0.0:
        inside = np.isin(coarse_of, chosen)[groups]
        v, y = response.weights[inside] / whole, response.values[inside]
        mean = float(v @ y)
        error = float(np.sqrt(np.sum(_by_ancestor(response, inside, v * (y - mean)) ** 2)))
    return Place(float(at), shares, mean, error, effective)


def _by_ancestor(response: Response, inside: NDArray[np.bool_], values: FloatArray) -> FloatArray:
    """Return the sums of values of some members over the copies of each ancestor."""
    return values if response.ancestors is None else sums_of(response.ancestors[inside], values, len(response.of_ancestors))


def _change_of_number(tables: _Tables, middle: FloatArray, ordered: FloatArray, leader: int) -> Change | None:
    """Return the value of a numeric input at which another class than the leader leads, by curves of degree two in its rank."""
    degree = min(2, len(middle) - 1)
    found = _crossing(np.vander(middle, degree + 1), np.vander(GRID, degree + 1), tables, leader, 0.5)
    if found is None:
        return None
    places, rival = found
    n = len(ordered)
    value, low, high = (float(ordered[min(int(place * n), n - 1)]) for place in places)
    return Change(Estimate(value, low, high), rival)


def _change_of_credence(tables: _Tables, leader: int) -> Change | None:
    """Return the credence of the second category at which another class leads: P(k) = c P(k | second) + (1 - c) P(k | first)."""
    basis = np.array([[1.0, 0.0], [0.0, 1.0]])
    home = float(tables.w[1].sum() / tables.w.sum())
    found = _crossing(basis, np.column_stack([1.0 - GRID, GRID]), tables, leader, home)
    return None if found is None else Change(Estimate(*found[0]), found[1])


def _crossing(
    basis: FloatArray, fine: FloatArray, tables: _Tables, leader: int, home: float
) -> tuple[tuple[float, float, float], int] | None:
    """Return the place on GRID, with its interval, nearest to ``home`` at which the lead of a class surely ends, and who leads.

    Parameters
    ----------
    basis, fine : terms of the curve of the lead at the groups (group, term) and on GRID (place, term).

    The lead over a rival is fitted by weighted least squares to the groups. It ends where the curve is surely positive on one
    side and surely negative on the other. The interval holds the places at which the curve may be zero.
    """
    p = np.maximum(tables.w.sum(axis=1), 1e-300)
    effective = p**2 / np.maximum(tables.w2.sum(axis=1), 1e-300)
    shares = tables.w / p[:, None]
    best: tuple[tuple[float, float, float], int] | None = None
    for rival in range(shares.shape[1]):
        if rival == leader:
            continue
        lead = shares[:, leader] - shares[:, rival]
        both = shares[:, leader] + shares[:, rival]
        variance = (np.maximum(both - lead**2, 0.0) + 1.0 / effective) / effective
        scaled = basis / variance[:, None]
        covariance = np.linalg.pinv(basis.T @ scaled)
        curve = fine @ (covariance @ (scaled.T @ lead))
        error = np.sqrt(np.sum((fine @ covariance) * fine, axis=1))
        place = _root(curve, error, home)
        if place is not None and (best is None or abs(place[0] - home) < abs(best[0][0] - home)):
            best = place, rival
    return best


def _root(curve: FloatArray, error: FloatArray, home: float) -> tuple[float, float, float] | None:
    signs = np.flatnonzero(np.diff(np.sign(curve)) != 0)
    sure = curve / np.maximum(error, 1e-300)
    roots = []
    for i in signs:
        left, right = sure[: i + 1], sure[i + 1 :]
        falls = left.max() > Z95 and right.min() < -Z95
        if falls or (left.min() < -Z95 and right.max() > Z95):
            step = curve[i] / (curve[i] - curve[i + 1]) if curve[i] != curve[i + 1] else 0.0
            roots.append((i, float(GRID[i] + step * (GRID[i + 1] - GRID[i]))))
    if not roots:
        return None
    i, place = min(roots, key=lambda root: abs(root[1] - home))
    doubtful = np.abs(sure) <= Z95
    low = high = i
    while low > 0 and doubtful[low]:
        low -= 1
    while high < len(GRID) - 1 and doubtful[high]:
        high += 1
    return place, min(float(GRID[low]), place), max(float(GRID[high]), place)
