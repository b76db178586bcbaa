"""What the first screen says of calibration: the scores on past wars, or in words that there are none."""

from __future__ import annotations

from multipolar.forecast import calibration as c


def test_calibration__tells_the_scores_with_each_war_left_out():
    """Model, base rates and the uniform forecast stand side by side, with the number of wars."""
    said = c.calibration_text()

    assert said.startswith("calibrated on 16 past wars, each left out in turn")
    assert "base rates 0.8" in said
    assert "uniform 0.86" in said


def test_calibration__says_when_there_is_none(monkeypatch):
    """Without a calibration the first screen tells in words that nothing was calibrated on other wars."""
    monkeypatch.setattr(c, "has_calibration", lambda kind: False)

    assert c.calibration_text().startswith("not yet calibrated on other wars")
