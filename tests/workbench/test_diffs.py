"""Two versions against each other in words."""

from __future__ import annotations

from multipolar.scenario.loaded import loaded_from
from multipolar.workbench.diffs import differences
from multipolar.workbench.journal import digest_of
from workbench_stage import SMALL


def test_diff__of_files_and_of_the_journal(at):
    """Values in words, with the line of the second version; an earlier version is named by its digest."""
    digest = at.post("/api/file", path="a.yaml", text=SMALL)["digest"]
    after = SMALL.replace("tanks: 250 items", "tanks: 300 items").replace("limits:\n", "limits:\n  - Not all is known.\n")
    at.put("/api/file", path="a.yaml", text=after, base_digest=digest)
    found = at.get("/api/diff", a=f"a.yaml@{digest[:12]}", b="a.yaml")
    assert found["sentences"][0] == "Northland: tanks: 300 items, before 250 items"
    row = found["changes"][0]
    assert (row["key"], row["before"], row["after"]) == ("forces.A.tanks", "250 items", "300 items")
    assert after.splitlines()[row["line"] - 1].strip() == "tanks: 300 items"
    assert {row["key"] for row in found["changes"]} == {"forces.A.tanks", "limits"}
    assert at.get("/api/diff", a="a.yaml", b="a.yaml") == {"sentences": ["Nothing differs but comments and order."], "changes": []}


def test_diff__versions_that_are_not_there_are_refused(at):
    """A file, a digest, a run."""
    at.write("a.yaml", SMALL)
    for name, status in (("b.yaml", 404), (f"a.yaml@{digest_of('x')}", 404), ("run:gone", 404), ("../a.yaml", 403)):
        assert at.refused("GET", "/api/diff", status, a="a.yaml", b=name)


def test_differences__items_by_id_and_numbers_as_one():
    """A sector that is new is one difference, a number with its source is one value."""
    first, second = (loaded_from(text, "").root for text in (
        "s: [{id: A, n: 1}]\nx: {v: 1, source: a}\n", "s: [{id: B, n: 2}, {id: A, n: 3}]\nx: {v: 2, source: a}\n",
    ))  # fmt: skip
    rows = {address: (before, after) for address, before, after, _ in differences(first, second, ())}
    assert rows == {
        ("s", "A", "n"): (1, 3), ("s", "B"): (None, {"id": "B", "n": 2}),
        ("x",): ({"v": 1, "source": "a"}, {"v": 2, "source": "a"}),
    }  # fmt: skip
