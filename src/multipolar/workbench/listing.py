"""What a project holds: its files by kind, its runs with their headline, what was frozen, and the examples of the library."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from multipolar.engine import store as disk
from multipolar.errors import MultipolarError
from multipolar.report.narrative import ending_name, leading_ending
from multipolar.scenario.files import library_dir, library_names
from multipolar.scenario.nodes import parse_value
from multipolar.workbench.journal import Journal, digest_of
from multipolar.workbench.project import Kind, Project, files_of, kind_of, read_text, relative, run_folders
from multipolar.workbench.refusing import RefusedError

FROZEN = "frozen.json"
FORECAST = "forecast.json"
_BLOCK = re.compile(r"^[|>][-+0-9]*\s*$")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was last looked at: time stamp and size, its kind, and what the list tells of it."""

    stamp: tuple[int, int]
    kind: Kind
    row: dict[str, Any]


@dataclass(slots=True)
class Listing:
    """What has been looked at, by path."""

    files: dict[Path, Seen] = field(default_factory=dict)
    runs: dict[Path, tuple[int, dict[str, Any]]] = field(default_factory=dict)


def top_value(text: str, key: str) -> Any:
    """Return the value of a key at the top of a YAML text, where it stands on one line; None else."""
    found = re.search(rf"^{key}\s*:\s*(.+?)\s*$", text, re.MULTILINE)
    if found is None or _BLOCK.match(found[1]):
        return None
    bare = found[1] if found[1][:1] in "'\"[{" else re.split(r"\s+#", found[1])[0]
    if bare[:1] in "'\"":  # a comment may follow the closing quote
        closed = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", bare)
        bare = closed[0] if closed is not None else bare
    node, problems = parse_value(bare, "")
    return None if problems else node.plain()


def _rows_of_kind(kind: Kind, text: str) -> dict[str, Any]:
    if kind == "scenario":
        return {"id": top_value(text, "id"), "title": top_value(text, "title"), "as_of": top_value(text, "as_of")}
    if kind == "patch":
        changes = len(re.findall(r"^\s*-\s*(?:\{\s*)?op\s*:", text, re.MULTILINE))
        return {"id": top_value(text, "id"), "base": top_value(text, "base"), "changes": changes}
    if kind == "evidence":
        return {"reports": len(re.findall(r"(?:^\s*-\s*(?:\{\s*)?|[\[,]\s*\{\s*)id\s*:", text, re.MULTILINE))}
    return {}


def seen(listing: Listing, project: Project, place: Path) -> Seen:
    """Return what a file is and what the list tells of it; read only where it has changed.

    Raises
    ------
    RefusedError : if it cannot be read.    OSError : if it has gone.
    """
    found = place.stat()
    stamp = (found.st_mtime_ns, found.st_size)
    known = listing.files.get(place)
    if known is None or known.stamp != stamp:
        text = read_text(place, relative(project, place))
        kind = kind_of(text, place.suffix.lower())
        row = _frozen_row(text) if kind == "frozen" else _rows_of_kind(kind, text)
        known = listing.files[place] = Seen(stamp, kind, row | {"digest": digest_of(text)})
    return known


def _frozen_row(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
        questions, stamp = len(document["questions"]), str(document["stamp"]["sha256"])
        return {"as_of": document["as_of"], "scenario": document["scenario"], "questions": questions, "stamp": stamp}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"as_of": None, "scenario": None, "questions": 0, "stamp": None}


