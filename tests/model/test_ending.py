"""Names of endings stand in the order of the codes that the mechanisms write."""

from __future__ import annotations

from multipolar.mechanisms import endings
from multipolar.model.build_order import RED_KINDS
from multipolar.model.ending import ARRANGEMENTS, ENDINGS, STOPS, TERRITORIES, ending_label, stop_label
from multipolar.scenario.document import RedLine, Settlement


def test_endings__names_match_codes():
    """The label written for each ending is its name."""
    codes = {
        "knockout_A": endings.KNOCKOUT_A, "knockout_B": endings.KNOCKOUT_B, "ceasefire_gains_A": endings.GAINS_A,
        "ceasefire_gains_B": endings.GAINS_B, "status_quo_ante": endings.STATUS_QUO,
        "frozen_stalemate": endings.FROZEN, "ongoing_180": endings.ONGOING,
    }  # fmt: skip
    assert {name: tuple(ENDINGS).index(name) for name in ENDINGS} == codes
    assert ending_label(6) == "ongoing_180"


def test_stops__names_match_codes():
    """The way of stopping has the name of its code."""
    names = tuple(STOPS)
    assert names[endings.COLLAPSE] == "collapse"
    assert names[endings.SETTLEMENT] == "settlement"
    assert names[endings.TRUCE] == "truce_held"
    assert names[endings.PETERED_OUT] == "petered_out"
    assert stop_label(endings.HORIZON) == "horizon"


def test_codes__cover_what_a_file_may_say():
    """Every territory, arrangement and kind of red line that a file may name has a code."""
    fields = Settlement.model_fields
    assert set(TERRITORIES) == set(fields["territory"].annotation.__args__)
    assert set(ARRANGEMENTS) == set(fields["arrangement"].annotation.__args__)
    assert set(RED_KINDS) == set(RedLine.model_fields["trigger"].annotation.__args__)
