"""A value of a scenario written anew in its own line: comments, order and quotes of everything else stay as they are.

Whatever is written is read again and held against the change that was asked for; a text that came out otherwise is never returned.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import yaml

from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import Node, parse_value
from multipolar.scenario.patches import edit
from multipolar.scenario.paths import PathError, descend, steps
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives, measure_in, type_at
from multipolar.workbench import spans
from multipolar.workbench.refusing import FAULTY, WRONG, RefusedError

Op = Literal["set", "add", "remove"]
HANDLES = frozenset({"low", "mode", "high"})


def edited(text: str, changes: Iterable[Mapping[str, Any]]) -> tuple[str, list[int]]:
    """Return a text with changes made one after the other, and the numbers of the lines that differ in it.

    Parameters
    ----------
    changes : each ``key`` (address), and ``value``, or ``remove: true``; ``op: add`` puts the value at the end of a list. A number
        may be given as ``{value}`` or ``{low, mode, high}``: its unit and source stay.

    Raises
    ------
    RefusedError : for an address that leads nowhere, or a text that cannot be changed without touching other lines.
    """
    before = text
    for change in changes:
        text = _changed(text, change)
    return text, lines_changed(before, text)


def _changed(text: str, change: Mapping[str, Any]) -> str:
    key = str(change["key"])
    op: Op = "remove" if change.get("remove") else "add" if change.get("op") == "add" else "set"
    try:
        address = steps(key)
        root = spans.tree(text)
        value = None if op == "remove" else written(text, key, change.get("value"))
        if op == "add" and _leads_nowhere(root, address):  # the list is not there yet: it begins with this item
            op, value = "set", value if isinstance(value, list) else [value]
        wanted = _wanted(text, op, key, value)
        new = removed(text, root, address) if op == "remove" else put(text, root, address, value, add=op == "add")
    except PathError as error:
        raise RefusedError(WRONG, f"{key}: {error}. {error.hint}".rstrip(". ")) from error
    except ValueError as error:
        raise RefusedError(FAULTY, f"{key}: {error}") from error
    read = loaded_from(new, "")
    if read.problems or read.data != wanted:
        raise RefusedError(FAULTY, f"{key}: cannot be changed without touching other lines; change it in the text")
    return new


def _leads_nowhere(root: yaml.Node, address: Sequence[str]) -> bool:
    node: yaml.Node | None = root
    for step in address:
        node = None if node is None else spans.child(node, step)
    return node is None


def _wanted(text: str, op: Op, key: str, value: Any) -> Any:
    """Return the plain values that the text must have after the change."""
    loaded = loaded_from(text, "")
    if loaded.problems:
        raise ValueError(f"the text has faults: {loaded.problems[0].message}")
    node = None
    if op != "remove":
        node, problems = parse_value(spans.flow(value), "")
        if problems:
            raise ValueError(problems[0].message)
    edit(loaded.root, {"set": "put", "add": "add", "remove": "remove"}[op], key, node)
    return loaded.data


def written(text: str, key: str, value: Any) -> Any:
    """Return a number given by its handles as it stands in a file, with the unit and source that it has there; else the value."""
    if not isinstance(value, dict) or not value or not set(value) <= {*HANDLES, "value"}:
        return value
    if set(value) not in (HANDLES, {"value"}):
        raise ValueError(f"found {', '.join(value)}; a number is given as value, or as low, mode and high")
    bare = value["value"] if "value" in value else [value["low"], value["mode"], value["high"]]
    root = loaded_from(text, "").root
    try:
        old = descend(root, steps(key)).plain()
    except PathError:
        old = None
    return with_number(old, bare, unit_at(root, key))


def unit_at(root: Node, key: str) -> str | None:
    """Return the unit that the place of a number expects; None for plain numbers and other places."""
    path: list[str | int] = []
    node: Node | None = root
    for step in steps(key):
        items = node.value if node is not None and isinstance(node.value, list) else None
        path.append(0 if items is not None else step)
        try:
            node = descend(node, [step]) if node is not None else None
        except PathError:
            node = None
    kind = type_at(Document, tuple(path))
    measure = measure_in(kind) if kind is not None and Quantity in alternatives(kind) else None
    return None if measure is None or measure.unit == "1" else measure.unit


def with_number(old: Any, bare: Any, unit: str | None) -> Any:
    """Return how a number is written in place of an old one: its unit, source and grade are kept.

    Examples
    --------
    >>> with_number({"v": [1, 2, 3], "unit": "items", "source": "own"}, 5, "items")
    {'v': 5, 'unit': 'items', 'source': 'own'}
    >>> with_number("250 items", 300, "items"), with_number("250 items", [1, 2, 3], "items"), with_number(0.5, [0, 1, 1], None)
    ('300 items', {'v': [1, 2, 3], 'unit': 'items'}, [0, 1, 1])
    """
    if isinstance(old, dict) and "v" in old:
        inner = with_number(old["v"], bare, None if "unit" in old else unit)
        return {**old, "v": inner if not isinstance(inner, dict) else inner["v"]} | (
            {"unit": inner["unit"]} if isinstance(inner, dict) else {}
        )
    own = unit
    if isinstance(old, str):
        word = old.strip().rpartition(")")[2] if "(" in old else old.strip().partition(" ")[2]
        own = word.strip() or None
    if isinstance(bare, list):
        return bare if own is None else {"v": bare, "unit": own}
    return bare if own is None else f"{spans.flow(bare)} {own}"


def put(text: str, root: yaml.Node, address: Sequence[str], value: Any, *, add: bool = False) -> str:
    """Return a text in which a value stands at an address: in place of the one there, or as a new key or item.

    Raises
    ------
    PathError : if the address leads nowhere.    ValueError : if nothing can be written there.
    """
    node, i = root, 0
    while i < len(address) and (inner := spans.child(node, address[i])) is not None:
        node, i = inner, i + 1
    if i == len(address):
        if add and isinstance(node, yaml.SequenceNode):
            return appended(text, node, value)
        return replaced(text, root, address, node, value)
    rest = address[i:]
    if isinstance(node, yaml.MappingNode):
        for step in reversed(rest[1:]):
            value = {step: value}
        return new_key(text, node, rest[0], value)
    if isinstance(node, yaml.SequenceNode) and len(rest) == 1 and isinstance(value, dict):
        return appended(text, node, value if "id" in value else {"id": rest[0], **value})
    raise ValueError(f"there is nothing called {rest[0]!r} inside")


def replaced(text: str, root: yaml.Node, address: Sequence[str], node: yaml.Node, value: Any) -> str:
    """Return a text with another value in place of one."""
    if isinstance(node, yaml.MappingNode) and isinstance(value, dict):
        same = {key.value for key, _ in node.value} == set(value)
        if same:  # key by key, so that comments and order inside stay
            for key, child in value.items():
                text = put(text, spans.tree(text), [*address, key], child)
            return text
    if spans.is_block(node):
        found = spans.key_of(_parent(root, address), address[-1])
        if found is None:
            raise ValueError("an item of several lines is changed key by key")
        colon = text.index(":", found[0].end_mark.index)
        return f"{text[: colon + 1]} {spans.flow(value)}{text[spans.end_of(text, node) :]}"
    old = text[node.start_mark.index : spans.end_of(text, node)]
    new = spans.like(node, value)
    if not old:  # a key without a value
        return f"{text[: node.start_mark.index].rstrip(' ')} {new}{text[node.start_mark.index :]}"
    return f"{text[: node.start_mark.index]}{new}{text[spans.end_of(text, node) :]}"


def _parent(root: yaml.Node, address: Sequence[str]) -> yaml.Node:
    node = root
    for step in address[:-1]:
        inner = spans.child(node, step)
        assert inner is not None
        node = inner
    return node


def new_key(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    """Return a text with a new key at the end of a mapping, in the manner of the mapping."""
    entry = f"{spans.flow(key)}: {spans.flow(value)}"
    if spans.is_flow(node):
        return _into_brackets(text, node, entry)
    at = spans.line_end(text, spans.end_of(text, node))
    indent = " " * node.value[0][0].start_mark.column
    return f"{text[:at]}\n{indent}{entry}{text[at:]}"


def appended(text: str, node: yaml.SequenceNode, value: Any) -> str:
    """Return a text with a new item at the end of a list, in the manner of the list."""
    if spans.is_flow(node):
        return _into_brackets(text, node, spans.flow(value))
    at = spans.line_end(text, spans.end_of(text, node))
    indent = " " * node.start_mark.column
    return f"{text[:at]}\n{indent}- {spans.flow(value)}{text[at:]}"


def _into_brackets(text: str, node: yaml.CollectionNode, entry: str) -> str:
    if not node.value:
        at = node.end_mark.index - 1
        return f"{text[:at]}{entry}{text[at:]}"
    at = spans.end_of(text, list(spans.children(node))[-1])
    return f"{text[:at]}, {entry}{text[at:]}"


def removed(text: str, root: yaml.Node, address: Sequence[str]) -> str:
    """Return a text without a key or an item.

    Raises
    ------
    PathError : if it is not there.    ValueError : if nothing else stands in the file.
    """
    parent = root
    for i, step in enumerate(address[:-1]):
        inner = spans.child(parent, step)
        if inner is None:
            raise PathError(f"there is nothing at {'.'.join(address[: i + 1])}")
        parent = inner
    entries: list[tuple[int, int]] = []
    names: list[str] = []
    if isinstance(parent, yaml.MappingNode):
        entries = [(key.start_mark.index, spans.end_of(text, value)) for key, value in parent.value]
        names = [key.value for key, _ in parent.value]
    elif isinstance(parent, yaml.SequenceNode):
        entries = [(item.start_mark.index, spans.end_of(text, item)) for item in parent.value]
        names = [str(i) for i in range(len(entries))]
        found = spans.item_of(parent, address[-1])
        address = [*address[:-1], str(found)]
    if address[-1] not in names:
        raise PathError(f"there is no {address[-1]!r} to be removed")
    k = names.index(address[-1])
    if spans.is_flow(parent):
        return _out_of_brackets(text, entries, k)
    if len(entries) == 1:
        if not address[:-1]:
            raise ValueError("it is the only entry of the file")
        return replaced(text, root, address[:-1], parent, [] if isinstance(parent, yaml.SequenceNode) else {})
    start, end = entries[k]
    head, tail = spans.line_start(text, start), spans.line_end(text, end)
    before = text[head:start]
    if before.strip() in {"", "-"} and not (isinstance(parent, yaml.MappingNode) and "-" in before):
        return text[:head] + text[tail + 1 :]
    return text[:start] + text[entries[k + 1][0] :]  # the first key behind a dash: the next one takes its place


def _out_of_brackets(text: str, entries: Sequence[tuple[int, int]], k: int) -> str:
    start, end = entries[k]
    if k + 1 < len(entries):
        return text[:start] + text[entries[k + 1][0] :]
    return text[: entries[k - 1][1]] + text[end:] if k else text[:start] + text[end:]


def lines_changed(before: str, after: str) -> list[int]:
    r"""Return the numbers of the lines of a text that are not as they were, counted from 1.

    Examples
    --------
    >>> lines_changed("a\nb\nc\n", "a\nx\nc\nd\n")
    [2, 4]
    """
    old, new = before.splitlines(), after.splitlines()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = difflib.SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [head + j + 1 for op, _, _, j1, j2 in inner.get_opcodes() if op != "equal" for j in range(j1, j2)]
