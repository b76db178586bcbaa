"""A resolved scenario becomes a model: one read-only record, a plan of the uncertain draws, and the labels of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multipolar.model.build_claims import compile_plan
from multipolar.model.build_draft import SIDE_KEYS, Draft
from multipolar.model.build_options import all_specs, fill_catalogue, power_options
from multipolar.model.build_order import fill_order
from multipolar.model.build_powers import fill_powers
from multipolar.model.build_reports import base_deaths, failed_truces, inside_war, report_arrays
from multipolar.model.build_shared import fill_shared, override
from multipolar.model.build_sides import fill_sides
from multipolar.model.build_theatre import fill_climate, fill_theatre
from multipolar.model.fields import LARGE, SMALL, Capacity
from multipolar.model.labels import Labels
from multipolar.model.plan import DrawPlan, PlanBuilder
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.scenario.document import Document, OptionSpec
from multipolar.scenario.options import lifeline_name
from multipolar.scenario.resolve import Scenario

STANDARD_MARKS = (7, 14, 30, 60, 90, 120, 180, 360)
"""Checkpoint days used where the questions name fewer than the record holds [days]."""


@dataclass(frozen=True, slots=True)
class Model:
    """A scenario as the kernels see it.

    ``sc``: (1,) SCENARIO record; ``plan``: how members are drawn; ``labels``: names along every axis; ``notes``: what
    the reader should know about defaults taken.
    """

    sc: Records
    plan: DrawPlan
    labels: Labels
    capacity: Capacity
    notes: tuple[str, ...]


def labels_of(document: Document, specs: Mapping[str, OptionSpec], capacity: Capacity) -> Labels:
    """Return the names along every axis of a document's records."""
    sides = (document.belligerents["A"].id, document.belligerents["B"].id)
    lives = tuple(lifeline_name(edge) for edge in document.theatre.edges)
    return Labels(
        sides=sides,
        sectors=tuple(sector.id for sector in document.theatre.sectors),
        edges=tuple(edge.id for edge in document.theatre.edges),
        edge_lifeline=lives,
        lifelines=tuple(dict.fromkeys(name for name in lives if name)),
        powers=tuple(power.id for power in document.powers),
        designs=tuple(design.id for design in document.settlements),
        treaties=tuple(treaty.id for treaty in document.treaties),
        red_lines=tuple(line.id for line in document.red_lines),
        links=tuple(link.id for link in document.linked_theatres),
        claims=tuple(claim.id for claim in document.claims),
        catalogue=tuple(specs),
        effects=tuple(tuple(spec.effects) for spec in specs.values()),
        options=power_options(document, sides),
        capacity=capacity,
    )


def needs(labels: Labels) -> dict[str, int]:
    """Return how many places of each axis a scenario uses."""
    return {
        "s": len(labels.sectors), "e": len(labels.edges), "p": len(labels.powers), "g": len(labels.designs),
        "t": len(labels.treaties), "r": len(labels.red_lines), "c": len(labels.claims), "l": len(labels.lifelines),
        "z": len(labels.links), "n": len(labels.catalogue), "o": max((len(row) for row in labels.options), default=0),
    }  # fmt: skip


def capacity_for(labels: Labels) -> Capacity:
    """Return the smallest record class with room for a scenario.

    Raises
    ------
    ValueError : naming every axis that is too long even for the largest class.
    """
    wanted = needs(labels)
    for capacity in (SMALL, LARGE):
        if all(count <= capacity.size(dim) for dim, count in wanted.items()):
            return capacity
    over = [f"{count} on axis {dim} (room for {LARGE.size(dim)})" for dim, count in wanted.items()
            if count > LARGE.size(dim)]  # fmt: skip
    raise ValueError(f"the scenario is too large: {', '.join(over)}")


