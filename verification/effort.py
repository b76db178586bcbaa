"""Effort that both sides have spent after so many days of war, beside what a forecast from inside a war begins with.

Random small wars and both templates are lived from day 0; of the courses that still run, the effort of the side that opened the
war and of the other is told day by day. The law of the start (``spent_at_start``) should give their
means. No war of the library is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import advance
from multipolar.mechanisms.tempo import spent_at_start
from multipolar.model.records import zeros
from multipolar.session.war import War
from multipolar.studies.prior import RANDOM_WARS
from multipolar.studies.prior import told as wars_told
from verification.common import arguments, verify

Floats = NDArray[np.float64]

DAYS = (7, 14, 19, 30, 60, 90, 150)
"""Days of war that are looked at [days]."""


def spent_by_day(war: War, members: int, seed: int, days: Sequence[int] = DAYS) -> list[Floats]:
    """Return by day the effort (course, role) [assault days] of courses that run on; role 0 opened the war, 1 is the other."""
    params = params_of(Job(war.model, members, seed), 0, members)
    states = zeros("STATE", members, war.model.capacity)
    opener, last, found = int(war.model.sc["opener"][0]), 0, []
    for day in days:
        advance(war.model.sc, params, states, last, day, seed=seed)
        last = day
        found.append(states["spent"][states["ending"] == 0][:, [opener, 1 - opener]])
    return found


def table(by_war: Iterable[list[Floats]], days: Sequence[int] = DAYS) -> list[dict[str, float]]:
    """Return by day the courses that run on, the mean effort of both roles over them, and what the law of the start gives."""
    rows = []
    for day, parts in zip(days, zip(*by_war, strict=True), strict=True):
        spent = np.concatenate(parts)
        opened, other = (float(one) for one in spent.mean(axis=0)) if len(spent) else (0.0, 0.0)
        rows.append({
            "day": day,
            "courses": len(spent),
            "opener": round(opened, 2),
            "other": round(other, 2),
            "opener_at_start": float(spent_at_start(float(day), 1)),
            "other_at_start": float(spent_at_start(float(day), 0)),
        })  # fmt: skip
    return rows


def sentence(rows: Sequence[Mapping[str, float]]) -> str:
    """Return in one sentence the means beside the law of the start."""
    parts = [
        f"day {row['day']}: {row['opener']:.1f} ({row['opener_at_start']:.1f}) and {row['other']:.1f} ({row['other_at_start']:.1f})"
        for row in rows
    ]
    return "assault days spent by opener and other, in parentheses the law of the start: " + "; ".join(parts)


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=40)

    def measure() -> tuple[dict[str, Any], str]:
        wars = (war for _, kind, war in wars_told(RANDOM_WARS, None) if kind != "library")
        rows = table(spent_by_day(war, given.members, given.seed) for war in wars)
        return {"rows": rows}, sentence(rows)

    verify("effort", given, measure)


if __name__ == "__main__":
    main()
