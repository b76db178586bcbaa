"""The verbs, from load and run to score, backtest, freeze and ledger: friendly in, typed results out.

What only one verb needs is loaded when it is called, so that a run does not wait for the studies.
"""

from __future__ import annotations

from multipolar.api.asking import ask, discover, drivers, signposts
from multipolar.api.comparing import compare, sweep, what_if
from multipolar.api.exchanging import cite, export, import_pack, open_report
from multipolar.api.forecasting import condition, load, replay, report, run
from multipolar.api.forecasting import run_document as run_document
from multipolar.api.judging import backtest, freeze, ledger, post_mortem, score
from multipolar.api.playing import play
from multipolar.api.strategic import powers, settle, stability
from multipolar.api.weighing import ach, robust, timeline
from multipolar.record.book import Ledger
from multipolar.session.run import Run
from multipolar.session.war import War
from multipolar.studies.verbs import (
    study,
    study_ablations,
    study_bundles,
    study_claims,
    study_mechanisms,
    study_prior,
    study_targets,
)

__all__ = [
    "Ledger", "Run", "War", "ach", "ask", "backtest", "cite", "compare", "condition", "discover", "drivers", "export",
    "freeze", "import_pack", "ledger", "load", "open_report", "play", "post_mortem", "powers", "replay", "report", "robust", "run",
    "score", "settle", "signposts", "stability", "study", "study_ablations", "study_bundles", "study_claims", "study_mechanisms",
    "study_prior", "study_targets", "sweep", "timeline", "what_if",
]  # fmt: skip
