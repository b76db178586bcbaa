"""Laws over the field table: what is written is read, what is drawn is used, every switch has a reader."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import multipolar
from multipolar.diplomacy.options import EFFECTS
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.fields import fields_of
from multipolar.model.register import REGISTER
from multipolar.registry import declarations

SOURCE = Path(multipolar.__file__).parent
FOLDERS = ("mechanisms", "diplomacy", "engine", "model")
RECORDS = {"sc": "SCENARIO", "p": "PARAMS", "st": "STATE", "out": "OUTCOME"}

OF_EFFECTS = {purpose: number for effect in EFFECTS for purpose, number in effect.streams.items()}
"""Random streams that the effects of options draw from."""
SCENARIO_FOR_PEOPLE = {"doy_start", "n_catalogue"}
"""SCENARIO fields that only reports read."""
STATE_FOR_GATES = {"offers_made", "offers_seen"}
"""STATE fields that count what happened for the gates of `verification/gate_outcomes.py` alone: they read them day by day."""


def uses() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return, per ``record.field``, the functions that read it and the functions that write it."""
    reads: dict[str, set[str]] = defaultdict(set)
    writes: dict[str, set[str]] = defaultdict(set)
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text())):
                if isinstance(function, ast.FunctionDef):
                    _note(function, f"{path.stem}.{function.name}", reads, writes)
    return reads, writes


def _note(function: ast.FunctionDef, name: str, reads: dict[str, set[str]], writes: dict[str, set[str]]) -> None:
    targets: set[int] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                inner = target
                while isinstance(inner, ast.Subscript):
                    inner = inner.value
                if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id in RECORDS:
                    targets.add(id(inner))
                    writes[f"{inner.value.id}.{inner.attr}"].add(name)
                    if isinstance(node, ast.AugAssign):
                        continue
    for node in ast.walk(function):
        named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in RECORDS
        if named and id(node) not in targets:
            reads[f"{node.value.id}.{node.attr}"].add(name)


def test_state__every_field_that_is_written_is_read_elsewhere() -> None:
    """A number nobody reads is not part of the model."""
    reads, writes = uses()
    replayed = (SOURCE / "engine" / "replay.py").read_text()
    gates = (SOURCE.parents[1] / "verification" / "gate_outcomes.py").read_text()
    unread = {
        field.name
        for field in fields_of("STATE")
        if writes.get(f"st.{field.name}") and not reads.get(f"st.{field.name}") and f'"{field.name}"' not in replayed
    }

    assert unread == STATE_FOR_GATES
    assert all(f'run.days["{name}"]' in gates for name in STATE_FOR_GATES)


def test_state__every_field_is_written() -> None:
    """A field that nobody fills is dead."""
    _, writes = uses()
    rows = "".join(path.read_text() for folder in FOLDERS for path in (SOURCE / folder).rglob("*.py"))
    idle = sorted(f.name for f in fields_of("STATE") if not writes.get(f"st.{f.name}") and f"st.{f.name}[" not in rows)

    assert idle == []


def test_params__every_drawn_number_is_read_by_a_kernel() -> None:
    """What the register draws, some law reads."""
    reads, _ = uses()
    start_only = (SOURCE / "model").rglob("*.py")
    observed = "".join(path.read_text() for path in start_only)
    unread = sorted(entry.field for entry in REGISTER if not reads.get(f"p.{entry.field}") and f'"{entry.field}"' not in observed)

    assert unread == []


def test_params__every_field_moves_something() -> None:
    """What is drawn for a member is read by a law, or by the draw that makes the start state out of reports."""
    reads, _ = uses()
    start = "".join((SOURCE / "model" / name).read_text() for name in ("observe.py", "build_reports.py", "plan.py"))
    idle = sorted(f.name for f in fields_of("PARAMS") if not reads.get(f"p.{f.name}") and f'"{f.name}"' not in start)

    assert idle == []


def test_outcome__every_field_is_written() -> None:
    """The record that is kept has no empty column."""
    _, writes = uses()
    empty = sorted(f.name for f in fields_of("OUTCOME") if not writes.get(f"out.{f.name}"))

    assert empty == []


