"""What the first screen says of calibration: the scores on past wars, or in words that there are none."""

from __future__ import annotations

from multipolar.forecast import calibration as c
from multipolar.scenario.conflict import Teachers
from multipolar.scenario.learned import Learned


def test_calibration__tells_what_was_learned_and_how_the_model_fared():
    """First the wars that taught, with the date; then model, base rates and the uniform forecast side by side."""
    teachers = Teachers(("one", "two", "three"), {"late": "had not ended before 2020-01-01"}, {})
    said = c.calibration_text(Learned("2020-01-01", teachers, "", "base rates from lists"))

    assert said.startswith("learned from 3 wars that ended before 2020-01-01 (one, two, three); base rates from lists; tested ")
    assert "(base rates 0.8" in said
    assert "uniform 0.86" in said
    assert c.calibration_text().startswith("tested back on 16 past wars, each forecast from those that ended before it")


def test_calibration__says_when_there_is_none(monkeypatch):
    """Without a calibration the first screen tells in words that nothing was calibrated on other wars."""
    monkeypatch.setattr(c, "has_calibration", lambda kind: False)

    assert c.calibration_text().startswith("not yet calibrated on other wars")
