"""A YAML text as a tree that remembers where everything stands; scalars by YAML 1.2, so NO stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
import yaml.reader

from multipolar.errors import Problem
from multipolar.reading import is_lost

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
MAX_DEPTH = 50
"""Lists and mappings inside each other; a scenario needs eight."""
LONGEST_NUMBER = 80
"""Characters of a plain scalar that can be a number; a longer one stays text, which no place of a number takes."""


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


class _RefusedError(Exception):
    """A fault that ends the reading."""

    def __init__(self, place: Place, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.problem = place.problem("", code, message, hint)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read: its key in wait, and how many values it holds."""

    node: Node
    path: str
    anchor: str | None
    key: str | None = None
    key_place: Place | None = None
    size: int = 1


@dataclass(slots=True)
class _Reader:
    """The tree of a text out of the events of its parser; without recursion, so that no nesting can exhaust it."""

    file: str
    problems: list[Problem]
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int] | None] = field(default_factory=dict)
    count: int = 0
    end: int = 0

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def read(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self.end = event.end_mark.index if event.end_mark is not None else self.end
            self.node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end = event.end_mark.index if event.end_mark is not None else self.end
            self.close()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document(event)

    def document(self, event: Any) -> None:
        if self.root is not None:
            said = "a second document begins here, expected one in a file"
            raise _RefusedError(self.place(event), "yaml-syntax", said, "Remove the line ---.")
        if event.version not in {None, (1, 2)}:
            said = f"found %YAML {event.version[0]}.{event.version[1]}; scalars are read by YAML 1.2 here"
            self.problems.append(self.place(event).problem("", "yaml-syntax", said, "Remove the line: 0120 is 120 here."))

    def node(self, event: Any) -> None:
        place, top = self.place(event), self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.node.value, dict) and top.key is None:
            self.key(event, top, place)
            return
        if isinstance(event, yaml.AliasEvent):
            found, size = self.aliased(event, place)
            self.put(Node(found.copy().value, place), size, place)
            return
        if event.tag is not None:
            said = f"found the tag {_tag(event.tag)}; tags are not used here"
            self.problems.append(place.problem(self.path(top), "yaml-tag", said, "Remove it."))
        if isinstance(event, yaml.ScalarEvent):
            value = scalar(event.value) if event.implicit[0] and event.style in (None, "") else event.value
            if isinstance(value, str) and _CONTROL.search(value):
                value = self.clean(value, self.path(top), place)
            node = Node(value, place)
            self.put(node, 1, place)
            self.keep(event.anchor, node, 1)
            return
        if len(self.stack) >= MAX_DEPTH:
            raise _RefusedError(place, "yaml-too-deep", f"more than {MAX_DEPTH} lists and mappings inside each other")
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        opened = Node({} if isinstance(event, yaml.MappingStartEvent) else [], place)
        self.stack.append(_Open(opened, self.path(top), event.anchor))

    def path(self, top: _Open | None) -> str:
        if top is None:
            return ""
        if isinstance(top.node.value, list):
            return f"{top.path}[{len(top.node.value)}]"
        return f"{top.path}.{top.key}" if top.path else str(top.key)

    def aliased(self, event: Any, place: Place) -> tuple[Node, int]:
        if event.anchor not in self.anchors:
            raise _RefusedError(place, "yaml-syntax", f"*{event.anchor} stands for nothing: no &{event.anchor} before it")
        found = self.anchors[event.anchor]
        if found is None:
            raise _RefusedError(place, "yaml-cycle", f"*{event.anchor} stands inside what it stands for", "Write the value out.")
        node, size = found
        if self.count + size > MAX_NODES:
            raise _TooLargeError
        if len(self.stack) + _depth(node) > MAX_DEPTH:
            raise _RefusedError(place, "yaml-too-deep", f"more than {MAX_DEPTH} lists and mappings inside each other")
        return node, size

    def key(self, event: Any, top: _Open, place: Place) -> None:
        key: str | None = event.value if isinstance(event, yaml.ScalarEvent) else None
        plain = key is not None and event.implicit[0] and event.style in (None, "")
        said = "found a list, mapping or alias as a key; keys are words"
        if key is not None and event.tag is not None:
            said = f"found the tag {_tag(event.tag)} at a key; tags are not used here"
        elif key is not None and (key == "" or (plain and not isinstance(scalar(key), str))):
            said = f"found {_shown(key) if key else 'nothing'} as a key; keys are words"
        elif plain and key == "<<":
            said = "found the merge key <<; merging is not used here"
        elif key is not None:
            if event.anchor is not None:
                self.keep(event.anchor, Node(key, place), 1)
            top.key, top.key_place = str(self.clean(key, top.path, place)), place
            return
        hint = "Write the values out." if key == "<<" else "Quote it." if key else ""
        if key is None and not isinstance(event, yaml.AliasEvent):
            raise _RefusedError(place, "yaml-key", said)
        self.problems.append(place.problem(top.path, "yaml-key", said, hint))
        top.key, top.key_place = _SKIPPED, place

    def clean(self, value: Any, path: str, place: Place) -> Any:
        """Text without signs that are no text: NUL, escapes of terminals, halves of signs."""
        if isinstance(value, str) and _CONTROL.search(value):
            found = _CONTROL.search(value)
            said = f"found the control character U+{ord(found[0]):04X}" if found else ""
            self.problems.append(place.problem(_CONTROL.sub("?", path), "control-character", said, "Remove it."))
            return _CONTROL.sub("?", value)
        return value

    def put(self, node: Node, size: int, place: Place) -> None:
        """Set a finished value into what is being read."""
        self.count += 1
        if self.count > MAX_NODES:
            raise _TooLargeError
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.size += size
        if isinstance(top.node.value, list):
            top.node.value.append(node)
            return
        key, top.key = str(top.key), None
        if key == _SKIPPED:
            return
        node.key_place = top.key_place
        children = top.node.value
        if key in children:
            here = f"{top.path}.{key}" if top.path else key
            place = top.key_place or place
            first = (children[key].key_place or children[key].place).line
            lines = f"on line {first}" if first == place.line else f"on line {first} and again on line {place.line}"
            said = f"the key {key!r} is given twice, {lines}"
            self.problems.append(place.problem(here, "duplicate-key", said, "Keep one of them."))
            return
        children[key] = node

    def close(self) -> None:
        done = self.stack.pop()
        self.keep(done.anchor, done.node, done.size)
        self.put(done.node, done.size, done.node.place)

    def keep(self, anchor: str | None, node: Node, size: int) -> None:
        if anchor is not None:
            self.anchors[anchor] = (node, size)


