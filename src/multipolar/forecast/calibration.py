"""What past wars say about how far the printed probabilities can be trusted."""

from __future__ import annotations

NOT_CALIBRATED = (
    "not yet calibrated on other wars: the intervals hold counting error only, and the probabilities are what this "
    "model says, not what has been found right in the past"
)


def calibration_text() -> str:
    """Return the sentence on calibration that stands on the first screen."""
    return NOT_CALIBRATED
