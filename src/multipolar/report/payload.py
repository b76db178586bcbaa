"""What the page carries: the forecast, its figures, the map, what was known, and the courses packed into bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.printable import printable
from multipolar.report import figures
from multipolar.report.chips import chips_of
from multipolar.report.inputs import ReportInput, geometry_of
from multipolar.report.narrative import (
    ARRANGEMENT_NAMES,
    FEW,
    LEAST,
    LEVEL_NAMES,
    PAPER_NAMES,
    ending_name,
    ending_noun,
    power_names,
    route_name,
)
from multipolar.report.packing import pack_courses

SCHEMA = "multipolar-page/2"


def start_holders(inp: ReportInput, sectors: Sequence[str]) -> NDArray[np.bool_]:
    """Return who held each sector before the first day, True for A."""
    shares = {str(s["id"]): float(s.get("share_A_start") or 0.0) for s in inp.scenario.get("sectors", [])}
    return np.array([shares.get(i, 0.0) > 0.5 for i in sectors])


def names_of(forecast: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words that charts put on codes."""
    labels = [*ENDINGS, *(k for k in forecast.get("endings", {}) if k not in ENDINGS)]
    return {
        "endings": {k: ending_name(k, forecast) for k in labels},
        "ending_nouns": {k: ending_noun(k, forecast) for k in labels},
        "papers": dict(PAPER_NAMES),
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
        "figures": [figure.plain() for figure in figures.FIGURES],
        "data": {figure.id: found for figure in figures.FIGURES if (found := figure.data(inp)) is not None},
        "map": geometry_of(inp),
        "views": inp.turning.get("views", {}).get("views"),
        "routes": list(inp.scenario.get("routes", [])),
        "chips": chips_of(inp.series, inp.forecast, sectors, start_holders(inp, sectors_axis)),
        "known": {k: [dict(x) for x in v] for k, v in inp.known.items()},
        "courses": pack_courses(inp.series, start_holders(inp, sectors_axis)),
    }
    return {k: v if k == "courses" else shown(v) for k, v in document.items()}
