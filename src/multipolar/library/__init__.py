"""What the package brings along: scenarios, patches, outcomes, fact packs, templates, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DAILY_DEATHS", "DEMO_AS_OF", "FLAGSHIP", "FLAGSHIP_WORDS", "MEDIATOR_GROUPS"]

FLAGSHIP = "karabakh_2020"
"""The scenario that the demonstration runs and that studies take where none is named."""
FLAGSHIP_WORDS = "the autumn-2020 war over Nagorno-Karabakh, complete"
DEMO_AS_OF = "2020-10-16"
DAILY_DEATHS: Mapping[str, str] = {"karabakh_2020": "nk2020_war/armenian_side_daily_casualties.csv"}
"""Daily deaths of side B by war, below the data folder."""
MEDIATOR_GROUPS: Mapping[str, frozenset[str]] = {"Minsk three": frozenset({"FRA", "RUS", "USA"})}
"""Names of groups of mediators that options of questions use, with the ids of their members; any two of them act for it."""
