"""The forecast of a run as notebooks show it: its document, and a table of it."""

from __future__ import annotations

from typing import Any

from multipolar.results.html import forecast_html

__all__ = ["Forecast"]


class Forecast(dict[str, Any]):
    """The document of a forecast, ``multipolar-forecast/1``, which a notebook shows as a table of its endings."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return forecast_html(self)
