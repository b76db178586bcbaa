"""`multipolar outside`."""

from __future__ import annotations

import pytest

from cli_stage import call
from multipolar.codes import ENDINGS
from past_spells import many, write

FLAGSHIP = "karabakh_2020"


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    """No folder of data is at hand unless a test gives one."""
    monkeypatch.delenv("MULTIPOLAR_DATA", raising=False)


def test_outside__tells_the_class_the_endings_and_what_was_assumed(capsys):
    """How many wars of what years, how fast they stopped, seven endings, who is favoured, notes, sources."""
    said = call(capsys, "outside", FLAGSHIP)
    assert said.status == 0
    text = " ".join(said.out.split())
    assert "54 interstate clashes since 1946 that were over before 2020-01-01" in text
    assert "In the class 24 % stop within a week, 41 % in 30, 61 % in 90, 74 % before day 180." in text
    assert all(ending in text for ending in ENDINGS)
    assert "Of 71 such wars that ended" in text
    assert "the table by year: wars over before 2020-01-01" in text
    assert "states no war_type" not in text
    assert "CC BY 4.0" in text
    assert "by name" not in text


def test_outside__json_is_one_document_with_the_class(capsys):
    """Chances sum to one; the wars are named only when asked for."""
    document = call(capsys, "outside", FLAGSHIP, "--as-of", "2020-09-27", "--json").document
    assert document["schema"] == "multipolar-outside-view/1"
    assert (document["scenario"], document["as_of"], document["n"]) == (FLAGSHIP, "2020-09-27", 54)
    assert sum(document["endings"].values()) == pytest.approx(1.0)
    assert "members" not in document
    listed = call(capsys, "outside", FLAGSHIP, "--json", "--list").document
    assert 0 < len(listed["members"]) < 54
    assert all(row["end"] < "2020-01-01" for row in listed["members"])


def test_outside__a_setting_states_the_type(capsys):
    """A civil war has a quarter of its own wars, and no note on its type."""
    document = call(capsys, "outside", FLAGSHIP, "--set", "war_type=intra-local", "--json").document
    assert document["classes"] == {"interstate": {"share": 0.75, "n": 54}, "intra-local": {"share": 0.25, "n": 139}}
    assert not any("war_type" in note for note in document["notes"])
    assert call(capsys, "outside", FLAGSHIP, "--set", "war_type=feud").status == 3


@pytest.mark.parametrize("how", ["option", "environment"])
def test_outside__with_the_lists_goes_by_the_day_and_names_all(capsys, tmp_path, monkeypatch, how):
    """The folder comes from --data or from MULTIPOLAR_DATA."""
    folder = write(tmp_path, many(200))
    if how == "environment":
        monkeypatch.setenv("MULTIPOLAR_DATA", str(folder))
    words = ["--data", str(folder)] if how == "option" else []
    document = call(capsys, "outside", FLAGSHIP, "--json", "--list", *words).document
    assert document["over_before"] == "2020-10-16"
    assert len(document["members"]) == document["n"]
    said = call(capsys, "outside", FLAGSHIP, "--list", *words)
    assert f"{document['n']} wars of the class by name" in said.out


def test_outside__without_the_lists_in_the_folder_fails_with_a_sentence(capsys, tmp_path):
    """Nothing is taken from the table in silence when data were asked for."""
    said = call(capsys, "outside", FLAGSHIP, "--data", str(tmp_path))
    assert said.status == 1
    assert "wars_outside/wars.csv" in said.err
