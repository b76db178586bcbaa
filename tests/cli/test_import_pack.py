"""`multipolar import-pack`."""

from __future__ import annotations

from pathlib import Path

from cli_stage import call
from multipolar.scenario.files import library_dir
from small_pack import small_pack, write_pack


def test_import_pack__writes_a_scenario_that_passes_its_check(capsys, monkeypatch, tmp_path):
    """The file is named after the war, its path is the only line of output, and every assumption is told."""
    monkeypatch.chdir(tmp_path)
    said = call(capsys, "import-pack", str(write_pack(tmp_path)))

    assert (said.status, said.out) == (0, "river_1998.yaml\n")
    assert "assumed  belligerents.A.population" in said.err
    assert "unread   mediation: checked, but no scenario uses it" in said.err
    assert "multipolar run river_1998.yaml" in said.err
    assert call(capsys, "check", "river_1998.yaml").status == 0


def test_import_pack__json_lists_the_assumptions(capsys, tmp_path):
    """The document of the contract: schema, version, scenario, file, warnings; quiet means no word beside it."""
    out = tmp_path / "wars" / "river.yaml"
    said = call(capsys, "import-pack", str(write_pack(tmp_path)), "--out", str(out), "--json", "--quiet")

    assert (said.status, said.err) == (0, "")
    assert set(said.document) == {"schema", "version", "scenario", "file", "warnings", "unread"}
    assert "mediation" in said.document["unread"]
    assert (said.document["schema"], said.document["scenario"]) == ("multipolar-import/1", "river_1998")
    assert Path(said.document["file"]) == out
    assert all(f"#   {row}" in out.read_text(encoding="utf-8") for row in said.document["warnings"])


def test_import_pack__overwrites_nothing(capsys, tmp_path):
    """A second call leaves the file alone and says so."""
    pack, out = write_pack(tmp_path), tmp_path / "mine.yaml"
    out.write_text("# mine\n", encoding="utf-8")
    said = call(capsys, "import-pack", str(pack), "--out", str(out))

    assert said.status == 3
    assert "exists already" in said.err
    assert out.read_text(encoding="utf-8") == "# mine\n"


def test_import_pack__a_pack_that_tells_the_end_is_refused(capsys, tmp_path):
    """Where the key stands, what is wrong, and where it belongs; nothing is written."""
    out = tmp_path / "war.yaml"
    said = call(capsys, "import-pack", str(write_pack(tmp_path, small_pack(deaths={"A": 1}))), "--out", str(out))

    assert said.status == 3
    assert "outcome-in-facts" in said.err
    assert "'deaths'" in said.err
    assert not out.exists()


def test_import_pack__a_faulty_pack_writes_nothing(capsys, tmp_path):
    """A misspelt key, a code for missing and a wrong longitude: status 3, each with its line, no file."""
    pack, out = small_pack(talks=[]), tmp_path / "war.yaml"
    pack["forces"]["A"]["tanks"]["v"] = [-99, -99, -99]
    pack["sectors"][1]["lon"] = 120.5
    said = call(capsys, "import-pack", str(write_pack(tmp_path, pack)), "--out", str(out))

    assert said.status == 3
    assert [w for w in ("Did you mean 'mediation'?", "a code for missing", "km apart") if w not in said.err] == []
    assert not out.exists()


def test_import_pack__a_folder_that_cannot_be_written_is_a_sentence(capsys, tmp_path):
    """A file where a folder must be."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    said = call(capsys, "import-pack", str(write_pack(tmp_path)), "--out", str(tmp_path / "file" / "war.yaml"))

    assert said.status == 3
    assert "cannot write the file" in said.err


def test_import_pack__takes_a_bundled_pack_by_its_name(capsys, tmp_path):
    """The scenario of the library comes out; a name that is not there is told as a file that cannot be read."""
    out = tmp_path / "mine.yaml"

    assert call(capsys, "import-pack", "cyprus_1974", "--out", str(out)).status == 0
    assert out.read_text(encoding="utf-8") == (library_dir("scenarios") / "cyprus_1974.yaml").read_text(encoding="utf-8")
    assert call(capsys, "import-pack", "cyprus_1975").status == 3
