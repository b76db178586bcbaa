"""YAML with places: the 1.2 core schema, keys given twice, texts that are no YAML."""

from __future__ import annotations

import pytest

from multipolar.scenario.nodes import Place, parse, scalar, walk


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"), ("no", "no"), ("on", "on"), ("off", "off"), ("true", True), ("False", False),
        ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"), ("1e3", 1000.0), (".5", 0.5),
        ("12:30", "12:30"),
        ("2020-10-16", "2020-10-16"), ("1.2.3", "1.2.3"), ("+.inf", float("inf")), ("010", 10),
    ],
)  # fmt: skip
def test_scalar__follows_yaml_1_2(text, value):
    """Norway stays a country, dates stay text, and only what looks like a number is one."""
    assert scalar(text) == value
    assert type(scalar(text)) is type(value)


def test_parse__remembers_places_of_keys_and_values():
    """Line and column count from 1."""
    root, problems = parse("a: 1\nb:\n  - {c: 'NO'}\n", "f.yaml")
    c = root.value["b"].value[0].value["c"]

    assert problems == []
    assert root.plain() == {"a": 1, "b": [{"c": "NO"}]}
    assert c.place == Place("f.yaml", 3, 9)
    assert c.key_place == Place("f.yaml", 3, 6)


def test_parse__quoted_numbers_stay_text():
    """Quotes make text."""
    assert parse("a: '12'\nb: \"true\"", "f")[0].plain() == {"a": "12", "b": "true"}


def test_parse__keeps_the_first_of_two_keys_and_names_both_lines():
    """A key given twice is a fault, not a silent choice."""
    root, problems = parse("a: 1\nb: 2\na: 3\n", "f")

    assert root.plain() == {"a": 1, "b": 2}
    assert [(p.code, p.line) for p in problems] == [("duplicate-key", 3)]
    assert "line 1" in problems[0].message


def test_walk__yields_every_path():
    """Parents come before children."""
    root, _ = parse("a: {b: [1, 2]}", "f")

    assert [path for path, _ in walk(root)] == [(), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1)]


def test_copy__is_independent():
    """A copy can be changed without the original."""
    root, _ = parse("a: {b: [1, 2]}", "f")
    twin = root.copy()
    twin.value["a"].value["b"].value.pop()

    assert root.plain() == {"a": {"b": [1, 2]}}
    assert twin.plain() == {"a": {"b": [1]}}


def test_parse__an_empty_file_is_an_empty_mapping():
    """No text, no values, no crash."""
    assert parse("", "f")[0].plain() == {}
    assert parse("# nothing", "f")[1] == []
