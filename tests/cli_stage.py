"""A stage for the tests of the command line: `main` called as a shell would, and a forecast of an invented war."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from multipolar.cli import main
from report.synthetic import courses, forecast_of, quantiles, sectors_on_a_grid


@dataclass(frozen=True)
class Said:
    """What a command returned and printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        return json.loads(self.out)


def call(capsys: Any, *words: str) -> Said:
    """Run one command line in this process."""
    capsys.readouterr()
    status = main(list(words))
    printed = capsys.readouterr()
    return Said(status, printed.out, printed.err)


@lru_cache(maxsize=1)
def forecast() -> dict[str, Any]:
    """Return the forecast of the invented war with everything that is printed."""
    found = forecast_of(courses(300, sectors_on_a_grid()))
    found["share"] = {"force": quantiles(np.array([0.1, 0.2, 0.3])), "final": quantiles(np.array([0.1, 0.2, 0.5]))}
    found["area"] |= {"start": quantiles(np.array([900.0, 1100])), "end": quantiles(np.array([900.0, 3100]))}
    for lifeline in found["lifelines"].values():
        lifeline |= {"low": 0.1, "high": 0.2}
    found["uncertainty"]["pairs"] = 200
    return found | {
        "members": 300, "seed": 1, "version": "0.1.0", "digest": "ab" * 32, "scenario_digest": "cd" * 32, "bundle": "default",
    }  # fmt: skip


def finished(folder: Path, *, complete: bool = True) -> Any:
    """Return a run as the verbs hand it over, without a course having been lived."""
    return SimpleNamespace(
        folder=folder, complete=complete, report=folder / "report.html", scores=None, notes=["not scored: nobody knows"],
        store=SimpleNamespace(manifest={"wall_s": 1.5}), digest="ab" * 32,
        war=SimpleNamespace(id="invented_pass", file_digest="f11e"),
    )  # fmt: skip