def draft_of(document: Document) -> tuple[Draft, dict[str, OptionSpec]]:
    """Return an empty draft of a document's model and the descriptions of its options."""
    sides = (document.belligerents["A"].id, document.belligerents["B"].id)
    specs = all_specs(document, sides)
    labels = labels_of(document, specs, SMALL)
    capacity = capacity_for(labels)
    labels = labels if capacity == SMALL else labels_of(document, specs, capacity)
    record = zeros("SCENARIO", 1, capacity)
    return Draft(document, labels, record[0], PlanBuilder(capacity)), specs


def build(scenario: Scenario) -> Model:
    """Return the model of a resolved scenario.

    Raises
    ------
    ValueError : for an option, target or label that does not exist, or a scenario larger than the largest record.
    """
    draft, specs = draft_of(scenario.document)
    _counts(draft)
    _clock(draft, scenario.marks)
    fill_climate(draft)
    fill_theatre(draft)
    fill_catalogue(draft, specs)
    fill_shared(draft)
    fill_powers(draft, specs)
    fill_sides(draft)
    fill_order(draft)
    override(draft)
    reports = report_arrays(draft)
    plan = compile_plan(draft, reports, scenario.stance)
    record = zeros("SCENARIO", 1, draft.labels.capacity)
    record[0] = draft.sc
    return Model(record, plan, draft.labels, draft.labels.capacity, tuple(draft.notes))


def _counts(draft: Draft) -> None:
    labels, sc = draft.labels, draft.sc
    for name, used in (
        ("n_sectors", labels.sectors), ("n_edges", labels.edges), ("n_powers", labels.powers),
        ("n_designs", labels.designs), ("n_treaties", labels.treaties), ("n_redlines", labels.red_lines),
        ("n_lifelines", labels.lifelines), ("n_links", labels.links), ("n_catalogue", labels.catalogue),
    ):  # fmt: skip
        sc[name] = len(used)
    # Unused places point nowhere instead of at the first sector, power or option.
    for name in ("edge_a", "edge_b", "edge_over", "edge_life", "edge_supplier", "edge_side", "source", "soil"):
        sc[name] = -1
    for name in ("border_of", "option", "opt_target", "opt_favours", "opt_effect", "treaty_power", "treaty_side"):
        sc[name] = -1
    for name in ("red_owner", "red_side", "red_entry", "red_entry_side", "life_side"):
        sc[name] = -1
    for name in ("link_challenger", "link_patron", "link_a", "link_b"):
        sc[name] = -1


def _clock(draft: Draft, marks: Sequence[int]) -> None:
    document, sc = draft.document, draft.sc
    sc["horizon"] = document.horizon_days
    sc["opener"] = SIDE_KEYS.index(document.opened_by)
    sc["no_state"] = document.war_type not in (None, "interstate")
    sc["day_before"] = float((document.as_of - document.round_start).days)
    sc["doy_start"] = float(document.as_of.timetuple().tm_yday)
    sectors = document.theatre.sectors
    sc["latitude"] = sum(sector.lat for sector in sectors) / len(sectors)
    sc["inside_war"] = float(inside_war(draft))
    sc["line_known"] = line_known(draft)
    kept = mark_days(document, marks)
    sc["n_marks"] = len(kept)
    sc["mark_day"][: len(kept)] = kept
    sc["failed_before"] = failed_truces(draft)
    for b in range(2):
        sc["base_deaths"][b] = base_deaths(draft, b)


def mark_days(document: Document, needed: Sequence[int] = ()) -> list[int]:
    """Return the checkpoint days, sorted, at most eight: those that questions need, days they close, standard ones."""
    room = Capacity().size("h")
    asked = sorted({_ahead(document, q.closes) for q in document.questions if q.closes is not None})
    days = [day for day in (*needed, *asked, *STANDARD_MARKS) if 0 < day <= document.horizon_days]
    return sorted(list(dict.fromkeys(days))[:room])


def _ahead(document: Document, day: dt.date) -> int:
    return (day - document.as_of).days


def line_known(draft: Draft) -> bool:
    """Return whether the lines before the round are known, so that a return to them can be told."""
    return draft.document.theatre.line_before_known is not False
