"""From a run to the page's input: the outline of the scenario, what was told by the as-of date, and the courses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from numpy.typing import NDArray

from multipolar.forecast.question import Asked, answers
from multipolar.model.labels import Labels
from multipolar.report.chips import with_events
from multipolar.report.inputs import ReportInput
from multipolar.report.packing import Answered, Rivals, courses_of
from multipolar.scenario.document import Document, Edge, Report, Sector
from multipolar.scenario.options import lifeline_name
from multipolar.scenario.quantity import Quantity

Fact = dict[str, Any]


def middle(quantity: Quantity | None) -> float:
    """Return the median of a number, 0 where none is given."""
    return 0.0 if quantity is None else quantity.distribution.median()


def before_the_round(sector: Sector) -> float:
    """Return A's share of a sector before the round began: the side of the old line it lay on."""
    return middle(sector.share_A if sector.line_before is None else sector.line_before)


def outline(document: Document) -> dict[str, Any]:
    """Return what the page needs of a scenario: its map's name and its sectors."""
    return {
        "geometry": document.geometry,
        "routes": routes(document),
        "sectors": [
            {
                "id": s.id,
                "name": s.name,
                "lat": s.lat,
                "lon": s.lon,
                "tier": s.tier,
                "contested": s.contested,
                "share_A_start": before_the_round(s),
            }
            for s in document.theatre.sectors
        ],
    }


PASS = re.compile(r"[\w/'’-]+(?: [\w/'’-]+)?? pass\b", re.IGNORECASE)
"""How a pass is called within the name of a road."""


def pass_name(edge: Edge) -> str:
    """Return the name of the pass that a road crosses: as its name has it, "pass" where only its height is known, else empty."""
    found = PASS.search(edge.name)
    return found[0] if found else "pass" if edge.pass_height is not None else ""


def routes(document: Document) -> list[dict[str, Any]]:
    """Return the stretches of the lifelines: places at their ends, the lifeline, its pass where it crosses one."""
    return [
        {"a": edge.a, "b": edge.b, "lifeline": lifeline_name(edge), "name": edge.name, "pass": pass_name(edge)}
        for edge in document.theatre.edges
        if lifeline_name(edge)
    ]


def names_in(document: Document) -> dict[str, str]:
    """Return the names of sides and powers by the identifiers that reports use."""
    sides = document.belligerents
    names = {key: side.name for key, side in sides.items()} | {side.id: side.name for side in sides.values()}
    return names | {power.id: power.name for power in document.powers}


def told(report: Report, as_of: dt.date, value: float, *, what: str, names: Mapping[str, str]) -> Fact:
    """Return one report as a mark of a fan: told, not true; ``names`` of sides and powers by their identifiers."""
    return {
        "day": (report.date - as_of).days,
        "value": value,
        "reported": True,
        "text": f"{what} by {names.get(report.by, report.by)}" if report.by else what,
    }


def ground_told(document: Document) -> list[Fact]:
    """Return the ground that maps showed as taken by A since the round began [km2], one mark per date and source."""
    sectors = {s.id: s for s in document.theatre.sectors}
    sums: dict[tuple[dt.date, str], float] = {}
    first: dict[tuple[dt.date, str], Report] = {}
    for r in document.reports:
        if r.kind == "map_share" and r.sector in sectors and r.value is not None:
            s = sectors[r.sector]
            key = (r.date, r.by)
            gain = (middle(r.value) - before_the_round(s)) * middle(s.area) if s.in_zone else 0.0
            sums[key] = sums.get(key, 0.0) + gain
            first.setdefault(key, r)
    return [told(first[k], document.as_of, v, what="shown", names=names_in(document)) for k, v in sorted(sums.items())]


def dead_told(document: Document, side: str) -> list[Fact]:
    """Return what was announced of a side's dead, and what its enemy claimed."""
    names = names_in(document)
    words = {"announced_dead": "announced", "claimed_enemy_dead": "claimed by the enemy,"}
    return [
        told(r, document.as_of, middle(r.value), what=words[r.kind], names=names)
        for r in sorted(document.reports, key=lambda r: r.date)
        if r.kind in words and r.side == side and r.value is not None
    ]


def displaced_told(document: Document) -> list[Fact]:
    """Return what was told of displaced people; a share is taken of the people of the zone."""
    people = sum(middle(s.population) for s in document.theatre.sectors if s.in_zone)
    facts = []
    for r in document.reports:
        if r.kind == "displaced" and r.value is not None:
            value = middle(r.value)
            facts.append(told(r, document.as_of, value * people if value <= 1 else value, what="told", names=names_in(document)))
    return facts


def known_facts(document: Document) -> dict[str, list[Fact]]:
    """Return by series what the world was told by the as-of date; nothing known later is in it."""
    early = document.model_copy(update={"reports": [r for r in document.reports if r.known_on <= document.as_of]})
    facts = {
        "area_km2": ground_told(early),
        "dead_A": dead_told(early, "A"),
        "dead_B": dead_told(early, "B"),
        "displaced": displaced_told(early),
    }
    return {name: marks for name, marks in facts.items() if marks}


KINDS: Mapping[str, Literal["yes", "name", "number"]] = {"binary": "yes", "categorical": "name", "continuous": "number"}


def answered(questions: Sequence[Asked], outcomes: NDArray[Any], forecast: Mapping[str, Any]) -> list[Answered]:
    """Return what every course answers to the questions that the model reaches and the forecast has a number for."""
    told_of = forecast.get("questions", {})
    return [
        Answered(item.question.id, KINDS[item.question.type], answers(item, outcomes), item.names)
        for item in questions
        if not item.outside and any(told_of.get(item.question.id, {}).get(k) is not None for k in ("p", "options", "quantiles"))
    ]


def report_input(
    document: Document,
    labels: Labels,
    forecast: Mapping[str, Any],
    *,
    series: NDArray[Any] | None = None,
    outcomes: NDArray[Any] | None = None,
    weights: NDArray[Any] | None = None,
    rivals: Sequence[Rivals] = (),
    questions: Sequence[Asked] = (),
    turning: Mapping[str, Any] | None = None,
    seen: Sequence[Answered] = (),
    text: str = "",
    command: str = "",
) -> ReportInput:
    """Return everything the page is made of, from a run.

    Parameters
    ----------
    document : the explicit document of the resolved scenario
    labels : the names along the axes of the records
    forecast : ``multipolar-forecast/1``
    series, outcomes : (m,) records of the first members, the same members in the same order
    weights : (m,) the weights of the same members; None where each counts as one
    rivals : which set of every pair of rival claims the same members hold
    questions : the questions of the forecast, so that the page can count them under conditions
    turning : what the forecast turns on, by figure
    seen : of every signpost whether the same members have seen it by its day
    text : the scenario as it was run, kept inside the page
    command : how that scenario is run for the same courses
    """
    axes = {
        "sectors": labels.sectors,
        "powers": labels.powers,
        "lifelines": labels.lifelines,
        "designs": labels.designs,
    }
    kept = None
    if series is not None and outcomes is not None and len(series) > 0:
        asked = [*answered(questions, outcomes, forecast), *seen]
        plain = courses_of(series, outcomes, axes, asked, weights, rivals)
        named = outcomes.dtype.names or ()
        kept = with_events(plain, forecast, outcomes["first_use"], labels.options) if "first_use" in named else plain
    return ReportInput(
        forecast=forecast,
        scenario=outline(document),
        series=kept,
        known=known_facts(document),
        scenario_text=text,
        command=command,
        turning=turning or {},
    )
