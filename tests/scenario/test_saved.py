"""A saved scenario is read back as the scenario that was run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.scenario.check import check
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.saved import saved_text, yaml_text
from scenario.small import small
from scenario.words import words

TEXTS = st.one_of(
    st.sampled_from(["NO", "yes", "null", "~", "1e3", "0o17", "0x1F", ".5", "1_000", "2020-10-16", "7,500 persons", "- x", "a: b"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=30),
)


VALUES = st.one_of(TEXTS, st.integers(), st.floats(allow_nan=False), st.booleans(), st.none(), st.lists(TEXTS))


@given(st.dictionaries(TEXTS.filter(str.strip), VALUES, min_size=1))
def test_yaml_text__is_read_back_as_the_same_values(data):
    """Text stays text, numbers stay numbers: what looks like a number, a date or a word of YAML in a text is quoted."""
    back = loaded_from(yaml_text(data), "x.yaml")

    assert back.problems == []
    assert back.data == data


def test_saved_text__of_an_unchanged_scenario_is_the_file_as_written():
    """Without patches and settings nothing is lost, comments included."""
    loaded = small()

    assert saved_text(loaded) == loaded.text


@pytest.mark.parametrize("setting", ["horizon_days=90", "title=NO", "title='1e3'", "title='a: b # c'"])
def test_saved_text__holds_what_was_set(setting):
    """A setting is part of the saved file; the file is clean and has the digest of what was run."""
    loaded = small(setting)
    again = loaded_from(saved_text(loaded), "saved.yaml")

    assert check(again, words()).problems == check(loaded, words()).problems
    assert again.digest == loaded.digest
    assert again.text != loaded.text


def test_saved_text__puts_the_date_that_was_run_first():
    """Other dates need patches that the file does not hold: run without a date it starts where it was run."""
    loaded = small("as_of_dates={2020-01-01: base, 2020-02-02: other}", "as_of=2020-02-02")

    dates = loaded_from(saved_text(loaded), "x.yaml").data["as_of_dates"]
    assert list(dates.items()) == [("2020-02-02", "base"), ("2020-01-01", "base")]
