"""The figures of the report, one file each: where it stands, caption, table and chart."""

from __future__ import annotations

from multipolar.report.figures.acts import ACTS
from multipolar.report.figures.arrangement import ARRANGEMENT
from multipolar.report.figures.brokers import BROKERS
from multipolar.report.figures.control_map import CONTROL_MAP
from multipolar.report.figures.courses_told import COURSES_TOLD
from multipolar.report.figures.crux import CRUX
from multipolar.report.figures.designs_weighed import DESIGNS_WEIGHED
from multipolar.report.figures.doubt import DOUBT
from multipolar.report.figures.drivers import DRIVERS
from multipolar.report.figures.election import ELECTION
from multipolar.report.figures.endings import ENDINGS
from multipolar.report.figures.fans import FANS
from multipolar.report.figures.figure import Figure
from multipolar.report.figures.game_leaving import GAME_LEAVING
from multipolar.report.figures.game_payoffs import GAME_PAYOFFS
from multipolar.report.figures.game_quantal import GAME_QUANTAL
from multipolar.report.figures.ladders import LADDERS
from multipolar.report.figures.length import LENGTH
from multipolar.report.figures.lifelines import LIFELINES
from multipolar.report.figures.methods import METHODS_OF_GAME, METHODS_OF_SETTLEMENT
from multipolar.report.figures.paper import PAPER
from multipolar.report.figures.past_wars import PAST_WARS
from multipolar.report.figures.people import PEOPLE
from multipolar.report.figures.powers import POWERS
from multipolar.report.figures.scorecard import SCORECARD
from multipolar.report.figures.signposts import SIGNPOSTS
from multipolar.report.figures.stability import STABILITY
from multipolar.report.figures.timeline import TIMELINE
from multipolar.report.figures.vetoes import VETOES
from multipolar.report.figures.views import VIEWS
from multipolar.report.figures.zone import ZONE

FIGURES: tuple[Figure, ...] = (
    ENDINGS, LENGTH, DOUBT, PAST_WARS, CONTROL_MAP, CRUX, DRIVERS, SIGNPOSTS, VIEWS, COURSES_TOLD, POWERS, ACTS, BROKERS,
    PAPER, ARRANGEMENT, GAME_PAYOFFS, GAME_LEAVING, GAME_QUANTAL, STABILITY, METHODS_OF_GAME, ZONE, VETOES, DESIGNS_WEIGHED,
    ELECTION, METHODS_OF_SETTLEMENT, FANS, LADDERS, LIFELINES, PEOPLE, SCORECARD, TIMELINE,
)  # fmt: skip
"""Every figure, in the order in which they stand within their sections; a new figure is one file and one place in this list.

The page, its document, the text brief and the reference read this list.
"""


def figures_in(section: str) -> tuple[Figure, ...]:
    """Return the figures of a section, in their order."""
    return tuple(figure for figure in FIGURES if figure.section == section)


__all__ = ["FIGURES", "Figure", "figures_in"]
