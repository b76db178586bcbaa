"""The questions of a war answered by several bundles of claims side by side, each scored on the same seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.about import __version__
from multipolar.errors import RunError
from multipolar.forecast.probability import too_few
from multipolar.session.choices import STUDY_MEMBERS
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Progress, Variant, live_variant, scores_of_variant

SCHEMA = "multipolar-bundles/1"
BUNDLES = ("article", "grinding", "default")


def study_bundles(
    recipe: Recipe,
    *,
    only: Sequence[str] | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return for each question what happened and the score of each bundle, of the uniform forecast and of the authors.

    Raises
    ------
    RunError : if nobody knows what happened in this war.
    """
    names = tuple(only or BUNDLES)
    scores: dict[str, dict[str, Any]] = {}
    lived: Variant | None = None
    for name in names:
        war = load_war(variant(recipe, bundle=name))
        lived = live_variant(name, war, members=members, seed=seed, threads=threads, progress=progress)
        found = scores_of_variant(lived)
        if found is None:
            raise RunError(f"{war.id}: nobody knows what happened in it; bundles can be compared, not scored")
        scores[name] = found
    assert lived is not None
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": lived.war.id,
        "as_of": lived.war.scenario.as_of.isoformat(),
        "members": members,
        "seed": seed,
        "too_few": too_few(members) or None,
        "bundles": list(names),
        "means": {name: score["means"] for name, score in scores.items()},
        "lost_to_uniform": {name: score["lost_to_uniform"] for name, score in scores.items()},
        "rows": rows_of(scores),
    }


def rows_of(scores: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return one row per scored target: truth, rule, uniform score, and score and forecast of each bundle."""
    first = next(iter(scores.values()))["targets"]
    return [
        {
            "target": target,
            "rule": row["rule"],
            "truth": row["value"],
            "outside": row["outside"],
            "uniform": row["baselines"]["uniform"],
            "authors": row["authors"],
            "scores": {name: score["targets"][target]["score"] for name, score in scores.items()},
            "forecasts": {name: score["targets"][target]["forecast"] for name, score in scores.items()},
        }
        for target, row in first.items()
    ]


def markdown(document: Mapping[str, Any]) -> str:
    """Return the table of scores as Markdown: small is good, the best of the bundles is marked with a star."""
    names = document["bundles"]
    said = (
        f"{document['scenario']} as of {document['as_of']}, {document['members']:,} members, seed {document['seed']}. "
        "Small scores are good; a star marks the best bundle, `>` a score worse than the uniform forecast's."
    )
    lines = [
        said,
        "",
        "| " + " | ".join(["target", "rule", "what was", "uniform", *names]) + " |",
        "|" + "---|" * (4 + len(names)),
    ]
    if document.get("too_few"):
        lines[0] += f" No bundle is marked best: {document['too_few']}."
    for row in document["rows"]:
        best = None if document.get("too_few") else min(row["scores"].values())
        cells = [f"{s:.3f}{' *' if s == best else ''}{' >' if s > row['uniform'] else ''}" for s in row["scores"].values()]
        rule = row["rule"] + (", outside the model" if row["outside"] else "")
        lines.append("| " + " | ".join([row["target"], rule, truth_text(row["truth"]), f"{row['uniform']:.3f}", *cells]) + " |")
    lines += ["", "| mean | uniform | " + " | ".join(names) + " |", "|" + "---|" * (2 + len(names))]
    for key in dict.fromkeys(k for means in document["means"].values() for k in means):
        rows = [document["means"][name].get(key) for name in names]
        uniform = next((r["uniform"] for r in rows if r and "uniform" in r), None)
        cells = ["" if r is None else f"{r['model']:.3f}" for r in rows]
        lines.append(f"| {key} | {'' if uniform is None else f'{uniform:.3f}'} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def truth_text(truth: Any) -> str:
    """Return what happened as words: yes, no, a number, a name or several."""
    if isinstance(truth, bool):
        return "yes" if truth else "no"
    if isinstance(truth, dict):
        return " / ".join(f"{name} {share:g}" for name, share in truth.items())
    if isinstance(truth, list):
        return ", ".join(map(str, truth)) or "nobody"
    return f"{truth:g}" if isinstance(truth, int | float) else str(truth)
