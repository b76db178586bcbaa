"""What each mechanism does: the war with it switched off, against the war as it is, on the same members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.forecast.probability import too_few
from multipolar.model.register import MECHANISMS
from multipolar.session.choices import STUDY_MEMBERS
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Progress, Variant, differences, live_variant

SCHEMA = "multipolar-mechanisms/1"
EXTRA: Mapping[str, Mapping[str, Any]] = {
    "sponsor aid": {"bundle": "no_sponsor"},
    "drones and loitering munitions": {"bundle": "no_drones"},
    "mountains": {"bundle": "mountain_myth"},
}
"""Switches made of claims, run where the scenario has the bundle."""
SHOWN = ("length_days", "deaths:A", "deaths:B", "share_force", "displaced")


def study_mechanisms(
    recipe: Recipe,
    *,
    only: Iterable[str] | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return for each mechanism what switching it off does to endings and main quantities, paired.

    Raises
    ------
    RunError : for a mechanism that does not exist.
    """
    war = load_war(recipe)
    base = live_variant("as it is", war, members=members, seed=seed, threads=threads, progress=progress)
    rows = {}
    for name, one in _variants(recipe, {b.id for b in war.scenario.document.bundles}, only).items():
        other = live_variant(name, load_war(one), members=members, seed=seed, threads=threads, progress=progress)
        rows[name] = _row(base, other)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": war.id,
        "as_of": war.scenario.as_of.isoformat(),
        "members": members,
        "seed": seed,
        "too_few": too_few(members) or None,
        "mechanisms": rows,
    }


def _variants(recipe: Recipe, bundles: set[str], only: Iterable[str] | None) -> dict[str, Recipe]:
    wanted = None if only is None else list(only)
    found = {m: variant(recipe, off=(m,)) for m in (wanted or MECHANISMS)}
    if wanted is None:
        found |= {name: variant(recipe, **how) for name, how in EXTRA.items() if how["bundle"] in bundles}
    return found


def _row(base: Variant, other: Variant) -> dict[str, Any]:
    kept = {d.outcome: d for d in differences(base, other)}
    endings = {name: kept[f"ending:{name}"].plain() for name in ENDINGS}
    shown = {name: kept[name].plain() for name in SHOWN}
    return {"endings": endings, "quantities": shown, "silent": all(d.difference == 0.0 for d in kept.values())}


def markdown(document: Mapping[str, Any]) -> str:
    """Return the table of mechanisms as Markdown: differences in points and units, with their paired errors."""
    head = ["switched off", *ENDINGS, *SHOWN]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for name, row in document["mechanisms"].items():
        cells = [_points(row["endings"][e]) for e in ENDINGS] + [_unit(row["quantities"][q]) for q in SHOWN]
        lines.append("| " + " | ".join([name, *cells]) + " |")
    if document.get("too_few"):
        lines += ["", f"No difference of this table is a finding: {document['too_few']}."]
    return "\n".join(lines) + "\n"


def _points(d: Mapping[str, Any]) -> str:
    return f"{100 * d['difference']:+.1f} ± {100 * d['error']:.1f}"


def _unit(d: Mapping[str, Any]) -> str:
    return f"{d['difference']:+.3g} ± {d['error']:.2g}"
