"""The preview in the worker: which version is shown, beside which, and what is lived again."""

from __future__ import annotations

import io

import pytest

from multipolar.errors import ScenarioError
from multipolar.workbench import previewing
from multipolar.workbench.calls import Call, GivenUpError, Inbox
from multipolar.workbench.previewing import LAST_VALID, THIS, Memory, asked_of, base_version, preview, war_asked
from workbench_stage import SMALL

pytestmark = pytest.mark.compiled
MEMBERS = 60
FEWER = SMALL.replace("tanks: 250 items", "tanks: 150 items")
FAULTY = SMALL.replace("tanks: 250", "tnks: 250")


@pytest.fixture
def look(tmp_path, monkeypatch):
    """Return a function that previews a text of a saved scenario."""
    monkeypatch.setattr(previewing, "MEMORY", Memory())
    path = tmp_path / "war.yaml"
    path.write_text(SMALL)

    def looked(text=SMALL, **given):
        inbox = Inbox(io.StringIO())
        return preview(Call(1, {"path": str(path), "text": text, "saved": SMALL, "members": MEMBERS, **given}, inbox))

    return looked


def test_preview__of_the_saved_text_has_nothing_to_compare_with(look):
    """No base is made up."""
    found = look()
    assert found["from"] == THIS
    assert {row["base"] for row in found["endings"].values()} == {None}
    assert sum(row["p"] for row in found["endings"].values()) == pytest.approx(1.0, abs=1e-4)
    assert sum(row["count"] for row in found["dots"]) in {0, 100}
    assert set(found["map"]["day60"]) == {"NBASE", "FORD", "HILL", "TOWN", "SBASE"}


def test_preview__an_edit_stands_beside_the_saved_text(look):
    """On the same chance: the difference is that of the printed numbers, and a text that says the same has none."""
    found = look(FEWER)
    rows = found["endings"].values()
    assert all(row["difference"] == pytest.approx(row["p"] - row["base"], abs=1e-6) for row in rows)
    assert any(row["difference"] != 0.0 for row in rows)
    same = look("# a comment\n" + SMALL)
    assert {row["difference"] for row in same["endings"].values()} == {0.0}
    assert {row["error"] for row in same["endings"].values()} == {0.0}


def test_preview__changes_are_those_of_the_command_line(look):
    """A value set on top equals the value written into the file, where no claim moves it."""
    on_top = look(patch={"changes": [{"key": "horizon_days", "value": 90}], "claims": {}, "off": []})
    written = look(SMALL.replace("horizon_days: 180", "horizon_days: 90"))
    assert on_top["endings"] == written["endings"]
    off = look(patch={"changes": [], "claims": {"drones_decide": False}, "off": []})
    assert off["endings"]["knockout_A"]["base"] == look()["endings"]["knockout_A"]["p"]


def test_preview__a_faulty_text_shows_the_last_valid_one_and_says_so(look):
    """With the faults of the text; without any valid version they are all there is."""
    valid = look(FEWER)
    found = look(FAULTY.replace("guns: 200", "guns: 201"))
    assert (found["from"], [row["code"] for row in found["problems"]]) == (LAST_VALID, ["unknown-key"])
    assert found["endings"] == valid["endings"]
    previewing.MEMORY.valid.clear()
    with pytest.raises(ScenarioError, match="tnks"):
        look(FAULTY, saved=FAULTY)


def test_preview__faulty_changes_are_refused(look):
    """They are not passed over: the faults are those of the changes."""
    with pytest.raises(ScenarioError, match="gunz"):
        look(patch={"changes": [{"key": "forces.A.gunz", "value": 1}], "claims": {}, "off": []})


def test_preview__lives_no_course_twice(look, monkeypatch):
    """A second look is free, a longer one costs only what is missing, and gives what it would have given alone."""
    short = look()
    lived = []
    monkeypatch.setattr(
        previewing,
        "looked",
        lambda war, call, members, seed, own=previewing.looked: lived.append(members) or own(war, call, members, seed),
    )
    assert look()["endings"] == short["endings"]
    longer = look(members=90)
    monkeypatch.setattr(previewing, "MEMORY", Memory())
    assert look(members=90)["endings"] == longer["endings"]
    assert longer["members"] == 90
    assert lived == [MEMBERS, 90, 90]


def test_preview__one_that_nobody_waits_for_is_given_up(look):
    """Between two pieces of work."""
    inbox = Inbox(io.StringIO(), given_up={1})
    war = war_asked(asked_of({"path": "war.yaml", "text": SMALL}))
    with pytest.raises(GivenUpError):
        previewing.looked(war, Call(1, {}, inbox), MEMBERS, 3)


def test_base_version__the_one_that_is_named(look):
    """Else the saved text, none where that is what is shown."""
    asked = asked_of({"path": "a.yaml", "text": SMALL})
    assert base_version(asked, {"saved": SMALL}) is None
    assert base_version(asked, {"saved": FEWER}).text == FEWER
    assert base_version(asked, {"saved": SMALL, "base": {"path": "b.yaml", "text": FEWER}}).path == "b.yaml"


def test_preview__a_patch_stands_beside_its_scenario(look, tmp_path):
    """Its own text is what is being written."""
    from multipolar.scenario.loaded import loaded_from

    text = f"""format: multipolar-patch/1
id: fewer
title: Fewer tanks
base: border_war
base_digest: {loaded_from(SMALL, "").digest}
changes:
  - {{op: set, path: forces.A.tanks, value: 150 items, reason: lost on the way}}
"""
    found = look(None, patch_text={"path": str(tmp_path / "fewer.yaml"), "text": text}, saved=None)
    written = look(FEWER)
    assert {k: (v["p"], v["base"]) for k, v in found["endings"].items()} == {
        k: (v["p"], v["base"]) for k, v in written["endings"].items()
    }
