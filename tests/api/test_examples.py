"""Every public function shows how it is called, and the examples run: one after the other, in a folder of their own."""

from __future__ import annotations

import ast
import doctest
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import multipolar as mp
from multipolar.session.run import Run

MEMBERS = 400
OLD = {"ledger", "study"}
"""Deprecated: their texts name what takes their place."""
EXTRAS = {"frame": "pandas", "daily_frame": "pandas", "to_xarray": "xarray"}
"""What an example needs beside the core."""
LONG = {"ach", "backtest", "compare", "condition", "post_mortem", "robust", "study_targets", "sweep", "timeline"}
"""Examples that simulate for seconds: daily they are calls that fit, and what they call has tests of its own."""


def shown() -> Iterator[tuple[str, Any]]:
    """Yield what is shown by an example: the public functions, the verbs of a ledger, and the tables of a run."""
    for name in mp.__all__:
        thing = getattr(mp, name)
        if inspect.isfunction(thing) and name not in OLD:
            yield name, thing
    yield "Ledger", mp.Ledger
    yield from ((name, getattr(Run, name)) for name in EXTRAS)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Return the folder in which the examples run, and the finished run that they speak of."""
    folder = tmp_path_factory.mktemp("examples")
    return folder, mp.run("karabakh_2020", members=MEMBERS, out=folder / "run", report=False)


def test_examples__that_take_long_are_calls_that_fit() -> None:
    """What is not run for its length is at least called with arguments that there are."""
    skipped = {
        (name, example.source)
        for name, thing in shown()
        for test in doctest.DocTestFinder(recurse=False).find(thing, name)
        for example in test.examples
        if example.options.get(doctest.SKIP) or name in LONG
    }
    nodes = [node for _, source in skipped for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    calls = [node for node in nodes if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "mp"]
    for call in calls:
        assert isinstance(call.func, ast.Attribute)
        inspect.signature(getattr(mp, call.func.attr)).bind(*call.args, **{str(word.arg): 0 for word in call.keywords})

    assert {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)} >= LONG


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "thing"),
    [pytest.param(name, thing, id=name, marks=[pytest.mark.long] if name in LONG else []) for name, thing in shown()],
)
def test_examples__run(name: str, thing: Any, room: tuple[Path, Run], monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    """There is one, and it gives what it says."""
    if name in EXTRAS:
        pytest.importorskip(EXTRAS[name])
    folder, run = room
    monkeypatch.chdir(folder)
    found = doctest.DocTestFinder(recurse=False).find(thing, name, globs={"mp": mp, "run": run})
    examples = [test for test in found if test.examples]
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for test in examples:
        runner.run(test)

    assert examples
    assert runner.summarize(verbose=False).failed == 0, capsys.readouterr().out
