"""The table of rules behind replayed events."""

from __future__ import annotations

import ast
import importlib
import inspect

from multipolar.engine import replay
from multipolar.model.fields import PARAMS

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
