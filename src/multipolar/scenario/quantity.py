"""A number the analyst wrote: scalar or distribution, with unit, source, grade and claim."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from multipolar.scenario.distribution import Distribution, parse_distribution


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

    model_config = ConfigDict(extra="forbid", frozen=True)

    distribution: Distribution
    unit: str | None = None
    source: tuple[str, ...] = ()
    grade: Literal["A", "B", "C", "D", "J"] | None = None
    known_on: dt.date | None = None
    claim: str | None = None
    note: str = ""

    @classmethod
    def of(cls, value: float, *, unit: str | None = None) -> Self:
        """Return a plain constant [unit]."""
        return cls(distribution=Distribution("point", (float(value),)), unit=unit)

    @model_validator(mode="before")
    @classmethod
    def _spell_out(cls, raw: Any) -> Any:
        if isinstance(raw, Quantity) or (isinstance(raw, dict) and "distribution" in raw):
            return raw
        fields = dict(raw) if isinstance(raw, dict) else {"v": raw}
        if "v" not in fields:
            raise ValueError("a number needs a value: write it under the key `v`")
        distribution, unit = parse_distribution(fields.pop("v"))
        source = fields.pop("source", ())
        fields["source"] = (source,) if isinstance(source, str) else tuple(source)
        if unit is not None:
            if fields.get("unit", unit) != unit:
                raise ValueError(f"two units for one number: {unit!r} and {fields['unit']!r}")
            fields["unit"] = unit
        return {"distribution": distribution, **fields}