_SKIPPED = "\x00skipped"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _tag(tag: str) -> str:
    return _shown(tag.replace("tag:yaml.org,2002:", "!!"))


def _depth(node: Node) -> int:
    children = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else None
    return 0 if children is None else 1 + max((_depth(child) for child in children), default=0)


class _TooLargeError(Exception):
    pass


def scalar(text: str) -> str | int | float | bool | None:
    """Return the value that a plain scalar spells in the YAML 1.2 core schema; dates and NO stay text."""
    if text in _WORDS:
        return _WORDS[text]  # type: ignore[no-any-return]
    if text[0] not in _NUMERIC:
        return text
    if len(text) > LONGEST_NUMBER:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return text if is_lost(text, float(text)) else float(text)  # too small a number is told by its reader
    return text


def parse(text: str, file: str) -> tuple[Node, list[Problem]]:
    """Return the tree of a YAML text and the faults found on the way; an unreadable text gives an empty mapping."""
    reader = _Reader(file, [])
    problem = _events_into(reader, text)
    if problem is not None:
        return Node({}, Place(file, 1, 1)), [problem]
    return reader.root or Node(None, Place(file, 1, 1)), reader.problems


def parse_value(text: str, file: str) -> tuple[Node, list[Problem]]:
    """Return the value that a text spells as a whole: a plain word or number, or a quoted, bracketed or braced one."""
    place, bare = Place(file, 1, 1), text.strip()
    if bare[:1] not in tuple("[{'\""):
        found = [place.problem("", "control-character", "found a control character", "Remove it.")] if _CONTROL.search(bare) else []
        return Node(scalar(bare), place), found
    reader = _Reader(file, [])
    problem = _events_into(reader, bare)
    if problem is None and bare[reader.end :].strip():
        said = f"found {_shown(bare[reader.end :].strip())!r} behind the value"
        problem = place.problem("", "yaml-syntax", said, "Quote the whole text.")
    if problem is not None or reader.root is None:
        return Node(None, place), [problem or place.problem("", "yaml-syntax", "nothing is written")]
    return reader.root, reader.problems


def _events_into(reader: _Reader, text: str) -> Problem | None:
    """Hand the events of a text to a reader; return what makes the text unreadable, if anything does."""
    file = reader.file
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.read(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        said = ": ".join(part for part in (error.context, error.problem) if part)
        return place.problem("", "yaml-syntax", f"not valid YAML: {said}", _syntax_hint(said))
    except yaml.reader.ReaderError as error:
        return _place_of_sign(text, file).problem("", "yaml-syntax", f"not valid YAML: {error.reason}", "Remove the sign.")
    except yaml.YAMLError as error:
        return Place(file, 1, 1).problem("", "yaml-syntax", f"not valid YAML: {' '.join(str(error).split())}")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        return Place(file, line, 1).problem("", "yaml-syntax", "not valid YAML: half of a sign", "Remove it.")
    except _RefusedError as error:
        return error.problem
    except _TooLargeError:
        said = f"more than {MAX_NODES:,} values; are anchors nested in each other?"
        return Place(file, 1, 1).problem("", "yaml-too-large", said)
    return None


def _place_of_sign(text: str, file: str) -> Place:
    """Return the place of the first sign that YAML does not allow; the parser counts bytes."""
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    at = found.start() if found else 0
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


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
