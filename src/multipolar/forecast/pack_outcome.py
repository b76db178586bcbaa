"""The outcome file of a fact pack, ``backtest-outcome/1``, in the words of ``multipolar-outcome/1``; values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PACK_SCHEMA = "backtest-outcome/1"
SIDES = ("A", "B")


def translated(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the outcome of a pack as ``multipolar-outcome/1``; what is not scored (terms, evidence, notes) is left out.

    Deaths and changes of lines count from the as-of date (``since: as_of``); a label's doubt, ranges, grades and source
    keys are kept. What is missing stays missing, so that the reader can name it.
    """
    end, asof = _block(data.get("end")), str(data.get("asof", ""))
    out: dict[str, Any] = {"format": "multipolar-outcome/1", "scenario": data.get("id"), "since": "as_of", "as_of": asof}
    if end:
        out["end"] = _end(end, asof)
    for key in ("sectors_end", "brokered_by"):
        if key in data:
            out[key] = data[key]
    for key in ("changed_share", "net_share_A"):
        if data.get(key) is not None:
            out[key] = {asof: data[key]}
    if "arrangement" in data:
        out["arrangement"] = _block(data["arrangement"]).get("kind", data["arrangement"])
    out["power_levels"] = {name: _power(row) for name, row in _block(data.get("powers")).items()}
    deaths = _block(data.get("deaths"))
    out["deaths"] = {side: _kept(deaths[side], ("v", "g", "s")) for side in SIDES if side in deaths}
    return out


def _block(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _kept(row: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys if key in _block(row)}


def _end(end: Mapping[str, Any], asof: str) -> dict[str, Any]:
    out: dict[str, Any] = {"label": end.get("label"), "soft": dict(_block(end.get("soft")))}
    out["length_days"] = {asof: end.get("length_days")}
    out |= _kept(end, ("length_range", "first_ceasefire_days", "censored_at_horizon", "g", "s"))
    if "date_cessation" in end:
        out["date"] = None if end["date_cessation"] is None else str(end["date_cessation"])
    return out


def _power(row: Any) -> Any:
    return _kept(row, ("level", "soft", "new", "g", "s")) if isinstance(row, Mapping) else row
