"""What every solver shares: a limit of time, a failure that says what kind it is, and unchecked numbers that never leave.

A failure is raised as `SolverError`; whoever solves several parts of one question keeps it as a `Failure` beside the parts that
were solved. Time is read between steps, so that a solver may end one step after its limit.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from multipolar.errors import MultipolarError

__all__ = ["DEFAULT_LIMIT", "Clock", "Failure", "Kind", "SolverError"]

Kind = Literal["time", "size", "numerical", "input"]
"""Why a solver gave nothing: it ran out of time, the question is too large, the arithmetic failed, the question has no sense."""

DEFAULT_LIMIT = 60.0
"""Time that a solver may take unless told otherwise [s]."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a solver did not give, and why: its name, the kind of failure, a sentence, and the time it took [s]."""

    solver: str
    kind: Kind
    message: str
    seconds: float


class SolverError(MultipolarError):
    """A solver gave no answer that holds; the kind and the sentence stand in ``failure``."""

    def __init__(self, solver: str, kind: Kind, message: str, seconds: float = 0.0) -> None:
        """Keep what failed and why."""
        self.failure = Failure(solver, kind, message, seconds)
        super().__init__(f"{solver}: {message}")

    def __reduce__(self) -> tuple[type[SolverError], tuple[str, Kind, str, float]]:
        """Travel between processes with the kind of failure."""
        f = self.failure
        return type(self), (f.solver, f.kind, f.message, f.seconds)


class Clock:
    """The time that one solver has left."""

    def __init__(self, solver: str, limit: float = DEFAULT_LIMIT) -> None:
        """Start now.

        Raises
        ------
        SolverError : if the limit is not a positive number.
        """
        self.solver = solver
        if not limit > 0.0:
            raise SolverError(solver, "input", f"found a time limit of {limit:g} s, allowed is any time above 0")
        self.limit = limit
        self.start = time.monotonic()

    @property
    def spent(self) -> float:
        """The time since the start [s]."""
        return time.monotonic() - self.start

    @property
    def left(self) -> float:
        """The time that is left [s], 0 when there is none."""
        return max(0.0, self.limit - self.spent)

    def check(self, done: str = "") -> None:
        """Go on, or stop because the time is over.

        Raises
        ------
        SolverError : of kind ``time``, with what was ``done`` by then.
        """
        if self.spent > self.limit:
            said = f"not done within {self.limit:g} s" + (f": {done}" if done else "")
            raise SolverError(self.solver, "time", f"{said}. Allow more time, or ask a smaller question", self.spent)

    def failed(self, kind: Kind, message: str) -> SolverError:
        """Return a failure of this solver, to be raised."""
        return SolverError(self.solver, kind, message, self.spent)
