"""Routes of a class and of the links by which others come in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from multipolar.workbench import teaching
from multipolar.workbench.bench import Player, Reader, Writer, seat_of
from multipolar.workbench.seats import Seat
from multipolar.workbench.sharing import links, row_of

router = APIRouter(tags=["teach"])
Caller = Annotated[Seat, Depends(seat_of)]


class NewClass(BaseModel):
    """A class that is to be opened: the run, who knows what happened, the questions, and how many seats."""

    run: str
    outcome: str | None = None
    questions: list[str] | None = None
    seats: int = 30


class Said(BaseModel):
    """The answers of a seat by question: a chance, or shares by option."""

    answers: dict[str, Any]


class Advice(BaseModel):
    """Whether students who play may ask what the model says of their acts."""

    allowed: bool


class NewLinks(BaseModel):
    """Links for persons: what they may do, and how many."""

    rights: Literal["read", "play", "write"] = "read"
    count: int = 1


@router.post("/api/teach")
def begin(bench: Writer, asked: NewClass) -> dict[str, Any]:
    """Open a class on a run; each student's link is told once here, and again under /api/teach/links."""
    found = teaching.open_class(bench, asked.run, asked.outcome, asked.questions, asked.seats)
    return found | {"links": [row_of(bench, bench.seats.seats[number]) for number in teaching.seats_again(bench)]}


@router.get("/api/teach")
def state(bench: Reader, seat: Caller) -> dict[str, Any]:
    """Return where the class stands; students are told no answers but their own."""
    return teaching.told(bench, teacher=seat.rights == "write", seat=seat.number)


@router.get("/api/teach/links")
def class_links(bench: Writer) -> dict[str, Any]:
    """Return the links of the seats of the class under way; after a new start of the server they are new ones."""
    return {"links": [row_of(bench, bench.seats.seats[number]) for number in teaching.seats_again(bench)]}


@router.post("/api/teach/answers")
def answers(bench: Player, seat: Caller, said: Said) -> dict[str, Any]:
    """Take the answers of this seat."""
    return teaching.answer(bench, seat.number, said.answers)


@router.post("/api/teach/advice")
def advice(bench: Writer, asked: Advice) -> dict[str, Any]:
    """Let students who play ask what the model says of their acts, or no longer."""
    return teaching.allow_advice(bench, allowed=asked.allowed)


@router.post("/api/teach/show")
def show(bench: Writer) -> dict[str, Any]:
    """Close the answers and show what happened and how all did."""
    return teaching.show(bench)


@router.get("/api/teach/results")
def results(bench: Reader) -> dict[str, Any]:
    """Return what happened and how all did, once it is shown."""
    return teaching.results(bench)


@router.post("/api/seats")
def seats(bench: Writer, asked: NewLinks) -> dict[str, Any]:
    """Make links, one for each person, with the right to read, to play or to write."""
    return {"links": links(bench, asked.rights, asked.count), "share": bench.share}


@router.get("/api/seats")
def all_seats(bench: Writer) -> dict[str, Any]:
    """Return all links but the owner's own."""
    return {"links": [row_of(bench, seat) for seat in bench.seats.seats[1:]], "share": bench.share}
