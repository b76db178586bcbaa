"""Method switches as claims: what each setting assumes, and how much the choice among them moves an answer beside the inputs.

An answer is computed under every combination of settings and for every draw of the inputs. Its variance splits into what each
switch moves by itself, what the draws move by themselves, and what only comes about together (the analysis of variance of a full
design, in which every cell counts alike).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import SolverError

__all__ = ["CLAIMS", "MethodClaim", "method_rows", "method_sentence", "variance_shares"]


@dataclass(frozen=True, slots=True)
class MethodClaim:
    """A switch of a method: its id, what it decides, and by setting what is claimed with it; the settings are rivals."""

    id: str
    question: str
    settings: Mapping[str, str]


CLAIMS: tuple[MethodClaim, ...] = (
    MethodClaim(
        "METHOD_CHOICE", "how sharply a power chooses",
        {
            "blunt": "A power often errs: quantal response at precision 1.",
            "sharp": "A power seldom errs, and the less the dearer: quantal response at precision 4.",
            "best": "A power takes what pays most, never anything else.",
        },
    ),
    MethodClaim(
        "METHOD_REASONING", "how far a power thinks of the others' thinking",
        {
            "one": "A power counts on others who take any posture alike.",
            "two": "A power counts on others who count on such others.",
            "all": "Every power knows that all reason as it does: equilibrium.",
        },
    ),
    MethodClaim(
        "METHOD_ELECTION", "how an option comes out of votes on pairs",
        {
            "Conditional": "The option comes out that beats all others.",
            "MarkovIncentive": "Challengers with much to gain meet the option that holds, again and again.",
            "MarkovUniform": "Challengers drawn at random meet the option that holds, again and again.",
        },
    ),
    MethodClaim(
        "METHOD_VICTORY", "how surely the stronger coalition wins",
        {
            "Linear": "The odds are as the strengths.",
            "Square": "The odds are as the squares of the strengths.",
            "Quartic": "The odds are as the fourth powers of the strengths.",
        },
    ),
    MethodClaim(
        "METHOD_VOTE", "how hard an actor pushes for what it gains",
        {
            "Proportional": "Twice the gain is twice the push.",
            "Binary": "Any gain is pushed for alike.",
            "Cubic": "Small gains are hardly pushed for.",
        },
    ),
    MethodClaim(
        "METHOD_SANCTION", "what counts as an answer of the others",
        {
            "sequence": "Any legal sequence of their moves, nobody twice in a row.",
            "once": "A sequence of their moves, each at most once.",
            "single": "One move of one of them.",
        },
    ),
    MethodClaim(
        "METHOD_FORESIGHT", "how far an actor looks ahead",
        {
            "R": "One own move, nobody answers.",
            "GMR": "Own move, then any answer by others, whether they want it or not.",
            "SMR": "Own move, any answer, own escape.",
            "SEQ": "Own move, then answers that those who give them want.",
        },
    ),
)  # fmt: skip
"""Every method switch that is varied, with its settings."""
NAMED = 0.01
"""Share of the variance below which a claim is not named for moving an answer [1]. Grade J."""
BY_ID = {claim.id: claim for claim in CLAIMS}


def variance_shares(answers: Any) -> tuple[FloatArray, float]:
    """Return what each axis moves by itself of the variance of an answer (axis,), and what several move only together.

    ``answers`` (setting of switch 1, ..., setting of switch k, draw, part of the answer): variances are summed over the parts of
    the answer, of which each cell holds one number. All 0 where the answer never differs.

    Raises
    ------
    SolverError : for fewer than two axes beside the parts, an empty one, or numbers that are not finite.
    """
    table = np.asarray(answers, np.float64)
    if table.ndim < 3 or 0 in table.shape or not np.all(np.isfinite(table)):
        raise SolverError("methods", "input", f"found answers {table.shape}, expected finite (switch, ..., draw, part)")
    axes = tuple(range(table.ndim - 1))
    total = float(np.var(table, axis=axes).sum())
    if total <= 0.0:
        return np.zeros(len(axes)), 0.0
    alone = [float(np.var(table.mean(axis=tuple(b for b in axes if b != a)), axis=0).sum()) / total for a in axes]
    return np.array(alone), max(0.0, 1.0 - sum(alone))


def method_rows(answer: str, switches: Sequence[tuple[str, str | None]], answers: Any) -> dict[str, Any]:
    """Return as plain values which method claims an answer rests on and how much each moves it, beside the draws of the inputs.

    Parameters
    ----------
    answer : what the answer is, in words.
    switches : by axis the id of the claim and the setting by which the document was counted; None where it tells all.
    answers : as for ``variance_shares``; settings in the order of the claim.

    Raises
    ------
    SolverError : for answers that do not fit the switches.
    """
    table = np.asarray(answers, np.float64)
    alone, together = variance_shares(table)
    claims = [BY_ID[name] for name, _ in switches]
    if table.shape[: len(claims)] != tuple(len(one.settings) for one in claims) or table.ndim != len(claims) + 2:
        raise SolverError("methods", "input", f"found answers {table.shape} for the switches {[one.id for one in claims]}")
    inputs = float(alone[-1])
    rows = [
        {
            "claim": claim.id, "question": claim.question, "holds": held, "text": None if held is None else claim.settings[held],
            "rivals": [{"setting": name, "text": text} for name, text in claim.settings.items() if name != held],
            "share": round(float(share), 6),
        }
        for (_, held), claim, share in zip(switches, claims, alone[:-1], strict=True)
    ]  # fmt: skip
    more = [claim.id for claim, share in zip(claims, alone[:-1], strict=True) if share > max(inputs, NAMED)]
    return {
        "answer": answer, "draws": int(table.shape[-2]), "claims": rows, "inputs": round(inputs, 6), "together": round(together, 6),
        "more_than_inputs": more,
    }  # fmt: skip


def method_sentence(methods: Mapping[str, Any]) -> str:
    """Return which method claims move an answer more than the draws of the inputs do; empty where none does."""
    held = [row for row in methods["claims"] if row["claim"] in methods["more_than_inputs"]]
    if not held:
        return ""
    named = ", ".join(f"{row['question']} ({row['claim']}, {100 * row['share']:.0f} % of the variance)" for row in held)
    moves = "moves" if len(held) == 1 else "move"
    return f"{named} {moves} {methods['answer']} more than the courses drawn anew do ({100 * methods['inputs']:.0f} %)"
