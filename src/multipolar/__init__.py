"""Turn a written analysis of a multi-actor armed conflict into an executable forecast that can be wrong."""

from __future__ import annotations

__version__ = "0.1.0"
