"""An army that did not open the round may be caught unready: surprised, or still being called up."""

from __future__ import annotations

from multipolar.declare.part import Mechanism
from multipolar.declare.record_types import Params, Scenario
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law

UNREADY = 4.0
"""Log hazard that full surprise, or an army of which nobody stood ready, adds on the first day of a round [1]. Grade J."""
UNREADY_DAYS = 7.0
"""Days in which an army that was caught unready finds its feet [days]. Grade J."""
FULL_SURPRISE = 1.5
"""Level of surprise that counts as full [level]. Grade J."""
CAUGHT_DAYS = 21.0
"""Days of a round after which nobody is unready any more [days]. Grade J."""


@law
def unready(surprise: float, ready: float, days: float) -> float:
    """Return the log factor of an army that did not open the round, ``days`` after it began [1].

    4 (min(1, s0 / 1.5) + 1 - ready) exp(-t / 7): ``surprise`` of the opener [level], ``ready`` share of its men that stood ready.
    """
    return UNREADY * (min(1.0, max(surprise, 0.0) / FULL_SURPRISE) + 1.0 - ready) * exp(-days / UNREADY_DAYS)


@law
def may_be_unready(sc: Scenario, b: int) -> bool:
    """Return whether side ``b`` can have been caught unready: not the opener, nor anybody three weeks into a round."""
    return b != sc.opener and sc.day_before <= CAUGHT_DAYS


@law
def caught(sc: Scenario, p: Params, b: int, day: float) -> float:
    """Return the log factor of unreadiness of side ``b`` today [1]."""
    return unready(p.surprise[1 - b], p.ready[b], day + sc.day_before) if may_be_unready(sc, b) else 0.0


@law
def late_call(sc: Scenario, p: Params, b: int, day: float) -> float:
    """Return what the men of side ``b`` who did not stand ready are worth to its enemy as surprise today [level].

    1.5 (1 - ready) exp(-t / 7): an army of which nobody stood ready is surprised in full, whatever it knew.
    """
    late = unready(0.0, p.ready[b], day + sc.day_before) if may_be_unready(sc, b) else 0.0
    return FULL_SURPRISE / UNREADY * late


MECHANISM = Mechanism(
    name="readiness",
    summary="An army that did not open the round may be caught unready: surprised, or still being called up.",
    outlook="shared",
)
