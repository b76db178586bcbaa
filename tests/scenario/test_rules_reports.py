"""Reports that are counted, or refused: none is passed over in silence."""

from __future__ import annotations

import pytest

from scenario.small import codes_after

REPORT = "kind: announced_dead, date: 2024-03-08, known_on: 2024-03-09, side: B, value: 90 persons, source: staff"
DATES = "date: 2024-03-08, known_on: 2024-03-09"
FULL = {
    "map_share": "sector: MID, value: 0.4", "claimed_place": "sector: MID, side: A",
    "video_confirmed": "sector: MID, side: A", "announced_dead": "side: A, value: 9", "displaced": "value: 0.2",
    "claimed_enemy_dead": "side: A, value: 9", "claimed_equipment": "side: A, item: tank, value: 3",
    "fighters_present": "side: A, value: 300", "signal": "item: words", "truce_failed": "side: A", "refused_offer": "side: A",
}  # fmt: skip


def codes(said):
    return codes_after((REPORT, said))


@pytest.mark.parametrize("kind", list(FULL))
def test_reports__need_what_their_kind_is_counted_by(kind):
    """Each kind passes with all it needs, and is refused without any one of it."""
    parts = FULL[kind].split(", ")
    needed = [] if kind in ("signal", "truce_failed", "refused_offer") else parts

    assert codes(f"kind: {kind}, {DATES}, {FULL[kind]}") == []
    for part in needed:
        rest = ", ".join(other for other in parts if other != part)
        assert codes(f"kind: {kind}, {DATES}{', ' if rest else ''}{rest}") == ["missing-key"], part


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (f"kind: announced_dead, {DATES}, side: B, value: -4", "outside-bounds"),
        (f"kind: map_share, {DATES}, sector: MID, value: 1.4", "outside-bounds"),
        (f"kind: map_share, {DATES}, sector: NOWHERE, value: 0.4", "unknown-name"),
        (f"kind: claimed_equipment, {DATES}, side: A, item: tonk, value: 4", "unknown-name"),
        ("kind: announced_dead, date: 2024-02-08, known_on: 2024-03-09, side: B, value: 4", "bad-order"),
        ("kind: announced_dead, date: 2024-03-09, known_on: 2024-03-08, side: B, value: 4", "bad-order"),
    ],
)
def test_reports__that_tell_of_the_impossible_are_refused(said, code):
    """Numbers below nothing, shares above all, places and things that nobody knows, other rounds."""
    assert codes(said) == [code]
