"""Facts must not tell the end: keys of outcome files that a file of facts may not carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.errors import FaultyFileError

OUTCOME_KEYS = (
    "end", "sectors_end", "sectors_at_cessation", "changed_share", "net_share_A", "deaths", "displaced_end", "brokered_by",
    "arrangement", "terms", "evidence_stream", "post_horizon", "power_levels", "holders", "series",
)  # fmt: skip
"""Top-level keys of ``backtest-outcome/1`` and ``multipolar-outcome/1`` that tell what happened after the as-of date."""
POWER_KEYS = ("level", "new", "did")
"""Keys of a power in an outcome file; a facts file says ``level_at_asof``."""
LINE_KEYS = ("crossed", "followed", "enforced")
"""Keys of a red line in an outcome file; a facts file says what was named and threatened."""


def outcome_keys_in(data: Mapping[str, Any]) -> list[str]:
    """Return the addresses of everything in a file of facts that belongs into a file of outcomes."""
    found = [key for key in OUTCOME_KEYS if key in data]
    powers = data.get("powers")
    rows = powers if isinstance(powers, list) else list(powers.values()) if isinstance(powers, Mapping) else []
    names = range(len(rows)) if isinstance(powers, list) else list(powers) if isinstance(powers, Mapping) else []
    for name, row in zip(names, rows, strict=True):
        found += [f"powers[{name}].{key}" for key in POWER_KEYS if isinstance(row, Mapping) and key in row]
        lines = row.get("red_lines") if isinstance(row, Mapping) else None
        found += [f"powers[{name}].{place}" for place in _told_lines(lines)]
    return found + _told_lines(data.get("red_lines"))


def _told_lines(lines: Any) -> list[str]:
    rows = lines if isinstance(lines, list) else []
    return [f"red_lines[{i}].{key}" for i, row in enumerate(rows) if isinstance(row, Mapping) for key in LINE_KEYS if key in row]


def refuse_outcome_keys(data: Mapping[str, Any], name: str) -> None:
    """Refuse a file of facts that says how the war went on.

    Raises
    ------
    FaultyFileError : naming file and keys.
    """
    found = outcome_keys_in(data)
    if found or str(data.get("schema", "")).startswith("backtest-outcome"):
        told = ", ".join(found[:6]) or "schema: backtest-outcome/1"
        raise FaultyFileError(
            f"{name}: a file of facts may not tell what happened after its as-of date; found {told}. "
            "Move it to the outcome file, which is opened only after the forecast has been stamped."
        )
