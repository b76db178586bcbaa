"""Random streams of the draw of parameters; those of a mechanism stand in its file.

One purpose, one stream, so that switching one assumption leaves all others alone.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COMMON_FACTOR", "PARAMETER", "RIVALS", "STREAMS"]

PARAMETER = 1
COMMON_FACTOR = 2
RIVALS = 3

STREAMS: Mapping[str, int] = {"parameter": PARAMETER, "common factor": COMMON_FACTOR, "rival claims": RIVALS}
"""The streams by purpose."""
