"""A number the analyst wrote: scalar or distribution, with unit, source, grade and claim."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from multipolar.scenario.distribution import KINDS, Distribution, checked, parse_distribution
from multipolar.scenario.values import KnownOn, NumberError


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit a field expects and the closed range [low, high] of its support."""

    unit: str
    low: float
    high: float


class Quantity(BaseModel):
    """A number with its unit and provenance.

    Accepted spellings: ``12``, ``"900 t/day"``, ``[1000, 2000, 3500]`` (low, mode, high), ``"LogN(0.4, 0.8)"``,
    ``"Tri(5, 14, 36) items"`` or a mapping with key ``v`` holding any of these beside ``unit``, ``source``, ``grade``,
    ``known_on``, ``claim``, ``note``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    distribution: Distribution
    unit: str | None = None
    source: tuple[str, ...] = ()
    grade: Literal["A", "B", "C", "D", "J"] | None = None
    known_on: KnownOn | None = None
    claim: str | None = None
    note: str = ""

    @classmethod
    def of(cls, value: float, *, unit: str | None = None) -> Self:
        """Return a plain constant [unit]."""
        return cls(distribution=Distribution("point", (float(value),)), unit=unit)

    @model_validator(mode="before")
    @classmethod
    def _spell_out(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("distribution"), Distribution | dict):
            return {**raw, "distribution": _as_dumped(raw["distribution"])}
        if isinstance(raw, Quantity):
            return raw
        fields = dict(raw) if isinstance(raw, dict) else {"v": raw}
        if "v" not in fields:
            raise NumberError("a number needs a value", code="missing-key", hint="Write it under the key v.")
        try:
            distribution, unit = parse_distribution(fields.pop("v"))
        except ValueError as error:
            raise NumberError(str(error), hint=_distribution_hint(str(error))) from error
        source = fields.pop("source", ())
        if not isinstance(source, str | list | tuple):
            said = f"found {source!r} as source, expected a key of sources or a list of them"
            raise NumberError(said, code="wrong-type")
        fields["source"] = (source,) if isinstance(source, str) else tuple(source)
        if unit is not None:
            if fields.get("unit", unit) != unit:
                said = f"two units for one number: {unit!r} and {fields['unit']!r}"
                raise NumberError(said, code="two-units", hint="Keep one of them.")
            fields["unit"] = unit
        return {"distribution": distribution, **fields}


def _as_dumped(law: Distribution | dict[str, Any]) -> Distribution:
    """Return the distribution that a model has dumped, checked like one written by hand."""
    if isinstance(law, Distribution):
        return law
    kind, args, parts = law.get("kind"), law.get("args", ()), law.get("parts", ())
    if kind not in KINDS or set(law) - {"kind", "args", "parts"}:
        raise NumberError("a number needs a value", code="missing-key", hint="Write it under the key v.")
    try:
        read = tuple((_dumped_number(weight), _as_dumped(part)) for weight, part in parts)
        return checked(Distribution(kind, tuple(_dumped_number(x) for x in args), read))
    except (TypeError, AttributeError) as error:
        raise NumberError("a number needs a value", code="missing-key", hint="Write it under the key v.") from error


def _dumped_number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _distribution_hint(message: str) -> str:
    if "unknown distribution" not in message:
        return ""
    word = message.split("'")[1]
    near = difflib.get_close_matches(word.casefold(), [k.casefold() for k in KINDS], n=1, cutoff=0.4)
    return next((f"Did you mean {k!r}?" for k in KINDS if near and k.casefold() == near[0]), "")


__all__ = ["Measure", "NumberError", "Quantity"]
