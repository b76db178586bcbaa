"""The figures of the page, one file each: title, lead, caption and the table that stands in when no script runs."""

from __future__ import annotations

from multipolar.report.figures.arrangement import ARRANGEMENT
from multipolar.report.figures.brokers import BROKERS
from multipolar.report.figures.control_map import CONTROL_MAP
from multipolar.report.figures.endings import ENDINGS
from multipolar.report.figures.fans import FANS
from multipolar.report.figures.figure import Figure
from multipolar.report.figures.length import LENGTH
from multipolar.report.figures.lifelines import LIFELINES
from multipolar.report.figures.powers import POWERS

FIGURES: tuple[Figure, ...] = (ENDINGS, LENGTH, CONTROL_MAP, POWERS, BROKERS, ARRANGEMENT, FANS, LIFELINES)
"""Every figure in the order of the page; a new figure is one file and one place in this line."""

__all__ = ["FIGURES", "Figure"]
