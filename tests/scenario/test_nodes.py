"""YAML with places: the 1.2 core schema, keys given twice, texts that are no YAML."""

from __future__ import annotations

import pytest

from multipolar.scenario.nodes import MAX_DEPTH, Place, parse, parse_value, scalar, walk


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


def test_parse__an_empty_file_is_no_value():
    """No text, no values, no crash."""
    assert parse("", "f")[0].plain() is None
    assert parse("# nothing", "f")[1] == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x [*x]", "yaml-cycle", 1), ("a: 1\nb: &x {c: *x}", "yaml-cycle", 2), ("a: *x", "yaml-syntax", 1),
        ("a: " + "[" * 60 + "]" * 60, "yaml-too-deep", 1), ("a: " + "[" * 30000, "yaml-syntax", 1),
        ("\n".join(" " * i + "a:" for i in range(60)), "yaml-too-deep", MAX_DEPTH + 1),
        ("a: &x " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 20 + "*x" + "]" * 20, "yaml-too-deep", 2),
        ("a: 1\n---\nb: 2", "yaml-syntax", 2), ("a: 1\nb: \x00", "yaml-syntax", 2), ("a: 1\nb: x\x1bx", "yaml-syntax", 2),
        ('a: "\\0"', "control-character", 1), ('a: 1\n"b\\e": 2', "control-character", 2), ("a: !!str 1", "yaml-tag", 1),
        ("a: !!binary aGk=", "yaml-tag", 1), ("a: !!timestamp 2020-10-16", "yaml-tag", 1), ("a: !!float '1'", "yaml-tag", 1),
        ("a: !!set {b}", "yaml-tag", 1), ("a: ! b", "yaml-tag", 1), ("!!python/object:os.x {a: 1}", "yaml-tag", 1),
        ("!!str a: 1", "yaml-key", 1), ("a: &x {b: 1}\nc: {<<: *x}", "yaml-key", 2), ("1: a", "yaml-key", 1),
        ("~: a", "yaml-key", 1), ("%YAML 1.1\n--- \na: 0120", "yaml-syntax", 1),
        ("true: a", "yaml-key", 1), ("'': 1", "yaml-key", 1), ("a: 1\n? [b]\n: 2", "yaml-key", 2), ("a: 1\n0x10: 2", "yaml-key", 2),
        ("a: 1\nA: 2\na: 3", "duplicate-key", 3), ("a: &x b\n*x : 1", "yaml-key", 2), ("a: [1, 2}", "yaml-syntax", 1),
    ],
)  # fmt: skip
def test_parse__says_what_is_not_used_here(text, code, line):
    """What YAML allows and no scenario needs is refused, with its line."""
    _, problems = parse(text, "f")

    assert [(p.code, p.line) for p in problems] == [(code, line)]


def test_parse__aliases_are_copies():
    """A value may be named and used again; both places can then be changed alone."""
    root, problems = parse("a: &x {b: [1, 2]}\nc: *x\nd: &y é\ne: *y", "f")

    assert problems == []
    assert root.plain() == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": "é", "e": "é"}
    assert root.value["c"].value["b"] is not root.value["a"].value["b"]
    assert root.value["c"].place.line == 2


@pytest.mark.parametrize("text", ["9" * 81, "9" * 4301, "-" + "9" * 400, "0x" + "f" * 5000, "1." + "0" * 400])
def test_scalar__long_numbers_stay_text(text):
    """A number of more digits than anyone writes is left to whoever wants a number, as text."""
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5), (" 60 % ", "60 %"), ("a # b", "a # b"), ("a: b", "a: b"), ("", None), ("[1, 2]", [1, 2]),
        ("{a: 'é # b'}", {"a": "é # b"}),
        ("'a b'", "a b"), ("2020-10-16", "2020-10-16"), ("*x", "*x"), ("N(1, 2) km", "N(1, 2) km"), ("- 1", "- 1"),
    ],
)  # fmt: skip
def test_parse_value__is_the_whole_text(text, value):
    """A value on the command line loses no sign to comments or further keys."""
    node, problems = parse_value(text, "--set")

    assert (node.plain(), problems) == (value, [])


@pytest.mark.parametrize("text", ["[1, 2] # c", "[1, 2", "'a' b", "{a: 1}\nb: 2", "[1]\n---\n2", "a\x00b", "[!!str a]", "'a'\n'b'"])
def test_parse_value__refuses_what_is_left_over(text):
    """What does not belong to the value is refused."""
    assert parse_value(text, "--set")[1]
