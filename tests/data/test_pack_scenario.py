"""A pack becomes a scenario that checks clean, says what it assumed, and lives."""

from __future__ import annotations

from pathlib import Path

import pytest

from multipolar.data.pack_scenario import import_pack, write_scenario
from multipolar.errors import ScenarioError
from multipolar.scenario.check import check_file
from multipolar.scenario.files import library_dir
from multipolar.session.war import words
from small_pack import small_pack, write_pack

PACKS = sorted(Path(str(library_dir("packs"))).glob("*.facts.yaml"))


def test_import_pack__makes_a_scenario_without_faults(tmp_path):
    """Checked like one written by hand; every assumption stands at its head."""
    made = import_pack(write_pack(tmp_path))
    file = tmp_path / "war.yaml"
    file.write_text(made.text, encoding="utf-8")

    assert check_file(file, words()).problems == ()
    assert len(made.warnings) > 10
    assert all(f"#   {row}" in made.text for row in made.warnings)


def test_import_pack__is_the_same_each_time(tmp_path):
    """No chance and no clock."""
    path = write_pack(tmp_path)

    assert import_pack(path).text == import_pack(path).text


def test_import_pack__carries_the_name_of_the_conflict(tmp_path):
    """A pack that names its dispute makes a scenario that does, and none that is silent gets a name."""
    assert "conflict: the river" in import_pack(write_pack(tmp_path, small_pack() | {"conflict": "the river"})).text
    assert "\nconflict:" not in import_pack(write_pack(tmp_path)).text


def test_import_pack__too_many_powers_leave_the_least_engaged_out(tmp_path):
    """A scenario has room for twelve; who is left out is named."""
    pack = small_pack()
    pack["powers"] += [pack["powers"][1] | {"id": f"p{i}"} for i in range(12)]
    made = import_pack(write_pack(tmp_path, pack))

    assert sum("left out: a scenario has room" in row for row in made.warnings) == 3
    assert "id: usa" in made.text


def test_write_scenario__never_overwrites(tmp_path):
    """A file that is there stays as it is."""
    file = tmp_path / "war.yaml"
    write_scenario(write_pack(tmp_path), file)
    before = file.read_text(encoding="utf-8")
    with pytest.raises(ScenarioError, match="exists"):
        write_scenario(write_pack(tmp_path), file)

    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.name.split(".")[0])
def test_import_pack__every_pack_of_the_library_checks_clean(path, tmp_path):
    """No hand work for any of them."""
    file = tmp_path / "war.yaml"
    write_scenario(path, file)

    assert check_file(file, words()).problems == ()
