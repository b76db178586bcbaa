"""The words of fact packs: what a power may do, for or against whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from multipolar.scenario.options import split_target

HELP = ("arm", "advise", "intel", "finance", "proxies", "transit", "air", "ground")
HARM = ("sanction", "threaten", "deny_transit", "strike")
ALONE = ("stay_out", "statement", "mediate", "border_show", "peacekeepers", "observers", "humanitarian")
"""Vocabulary of the packs. Source: README of the fact packs."""
RARE = ("joint_patrols", "monitoring", "guarantee", "signal_elsewhere")
RARE_SIDED = ("air_cover", "covert_fire", "protectorate")
"""Options of the catalogue that packs seldom name."""


def parts_of(option: str) -> tuple[str, str | None]:
    """Return verb and target of a pack's option."""
    verb, _, target = option.rpartition("_")
    return (verb, target) if verb and target in ("A", "B") else (option, None)


def known_option(option: str, powers: Iterable[str]) -> bool:
    """Return whether an option belongs to the vocabulary; a power may be a target too."""
    verb, target = parts_of(option)
    if target is None:
        verb, target = split_target(option, powers)
        return (target is not None and verb in HARM) or option in (*ALONE, *RARE)
    return verb in (*HELP, *HARM, *RARE_SIDED)


def words_of(name: str) -> set[str]:
    """Return the words of an id."""
    return set(re.split(r"[_\-\s]+", name.lower()))


def options_among(powers: Iterable[str]) -> list[str]:
    """Return every option that a power may have, those against the named powers included."""
    sided = [f"{verb}_{side}" for verb in (*HELP, *HARM, *RARE_SIDED) for side in ("A", "B")]
    return [*ALONE, *RARE, *sided, *(f"{verb}_{power}" for power in powers for verb in HARM)]
