"""What the page is made of, and the map it draws."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from multipolar.report.cells import plain_geometry
from multipolar.report.packing import Courses


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything the page is made of; the run fills it and the page reads nothing else.

    ``forecast`` is the document ``multipolar-forecast/1`` with the keys of the report; ``scenario`` names its map
    (``geometry``, optional) and its sectors (``id, name, lat, lon, tier, contested, share_A_start``, the last being A's
    share before the round began: the old line); ``known`` holds by series (``area_km2``, ``dead_A``, ``dead_B``,
    ``displaced``) the facts up to the as-of date as ``{day, value, low, high, reported, text}``, days counted from the
    as-of date; ``scenario_text`` is the scenario as it was run, kept inside the page, and ``command`` how to run it so;
    ``carried`` holds the run's own texts, settings and forecast, so that the page can be opened again; ``backing`` what stands
    behind the forecast (``report/backing.py``); ``apart`` the scores of a copy for teaching, which are shown on request only;
    ``turning`` what the forecast turns on, by figure: ``crux``, ``drivers``, ``signposts``, ``views``, those that there are;
    ``told`` three courses in words (``report/told.py``), or the reason why there are none; ``asked`` what was asked of the run
    besides (``report/asked.py``): ``powers``, ``stability``, ``settlement``, those that there are, and ``notes``.
    """

    forecast: Mapping[str, Any]
    scenario: Mapping[str, Any]
    series: Courses | None = None
    known: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    geometry: Mapping[str, Any] | None = None
    scenario_text: str = ""
    command: str = ""
    carried: Mapping[str, Any] | None = None
    backing: Mapping[str, Any] = field(default_factory=dict)
    apart: Mapping[str, Any] | None = None
    turning: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


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
