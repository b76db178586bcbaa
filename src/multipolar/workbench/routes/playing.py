"""Routes of play: one power in one course, told only what it would be told."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from multipolar.workbench import plays
from multipolar.workbench.bench import Player, Writer

router = APIRouter(tags=["play"])


class NewPlay(BaseModel):
    """A play that is to begin: the run, the power, the day of the first decision, and the days between two."""

    run: str
    power: str = Field(alias="as")
    from_day: int
    step: int | None = None


class Choice(BaseModel):
    """What the power does: nothing, or an option that it starts or stops."""

    act: str | None = None
    option: str = ""


@router.post("/api/play")
def begin(bench: Player, asked: NewPlay) -> dict[str, Any]:
    """Begin a play."""
    return plays.begin(bench, asked.run, asked.power, asked.from_day, asked.step)


@router.get("/api/play/{number}")
def state(bench: Player, number: str) -> dict[str, Any]:
    """Return where a play stands."""
    return plays.go_on(bench, "state", number)


@router.post("/api/play/{number}")
def act(bench: Player, number: str, asked: Choice) -> dict[str, Any]:
    """Let the power act and live on to its next decision or the end."""
    return plays.go_on(bench, "act", number, act=asked.act, option=asked.option)


@router.post("/api/play/{number}/undo")
def undo(bench: Player, number: str) -> dict[str, Any]:
    """Take the last decision back."""
    return plays.go_on(bench, "undo", number)


@router.get("/api/play/{number}/sheet")
def sheet(bench: Writer, number: str) -> dict[str, Any]:
    """Return the facilitator's sheet, which tells what was so: for whoever leads the game."""
    return plays.go_on(bench, "sheet", number)
