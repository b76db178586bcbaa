"""What really happened: the only reader of outcome files, and only with a forecast that was stamped before.

Nothing else in the package opens ``library/outcomes``; the engine and the forecast could not read it if they tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from multipolar.errors import DataError, ScenarioError
from multipolar.forecast.document import stamp_of
from multipolar.forecast.pack_outcome import PACK_SCHEMA, translated
from multipolar.scenario.files import library_dir, loaded_from

Label = Literal[
    "knockout_A", "knockout_B", "ceasefire_gains_A", "ceasefire_gains_B", "status_quo_ante", "frozen_stalemate",
    "ongoing_180",
]  # fmt: skip
Level = Literal["out", "armed", "direct"]
FORMAT = "multipolar-outcome/1"


class _Block(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Resolved(_Block):
    """The answer to one question."""

    id: str
    answer: bool | float | str
    resolved_on: str = ""
    grade: str = ""


class End(_Block):
    """How and when it ended."""

    label: Label
    soft: dict[Label, float] = {}
    length_days: dict[str, float] = {}
    length_range: list[float] = []
    date: str | None = None
    censored_at_horizon: bool = False

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each label: the doubt of resolvers, or all on the label."""
        return {str(k): v for k, v in self.soft.items()} or {str(self.label): 1.0}


class PowerLevel(_Block):
    """The level of a power, with doubt where resolvers could honestly differ."""

    level: Level | None = None
    soft: dict[Level, float] = {}
    new: bool | None = None

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each level."""
        return {str(k): v for k, v in self.soft.items()} or ({self.level: 1.0} if self.level else {})


class Target(_Block):
    """One measured course of the war: what was measured, its value, the range of sources or the tolerance, and the source.

    ``measure`` is read by the study of targets; ``value`` is None where nobody published it.
    """

    measure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "1"
    source: str = ""
    grade: str = ""


class Series(_Block):
    """What happened day by day: ground A took [km2] from ``start`` on, and by how much dated deaths fall short of all."""

    start: str
    area_km2: list[float] = []
    area_marks: list[str] = []
    dead_B_factor: float = 1.0


class Outcome(_Block):
    """What happened in one war, in the taxonomy of the back-tests.

    ``since`` says from when deaths are counted: the round's first day, or the as-of date. Lengths and shares of sectors
    that changed hands are given per as-of date.
    """

    format: Literal["multipolar-outcome/1"]
    scenario: str
    since: Literal["round", "as_of"] = "round"
    end: End | None = None
    sectors_end: dict[str, float] = {}
    changed_share: dict[str, float] = {}
    net_share_A: dict[str, float] = {}
    brokered_by: list[str] | None = None
    arrangement: str | None = None
    power_levels: dict[str, PowerLevel] = {}
    deaths: dict[Literal["A", "B"], dict[str, Any]] = {}
    series: Series | None = None
    questions: list[Resolved] = []
    claims: dict[str, str] = Field(default_factory=dict)
    targets: list[Target] = []

    def answers(self) -> dict[str, bool | float | str]:
        """Return the answer to each resolved question."""
        return {question.id: question.answer for question in self.questions}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Proof that a forecast was finished before any outcome was opened: its digest, and when it was written."""

    sha256: str
    written: str


def stamped(document: Mapping[str, Any], sha256: str, written: str) -> Stamp:
    """Return the stamp of a forecast that was written and has not been touched since.

    Raises
    ------
    DataError : if the forecast is not the one that was stamped.
    """
    if stamp_of(document) != sha256:
        raise DataError("the forecast is not the one that was stamped; it must not be scored")
    return Stamp(sha256, written)


def outcome_names() -> list[str]:
    """Return the scenarios of which the library knows what happened."""
    folder = library_dir("outcomes")
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def open_outcome(scenario: str, stamp: Stamp, file: Path | str | None = None) -> Outcome:
    """Return what happened in a scenario, from the library or from a file.

    Raises
    ------
    DataError : if nothing was stamped, there is no such file, it is not an outcome file, or it belongs to another scenario.
    """
    _need(stamp, scenario)
    return _opened(scenario, file)


def past_outcome(scenario: str, file: Path | str | None = None) -> Outcome:
    """Return how a past war ended so that *other* wars can learn from it; never for a forecast of this one.

    The calibration that reads it keeps, for every war it learned from, what the others alone teach (``without``); a forecast
    of one of them gets only that.

    Raises
    ------
    DataError : if there is no such file, it is not an outcome file, or it belongs to another scenario.
    """
    return _opened(scenario, file)


def _opened(scenario: str, file: Path | str | None) -> Outcome:
    name, text = _text(scenario, file)
    try:
        loaded = loaded_from(text, name)
        data = loaded.data
        outcome = Outcome.model_validate(translated(data) if data.get("schema") == PACK_SCHEMA else data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise DataError(f"{name}: {place}: {first['msg']} (found {first.get('input')!r:.60})") from error
    except ScenarioError as error:
        raise DataError(f"{name}: {error}") from error
    if loaded.problems:
        raise DataError(f"{name}: {loaded.problems[0].render().strip()}")
    if outcome.scenario != scenario:
        raise DataError(f"{name}: tells the outcome of {outcome.scenario!r}, the run is of {scenario!r}")
    return outcome


def recorded_text(scenario: str, stamp: Stamp, file: Path | str | None = None) -> tuple[str, str]:
    """Return name and text of the deaths recorded by month in a scenario, from the library or from a file.

    Raises
    ------
    DataError : if nothing was stamped, nothing is recorded, or the file cannot be read.
    """
    _need(stamp, scenario)
    source = library_dir("outcomes") / f"{scenario}.views.json" if file is None else Path(file)
    try:
        return source.name, source.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"no deaths by month are recorded for {scenario!r}; name a file with --outcome") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{source.name}: cannot be read ({error})") from error


def _need(stamp: Stamp, scenario: str) -> None:
    if not stamp.sha256:
        raise DataError(f"{scenario}: an outcome is opened only after the forecast has been written and stamped")


def _text(scenario: str, file: Path | str | None) -> tuple[str, str]:
    if file is None and scenario not in outcome_names():
        known = ", ".join(outcome_names()) or "none"
        raise DataError(f"the library does not know what happened in {scenario!r} (known: {known}); name a file")
    source = library_dir("outcomes") / f"{scenario}.yaml" if file is None else Path(file)
    name = f"{scenario}.yaml" if file is None else str(file)
    try:
        return name, source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{name}: cannot be read ({error})") from error
