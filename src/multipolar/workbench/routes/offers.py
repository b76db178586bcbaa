"""Routes of offers: the terms that can be put together, their text, and their test beside the designs of the war."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from multipolar.workbench import offers
from multipolar.workbench.bench import Reader, Writer

router = APIRouter(tags=["settle"])


class Offer(BaseModel):
    """A design for ending the war by its terms."""

    design: dict[str, Any]


class Trial(Offer):
    """An offer that is to be tested on the first courses of a run."""

    run: str
    members: int | None = None


@router.get("/api/offer")
def terms(bench: Reader, run: str) -> dict[str, Any]:
    """Return the terms of an offer in the war of a run, whom they can name, and its designs as offers to begin with."""
    return offers.offer_document(bench, run)


@router.post("/api/offer")
def written(_: Reader, asked: Offer) -> dict[str, Any]:
    """Return an offer as the text of a design file; POST /api/file keeps it in the project."""
    return {"text": offers.offer_text(asked.design)}


@router.post("/api/offer/test")
def test(bench: Writer, asked: Trial) -> dict[str, Any]:
    """Test an offer on the courses of a run, beside all designs of its war."""
    job = offers.tried(bench, asked.run, asked.design, asked.members)
    return {"id": job.id, "state": job.state}