def test_switches__every_one_is_read_by_the_constant_of_its_mechanism() -> None:
    """A switch without a reader would claim to turn something off; the constant is the place that the record declares."""
    text = "".join(path.read_text() for folder in FOLDERS for path in (SOURCE / folder).rglob("*.py"))
    for mechanism in CATALOGUE:
        for name, place in mechanism.switches.items():
            module = next(m for m in sys.modules.values() if getattr(m, "MECHANISM", None) is mechanism)
            assert getattr(module, f"{name.upper()}_SWITCH") == place
            assert f"on[{name.upper()}_SWITCH]" in text, name


def loaded_in(files: list[Path]) -> set[str]:
    """Return the names that the functions of files read."""
    functions = [f for file in files for f in ast.parse(file.read_text()).body if isinstance(f, ast.FunctionDef)]
    return {n.id for f in functions for n in ast.walk(f) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def test_streams__every_one_is_read_by_its_mechanism() -> None:
    """A declared random stream is one that the mechanism draws from; a draw outside the declared ones does not exist."""
    for mechanism in CATALOGUE:
        module = next(m for m in sys.modules.values() if getattr(m, "MECHANISM", None) is mechanism)
        path = Path(str(module.__file__))
        files = sorted(path.parent.glob("*.py")) if path.stem == "step" else [path]
        own = {purpose: number for purpose, number in mechanism.streams.items() if purpose not in OF_EFFECTS}
        assert {purpose: getattr(module, purpose.upper()) for purpose in own} == own
        assert {purpose.upper() for purpose in own} <= loaded_in(files), mechanism.name


def test_streams__every_one_of_an_effect_is_read_in_its_file() -> None:
    """The random stream that an effect declares is one of the mechanism of options, and its file draws from it."""
    assert [m.streams for m in CATALOGUE if m.name == "options"] == [OF_EFFECTS]
    for module, effects in declarations("multipolar.diplomacy.effects", "EFFECTS"):
        own = {purpose: number for effect in effects for purpose, number in effect.streams.items()}
        assert {purpose: getattr(sys.modules[module], purpose.upper()) for purpose in own} == own
        assert {purpose.upper() for purpose in own} <= loaded_in([Path(str(sys.modules[module].__file__))]), module


def test_shared_outlook__is_made_of_the_laws_it_claims() -> None:
    """The projection, or a mechanism with an outlook law, uses laws or switches of each whose mean is said to be part of it."""
    files = [*(SOURCE / "diplomacy" / "outlook").glob("*.py")]
    files += [SOURCE / "mechanisms" / f"{m.name}.py" for m in CATALOGUE if callable(m.outlook)]
    text = "".join(path.read_text() for path in files)
    absent = [m.name for m in CATALOGUE if m.outlook == "shared" and f"multipolar.mechanisms.{m.name} import" not in text]

    assert absent == []


def short_lived(function: ast.FunctionDef) -> list[str]:
    """Return the lines on which a function takes a record out of an array that it has made itself."""
    made = {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and fresh(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        f"{function.name}:{node.lineno}"
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript) and isinstance(node.value.slice, ast.Constant)
        if fresh(node.value.value) or (isinstance(node.value.value, ast.Name) and node.value.value.id in made)
    ]


def fresh(node: ast.expr) -> bool:
    """Return whether the value is a new array."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"np.empty", "np.zeros"}


def test_kernels__no_record_outlives_the_array_it_lies_in() -> None:
    """Compiled, a record does not keep its array alive: whoever works in one gets the array from the caller.

    Otherwise the memory is free while the record is still written to: courses then depend on what else runs, and now and
    then a run of a million members dies.
    """
    found = [
        f"{path.relative_to(SOURCE).as_posix()} {line}"
        for folder in (*FOLDERS, "numerics")
        for path in sorted((SOURCE / folder).rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for line in short_lived(function)
    ]

    assert found == []
    trap = ast.parse("def law():\n    room = np.empty(1, NET)\n    net = room[0]\n    wet = np.zeros(1, NET)[0]")
    assert isinstance(trap.body[0], ast.FunctionDef)
    assert short_lived(trap.body[0]) == ["law:3", "law:4"]
