"""A YAML text as a tree that remembers where everything stands; scalars by YAML 1.2, so NO stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from multipolar.errors import Problem

Path = tuple[str | int, ...]
Value = Any
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_NUMERIC = frozenset("+-.0123456789")
MAX_NODES = 500_000


class Place(NamedTuple):
    """Where something stands: file, line and column counted from 1."""

    file: str
    line: int
    column: int

    def problem(self, path: str, code: str, message: str, hint: str = "") -> Problem:
        """Return a fault at this place."""
        return Problem(self.file, self.line, self.column, path, code, message, hint)


@dataclass(slots=True)
class Node:
    """One value of a file: a mapping of nodes, a list of nodes or a scalar, with the places of value and key."""

    value: Any
    place: Place
    key_place: Place | None = None

    def plain(self) -> Value:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value

    def copy(self) -> Node:
        """Return a tree of its own with the same values and places."""
        children = self.value
        if isinstance(children, dict):
            children = {key: child.copy() for key, child in children.items()}
        elif isinstance(children, list):
            children = [child.copy() for child in children]
        return Node(children, self.place, self.key_place)


@dataclass(slots=True)
class _Reader:
    file: str
    problems: list[Problem]
    count: int = 0

    def place(self, node: Any) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def build(self, node: Any, path: str) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            raise _TooLargeError
        place = self.place(node)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self.problems.append(place.problem(path, "yaml-tag", f"found the tag {node.tag}; tags are not used here", "Remove it."))
        if isinstance(node, yaml.MappingNode):
            return Node(self.mapping(node, path), place)
        if isinstance(node, yaml.SequenceNode):
            return Node([self.build(child, f"{path}[{i}]") for i, child in enumerate(node.value)], place)
        return Node(scalar(node.value) if not node.style else node.value, place)

    def mapping(self, node: Any, path: str) -> dict[str, Node]:
        children: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key, place = self.key(key_node, path), self.place(key_node)
            if key is None:
                continue
            here = f"{path}.{key}" if path else key
            child = self.build(value_node, here)
            child.key_place = place
            if key in children:
                first = (children[key].key_place or children[key].place).line
                lines = f"on line {first}" if first == place.line else f"on line {first} and again on line {place.line}"
                said = f"the key {key!r} is given twice, {lines}"
                self.problems.append(place.problem(here, "duplicate-key", said, "Keep one of them."))
                continue
            children[key] = child
        return children

    def key(self, node: Any, path: str) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.problems.append(
            self.place(node).problem(path, "yaml-key", "found a list or mapping as a key; keys are words", "Quote it.")
        )
        return None


class _TooLargeError(Exception):
    pass


def scalar(text: str) -> str | int | float | bool | None:
    """Return the value that a plain scalar spells in the YAML 1.2 core schema; dates and NO stay text."""
    if text in _WORDS:
        return _WORDS[text]  # type: ignore[no-any-return]
    if text[0] not in _NUMERIC:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def parse(text: str, file: str) -> tuple[Node, list[Problem]]:
    """Return the tree of a YAML text and the faults found on the way; an unreadable text gives an empty mapping."""
    reader = _Reader(file, [])
    empty = Node({}, Place(file, 1, 1))
    try:
        root = yaml.compose(text, Loader=_LOADER)
        tree = reader.build(root, "") if root is not None else empty
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        said = ": ".join(part for part in (error.context, error.problem) if part)
        return empty, [place.problem("", "yaml-syntax", f"not valid YAML: {said}", _syntax_hint(said))]
    except yaml.YAMLError as error:
        return empty, [Place(file, 1, 1).problem("", "yaml-syntax", f"not valid YAML: {' '.join(str(error).split())}")]
    except _TooLargeError:
        said = f"more than {MAX_NODES:,} values; are anchors nested in each other?"
        return empty, [Place(file, 1, 1).problem("", "yaml-too-large", said)]
    return tree, reader.problems


def _syntax_hint(said: str) -> str:
    if "cannot start any token" in said:
        return "Indent with spaces, not tabs, and quote text that begins with @, ` or %."
    if "mapping values are not allowed" in said:
        return "A text that holds ': ' must stand in quotes."
    return "Check the indentation and the brackets of this line and the one above."


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every node of a tree with its path, parents first."""
    yield path, node
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from walk(child, (*path, key))
    elif isinstance(node.value, list):
        for i, child in enumerate(node.value):
            yield from walk(child, (*path, i))
