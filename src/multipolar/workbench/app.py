"""The application: routes by subject, failures as documents, the page itself, and the guard before all of it."""

from __future__ import annotations

import traceback
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from multipolar.about import __version__
from multipolar.errors import EXIT_USAGE, MultipolarError
from multipolar.workbench.bench import Bench
from multipolar.workbench.guard import guarded
from multipolar.workbench.journal import now
from multipolar.workbench.refusing import MISSING, WRONG, RefusedError, document_of, error_document, status_of
from multipolar.workbench.routes import ROUTERS
from multipolar.workbench.static_files import answer

LOG = "server.log"


def api_of(bench: Bench | None = None) -> FastAPI:
    """Return the application without its guard; without a server at work only its routes can be looked at."""
    app = FastAPI(
        title="multipolar workbench", version=__version__, openapi_url=None, docs_url=None, redoc_url=None,
        description="The workbench on one project folder. Every failure is one document, multipolar-error/1.",
    )  # fmt: skip
    app.state.bench = bench
    for router in ROUTERS:
        app.include_router(router)
    for path in ("/", "/{name}"):
        app.add_api_route(path, page, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(HTTPException, unknown)
    app.add_exception_handler(Exception, failed)
    app.add_exception_handler(MultipolarError, failed)
    return app


def application(bench: Bench) -> ASGIApp:
    """Return the whole application of a server."""
    return guarded(api_of(bench), bench.host, bench.others)


def page(request: Request) -> Response:
    """Return the page, a script or style of it, or nothing where browsers look for a picture."""
    return answer(request.url.path, str(getattr(request.state, "nonce", "")))


def misread(_: Request, error: Exception) -> JSONResponse:
    """Return what is wrong with the body or query of a call."""
    assert isinstance(error, RequestValidationError)
    rows = [f"{'.'.join(str(part) for part in row['loc'] if part != 'body') or 'body'}: {row['msg']}" for row in error.errors()]
    return JSONResponse(document_of("; ".join(rows), EXIT_USAGE), status_code=WRONG)


def unknown(request: Request, error: Exception) -> JSONResponse:
    """Return that there is no such route, or that it is not called like this."""
    assert isinstance(error, HTTPException)
    said = "there is no such route" if error.status_code == MISSING else str(error.detail)
    return JSONResponse(document_of(f"{request.method} {request.url.path}: {said}", EXIT_USAGE), status_code=error.status_code)


def failed(request: Request, error: Exception) -> JSONResponse:
    """Return the document of a failure; one that should not happen is written into the log of the project too."""
    status = status_of(error)
    if status >= 500 and not isinstance(error, RefusedError):
        _log(request, error)
    return JSONResponse(error_document(error), status_code=status)


def _log(request: Request, error: Exception) -> None:
    bench: Any = request.app.state.bench
    if bench is not None:
        with (bench.project.own / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{now()} {request.method} {request.url.path}\n{''.join(traceback.format_exception(error))}\n")
