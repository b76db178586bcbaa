"""Probability distributions as written in a scenario file, and their quantiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

FloatArray = NDArray[np.float64]
KINDS: dict[str, int] = {"point": 1, "U": 2, "N": 2, "LogN": 2, "Beta": 2, "Tri": 3, "Exp": 1, "Mix": 0}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A named distribution: ``kind`` and its parameters.

    point(x); U(low, high); N(mean, sd); LogN(median, log-sd); Beta(a, b); Tri(low, mode, high); Exp(mean);
    Mix(weight, component, ...) holds its parts in ``parts``.
    """

    kind: str
    args: tuple[float, ...] = ()
    parts: tuple[tuple[float, Distribution], ...] = ()

    def quantile(self, u: FloatArray) -> FloatArray:
        """Return the quantiles at probabilities ``u`` in (0, 1)."""
        u = np.asarray(u, dtype=np.float64)
        if self.kind == "Mix":
            return _mixture_quantile(self, u)
        return np.asarray(_QUANTILE[self.kind](u, *self.args), dtype=np.float64)

    def cdf(self, x: FloatArray) -> FloatArray:
        """Return the probability of values up to ``x``."""
        x = np.asarray(x, dtype=np.float64)
        if self.kind == "Mix":
            return np.asarray(sum(w * part.cdf(x) for w, part in self.parts), dtype=np.float64)
        return np.asarray(_CDF[self.kind](x, *self.args), dtype=np.float64)

    @property
    def is_point(self) -> bool:
        """Whether the number is a constant."""
        return self.kind == "point"

    def support(self) -> tuple[float, float]:
        """Return the range that carries all but one in a hundred thousand of the mass."""
        low, high = self.quantile(np.array([1e-5, 1 - 1e-5]))
        return float(low), float(high)

    def median(self) -> float:
        """Return the median."""
        return float(self.quantile(np.array([0.5]))[0])

    def __str__(self) -> str:
        """Spell the distribution as it is written in a file."""
        if self.kind == "point":
            return f"{self.args[0]:g}"
        if self.kind == "Mix":
            return "Mix(" + ", ".join(f"{w:g}: {part}" for w, part in self.parts) + ")"
        return f"{self.kind}({', '.join(f'{x:g}' for x in self.args)})"


