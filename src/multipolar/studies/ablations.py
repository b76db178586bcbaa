"""What the score loses without a part: each mechanism off, each bundle in place of the default, judgement put to neutral."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.errors import QuestionError
from multipolar.forecast.outcome import outcome_names
from multipolar.forecast.probability import LEAST_COURSES, too_few
from multipolar.model.build import build
from multipolar.model.register import MECHANISMS
from multipolar.numerics.arrays import FloatArray
from multipolar.registry import nearest
from multipolar.scenario.document import Document
from multipolar.scenario.files import library_names
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.choices import ABLATION_MEMBERS
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, War, document_of, load_war, read, variant, words
from multipolar.studies.member_scores import change, changes, live_members, outcome_after, relative, resampled, targets_of
from multipolar.studies.neutral import Counted, at_default, at_median
from multipolar.studies.paired import ERRORS, Progress

SCHEMA = "multipolar-ablations/1"
NEUTRAL: Mapping[str, tuple[Callable[[Document], tuple[Document, Counted]], str]] = {
    "judged numbers at their medians": (
        at_median,
        "the scenario's numbers graded J and the judged priors of all wars at their medians, without spread",
    ),
    "judged numbers at library defaults": (
        at_default,
        "the scenario's numbers graded J replaced by the library's default where it has one; the others stay",
    ),
}
KINDS = ("mechanism", "bundle", "neutral")


@dataclass(frozen=True, slots=True)
class Without:
    """One ablation of a war: its name, what kind of part is taken away, how its war is made, and a remark."""

    name: str
    kind: str
    make: Callable[[], War]
    note: str = ""


def wars_with_outcomes() -> list[str]:
    """Return the library's scenarios of which it is known what happened."""
    return [name for name in library_names() if name in outcome_names()]


def neutral_war(recipe: Recipe, name: str) -> tuple[War, Counted]:
    """Return the war of a recipe with its judged numbers put to neutral values, and how many there were."""
    document, counted = NEUTRAL[name][0](document_of(read(recipe)))
    scenario = resolve(document, words(), choose(document, recipe.bundle, recipe.claims))
    return War(recipe, scenario, build(scenario)), counted


def ablations_of(war: War, only: Iterable[str] | None = None) -> list[Without]:
    """Return the ablations of a war: mechanisms, its bundles, neutral judgements; or the ones that are named.

    Raises
    ------
    QuestionError : for a name that is none of them, with the nearest.
    """
    recipe, current = war.recipe, war.scenario.stance.bundle
    found = [Without(m, "mechanism", _maker(variant(recipe, off=(m,)))) for m in MECHANISMS]
    bundles = [b.id for b in war.scenario.document.bundles if b.id != current]
    found += [Without(f"bundle {b}", "bundle", _maker(variant(recipe, bundle=b))) for b in bundles]
    found += [Without(name, "neutral", _neutral_maker(recipe, name), note) for name, (_, note) in NEUTRAL.items()]
    if only is None:
        return found
    names = {one.name: one for one in found} | {one.name.removeprefix("bundle "): one for one in found}
    for name in (wanted := list(only)):
        if name not in names:
            near = nearest(name, names)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(one.name for one in found)}."
            raise QuestionError(f"no ablation {name!r} of {war.id}. {hint}")
    return [names[name] for name in wanted]


def _maker(recipe: Recipe) -> Callable[[], War]:
    return lambda: load_war(recipe)


def _neutral_maker(recipe: Recipe, name: str) -> Callable[[], War]:
    return lambda: neutral_war(recipe, name)[0]


