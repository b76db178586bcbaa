"""Faults of texts that are being written."""

from __future__ import annotations

import json

import pytest

from multipolar.cli import main
from multipolar.errors import Problem
from multipolar.workbench.checking import fix_of, offset_of
from workbench_stage import SMALL

PATCH = """format: multipolar-patch/1
id: more
title: More tanks
base: border_war
base_digest: {digest}
changes:
  - {{op: set, path: forces.A.tanks, value: 300 items, reason: they were bought}}
"""


def fixed(text, problem):
    """Return a text with the fix of a problem done."""
    fix = problem["fix"]
    return text[: fix["from"]] + fix["insert"] + text[fix["to"] :]


def test_check__says_what_the_command_line_says(at, capsys, monkeypatch):
    """Same faults, same words, same places."""
    text = (
        SMALL.replace("phase: start ", "phase: strat ")
        .replace("horizon_days: 180", "horizon: 180")
        .replace("terrain: flat", "terrain: plain")
    )
    at.write("war.yaml", text)
    monkeypatch.chdir(at.folder)
    assert main(["check", "war.yaml", "--json"]) == 3
    printed = json.loads(capsys.readouterr().out)
    found = at.post("/api/check", path="war.yaml")
    assert [{k: v for k, v in row.items() if k != "fix"} for row in found["problems"]] == printed["problems"]
    assert len(found["problems"]) >= 3


def test_check__a_text_that_is_not_saved(at):
    """The text is judged as if it stood in the file; the file is not touched."""
    at.write("war.yaml", SMALL)
    assert at.post("/api/check", path="war.yaml")["problems"] == []
    found = at.post("/api/check", path="war.yaml", text=SMALL.replace("phase: start ", "phase: strat "))
    assert [row["code"] for row in found["problems"]] == ["not-allowed"]
    assert (at.folder / "war.yaml").read_text() == SMALL


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("phase: start", "phase: strat"), ("horizon_days: 180", "horzion_days: 180"), ("obliges: WEST", "obliges: WSET"),
        ("ground: [FORD", "ground: [FRD")],
)  # fmt: skip
def test_check__a_fix_mends_the_fault(at, right, wrong):
    """Where the hint names one word, the replacement of the fix is that word, at its place."""
    text = SMALL.replace(right, wrong)
    at.write("war.yaml", text)
    problems = [row for row in at.post("/api/check", path="war.yaml")["problems"] if row["fix"]]
    assert problems
    assert fixed(text, problems[0]) == SMALL


def test_check__unsourced_numbers(at):
    """Numbers without a source are listed with their place; those that are judged or sourced are not."""
    at.write("war.yaml", SMALL)
    rows = at.post("/api/check", path="war.yaml")["unsourced"]
    keys = {row["key"]: row for row in rows}
    assert "forces.A.tanks" in keys
    assert "forces.A.in_theatre" not in keys
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert SMALL.splitlines()[keys["forces.A.tanks"]["line"] - 1].strip() == "tanks: 250 items"
    assert keys["forces.A.tanks"]["influence"] is None


def test_check__a_patch_stands_on_its_scenario(at):
    """Its base is found in the project by its id; without one that is said."""
    at.write("patches/more.yaml", PATCH.format(digest="0" * 64))
    assert "no such scenario" in at.post("/api/check", path="patches/more.yaml")["problems"][-1]["message"]
    at.write("war.yaml", SMALL)
    found = at.post("/api/check", path="patches/more.yaml")["problems"]
    assert [row["path"] for row in found] == ["base_digest"]
    from multipolar.scenario.files import load

    good = PATCH.format(digest=load(at.folder / "war.yaml").digest)
    assert at.post("/api/check", path="patches/more.yaml", text=good)["problems"] == []
    bad = good.replace("forces.A.tanks", "forces.A.tnaks")
    assert at.post("/api/check", path="patches/more.yaml", text=bad)["problems"][0]["code"] == "patch-path"


def test_check__other_files_say_that_they_are_not_checked(at):
    """Nothing is passed over in silence."""
    at.write("notes.md", "hello\n")
    found = at.post("/api/check", path="notes.md")
    assert found["problems"] == []
    assert "nothing in it is checked" in found["notes"][0]


def test_check__names_that_turn_the_text_are_faults(at):
    """A text that is no YAML at all has its one fault."""
    at.write("war.yaml", "id: [\n")
    assert [row["code"] for row in at.post("/api/check", path="war.yaml")["problems"]] == ["yaml-syntax"]


def test_offset_of__lines_and_columns():
    """Both count from 1; beyond the end is the end."""
    assert [offset_of("ab\ncd\n", *place) for place in ((1, 1), (2, 2), (9, 1), (1, 99))] == [0, 4, 6, 6]


def test_fix_of__quotes_a_number_that_is_meant_as_text():
    """The hint says so, and the sign is put round the value alone."""
    text = "signed: 1998 # c\n"
    problem = Problem("x.yaml", 1, 9, "signed", "wrong-type", "found 1998, expected text", "Quote it.")
    assert fix_of(problem, text)["insert"] == '"1998"'
    assert fix_of(Problem("x.yaml", 0, 0, "", "x", "y", "Did you mean 'z'?"), text) is None
    assert fix_of(Problem("x.yaml", 1, 1, "", "x", "no quoted word", "Did you mean 'z'?"), text) is None
