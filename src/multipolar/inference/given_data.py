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

from multipolar.numerics.arrays import FloatArray

IntArray = NDArray[np.int64]

Z95 = 1.959963984540054
"""Standard normal quantile of a central interval of 95 % [1]."""
MEMBERS_PER_GROUP = 100.0
"""Effective members of a group where there are few of them [1]. Grade J: the share of an outcome is then known to 0.1."""
LEAST_GROUPS, MOST_GROUPS = 4, 20
"""Groups of equally many members into which a numeric input is cut [1]. Grade J: more raise the noise of total variation."""
FINER = 2
"""Into how many each group is cut for the share of variance, whose noise is corrected [1]. Grade J."""
CLASSES = 6
"""Classes of equally many members into which a numeric outcome is cut for total variation and information [1]. Grade J."""
TAIL = 0.1
"""Share of the members at the low end, in the middle and at the high end of an input [share]. Grade J."""
NULL_DRAWS = 400
"""Tables drawn where input and outcome have nothing to do with each other [1]. Grade J: their 95th percentile is known to 4 %."""
NULL_SEED = 20
"""Seed of these tables: the same ensemble gives the same numbers."""
LEAST_SPREAD = 1e-12
"""Variance of an outcome, over its square, below which it does not vary [1]."""
RAKED, MET = 200, 1e-9
"""Rounds of raking at most, and the error of a share at which it ends [1]."""
GRID: FloatArray = np.linspace(0.0, 1.0, 401)
"""Places of an input, as shares of its members, at which a change of the leading answer is looked for [1]."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the ends of its interval at 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Response:
    """What the members answered.

    ``codes`` (member,): class of the answer, 0 to ``size`` - 1; ``weights`` (member,) with sum one; ``values`` (member,): the
    answer where it is a number, whose classes are then those of its size; ``spread``: variance of the answer, added up over
    the classes of a name; ``shares`` (class,): weighted share of every class.
    """

    codes: IntArray
    size: int
    weights: FloatArray
    values: FloatArray | None
    spread: float
    shares: FloatArray

    @property
    def members(self) -> int:
        """The number of members."""
        return len(self.codes)

    @property
    def effective(self) -> float:
        """The number of equally weighted members that these are worth (Kish 1965)."""
        return float(1.0 / np.sum(self.weights**2))

    @property
    def varies(self) -> bool:
        """Tell whether the members differ in their answer at all."""
        if self.values is None:
            return int(np.count_nonzero(self.shares)) > 1
        return self.spread > LEAST_SPREAD * max(float(np.max(self.values**2)), 1e-300)


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


def response_of(codes: IntArray, size: int, weights: FloatArray | None = None) -> Response:
    """Return answers that are names, by code (member,); ``weights`` (member,) need not sum to one."""
    w = _normalised(len(codes), weights)
    shares = _sums(codes, w, size)
    return Response(np.asarray(codes, np.int64), size, w, None, float(1.0 - np.sum(shares**2)), shares)


def response_of_numbers(values: FloatArray, weights: FloatArray | None = None) -> Response:
    """Return answers that are numbers (member,); ``weights`` (member,) need not sum to one."""
    y = np.asarray(values, np.float64)
    w = _normalised(len(y), weights)
    codes = split(y, CLASSES)
    size = int(codes.max(initial=0)) + 1
    return Response(codes, size, w, y, float(w @ (y - w @ y) ** 2), _sums(codes, w, size))


def _normalised(n: int, weights: FloatArray | None) -> FloatArray:
    w: FloatArray = np.ones(n) if weights is None else np.asarray(weights, np.float64)
    return np.asarray(w / w.sum())


def _sums(codes: IntArray, values: FloatArray, size: int) -> FloatArray:
    """Return the sum of the values (member,) under every code 0 to ``size`` - 1."""
    return np.asarray(np.bincount(codes, values, minlength=size), np.float64)


def group_count(effective: float) -> int:
    """Return into how many groups a numeric input is cut: an even number, one per ``MEMBERS_PER_GROUP`` within its bounds."""
    return int(min(MOST_GROUPS, max(LEAST_GROUPS, 2 * int(effective / (2.0 * MEMBERS_PER_GROUP)))))


def split(x: FloatArray, groups: int) -> IntArray:
    """Return the group of every member (member,), lowest first, of equally many members each; equal values stay together."""
    cuts = _cuts(np.sort(x), groups)
    return np.searchsorted(cuts, x, side="right").astype(np.int64)


def _cuts(ordered: FloatArray, groups: int) -> FloatArray:
    """Return the values at which the groups of an ordered input begin, the first apart: (cut,)."""
    n = len(ordered)
    cuts = np.unique(ordered[(np.arange(1, groups) * n) // groups])
    return np.asarray(cuts[cuts > ordered[0]])


def measure(x: FloatArray, response: Response, nulls: Nulls, *, leader: int | None = None) -> Measured:
    """Return what a numeric input (member,) does to the outcome; ``leader``: the class that leads overall, None for numbers."""
    ordered = np.sort(np.asarray(x, np.float64))
    groups = group_count(response.effective)
    cuts, fine_cuts = _cuts(ordered, groups), _cuts(ordered, groups * FINER)
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
    """Sums of weights and of their squares by group and class (group, class)."""

    w: FloatArray
    w2: FloatArray


def _tables(groups: IntArray, count: int, response: Response) -> _Tables:
    cell = groups * response.size + response.codes
    size = count * response.size
    w = _sums(cell, response.weights, size).reshape(count, response.size)
    w2 = _sums(cell, response.weights**2, size).reshape(count, response.size)
    return _Tables(w, w2)


def _merged(tables: _Tables, into: IntArray, count: int) -> _Tables:
    w, w2 = np.zeros((count, tables.w.shape[1])), np.zeros((count, tables.w.shape[1]))
    np.add.at(w, into, tables.w)
    np.add.at(w2, into, tables.w2)
    return _Tables(w, w2)


def _interval(value: float, error: float, most: float = 1.0) -> Estimate:
    held = min(max(value, 0.0), most)
    return Estimate(held, max(0.0, min(value - Z95 * error, most)), min(most, max(value + Z95 * error, 0.0)))


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
    idle = 2.0 * (int(np.count_nonzero(p)) - 1) * float(np.sum(response.weights**2)) ** 2
    return _interval(value, float(np.sqrt(error / total**2 + idle)))


def _parts_of_names(tables: _Tables, p: FloatArray, small: FloatArray, response: Response) -> tuple[float, ...]:
    m, mean = tables.w / p[:, None], response.shares
    w2 = tables.w2.sum(axis=1)
    gap = m - mean
    distance = np.sum(gap**2, axis=1)
    between = float(np.sum(tables.w.sum(axis=1) * distance))
    inside = np.sum(tables.w2 * (1.0 - m) ** 2 + (w2[:, None] - tables.w2) * m**2, axis=1)
    noise = float(np.sum(small * inside / p))
    all_w2 = tables.w2.sum(axis=0)
    wobble = float(np.sum(all_w2 * (1.0 - mean) ** 2 + (all_w2.sum() - all_w2) * mean**2))
    total = response.spread / (1.0 - float(all_w2.sum()))
    of_between = distance[:, None] + 2.0 * (gap - np.sum(gap * m, axis=1)[:, None]) - between
    of_total = 1.0 - 2.0 * mean + float(np.sum(mean**2)) - response.spread
    ratio = between / total if total > 0.0 else 0.0
    return between, noise, total, wobble, float(np.sum(tables.w2 * (of_between - ratio * of_total) ** 2))


def _parts_of_numbers(groups: IntArray, p: FloatArray, small: FloatArray, response: Response) -> tuple[float, ...]:
    y, w = response.values, response.weights
    assert y is not None
    mean = float(w @ y)
    m = _sums(groups, w * y, len(p)) / p
    gap, rest = m - mean, y - m[groups]
    between = float(np.sum(_sums(groups, w, len(p)) * gap**2))
    noise = float(np.sum(small * _sums(groups, (w * rest) ** 2, len(p)) / p))
    wobble = float(np.sum((w * (y - mean)) ** 2))
    total = response.spread / (1.0 - float(np.sum(w**2)))
    ratio = between / total if total > 0.0 else 0.0
    moved = gap[groups]
    slope = moved**2 + 2.0 * moved * rest - between - ratio * ((y - mean) ** 2 - response.spread)
    return between, noise, total, wobble, float(np.sum((w * slope) ** 2))


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
    information, ratio = _information(tables.w, p, response.shares)
    error = np.sum(tables.w2 * (ratio - information) ** 2)
    null95, idle = nulls.of(sizes)
    bits = _interval((information - idle) / np.log(2.0), float(np.sqrt(error)) / np.log(2.0), np.inf)
    return _interval(variation, float(np.sqrt(spread))), null95, bits


def _information(w: FloatArray, p: FloatArray, shares: FloatArray) -> tuple[float, FloatArray]:
    """Return sum w ln(w / (p s)) and the logarithms (group, class), 0 where nobody is."""
    expected = p[:, None] * shares
    ratio = np.log(np.where(w > 0.0, w, 1.0) / np.where(w > 0.0, expected, 1.0))
    return float(np.sum(w * ratio)), ratio


def null_levels(response: Response, shares: FloatArray) -> tuple[float, float]:
    """Return the 95th percentile of total variation, and the mean information [nats], of inputs without effect.

    The members of every class fall into groups of these shares (group,) at random: their number is multinomial, their weights
    vary about the mean of the class. So the levels depend on nothing but classes, weights and groups.
    """
    rng = np.random.default_rng(NULL_SEED)
    chances = shares / shares.sum()
    n = np.bincount(response.codes, minlength=response.size)
    w2 = _sums(response.codes, response.weights**2, response.size)
    mean = response.shares / np.maximum(n, 1)
    spread = np.sqrt(np.maximum(w2 / np.maximum(n, 1) - mean**2, 0.0))
    tables = np.empty((NULL_DRAWS, len(shares), response.size))
    for k in range(response.size):
        held = rng.multinomial(int(n[k]), chances, NULL_DRAWS).astype(np.float64)
        noise = spread[k] * np.sqrt(held) * rng.standard_normal(held.shape)
        tables[:, :, k] = np.maximum(held * mean[k] + noise, 0.0)
    tables /= tables.sum(axis=(1, 2), keepdims=True)
    p, s = tables.sum(axis=2, keepdims=True), tables.sum(axis=1, keepdims=True)
    expected = p * s
    variation = 0.5 * np.abs(tables - expected).sum(axis=(1, 2))
    ratio = np.where(tables > 0.0, tables / np.where(expected > 0.0, expected, 1.0), 1.0)
    return float(np.quantile(variation, 0.95)), float(np.mean(np.sum(tables * np.log(ratio), axis=(1, 2))))


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
        error = float(np.sqrt(np.sum((v * (y - mean)) ** 2)))
    return Place(float(at), shares, mean, error, effective)


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


def luck_share(first: FloatArray, twin: FloatArray, weights: FloatArray | None = None) -> Estimate | None:
    """Return the share of the variance that is luck, from pairs with equal inputs: (pair,) or (pair, class) each.

    1 - sum v (a - m)(b - m) / sum v ((a - m)^2 + (b - m)^2) / 2, classes added up. Its error is that of the ratio linearised,
    and what one more pair would change that shares the rarest answer: of few such answers none may be shared by chance.
    ``weights`` (pair,): v, which need not sum to one. None where nothing varies.
    """
    a, b = (np.atleast_2d(np.asarray(one, np.float64).T).T for one in (first, twin))
    v = _normalised(len(a), weights)
    mean = v @ (a + b) / 2.0
    shared = np.sum((a - mean) * (b - mean), axis=1)
    whole = np.sum((a - mean) ** 2 + (b - mean) ** 2, axis=1) / 2.0
    total = float(v @ whole)
    if total <= LEAST_SPREAD * float(np.max(mean**2)):
        return None
    ratio = float(v @ shared) / total
    rarest = float(max(np.sum((one - mean) ** 2, axis=1).max() for one in (a, b))) / len(a)
    error = float(np.sqrt(np.sum((v * (shared - ratio * whole)) ** 2) + rarest**2)) / total
    return _interval(1.0 - ratio, error)


def pair_weights(first: IntArray, twin: IntArray, shares: FloatArray) -> FloatArray:
    """Return the weights of pairs with equal inputs (pair,) under which both courses have the weighted shares of the run.

    Parameters
    ----------
    first, twin : cell of each of the two courses (pair,); the weight of a course depends on its cell alone.
    shares : weighted share of every cell in the run (cell,).

    v = c(cell) c(cell'), c by raking: of all tables of pairs with these margins the one nearest to the counted table in
    Kullback-Leibler divergence (Deming and Stephan 1940), as the weights of single courses are. Cells without pairs are left out.
    """
    size = len(shares)
    there = np.bincount(np.concatenate([first, twin]), minlength=size) > 0
    goal = np.where(there, shares, 0.0)
    goal /= goal.sum()
    factor = np.ones(size)
    for _ in range(RAKED):
        v = factor[first] * factor[twin]
        v /= v.sum()
        margin = (_sums(first, v, size) + _sums(twin, v, size)) / 2.0
        step = np.sqrt(np.divide(goal, margin, out=np.ones(size), where=margin > 0.0))
        factor *= step
        if np.abs(margin - goal).max() < MET:
            break
    v = factor[first] * factor[twin]
    return np.asarray(v / v.sum())
