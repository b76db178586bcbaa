"""Probability distributions as written in a scenario file, and their quantiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.reading import read_number, split_number
from multipolar.units import read_share

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
        """Return the range that carries all the mass, or all but one in a hundred thousand at each open end."""
        if self.kind in {"point", "U", "Tri"}:
            return self.args[0], self.args[-1]
        if self.kind == "Beta":
            return 0.0, 1.0
        if self.kind == "Mix":
            ends = [part.support() for _, part in self.parts]
            return min(e[0] for e in ends), max(e[1] for e in ends)
        return _OPEN_ENDS[self.kind](*self.args)

    def median(self) -> float:
        """Return the median."""
        return float(self.quantile(np.array([0.5]))[0])

    def scaled(self, factor: float) -> Distribution:
        """Return the distribution of ``factor`` times the number, factor > 0 (a change of unit).

        Raises
        ------
        ValueError : for Beta, which lives on 0 to 1 only; if a parameter grows beyond all numbers.
        """
        if factor == 1.0:
            return self
        if self.kind == "Mix":
            return Distribution("Mix", (), tuple((w, part.scaled(factor)) for w, part in self.parts))
        if self.kind == "Beta":
            raise ValueError(f"{self} lives on 0 to 1 and cannot be converted")
        kept = 1 if self.kind == "LogN" else len(self.args)
        return checked(Distribution(self.kind, tuple(_tidy(x * factor) for x in self.args[:kept]) + self.args[kept:]))

    def __str__(self) -> str:
        """Spell the distribution as it is written in a file."""
        if self.kind == "point":
            return _short(self.args[0])
        if self.kind == "Mix":
            return "Mix(" + ", ".join(f"{_short(w)}: {part}" for w, part in self.parts) + ")"
        return f"{self.kind}({', '.join(_short(x) for x in self.args)})"


def _short(x: float) -> str:
    short = f"{x:g}"
    return short if float(short) == x else repr(x).removesuffix(".0")


def _array(x: Any) -> FloatArray:
    return np.asarray(x, dtype=np.float64)


def _tidy(x: float) -> float:
    return float(f"{x:.15g}")


def _triangular(u: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    if high == low:
        return np.full_like(u, low)
    cut = (mode - low) / (high - low)
    left = low + np.sqrt(u * (high - low) * (mode - low))
    right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
    return np.where(u < cut, left, right)


def _special() -> Any:
    """Return scipy's special functions: they are loaded when a distribution first needs them, half a second after all else."""
    from scipy import special

    return special


def _log_normal_cdf(x: FloatArray, m: float, s: float) -> FloatArray:
    z = np.log(np.maximum(x, 1e-300) / max(m, 1e-300)) / max(s, 1e-300)
    return _array(_special().ndtr(z))


