"""The faults of the schema in our own words."""

from __future__ import annotations

from multipolar.scenario.document import Climate, Document, Issue, Sector
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.translate import Fault, located, place_of, show, validate


def faults(model, text):
    """Return code and path of the faults of a text read as a block."""
    found = validate(model, loaded_from(text, "f").root).faults
    return {(fault.code, ".".join(map(str, fault.path))) for fault in found}


def test_validate__finds_all_faults_of_a_block_at_once():
    """One pass, every fault, and still a block to work with."""
    text = "id: X\nname: 3\nlat: north\nlon: 200\nterrain: hilly\narea: [3, 1, 2]\nvalue: 5\nshare_A: 0\ncolour: red\n"
    read = validate(Sector, loaded_from(text, "f").root)

    assert {fault.code for fault in read.faults} == {
        "wrong-type", "outside-bounds", "not-allowed", "bad-number", "missing-key", "unknown-key",
    }  # fmt: skip
    assert read.value is not None
    assert ("terrain",) in read.repaired


def test_validate__names_a_place_once_however_many_alternatives_failed():
    """A value that fits none of several types is one fault."""
    assert faults(Issue, "id: x\nground: some") == {("not-allowed", "ground")}
    assert faults(Issue, "id: x\nground: {a: 1}") == {("wrong-type", "ground")}


def test_validate__a_clean_block_has_no_faults():
    """Nothing is said about what is right."""
    read = validate(Climate, loaded_from("clear: 0.5\novercast: 0.3\nwet: 0.2", "f").root)

    assert (read.faults, read.repaired) == ([], set())


def test_located__points_at_the_key_of_an_unknown_key():
    """Unknown keys are shown where the key stands, wrong values where the value stands."""
    loaded = loaded_from("title:   3\nbelligerents: {Q: 1}", "f")
    problems = [located(loaded.root, fault) for fault in validate(Document, loaded.root).faults]
    places = {problem.code: (problem.line, problem.column) for problem in problems}

    assert places["wrong-type"] == (1, 10)
    assert places["unknown-key"] == (2, 16)


def test_place_of__falls_back_to_the_parent():
    """What is not written is shown where its block begins."""
    loaded = loaded_from("a:\n  b: 1\n", "f")

    assert place_of(loaded.root, ("a", "c")).line == 1
    assert located(loaded.root, Fault(("a", "b"), "x", "m")).render().split()[0] == "2:6"


def test_show__is_short():
    """Long values are cut."""
    assert show([1, 2]) == "a list"
    assert len(show("x" * 100)) == 60
