"""Rules for keys that the rest of their block makes idle: nothing would read them where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.scenario.document import RedLine, Report
from multipolar.scenario.nodes import Path
from multipolar.scenario.options import concrete
from multipolar.scenario.paths import listing
from multipolar.scenario.rules import OUTSIDE, Context
from multipolar.scenario.rules_ground import OUTSIDE_KINDS
from multipolar.scenario.translate import Fault

OF_REPORTS: dict[str, frozenset[str]] = {
    "map_share": frozenset({"sector", "side", "value", "trend_per_day"}),
    "claimed_place": frozenset({"sector", "side"}),
    "disproved_claim": frozenset({"sector", "side", "reliability"}),
    "video_confirmed": frozenset({"sector", "side"}),
    "announced_dead": frozenset({"side", "value"}),
    "claimed_enemy_dead": frozenset({"side", "value"}),
    "claimed_equipment": frozenset({"side", "item", "value"}),
    "displaced": frozenset({"sector", "side", "value", "item"}),
    "truce_failed": frozenset({"sector", "side", "value"}),
    "refused_offer": frozenset({"sector", "side", "item"}),
    "fighters_present": frozenset({"side", "value"}),
    "signal": frozenset({"sector", "side", "item"}),
}
"""What is counted, or told, of a report of each kind."""
COUNTED = ("sector", "side", "value", "item", "trend_per_day", "reliability")
ONLY_FOR = {"entry_of": "power_entry", "entry_side": "power_entry", "designs": "design"}
"""Keys of red lines that one trigger alone has a use for."""


def check_idle(context: Context) -> Iterator[Fault]:
    """Yield keys that nothing reads where they stand."""
    for i, report in enumerate(context.document.reports):
        yield from _report(context, ("reports", i), report)
    for i, line in enumerate(context.document.red_lines):
        yield from _red_line(("red_lines", i), line)
    for i, edge in enumerate(context.document.theatre.edges):
        inside = edge.kind not in OUTSIDE_KINDS and not any(end.startswith(OUTSIDE) for end in (edge.a, edge.b))
        if edge.supplier is not None and inside:
            said = f"only an entry from outside has a supplier, the edge {edge.id!r} is a {edge.kind}"
            yield Fault(("theatre", "edges", i, "supplier"), "unused-key", said, "Leave it out.")
    for i, sector in enumerate(context.document.theatre.sectors):
        if sector.weight is not None and not sector.contested:
            said = f"the sector {sector.id!r} is not contested, so that no share of it counts with a weight"
            yield Fault(("theatre", "sectors", i, "weight"), "unused-key", said, "Leave it out, or write contested: true.")
    for side, own in context.document.belligerents.items():
        if own.economy.energy_dependence is not None and own.energy_from is None:
            said = f"the energy of {own.id!r} comes from no power named, so that nobody can cut it"
            yield Fault(
                ("belligerents", side, "economy", "energy_dependence"), "unused-key", said, "Write energy_from, or leave it out."
            )
    for i, power in enumerate(context.document.powers):
        if power.economy.energy_dependence is not None and power.energy_from == "none":
            said = f"the energy of {power.id!r} comes from neither side, so that nothing follows from its dependence"
            path: Path = ("powers", i, "economy", "energy_dependence")
            yield Fault(path, "unused-key", said, "Write energy_from: A or B, or leave it out.")
    yield from _resupply(context)


def _report(context: Context, path: Path, report: Report) -> Iterator[Fault]:
    used = OF_REPORTS[report.kind]
    for key in COUNTED:
        if key not in used and getattr(report, key) not in (None, ""):
            said = f"nothing counts the {key} of a report of kind {report.kind}"
            yield Fault((*path, key), "unused-key", said, f"Leave it out; counted are {listing(sorted(used))}.")
    if report.kind == "disproved_claim" and not any(_disproves(report, other) for other in context.document.reports):
        whose = "" if report.side is None else f" of side {report.side}"
        said = f"the report {report.id!r} disproves a claim of {report.sector!r}{whose} that no report makes"
        yield Fault((*path, "sector"), "unused-key", said, "Add the report of kind claimed_place, or leave this one out.")
    if context.document.as_of == context.document.round_start and report.kind not in ("refused_offer", "signal"):
        said = f"the round begins on the as-of date, so that nothing is drawn from the report {report.id!r}"
        yield Fault((*path, "kind"), "unused-key", said, "Write what it tells into sectors and forces.")


def _disproves(report: Report, other: Report) -> bool:
    return other.kind == "claimed_place" and other.sector == report.sector and report.side in (None, other.side)


def _red_line(path: Path, line: RedLine) -> Iterator[Fault]:
    for key, trigger in ONLY_FOR.items():
        if getattr(line, key) and line.trigger != trigger:
            said = f"only a line with the trigger {trigger} has {key}, found the trigger {line.trigger}"
            yield Fault((*path, key), "unused-key", said, f"Leave it out, or write trigger: {trigger}.")


def _resupply(context: Context) -> Iterator[Fault]:
    """Yield a resupply of shells that nobody brings: it is what the powers that arm the side today send."""
    for key, forces in context.document.forces.items():
        side = context.document.belligerents[key].id
        if forces.munitions_resupply is not None and not any(_arms(context, name, side) for name in _active(context)):
            said = f"no power is arming side {key} on the as-of date, so that nobody brings its munitions_resupply"
            hint = f"Write arm_{side} under active of the power that does, or leave it out; own production is not modelled."
            yield Fault(("forces", key, "munitions_resupply"), "unused-key", said, hint)


def _active(context: Context) -> Iterator[str]:
    for power in context.document.powers:
        yield from power.active


def _arms(context: Context, name: str, side: str) -> bool:
    meant = concrete(name, context.options, context.targets, synonyms=context.vocabulary.synonyms)
    return meant is not None and (meant.verb, meant.target) == ("arm", side)
