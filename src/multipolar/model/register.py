"""The parameter register: priors shared by all wars, with unit, grade and source, as the mechanisms declare them.

A prior spelled ``fitted`` is read from ``library/calibration/``, where it stands with its data, date and command;
``multipolar calibrate`` makes those files. A scenario may override an entry under ``parameters:``; it then says why.
Where a value was estimated from the flagship war itself, the register has a wider preset that does without it, so that a
run as of a date inside that war learns nothing from its end (docs/model/subjects.md, subject 20).
"""

from __future__ import annotations

from dataclasses import replace

from multipolar.declare.layout import LAYOUT
from multipolar.declare.part import Prior
from multipolar.model.catalogue import CATALOGUE, SWITCHES
from multipolar.scenario.calibrated import prior_of

__all__ = ["FITTED", "MECHANISMS", "REGISTER", "SIDE_DEFAULTS"]

FITTED = "fitted"
"""Stands in the place of a prior where the value is read from a calibration."""

_SHARED = (Prior("video_reliability", "P54d", "0.8", "J", "subject 20"),)
"""Priors that are read where the start state is drawn, by no single mechanism."""


def _assembled() -> tuple[Prior, ...]:
    """Return all priors in the frozen order of their fields, fitted ones with their values."""
    place = {name: i for i, name in enumerate(LAYOUT["PARAMS"])}
    rows = [*_SHARED, *(prior for mechanism in CATALOGUE for prior in mechanism.priors)]
    rows.sort(key=lambda row: place.get(row.field, len(place)))
    return tuple(replace(row, prior=prior_of(row.field)) if row.prior == FITTED else row for row in rows)


REGISTER: tuple[Prior, ...] = _assembled()

SIDE_DEFAULTS: dict[str, tuple[str, str]] = {
    "attack_threshold": ("P59", "N(0.45, 0.06)"),
    "private_residual": ("P65", "N(0, 0.03)"),
    "optimism": ("P31", "N(0.10, 0.08)"),
    "leader_punishment": ("P33", "Tri(0, 0.15, 0.40)"),
    "readiness": ("P26", "Beta(2, 6)"),
    "ad_start": ("P23", "Beta(3, 7)"),
    "quality_noise": ("quality", "LogN(1, 0.12)"),
    "weakness_drawn": ("P90", "N(0, 1)"),
}
"""Priors of parameters that each side draws for itself, used where the scenario gives none."""

MECHANISMS: tuple[str, ...] = SWITCHES
"""Switches in PARAMS ``on``: index = place in this list; target spelling ``on[drones]``."""
