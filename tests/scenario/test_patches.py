"""Changes: what exists can be set and removed, what does not can be added, and each has a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import walk
from multipolar.scenario.patches import apply_patch, apply_setting, edit
from multipolar.scenario.paths import PathError, render_path
from scenario.small import document, problems_after, small

ROOT = small().root
LEAVES = [render_path(ROOT, path) for path, node in walk(ROOT) if not isinstance(node.value, dict | list)]
scalars = st.one_of(st.integers(-1000, 1000), st.sampled_from(["word", "3 km", "U(1, 2)"]))


def patch_of(loaded, *changes):
    """Return a patch bound to a scenario."""
    rows = "\n".join(f"  - {change}" for change in changes)
    return loaded_from(f"id: later\ntitle: Later\nbase: small\nbase_digest: {loaded.digest}\nchanges:\n{rows}\n", "later.yaml")


@given(st.sampled_from([leaf for leaf in LEAVES if "stated" not in leaf and not leaf.endswith(".id")]), scalars)
def test_edit__set_and_set_back_is_no_change(address, value):
    """Setting a value and setting it back restores the digest; in between only that value differs."""
    loaded = small()
    before = loaded.digest
    node = loaded_from(f"v: {value}", "f").root.value["v"]
    old = edit(loaded.root, "set", address, node)
    changed = loaded.digest
    back = loaded_from("v: 0", "f").root.value["v"]
    back.value = old
    edit(loaded.root, "set", address, back)

    assert loaded.digest == before
    assert (changed == before) == (old == value)


def test_patch__sets_adds_and_removes():
    """Items of lists go by their id; lists grow at their end."""
    loaded = small()
    patch = patch_of(
        loaded,
        "{op: set, path: 'theatre.sectors[TOP].preparation', value: 1, reason: worn down}",
        "{op: add, path: forces.B.tanks, value: 30 items, reason: arrived}",
        "{op: add, path: limits, value: Another., reason: honest}",
        "{op: add, path: limits, value: [Third., Fourth.], reason: honest}",
        "{op: remove, path: 'settlements[guard]', reason: withdrawn}",
    )
    apply_patch(loaded, patch)
    data = loaded.data

    assert loaded.problems == []
    assert next(s for s in data["theatre"]["sectors"] if s["id"] == "TOP")["preparation"] == 1
    assert data["forces"]["B"]["tanks"] == "30 items"
    assert data["limits"] == ["A toy.", "Another.", "Third.", "Fourth."]
    assert [design["id"] for design in data["settlements"]] == ["halt"]
    assert [(c.op, c.before) for c in loaded.changes][:2] == [("set", 3), ("add", None)]
    assert all(change.reason for change in loaded.changes)


def test_patch__faults_stand_in_the_patch():
    """A value that a patch brings in is shown at its place in the patch file."""
    loaded = small()
    apply_patch(loaded, patch_of(loaded, "{op: set, path: horizon_days, value: 60, reason: nearer}"))

    place = loaded.root.value["horizon_days"].place
    assert (place.file, place.line) == ("later.yaml", 6)


@pytest.mark.parametrize(
    ("op", "address"),
    [("set", "forces.B.tanks"), ("remove", "forces.B.tanks"), ("add", "horizon_days"), ("add", "theatre.sectors[TOP]")],
)
def test_edit__needs_what_it_speaks_of(op, address):
    """Only what exists is set or removed, only what does not is added."""
    node = loaded_from("v: 1", "f").root.value["v"]
    loaded = small()
    before = loaded.digest

    with pytest.raises(PathError):
        edit(loaded.root, op, address, node)
    assert loaded.digest == before


def test_setting__may_set_what_the_file_leaves_to_its_default():
    """A key that the format knows can be set though the file does not write it."""
    loaded = small("forces.B.tanks=40 items", "powers[WEST].options=[stay_out, mediate]")

    assert loaded.data["forces"]["B"]["tanks"] == "40 items"
    assert loaded.data["powers"][1]["options"] == ["stay_out", "mediate"]
    assert [change.by for change in loaded.changes] == ["--set", "--set"]


@pytest.mark.parametrize(
    "setting", ["horizon_days", "=3", "title={a: ", "title=[a] # b", "horizon_days=90\x00", "title={a: 1}\n b: 2"]
)
def test_setting__that_cannot_be_read_is_a_problem(setting):
    """A broken setting changes nothing."""
    loaded = small()
    before = loaded.digest
    apply_setting(loaded, setting)

    assert [p.code for p in loaded.problems] == ["bad-setting"]
    assert loaded.digest == before


@pytest.mark.parametrize(("setting", "value"), [("title=a # b", "a # b"), ("title=a: b: c", "a: b: c"), ("title='a # b'", "a # b")])
def test_setting__is_taken_whole(setting, value):
    """No part of a value is taken for a comment."""
    loaded = small(setting)

    assert (loaded.data["title"], loaded.problems) == (value, [])


@pytest.mark.parametrize(
    "address", ["powers[²].name=x", "powers[99999999999999999999].name=x", "powers[" + "9" * 5000 + "].name=x"]
)
def test_setting__with_a_strange_index_leads_nowhere(address):
    """An index that is no small number is a name that nothing bears."""
    assert [p.code for p in small(address).problems] == ["patch-path"]


def test_setting__opens_blocks_that_the_file_leaves_out():
    """A key of a block that stands nowhere yet can be set; a block that the format does not have cannot be opened."""
    lost = document("forces.A.losses_so_far.tanks=5 items").forces["A"].losses_so_far
    assert lost["tanks"].distribution.median() == 5.0
    assert document("belligerents.A.economy.gdp=5 bn USD").belligerents["A"].economy.gdp is not None
    for wrong in ("climat.clear=0.5", "forces.C.tanks=5 items", "powers[X].economy.gdp=5 bn USD", "climate.a.b=1"):
        assert small(wrong).problems[0].code == "patch-path"


def test_setting__of_a_number_fixes_it_against_claims():
    """A number that was set stands among the fixed ones once, by its whole address; words and blocks do not."""
    loaded = small("forces.B.tanks=40 items", "forces.B.tanks.v=41 items", "powers[0].tie_A=0.1", "title=other")

    assert loaded.data["fixed"] == ["forces.B.tanks", f"powers[{loaded.data['powers'][0]['id']}].tie_A"]
    assert "fixed" not in small("title=other").data


@pytest.mark.parametrize("lost", ["forces.B.tank", "title", "powers[WEST]", "a..b"])
def test_fixed__names_a_number_that_is_written(lost):
    """An address at which no number is written is a fault; one that is written is none."""
    said = problems_after(("title:", f"fixed: ['{lost}']\ntitle:"))

    assert [problem.code for problem in said] == ["bad-target"]
    assert problems_after(("title:", "fixed: [forces.A.in_theatre]\ntitle:")) == ()
