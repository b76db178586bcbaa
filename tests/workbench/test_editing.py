"""Values written anew in their own lines: everything else stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.scenario.files import library_dir
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import walk
from multipolar.scenario.paths import render_path
from multipolar.workbench.editing import edited, with_number
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL

TEXTS = {
    "border_war": SMALL,
    "siege": (library_dir("templates") / "siege.yaml").read_text(encoding="utf-8"),
    "karabakh_2020": (library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8"),
}
LEAVES = {
    name: [render_path(root, path) for path, node in walk(root) if not isinstance(node.value, dict | list)]
    for name, text in TEXTS.items()
    for root in [loaded_from(text, "").root]
}


def one(text, key, value=None, **more):
    """Return a text with one change."""
    return edited(text, [{"key": key, "value": value, **more}])[0]


def touched(before, after):
    """Return the lines of a text that were taken out and those that were put in."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@given(st.data())
def test_edited__any_single_value_touches_its_own_line_alone(data):
    """Of three scenarios: numbers, words, quoted texts, inside brackets and outside; comments and quotes stay."""
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    key = data.draw(st.sampled_from(LEAVES[name]))
    value = data.draw(st.sampled_from([7, 0.25, "word", "two words: and more", True]))
    text = TEXTS[name]
    try:
        after, lines = edited(text, [{"key": key, "value": value}])
    except RefusedError:
        assert ".id" in key or key.endswith("id") or "[" in key, "only what names an item, or an item by itself, may be refused"
        return
    gone, new = touched(text, after)
    assert len(gone) <= max(1, str(gone).count("\\n") + 1)
    assert len(new) <= 1
    assert len(lines) <= 1
    assert after.count("#") >= text.count("#") - 0


def test_edited__keeps_unit_source_comment_and_quotes():
    """A number given by its handles goes into the place of the number alone."""
    after = one(SMALL, "forces.A.in_theatre", {"low": 1, "mode": 2, "high": 3})
    assert touched(SMALL, after)[1] == ["    in_theatre: {v: [1, 2, 3], unit: persons, source: staff}"]
    after = one(SMALL, "forces.A.tanks", {"value": 300})
    assert touched(SMALL, after) == (["    tanks: 250 items"], ["    tanks: 300 items"])
    after = one(SMALL, "horizon_days", 90)
    assert touched(SMALL, after)[1] == ["horizon_days: 90"]
    after = one(SMALL, "phase", "escalation")
    assert touched(SMALL, after)[1] == ["phase: escalation             # start | escalation"]
    after = one(SMALL, "questions[Q1].criteria", 'three "reports"')
    assert 'criteria: "three \\"reports\\""}' in after


def test_edited__a_new_key_stands_at_the_end_of_its_block():
    """Line by line or in brackets, as the block is written; whole blocks that are missing are opened."""
    after = one(SMALL, "forces.B.guns", {"low": 1, "mode": 2, "high": 3})
    assert "    guns: {v: [1, 2, 3], unit: items}" in after
    after = one(SMALL, "forces.B.helicopters", {"value": 5})
    assert touched(SMALL, after) == ([], ["    helicopters: 5 items"])
    after = one(SMALL, "theatre.sectors[FORD].elevation", "200 m")
    assert "share_A: 0, preparation: 2, elevation: 200 m}" in after
    after = one(SMALL, "climate.clear", 0.5)
    assert touched(SMALL, after)[1] == ["climate: {clear: 0.5}"]


def test_edited__items_are_added_and_removed_in_the_manner_of_their_list():
    """Line by line or in brackets."""
    after = one(SMALL, "claims", {"id": "new", "text": "A new claim.", "kind": "CAP"}, op="add")
    assert touched(SMALL, after) == ([], ["  - {id: new, text: A new claim., kind: CAP}"])
    assert one(after, "claims[new]", remove=True) == SMALL
    after = one(SMALL, "powers[EAST].options", "observers", op="add")
    assert "threaten_SOU, observers]" in after
    assert one(after, "powers[EAST].options[observers]", remove=True) == SMALL
    after = one(SMALL, "questions[Q1]", {"text": "Else?"})
    assert loaded_from(after, "").data["questions"] == [{"text": "Else?"}]
    after = one(SMALL, "ties", {"a": "EAST", "b": "WEST", "tie": -0.5}, op="add")
    assert touched(SMALL, after)[1] == ["ties: [{a: EAST, b: WEST, tie: -0.5}]"]


@pytest.mark.parametrize(
    "key",
    [
        "forces.A.tanks",
        "claims[patience]",
        "powers[WEST].leverage_B",
        "limits",
        "theatre.edges[HILL-TOWN]",
        "powers[EAST].active[arm_NOR]",
        "theatre",
    ],
)
def test_edited__what_is_removed_is_gone_and_nothing_else(key):
    """The comments of the other lines stay."""
    after = one(SMALL, key, remove=True)
    assert set(after.splitlines()) - set(SMALL.splitlines()) == set() or len(touched(SMALL, after)[1]) == 1


def test_edited__several_changes_and_their_lines():
    """One after the other; the numbers are those of the new text."""
    after, lines = edited(SMALL, [{"key": "horizon_days", "value": 90}, {"key": "forces.A.tanks", "value": {"value": 1}}])
    assert [after.splitlines()[line - 1].strip() for line in lines] == ["horizon_days: 90", "tanks: 1 items"]


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"key": "forces.A.tanks.x.y", "value": 1}, 400, "single value"),
        ({"key": "forces.C.tanks", "value": 1}, 400, "has no 'C'"),
        ({"key": "", "value": 1}, 400, "empty"), ({"key": "nothing[0].x", "value": 1}, 400, "has no 'nothing'"),
        ({"key": "forces.A.zeppelins", "remove": True}, 400, "zeppelins"),
        ({"key": "forces.A.tanks", "value": {"low": 1, "high": 2}},
         422, "low, mode and high"),
    ],
)  # fmt: skip
def test_edited__what_leads_nowhere_is_refused(change, status, said):
    """With what was found; nothing is returned."""
    with pytest.raises(RefusedError, match=said) as error:
        edited(SMALL, [change])
    assert error.value.status == status


def test_edited__an_anchor_is_not_changed_behind_its_aliases():
    """A value that stands for two places is left to the text."""
    text = "id: x\na: &n 1\nb: *n\n"
    for key in ("a", "b"):
        with pytest.raises(RefusedError):
            one(text, key, 2)


def test_edited__faulty_texts_are_left_alone():
    """They have to be mended first."""
    with pytest.raises(RefusedError, match="no valid YAML"):
        one("id: [\n", "id", "x")
    with pytest.raises(RefusedError, match="has faults"):
        one("id: x\nid: y\n", "id", "z")


@pytest.mark.parametrize(
    ("old", "bare", "unit", "new"),
    [
        (None, 5, "items", "5 items"), (None, [1, 2, 3], None, [1, 2, 3]), ({"v": "250 t/day"}, 3, "t/day", {"v": "3 t/day"}),
        ("Tri(1500, 2500, 3500) t/day", [1, 2, 3], "t/day", {"v": [1, 2, 3], "unit": "t/day"}), ("N(6, 1)", 5, None, 5),
    ],
)  # fmt: skip
def test_with_number__keeps_what_the_file_says_of_its_unit(old, bare, unit, new):
    """Of every way to write a number."""
    assert with_number(old, bare, unit) == new
