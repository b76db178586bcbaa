"""What the page carries: the forecast, the map, what was known, and the courses packed into bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.printable import printable
from multipolar.report.cells import plain_geometry
from multipolar.report.narrative import (
    ARRANGEMENT_NAMES,
    FEW,
    LEAST,
    LEVEL_NAMES,
    ending_name,
    ending_noun,
    power_names,
    route_name,
)
from multipolar.report.packing import Courses, pack_courses

SCHEMA = "multipolar-page/2"


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything the page is made of; the run fills it and the page reads nothing else.

    ``forecast`` is the document ``multipolar-forecast/1`` with the keys of the report; ``scenario`` names its map
    (``geometry``, optional) and its sectors (``id, name, lat, lon, tier, contested, share_A_start``, the last being A's
    share before the round began: the old line); ``known`` holds by series (``area_km2``, ``dead_A``, ``dead_B``,
    ``displaced``) the facts up to the as-of date as ``{day, value, low, high, reported, text}``, days counted from the
    as-of date; ``scenario_text`` is the scenario as it was run, kept inside the page, and ``command`` how to run it so.
    """

    forecast: Mapping[str, Any]
    scenario: Mapping[str, Any]
    series: Courses | None = None
    known: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    geometry: Mapping[str, Any] | None = None
    scenario_text: str = ""
    command: str = ""


def start_holders(inp: ReportInput, sectors: Sequence[str]) -> NDArray[np.bool_]:
    """Return who held each sector before the first day, True for A."""
    shares = {str(s["id"]): float(s.get("share_A_start") or 0.0) for s in inp.scenario.get("sectors", [])}
    return np.array([shares.get(i, 0.0) > 0.5 for i in sectors])


def drawn_geometry(name: str) -> dict[str, Any] | None:
    """Return the drawn map that the library holds for a scenario, or None."""
    if not name.replace("_", "").isalnum():
        return None
    file = files("multipolar").joinpath("library", "geometry", f"{name}.json")
    if not file.is_file():
        return None
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def geometry_of(inp: ReportInput) -> Mapping[str, Any] | None:
    """Return the map given, else the library's for this scenario, else plain cells around the sector points.

    A library map that lacks a contested sector of the scenario is passed over: half a map would mislead.
    """
    if inp.geometry is not None:
        return inp.geometry
    drawn = drawn_geometry(str(inp.scenario.get("geometry") or inp.forecast.get("scenario", "")))
    sectors = [s for s in inp.scenario.get("sectors", []) if s.get("lat") is not None and s.get("lon") is not None]
    if drawn and all(str(s["id"]) in drawn["cells"] for s in sectors if s.get("contested", True)):
        return drawn
    return plain_geometry(sectors) if sectors else None


def names_of(forecast: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words that charts put on codes."""
    labels = [*ENDINGS, *(k for k in forecast.get("endings", {}) if k not in ENDINGS)]
    return {
        "endings": {k: ending_name(k, forecast) for k in labels},
        "ending_nouns": {k: ending_noun(k, forecast) for k in labels},
        "arrangements": dict(ARRANGEMENT_NAMES),
        "levels": dict(LEVEL_NAMES),
        "powers": {k: v.get("name", k) for k, v in forecast.get("powers", {}).items()},
        "answers": power_names(forecast),
        "lifelines": {k: route_name(v.get("name", k)) for k, v in forecast.get("lifelines", {}).items()},
        "designs": {k: v.get("what", k) for k, v in forecast.get("designs", {}).items()},
    }


def shown(value: Any) -> Any:
    """Return a document in which every text can be shown: controls of direction and of terminals are visible signs."""
    if isinstance(value, Mapping):
        return {printable(str(k)): shown(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [shown(v) for v in value]
    return printable(value) if isinstance(value, str) else value


def page_document(inp: ReportInput) -> dict[str, Any]:
    """Return the one document that the page's script reads (``multipolar-page/2``)."""
    sectors = [
        {
            "id": str(s["id"]),
            "name": str(s.get("name", s["id"])),
            "contested": bool(s.get("contested", True)),
            "tier": int(s.get("tier") or 1),
        }
        for s in inp.scenario.get("sectors", [])
    ]
    sectors_axis = inp.series.sectors if inp.series is not None else ()
    forecast = {k: v for k, v in inp.forecast.items() if k != "scores"}
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "forecast": forecast,
        "few": FEW,
        "least": LEAST,
        "names": names_of(inp.forecast),
        "sectors": sectors,
        "map": geometry_of(inp),
        "known": {k: [dict(x) for x in v] for k, v in inp.known.items()},
        "courses": pack_courses(inp.series, start_holders(inp, sectors_axis)),
    }
    return {k: v if k == "courses" else shown(v) for k, v in document.items()}
