"""Routes by which a project is begun: eight questions, templates, examples."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from multipolar.workbench.bench import Reader, Writer
from multipolar.workbench.newly import new_file, questions_document, today

router = APIRouter(tags=["new"])


class New(BaseModel):
    """A war that is to be begun: answers to the questions, or the name of a template or of a war of the library."""

    name: str
    answers: dict[str, Any] | None = None
    template: str | None = None


@router.get("/api/new/questions")
def questions(bench: Reader) -> dict[str, Any]:
    """Return the eight questions with what past wars had beside each."""
    del bench
    return questions_document(today())


@router.post("/api/new")
def begin(bench: Writer, asked: New) -> dict[str, Any]:
    """Write a new scenario, made of answers or taken from the library; nothing is written over."""
    return new_file(bench, asked.name, asked.template, asked.answers)
