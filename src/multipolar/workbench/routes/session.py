"""Routes by which the page is opened: the secret of its address against a cookie, and who one is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from multipolar.about import __version__
from multipolar.workbench.bench import Bench, bench_of, seat_of
from multipolar.workbench.refusing import RefusedError
from multipolar.workbench.seats import COOKIE_SECONDS, Seat, cookie_name
from multipolar.workbench.sharing import allowed, wrong

router = APIRouter(tags=["session"])


class Secret(BaseModel):
    """The secret that stands behind # in the address that was opened."""

    token: str


def told(bench: Bench, seat: Seat) -> dict[str, Any]:
    """Return what a page is told of the server and of itself."""
    return {"rights": seat.rights, "seat": seat.number, "name": bench.project.name, "version": __version__, "share": bench.share}


@router.post("/api/session")
def enter(secret: Secret, request: Request, response: Response) -> dict[str, Any]:
    """Exchange the secret of the address for a cookie that only this server reads."""
    bench = bench_of(request)
    address = request.client.host if request.client is not None else ""
    allowed(bench.tries, address)
    try:
        cookie, seat = bench.seats.enter(secret.token)
    except RefusedError:
        wrong(bench.tries, address)
        raise
    response.set_cookie(
        cookie_name(bench.port), cookie, max_age=COOKIE_SECONDS, path="/", httponly=True, samesite="strict", secure=False
    )  # fmt: skip
    return told(bench, seat)


@router.get("/api/session")
def who(request: Request) -> dict[str, Any]:
    """Tell who this page is, where its cookie is still good."""
    return told(bench_of(request), seat_of(request))
