"""Write ``library/calibration/typical.yaml``: what the numbers of past wars are like, and what forecasts were tested on.

Usage: ``python tools/typical.py [--check]``. It reads the scenarios of the library that have an outcome on record, so that who
writes a new war sees beside a key what comparable wars had, and is told where the war lies outside of them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from multipolar.forecast.outcome import outcome_names
from multipolar.scenario.calibrated import SCHEMA
from multipolar.scenario.check import checked
from multipolar.scenario.document import Document
from multipolar.scenario.files import as_of_dates, library_names, load
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.resolve import resolve
from multipolar.scenario.typical import key_of, scale_of
from multipolar.session.war import words

TARGET = Path(__file__).resolve().parent.parent / "src" / "multipolar" / "library" / "calibration" / "typical.yaml"
LEAST_WARS = 4
"""Keys that fewer wars state have no typical value, nor those under which half of the wars have one and the same number."""
AT_MOST = ("days_before", "horizon_days")
"""Measures of scale that have no lower end: every war begins, and a shorter forecast is contained in a longer one."""
LEFT_OUT = ("reports.", "parameters.", "options.")
"""Blocks whose numbers have no meaning of their own without a name beside them."""
QUANTILES = {"least": 0.0, "lowest_tenth": 0.1, "low": 0.25, "middle": 0.5, "high": 0.75, "highest_tenth": 0.9, "greatest": 1.0}
HEAD = "# What the wars of the library state under each key; made by `python tools/typical.py`. Do not edit by hand.\n"


def wars() -> list[tuple[str, Document, Document]]:
    """Return each war with an outcome on record: its name, the document as written, and with every number in its unit."""
    found = []
    for name in library_names():
        if name not in outcome_names():
            continue
        written = checked(load(name, as_of=min(as_of_dates(load(name)), default=None)), words())
        found.append((name, written, resolve(written, words()).document))
    return found


def document() -> dict[str, Any]:
    """Return the whole file as plain values."""
    values: dict[str, list[float]] = defaultdict(list)
    by_war: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    units: dict[str, str] = {}
    read = wars()
    for name, written, explicit in read:
        stated = {found.path for found in numbers_of(written) if found.written}
        for found in numbers_of(explicit):
            if found.path in stated:
                key = key_of(explicit, found.path)
                values[key].append(found.quantity.distribution.median())
                by_war[key][name].append(values[key][-1])
                units[key] = found.measure.unit if found.measure is not None else (found.quantity.unit or "1")
    keys = {}
    for key in sorted(values):
        row = {name: float(f"{np.quantile(values[key], q):.3g}") for name, q in QUANTILES.items()}
        if len(by_war[key]) >= LEAST_WARS and row["low"] < row["high"] and not key.startswith(LEFT_OUT):
            middles = {name: float(f"{np.median(found):.3g}") for name, found in sorted(by_war[key].items())}
            keys[key] = {"unit": units[key], **row, "values": len(values[key]), "wars": len(middles), "by_war": middles}
    scales = [scale_of(explicit) for _, _, explicit in read]
    tested: dict[str, Any] = {
        "wars": len(read),
        "war_types": sorted({str(explicit.war_type) for _, _, explicit in read}),
        **{
            name: [0.0 if name in AT_MOST else min(one[name] for one in scales), max(one[name] for one in scales)]
            for name in scales[0]
        },
    }
    return {"schema": SCHEMA, "kind": "typical", "tested": tested, "keys": keys}


def text() -> str:
    """Return the whole file."""
    return HEAD + yaml.safe_dump(document(), sort_keys=False, width=128, default_flow_style=None, allow_unicode=True)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
