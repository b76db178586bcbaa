"""Files of a new war: from answers, templates and the library."""

from __future__ import annotations

import datetime as dt

import pytest

from answered import BORDER, TWO
from multipolar.errors import ScenarioError
from multipolar.workbench.newly import lengths_text, new_file, questions_document
from multipolar.workbench.refusing import RefusedError


def test_questions_document__past_wars_stand_beside_the_questions():
    """By name from the library, by reference class from the lists of wars."""
    rows = {row["id"]: row for row in questions_document(dt.date(2024, 1, 1))["questions"]}
    assert rows["who"]["typical"]["text"].startswith("Will to fight: 0.7 to 0.85 in half of 34 cases of 17 wars, middle 0.79")
    assert "Tie with the side that opened: −0.2 to 0.4" in rows["behind"]["typical"]["text"]
    assert not any("*" in row["typical"]["text"] or "{" in row["typical"]["text"] for row in rows.values())
    assert "interstate clashes since 1946" in rows["know"]["typical"]["text"]


def test_lengths_text__only_wars_that_were_over_count():
    """An earlier date knows fewer wars."""
    assert lengths_text(dt.date(1980, 5, 1)) != lengths_text(dt.date(2024, 5, 1))


def test_new_file__from_answers_passes_the_check(at):
    """The name of the file is the id of the war; what was assumed is told."""
    made = new_file(at.bench, "valley", None, {**TWO, "with": "A; 3000 men"})
    assert made["path"] == "valley.yaml"
    assert made["warnings"]
    assert at.post("/api/check", path="valley.yaml")["problems"] == []
    assert at.get("/api/project")["undo"]["undo_text"] == "new war valley from answers"


def test_new_file__faulty_answers_write_nothing(at):
    """The faults are told with the answer that holds them."""
    with pytest.raises(ScenarioError, match="expected two lines"):
        new_file(at.bench, "valley", None, {**BORDER, "who": ""})
    assert not (at.folder / "valley.yaml").exists()


def test_new_file__from_the_library_with_the_patches_of_its_dates(at):
    """An example brings what its dates need."""
    assert new_file(at.bench, "karabakh_2020", "karabakh_2020", None)["path"] == "karabakh_2020.yaml"
    assert (at.folder / "patches" / "karabakh_2020@2020-10-16.yaml").exists()
    assert new_file(at.bench, "mine", "blank", None)["path"] == "mine.yaml"


def test_new_file__refuses_what_it_cannot_name_or_make(at):
    """A name that leads elsewhere, no source, two sources, a file that is there, a template nobody has."""
    for name, template, answers in (("../x", "blank", None), ("x", None, None), ("x", "blank", TWO)):
        with pytest.raises(RefusedError):
            new_file(at.bench, name, template, answers)
    with pytest.raises(ScenarioError, match="no template"):
        new_file(at.bench, "x", "blanc", None)
    new_file(at.bench, "krajina_1995", "krajina_1995", None)
    with pytest.raises(RefusedError, match="is there already"):
        new_file(at.bench, "krajina_1995", "krajina_1995", None)
