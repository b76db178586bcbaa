"""Rates from lists of wars, counted by hand."""

from __future__ import annotations

import pytest

from multipolar.data.wars import read_wars
from multipolar.inference.rates_wars import (
    decisive_ends,
    ending_rates,
    entry_rates,
    episode_length_rates,
    hazard_rates,
    is_near,
    joiner_rates,
    loss_rates,
    war_loss_rates,
)
from war_tables import write


@pytest.fixture
def tables(tmp_path):
    return read_wars(write(tmp_path))


def test_joiner_rates__ever_and_soon(tables):
    """One of four wars gains a state by the list; one of three within 60 days by the dates (a year later is too late)."""
    found = joiner_rates(tables["wars.csv"], tables["participants.csv"])["war_gains_a_state"]
    assert found["ever"]["value"] == 0.25
    assert (found["within_60_days"]["yes"], found["within_60_days"]["n"]) == (1, 3)
    assert found["within_60_days_since_1946"]["n"] == 2


def test_entry_rates__powers_that_were_out_on_the_first_day(tables):
    """Britain enters a near war, Russia does not; America never in time; who began is not asked."""
    found = entry_rates(tables["participants.csv"], tables["cow_majors.csv"])["major_power_enters"]
    assert (found["near"]["yes"], found["near"]["n"]) == (1, 2)
    assert (found["far"]["yes"], found["far"]["n"]) == (0, 4)


def test_is_near__by_world_region():
    """Russia is near Turkey, Britain is not near Vietnam."""
    assert is_near(365, [640])
    assert is_near(710, [816])
    assert not is_near(200, [816])


def test_ending_rates__by_side_and_kind(tables):
    """Shares of how wars and episodes end."""
    found = ending_rates(tables["wars.csv"], tables["ucdp_term_dyad_v3-2021.csv"])
    assert found["interstate_war_ends"]["all"]["initiator_wins"]["value"] == 0.5
    assert found["conflict_episode_ends"]["interstate"]["ceasefire"]["value"] == pytest.approx(2 / 3, abs=1e-4)


def test_episode_length_rates__between_states_from_the_twenty_fifth_death_on(tables):
    """Three ended episodes of two states are counted, all longer than 180 days; without a precision none is dated."""
    table = tables["ucdp_term_dyad_v3-2021.csv"]
    found = episode_length_rates(table)["interstate_episode_days"]
    assert (found["all"]["n"], found["all"]["over_180"]["yes"], found["dated"]["n"]) == (3, 3, 0)
    table.columns["ependprec"] = ["1"] + ["5"] * (len(table) - 1)
    table.columns["ependdate"][0] = "1989-01-20"
    found = episode_length_rates(table)["interstate_episode_days"]
    assert (found["dated"]["n"], found["dated"]["over_7"]["yes"], found["dated"]["over_30"]["yes"]) == (1, 1, 0)


def test_loss_rates__deaths_a_day(tables):
    """A hundred dead in ten days are ten a day; unknown deaths are left out."""
    found = loss_rates(tables["participants.csv"], tables["nmc6.csv"])["battle_deaths"]
    assert found["per_day"]["n"] == 7
    assert found["per_day_and_1000_soldiers_since_1946"]["n"] == 3
    assert found["per_day"]["q90"] > found["per_day"]["q50"]


def test_hazard_rates__ends_over_days_at_risk_without_the_wars_of_the_library(tables):
    """Of three wars of 5, 40 and 100 days the first two end early; a war of the library is not among them."""
    table, ends = tables["wars.csv"], tables["wars_outside/wars.csv"]
    for name, cells in {
        "war": ["181", "11", "12", "13"],
        "start": ["1973-10-06", "1950-01-01", "1960-01-01", "1970-01-01"],
        "days": ["18", "5", "40", "100"],
        "initiator_outcome": ["2", "1", "6", "2"],
    }.items():
        table.columns[name] = cells
    found = hazard_rates(table, ends)["interstate_war_hazard"]
    assert found["any"]["days_0_to_7"] == {**found["any"]["days_0_to_7"], "yes": 1, "n": 5 + 7 + 7}
    assert found["any"]["days_30_to_60"]["value"] == pytest.approx(1 / (10 + 30), abs=1e-6)
    assert (found["decisive"]["days_0_to_15"]["yes"], found["other"]["days_15_to_60"]["yes"]) == (1, 1)
    assert found["other"]["days_0_to_15"]["low"] == 0.0
    assert found["any"]["days_365_to_730"] == {}
    assert "3 interstate wars" in found["source"]


def test_decisive_ends__by_ucdp_where_it_codes_the_war_else_by_who_won(tables):
    """A war that was won and ended by a ceasefire is not decisive; one that became another war and was a victory is."""
    wars, ends = tables["wars.csv"], tables["wars_outside/wars.csv"]
    wars.columns["war"], wars.columns["initiator_outcome"] = ["1", "2", "3", "4"], ["1", "6", "1", "4"]
    ends.columns["id"], ends.columns["ucdp"] = ["IS-1", "ES-2", "IS-3", "IS-4"], ["0", "3", "2", "3"]
    assert decisive_ends(wars, ends).tolist() == [True, False, False, True]


def test_war_loss_rates__all_belligerents_of_wars_that_are_not_in_the_library(tables):
    """4,000 dead in 100 days are 40 a day; a war of the library, an early one and one without known deaths are left out."""
    wars, participants = tables["wars.csv"], tables["participants.csv"]
    wars.columns["war"] = ["1", "2", "181", "4"]
    participants.columns["WarNum"] = ["1", "1", "2", "2", "2", "181", "181", "181"]
    found = war_loss_rates(wars, participants)["war_deaths"]["per_day_since_1946"]
    assert (found["q50"], found["n"]) == (40.0, 1)
