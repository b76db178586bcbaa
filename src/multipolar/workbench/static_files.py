"""The files of the page, served without anything else of the package."""

from __future__ import annotations

import json
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from multipolar.report.typefaces import TYPEFACES, font_bytes
from multipolar.workbench.refusing import MISSING, RefusedError, document_of

STATIC = {
    "index.html": "text/html; charset=utf-8",
    "workbench.js": "text/javascript; charset=utf-8",
    "chunk.js": "text/javascript; charset=utf-8",
    "drawn.js": "text/javascript; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "workbench.css": "text/css; charset=utf-8",
}
"""The files of the page by name, with their type; beside the typefaces nothing else is served from the package."""
FONTS = frozenset(file for _, file, _ in TYPEFACES)
"""The typefaces of the page, which are those of the report."""
INDEX = "index.html"
NONCE = "{{nonce}}"
"""In the page's HTML: the nonce of this answer, for the style sheet that the text editor makes."""
PATHS = frozenset({"/", "/favicon.ico", *(f"/{name}" for name in (*STATIC, *FONTS))})


def static_text(name: str) -> str:
    """Return a file of the page.

    Raises
    ------
    RefusedError : if there is none of this name.
    """
    place = files("multipolar.workbench").joinpath("static", name)
    if name not in STATIC or not place.is_file():
        raise RefusedError(MISSING, f"/{name}: the workbench has no such page")
    return place.read_text(encoding="utf-8")


def answer(path: str, nonce: str) -> Response:
    """Return a file or a typeface of the page as an answer; no secret stands in it."""
    if path == "/favicon.ico":
        return Response(status_code=204)
    name = path.removeprefix("/") or INDEX
    if name in FONTS:
        return Response(font_bytes(name), media_type="font/woff2")
    try:
        text = static_text(name)
    except RefusedError as error:
        return Response(json.dumps(document_of(str(error))), MISSING, media_type="application/json")
    return Response(text.replace(NONCE, nonce) if name == INDEX else text, media_type=STATIC[name])


async def static(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a call for a file of the page."""
    nonce = str(getattr(Request(scope).state, "nonce", ""))
    await answer(str(scope["path"]), nonce)(scope, receive, send)
