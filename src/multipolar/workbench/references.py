"""What the wars of the library have under a key, so that who writes a number sees what others were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from multipolar.scenario.paths import PathError, steps
from multipolar.scenario.typical import Typical
from multipolar.workbench.naming import typical_at
from multipolar.workbench.refusing import WRONG, RefusedError


def reference(key: str) -> dict[str, Any] | None:
    """Return the values of past wars under a key, in the unit that the format expects; None where too few wars state it.

    Raises
    ------
    RefusedError : if the key is no address.
    """
    try:
        found = typical_at(steps(key))
    except PathError as error:
        raise RefusedError(WRONG, str(error)) from error
    return None if found is None else {"key": key, **plain(found), "wars": wars(found)}


def plain(found: Typical) -> dict[str, Any]:
    """Return the middle and the eight in ten of the values of past wars."""
    return {"n": found.values, "unit": found.unit, "q10": found.lowest_tenth, "q50": found.middle, "q90": found.highest_tenth}


def wars(found: Typical) -> list[dict[str, Any]]:
    """Return the middle value of each war, the smallest first."""
    return [{"war": name, "value": value} for name, value in sorted(found.by_war.items(), key=lambda row: row[1])]


def short(address: Sequence[str]) -> dict[str, Any] | None:
    """Return the values of past wars under an address, with how many wars they come from; None where too few state it."""
    found = typical_at(address)
    return None if found is None else plain(found) | {"wars": found.wars}
