"""Faults of a file while it is written: those of ``multipolar check``, with a replacement where the hint names just one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.check import Checked, check, check_file
from multipolar.scenario.document import Document
from multipolar.scenario.files import library_names, load
from multipolar.scenario.loaded import Loaded, loaded_from
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.patches import apply_patch
from multipolar.scenario.paths import render_path
from multipolar.scenario.resolve import has_source
from multipolar.scenario.unread import unread_in, unread_sentence
from multipolar.session.war import words
from multipolar.workbench.project import Kind, Project, files_of, inside, kind_of, read_text, relative

SCHEMA = "multipolar-check/1"
MEANT = re.compile(r"Did you mean '([^']+)'\?")
FOUND = re.compile(r"found '([^']*)'|unknown [a-z ]+ '([^']*)'|'([^']*)'")
UNCHECKED: dict[Kind, str] = {
    "evidence": "Reports are checked against their war when a run takes them in.",
    "outcome": "An outcome file is checked when a forecast is scored against it.",
    "pack": "A fact pack is checked when it is made into a scenario.",
    "frozen": "A frozen forecast is checked by its digest when it is scored.",
    "text": "This file is no scenario and no patch: nothing in it is checked.",
}  # fmt: skip


def found_in(project: Project, path: str, text: str) -> Checked | None:
    """Return what a check of a text finds, as if it stood in the file; None where the file is neither scenario nor patch."""
    place = inside(project, path)
    kind = kind_of(text, place.suffix.lower())
    if kind == "patch":
        return patched(project, place, text)
    if kind == "scenario" or (place.suffix.lower() in {".yaml", ".yml"} and kind == "text"):
        return check_file(place, words(), text=text)
    return None


def check_document(project: Project, path: str, text: str) -> dict[str, Any]:
    """Return ``multipolar-check/1`` of a text, each problem with its ``fix``, and the numbers without a source."""
    place = inside(project, path)
    found = found_in(project, path, text)
    if found is None:
        note = UNCHECKED[kind_of(text, place.suffix.lower())]
        return _head(path) | {"problems": [], "notes": [note], "unsourced": []}
    document, loaded = found.document, found.loaded
    notes = [unread_sentence(keys)] if document is not None and (keys := unread_in(document)) else []
    problems = [_shown(problem, project) for problem in found.problems]
    rows = [dataclasses.asdict(p) | {"fix": fix_of(p, text) if p.file == path else None} for p in problems]
    unsourced = [] if document is None or loaded is None else unsourced_in(document, loaded)
    return _head(path) | {"problems": rows, "notes": notes, "unsourced": unsourced}


def _head(path: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "version": __version__, "file": path}


def _shown(problem: Problem, project: Project) -> Problem:
    """Return a problem with its file as the project names it."""
    place = Path(problem.file)
    inner = place.is_absolute() and place.is_relative_to(project.root)
    return dataclasses.replace(problem, file=relative(project, place)) if inner else problem


def patched(project: Project, place: Path, text: str) -> Checked:
    """Return what a check of a patch finds on top of its own scenario, of this project or of the library."""
    patch = loaded_from(text, str(place))
    base = patch.root.value.get("base")
    wanted = base.value if base is not None else None
    source = base_of(project, str(wanted)) if wanted is not None else None
    if source is None:
        said = f"the patch is for {wanted!r}, found no such scenario in this project or in the library"
        hint = "Write base: with the id of a scenario."
        problem = (base.place if base is not None else patch.root.place).problem("base", "patch-base", said, hint)
        return Checked((*sorted(patch.problems), problem), None, patch)
    try:
        loaded = load(source)
    except ScenarioError as error:
        return Checked(error.problems)
    apply_patch(loaded, patch, known_digests=(loaded.digest, loaded.file_digest))
    return check(loaded, words())


def base_of(project: Project, scenario: str) -> Path | str | None:
    """Return the file of the project that holds a scenario, by its id, else its name in the library; None where nobody has it."""
    pattern = re.compile(rf"^id\s*:\s*[\"']?{re.escape(scenario)}[\"']?\s*(?:#.*)?$", re.MULTILINE)
    for place in files_of(project):
        if place.suffix.lower() in {".yaml", ".yml"}:
            text = read_text(place, relative(project, place))
            if pattern.search(text) and kind_of(text, place.suffix.lower()) == "scenario":
                return place
    return scenario if scenario in library_names() else None


def offset_of(text: str, line: int, column: int) -> int:
    """Return the place in a text of a line and column, both counted from 1; its end where the text is shorter."""
    at = 0
    for _ in range(line - 1):
        end = text.find("\n", at)
        if end < 0:
            return len(text)
        at = end + 1
    return min(at + max(column - 1, 0), len(text))


def fix_of(problem: Problem, text: str) -> dict[str, Any] | None:
    """Return the one replacement that a hint names: ``text, from, to, insert`` with places in the text; else None."""
    if problem.line < 1:
        return None
    at = offset_of(text, problem.line, problem.column)
    meant = MEANT.search(problem.hint)
    if meant is not None:
        wrong = next((w for m in FOUND.finditer(problem.message) for w in m.groups() if w), "")
        end = text.find("\n", at)
        start = text.find(wrong, at, len(text) if end < 0 else end) if wrong else -1
        if start < 0:
            return None
        return _fix(f"Write {meant[1]}", start, start + len(wrong), meant[1])
    if problem.hint == "Quote it.":
        token = re.compile(r"[^\s,\]\}#]+").match(text, at)
        if token is not None:
            return _fix("Quote it", token.start(), token.end(), f'"{token[0]}"')
    return None


def _fix(said: str, start: int, end: int, insert: str) -> dict[str, Any]:
    return {"text": said, "from": start, "to": end, "insert": insert}


def unsourced_in(document: Document, loaded: Loaded, influence: Mapping[str, float] | None = None) -> list[dict[str, Any]]:
    """Return the numbers that a file writes without a source, those with the most influence first where it is known.

    ``influence``: share of the spread of the outcome by key, from the drivers of a run.
    """
    known: Mapping[str, float] = influence or {}
    rows: list[dict[str, Any]] = []
    for found in numbers_of(document):
        if not found.written or has_source(found):
            continue
        key = render_path(loaded.root, found.path)
        place = loaded.positions.get(found.path)
        rows.append({"key": key, "line": place[0] if place else 0, "influence": known.get(key)})
    rows.sort(key=lambda row: (-(row["influence"] or 0.0), row["line"]))
    return [row | {"rank": i} for i, row in enumerate(rows, 1)]
