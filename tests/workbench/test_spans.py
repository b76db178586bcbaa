"""Values as YAML in one line, and where they end."""

from __future__ import annotations

import pytest

from multipolar.scenario.nodes import parse_value
from multipolar.workbench import spans

VALUES = [
    1, 1.5, -0.25, 1e-7, 12000000, True, None, "word", "two words", "1998", "true", "a: b", "#x", "it's", 'say "x"', "", " x", "x ",
    "é", "NO",
    "LogN(0.4, 0.8)", [1, "two", [3]], {"v": [1, 2, 3], "unit": "t/day"}, {"a b": {"c": []}}, {},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_flow__is_read_back_as_the_value(value):
    """Whatever it is, in brackets as well."""
    for wrapped in ([value], {"k": value}):
        node, problems = parse_value(spans.flow(wrapped), "")
        assert (problems, node.plain()) == ([], wrapped)


@pytest.mark.parametrize(
    ("text", "key", "written"),
    [
        ("a: 1 # c\nb: 2\n", "a", "1"), ("a: 'x y' # c\n", "a", "'x y'"), ("a: [1,\n  2] # c\nb: 3\n", "a", "[1,\n  2]"),
        ("a:\n  c: 1\n  d: [2] # e\n\n# f\nb: 3\n", "a", "c: 1\n  d: [2]"),
        ("a: >-\n  long\n  text\n\nb: 3\n", "a", ">-\n  long\n  text"),
        ("a:\n- 1\n- x: 2\nb: 3\n", "a", "- 1\n- x: 2"),
    ],
)  # fmt: skip
def test_end_of__leaves_comments_and_blanks_out(text, key, written):
    """The next line and the comment behind are nobody's value."""
    _, node = spans.key_of(spans.tree(text), key)
    assert text[node.start_mark.index : spans.end_of(text, node)] == written


def test_tree__says_what_is_wrong():
    """No YAML, or nothing."""
    for text in ("a: [", "", "# only a comment\n"):
        with pytest.raises(ValueError, match=r"no valid YAML|empty"):
            spans.tree(text)
