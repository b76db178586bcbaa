"""Stand-ins for the verbs behind the command line, so that no course has to be lived to test how they are called."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from cli_stage import finished, forecast
from multipolar import api
from multipolar.cli import ready
from multipolar.results import Result
from multipolar.session import given


class Calls(dict[str, Any]):
    """What the fake verbs were called with, by verb."""


def fake_api(monkeypatch: Any, tmp_path: Path, *, complete: bool = True) -> Calls:
    """Put stand-ins in the place of the verbs and of compiling; return what they will have been called with."""
    calls = Calls()
    done = finished(tmp_path / "run", complete=complete)
    war = SimpleNamespace(id="invented_pass", scenario=SimpleNamespace(as_of="2030-04-20"))

    def verb(name: str, answer: Any, place: ModuleType = api) -> None:
        def called(*what: Any, **named: Any) -> Any:
            calls[name] = (what, named)
            return answer

        monkeypatch.setattr(place, name, called)

    verb("load", war)
    verb("run", done)
    verb("as_run", done, given)
    verb("run_document", forecast() | {"run": str(done.folder), "report": str(done.report)})
    verb("report", done.report)
    monkeypatch.setattr(ready, "ready_run", lambda run, **how: run)
    monkeypatch.setattr(ready, "compile_first", lambda source, **how: calls.update(compiled=(source, how)))
    return calls


def give(monkeypatch: Any, calls: Calls, name: str, answer: Any, place: ModuleType = api) -> None:
    """Let one more verb answer with a document; ``place`` is where the command line takes it from."""

    def called(*what: Any, **named: Any) -> Any:
        calls[name] = (what, named)
        return Result(answer) if isinstance(answer, dict) else answer

    monkeypatch.setattr(place, name, called)


def difference(base: float, value: float, error: float = 0.01, *, share: bool = True) -> dict[str, Any]:
    """Return a difference as the studies write it."""
    gap = value - base
    return {"base": base, "value": value, "difference": gap, "error": error, "moved": abs(gap) > 2 * error, "share": share}


def comparison() -> dict[str, Any]:
    """Return a comparison of an invented war."""
    outcomes = {
        "ending:knockout_A": difference(0.54, 0.42),
        "question:Q16:none": difference(0.67, 0.80),
        "deaths:B": difference(4067.0, 3442.0, 220.0, share=False),
    }
    moved = [name for name, row in outcomes.items() if row["moved"]]
    inputs = [{"what": f"claim C{i:02d}", "base": 1.0, "value": 0.0} for i in range(20)]
    means = {"binary_brier": {"model": 0.195, "uniform": 0.25, "questions": 20}}
    return {
        "schema": "multipolar-compare/1", "scenario": "invented_pass", "as_of": "2030-04-20", "members": 100, "seed": 7,
        "base": "article", "variants": {"grinding": {"inputs": inputs, "outcomes": outcomes, "moved": moved}},
        "scores": {"article": {"means": means, "lost_to_uniform": ["Q01"]}},
    }  # fmt: skip
