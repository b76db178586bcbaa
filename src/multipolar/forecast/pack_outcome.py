"""The outcome file of a fact pack, ``backtest-outcome/1``: its blocks, and the same in the words of ``multipolar-outcome/1``."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from multipolar.forecast.outcome_document import Cited, Dead, Grade, Kind, Label, PowerLevel
from multipolar.forecast.outcome_names import Names
from multipolar.forecast.outcome_rules import toll_faults
from multipolar.forecast.outcome_values import Days, Fraction, SignedFraction, Weight
from multipolar.scenario.nodes import Node, Path
from multipolar.scenario.translate import Fault, show, validate

PACK_SCHEMA = "backtest-outcome/1"
SIDES = ("A", "B")
NEAR = 0.8
"""A broker this like a power of the war is that power misspelt; any other comes from outside the war."""


class Block(BaseModel):
    """A block of a pack's outcome file: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


class PackEnd(Block):
    """How and when it ended."""

    label: Label
    soft: dict[Label, Weight] = {}
    soft_note: str = ""
    why: str = ""
    date_cessation: str | None = None
    length_days: Days | None = None
    length_range: list[Days] = []
    length_note: str = ""
    first_ceasefire_days: Days | None = None
    first_ceasefire_note: str = ""
    censored_at_horizon: bool = False
    g: Grade = ""
    s: list[str] = []


class PackPower(PowerLevel):
    """The highest level of a power, and what it did."""

    did: str = ""


class PackDeaths(Block):
    """Dead of both sides, which are scored, and of others by any name, which are kept for the record."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    A: Dead | None = None
    B: Dead | None = None


class PackArrangement(Block):
    """What keeps the peace."""

    kind: Kind
    detail: str = ""


class PackLine(Block):
    """A red line: whose, whether it was crossed, and what followed; for the record."""

    whose: str
    text: str = ""
    crossed: str | bool | None = None
    followed: str | None = None
    enforced: str | bool | None = None


class PackEvent(Block):
    """An event after the as-of date; for the record."""

    d: str
    day: Days | None = None
    sector: str | None = None
    what: str = ""
    g: Grade = ""


class PackOutcome(Block):
    """What happened in one war, as the compiler of a fact pack writes it. What is not scored is kept for the record."""

    id: str
    asof: str
    horizon_days: int | None = None
    end: PackEnd | None = None
    sectors_end: dict[str, Fraction] = {}
    sectors_end_note: str = ""
    sectors_at_cessation: dict[str, Fraction] = {}
    sectors_note: str = ""
    changed_share: Fraction | None = None
    net_share_A: SignedFraction | None = None
    deaths: PackDeaths = PackDeaths()
    displaced: Dead | None = None
    powers: dict[str, PackPower] = {}
    brokered_by: list[str] | None = None
    brokered_note: str = ""
    arrangement: PackArrangement | None = None
    terms: str = ""
    red_lines: list[PackLine] = []
    evidence_stream: list[PackEvent] = []
    post_horizon: str = ""
    sources: dict[str, Cited] = {}


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
        if data.get(key) is not None:
            out[key] = data[key]
    for key in ("changed_share", "net_share_A"):
        if data.get(key) is not None:
            out[key] = {asof: data[key]}
    if data.get("arrangement") is not None:
        out["arrangement"] = _block(data["arrangement"]).get("kind", data["arrangement"])
    out["power_levels"] = {name: _power(row) for name, row in _block(data.get("powers")).items()}
    deaths = _block(data.get("deaths"))
    out["deaths"] = {side: _kept(deaths[side], ("v", "g", "s")) for side in SIDES if deaths.get(side) is not None}
    return out


def _block(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _kept(row: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys if key in _block(row)}


def _end(end: Mapping[str, Any], asof: str) -> dict[str, Any]:
    out: dict[str, Any] = {"label": end.get("label"), "soft": dict(_block(end.get("soft")))}
    out["length_days"] = {} if end.get("length_days") is None else {asof: end["length_days"]}
    out |= _kept(end, ("length_range", "first_ceasefire_days", "censored_at_horizon", "g", "s"))
    if "date_cessation" in end:
        out["date"] = None if end["date_cessation"] is None else str(end["date_cessation"])
    return out


def _power(row: Any) -> Any:
    return _kept(row, ("level", "soft", "new", "g", "s")) if isinstance(row, Mapping) else row


def from_outside(brokers: list[str], names: Names) -> list[str]:
    """Return the brokers of a pack that are neither powers nor parties of the war, nor nearly so."""
    local = {word.casefold() for word in (*names.powers, *names.sides, *names.members, *SIDES)}
    powers = [power.casefold() for power in names.powers]
    return [
        broker for broker in brokers
        if broker.casefold() not in local and not difflib.get_close_matches(broker.casefold(), powers, n=1, cutoff=NEAR)
    ]  # fmt: skip


RENAMED: dict[str, str] = {"scenario": "id", "as_of": "asof", "power_levels": "powers"}
PER_DATE = ("changed_share", "net_share_A")


def path_in_pack(path: Path) -> Path:
    """Return where a value of an outcome stands in the pack that it was translated from."""
    if path[:2] == ("end", "length_days"):
        return ("end", "length_days")
    if path[:2] == ("end", "date"):
        return ("end", "date_cessation")
    if path[0] in PER_DATE:
        return path[:1]
    return (RENAMED.get(str(path[0]), path[0]), *path[1:])


def pack_faults(pack: PackOutcome, root: Node, names: Names | None) -> Iterator[Fault]:
    """Yield the faults of what only a pack holds: horizon, other dead, events, displaced."""
    if names is not None and pack.horizon_days not in (None, names.horizon):
        said = f"found {pack.horizon_days}, the forecast looks {names.horizon} days ahead"
        yield Fault(("horizon_days",), "other-war", said)
    if pack.displaced is not None:
        yield from toll_faults(("displaced", "v"), pack.displaced)
    yield from _other_dead(root)
    if names is not None and names.sectors:
        for sector in pack.sectors_at_cessation:
            if sector not in names.sectors:
                said = f"no sector {sector!r} in this scenario"
                yield Fault(("sectors_at_cessation", sector), "unknown-name", said, at_key=True)


def _other_dead(root: Node) -> Iterator[Fault]:
    deaths = root.value.get("deaths")
    rows = deaths.value if deaths is not None and isinstance(deaths.value, dict) else {}
    for name, node in rows.items():
        path: Path = ("deaths", name)
        if name in SIDES or isinstance(node.value, str):
            continue
        if name.strip().upper() in SIDES:
            yield Fault(path, "unknown-key", f"unknown key {name!r}", f"Did you mean {name.strip().upper()!r}?", at_key=True)
        elif not isinstance(node.value, dict):
            yield Fault(path, "wrong-type", f"found {show(node.value)}, expected a block with v, g, s, note, or text")
        else:
            read = validate(Dead, node)
            for fault in read.faults:
                yield Fault((*path, *fault.path), fault.code, fault.message, fault.hint, fault.at_key)
            if read.value is not None and not read.faults:
                yield from toll_faults((*path, "v"), read.value)


__all__ = [
    "PACK_SCHEMA", "PackOutcome", "from_outside", "pack_faults", "path_in_pack", "translated",
]  # fmt: skip
