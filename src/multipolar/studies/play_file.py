"""The decisions of a course that was played, read from a file: every fault at once with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from multipolar.errors import FaultyFileError, Problem, ScenarioError, render_problems
from multipolar.model.labels import Labels
from multipolar.registry import nearest
from multipolar.scenario.files import load_text
from multipolar.scenario.translate import Fault, located, validate

SCHEMA = "multipolar-play/1"
NO_FILE = "Name a file that play wrote, by default in the folder plays of the run."
Act = Literal["nothing", "start", "stop"]
Day = Annotated[int, Field(ge=0)]


class Decision(BaseModel):
    """What a power did on a day [days since the as-of date]; ``option`` is an id, empty where it did nothing new."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    day: Day
    act: Act
    option: str = ""


class Played(BaseModel):
    """A branch as it is written: scenario, member, who is played from which day in which steps, and the decisions.

    ``course``: digest of the course's last record where it came to its end, by which it is known again.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    schema_: Literal["multipolar-play/1"] = Field(alias="schema")
    scenario: str
    digest: str = ""
    power: str
    from_day: Annotated[int, Field(ge=1)]
    member: Day
    seed: Annotated[int | None, Field(ge=0)] = None
    step: Annotated[int, Field(ge=1)] = 4
    decisions: list[Decision]
    course: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a file of decisions is held against: id and digest of the war, its labels, the seed and the last day of a run."""

    scenario: str
    digest: str
    seed: int
    labels: Labels
    horizon: int


def read_played(path: Path, ground: Ground) -> Played:
    """Return the branch that a file holds.

    Raises
    ------
    FaultyFileError : with every fault of the file.
    """
    try:
        loaded = load_text(path)
    except ScenarioError as error:
        found = tuple(replace(one, hint=NO_FILE) if one.code == "no-file" else one for one in error.problems)
        raise FaultyFileError(render_problems(found), found) from error
    problems: list[Problem] = list(loaded.problems)
    read = validate(Played, loaded.root) if not problems else None
    if read is not None:
        problems += [located(loaded.root, fault) for fault in read.faults]
        if read.value is not None and not read.faults:
            problems += [located(loaded.root, fault) for fault in faults_of(read.value, ground)]
    if problems or read is None or read.value is None:
        found = tuple(sorted(set(problems)))
        raise FaultyFileError(render_problems(found), found)
    return read.value


def faults_of(played: Played, ground: Ground) -> Iterator[Fault]:
    """Yield what a branch may not say of this run although every value is well formed."""
    if played.scenario != ground.scenario:
        yield Fault(("scenario",), "other-war", f"found {played.scenario!r}, the run is of {ground.scenario!r}", "Name its run.")
    if played.digest and played.digest != ground.digest:
        said = f"found {played.digest[:8]}, the scenario of the run has {ground.digest[:8]}: it reads differently"
        yield Fault(("digest",), "other-war", said, "Name the run that was played.")
    if played.seed is not None and played.seed != ground.seed:
        yield Fault(("seed",), "other-war", f"found {played.seed}, the run has {ground.seed}", "Name the run that was played.")
    if played.power not in ground.labels.powers:
        yield Fault(("power",), "unknown-name", f"found {played.power!r}, expected one of {', '.join(ground.labels.powers)}")
        return
    yield from decision_faults(played, ground.labels.options[ground.labels.powers.index(played.power)], ground.horizon)


def decision_faults(played: Played, options: Sequence[str], horizon: int) -> Iterator[Fault]:
    """Yield what is wrong with decisions before anything is lived: their days, and options that the power does not have."""
    before = -1
    for i, one in enumerate(played.decisions):
        path = ("decisions", i)
        away = one.day - played.from_day
        if away < 0 or away % played.step or one.day >= horizon:
            allowed = f"{played.from_day}, {played.from_day + played.step} ... below {horizon}"
            yield Fault((*path, "day"), "no-decision-day", f"found {one.day}, {played.power} decides on days {allowed}")
        elif one.day <= before:
            yield Fault((*path, "day"), "no-decision-day", f"found {one.day} after {before}", "One decision a day, in their order.")
        before = max(before, one.day)
        if one.act != "nothing" and one.option not in options:
            near = nearest(one.option, options)
            hint = f"Did you mean {near!r}?" if near else f"It has {', '.join(options)}."
            yield Fault((*path, "option"), "unknown-option", f"{played.power} has no option {one.option!r}", hint)
