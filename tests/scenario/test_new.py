"""Templates: each valid, none overwritten."""

from __future__ import annotations

import json

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.check import check_file
from multipolar.scenario.new import SCHEMA_FILE, TEMPLATES, new_scenario, template_text
from scenario.words import words


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "flagship"])
def test_new__writes_a_valid_scenario_with_its_schema(template, tmp_path):
    """What is written passes check and names its schema for editors."""
    file = new_scenario(tmp_path / "deep" / "war", template)

    assert check_file(file, words()).problems == ()
    assert file.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema={SCHEMA_FILE}\n")
    assert json.loads((file.parent / SCHEMA_FILE).read_text(encoding="utf-8"))["title"] == "Document"


def test_new__writes_the_flagship_with_its_dates(tmp_path):
    """The flagship comes with the patches of its other dates, and they still fit."""
    file = new_scenario(tmp_path, "flagship")
    codes = {problem.code for problem in check_file(file, words()).problems}

    assert list((tmp_path / "patches").iterdir())
    assert "patch-base" not in codes


def test_new__overwrites_nothing(tmp_path):
    """A file that exists is kept, and nothing else is written."""
    (tmp_path / "blank.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(ScenarioError, match="exists already"):
        new_scenario(tmp_path, "blank")

    assert (tmp_path / "blank.yaml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / SCHEMA_FILE).exists()


def test_template__unknown_is_answered_with_the_nearest():
    """A slip in a template's name is answered with the name."""
    with pytest.raises(ScenarioError, match="Did you mean 'siege'"):
        template_text("seige")
