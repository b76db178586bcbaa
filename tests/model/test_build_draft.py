"""Names become places, nobody becomes minus one."""

from __future__ import annotations

from multipolar.model.build import draft_of
from multipolar.model.build_draft import code, middle
from multipolar.scenario.quantity import Quantity
from small_document import document


def test_draft__finds_sectors_powers_and_actors():
    """Sides come before powers on the axis of actors; unknown names are nobody."""
    draft, _ = draft_of(document())
    assert (draft.sector("MID"), draft.sector("EXT_ORI"), draft.sector(None)) == (1, -1, -1)
    assert (draft.power("ORI"), draft.power("SUD"), draft.power(None)) == (1, -1, -1)
    assert (draft.actor("B"), draft.actor("SUD"), draft.actor("OCC"), draft.actor("nobody")) == (1, 1, 2, -1)


def test_middle__is_the_median_or_the_default():
    """A missing number takes its default."""
    assert middle(Quantity.of(3.0)) == 3.0
    assert middle(None, 7.0) == 7.0
    assert code(("a", "b"), "b") == 1
