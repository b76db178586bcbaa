"""The flagship's invented forecast, scored once for all tests of scores."""

from __future__ import annotations

import pytest

from invented import sample
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score.document import score_document

STAMP = Stamp("ab" * 32, "now")


@pytest.fixture(scope="package")
def scored():
    """Return the document of the scores."""
    counted = sample()
    return score_document(counted, open_outcome("karabakh_2020", STAMP), facts={})
