"""What was asked of a run beside its forecast, read for its page: the powers' game, what holds in it, and the terms."""

from __future__ import annotations

from typing import Any

from multipolar.session.run import Run
from multipolar.studies import kept, powers, settle, stability

FILES: dict[str, tuple[str, str]] = {
    "powers": (kept.POWERS, powers.SCHEMA),
    "stability": (kept.STABILITY, stability.SCHEMA),
    "settlement": (kept.SETTLEMENT, settle.SCHEMA),
}
"""By part the file in a run's folder and the schema that it has."""


def asked_of(run: Run) -> dict[str, Any]:
    """Return the answers that were kept for the courses of a run by part, and under ``notes`` why one that is there is left out.

    Raises
    ------
    RunError : for a file that cannot be read.
    """
    found: dict[str, Any] = {"notes": {}}
    for part, (file, schema) in FILES.items():
        one = kept.kept(run, file, schema)
        if one.document is not None:
            found[part] = one.document
        elif one.note:
            found["notes"][part] = one.note
    return found
