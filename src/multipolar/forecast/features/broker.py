"""Who mediates the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from multipolar.forecast.features.base import Ask, Feature, Values
from multipolar.forecast.features.names import coded, with_other
from multipolar.library import MEDIATOR_GROUPS
from multipolar.numerics.arrays import Records
from multipolar.scenario.vocabulary import NOBODY, OTHER


def _groups(options: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    return [(name, MEDIATOR_GROUPS.get(name, frozenset(part.strip() for part in name.split("+")))) for name in options]


def broker_option(brokers: frozenset[str], options: Sequence[str]) -> str:
    """Return the option that names a set of brokers: the same set, else a group of which two or more are members."""
    if not brokers:
        return NOBODY
    groups = _groups(options)
    exact = [name for name, group in groups if group == brokers]
    within = [name for name, group in groups if name in MEDIATOR_GROUPS and len(brokers) > 1 and brokers < group]
    return (exact or within or [OTHER])[0]


def broker(out: Records, ask: Ask) -> Values:
    """Return which option names the powers that brokered the end."""
    powers, names = ask.frame.model.labels.powers, with_other(ask)
    keys = (out["brokers"][:, : len(powers)] > 0) @ (1 << np.arange(len(powers), dtype=np.int64))

    def words(key: int) -> str:
        option = broker_option(frozenset(p for i, p in enumerate(powers) if key >> i & 1), ask.options)
        return option if option in names else OTHER

    return coded(keys, words, names)


FEATURES = (
    Feature(
        name="broker",
        meaning="who mediates the end",
        answers="name",
        options="brokers",
        compute=broker,
        names=with_other,
    ),
)
