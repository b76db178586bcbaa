"""The named ways in which a war of the model stops, what that is called, and what keeps the peace afterwards."""

from __future__ import annotations

ENDINGS: dict[str, str] = {
    "knockout_A": "Side B's force is destroyed, collapses or is driven out of four fifths of the contested ground, or "
    "its government yields ground under attack that A does not hold.",
    "knockout_B": "Side A's force is destroyed, collapses or is driven out of four fifths of the contested ground, or "
    "its government yields ground under attack that B does not hold.",
    "ceasefire_gains_A": "Fighting stops with side A holding at least a tenth of the contested weight more than on the "
    "as-of date, and B still in the field.",
    "ceasefire_gains_B": "Fighting stops with side B holding at least a tenth of the contested weight more than on the "
    "as-of date, and A still in the field.",
    "status_quo_ante": "Fighting stops with the lines within a tenth of the contested weight of those before the round.",
    "frozen_stalemate": "Fighting stops with the lines within a tenth of the contested weight of those on the as-of "
    "date, which differ from those before the round.",
    "ongoing_180": "The war goes on to the last day of the forecast.",
}
"""Ending labels in the order of their codes in OUTCOME ``label``, each with a sentence. Source: back-test taxonomy."""

STOPS: dict[str, str] = {
    "running": "The war has not stopped.",
    "collapse": "A whole force gave way.",
    "destroyed": "A side was left with less than an eighth of its men.",
    "driven_out": "A side was driven from four fifths of the contested weight.",
    "settlement": "Both sides accepted a design.",
    "truce_held": "A truce held for thirty days.",
    "petered_out": "No assault was made on twenty-one days running.",
    "horizon": "The forecast ended first.",
}
"""How it stopped, in the order of the codes in OUTCOME ``stop``."""

ARRANGEMENTS: dict[str, str] = {
    "none": "Nobody from outside watches the peace.",
    "single_power": "One power's troops keep the peace.",
    "joint_patrols": "Two powers patrol together inside the zone.",
    "multinational": "A force of several nations keeps the peace.",
    "observers": "Unarmed observers watch the peace.",
}
"""Peace arrangements in the order of the codes in SCENARIO ``arrangement`` and OUTCOME ``arrangement``."""

TERRITORIES: dict[str, str] = {
    "line_of_contact": "Each side keeps what it holds.",
    "line_before": "Both sides go back to the lines before the round.",
    "five_then_seven": "Five districts are handed over now and two later.",
    "contact_plus_districts": "Each side keeps what it holds, and districts are handed over besides.",
    "all": "One side hands over everything.",
}
"""Territorial clauses of designs in the order of the codes in SCENARIO ``territory``."""


def ending_label(code: int) -> str:
    """Return the name of the ending with this code."""
    return tuple(ENDINGS)[code]


def stop_label(code: int) -> str:
    """Return the name of the way of stopping with this code."""
    return tuple(STOPS)[code]
