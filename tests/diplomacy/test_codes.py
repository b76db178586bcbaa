"""Constants of `diplomacy/codes.py`."""

from __future__ import annotations

from multipolar.codes import Primitive
from multipolar.diplomacy import codes


def test_codes__every_primitive_has_its_constant() -> None:
    """A primitive that no kernel could name would be without effect."""
    assert [getattr(codes, primitive.name) for primitive in Primitive] == list(Primitive)
