"""`multipolar check`."""

from __future__ import annotations

from cli_stage import call

FAULTY = "id: w\ntitle: W\nas_of: 2020-09-27\nround_strat: 2020-09-27\nhorizon_days: 0\n"


def test_check__a_sound_scenario_is_quiet_on_stdout(capsys):
    """Nothing to report is status 0 and an empty list."""
    said = call(capsys, "check", "karabakh_2020")
    assert (said.status, said.out) == (0, "")
    assert call(capsys, "check", "karabakh_2020", "--json").document["problems"] == []


def test_check__all_faults_at_once_with_their_places(capsys, tmp_path):
    """File, line, path and the nearest name of every fault, status 3."""
    path = tmp_path / "war.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    said = call(capsys, "check", str(path))
    assert said.status == 3
    assert "round_start" in said.out
    assert "5:" in said.out
    found = call(capsys, "check", str(path), "--json")
    assert (found.status, found.document["schema"]) == (3, "multipolar-check/1")
    assert {"file", "line", "column", "path", "code", "message", "hint"} == set(found.document["problems"][0])
    assert {"unknown-key", "outside-bounds"} & {p["code"] for p in found.document["problems"]}


def test_check__a_missing_file_is_a_problem_like_others(capsys):
    """The document of a check is the same whatever is wrong."""
    found = call(capsys, "check", "nowhere.yaml", "--json")
    assert (found.status, found.document["problems"][0]["code"]) == (3, "no-file")
