"""Routes of play: one power in one course, told only what it would be told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from multipolar.studies.play_advice import LEAST_ADVICE, MOST_ADVICE
from multipolar.workbench import plays
from multipolar.workbench.bench import Player, Writer, seat_of
from multipolar.workbench.seats import Seat

router = APIRouter(tags=["play"])
Caller = Annotated[Seat, Depends(seat_of)]


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


class Courses(BaseModel):
    """How many courses are asked of each act; by default 500."""

    courses: int | None = Field(default=None, ge=LEAST_ADVICE, le=MOST_ADVICE)


@router.get("/api/play")
def playable(bench: Player, seat: Caller) -> dict[str, Any]:
    """Return the runs that can be played and the plays of this seat; nothing of what the runs forecast."""
    return plays.listed(bench, seat)


@router.post("/api/play")
def begin(bench: Player, seat: Caller, asked: NewPlay) -> dict[str, Any]:
    """Begin a play."""
    return plays.begin(bench, seat, asked.run, asked.power, asked.from_day, asked.step)


@router.get("/api/play/{number}")
def state(bench: Player, seat: Caller, number: str) -> dict[str, Any]:
    """Return where a play stands."""
    return plays.go_on(bench, seat, "state", number)


@router.get("/api/play/{number}/ground")
def ground(bench: Player, number: str) -> dict[str, Any]:
    """Return the ground on which a play goes on: places, ways and outlines, without who holds them."""
    return plays.ground(bench, number)


@router.post("/api/play/{number}")
def act(bench: Player, seat: Caller, number: str, asked: Choice) -> dict[str, Any]:
    """Let the power act and live on to its next decision or the end."""
    return plays.go_on(bench, seat, "act", number, act=asked.act, option=asked.option)


@router.post("/api/play/{number}/advice")
def advice(bench: Player, seat: Caller, number: str, asked: Courses) -> dict[str, Any]:
    """Return what the model says of each act that is open: many ways on from the present day, on the same luck."""
    return plays.advised(bench, seat, number, asked.courses)


@router.post("/api/play/{number}/undo")
def undo(bench: Player, seat: Caller, number: str) -> dict[str, Any]:
    """Take the last decision back."""
    return plays.go_on(bench, seat, "undo", number)


@router.get("/api/play/{number}/sheet")
def sheet(bench: Writer, seat: Caller, number: str) -> dict[str, Any]:
    """Return the facilitator's sheet, which tells what was so: for whoever leads the game."""
    return plays.go_on(bench, seat, "sheet", number)
