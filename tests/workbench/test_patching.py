"""Changes as lines of a patch."""

from __future__ import annotations

import pytest

from multipolar.scenario.loaded import loaded_from
from multipolar.workbench.patching import patched
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL


def test_patched__each_change_is_a_line_with_its_reason(at):
    """A new patch is bound to its scenario, and on top of it gives what the changes say."""
    at.write("war.yaml", SMALL)
    text = patched(SMALL, None, "patches/more.yaml", [
        {"key": "forces.A.tanks", "value": {"value": 300}, "reason": "bought in spring"},
        {"key": "forces.A.helicopters", "value": {"value": 4}},
    ])  # fmt: skip
    rows = loaded_from(text, "").data
    assert (rows["id"], rows["base"], rows["base_digest"]) == ("more", "border_war", loaded_from(SMALL, "").digest)
    assert [(row["op"], row["path"], row["value"], row["reason"]) for row in rows["changes"]] == [
        ("set", "forces.A.tanks", "300 items", "bought in spring"),
        ("add", "forces.A.helicopters", "4 items", "changed in the workbench"),
    ]  # fmt: skip
    at.write("patches/more.yaml", text)
    assert at.post("/api/check", path="patches/more.yaml")["problems"] == []


def test_patched__a_key_has_one_line():
    """The last change of it counts; other lines and comments stay."""
    first = patched(SMALL, None, "p.yaml", [{"key": "horizon_days", "value": 90}, {"key": "phase", "value": "escalation"}])
    text = patched(SMALL, first.replace("changes:", "changes: # mine"), "p.yaml", [{"key": "horizon_days", "value": 60}])
    rows = loaded_from(text, "").data["changes"]
    assert [(row["path"], row["value"]) for row in rows] == [("horizon_days", 60), ("phase", "escalation")]
    assert "changes: # mine" in text


def test_patched__a_faulty_scenario_has_no_patches():
    """It could not be bound to it."""
    with pytest.raises(RefusedError, match="mend them first"):
        patched("id: x\nid: y\n", None, "p.yaml", [])
