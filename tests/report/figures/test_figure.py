"""The registry of figures."""

from __future__ import annotations

from multipolar.report.figures import FIGURES
from multipolar.report.figures.figure import Figure


def test_figures__have_their_own_names():
    """No two figures share a place on the page."""
    names = [f.id for f in FIGURES]

    assert len(names) == len(set(names))
    assert all(isinstance(f, Figure) for f in FIGURES)
