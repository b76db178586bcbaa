"""The linear pool of a simulation and the outside view, in cells of ending x length (Stone 1961)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS, Ending
from multipolar.numerics.arrays import FloatArray
from multipolar.outside.constants import WEIGHT
from multipolar.outside.lengths import Weighted
from multipolar.outside.view import OutsideView

EDGES = (0.0, 8.0, 15.0, 31.0, 61.0, 91.0)
"""Days from the as-of date at which the bins of length begin; the last of them ends at the horizon."""
ONGOING = int(Ending.ONGOING)
HALTS = (int(Ending.STATUS_QUO), int(Ending.FROZEN))
"""Endings of a halt near the lines."""
HALT_LEAST = 0.05
"""Least part of the pooled halts under either of these endings [share]. Grade J: a halt may be coded either way."""


@dataclass(frozen=True, slots=True)
class Members:
    """The courses of a run: ending (member,) by code, length (member,) [days, cut at the horizon], and their weights if unequal.

    ``start`` (member,): weights that sum to one, as evidence has left them; None for equal ones.
    """

    ending: NDArray[np.int64]
    length: FloatArray
    horizon: float
    start: FloatArray | None = None

    @property
    def n(self) -> int:
        """The number of courses."""
        return len(self.ending)

    @property
    def weights(self) -> FloatArray:
        """Weights of the courses (member,) before any tilt; their sum is one."""
        return np.full(self.n, 1.0 / self.n) if self.start is None else self.start

    @property
    def cell(self) -> NDArray[np.int64]:
        """The cell of every course (member,): ending times number of columns plus column."""
        edges = edges_of(self.horizon)
        column = np.where(self.ending == ONGOING, len(edges) - 1, bin_of(self.length, edges))
        return np.asarray(self.ending, np.int64) * len(edges) + column


@dataclass(frozen=True, slots=True)
class Target:
    """What the pool says, cell by cell (ending, length bin); the last column is the war that goes on.

    ``run``, ``outside``: shares of the two parts; ``weight``: share of the outside view; ``lengths``: the law of lengths [days].
    """

    run: FloatArray
    outside: FloatArray
    weight: float
    edges: tuple[float, ...]
    run_lengths: Weighted
    outside_lengths: Weighted
    notes: tuple[str, ...] = field(default=())

    @property
    def cells(self) -> FloatArray:
        """Shares of the pool (ending, length bin); their sum is one."""
        return self.at(self.weight)

    @property
    def endings(self) -> dict[str, float]:
        """Chances of the endings by name."""
        return dict(zip(ENDINGS, map(float, self.cells.sum(axis=1)), strict=True))

    @property
    def lengths(self) -> Weighted:
        """The law of lengths of the pool, cut at the horizon [days]."""
        parts = ((self.run_lengths, 1.0 - self.weight), (self.outside_lengths, self.weight))
        return Weighted(np.concatenate([p.days for p, _ in parts]), np.concatenate([share * p.weights for p, share in parts]))

    def at(self, weight: float) -> FloatArray:
        """Return the shares of the pool with another weight of the outside view (ending, length bin); 0 is the run as it is."""
        cells = (1.0 - weight) * self.run + weight * self.outside
        return both_halts(cells) if weight > 0.0 else cells


def edges_of(horizon: float) -> tuple[float, ...]:
    """Return where the bins of length begin, and the horizon as their last end [days]."""
    return (*(edge for edge in EDGES if edge < horizon), float(horizon))


def bin_of(days: FloatArray, edges: tuple[float, ...]) -> NDArray[np.int64]:
    """Return the bin of lengths (member,) of wars that ended; one at the horizon counts to the last bin."""
    return np.clip(np.searchsorted(edges, days, side="right") - 1, 0, len(edges) - 2).astype(np.int64)


def cells_of_members(members: Members) -> FloatArray:
    """Return the shares of courses (ending, length bin)."""
    columns = len(edges_of(members.horizon))
    counts = np.bincount(members.cell, members.weights, minlength=len(ENDINGS) * columns)
    return np.asarray(counts.reshape(len(ENDINGS), columns) / counts.sum(), np.float64)


def both_halts(cells: FloatArray) -> FloatArray:
    """Return cells (ending, length bin) with a twentieth of the halts near the lines at least under either of their two endings.

    What one ending lacks the other gives, bin by bin alike: lengths stay as they are. Once lines have moved a halt may be
    coded as a return to the lines before or as a stalemate.
    """
    found = cells.copy()
    total = cells[list(HALTS)].sum()
    for row, other in (HALTS, HALTS[::-1]):
        lacking = HALT_LEAST * total - cells[row].sum()
        if lacking > 0.0:
            moved = cells[other] * lacking / cells[other].sum()
            found[row] += moved
            found[other] -= moved
    return found


def law_given(view: OutsideView) -> Weighted:
    """Return the class's law of lengths with just the mass at the horizon that its chances of endings give to it."""
    last = view.length >= view.horizon
    ongoing = view.endings[Ending.ONGOING.spelling]
    below, above = view.weights[~last].sum(), view.weights[last].sum()
    if above == 0.0:
        days, weights = np.append(view.length, view.horizon), np.append(view.weights * (1.0 - ongoing) / below, ongoing)
        return Weighted(days, weights)
    scale = np.where(last, ongoing / above, (1.0 - ongoing) / max(below, 1e-300))
    return Weighted(view.length, view.weights * scale)


def cells_of_view(view: OutsideView) -> FloatArray:
    """Return the shares of the outside view (ending, length bin): given an end, ending and length are independent."""
    edges = edges_of(view.horizon)
    ended = view.length < view.horizon
    lengths = np.bincount(bin_of(view.length[ended], edges), view.weights[ended], minlength=len(edges) - 1)
    total = lengths.sum()
    lengths = lengths / total if total > 0.0 else np.full(len(edges) - 1, 1.0 / (len(edges) - 1))
    cells = np.zeros((len(ENDINGS), len(edges)))
    for row, p in enumerate(view.endings.values()):
        if row == ONGOING:
            cells[row, -1] = p
        else:
            cells[row, :-1] = p * lengths
    return cells


def pooled(run: Members, view: OutsideView, weight: float = WEIGHT.value) -> Target:
    """Return the pool of a run and the outside view; ``weight``: share of the outside view, 0 the run, 1 the class alone.

    Raises
    ------
    ValueError : for a weight outside 0 to 1, or a run and a view with different horizons.
    """
    if not 0.0 <= weight <= 1.0:
        raise ValueError(f"the weight of the outside view lies between 0 and 1, found {weight}")
    if run.horizon != view.horizon:
        raise ValueError(f"the run ends on day {run.horizon:g}, the outside view on day {view.horizon:g}")
    lengths = Weighted(np.minimum(run.length, run.horizon), run.weights)
    return Target(cells_of_members(run), cells_of_view(view), weight, edges_of(run.horizon), lengths, law_given(view), view.notes)
