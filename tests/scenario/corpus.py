"""How a file of the corpus is read: with the patch beside it and the settings and choices in its head comments."""

from __future__ import annotations

from pathlib import Path

from multipolar.cli.failures import in_shell
from multipolar.errors import Problem, ScenarioError, render_problems
from multipolar.scenario.check import check_file
from multipolar.scenario.stance import choose
from scenario.words import words

CORPUS = Path(__file__).parent.parent / "scenarios"


def asked(text: str, word: str) -> list[str]:
    """Return what the head comments ask for, such as ``# set: horizon_days=9``."""
    mark = f"# {word}: "
    return [line.removeprefix(mark) for line in text.splitlines() if line.startswith(mark)]


def problems_of(file: Path) -> tuple[Problem, ...]:
    """Return the problems of a file of the corpus."""
    text = file.read_text(encoding="utf-8")
    patch = file.with_suffix(".patch.yaml")
    found = check_file(
        file,
        words(),
        as_of=next(iter(asked(text, "as_of")), None),
        patches=[patch] if patch.exists() else [],
        settings=asked(text, "set"),
    )
    if found.document is None:
        return found.problems
    try:
        choose(found.document, next(iter(asked(text, "bundle")), None), asked(text, "claim"))
    except ScenarioError as error:
        return error.problems
    return ()


def report(file: Path) -> str:
    """Return the problems of a file as the command line tells them, without the folder it lies in."""
    return in_shell(render_problems(problems_of(file))).replace(f"{file.parent}/", "")
