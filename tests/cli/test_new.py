"""`multipolar new`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_stage import call


@pytest.mark.parametrize("template", ["blank", "border_war", "siege", "flagship"])
def test_new__writes_a_scenario_that_passes_its_check(capsys, tmp_path, template):
    """Every template is sound, and its schema lies beside it."""
    found = call(capsys, "new", str(tmp_path), "--template", template, "--json", "--quiet")
    assert (found.status, found.err) == (0, "")
    assert (tmp_path / "scenario.schema.json").exists()
    assert call(capsys, "check", found.document["file"]).status == 0


def test_new__overwrites_nothing(capsys, tmp_path):
    """A second call leaves the file alone and says so."""
    path = Path(call(capsys, "new", str(tmp_path)).out.strip())
    path.write_text("# mine\n", encoding="utf-8")
    said = call(capsys, "new", str(tmp_path))
    assert said.status == 3
    assert "exists already" in said.err
    assert path.read_text(encoding="utf-8") == "# mine\n"


def test_new__an_unknown_template_brings_the_nearest(capsys, tmp_path):
    """The likely template is named."""
    assert "'siege'" in call(capsys, "new", str(tmp_path), "--template", "seige").err
