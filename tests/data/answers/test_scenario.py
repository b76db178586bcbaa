"""Very different wars become scenarios that pass their check and run."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import multipolar as mp
from answered import BORDER, SCRIPTS, WARS
from multipolar.data.answers.scenario import read_file, scenario_of_answers
from multipolar.errors import ScenarioError
from multipolar.scenario.check import check
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.resolve import has_source
from multipolar.session.war import words

DAY = dt.date(2031, 5, 10)


def made(war, **changed):
    """Return what answers make."""
    return scenario_of_answers(json.dumps({**war, **changed}, ensure_ascii=False), "answers", DAY)


def checked(text):
    """Return the outcome of a check."""
    return check(loaded_from(text, "war.yaml"), words())


@pytest.mark.parametrize("name", WARS)
def test_scenario_of_answers__passes_its_check(name):
    """Two places, ten, a civil war, four powers, long names in other scripts."""
    found = made(WARS[name])
    assert checked(found.text).problems == ()
    assert all(f"#   {row}" in found.text for row in found.warnings)


@pytest.mark.parametrize("name", ["two", "scripts"])
def test_scenario_of_answers__runs_at_once(tmp_path, name):
    """The endings of a few courses add up."""
    file = tmp_path / "war.yaml"
    file.write_text(made(WARS[name]).text, encoding="utf-8")
    forecast = mp.run(file, members=20).forecast
    assert sum(row["p"] for row in forecast["endings"].values()) == pytest.approx(1.0, abs=1e-4)


def test_scenario_of_answers__numbers_nobody_said_are_to_be_sourced():
    """They are listed as without a source; the author's own, and those of a table, are not."""
    document = checked(made(BORDER).text).document
    rows = [found for found in numbers_of(document) if found.written and found.quantity.source]
    guessed = {found.path for found in rows if list(found.quantity.source) == ["to_be_sourced"]}
    assert ("belligerents", "A", "will") in guessed
    assert ("forces", "A", "in_theatre") not in guessed
    assert {found.path for found in rows if not has_source(found)} == guessed
    assert "import_defaults" not in made(BORDER).text


def test_scenario_of_answers__carries_what_was_said():
    """Ways, fears, designs and questions stand where they belong."""
    document = checked(made(BORDER).text).document
    edges = {edge.name: edge for edge in document.theatre.edges if edge.name}
    assert (edges["The valley road"].lifeline_of, edges["The airlift"].kind, edges["The railway"].kind) == (
        "B",
        "ext_air",
        "ext_rail",
    )
    assert edges["The airlift"].supplier == "western_league"
    assert [(line.owner, line.trigger, line.answer) for line in document.red_lines][:2] == [
        ("western_league", "sector", ["ground_B"]), ("eastern_empire", "power_entry", ["ground_A"]),
    ]  # fmt: skip
    assert document.belligerents["B"].constraints == ["encirclement of the town"]
    assert {design.id for design in document.settlements} == {
        "halt", "halt_watched", "halt_force", "back", "back_force", "hand_over", "hand_over_force",
    }  # fmt: skip
    assert len(document.questions) == 13
    assert document.powers[1].active == ["finance_B", "sanction_A"]


def test_scenario_of_answers__keeps_names_as_they_are_written():
    """In every script, whole."""
    document = checked(made(SCRIPTS).text).document
    assert document.belligerents["A"].name == SCRIPTS["who"].split(";")[0]
    assert document.theatre.sectors[1].name == "მთის უღელტეხილი, ზემო"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"end": "patrons"}, "no power among those named"),
        ({"passes": "The road; B; The valley town, Northern plain"}, "not next to each other"),
        ({"know": "who holds"}, "found no place to ask about"),
        ({"feared": "Western League; answer: troops"}, "found 0 fears"),
        ({"know": "which lines hold", "feared": ""}, "found no fear"),
        ({"id": "my war"}, "letters, digits"),
    ],
)  # fmt: skip
def test_scenario_of_answers__refuses_what_cannot_be_made(changed, said):
    """With the reason."""
    with pytest.raises(ScenarioError, match=said):
        made(BORDER, **changed)


def test_scenario_of_answers__is_the_same_each_time():
    """No chance and no clock."""
    assert made(BORDER).text == made(BORDER).text


def test_read_file__what_cannot_be_read_is_said(tmp_path):
    """No file, no text, too large."""
    with pytest.raises(ScenarioError, match="cannot read"):
        read_file(tmp_path / "none.yaml")
    file = tmp_path / "bytes.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="cannot read"):
        read_file(file)
    file.write_bytes(b"x" * 1_000_001)
    with pytest.raises(ScenarioError, match="more than"):
        read_file(file)


def test_guide__its_example_is_a_war():
    """What the guide shows can be copied."""
    guide = (Path(__file__).resolve().parents[3] / "docs" / "author-a-scenario.md").read_text(encoding="utf-8")
    example = guide.split("<!-- answers -->\n```yaml\n")[1].split("```")[0]
    assert checked(scenario_of_answers(example, "answers.yaml", DAY).text).problems == ()