def project_document(
    project: Project,
    journal: Journal,
    listing: Listing,
    runs: list[dict[str, Any]],
    faults_of: Callable[[Path, str], int | None],
) -> dict[str, Any]:
    """Return all that a project holds.

    ``runs``: its runs, the newest first. ``faults_of`` tells how many faults a scenario has, None as long as nobody has looked.
    """
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for place in files_of(project):
        try:
            found = seen(listing, project, place)
        except (RefusedError, OSError):  # cannot be read: shown by name, so that nobody misses it
            by_kind.setdefault("unreadable", []).append({"path": relative(project, place)})
            continue
        row = {"path": relative(project, place), **found.row}
        if found.kind == "scenario":
            row["faults"] = faults_of(place, found.row["digest"])
        if found.kind == "patch":
            row["saved"] = True
        by_kind.setdefault(found.kind, []).append(row)
    frozen = [*by_kind.get("frozen", []), *frozen_in_runs(listing, project)]
    undo, redo = journal.undo, journal.redo
    return {
        "name": project.name,
        "scenarios": by_kind.get("scenario", []),
        "patches": by_kind.get("patch", []),
        "evidence": by_kind.get("evidence", []),
        "outcomes": by_kind.get("outcome", []),
        "packs": by_kind.get("pack", []),
        "texts": by_kind.get("text", []),
        "unreadable": by_kind.get("unreadable", []),
        "runs": runs,
        "frozen": frozen,
        "examples": examples(),
        "undo": {
            "can_undo": undo is not None, "can_redo": redo is not None,
            "undo_text": undo.what if undo else "", "redo_text": redo.what if redo else "",
        },
    }  # fmt: skip


def frozen_in_runs(listing: Listing, project: Project) -> Iterator[dict[str, Any]]:
    """Yield the frozen forecasts that lie in the folders of runs."""
    for place in sorted(folder / FROZEN for folder in run_folders(project) if (folder / FROZEN).is_file()):
        try:
            found = seen(listing, project, place)
        except (RefusedError, OSError):
            continue
        if found.kind == "frozen":
            yield {"path": relative(project, place), **found.row}


def runs_of(listing: Listing, project: Project) -> Iterator[dict[str, Any]]:
    """Yield the runs of a project, the newest first."""
    for folder in sorted(run_folders(project), key=lambda f: (-(f / disk.MANIFEST).stat().st_mtime_ns, f.name)):
        try:
            yield run_row(listing, folder)
        except (OSError, ValueError, KeyError, TypeError):
            yield {"name": folder.name, "state": "damaged", "scenario": None, "members": 0, "wanted": 0, "as_of": None,
                   "headline": None, "digest": None, "evidence": None}  # fmt: skip


def run_row(listing: Listing, folder: Path) -> dict[str, Any]:
    """Return what the list tells of one run."""
    stamp = (folder / disk.MANIFEST).stat().st_mtime_ns
    known = listing.runs.get(folder)
    if known is not None and known[0] == stamp and known[1]["state"] == "complete":
        return known[1]
    manifest = json.loads((folder / disk.MANIFEST).read_bytes())
    closed = manifest["status"] in {"complete", "interrupted"} and (folder / FORECAST).is_file()
    forecast = json.loads((folder / FORECAST).read_bytes()) if closed else None
    state = "running" if disk.being_written(folder) else "complete" if manifest["status"] == "complete" else "partial"
    told = manifest.get("conditioned")
    row = {
        "name": folder.name,
        "scenario": manifest["scenario"],
        "title": manifest.get("title"),
        "members": int(manifest.get("members_done", 0)) if closed else 0,
        "wanted": int(manifest["members"]),
        "seed": int(manifest["seed"]),
        "as_of": manifest["as_of"],
        "headline": None if forecast is None else headline_of(forecast),
        "digest": manifest.get("digest"),
        "scenario_digest": manifest.get("scenario_digest"),
        "state": state,
        "evidence": None if told is None else f"reports until {told['until']}",
        "started": manifest.get("started"),
    }
    listing.runs[folder] = (stamp, row)
    return row


def headline_of(forecast: dict[str, Any]) -> dict[str, Any]:
    """Return the leading ending of a forecast: its label, its name and its probability."""
    label, row = leading_ending(forecast)
    return {"label": label, "text": ending_name(label, forecast), "p": row["p"]}


def examples() -> list[dict[str, Any]]:
    """Return the wars of the library by name; no forecast of them comes with the package, so that none is shown."""
    rows = []
    for name in library_names():
        text = (library_dir("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")
        dates = top_value(text, "as_of_dates")
        listed = list(dates) if isinstance(dates, dict) else [top_value(text, "as_of")]
        rows.append({"name": name, "title": top_value(text, "title"), "as_of_dates": listed, "endings": None})
    return rows


def courses_in(folder: Path) -> int:
    """Return how many courses of a run are whole on disk; 0 where none are, or nobody can tell."""
    try:
        return int(disk.open_store(folder).members)
    except (MultipolarError, OSError):
        return 0
