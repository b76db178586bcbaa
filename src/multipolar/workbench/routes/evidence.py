"""The route of evidence files: their reports with faults, and what a new report can say."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from multipolar.workbench.bench import Reader
from multipolar.workbench.evidence import evidence_document
from multipolar.workbench.project import inside, read_text
from multipolar.workbench.routes.files import Asked

router = APIRouter(tags=["evidence"])


@router.post("/api/evidence")
def reports(bench: Reader, asked: Asked) -> dict[str, Any]:
    """Return the reports of an evidence file or of the text given for it, its faults, and what a new report can say."""
    text = asked.text if asked.text is not None else read_text(inside(bench.project, asked.path), asked.path)
    return evidence_document(bench.project, asked.path, text)
