"""What the verbs return: frozen results with named parts; each is also a mapping over its document, as JSON holds it."""

from __future__ import annotations

from multipolar.results.asked import Answer, Conditioned, Discovery, Drivers, Signposts
from multipolar.results.compared import Comparison, StudyTable, Sweep
from multipolar.results.handed_on import Bibliography, Export, Opened, Replay
from multipolar.results.judged import LedgerCalibration, LedgerEntry, LedgerList, LedgerScores, PostMortem, Score
from multipolar.results.result import Result
from multipolar.results.strategic import Powers, Settlement, Stability
from multipolar.results.weighed import Board, Robust, Timeline

__all__ = [
    "Answer", "Bibliography", "Board", "Comparison", "Conditioned", "Discovery", "Drivers", "Export", "LedgerCalibration",
    "LedgerEntry", "LedgerList", "LedgerScores", "Opened", "PostMortem", "Powers", "Replay", "Result", "Robust", "Score",
    "Settlement", "Signposts", "Stability", "StudyTable", "Sweep", "Timeline",
]  # fmt: skip
