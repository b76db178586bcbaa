"""Constants of `diplomacy/codes.py`."""

from __future__ import annotations

from multipolar.diplomacy import codes
from multipolar.model.primitives import CODE, VERBS


def test_codes__every_primitive_has_its_constant() -> None:
    """A primitive that no kernel could name would be without effect."""
    named = {name: getattr(codes, name.upper()) for name in CODE}
    assert named == CODE


def test_codes__verbs_point_into_the_verb_list() -> None:
    """Verb constants name the verb they say."""
    assert VERBS[codes.MEDIATE] == "mediate"
    assert VERBS[codes.COVER] == "air_cover"
    assert VERBS[codes.OPEN_TRANSIT] == "transit"
    assert VERBS[codes.STAY_OUT] == "stay_out"
