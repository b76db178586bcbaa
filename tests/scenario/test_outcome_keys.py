"""A file of facts that tells the end is refused."""

from __future__ import annotations

import pytest

from multipolar.errors import DataError
from multipolar.scenario.outcome_keys import OUTCOME_KEYS, outcome_keys_in, refuse_outcome_keys

FACTS = {
    "schema": "backtest-facts/1", "id": "x",
    "powers": [{"id": "p", "level_at_asof": "out", "red_lines": [{"text": "t", "cred": 0.5}]}],
    "sectors": [{"id": "s", "share_A": 0.5}],
}  # fmt: skip


def test_refuse__plain_facts_pass():
    """What an analyst could know is let through."""
    assert outcome_keys_in(FACTS) == []
    refuse_outcome_keys(FACTS, "x.facts.yaml")


@pytest.mark.parametrize("key", OUTCOME_KEYS)
def test_refuse__every_outcome_key_is_named(key):
    """Any key that tells the end stops the file, with its name and the remedy."""
    with pytest.raises(DataError, match=rf"x.facts.yaml.*{key}.*outcome file"):
        refuse_outcome_keys(FACTS | {key: 1}, "x.facts.yaml")


def test_refuse__levels_reached_and_lines_crossed_are_found_inside():
    """A power's level in the window and what followed on a red line are outcomes too."""
    power = {"id": "p", "level": "direct", "red_lines": [{"text": "t", "crossed": "yes"}]}

    assert outcome_keys_in({"powers": [power]}) == ["powers[0].level", "powers[0].red_lines[0].crossed"]
    assert outcome_keys_in({"powers": {"p": {"new": True}}}) == ["powers[p].new"]
    assert outcome_keys_in({"red_lines": [{"enforced": None}]}) == ["red_lines[0].enforced"]


def test_refuse__an_outcome_file_under_the_name_of_facts():
    """A swapped file is caught by its schema."""
    with pytest.raises(DataError, match="backtest-outcome"):
        refuse_outcome_keys({"schema": "backtest-outcome/1"}, "x.facts.yaml")
