"""The table of rules behind replayed events."""

from __future__ import annotations

import ast
import importlib
import inspect
from dataclasses import dataclass
from typing import Any

import pytest

from multipolar.codes import Level, Stop
from multipolar.engine import replay
from multipolar.model.fields import PARAMS
from multipolar.model.records import zeros

SOURCE = ast.parse(inspect.getsource(replay))


def told_kinds() -> set[str]:
    """Return the kinds of event that the module makes: words in the second argument of ``Event``, or given the name ``kind``."""
    calls = [n for n in ast.walk(SOURCE) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Event"]
    given = [node.value for node in ast.walk(SOURCE) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "kind"]
    written = [call.args[1] for call in calls] + given
    either = [part for node in written for part in ([node.body, node.orelse] if isinstance(node, ast.IfExp) else [node])]
    kinds = {node.value for node in either if isinstance(node, ast.Constant)}
    return kinds | set(replay.TREATY_KINDS.values())


def test_rules__stand_behind_every_event_and_no_other() -> None:
    """Every kind of event has its rule, and no rule is left over from an event that is told no more."""
    assert set(replay.RULES) == told_kinds()


def test_rules__name_functions_that_exist_and_fields_that_are_drawn() -> None:
    """What a replayed event names as its rule can be imported by that name; its fields are numbers of the member."""
    drawn = {field.name for field in PARAMS}
    for kind, rule in replay.RULES.items():
        module, _, name = rule.where.rpartition(".")
        assert getattr(importlib.import_module(f"multipolar.{module}"), name) is rule.function, kind
        assert set(rule.fields) <= drawn, kind


@dataclass(frozen=True)
class Held:
    """What of a model ``lasting_level`` reads."""

    sc: Any


def armed_and_striking(until_strike: float) -> tuple[Held, Any]:
    """Return a power that arms a side for good, and strikes from day 10 until a day."""
    sc, state = zeros("SCENARIO", 1), zeros("STATE", 1)
    sc["n_options"][0, 0], sc["option"][0, 0, :2] = 2, (0, 1)
    sc["opt_level"][0, :2] = (Level.ARMED, Level.DIRECT)
    state["since"][0, 0, :2], state["until"][0, 0, :2] = (3.0, 10.0), (1e9, until_strike)
    state["level"][0, 0] = Level.DIRECT
    return Held(sc), state[0]


@pytest.mark.parametrize(("until", "expected"), [(11.0, Level.ARMED), (40.0, Level.DIRECT)])
def test_lasting_level__leaves_out_a_strike_of_one_day(until: float, expected: Level) -> None:
    """A power that strikes once is told to strike, not to go to war and leave it the day after."""
    model, state = armed_and_striking(until)
    assert replay.lasting_level(model, state, 0, 10) == expected


def test_lasting_level__of_less_than_fighting_is_the_level() -> None:
    """And whoever fights from the start does so without any option in use."""
    model, state = armed_and_striking(11.0)
    state["level"][0] = Level.ARMED
    assert replay.lasting_level(model, state, 0, 10) == Level.ARMED
    state["level"][0], state["until"][0, :2] = Level.DIRECT, -1.0
    assert replay.lasting_level(model, state, 0, 10) == Level.DIRECT


def test_last_event__says_when_the_end_is_seen() -> None:
    """The fighting stopped on day 12, which is known on day 40; a course cut by the horizon has nothing to see."""
    outcome = zeros("OUTCOME", 1)[0]
    outcome["stop"], outcome["length_days"], outcome["design"] = Stop.PETERED_OUT, 12.0, -1
    assert replay.last_event(None, outcome, 40).held["seen"] == 40
    assert "seen" not in replay.last_event(None, outcome, 12).held
    outcome["stop"] = Stop.HORIZON
    assert "seen" not in replay.last_event(None, outcome, 40).held
