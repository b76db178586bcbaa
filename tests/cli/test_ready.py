"""Compiling before the first course."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from multipolar.cli.ready import FIRST_USE, compile_first, ready_run
from multipolar.engine import warm
from multipolar.errors import ScenarioError
from multipolar.session import run as runs


@pytest.fixture
def compiled(monkeypatch):
    """Return the wars that were compiled for on a machine that has compiled nothing yet."""
    wars = []
    monkeypatch.setattr(warm, "is_warm", lambda *_: False)
    monkeypatch.setattr(runs, "make_ready", lambda war, progress: wars.append((war.id, str(war.scenario.as_of))))
    return wars


def test_compile_first__says_why_it_takes_long(capsys, compiled):
    """On first use a note stands before the silence, and the war asked for is compiled for."""
    compile_first("karabakh_2020", progress=None, quiet=False, as_of="2020-09-27")
    assert compiled == [("karabakh_2020", "2020-09-27")]
    assert capsys.readouterr().err == f"{FIRST_USE}\n"


def test_compile_first__a_faulty_choice_is_refused_before(compiled):
    """Nobody waits for minutes to learn that a claim was misspelt."""
    with pytest.raises(ScenarioError, match="C05"):
        compile_first("karabakh_2020", progress=None, quiet=True, claims=("K05=off",))
    assert compiled == []


def test_compile_first__does_nothing_the_second_time(monkeypatch, capsys, compiled):
    """A warm machine starts at once."""
    monkeypatch.setattr(warm, "is_warm", lambda *_: True)
    compile_first("karabakh_2020", progress=None, quiet=False)
    assert (compiled, capsys.readouterr().err) == ([], "")


def test_ready_run__says_so_where_it_takes_long_and_hands_the_run_on(monkeypatch, capsys, compiled):
    """A run made on another machine may be opened where nothing is compiled yet."""
    war = SimpleNamespace(id="w", scenario=SimpleNamespace(as_of="2030-01-01"), model=SimpleNamespace(capacity=None))
    done = SimpleNamespace(war=war)
    assert ready_run(done, progress=None, quiet=False) is done
    assert compiled == [("w", "2030-01-01")]
    assert capsys.readouterr().err == f"{FIRST_USE}\n"
    monkeypatch.setattr(warm, "is_warm", lambda *_: True)
    ready_run(done, progress=None, quiet=False)
    assert len(compiled) == 1
