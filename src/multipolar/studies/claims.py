"""What each claim of an analysis does: the same members with the claim on and off, the difference and its error.

A claim works when switching it moves a named outcome by more than two paired standard errors. A claim about what was
reported works through the drawn start state; a forecast binds to a question instead, and its effect is its author's
score. A claim that moves nothing is listed with the reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Job
from multipolar.engine.ensemble import DIGEST_BYTES, collect, member_digests
from multipolar.errors import QuestionError
from multipolar.forecast.probability import too_few
from multipolar.model.build import build
from multipolar.model.draw import draw
from multipolar.model.labels import Labels
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest
from multipolar.scenario.document import Claim, Document
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import Choice, choose
from multipolar.scenario.vocabulary import Vocabulary
from multipolar.session.run import Progress
from multipolar.session.war import Recipe, document_of, read, with_learned_priors, words

Sample = tuple[Records, Records]
Simulate = Callable[[Choice], Sample]

ERRORS = 2.0
"""How many paired standard errors an outcome must move for a claim to count as working."""
CHUNK = 250
DIRECT = 2
START_FIELDS = ("share_start", "dead_before", "displaced_start", "fighters", "equipment", "men")
"""What the drawn start state of a running war is made of."""
PLAIN = (
    "length_days", "share_force", "share_final", "displaced", "failed_truces", "relapse", "fx_fall", "great_power",
)  # fmt: skip
"""Outcomes that go by their own name."""


@dataclass(frozen=True, slots=True)
class Move:
    """One outcome with a claim on and off: means over the same members, their difference and its standard error."""

    outcome: str
    off: float
    on: float
    difference: float
    error: float

    @property
    def errors(self) -> float:
        """Return the difference in standard errors, 0 where nothing moved."""
        return self.difference / self.error if self.error > 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class ClaimEffect:
    """What switching one claim did: outcomes and start state moved, share of members changed, and why if nothing."""

    id: str
    kind: str
    text: str
    moves: tuple[Move, ...]
    start: tuple[str, ...]
    touched: float
    binds_to: tuple[str, ...]
    reason: str
    too_few: str = ""

    @property
    def works(self) -> bool:
        """Return whether the claim moves a named outcome or the start state, or binds to a question."""
        return bool(self.moves or self.start or self.binds_to)

    @property
    def verdict(self) -> str:
        """Return "yes", "no", or "too few" where only outcomes could tell and the courses do not suffice."""
        if self.start or self.binds_to or not self.too_few:
            return "yes" if self.works else "no"
        return "too few"


def named_outcomes(outcomes: Records, labels: Labels) -> dict[str, NDArray[np.float64]]:
    """Return the outcomes a claim can be seen in, by name: (member,) each."""
    found = {f"ends as {name}": outcomes["label"] == i for i, name in enumerate(ENDINGS)}
    found |= {name: outcomes[name] for name in PLAIN}
    found |= {f"deaths of {side}": outcomes["deaths"][:, b] for b, side in enumerate(labels.sides)}
    found |= {f"tanks lost by {side}": outcomes["equip_lost"][:, b, 0] for b, side in enumerate(labels.sides)}
    found |= {f"will of {side} at the end": outcomes["will"][:, b] for b, side in enumerate(labels.sides)}
    found |= {f"{side} attacks recognised soil": outcomes["soil_attacked"][:, b] for b, side in enumerate(labels.sides)}
    found |= {f"{name} is cut": outcomes["life_cut_day"][:, i] >= 0 for i, name in enumerate(labels.lifelines)}
    found |= {f"{name} falls to A": outcomes["place"][:, i] == 0 for i, name in enumerate(labels.sectors)}
    found |= {f"settled by {name}": outcomes["design"] == i for i, name in enumerate(labels.designs)}
    found |= {f"{name} asked for": outcomes["treaty_state"][:, i] >= 1 for i, name in enumerate(labels.treaties)}
    found |= {f"line {name} crossed": outcomes["red_crossed"][:, i] >= 0 for i, name in enumerate(labels.red_lines)}
    found |= {f"war in {name}": outcomes["link_war"][:, i] for i, name in enumerate(labels.links)}
    found |= _of_powers(outcomes, labels)
    return {name: np.nan_to_num(np.asarray(values, np.float64)) for name, values in found.items()}


def _of_powers(outcomes: Records, labels: Labels) -> dict[str, NDArray[Any]]:
    found: dict[str, NDArray[Any]] = {}
    for p, power in enumerate(labels.powers):
        found[f"{power} fights"] = outcomes["level"][:, p] == DIRECT
        found[f"{power} brokers the end"] = outcomes["brokers"][:, p]
        found[f"strain of {power}"] = outcomes["strain"][:, 2 + p]
        for o, option in enumerate(labels.options[p]):
            found[f"{power} takes {option}"] = outcomes["first_use"][:, p, o] >= 0
        for x, actor in enumerate(labels.actors[: 2 + p]):
            found[f"tie of {power} and {actor}"] = outcomes["ties_end"][:, 2 + p, x]
    return found


def paired(name: str, on: NDArray[np.float64], off: NDArray[np.float64]) -> Move:
    """Return the move of one outcome between two samples of the same members."""
    gap = on - off
    error = float(gap.std(ddof=1) / np.sqrt(gap.size)) if gap.size > 1 else 0.0
    return Move(name, float(off.mean()), float(on.mean()), float(gap.mean()), error)


def moved(on: Records, off: Records, labels: Labels, *, errors: float = ERRORS) -> tuple[Move, ...]:
    """Return the outcomes that moved by more than ``errors`` paired standard errors, the surest first."""
    a, b = named_outcomes(on, labels), named_outcomes(off, labels)
    moves = [paired(name, a[name], b[name]) for name in a]
    return tuple(sorted((m for m in moves if abs(m.errors) > errors), key=lambda m: -abs(m.errors)))


def start_moves(on: Records, off: Records) -> tuple[str, ...]:
    """Return the parts of the drawn start state that differ between two draws of the same members."""
    return tuple(name for name in START_FIELDS if not np.array_equal(on[name], off[name]))


def effect_of(claim: Claim, on: Sample, off: Sample, labels: Labels) -> ClaimEffect:
    """Return what one claim did between a sample with it and one without it, (PARAMS, OUTCOME) each."""
    names = _parameters_moved(on[0], off[0])
    few = too_few(on[1].shape[0]) if names else ""
    moves = () if few else moved(on[1], off[1], labels)
    start = start_moves(on[0], off[0])
    one, other = (np.frombuffer(member_digests(out), np.uint8).reshape(-1, DIGEST_BYTES) for out in (on[1], off[1]))
    changed = (one != other).any(axis=1)
    reason = "" if moves or start or claim.questions else claim.inert_reason or few or _why_silent(names)
    return ClaimEffect(claim.id, claim.kind, claim.text, moves, start, float(np.mean(changed)), tuple(claim.questions), reason, few)


def _parameters_moved(on: Records, off: Records) -> list[str]:
    return [name for name in on.dtype.names or () if name != "claim" and not np.array_equal(on[name], off[name])]


def _why_silent(names: list[str]) -> str:
    if not names:
        return "moves no parameter of this scenario"
    return f"moves {', '.join(names)}, but no outcome by more than {ERRORS:g} standard errors in this many members"


def study_claims(
    document: Document, simulate: Simulate, labels: Labels, *, only: Iterable[str] | None = None
) -> tuple[ClaimEffect, ...]:
    """Return the effect of every claim, each against the default stance of all others, on the same seeds."""
    wanted = set(only) if only is not None else {claim.id for claim in document.claims}
    found = []
    for claim in document.claims:
        if claim.id in wanted:
            on, off = (simulate(choose(document, None, [f"{claim.id}={state}"])) for state in ("on", "off"))
            found.append(effect_of(claim, on, off, labels))
    return tuple(found)


def simulator(
    document: Document, vocabulary: Vocabulary, *, members: int, seed: int, threads: int | None = None
) -> tuple[Simulate, Labels]:
    """Return how a stance is simulated on fixed seeds, and the names of its outcomes.

    The default stance is lived once: most claims are on in it, and it is their other half.
    """
    base = build(resolve(document, vocabulary))
    usual = choose(document)
    kept: list[Sample] = []

    def simulate(choice: Choice) -> Sample:
        alike = (choice.strengths, choice.drawn, choice.decided) == (usual.strengths, usual.drawn, usual.decided)
        if not alike or (document.fixed and choice.named != usual.named):
            return live(choice)
        if not kept:
            kept.append(live(usual))
        return kept[0]

    def live(choice: Choice) -> Sample:
        model = build(resolve(document, vocabulary, choice))
        lived = collect(Job(model, members, seed, series=0), threads=threads, chunk=CHUNK)
        if not lived.complete:
            raise KeyboardInterrupt
        return draw(model.plan, members, seed=seed), lived.outcomes

    return simulate, base.labels


COLUMNS = ("claim", "kind", "works", "members changed", "outcome", "off", "on", "difference", "error", "note")


def rows(effects: Iterable[ClaimEffect], *, most: int = 3) -> list[dict[str, object]]:
    """Return the table of effects: up to ``most`` outcomes per claim, one row where nothing moved."""
    table: list[dict[str, object]] = []
    for effect in effects:
        shown = effect.moves[:most] or (None,)
        table += [_row(effect, move) for move in shown]
    return table


def _row(effect: ClaimEffect, move: Move | None) -> dict[str, object]:
    row: dict[str, object] = {
        "claim": effect.id,
        "kind": effect.kind,
        "works": effect.verdict,
        "members changed": round(effect.touched, 3),
        "note": _note(effect),
    }
    if move is not None:
        row |= {"outcome": move.outcome, "off": move.off, "on": move.on}
        row |= {"difference": move.difference, "error": move.error}
    return row


def _note(effect: ClaimEffect) -> str:
    parts = [f"binds to {', '.join(effect.binds_to)}"] if effect.binds_to else []
    parts += [f"start state: {', '.join(effect.start)}"] if effect.start else []
    return "; ".join([*parts, effect.reason] if effect.reason else parts)


def to_csv(effects: Iterable[ClaimEffect]) -> str:
    """Return the table of effects as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(effects))
    return out.getvalue()


