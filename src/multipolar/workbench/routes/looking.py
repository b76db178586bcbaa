"""Routes that look at a scenario: its map, its ties, two versions of it against each other; and the phrases of the page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from multipolar.workbench import files
from multipolar.workbench.bench import Reader, Writer, reading
from multipolar.workbench.diffs import diff_document
from multipolar.workbench.journal import digest_of
from multipolar.workbench.map_edits import map_edited
from multipolar.workbench.maps import map_document
from multipolar.workbench.routes.editing import text_of
from multipolar.workbench.routes.files import Asked
from multipolar.workbench.ties import ties_document
from multipolar.workbench.words import words_document

router = APIRouter(tags=["look"])


class MapEdit(BaseModel):
    """An edit of the map: what is done (move, connect, cut, add, rename, remove) and to what."""

    model_config = ConfigDict(extra="allow")

    path: str
    op: str
    text: str | None = None


@router.post("/api/map")
def ground(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return the ground of a scenario as a map."""
    return map_document(text_of(bench, asked.path, asked.text), asked.path)


@router.post("/api/map/edit")
def edit_ground(bench: Writer, asked: MapEdit) -> dict[str, Any]:
    """Change the map: into the file, or into a draft that was sent."""
    with bench.writing:
        before = text_of(bench, asked.path, asked.text)
        after, lines, said = map_edited(before, asked.path, asked.op, asked.model_extra or {})
        if asked.text is None and after != before:
            files.write(bench, asked.path, after, digest_of(before), f"{asked.path}: {said}")
    return {"path": asked.path, "text": after, "digest": digest_of(after), "lines": lines, "what": said}


@router.post("/api/ties")
def influence(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return who leans on whom."""
    return ties_document(text_of(bench, asked.path, asked.text), asked.path)


@router.get("/api/diff")
def diff(bench: Reader, a: str, b: str) -> dict[str, Any]:
    """Return what differs between two versions in words: files, PATH@DIGEST out of the journal, or run:NAME."""
    return diff_document(bench, a, b)


@router.get("/api/words", dependencies=[Depends(reading)])
def phrases() -> dict[str, Any]:
    """Return the phrases of the page by table and code."""
    return words_document()


@router.get("/api/openapi.json", dependencies=[Depends(reading)])
def interface(request: Request) -> dict[str, Any]:
    """Return this interface as OpenAPI."""
    schema: dict[str, Any] = request.app.openapi()
    return schema
