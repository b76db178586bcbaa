"""Why defences break, as courses count it, beside the reasons for which attacks and defences were given up in 52 engagements.

The leading term of every break is counted in random small wars, both templates and the library's wars at their start. McQuie
1987 counts envelopment, encirclement and penetration (33 %), a neighbour that withdrew (13), no reserves (12), losses and heavy
fire (12); the rest (surprise, key terrain, an enemy reinforced, truce, supply, other: 30) has no term of its own here, and
weak will none there. So both are told as parts of the four that both know; will stands apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import BreakCause
from multipolar.studies.prior import RANDOM_WARS, live
from multipolar.studies.prior import told as wars_told
from verification.common import arguments, verify

Floats = NDArray[np.float64]

REASONS: dict[str, tuple[tuple[BreakCause, ...], int]] = {
    "envelopment, encirclement or penetration": ((BreakCause.FLANK, BreakCause.ENCIRCLED), 33),
    "a neighbour withdrew": ((BreakCause.NEIGHBOUR,), 13),
    "no reserves": ((BreakCause.NO_RESERVE,), 12),
    "losses and heavy fire": ((BreakCause.LOSSES,), 12),
}
"""Reasons that both know: the terms of the law, and how often McQuie 1987 counts it [% of 52 engagements]."""


def shares(counts: Floats) -> dict[str, tuple[float, float]]:
    """Return of each reason its part of the breaks by such a reason, in courses and in McQuie 1987 [share].

    ``counts``: breaks by leading term (term,).
    """
    ours = {name: float(sum(counts[cause] for cause in causes)) for name, (causes, _) in REASONS.items()}
    real = sum(number for _, number in REASONS.values())
    total = max(sum(ours.values()), 1.0)
    return {name: (ours[name] / total, number / real) for name, (_, number) in REASONS.items()}


def sentence(counts: Floats) -> str:
    """Return the comparison in one sentence."""
    parts = [f"{name} {100 * ours:.0f} % ({100 * real:.0f})" for name, (ours, real) in shares(counts).items()]
    will = 100.0 * float(counts[BreakCause.WILL]) / max(float(counts.sum()), 1.0)
    return (
        f"of {counts.sum():,.0f} breaks {will:.0f} % by weak will before all; of the others, beside McQuie 1987 in parentheses: "
        + ", ".join(parts)
    )


def counted(outs: Sequence[Any]) -> Floats:
    """Return breaks by leading term (term,) over wars, each with outcomes (member,); every war counts alike."""
    return np.sum([one["break_cause"].sum(axis=0, dtype=np.float64) / len(one) for one in outs], axis=0) * 100.0


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=60)

    def measure() -> tuple[dict[str, Any], str]:
        lived = [live(name, kind, war, given.members, given.seed) for name, kind, war in wars_told(RANDOM_WARS, None)]
        outs = [one.outcomes for one in lived if one.begins]
        counts = counted(outs)
        return {
            "wars": len(outs),
            "breaks": {cause.spelling: round(float(counts[cause]), 1) for cause in BreakCause},
        }, f"{len(outs)} wars, {sentence(counts)}"

    verify("breaks", given, measure)


if __name__ == "__main__":
    main()
