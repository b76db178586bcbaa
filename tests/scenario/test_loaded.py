"""What was read, and the digest of its values."""

from __future__ import annotations

import datetime as dt

from multipolar.scenario.loaded import digest_of, loaded_from
from scenario.small import SMALL, small


def test_digest__ignores_comments_and_order():
    """Only values count."""
    first = loaded_from("a: 1\nb: {c: 2.0, d: x}  # why", "f")
    second = loaded_from("# other words\nb: {d: x, c: 2}\na: 1\n", "g")

    assert first.digest == second.digest
    assert first.digest != loaded_from("a: 1\nb: {c: 2.5, d: x}", "f").digest


def test_digest__knows_dates_and_lists():
    """Dates are written as in files; the order of lists counts."""
    assert digest_of({"a": dt.date(2020, 10, 16)}) == digest_of({"a": "2020-10-16"})
    assert digest_of([1, 2]) != digest_of([2, 1])


def test_positions__match_the_text():
    """The place of a value is where its text begins."""
    loaded = small()
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    for path, (line, column) in loaded.positions.items():
        value = loaded.data
        for step in path:
            value = value[step]
        if isinstance(value, str) and len(value.split()) == 1:
            assert lines[line - 1][column - 1 :].lstrip("\"'").startswith(value[:5])


def test_loaded_from__refuses_what_is_no_mapping():
    """A list is not a scenario."""
    assert [p.code for p in loaded_from("- a", "f").problems] == ["not-a-mapping"]


def test_loaded_from__gives_every_reader_a_tree_of_its_own():
    """A text is parsed once; what one reader changes in its tree the next one does not see."""
    first = loaded_from("id: a\nlist: [1, 2]\n", "a.yaml")
    first.root.value["list"].value.clear()
    first.problems.append(first.root.place.problem("", "yaml-syntax", "mine"))
    again = loaded_from("id: a\nlist: [1, 2]\n", "a.yaml")
    assert again.data == {"id": "a", "list": [1, 2]}
    assert again.problems == []
    assert loaded_from("id: a\nlist: [1, 2]\n", "b.yaml").root.place.file == "b.yaml"
