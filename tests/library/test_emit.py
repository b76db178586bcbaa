"""The writer of scenario files: what it writes reads back the same, in lines a person can follow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

TOOLS = Path(__file__).parents[2] / "tools"
KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
LEAVES = st.one_of(
    st.integers(-10_000, 10_000),
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)),
    st.booleans(),
    st.none(),
    st.sampled_from(["on", "no", "2020-09-27", "a: b", "x, y", "[odd", "it's", "two words", "~", "", "- dash", "#no", "1.5"]),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4))),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def emit():
    """The writer as a module."""
    sys.path.insert(0, str(TOOLS))
    try:
        import nk2020_emit
    finally:
        sys.path.remove(str(TOOLS))
    return nk2020_emit


@given(tree=TREES)
def test_document__reads_back_as_it_was(emit, tree):
    """Whatever is written reads back equal, odd words and empty blocks included."""
    assert yaml.safe_load(emit.document(tree, "head")) == tree


def test_document__numbers_stand_in_one_line(emit):
    """A number with unit and source takes one line, a long list is broken before the edge."""
    text = emit.document({"men": {"v": [1, 2, 3], "unit": "persons"}, "ids": [f"name_{i}" for i in range(60)]}, "head")
    assert "men: {v: [1, 2, 3], unit: persons}" in text
    assert max(len(line) for line in text.splitlines()) <= emit.WIDTH


def test_commented__puts_a_line_above(emit):
    """A comment stands above its value and changes nothing in it."""
    text = emit.document({"a": emit.Commented([1, 2], "why")}, "head")
    assert "# why\na: [1, 2]" in text
