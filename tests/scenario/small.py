"""The small valid scenario of the corpus, loaded, with changes to taste."""

from __future__ import annotations

from pathlib import Path

from multipolar.errors import Problem
from multipolar.scenario.check import check, checked
from multipolar.scenario.document import Document
from multipolar.scenario.files import load
from multipolar.scenario.loaded import Loaded, loaded_from
from multipolar.scenario.patches import apply_setting
from multipolar.scenario.rules import Context
from scenario.words import words

SMALL = Path(__file__).parent.parent / "scenarios" / "valid" / "small.yaml"


def small(*settings: str) -> Loaded:
    """Return the small scenario with settings applied."""
    loaded = load(SMALL)
    for setting in settings:
        apply_setting(loaded, setting)
    return loaded


def document(*settings: str) -> Document:
    """Return the checked document of the small scenario with settings applied."""
    return checked(small(*settings), words())


def context(*settings: str) -> Context:
    """Return the small scenario as a rule sees it."""
    loaded = small(*settings)
    return Context(document(*settings), words(), loaded.root)


def codes_after(*swaps: tuple[str, str]) -> list[str]:
    """Return the codes of the problems after texts of the small file were replaced."""
    return [problem.code for problem in problems_after(*swaps)]


def problems_after(*swaps: tuple[str, str]) -> tuple[Problem, ...]:
    """Return the problems after texts of the small file were replaced."""
    text = SMALL.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return check(loaded_from(text, "small.yaml"), words()).problems