def _triangular_cdf(x: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    x = np.clip(x, low, high)
    rise = (x - low) ** 2 / max((high - low) * (mode - low), 1e-300)
    fall = 1 - (high - x) ** 2 / max((high - low) * (high - mode), 1e-300)
    return np.where(x >= high, 1.0, np.where(x < mode, rise, fall))


def _mixture_quantile(mix: Distribution, u: FloatArray) -> FloatArray:
    parts = np.array([part.quantile(u) for _, part in mix.parts])
    low, high = parts.min(axis=0) - 1e-9, parts.max(axis=0) + 1e-9
    for _ in range(80):
        middle = 0.5 * (low + high)
        above = mix.cdf(middle) >= u
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return np.asarray(0.5 * (low + high), dtype=np.float64)


_TAIL = 4.264890793922825  # standard normal quantile of 1 - 1e-5
_OPEN_ENDS: dict[str, Callable[..., tuple[float, float]]] = {
    "N": lambda m, s: (m - _TAIL * s, m + _TAIL * s),
    "LogN": lambda m, s: (m * float(np.exp(-_TAIL * s)), m * float(np.exp(_TAIL * s))),
    "Exp": lambda m: (0.0, 11.512925464970229 * m),
}
_QUANTILE: dict[str, Callable[..., FloatArray]] = {
    "point": np.full_like,
    "U": lambda u, low, high: low + u * (high - low),
    "N": lambda u, m, s: _array(m + s * _special().ndtri(u)),
    "LogN": lambda u, m, s: _array(m * np.exp(s * _special().ndtri(u))),
    "Beta": lambda u, a, b: _array(_special().betaincinv(a, b, u)),
    "Tri": _triangular,
    "Exp": lambda u, m: -m * np.log1p(-u),
}
_CDF: dict[str, Callable[..., FloatArray]] = {
    "point": lambda x, v: (x >= v).astype(np.float64),
    "U": lambda x, low, high: np.clip((x - low) / max(high - low, 1e-300), 0, 1),
    "N": lambda x, m, s: _array(_special().ndtr((x - m) / max(s, 1e-300))),
    "LogN": _log_normal_cdf,
    "Beta": lambda x, a, b: _array(_special().betainc(a, b, np.clip(x, 0, 1))),
    "Tri": _triangular_cdf,
    "Exp": lambda x, m: -np.expm1(-np.maximum(x, 0) / max(m, 1e-300)),
}
MOST_CHARACTERS = 2000
"""Characters of the longest text of a number; a mixture of thirty parts fits."""
MOST_PARTS = 30
BETA_RANGE = (1e-6, 1e9)
"""Parameters of Beta outside of which its quantiles lose their digits."""
_PLACES = np.array([2.0**-53, 1e-9, 1e-5, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0 - 1e-5, 1.0 - 1e-9, 1.0 - 2.0**-53])
_CALL = re.compile(r"\s*([A-Za-z]+)\s*\(")


def parse_distribution(raw: Any) -> tuple[Distribution, str | None]:
    """Return the distribution written as ``raw`` and the unit found beside it, if any.

    Raises
    ------
    ValueError : with what was found and what is allowed; no part of a text is ever left out.
    """
    if isinstance(raw, bool):
        raise ValueError(f"found {raw!r}, expected a number or a distribution")  # noqa: TRY004  one error for files
    if isinstance(raw, int | float):
        return checked(Distribution("point", (_plain(raw),))), None
    if isinstance(raw, list | tuple):
        return _from_list(list(raw))
    if not isinstance(raw, str):
        found = "nothing" if raw is None else f"a {type(raw).__name__}"
        said = f"found {found}, expected a number, [low, mode, high] or a distribution such as LogN(1, 0.5)"
        raise ValueError(said)  # noqa: TRY004  one error for files
    return _from_text(raw)


def _plain(raw: float) -> float:
    try:
        return float(raw)
    except OverflowError as error:
        raise ValueError("found a whole number of more than 300 digits, expected a finite number") from error


def _from_list(raw: list[Any]) -> tuple[Distribution, str | None]:
    """Three numbers, all plain or all with the same unit."""
    if len(raw) != 3 or not all(isinstance(x, int | float | str) and not isinstance(x, bool) for x in raw):
        raise ValueError(f"found {_cut(raw)}, expected three numbers [low, mode, high]")
    read = [split_number(x) if isinstance(x, str) else (_plain(x), "") for x in raw]
    if len({unit for _, unit in read}) > 1:
        raise ValueError(f"found {_cut(raw)}, expected three numbers [low, mode, high] of one unit")
    return checked(Distribution("Tri", tuple(x for x, _ in read))), read[0][1] or None


def _cut(found: object) -> str:
    text = repr(found)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _from_text(text: str) -> tuple[Distribution, str | None]:
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"found a text of {len(text)} characters, expected a number with unit or a distribution")
    call = _CALL.match(text)
    if call is None:
        if not any(sign.isdigit() for sign in text):
            raise ValueError(f"found {_cut(text)}, expected a number with unit or a distribution such as LogN(1, 0.5)")
        number, rest = split_number(text)
        return checked(Distribution("point", (number,))), rest or None
    kind = call[1]
    if kind not in KINDS:
        raise ValueError(f"unknown distribution {kind!r}; allowed: {', '.join(KINDS)}")
    inner, unit = _bracketed(text, call.end())
    if kind == "Mix":
        return checked(Distribution("Mix", (), tuple(_part(part) for part in _parted(inner)))), unit
    return checked(Distribution(kind, tuple(_parameter(part, kind, text) for part in inner.split(",")))), unit


