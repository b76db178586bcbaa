"""Where somebody writes in a text that need not be valid yet."""

from __future__ import annotations

import pytest

from multipolar.workbench.cursor import address_at, spot_at

HERE = "‸"


@pytest.mark.parametrize(
    ("text", "address", "key", "word"),
    [
        ("id: x\nph‸", (), None, "ph"),
        ("id: x\nphase: st‸\nb: 1\n", (), "phase", "st"),
        ("forces:\n  A:\n    ta‸\n", ("forces", "A"), None, "ta"),
        ("forces:\n  A:\n    tanks: 1\n    ‸\n", ("forces", "A"), None, ""),
        ("powers:\n  - id: EAST\n    access_kind: s‸", ("powers", "EAST"), "access_kind", "s"),
        ("powers:\n  - id: EAST\n    options: [arm_X, me‸", ("powers", "EAST"), "options", "me"),
        ("t: {op: set, ‸}", ("t",), None, ""),
        ("theatre:\n  sectors:\n    - {id: A, terrain: ro‸}\n", ("theatre", "sectors", "A"), "terrain", "ro"),
        ("a: 'x y‸'\n", (), "a", "y"),
        ("id: x # a [ comment\nph‸", (), None, "ph"), ("‸", (), None, ""),
    ],
)  # fmt: skip
def test_spot_at__address_key_and_word(text, address, key, word):
    """Line by line, in brackets, in quotes; the text behind need not be valid."""
    at = text.index(HERE)
    spot = spot_at(text.replace(HERE, ""), at)
    assert (spot.address, spot.key, spot.word) == (address, key, word)
    assert spot.end - spot.start >= len(word)


def test_spot_at__a_text_that_cannot_be_read_gives_nothing():
    """Nothing is suggested then."""
    assert spot_at("a: b: c\nx", 9) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("for‸ces:\n  A: {tanks: 5}\n", ("forces",)), ("forces:\n  A: {tanks: ‸5}\n", ("forces", "A", "tanks")),
        ("powers:\n  - id: EAST\n    nam‸e: x\n", ("powers", "EAST", "name")), ("a: 1\n\n‸\nb: 2\n", None), ("a: [‸", None),
    ],
)  # fmt: skip
def test_address_at__of_value_or_key(text, address):
    """Blanks between belong to nobody."""
    assert address_at(text.replace(HERE, ""), text.index(HERE)) == address
