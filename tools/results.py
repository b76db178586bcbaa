"""Turn what `multipolar study` wrote into the result pages of the documentation: small tables instead of long documents.

Usage: ``multipolar study KIND --out FOLDER`` for one or more of claims, mechanisms, bundles, targets; then
``python tools/results.py FOLDER``. Afterwards ``python tools/docs.py`` brings the chapters of the mechanisms up to date.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "docs" / "results"
COLUMNS = ("mechanism", "outcome", "on", "off", "difference", "error")
SILENT, SMALL = "silent", "small"
"""Outcomes of a mechanism without a row: nothing moves in any member; nothing moves by more than two standard errors."""


def said(document: Mapping[str, Any]) -> str:
    """Return scenario, date, members, seed and version of a study in one clause."""
    return (
        f"`{document['scenario']}` as of {document['as_of']}, {document['members']:,} members, seed {document['seed']}, "
        f"version {document['version']}"
    )


def claims_head(document: Mapping[str, Any]) -> str:
    """Return what the table of claims compares."""
    return (
        "Each claim on against off on the same members. An outcome counts as moved beyond two paired standard errors; at most "
        f"three outcomes per claim are shown. Claims that work: {document['works']}."
    )


def mechanisms_head(document: Mapping[str, Any]) -> str:
    """Return what the table of mechanisms compares, and which switches move nothing."""
    silent = [f"`{name}`" for name, row in document["mechanisms"].items() if row["silent"]]
    return (
        "The war with a mechanism switched off against the war as it is, on the same members. Endings in points of a hundred, "
        "other columns in their units; each cell is off minus on; ± is one paired standard error. "
        + (f"Moves nothing in any member of this war: {', '.join(silent)}." if silent else "Every switch moves something.")
    )


def bundles_head(document: Mapping[str, Any]) -> str:
    """Return what the table of bundles compares."""
    return f"Scores of whole views of the war on what happened, beside the uniform forecast: {len(document['bundles'])} views."


def targets_head(document: Mapping[str, Any]) -> str:
    """Return what the table of targets compares."""
    return f"What the model says of quantities that were measured in the war itself: {document['known']} measures."


KINDS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "claims": ("What each claim moves", claims_head),
    "mechanisms": ("What each mechanism moves", mechanisms_head),
    "bundles": ("Views of the war, scored", bundles_head),
    "targets": ("Measured quantities against the model", targets_head),
}
"""Title of each result page, and the sentence before its table."""


def page(kind: str, document: Mapping[str, Any], table: str) -> str:
    """Return a result page: title, how it was measured, table."""
    title, head = KINDS[kind]
    command = f"multipolar study {kind} --members {document['members']} --seed {document['seed']}"
    measured = f"Measured by `{command}`: {said(document)}."
    return f"# {title}\n\n{head(document)} {measured}\n\n{table.rstrip()}\n"


def effects(document: Mapping[str, Any]) -> str:
    """Return the effects of switching mechanisms off that exceed two standard errors, as CSV below one line of provenance."""
    out = io.StringIO()
    out.write("# " + " ".join(f"{key}={document[key]}" for key in ("scenario", "as_of", "members", "seed", "version")) + "\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, row in document["mechanisms"].items():
        moved = [(o, d) for o, d in {**row["endings"], **row["quantities"]}.items() if d["moved"]]
        for outcome, d in moved:
            writer.writerow([name, outcome, *(format(d[key], ".6g") for key in ("base", "value", "difference", "error"))])
        if not moved:
            writer.writerow([name, SILENT if row["silent"] else SMALL, "", "", "", ""])
    return out.getvalue()


def read_effects(text: str) -> dict[str, Any]:
    """Return what ``effects`` wrote: provenance, and by mechanism its moved outcomes and whether it is silent."""
    first, rest = text.split("\n", 1)
    found: dict[str, Any] = dict(pair.split("=", 1) for pair in first.removeprefix("# ").split())
    found["members"] = int(found["members"])
    found["mechanisms"] = {}
    for row in csv.DictReader(io.StringIO(rest)):
        entry = found["mechanisms"].setdefault(row["mechanism"], {"silent": row["outcome"] == SILENT, "moved": {}})
        if row["outcome"] not in {SILENT, SMALL}:
            entry["moved"][row["outcome"]] = {key: float(row[key]) for key in COLUMNS[2:]}
    return found


def write(folder: Path, target: Path = RESULTS) -> list[Path]:
    """Write the result pages of the studies found in a folder and return their paths."""
    written = []
    for kind in KINDS:
        source = folder / f"{kind}.json"
        if not source.exists():
            continue
        document = json.loads(source.read_text(encoding="utf-8"))
        table = source.with_suffix(".md").read_text(encoding="utf-8")
        written.append(target / f"{kind}.md")
        written[-1].write_text(page(kind, document, table), encoding="utf-8")
        if kind == "mechanisms":
            written.append(target / "mechanisms.csv")
            written[-1].write_text(effects(document), encoding="utf-8")
    return written


def main() -> int:
    """Write the pages and name them."""
    parser = argparse.ArgumentParser(description="Turn what `multipolar study` wrote into result pages.")
    parser.add_argument("folder", type=Path, help="folder given to `multipolar study KIND --out`")
    written = write(parser.parse_args().folder)
    print("\n".join(str(path.relative_to(ROOT)) for path in written) or "no study found in the folder")
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