def to_markdown(effects: Iterable[ClaimEffect]) -> str:
    """Return the table of effects as Markdown, numbers to three figures."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    lines += ["| " + " | ".join(_cell(row, column) for column in COLUMNS) + " |" for row in rows(effects)]
    return "\n".join(lines) + "\n"


def _cell(row: Mapping[str, object], column: str) -> str:
    value = row.get(column, "")
    return f"{value:.3g}" if isinstance(value, float) else str(value).replace("|", "/")


def claims_document(
    recipe: Recipe, *, members: int, seed: int, only: Sequence[str] | None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the table of what each claim does: ``multipolar-claims/1``."""
    document = with_learned_priors(document_of(read(recipe)))
    simulate, labels = simulator(document, words(), members=members, seed=seed)
    known = [c.id for c in document.claims]
    for name in only or ():
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known) or 'none'}."
            raise QuestionError(f"only=...: no claim {name!r}. {hint}")
    wanted = [claim for claim in known if only is None or claim in set(only)]
    effects: list[ClaimEffect] = []
    for i, claim in enumerate(wanted):
        effects += study_claims(document, simulate, labels, only=[claim])
        if progress is not None:
            progress("claims", i + 1, len(wanted))
    return {
        "schema": "multipolar-claims/1",
        "version": __version__,
        "scenario": document.id,
        "as_of": document.as_of.isoformat(),
        "members": members,
        "seed": seed,
        "works": sum(effect.verdict == "yes" for effect in effects),
        "rows": rows(effects),
        "markdown": to_markdown(effects),
        "csv": to_csv(effects),
    }
