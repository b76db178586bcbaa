"""What is counted of every course for the forecast document: one pass over the chunks of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, PAPERS, STOPS
from multipolar.forecast.features import Frame
from multipolar.forecast.features.powers import DIRECT
from multipolar.forecast.features.war import over_by
from multipolar.forecast.question import Asked, count_question
from multipolar.forecast.tally import Tally
from multipolar.numerics.arrays import FloatArray, Records

LENGTH_MARK = 180
SCALARS = (
    "length_days", "changed_share", "net_share", "displaced", "area_start", "area_end", "share_force", "share_final",
)  # fmt: skip


def count_all(
    parts: Iterable[Records],
    frame: Frame,
    questions: Sequence[Asked],
    weights: FloatArray | None = None,
    effective: float | None = None,
) -> Tally:
    """Return everything the forecast counts, over all chunks of an ensemble; ``weights`` (member,) sum to their number."""
    tally = Tally(weights=weights, effective=effective)
    for out in parts:
        count_part(tally, out, frame, questions)
    return tally


def count_part(tally: Tally, out: Records, frame: Frame, questions: Sequence[Asked]) -> None:
    """Add the outcomes of more courses (member,) to a tally."""
    tally.begin(out.shape[0])
    tally.code("ending", out["label"], len(ENDINGS))
    tally.code("stop", out["stop"], len(STOPS))
    tally.code("paper", out["paper"], len(PAPERS))
    tally.code("arrangement", out["arrangement"], len(ARRANGEMENTS))
    tally.code("design", out["design"].astype(np.int64) + 1, len(frame.model.labels.designs) + 1)
    tally.value("label", out["label"])
    tally.hit("over_mark", ~over_by(out, LENGTH_MARK))
    tally.hit("low_at_end", out["low_at_end"] > 0)
    tally.hit("no_broker", out["brokers"].sum(axis=1) == 0)
    for name in SCALARS:
        tally.value(name, out[name])
    _count_sides(tally, out, frame)
    _count_powers(tally, out, frame)
    _count_ground(tally, out, frame)
    for item in questions:
        count_question(tally, item, out)


def _count_sides(tally: Tally, out: Records, frame: Frame) -> None:
    for b, side in enumerate("AB"):
        tally.value(f"deaths:{side}", out["deaths"][:, b])
        tally.value(f"deaths_total:{side}", out["deaths_total"][:, b])
    for x, actor in enumerate(frame.model.labels.actors):
        tally.value(f"money:{actor}", out["money"][:, x])


def _count_powers(tally: Tally, out: Records, frame: Frame) -> None:
    labels = frame.model.labels
    for p, power in enumerate(labels.powers):
        tally.code(f"level:{power}", out["level"][:, p], len(LEVELS))
        tally.hit(f"new:{power}", out["newly_direct"][:, p] > 0)
        tally.hit(f"broker:{power}", out["brokers"][:, p] > 0)
        tally.day(f"entry:{power}", out["entry_day"][:, p], frame.horizon)
        for o, option in enumerate(labels.options[p]):
            tally.day(f"use:{power}:{option}", out["first_use"][:, p, o], frame.horizon)
    for t, treaty in enumerate(labels.treaties):
        tally.code(f"treaty:{treaty}", out["treaty_state"][:, t], 5)
    for r, line in enumerate(labels.red_lines):
        tally.day(f"crossed:{line}", out["red_crossed"][:, r], frame.horizon)
        tally.day(f"answered:{line}", out["red_answered"][:, r], frame.horizon)


def _count_ground(tally: Tally, out: Records, frame: Frame) -> None:
    labels = frame.model.labels
    for i, lifeline in enumerate(labels.lifelines):
        tally.day(f"cut:{lifeline}", out["life_cut_day"][:, i], frame.horizon)
        tally.day(f"fire:{lifeline}", out["life_fire_day"][:, i], frame.horizon)
    for s, sector in enumerate(labels.sectors):
        tally.hit(f"contact:{sector}", out["ever_contested"][:, s] > 0)
        tally.hit(f"held_A:{sector}", out["place"][:, s] == 0)


def twin_matrix(out: Records) -> dict[str, NDArray[np.float64]]:
    """Return the quantities whose spread is split into ignorance and luck: (member,) or (member, case)."""
    endings = np.arange(len(ENDINGS))
    return {
        "ending": (out["label"][:, None] == endings).astype(np.float64),
        "length": out["length_days"].astype(np.float64),
        "area": out["area_end"].astype(np.float64),
        "deaths": np.log1p(out["deaths"].sum(axis=1).astype(np.float64)),
    }


def direct(tally: Tally, power: str) -> float:
    """Return in how many courses a power fights with its own forces."""
    return float(tally.codes[f"level:{power}"][DIRECT])
