"""What is counted of an ensemble."""

from __future__ import annotations

import numpy as np

from invented import population, sample, war
from multipolar.forecast.count import count_all, direct, twin_matrix
from multipolar.forecast.features import frame_of


def test_count_all__does_not_depend_on_chunks():
    """Counting in three parts gives the tally of one."""
    found = war()
    frame, out = frame_of(found.scenario, found.model), population()[:900]
    whole = count_all([out], frame, ())
    parts = count_all([out[:100], out[100:500], out[500:]], frame, ())

    assert whole.n == parts.n == 900
    assert whole.hits == parts.hits
    assert all(np.array_equal(whole.codes[k], parts.codes[k]) for k in whole.codes)
    assert all(np.array_equal(whole.values(k), parts.values(k)) for k in whole.parts)


def test_count_all__every_course_has_one_ending():
    """Endings, stops and levels sum to the number of courses."""
    tally = sample().tally

    assert tally.codes["ending"].sum() == tally.codes["stop"].sum() == tally.n
    assert direct(tally, "RUS") == tally.codes["level:RUS"][2]


def test_count_all__courses_that_go_on_at_low_intensity():
    """A third of them here; the document has their share."""
    found = war()
    out = population()[:300].copy()
    out["low_at_end"] = np.arange(300) % 3 == 0
    assert count_all([out], frame_of(found.scenario, found.model), ()).hits["low_at_end"] == 100


def test_twin_matrix__has_one_column_per_ending():
    """Each course falls under exactly one ending."""
    found = twin_matrix(population()[:50])

    assert (found["ending"].sum(axis=1) == 1).all()
    assert found["length"].shape == (50,)
