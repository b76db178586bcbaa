"""Every key of a scenario file is read by something: each is changed in turn and must move what the courses or readers see.

Keys that move nothing stand on one declared list; a key on the list that moves something is a fault as well.
"""

from __future__ import annotations

import ast
import copy
import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError

import multipolar
from every_key import at_start, running
from multipolar.errors import MultipolarError
from multipolar.forecast.document import count_sample, forecast_document
from multipolar.model.build import build
from multipolar.model.draw import draw
from multipolar.model.records import zeros
from multipolar.report.compose import report_input
from multipolar.report.payload import page_document
from multipolar.scenario.check import check
from multipolar.scenario.describe import describe, render, to_json
from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import resolve
from multipolar.scenario.shape import alternatives, annotations_of, choices_of, is_block, type_at
from multipolar.scenario.stance import choose
from multipolar.scenario.unread import UNREAD, generic
from multipolar.session.citations import bibliography
from multipolar.session.war import Recipe, War, words

WORLDS = {"start": at_start(), "running": running()}
ROOT = Path(multipolar.__file__).parent
COMPILED = ("mechanisms", "diplomacy", "engine")
NAMES = ("A", "B", "NOR", "SUD", "ORI", "OCC", "LEFT", "MID", "HILL", "RIGHT", "EXT_OCC", "handover", "K4", "Q4", "temples", "norm",
         "tank",
         "press", "tacit", "peters_out", "karabakh_2016")  # fmt: skip
FOR_READERS = frozenset({
    "format", "geometry", "conflict", "as_of_dates", "claims.origin", "claims.rests_on", "claims.test", "claims.outcome",
    "rivals.note", "bundles.author", "issues.id", "issues.text", "belligerents.members", "belligerents.constraints",
    "belligerents.note", "powers.note", "treaties.signed", "treaties.trigger", "treaties.scope", "treaties.obligation",
    "treaties.note", "treaties.parties", "red_lines.text", "theatre.sectors.alt_names", "theatre.sectors.note",
    "theatre.edges.note", "options.grade", "options.note", "settlements.note", "settlements.known_on", "reports.text",
    "questions.stated", "questions.id", "claims.questions", "linked_theatres.name", "belligerents.id", "powers.id", "options.id",
    "war_type", "outside.weight",
})  # fmt: skip
"""Texts kept for whoever reads the file, keys that rules, files or scores read, and ids that other keys refer to."""


@lru_cache(maxsize=1)
def read_by_kernels() -> frozenset[str]:
    """Return every name that compiled code takes off a record."""
    files = [f for room in COMPILED for f in (ROOT / room).rglob("*.py")]
    files += [ROOT / "model" / name for name in ("observe.py", "draw.py")]
    nodes = [node for f in files for node in ast.walk(ast.parse(f.read_text(encoding="utf-8")))]
    return frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute))


def seen(plain: dict[str, Any], *, printed: bool) -> dict[str, Any]:
    """Return what a war lets its courses see, by field that compiled code reads, and with ``printed`` its readers."""
    document = Document.model_validate(plain)
    scenario = resolve(document, words(), choose(document))
    model = build(scenario)
    drawn = draw(model.plan, 24, seed=3)
    kept = read_by_kernels()
    found: dict[str, Any] = {f"sc.{n}": model.sc[n].tobytes() for n in model.sc.dtype.names or () if n in kept}
    found |= {f"p.{n}": drawn[n].tobytes() for n in drawn.dtype.names or () if n in kept and n != "claim"}
    found["labels"] = repr(model.labels)
    found["horizon"] = (document.horizon_days, repr(scenario.stance))
    return found | (_printed(scenario, model) if printed else {})


def _printed(scenario: Any, model: Any) -> dict[str, Any]:
    out = zeros("OUTCOME", 4, model.capacity)
    out["label"], out["design"] = [0, 2, 5, 6], [-1, 0, 1, -1]
    out["length_days"] = [1, 30, 50, 90]
    sample = count_sample(scenario, model, iter([out]), members=np.arange(4), twins=out.copy(), seed=1)
    forecast = forecast_document(sample)
    cited = bibliography(War(Recipe("x"), scenario, model))
    page = page_document(report_input(scenario.document, model.labels, forecast))
    told = to_json(scenario)
    for document in (forecast, cited, told, page["forecast"]):
        for key in ("digest", "scenario_digest", "numbers", "unsourced", "unread"):
            document.pop(key, None)
    forecast["quality"] = page["forecast"]["quality"] = None
    lines = render(section for section in describe(scenario) if section.title != "About the numbers")
    return {name: json.dumps(d, sort_keys=True, default=str) for name, d in {"forecast": forecast, "page": page, "told": told,
            "cited": cited, "lines": lines}.items()}  # fmt: skip


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value of a scenario that stands alone: a number, a word, a switch, a list of names."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, (*path, key))
    elif isinstance(value, list) and any(isinstance(child, dict) for child in value):
        for i, child in enumerate(value):
            yield from leaves(child, (*path, i))
    else:
        yield path, value


