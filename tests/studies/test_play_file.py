"""Files of decisions: every fault at once with its line."""

from __future__ import annotations

import json

import pytest

from multipolar.errors import FaultyFileError
from multipolar.session.war import Recipe, load_war
from multipolar.studies.play_file import Ground, read_played

WAR = load_war(Recipe("karabakh_2020"))
GROUND = Ground(WAR.id, WAR.scenario.digest, 11, WAR.model.labels, 180)
GOOD = {
    "schema": "multipolar-play/1", "scenario": "karabakh_2020", "digest": GROUND.digest, "seed": 11, "power": "RUS",
    "from_day": 6, "member": 2, "step": 4, "turns": [{"anything": 1}],
    "decisions": [{"day": 6, "date": "2020-10-22", "act": "start", "option": "mediate", "text": "x"},
                  {"day": 14, "act": "nothing"}],
}  # fmt: skip


def read(tmp_path, **changed):
    path = tmp_path / "play.json"
    path.write_text(json.dumps(GOOD | changed, indent=1), encoding="utf-8")
    return read_played(path, GROUND)


def faults(tmp_path, **changed):
    with pytest.raises(FaultyFileError) as caught:
        read(tmp_path, **changed)
    return {(one.code, one.line > 0): one for one in caught.value.problems}


def test_read_played__takes_what_play_writes_and_less(tmp_path):
    """Keys that a document holds besides are left; step and seed may be missing."""
    played = read(tmp_path)
    assert (played.power, played.from_day, played.member, played.step) == ("RUS", 6, 2, 4)
    assert [(one.day, one.act, one.option) for one in played.decisions] == [(6, "start", "mediate"), (14, "nothing", "")]
    short = {key: GOOD[key] for key in ("schema", "scenario", "power", "from_day", "member", "decisions")}
    path = tmp_path / "short.json"
    path.write_text(json.dumps(short), encoding="utf-8")
    assert (read_played(path, GROUND).step, read_played(path, GROUND).seed) == (4, None)


def test_read_played__tells_all_faults_of_decisions_with_their_lines(tmp_path):
    """A day off the steps, one out of order, an option that there is not."""
    rows = [
        {"day": 10, "act": "start", "option": "mediat"},
        {"day": 6, "act": "nothing"},
        {"day": 11, "act": "nothing"},
        {"day": 182, "act": "nothing"},
    ]
    found = faults(tmp_path, decisions=rows)
    assert set(found) == {("unknown-option", True), ("no-decision-day", True)}
    assert found["unknown-option", True].hint == "Did you mean 'mediate'?"
    assert "decides on days 6, 10 ... below 180" in found["no-decision-day", True].message


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"scenario": "cyprus_1974"}, "other-war"),
        ({"digest": "ab" * 32}, "other-war"),
        ({"seed": 12}, "other-war"),
        ({"power": "RSU"}, "unknown-name"),
    ],
)
def test_read_played__another_war_is_refused(tmp_path, changed, code):
    """A branch belongs to one scenario and seed."""
    assert (code, True) in faults(tmp_path, **changed)


def test_read_played__malformed_values_and_missing_files(tmp_path):
    """Both with what to do."""
    assert len(faults(tmp_path, from_day=0, member=-1)) >= 1
    with pytest.raises(FaultyFileError, match="Name a file that play wrote"):
        read_played(tmp_path / "none.json", GROUND)
