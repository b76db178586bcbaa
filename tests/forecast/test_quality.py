"""The quality note tells what only simulation shows."""

from __future__ import annotations

import numpy as np

from invented import population, war
from multipolar.forecast.count import count_all
from multipolar.forecast.features import frame_of
from multipolar.forecast.quality import quality_notes


def notes(out, **more):
    found = war()
    frame = frame_of(found.scenario, found.model)
    return " ".join(quality_notes(found.scenario, frame, count_all([out], frame, ()), **more))


def test_quality__names_what_never_happened():
    """Endings, options and sectors that no course knew are listed."""
    out = population()[:300].copy()
    labels = war().model.labels
    out["label"] = np.where(out["label"] == 3, 0, out["label"])
    out["first_use"][:, labels.powers.index("IRN")] = -1
    out["ever_contested"][:, labels.sectors.index("SHU")] = 0
    said = notes(out)

    assert "never happened: ceasefire_gains_B" in said
    assert "; Iran " in said or ": Iran " in said
    assert "; IRN " not in said
    assert ": IRN " not in said
    assert "never in contact: Shusha" in said
    assert "C37" in said


def test_quality__says_when_all_courses_end_alike():
    """A forecast that is settled by its assumptions says so."""
    out = population()[:300].copy()
    out["label"] = 0

    assert "end alike" in notes(out)


def test_quality__tells_interruption_and_switched_off_mechanisms():
    """What was cut short or switched off is told."""
    said = notes(population()[:300], off=("drones",), wanted=1000)

    assert "300 of 1,000 courses" in said
    assert "switched off: drones" in said