def _bracketed(text: str, start: int) -> tuple[str, str | None]:
    """Return what stands in the bracket that opens before ``start``, and the unit behind it."""
    depth = 1
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            unit = text[i + 1 :].strip()
            if unit[:1].isdigit() and not unit.startswith("1/"):
                raise ValueError(f"found {_cut(unit)} behind the bracket of {_cut(text)}, expected a unit or nothing")
            return text[start:i], unit or None
    raise ValueError(f"found {_cut(text)}, a bracket that is never closed")


def _parted(inner: str) -> list[str]:
    """Return the parts of a mixture: commas inside brackets part nothing."""
    parts, depth = [""], 0
    for sign in inner:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _part(text: str) -> tuple[float, Distribution]:
    weight, colon, number = text.partition(":")
    if not colon:
        raise ValueError(f"found {_cut(text.strip())} in a mixture, expected weight: number, such as 0.3: Exp(2)")
    law, unit = _from_text(number)
    if unit is not None:
        said = f"found {_cut(number.strip())} in a mixture, expected a number or distribution without unit"
        raise ValueError(f"{said}; write the unit behind the last bracket")
    if law.kind == "Mix":
        raise ValueError("found a mixture inside a mixture, expected its parts in one mixture, weights multiplied")
    return read_share(weight), law


def _parameter(part: str, kind: str, text: str) -> float:
    try:
        value = read_number(part)
    except ValueError as error:
        unit = "; a unit stands behind the bracket" if re.search(r"[0-9]\s*[A-Za-z%]", part) else ""
        raise ValueError(f"{_cut(text)}: the parameters of {kind} must be numbers, {error}{unit}") from error
    if re.match(r"[-+]?0[0-9]", part.strip()):
        said = f"{_cut(text)}: found {part.strip()!r}; a comma parts the parameters of {kind}, so write 1000, not 1,000"
        raise ValueError(said)
    return value


def checked(d: Distribution) -> Distribution:
    """Return ``d`` if its parameters are possible.

    Raises
    ------
    ValueError : naming the parameter that is impossible.
    """
    if d.kind == "Mix":
        total = sum(w for w, _ in d.parts)
        if any(w <= 0 for w, _ in d.parts):
            raise ValueError(f"the weights of a mixture must be above 0, found {min(w for w, _ in d.parts):g}")
        if len(d.parts) < 2 or not abs(total - 1) <= 1e-6:
            raise ValueError(f"the weights of a mixture must sum to 1, found {total:g} over {len(d.parts)} parts")
        if len(d.parts) > MOST_PARTS:
            raise ValueError(f"found a mixture of {len(d.parts)} parts, expected at most {MOST_PARTS}")
        return _drawable(d)
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
    if d.kind == "Beta" and not BETA_RANGE[0] <= min(d.args) <= max(d.args) <= BETA_RANGE[1]:
        raise ValueError(f"{d} cannot be drawn: its parameters must lie from {BETA_RANGE[0]:g} to {BETA_RANGE[1]:g}")
    return d if d.is_point else _drawable(d)


def _drawable(d: Distribution) -> Distribution:
    """Return ``d`` if every quantile that a draw can ask for is a finite number."""
    with np.errstate(all="ignore"):
        drawn = d.quantile(_PLACES)
    slack = 1e-9 * np.max(np.abs(drawn))
    if not np.all(np.isfinite(drawn)) or np.any(np.diff(drawn) < -slack):
        raise ValueError(f"{d} cannot be drawn: some of its quantiles are no finite numbers")
    return d
