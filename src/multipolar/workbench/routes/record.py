"""Routes of the record: frozen forecasts and their scores over time, and what people said beside the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from multipolar.about import __version__
from multipolar.workbench import crowd
from multipolar.workbench.bench import Bench, Player, Reader, Writer
from multipolar.workbench.jobs import all_of, plain_of
from multipolar.workbench.project import inside
from multipolar.workbench.runs import forecast

router = APIRouter(tags=["record"])
LEDGER = "ledger.sqlite3"


class Word(BaseModel):
    """A word to the ledger, as on the command line: what it is about, an outcome file, and whether every update counts."""

    kind: Literal["add", "list", "show", "score", "calibration"]
    what: str | None = None
    outcome: str | None = None
    every: bool = False


class Chance(BaseModel):
    """A chance that somebody states: of a question, or of each ending."""

    forecaster: str
    scenario: str
    question: str | None = None
    p: float | None = None
    endings: dict[str, float] | None = None


class Lesson(BaseModel):
    """What somebody has learned from the forecast of a run."""

    run: str
    text: str


def ledger_of(bench: Bench) -> Path:
    """Return the ledger of the project."""
    return bench.project.root / LEDGER


@router.get("/api/ledger")
def ledger(bench: Reader) -> dict[str, Any]:
    """Return the frozen forecasts of the project's ledger: ``multipolar-ledger/1``; none before the first is added."""
    if not ledger_of(bench).is_file():
        return {
            "schema": "multipolar-ledger/1",
            "version": __version__,
            "kind": "list",
            "forecasts": [],
            "lessons": [],
            "chain": None,
        }
    return _asked(bench, Word(kind="list"))


@router.post("/api/ledger")
def word(bench: Writer, asked: Word) -> dict[str, Any]:
    """Add a frozen forecast, show one, score them, or tell how well calibrated they were."""
    return _asked(bench, asked)


def _asked(bench: Bench, asked: Word) -> dict[str, Any]:
    from multipolar.record.book import ask_ledger

    what = str(inside(bench.project, asked.what)) if asked.kind == "add" and asked.what else asked.what
    outcome = inside(bench.project, asked.outcome) if asked.outcome else None
    with bench.writing:
        document = ask_ledger(asked.kind, what, db=ledger_of(bench), outcome=outcome, every=asked.every).to_json()
    return document | {"db": LEDGER}


@router.post("/api/ledger/lesson")
def learned(bench: Writer, asked: Lesson) -> dict[str, Any]:
    """Keep a lesson from the forecast of a run in the ledger, and return all lessons."""
    from multipolar.record.ledger import lesson

    told = forecast(bench, asked.run)
    with bench.writing:
        return lesson(str(told["scenario"]), str(told["digest"]), asked.text, ledger_of(bench)) | {"db": LEDGER}


@router.post("/api/crowd")
def state(bench: Player, asked: Chance) -> dict[str, Any]:
    """Keep a chance that somebody states."""
    stated = crowd.stated_from(asked.model_dump())
    with bench.writing:
        crowd.keep(bench.project.root, stated)
    return stated.plain()


@router.get("/api/record")
def record(bench: Reader) -> dict[str, Any]:
    """Return how the model and everybody who stated chances did, and the latest post-mortem."""
    found = crowd.record_document(bench.project.root, ledger_of(bench))
    done = next((row for row in all_of(bench.jobs) if row.get("verb") == "post-mortem" and row["state"] == "done"), None)
    return found | {"post_mortem": None if done is None else plain_of(bench.jobs, str(done["id"]))["document"]}
