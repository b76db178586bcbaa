"""The routes of the workbench by subject."""

from __future__ import annotations

from multipolar.workbench.routes import (
    bringing,
    editing,
    evidence,
    files,
    looking,
    newly,
    offers,
    playing,
    previews,
    record,
    runs,
    session,
    teaching,
)

ROUTERS = (
    session.router,
    files.router,
    editing.router,
    looking.router,
    previews.router,
    runs.router,
    newly.router,
    bringing.router,
    teaching.router,
    evidence.router,
    offers.router,
    playing.router,
    record.router,
)
"""All routers, in the order in which a route is looked for."""

__all__ = ["ROUTERS"]