def _triangular(u: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    if high == low:
        return np.full_like(u, low)
    cut = (mode - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < cut, left, right)


def _mixture_quantile(mix: Distribution, u: FloatArray) -> FloatArray:
    ends = [part.support() for _, part in mix.parts]
    low, high = min(e[0] for e in ends) - 1e-9, max(e[1] for e in ends) + 1e-9

    def solve(p: float) -> float:
        return float(optimize.brentq(lambda x: float(mix.cdf(np.array([x]))[0]) - p, low - 1.0, high + 1.0, xtol=1e-10))

    return np.clip(np.array([solve(float(p)) for p in u]), low, high)


_QUANTILE: dict[str, Callable[..., FloatArray]] = {
    "point": lambda u, x: np.full_like(u, x),
    "U": lambda u, low, high: low + u * (high - low),
    "N": lambda u, m, s: m + s * stats.norm.ppf(u),
    "LogN": lambda u, m, s: m * np.exp(s * stats.norm.ppf(u)),
    "Beta": lambda u, a, b: stats.beta.ppf(u, a, b),
    "Tri": _triangular,
    "Exp": lambda u, m: -m * np.log1p(-u),
}
_CDF: dict[str, Callable[..., FloatArray]] = {
    "point": lambda x, v: (x >= v).astype(np.float64),
    "U": lambda x, low, high: np.clip((x - low) / max(high - low, 1e-300), 0, 1),
    "N": lambda x, m, s: stats.norm.cdf(x, m, s),
    "LogN": lambda x, m, s: stats.lognorm.cdf(x, s, scale=m),
    "Beta": lambda x, a, b: stats.beta.cdf(x, a, b),
    "Tri": lambda x, low, mode, high: stats.triang.cdf(x, (mode - low) / max(high - low, 1e-300), low, high - low),
    "Exp": lambda x, m: stats.expon.cdf(x, scale=m),
}
_CALL = re.compile(r"^\s*([A-Za-z]+)\s*\(([^()]*)\)\s*(.*)$")
_PLAIN = re.compile(r"^\s*([-+]?[0-9][0-9_,]*\.?[0-9]*(?:[eE][-+]?\d+)?)\s*(.*)$")
_MIX = re.compile(r"([0-9.]+)\s*:\s*([A-Za-z]+\([^()]*\)|[-+0-9.eE]+)")


def parse_distribution(raw: Any) -> tuple[Distribution, str | None]:
    """Return the distribution written as ``raw`` and the unit found beside it, if any.

    Raises
    ------
    ValueError : with what was found and what is allowed.
    """
    if isinstance(raw, bool):
        raise ValueError(f"found {raw!r}, expected a number or a distribution")
    if isinstance(raw, int | float):
        return checked(Distribution("point", (float(raw),))), None
    if isinstance(raw, list | tuple):
        if len(raw) != 3 or not all(isinstance(x, int | float) and not isinstance(x, bool) for x in raw):
            raise ValueError(f"found {list(raw)!r}, expected three numbers [low, mode, high]")
        return checked(Distribution("Tri", tuple(float(x) for x in raw))), None
    if not isinstance(raw, str):
        raise ValueError(f"found {raw!r}, expected a number, [low, mode, high] or a distribution such as LogN(1, 0.5)")
    return _from_text(raw)


def _from_text(text: str) -> tuple[Distribution, str | None]:
    if text.strip().startswith("Mix("):
        inner, _, rest = text.strip()[4:].rpartition(")")
        parts = tuple((float(w), _from_text(d)[0]) for w, d in _MIX.findall(inner))
        return checked(Distribution("Mix", (), parts)), rest.strip() or None
    call = _CALL.match(text)
    if call:
        kind, inner, rest = call.groups()
        if kind not in KINDS:
            raise ValueError(f"unknown distribution {kind!r}; allowed: {', '.join(KINDS)}")
        try:
            args = tuple(float(x) for x in inner.split(","))
        except ValueError as error:
            raise ValueError(f"{text!r}: the parameters of {kind} must be numbers") from error
        return checked(Distribution(kind, args)), rest.strip() or None
    plain = _PLAIN.match(text)
    if plain:
        number, rest = plain.groups()
        return checked(Distribution("point", (float(number.replace(",", "").replace("_", "")),))), rest.strip() or None
    raise ValueError(f"found {text!r}, expected a number with unit or a distribution such as LogN(1, 0.5)")


def checked(d: Distribution) -> Distribution:
    """Return ``d`` if its parameters are possible.

    Raises
    ------
    ValueError : naming the parameter that is impossible.
    """
    if d.kind == "Mix":
        total = sum(w for w, _ in d.parts)
        if len(d.parts) < 2 or abs(total - 1) > 1e-6:
            raise ValueError(f"the weights of a mixture must sum to 1, found {total:g} over {len(d.parts)} parts")
        return d
    if len(d.args) != KINDS[d.kind]:
        raise ValueError(f"{d.kind} takes {KINDS[d.kind]} parameters, found {len(d.args)}")
    if not all(np.isfinite(d.args)):
        raise ValueError(f"{d} has a parameter that is not a finite number")
    if d.kind == "Tri" and not d.args[0] <= d.args[1] <= d.args[2]:
        raise ValueError(f"the mode {d.args[1]:g} lies outside the bounds {d.args[0]:g} to {d.args[2]:g}")
    if d.kind == "U" and not d.args[0] <= d.args[1]:
        raise ValueError(f"the lower bound {d.args[0]:g} lies above the upper bound {d.args[1]:g}")
    if d.kind in {"N", "LogN"} and d.args[1] < 0:
        raise ValueError(f"the spread {d.args[1]:g} of {d.kind} is negative")
    if d.kind in {"LogN", "Exp"} and d.args[0] < 0:
        raise ValueError(f"the median {d.args[0]:g} of {d.kind} is negative")
    if d.kind == "Beta" and min(d.args) <= 0:
        raise ValueError(f"the parameters of Beta must be positive, found {d.args}")
    return d