def others(path: tuple[str | int, ...], value: Any) -> Iterator[Any]:
    """Yield values that could stand instead."""
    words_allowed = choices_of(type_at(Document, path)) if type_at(Document, path) is not None else ()
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, list) and value and all(isinstance(x, int | float) for x in value):
        yield [0.9 * x + 0.01 for x in value]
    elif isinstance(value, list):
        yield [f"{value[0]}x"] if value else []
        yield value[:-1]
        yield from ([name] for name in (*words_allowed, *NAMES) if [name] != value)
    elif isinstance(value, int | float):
        yield int(value) + 1
        yield 0.9 * value + 0.011
        yield -1
    elif isinstance(value, str):
        yield from (word for word in words_allowed if word != value)
        yield from _texts(value) if not words_allowed else ()


def _texts(value: str) -> Iterator[str]:
    amount = re.fullmatch(r"([0-9.]+)( .*)?", value)
    if amount:
        yield f"{0.9 * float(amount[1]) + 0.01:.4f}{amount[2] or ''}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        yield from (str(day + dt.timedelta(days)) for days in (-3, 4))
    if re.match(r"[A-Za-z]+\(", value):
        yield re.sub(r"\d+", lambda m: str(int(m[0]) + 1), value, count=1)
    if "[" in value:
        yield value.replace("NOR", "SUD").replace("OCC", "ORI")
    yield f"{value}x"
    if re.fullmatch(r"[A-Za-z_0-9]{1,12}", value):
        yield from (name for name in NAMES if name != value)


def put(plain: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return a scenario with one value replaced."""
    changed = copy.deepcopy(plain)
    node: Any = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


def without(plain: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """Return a scenario with one key left out."""
    changed = copy.deepcopy(plain)
    node: Any = changed
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    return changed


def key_of(path: tuple[str | int, ...]) -> str:
    """Return the key a value belongs to: what a number carries beside its value counts with the number."""
    for i in range(1, len(path)):
        if Quantity in alternatives(type_at(Document, path[:i])):
            return generic(path[:i])
    return generic(path)


def moves(world: str, path: tuple[str | int, ...], value: Any, base: dict[str, Any]) -> bool:
    """Tell whether some other value at a place moves anything that is seen."""
    plain = WORLDS[world]
    tried = [put(plain, path, other) for other in others(path, value)] + [without(plain, path)]
    for changed in tried:
        for printed in (False, True):  # most keys move a record, and printing takes longest
            try:
                now = seen(changed, printed=printed)
            except (ValidationError, ValueError, KeyError, MultipolarError):
                break
            if any(now[name] != base[name] for name in now):
                return True
    return False


class Dead(NamedTuple):
    """Keys that were tried, and those of them that move nothing."""

    tried: set[str]
    keys: set[str]


@pytest.fixture(scope="module", params=[4, pytest.param(1, marks=pytest.mark.long)], ids=["a quarter", "all"])
def dead(request: pytest.FixtureRequest) -> Dead:
    """The keys that were tried, one of so many, and those of which no value moves anything."""
    chosen = {key for i, key in enumerate(sorted(written())) if i % request.param == 0}
    bases = {world: seen(plain, printed=True) for world, plain in WORLDS.items()}
    alive: set[str] = set()
    met: set[str] = set()
    for world, plain in WORLDS.items():
        tried: set[str] = set()
        for path, value in leaves(plain):
            key = key_of(path)
            if key not in chosen:
                continue
            met.add(key)
            if key in alive or key in FOR_READERS or (on_the_list(key) and key in tried):
                continue
            tried.add(key)
            if moves(world, path, value, bases[world]):
                alive.add(key)
    return Dead(met, met - alive)


def written() -> set[str]:
    """Return every key that the two wars write."""
    return {key_of(path) for plain in WORLDS.values() for path, _ in leaves(plain)}


def keys_of_format(block: type[BaseModel] = Document, path: str = "") -> Iterator[str]:
    """Yield every key of the format by address without names."""
    for name, kind in annotations_of(block).items():
        here = f"{path}.{name}" if path else name
        inner = _block_in(kind)
        if inner is None:
            yield here
        else:
            yield from keys_of_format(inner, here)


def _block_in(kind: Any) -> type[BaseModel] | None:
    for part in alternatives(kind):
        if is_block(part) and part is not Quantity:
            return part  # type: ignore[no-any-return]
        for inner in getattr(part, "__args__", ()):
            if inner is not Quantity and (found := _block_in(inner)) is not None:
                return found
    return None


def on_the_list(key: str) -> bool:
    """Tell whether a key, or one above it, is declared as read by nothing yet."""
    return any(key == name or key.startswith(f"{name}.") for name in UNREAD)


def test_worlds__write_every_key_and_hold_no_fault():
    """The two wars are valid and leave out no key that a file may have."""
    for plain in WORLDS.values():
        assert check(loaded_from(json.dumps(plain), "every_key.yaml"), words()).problems == ()
    assert set(keys_of_format()) - written() == set()


def test_keys__every_key_is_read_or_stands_on_the_list(dead):
    """A key that moves no record that courses read, no label and no printed text must be declared."""
    assert {key for key in dead.keys if key not in FOR_READERS and not on_the_list(key)} == set()


def test_keys__no_key_of_the_list_is_read(dead):
    """A key on the list that does move something is taken off it."""
    assert {key for key in dead.tried if on_the_list(key)} - dead.keys == set()
    assert all(any(key == k or key.startswith(f"{k}.") for key in written()) for k in UNREAD)
