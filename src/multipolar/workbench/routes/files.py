"""Routes of the project and its files: what there is, a file read and written, and steps back and forth."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from multipolar.workbench import files
from multipolar.workbench.bench import Reader, Writer
from multipolar.workbench.checking import check_document
from multipolar.workbench.faults import faults_of
from multipolar.workbench.listing import project_document
from multipolar.workbench.project import inside, read_text
from multipolar.workbench.runs import rows

router = APIRouter(tags=["project"])


class Text(BaseModel):
    """A text and the path of the file that it is for."""

    path: str
    text: str


class Saved(Text):
    """A text that is to be saved over the one whose digest is named."""

    base_digest: str
    what: str = ""


class Asked(BaseModel):
    """A file, and the text to be taken in place of what it holds on disk."""

    path: str
    text: str | None = None


@router.get("/api/project")
def project(bench: Reader) -> dict[str, Any]:
    """Return all files of the project by kind, its runs, what was frozen, and the examples of the library."""
    return project_document(
        bench.project, bench.journal, bench.listing, rows(bench), lambda place, digest: faults_of(bench, place, digest)
    )


@router.get("/api/file")
def read(bench: Reader, path: str) -> dict[str, Any]:
    """Return a file, its digest, and what was typed and not saved."""
    return files.read(bench, path)


@router.put("/api/file")
def write(bench: Writer, asked: Saved) -> dict[str, Any]:
    """Write a text over the one that it was made from; refused with the text on disk where that is another one by now."""
    return files.write(bench, asked.path, asked.text, asked.base_digest, asked.what)


@router.post("/api/file")
def create(bench: Writer, asked: Text) -> dict[str, Any]:
    """Write a new file; nothing is written over."""
    return files.create(bench, asked.path, asked.text)


@router.post("/api/autosave")
def autosave(bench: Writer, asked: Text) -> dict[str, Any]:
    """Keep what is being typed beside the file."""
    return files.autosave(bench, asked.path, asked.text)


@router.post("/api/undo")
def undo(bench: Writer) -> dict[str, Any]:
    """Take the last change of any file back."""
    return files.undo(bench)


@router.post("/api/redo")
def redo(bench: Writer) -> dict[str, Any]:
    """Do the change that was taken back last again."""
    return files.redo(bench)


@router.post("/api/check")
def check(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return every fault of a file or of the text given for it, and its numbers without a source."""
    text = asked.text if asked.text is not None else read_text(inside(bench.project, asked.path), asked.path)
    return check_document(bench.project, asked.path, text)