def study_ablations(
    wars: Sequence[str] | None = None,
    *,
    as_of: str | None = None,
    only: Iterable[str] | None = None,
    members: int = ABLATION_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return what the score of each war loses by each ablation, on the same members, and which mechanisms never help.

    Interrupted, it returns what is done, with ``complete`` false.

    Raises
    ------
    QuestionError : for a war of which nobody knows what happened, or a part that does not exist.
    """
    names, wanted = list(wars or wars_with_outcomes()), None if only is None else list(only)
    for name in names:
        if name not in outcome_names():
            raise QuestionError(f"war {name!r}: nobody knows what happened (known: {', '.join(wars_with_outcomes())})")
    found: dict[str, Any] = {}
    complete = True
    try:
        for name in names:
            for row in _rows(load_war(Recipe(name, as_of)), wanted, members=members, seed=seed, threads=threads, progress=progress):
                found.setdefault(name, {"as_of": row.pop("as_of"), "targets": row.pop("n"), "rows": {}})["rows"][row["name"]] = row
    except KeyboardInterrupt:
        complete = False
    if not found:
        raise KeyboardInterrupt
    return _document(found, members=members, seed=seed, complete=complete)


def _rows(
    war: War, only: list[str] | None, *, members: int, seed: int, threads: int | None, progress: Progress | None
) -> Iterator[dict[str, Any]]:
    parts, weights = ablations_of(war, only), resampled(members)
    out = live_members(war, members=members, seed=seed, threads=threads, name=f"{war.id}: as it is", progress=progress)
    outcome = outcome_after(war, out, seed=seed)
    base_targets = targets_of(war, out, outcome)
    base = relative(base_targets, weights)
    for i, part in enumerate(parts):
        other = part.make()
        out = live_members(other, members=members, seed=seed, threads=threads)
        value = relative(targets_of(other, out, outcome), weights)
        if progress is not None:
            progress(f"{war.id}: parts", i + 1, len(parts))
        yield {
            "name": part.name, "kind": part.kind, "as_of": war.scenario.as_of.isoformat(), "n": len(base_targets),
            **changes(base, value, [t.target for t in base_targets]), "verdict": verdict(base, value, members), "note": part.note,
        }  # fmt: skip


def verdict(base: FloatArray, value: FloatArray, members: int) -> str:
    """Return what taking a part away did to the mean score: it helps, hurts, is silent, is not told, or courses are too few."""
    if np.array_equal(base, value):
        return "silent"
    if too_few(members):
        return "too few"
    found = change(base.mean(axis=0), value.mean(axis=0))
    if not found.sure:
        return "not told"
    return "helps" if found.difference > 0 else "hurts"


def _document(found: Mapping[str, Any], *, members: int, seed: int, complete: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "version": __version__,
        "members": members,
        "seed": seed,
        "complete": complete,
        "wars": dict(found),
        "over_wars": over_wars(found),
        "never_help": never_help(found),
        "notes": [
            (
                "Score: mean over targets of score over the uniform forecast's score; 1 is knowing nothing, smaller is better. "
                "Difference: without the part minus as it is; above zero the part helps."
            ),
            (
                f"A part helps or hurts when the difference is over {ERRORS:g} errors of drawing the same members again. That "
                "error is counting only: targets of one war hang together, and one war is one observation. Fewer than "
                f"{LEAST_COURSES} courses give no verdict."
            ),
            *(f"{name}: {note}." for name, (_, note) in NEUTRAL.items()),
        ],
    }


def over_wars(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return for each part met in two wars or more the mean difference, its counting error, and its error between wars."""
    gaps: dict[str, list[tuple[float, float]]] = {}
    for war in found.values():
        for name, row in war["rows"].items():
            gaps.setdefault(name, []).append((row["score"]["difference"], row["score"]["error"]))
    out = {}
    for name, pairs in gaps.items():
        if len(pairs) > 1:
            values, errors = np.array(pairs).T
            out[name] = {
                "wars": len(pairs),
                "difference": round(float(values.mean()), 6),
                "error_counting": round(float(np.sqrt((errors**2).sum()) / len(pairs)), 6),
                "error_between_wars": round(float(values.std(ddof=1) / np.sqrt(len(pairs))), 6),
            }
    return out


def never_help(found: Mapping[str, Any]) -> list[str]:
    """Return the mechanisms without which no war's score was surely worse; none that too few courses tried."""
    verdicts: dict[str, set[str]] = {}
    for war in found.values():
        for name, row in war["rows"].items():
            if row["kind"] == "mechanism":
                verdicts.setdefault(name, set()).add(row["verdict"])
    return [name for name, said in verdicts.items() if not said & {"helps", "too few"}]


def markdown(document: Mapping[str, Any]) -> str:
    """Return the ablations as Markdown: per war a table from the part that helps most to the one that hurts most."""
    lines = []
    for name, war in document["wars"].items():
        rows = sorted(war["rows"].values(), key=lambda row: -row["score"]["difference"])
        base = rows[0]["score"]["base"]
        said = f"Score as it is: {base:.3f} of the uniform forecast's, {war['targets']} targets."
        lines += [f"## {name} as of {war['as_of']}", "", said, ""]
        lines += ["| without | score | difference | verdict on the part | what moved most |", "|---|---|---|---|---|"]
        lines += [_row(row) for row in rows]
        lines.append("")
    never = ", ".join(document["never_help"]) or "none"
    lines += [f"Mechanisms that help in no war of these: {never}."]
    lines += [] if document["complete"] else ["Interrupted: not every part was tried."]
    return "\n".join([*lines, "", *document["notes"]]) + "\n"


def _row(row: Mapping[str, Any]) -> str:
    s = row["score"]
    moved = ", ".join(f"{name} {c['difference']:+.3f}" for name, c in list(row["targets"].items())[:2])
    return f"| {row['name']} | {s['value']:.3f} | {s['difference']:+.4f} ± {s['error']:.4f} | {row['verdict']} | {moved} |"
