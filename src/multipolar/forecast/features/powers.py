"""What outside powers do: entry, options, treaties, red lines."""

from __future__ import annotations

import numpy as np

from multipolar.forecast.features.base import Ask, Feature, Values, named
from multipolar.model.labels import option_key
from multipolar.numerics.arrays import Records

DIRECT = 2
CONSULTED, ASKED, HONOURED = 1, 2, 3


def power_direct(out: Records, ask: Ask) -> Values:
    """Tell in which courses a power fights with its own forces."""
    return np.asarray(out["level"][:, ask.power()] == DIRECT)


def power_entry(out: Records, ask: Ask) -> Values:
    """Tell in which courses a power enters openly."""
    return np.asarray(out["entry_day"][:, ask.power()] >= 0)


def newly_direct(out: Records, ask: Ask) -> Values:
    """Tell in which courses a power rises to open combat after the as-of date."""
    return np.asarray(out["newly_direct"][:, ask.power()] > 0)


def option_used(out: Records, ask: Ask) -> Values:
    """Tell in which courses a power takes an option before the question closes."""
    labels = ask.frame.model.labels
    power = ask.power()
    option = option_key(ask.args[1] if len(ask.args) > 1 else "", labels.sides)
    first = out["first_use"][:, power, named(option, labels.options[power], f"option of {labels.powers[power]}")]
    return np.asarray((first >= 0) & (first <= ask.last_day))


def treaty_states(out: Records, ask: Ask) -> Values:
    """Return the highest state (member, treaty) of the treaties that the arguments name."""
    treaties = ask.frame.model.labels.treaties
    places = [named(name, treaties, "treaty") for name in ask.args]
    return np.asarray(out["treaty_state"][:, places])


def treaty_invoked(out: Records, ask: Ask) -> Values:
    """Tell in which courses one of the treaties is invoked, consultation included."""
    return np.asarray((treaty_states(out, ask) >= CONSULTED).any(axis=1))


def treaty_help_asked(out: Records, ask: Ask) -> Values:
    """Tell in which courses help is asked for under one of the treaties."""
    return np.asarray((treaty_states(out, ask) >= ASKED).any(axis=1))


def treaty_honoured(out: Records, ask: Ask) -> Values:
    """Tell in which courses one of the treaties is honoured with help."""
    return np.asarray((treaty_states(out, ask) == HONOURED).any(axis=1))


def red_line_crossed(out: Records, ask: Ask) -> Values:
    """Tell in which courses a red line is crossed."""
    return np.asarray(out["red_crossed"][:, ask.one(ask.frame.model.labels.red_lines, "red line")] >= 0)


def red_line_answered(out: Records, ask: Ask) -> Values:
    """Tell in which courses a red line is crossed and answered."""
    return np.asarray(out["red_answered"][:, ask.one(ask.frame.model.labels.red_lines, "red line")] >= 0)


FEATURES = (
    Feature(
        name="power_direct",
        meaning="POWER fights with its own forces",
        takes=("power",),
        compute=power_direct,
    ),
    Feature(
        name="power_entry",
        meaning="POWER enters openly; covert acts that stay hidden do not count",
        takes=("power",),
        compute=power_entry,
    ),
    Feature(
        name="newly_direct",
        meaning="POWER rises to open combat after the as-of date",
        takes=("power",),
        compute=newly_direct,
    ),
    Feature(
        name="option_used",
        meaning="POWER takes OPTION before the question closes",
        takes=("power", "option"),
        until="closes",
        compute=option_used,
    ),
    Feature(
        name="treaty_invoked",
        meaning="one of the TREATIES is invoked, consultation included",
        takes=("treaty",),
        many=True,
        compute=treaty_invoked,
    ),
    Feature(
        name="treaty_help_asked",
        meaning="help is asked for under one of the TREATIES",
        takes=("treaty",),
        many=True,
        compute=treaty_help_asked,
    ),
    Feature(
        name="treaty_honoured",
        meaning="one of the TREATIES is honoured with help",
        takes=("treaty",),
        many=True,
        compute=treaty_honoured,
    ),
    Feature(
        name="red_line_crossed",
        meaning="the red LINE is crossed",
        takes=("red line",),
        compute=red_line_crossed,
    ),
    Feature(
        name="red_line_answered",
        meaning="the red LINE is crossed and answered",
        takes=("red line",),
        compute=red_line_answered,
    ),
)
