"""What past wars say about how far the printed probabilities can be trusted."""

from __future__ import annotations

from multipolar.scenario.calibrated import calibration, has_calibration

NOT_CALIBRATED = (
    "not yet calibrated on other wars: the intervals hold counting error only, and the probabilities are what this "
    "model says, not what has been found right in the past"
)
UNIFORM = 6.0 / 7.0
"""Brier score of one seventh on each of seven endings."""


def calibration_text() -> str:
    """Return the sentence on calibration that stands on the first screen."""
    if not has_calibration("wars"):
        return NOT_CALIBRATED
    found = calibration("wars")
    scores = found["scores"]
    model, base = scores["pooled"]["ending_brier"], scores["base_rates"]["ending_brier"]
    length, usual = scores["pooled"]["length_crps_days"], scores["base_rates"]["length_crps_days"]
    return (
        f"calibrated on {len(found['without'])} past wars, each left out in turn: how it ended, Brier {model:.2f} "
        f"(base rates {base:.2f}, uniform {UNIFORM:.2f}); length, CRPS {length:.0f} days (base rates {usual:.0f}); "
        "the intervals beside probabilities hold counting error only"
    )
