"""Addresses: list items by id, errors that name the nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.scenario.nodes import parse, walk
from multipolar.scenario.paths import PathError, descend, listing, nearest, render_path, steps
from scenario.small import small


def test_steps__take_dots_and_brackets():
    """Both spellings of a step are read."""
    assert steps("theatre.sectors[SHU].area") == ["theatre", "sectors", "SHU", "area"]
    assert steps("powers.TUR.options[3]") == ["powers", "TUR", "options", "3"]


@pytest.mark.parametrize("text", ["", "a..b", "a[b", "[", "a.]"])
def test_steps__refuse_what_is_no_address(text):
    """A broken address is refused with an example."""
    with pytest.raises(PathError) as error:
        steps(text)
    assert "theatre.sectors[SHU]" in error.value.hint


def test_render_path__can_be_followed_back():
    """Every address that a message prints leads to the value it speaks of."""
    root = small().root
    for path, node in walk(root):
        if path and not any("." in str(step) for step in path):
            assert descend(root, steps(render_path(root, path))) is node


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), st.integers(), min_size=1, max_size=5))
def test_render_path__round_trip_of_keys(data):
    """Addresses of plain keys round trip."""
    root, _ = parse("{" + ", ".join(f"{k}: {v}" for k, v in data.items()) + "}", "f")
    for path, node in walk(root):
        if path:
            assert descend(root, steps(render_path(root, path))) is node


def test_descend__names_the_nearest():
    """A slip in an id is answered with the id."""
    with pytest.raises(PathError) as error:
        descend(small().root, ["theatre", "sectors", "TUP", "area"])
    assert (str(error.value), error.value.hint) == ("theatre.sectors has no 'TUP'", "Did you mean 'TOP'?")


def test_descend__stops_at_single_values():
    """There is nothing inside a single value."""
    with pytest.raises(PathError, match="title is a single value"):
        descend(small().root, ["title", "x"])


def test_nearest__and_listing():
    """Suggestions are given only when something is near; long lists are cut."""
    assert nearest("montain", ["flat", "mountain"]) == "Did you mean 'mountain'?"
    assert nearest("zzz", ["flat", "mountain"]) == ""
    assert listing((str(i) for i in range(20)), 3) == "0, 1, 2, ... (20 in all)"
