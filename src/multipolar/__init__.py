"""Turn a written analysis of a multi-actor armed conflict into an executable forecast that can be wrong.

The public names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "DataError": "multipolar.errors",
    "InternalError": "multipolar.errors",
    "MultipolarError": "multipolar.errors",
    "Problem": "multipolar.errors",
    "QuestionError": "multipolar.errors",
    "RunError": "multipolar.errors",
    "ScenarioError": "multipolar.errors",
}
"""Where each public name lives."""

__all__ = [
    "DataError",
    "InternalError",
    "MultipolarError",
    "Problem",
    "QuestionError",
    "RunError",
    "ScenarioError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Fetch a public name from the room where it lives."""
    if name not in _HOME:
        raise AttributeError(f"module 'multipolar' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
