"""Rules for reports: each kind says what it needs, so that no report is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.scenario.document import Report
from multipolar.scenario.nodes import Path
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.rules import Context
from multipolar.scenario.translate import Fault

NEEDS: dict[str, tuple[str, ...]] = {
    "map_share": ("sector", "value"),
    "claimed_place": ("sector", "side"),
    "disproved_claim": ("sector",),
    "video_confirmed": ("sector", "side"),
    "announced_dead": ("side", "value"),
    "claimed_enemy_dead": ("side", "value"),
    "claimed_equipment": ("side", "item", "value"),
    "displaced": ("value",),
    "fighters_present": ("side", "value"),
}
"""What a report of each kind must say to be counted; the other kinds are only told."""
OF_THE_ROUND = frozenset({"announced_dead", "claimed_enemy_dead", "claimed_equipment", "claimed_place", "truce_failed"})
"""Kinds that count from the start of the round."""
ITEMS = ("tank", "tanks", "ifv", "gun", "guns", "launcher", "launchers", "ad", "short_range_ad")


def check_reports(context: Context) -> Iterator[Fault]:
    """Yield reports that lack what their kind needs, or tell of another round."""
    for i, report in enumerate(context.document.reports):
        path: Path = ("reports", i)
        yield from _needs(path, report)
        began = context.document.round_start
        if report.kind in OF_THE_ROUND and report.date < began <= context.document.as_of:
            said = f"the report {report.id!r} is of {report.date}, before the round began ({began})"
            yield Fault((*path, "date"), "bad-order", said, "It belongs to another round: leave it out.")


def _needs(path: Path, report: Report) -> Iterator[Fault]:
    for key in NEEDS.get(report.kind, ()):
        if getattr(report, key) in (None, ""):
            said = f"the report {report.id!r} of kind {report.kind} does not say its {key}, so that nothing follows from it"
            yield Fault((*path, key), "missing-key", said)
    if report.kind == "claimed_equipment" and report.item and report.item not in ITEMS:
        hint = nearest(report.item, ITEMS) or f"Known: {listing(ITEMS)}."
        yield Fault((*path, "item"), "unknown-name", f"unknown kind of equipment {report.item!r}", hint)
