"""Typical values of keys, and where a war lies beyond what forecasts were tested on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from multipolar.scenario.calibrated import calibration
from multipolar.scenario.files import library_dir
from multipolar.scenario.typical import beyond_tested, key_of, scale_of, typical, typical_of
from multipolar.session.war import document_of, read, recipe_from

ROOT = Path(__file__).resolve().parents[2]


def border(*settings: str):
    """Return the document of the small template with settings on top."""
    return document_of(read(recipe_from(str(library_dir("templates") / "border_war.yaml"), settings=settings)))


def test_key_of__names_and_places_become_stars():
    """What differs from war to war is left out of the key."""
    document = border()
    assert key_of(document, ("forces", "A", "tanks")) == "forces.*.tanks"
    assert key_of(document, ("theatre", "edges", 0, "capacity")) == "theatre.edges.*.capacity"
    assert key_of(document, ("belligerents", "A", "will")) == "belligerents.*.will"


def test_typical__is_ordered_and_stated_by_some_wars():
    """Quantiles rise, a key has at least four wars, and half of them do not share one number."""
    for one in typical().values():
        assert one.least <= one.low < one.high <= one.greatest
        assert one.low <= one.middle <= one.high
        assert 4 <= one.wars <= one.values or one.values >= one.wars


def test_typical_of__finds_the_last_word_of_a_key():
    """A key is found by its last word that is no name; another word finds nothing."""
    assert [one.key for one in typical_of("tanks")] == ["forces.*.tanks"]
    assert "items" in next(typical_of("tanks")).text
    assert list(typical_of("forces")) == []


def test_beyond_tested__tells_scale_age_and_horizon():
    """The template has fewer sectors than any tested war; ten million men, ten years of war and a longer horizon are told too."""
    inside = border("forces.A.in_theatre=40000 persons", "forces.B.in_theatre=30000 persons")
    tested, scale = calibration("typical")["tested"], scale_of(inside)
    assert [name for name in scale if not tested[name][0] <= scale[name] <= tested[name][1]] == ["sectors"]
    assert [note.split(":")[0] for note in beyond_tested(inside)] == ["5 sectors"]
    men, _, horizon = beyond_tested(border("forces.A.in_theatre=10000000 persons", "horizon_days=720"))
    assert "men in the theatre" in men
    assert horizon == "a horizon of 720 days: the 17 wars on which forecasts were tested had at most 180"
    old = border("round_start=1990-01-01", "phase=escalation")
    assert any("days of fighting before" in note for note in beyond_tested(old))


@pytest.mark.slow
def test_typical__file_is_what_the_tool_makes():
    """The file of typical values follows the scenarios of the library."""
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "typical.py"), "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "stale; run: make generate"
