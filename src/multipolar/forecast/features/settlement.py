"""On what terms it ends: designs accepted, roles in them, and who keeps the peace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from multipolar.codes import ARRANGEMENTS
from multipolar.forecast.features.base import Ask, Feature, Values
from multipolar.forecast.features.names import coded, spelled, with_other
from multipolar.numerics.arrays import Records

KIND = {name: code for code, name in enumerate(ARRANGEMENTS)}


def reached(out: Records, ask: Ask) -> Values:
    """Tell which courses reached a design by the closing day."""
    return np.asarray((out["design"] >= 0) & (out["length_days"] <= ask.last_day))


def patrols(out: Records, ask: Ask) -> Values:
    """Tell in which courses joint patrols stand inside the zone."""
    return np.asarray(reached(out, ask) & (out["arrangement"] == KIND["joint_patrols"]))


def monitoring_role(out: Records, ask: Ask) -> Values:
    """Tell in which courses a power has a role in the design reached."""
    sc, power = ask.frame.sc, ask.power()
    role = (sc["enforcer"][:, power] > 0) | (sc["outside_role"][:, power] > 0)
    return np.asarray(reached(out, ask) & role[np.maximum(out["design"], 0)])


def peacekeeper_option(kind: str, enforcers: Sequence[str]) -> str:
    """Return the words for who keeps the peace, as options of questions spell them."""
    if kind == "single_power":
        return f"{'+'.join(sorted(enforcers))} only"
    if kind == "joint_patrols":
        return "+".join(sorted(enforcers))
    return "multinational" if kind == "multinational" else "none"


def peacekeepers(out: Records, ask: Ask) -> Values:
    """Return which option names those who keep the peace."""
    sc, labels, names = ask.frame.sc, ask.frame.model.labels, with_other(ask)
    design = np.where(reached(out, ask), out["design"], -1)

    def words(key: int) -> str:
        if key < 0:
            return "none"
        kind = tuple(ARRANGEMENTS)[int(sc["arrangement"][key])]
        who = [p for i, p in enumerate(labels.powers) if sc["enforcer"][key, i] > 0]
        return spelled(peacekeeper_option(kind, who), names)

    return coded(design, words, names)


FEATURES = (
    Feature(
        name="settlement",
        meaning="both sides accept a design",
        until="closes",
        compute=reached,
    ),
    Feature(
        name="patrols",
        meaning="joint patrols stand inside the zone",
        until="closes",
        compute=patrols,
    ),
    Feature(
        name="monitoring_role",
        meaning="POWER gets a role in the design reached, inside or outside the zone",
        takes=("power",),
        until="closes",
        compute=monitoring_role,
    ),
    Feature(
        name="peacekeepers",
        meaning="who keeps the peace inside the zone",
        answers="name",
        until="closes",
        options="peacekeepers",
        compute=peacekeepers,
        names=with_other,
    ),
)
