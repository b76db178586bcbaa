"""Turn a written analysis of a multi-actor armed conflict into an executable forecast that can be wrong.

The public names load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from multipolar.about import __version__ as __version__

if TYPE_CHECKING:
    from multipolar.api import Ledger as Ledger
    from multipolar.api import ach as ach
    from multipolar.api import ask as ask
    from multipolar.api import backtest as backtest
    from multipolar.api import cite as cite
    from multipolar.api import compare as compare
    from multipolar.api import condition as condition
    from multipolar.api import discover as discover
    from multipolar.api import drivers as drivers
    from multipolar.api import export as export
    from multipolar.api import freeze as freeze
    from multipolar.api import import_pack as import_pack
    from multipolar.api import ledger as ledger
    from multipolar.api import load as load
    from multipolar.api import play as play
    from multipolar.api import post_mortem as post_mortem
    from multipolar.api import powers as powers
    from multipolar.api import replay as replay
    from multipolar.api import report as report
    from multipolar.api import robust as robust
    from multipolar.api import run as run
    from multipolar.api import score as score
    from multipolar.api import settle as settle
    from multipolar.api import signposts as signposts
    from multipolar.api import stability as stability
    from multipolar.api import study as study
    from multipolar.api import study_ablations as study_ablations
    from multipolar.api import study_bundles as study_bundles
    from multipolar.api import study_claims as study_claims
    from multipolar.api import study_mechanisms as study_mechanisms
    from multipolar.api import study_prior as study_prior
    from multipolar.api import study_targets as study_targets
    from multipolar.api import sweep as sweep
    from multipolar.api import timeline as timeline
    from multipolar.api import what_if as what_if
    from multipolar.errors import DataError as DataError
    from multipolar.errors import InternalError as InternalError
    from multipolar.errors import MultipolarError as MultipolarError
    from multipolar.errors import Problem as Problem
    from multipolar.errors import QuestionError as QuestionError
    from multipolar.errors import RunError as RunError
    from multipolar.errors import ScenarioError as ScenarioError


__all__ = [
    "DataError",
    "InternalError",
    "Ledger",
    "MultipolarError",
    "Problem",
    "QuestionError",
    "RunError",
    "ScenarioError",
    "__version__",
    "ach",
    "ask",
    "backtest",
    "cite",
    "compare",
    "condition",
    "discover",
    "drivers",
    "export",
    "freeze",
    "import_pack",
    "ledger",
    "load",
    "play",
    "post_mortem",
    "powers",
    "replay",
    "report",
    "robust",
    "run",
    "score",
    "settle",
    "signposts",
    "stability",
    "study",
    "study_ablations",
    "study_bundles",
    "study_claims",
    "study_mechanisms",
    "study_prior",
    "study_targets",
    "sweep",
    "timeline",
    "what_if",
]


def _fetch(name: str) -> Any:
    module = "multipolar.errors" if name[0].isupper() and name != "Ledger" else "multipolar.api"
    return getattr(importlib.import_module(module), name)


def __getattr__(name: str) -> Any:
    """Fetch a public name from the module that holds it."""
    if name not in __all__:
        raise AttributeError(f"module 'multipolar' has no attribute {name!r}")
    return _fetch(name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)


class _Package(ModuleType):
    """Keep `multipolar.report` the verb: loading the folder of that name would put the folder in its place."""

    @property
    def report(self) -> Any:
        return _fetch("report")

    @report.setter
    def report(self, folder: ModuleType) -> None:
        """Let the import system hand over the folder, and leave the verb where it is."""


sys.modules[__name__].__class__ = _Package
