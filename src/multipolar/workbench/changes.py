"""Changes on top of a scenario, spelled as the command line spells them."""

from __future__ import annotations

import json
from typing import Any


def setting_of(key: str, value: Any) -> str:
    """Return a change as a setting: KEY=VALUE, the value as JSON, which YAML reads as it is.

    Examples
    --------
    >>> setting_of("forces.A.tanks", {"v": [1, 2, 3], "unit": "items"})
    'forces.A.tanks={"v": [1, 2, 3], "unit": "items"}'
    >>> setting_of("phase", "start")
    'phase=start'
    """
    return f"{key}={value if isinstance(value, str) else json.dumps(value)}"


def claim_of(name: str, value: Any) -> str:
    """Return the choice of a claim: ID=on, off, a strength or a rival.

    Examples
    --------
    >>> [claim_of("C05", value) for value in (True, False, 0.5, "off")]
    ['C05=on', 'C05=off', 'C05=0.5', 'C05=off']
    """
    return f"{name}={('on' if value else 'off') if isinstance(value, bool) else value}"
