"""JSON texts of games and conflicts: read, or refused with the line."""

from __future__ import annotations

import json
from typing import Any

from multipolar.errors import FaultyFileError, Problem, render_problems

__all__ = ["json_of"]


def json_of(text: str, file: str) -> Any:
    """Return the plain values of a JSON text.

    Raises
    ------
    FaultyFileError : where it is no JSON, with line and column.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(file, error.lineno, error.colno, "", "bad-json", f"no JSON: {error.msg}")
        raise FaultyFileError(render_problems([problem]), [problem]) from error
