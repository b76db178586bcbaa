"""What past wars say about how far the printed probabilities can be trusted."""

from __future__ import annotations

from multipolar.scenario.calibrated import block_of, has_calibration
from multipolar.scenario.learned import Learned

NOT_CALIBRATED = (
    "not yet calibrated on other wars: the intervals hold counting error only, and the probabilities are what this "
    "model says, not what has been found right in the past"
)
UNIFORM = 6.0 / 7.0
"""Brier score of one seventh on each of seven endings."""


def calibration_text(learned: Learned | None = None) -> str:
    """Return the sentence on calibration that stands on the first screen: what was learned, and how it fared on past wars."""
    if not has_calibration("wars"):
        return NOT_CALIBRATED
    said = [] if learned is None else [*learned.sentences()]
    scores, wars = block_of("wars", "scores"), block_of("wars", "says")
    model, base = scores["forecast"]["ending_brier"], scores["base_rates"]["ending_brier"]
    length, usual = scores["forecast"]["length_crps_days"], scores["base_rates"]["length_crps_days"]
    tested = (
        f"tested back on {len(wars)} past wars, each forecast from those that ended before it: how it ended, Brier "
        f"{model:.2f} (base rates {base:.2f}, uniform {UNIFORM:.2f}); length, CRPS {length:.0f} days (base rates {usual:.0f})"
    )
    return "; ".join([*said, tested, "the intervals beside probabilities hold counting error only"])
