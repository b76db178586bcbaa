"""Routes of the form and of everything that writes a line: values changed in a file, in a draft, or as lines of a patch."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from multipolar.workbench import files
from multipolar.workbench.bench import Bench, Reader, Writer, reading
from multipolar.workbench.completing import complete, hover
from multipolar.workbench.editing import edited, lines_changed
from multipolar.workbench.forms import form_document
from multipolar.workbench.journal import digest_of
from multipolar.workbench.patching import patched
from multipolar.workbench.project import inside, read_text
from multipolar.workbench.references import reference
from multipolar.workbench.routes.files import Asked
from multipolar.workbench.stances import claims_document

router = APIRouter(tags=["write"])


class Edit(BaseModel):
    """One change: the address of a value, and the value, or that it is removed, or put at the end of a list; and why."""

    key: str
    value: Any = None
    remove: bool = False
    op: Literal["set", "add"] = "set"
    reason: str = ""


class Edits(BaseModel):
    """Changes of a file, of a draft of it (``text``; nothing is written then), or kept in a patch file (``patch``)."""

    path: str
    text: str | None = None
    changes: list[Edit]
    patch: str | None = None


class Place(BaseModel):
    """A place in a text, line and column counted from 1."""

    path: str
    text: str
    line: int
    column: int


def text_of(bench: Bench, path: str, text: str | None) -> str:
    """Return the draft that was sent, else the text of the file."""
    return text if text is not None else read_text(inside(bench.project, path), path)


@router.post("/api/edit")
def edit(bench: Writer, asked: Edits) -> dict[str, Any]:
    """Write the lines that change and nothing else; into the file, a draft of it, or as lines of a patch."""
    changes = [change.model_dump() for change in asked.changes]
    what = ", ".join(change["key"] for change in changes)
    with bench.writing:
        before = text_of(bench, asked.path, asked.text)
        if asked.patch is not None:
            return into_patch(bench, before, asked.patch, changes, what)
        after, lines = edited(before, changes)
        if asked.text is None and after != before:
            files.write(bench, asked.path, after, digest_of(before), f"{asked.path}: {what}")
    return {"path": asked.path, "text": after, "digest": digest_of(after), "lines": lines}


def into_patch(bench: Bench, scenario: str, path: str, changes: list[dict[str, Any]], what: str) -> dict[str, Any]:
    """Keep changes as lines of a patch file, which is made if it is not there."""
    place = inside(bench.project, path)
    before = read_text(place, path) if place.exists() else None
    after = patched(scenario, before, path, changes)
    if before is None:
        files.create(bench, path, after, f"new patch {path}: {what}")
    elif after != before:
        files.write(bench, path, after, digest_of(before), f"{path}: {what}")
    return {"path": path, "text": after, "digest": digest_of(after), "lines": lines_changed(before or "", after)}


@router.post("/api/form")
def form(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return a scenario as a form: every value with its label, meaning, unit, range, line, source, and what past wars had."""
    return form_document(text_of(bench, asked.path, asked.text), asked.path)


@router.get("/api/reference", dependencies=[Depends(reading)])
def values(key: str) -> dict[str, Any] | None:
    """Return what the wars of the library have under a key; null where too few of them state it."""
    return reference(key)


@router.post("/api/complete", dependencies=[Depends(reading)])
def suggestions(asked: Place) -> dict[str, Any]:
    """Return what can be written at a place."""
    return complete(asked.text, asked.line, asked.column)


@router.post("/api/hover", dependencies=[Depends(reading)])
def meaning(asked: Place) -> dict[str, Any] | None:
    """Return what stands at a place: its key, meaning, unit, range, and what past wars had; null where nothing does."""
    return hover(asked.text, asked.line, asked.column)


@router.post("/api/claims")
def claims(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return the claims of a scenario as switches, its rival pairs and its bundles."""
    return claims_document(text_of(bench, asked.path, asked.text), asked.path)
