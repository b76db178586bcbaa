"""Where somebody writes in a text that need not be valid yet: the address of the place, and the word that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from multipolar.workbench import spans

MARK = "cursor_stands_here"
"""A word that no scenario holds: it is put where somebody writes, and looked for in the tree of the text before it."""
_WORD = re.compile(r"[\w@+\-]*$")
_REST = re.compile(r"[\w@+\-]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: the address of the block around it, and the key whose value is being written (None: a key is).

    ``listed``: the value is an item of the key's list. ``word`` stands from ``start`` to ``end``; ``seen``: keys of the block.
    """

    address: tuple[str, ...]
    key: str | None
    listed: bool
    word: str
    start: int
    end: int
    seen: tuple[str, ...]


def spot_at(text: str, offset: int) -> Spot | None:
    """Return where somebody writes; None where the text before it cannot be read."""
    head = text[:offset]
    found = _WORD.search(head)
    word = found[0] if found is not None else ""
    rest = _REST.match(text, offset)
    start, end = offset - len(word), rest.end() if rest is not None else offset
    before = head[: len(head) - len(word)]
    closing = closers(before)
    for mark in (MARK, f"{MARK}: 0"):
        try:
            root = spans.tree(f"{before}{mark}{closing}\n")
        except ValueError:
            continue
        place = next(_marked(root, ()), None)
        if place is not None:
            address, key, listed, seen = place
            return Spot(address, key, listed, word, start, end, seen)
    return None


def closers(text: str) -> str:
    """Return the quote and the brackets that close what is open at the end of a text.

    Examples
    --------
    >>> closers("a: {b: [1, 2"), closers("a: [x] # {"), closers('a: "{')
    (']}', '', '"')
    """
    open_ones: list[str] = []
    quote, before = "", "\n"
    comment = False
    for sign in text:
        if comment:
            comment = sign != "\n"
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and before in " \n[{,:":
            quote = sign
        elif sign == "#" and before in " \n":
            comment = True
        elif sign in "[{" and (open_ones or before in " \n-[{,"):
            open_ones.append("]" if sign == "[" else "}")
        elif sign in "]}" and open_ones:
            open_ones.pop()
        before = sign
    return quote + "".join(reversed(open_ones))


Place = tuple[tuple[str, ...], str | None, bool, tuple[str, ...]]


def _marked(node: yaml.Node, address: tuple[str, ...]) -> Iterator[Place]:
    """Yield address, key, whether in a list, and the keys beside, of the marked place in a tree."""
    if isinstance(node, yaml.MappingNode):
        seen = tuple(key.value for key, _ in node.value if MARK not in key.value)
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and MARK in key.value:
                yield address, None, False, seen
            elif _is_mark(value):
                if value.start_mark.line == key.start_mark.line:  # a word on a line of its own is a key
                    yield address, key.value, False, seen
            elif isinstance(value, yaml.SequenceNode) and any(_is_mark(item) for item in value.value):
                yield address, key.value, True, seen
            else:
                yield from _marked(value, (*address, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            named = spans.key_of(item, "id")
            yield from _marked(item, (*address, named[1].value if named is not None else str(i)))


def _is_mark(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and MARK in node.value


def address_at(text: str, offset: int) -> tuple[str, ...] | None:
    """Return the address of the value, or of the key, that stands at a place; None where nothing does or the text is no YAML."""
    try:
        root = spans.tree(text)
    except ValueError:
        return None
    return _held(text, root, offset, ())


def _held(text: str, node: yaml.Node, offset: int, address: tuple[str, ...]) -> tuple[str, ...] | None:
    entries: Sequence[tuple[tuple[yaml.Node, ...], str]] = ()
    if isinstance(node, yaml.MappingNode):
        entries = [((key, value), key.value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            named = spans.key_of(item, "id")
            entries = [*entries, ((item,), named[1].value if named is not None else str(i))]
    for nodes, name in entries:
        if nodes[0].start_mark.index <= offset <= spans.end_of(text, nodes[-1]):
            inner = _held(text, nodes[-1], offset, (*address, name)) if offset >= nodes[-1].start_mark.index else None
            return inner or (*address, name)
    return None
