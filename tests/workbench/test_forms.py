"""A scenario as a form."""

from __future__ import annotations

import pytest

from multipolar.scenario.distribution import parse_distribution
from multipolar.scenario.files import library_dir, library_names
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.paths import descend, steps
from multipolar.workbench.forms import form_document, handles
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL


def fields(text):
    """Return the fields of a form by key."""
    return {field["key"]: field for section in form_document(text, "x.yaml")["sections"] for field in section["fields"]}


def test_form__numbers_with_their_handles_line_and_source():
    """As the file has them; past wars beside; what is not written has no line and no value."""
    found = fields(SMALL)
    men = found["forces.A.in_theatre"]
    assert (men["kind"], men["value"]) == ("distribution", {"low": 30000, "mode": 40000, "high": 55000, "unit": "persons"})
    assert (men["source"], men["required"], men["unit"]) == (["staff"], True, "persons")
    assert SMALL.splitlines()[men["line"] - 1].strip().startswith("in_theatre")
    assert men["reference"]["wars"] > 4
    tanks = found["forces.A.tanks"]
    assert (tanks["label"], tanks["value"], tanks["allowed"]) == (
        "Tanks",
        {"value": 250.0, "unit": "items"},
        {"low": 0.0, "high": 100000.0},
    )
    missing = found["forces.A.helicopters"]
    assert (missing["value"], missing["line"], missing["required"]) == (None, None, False)
    assert found["powers[EAST].tie_B"]["label"] == "Tie with Southland"
    assert found["phase"]["kind"] == "choice"
    assert found["as_of"]["kind"] == "date"
    assert found["powers[EAST].neighbour"]["kind"] == "flag"
    assert found["powers[EAST].options"]["kind"] == "list"


def test_form__interests_are_named_by_issue_and_holder():
    """A part of a list without a name is called by what it is about, never by its place in the list."""
    text = (library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8")
    titles = [section["title"] for section in form_document(text, "x.yaml")["sections"]]
    assert "The two sides: Azerbaijan, districts" in titles
    assert not any(title.rsplit(": ", 1)[-1].isdigit() for title in titles)


@pytest.mark.parametrize("name", library_names())
def test_form__every_key_leads_to_its_value(name):
    """Of every scenario of the library: an address of the form is one that edits and patches understand."""
    text = (library_dir("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")
    root = loaded_from(text, "").root
    found = fields(text)
    assert len(found) > 200
    for key, field in found.items():
        if field["line"] is not None:
            assert descend(root, steps(key)).place.line == field["line"]


def test_form__faults_of_single_values_do_not_hide_it():
    """A number that is none shows its text; a file that cannot be read at all says so."""
    assert fields(SMALL.replace("tanks: 250 items", "tanks: many"))["forces.A.tanks"]["value"] == {"text": "many"}
    assert "horizon_days" in fields(SMALL.replace("phase: start", "phase: strat"))
    for text in ("id: [\n", "", "- a\n"):
        with pytest.raises(RefusedError, match="mend it in the text"):
            form_document(text, "x.yaml")


@pytest.mark.parametrize(
    ("written", "shown"),
    [(5, {"value": 5.0}), ([1, 2, 3], {"low": 1.0, "mode": 2.0, "high": 3.0}),
     ("U(0, 10)", {"low": 0.5, "mode": 5.0, "high": 9.5, "text": "U(0, 10)"})],
)  # fmt: skip
def test_handles__of_every_law(written, shown):
    """Laws without a most likely value show their middle, and say what they are."""
    assert handles(parse_distribution(written)[0]) == shown
