"""What stands before every route: where a call comes from, how large it is, and what every answer says to the browser."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multipolar.workbench.refusing import FORBIDDEN, TOO_LARGE, document_of

MOST_BYTES = 20_000_000
"""Largest body of a call; an uploaded file is a third smaller, since it comes as base64."""
READING = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
"""Of the workbench's own pages. The nonce, fresh for every answer, is for the style sheet that the text editor makes."""
REPORT_POLICY = (
    "sandbox allow-scripts allow-downloads allow-modals allow-popups; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
"""Of a run's report: it runs as a page of nowhere, so that a stranger's report can read nothing of the workbench."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


def headers_in(scope: Scope) -> dict[str, list[str]]:
    """Return the headers of a call by name, each with all its values."""
    found: dict[str, list[str]] = {}
    for name, value in scope.get("headers", ()):
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def refusal(scope: Scope, host: str, others: Collection[str] = ()) -> str:
    """Return why a call is not answered; empty where it comes from the workbench's own page.

    ``host`` is the address that the server is bound to, ``others`` those of a shared one: another one in ``Host`` is a name that
    somebody else has pointed here.
    """
    headers = headers_in(scope)
    called = headers.get("host", [])
    if len(called) == 1 and called[0] in others:
        host = called[0]
    if called != [host]:
        shown = ", ".join(called) or "none"
        return f"the call was sent to the host {shown[:80]}, this server is {host}; open http://{host}/"
    own, origins = f"http://{host}", headers.get("origin", [])
    if any(origin != own for origin in origins):
        return f"the call comes from {', '.join(origins)[:80]}, expected {own}"
    sites = headers.get("sec-fetch-site", [])
    if not str(scope["path"]).startswith("/api/") or origins:
        return ""
    if any(site not in {"same-origin", "none"} for site in sites):
        return f"the call comes from another site ({', '.join(sites)[:80]})"
    streams = str(scope["path"]).endswith("/events") and host not in others  # there browsers do not say; the cookie is strict
    if (scope["method"] not in READING or streams) and sites != ["same-origin"]:
        return "the call does not say where it comes from; the page sends Origin or Sec-Fetch-Site: same-origin"
    return ""


def guarded(app: ASGIApp, host: str, others: Collection[str] = ()) -> ASGIApp:
    """Return an application that refuses calls from elsewhere and calls that are too large, and sets the headers of answers."""

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        with_headers = _sending(send, nonce)
        why = refusal(scope, host, others)
        if why:
            await _say(with_headers, FORBIDDEN, why)
            return
        if _declared(scope) > MOST_BYTES:
            await _say(with_headers, TOO_LARGE, _too_large())
            return
        await app(scope, _bounded(receive), with_headers)

    return called


def _declared(scope: Scope) -> int:
    texts = headers_in(scope).get("content-length", [])
    return max((int(text) for text in texts if text.isdecimal()), default=0)


def _too_large() -> str:
    return f"the call holds more than {MOST_BYTES // 1_000_000} million bytes; is it a scenario?"


def _bounded(receive: Receive) -> Receive:
    """Return a reader that ends a call whose body grows beyond what is read, whatever it declared."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > MOST_BYTES else message

    return bounded


def _sending(send: Send, nonce: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            raw: list[tuple[bytes, bytes]] = message.setdefault("headers", [])
            given = {name.decode("latin-1").lower() for name, _ in raw}
            wanted: MutableMapping[str, str] = {"content-security-policy": POLICY.format(nonce=nonce), **HEADERS}
            raw += [(name.encode(), value.encode()) for name, value in wanted.items() if name not in given]
        await send(message)

    return sending


async def _say(send: Send, status: int, why: str) -> None:
    body: Any = json.dumps(document_of(why)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
