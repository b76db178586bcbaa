"""Until back-tests exist the page says so."""

from __future__ import annotations

from multipolar.forecast.calibration import calibration_text


def test_calibration__says_that_there_is_none_yet():
    """The first screen tells in words that nothing was calibrated on other wars."""
    assert calibration_text().startswith("not yet calibrated on other wars")
