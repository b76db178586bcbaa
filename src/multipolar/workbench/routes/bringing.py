"""Routes by which files come in, and by which a whole project goes out and comes in again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from multipolar.record.archive import PIECE, write_archive
from multipolar.workbench.bench import Writer
from multipolar.workbench.bringing import bring, content_of

router = APIRouter(tags=["import"])
IN_MEMORY = 20_000_000


class File(BaseModel):
    """A file that is brought in: its name, and what it holds as text or as base64."""

    name: str
    text: str | None = None
    content_base64: str | None = None
    kind: str | None = None


class Archive(BaseModel):
    """A whole project as base64 of its zip file."""

    content_base64: str


@router.post("/api/import")
def take_in(bench: Writer, file: File) -> dict[str, Any]:
    """Bring a file into the project: a scenario, fact pack, answers, page, ground, reports, case or whole project."""
    return bring(bench, file.name, content_of(file.text, file.content_base64), file.kind)


@router.get("/api/archive")
def give_out(bench: Writer) -> StreamingResponse:
    """Return the whole project as one zip file."""
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed by the answer, once it is sent)
    with bench.writing:
        write_archive(bench.project.root, packed)
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "_" for sign in bench.project.name)
    headers = {"content-disposition": f'attachment; filename="{name}.zip"', "content-length": str(packed.tell())}
    packed.seek(0)
    return StreamingResponse(_pieces(packed), media_type="application/zip", headers=headers)


@router.post("/api/archive")
def open_again(bench: Writer, archive: Archive) -> dict[str, Any]:
    """Open a whole project into this one, which must be empty."""
    return bring(bench, "project.zip", content_of(None, archive.content_base64), "project")


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    with packed:
        while piece := packed.read(PIECE):
            yield piece
