"""The route of the preview: what an edit does, before anything is saved."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from multipolar.workbench.bench import Bench, Reader, seat_of
from multipolar.workbench.checking import base_of
from multipolar.workbench.previews import preview
from multipolar.workbench.project import inside, kind_of, read_text
from multipolar.workbench.refusing import MISSING, WRONG, RefusedError
from multipolar.workbench.seats import cookie_name

router = APIRouter(tags=["preview"])
MOST_MEMBERS = 5_000


class Change(BaseModel):
    """A value that is set on top of the file, by its address."""

    key: str
    value: Any


class Changes(BaseModel):
    """What stands on top of the text: values, choices of claims (on, off, a strength), mechanisms that are off."""

    changes: list[Change] = []
    claims: dict[str, bool | float | str] = {}
    off: list[str] = []


class Base(BaseModel):
    """The file to compare with, or the text for it: such as it was before an edit that was written at once."""

    path: str
    text: str | None = None


class Asked(BaseModel):
    """What is to be looked at: a file or the text for it, changes on top, and what to compare with.

    Without ``base`` it is compared with the file as it is on disk. ``client`` tells pages of one browser apart: a newer preview
    of the same page ends the older one.
    """

    path: str
    text: str | None = None
    patch: Changes | None = None
    base: Base | None = None
    as_of: str | None = None
    members: int = Field(500, ge=1, le=MOST_MEMBERS)
    client: str = Field("", max_length=64)


@router.post("/api/preview")
def look(bench: Reader, asked: Asked, request: Request) -> dict[str, Any]:
    """Return a few courses of the war as it is being written, beside the same courses of the war before the change."""
    place = inside(bench.project, asked.path)
    saved = read_text(place, asked.path) if place.is_file() else None
    text = asked.text if asked.text is not None else saved
    if text is None:
        raise RefusedError(MISSING, f"{asked.path}: is not there (any more)")
    given: dict[str, Any] = {
        "path": str(place), "text": text, "saved": saved, "as_of": asked.as_of, "members": asked.members,
        "patch": None if asked.patch is None else asked.patch.model_dump(),
    }  # fmt: skip
    kind = kind_of(text, place.suffix.lower())
    if kind == "patch":
        given |= on_its_base(bench, text) | {"patch_text": {"path": str(place), "text": text}}
    elif kind not in {"scenario", "text"}:
        raise RefusedError(WRONG, f"{asked.path}: is of the kind {kind}, a preview is of a scenario or a patch")
    if asked.base is not None:
        given["base"] = {
            "path": str(inside(bench.project, asked.base.path)),
            "text": _text(bench, asked.base.path) if asked.base.text is None else asked.base.text,
        }
    client = f"{seat_of(request).number} {request.cookies.get(cookie_name(bench.port))} {asked.client}"
    return preview(bench.previews, client, given)


def on_its_base(bench: Bench, text: str) -> dict[str, Any]:
    """Return path and text of the scenario that a patch is for; a name without text is one of the library.

    Raises
    ------
    RefusedError : if nobody has it.
    """
    from multipolar.workbench.listing import top_value

    wanted = str(top_value(text, "base"))
    source = base_of(bench.project, wanted)
    if source is None:
        raise RefusedError(MISSING, f"the patch is for {wanted!r}, found no such scenario in this project or in the library")
    return {"path": str(source), "text": None}


def _text(bench: Bench, path: str) -> str:
    return read_text(inside(bench.project, path), path)
