"""`multipolar new`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answered import BORDER
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


def test_new__from_answers(capsys, tmp_path):
    """A file of answers makes a scenario that passes its check; every assumption is told."""
    file = tmp_path / "answers.yaml"
    file.write_text(json.dumps(BORDER), encoding="utf-8")
    found = call(capsys, "new", str(tmp_path / "out"), "--answers", str(file), "--json", "--quiet")
    assert found.status == 0
    assert found.document["template"] is None
    assert found.document["warnings"]
    assert call(capsys, "check", found.document["file"]).status == 0
    assert "exists already" in call(capsys, "new", str(tmp_path / "out"), "--answers", str(file)).err
    both = call(capsys, "new", str(tmp_path), "--answers", str(file), "--template", "blank")
    assert (both.status, "one of them" in both.err) == (2, True)
