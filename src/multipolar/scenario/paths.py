"""Addresses inside a scenario: ``theatre.sectors[SHU].preparation``; list items by id or, failing that, number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from multipolar.scenario.nodes import Node, Path

_STEP = re.compile(r"([^.\[\]]+)|\[([^\[\]]*)\]")
_NUMBER = re.compile(r"[0-9]{1,7}")
LONGEST = 400
"""Characters of the longest address."""


PLAIN_NAME = r"^[A-Za-z][A-Za-z0-9_@.+-]{0,79}$"
"""A name that can become that of a file: no slash, no dot in front, no blank."""


def is_plain_name(name: str) -> bool:
    """Tell whether a name from inside a file can be trusted to be the name of a file beside it, and of one in a run's folder.

    Names that begin with ``top-`` are those that a run gives to the patches put on top.
    """
    return re.fullmatch(PLAIN_NAME[1:-1], name) is not None and not name.casefold().startswith("top-")


def not_a_plain_name(name: str) -> str:
    """Return what is wrong with a name that leads elsewhere."""
    shown = name if len(name) <= 40 else f"{name[:37]}..."
    expected = "the plain name of a patch: a letter, then letters, digits, _, @, ., + or -, at most 80 in all, not top-..."
    return f"found {shown!r}, expected {expected}"


class PathError(ValueError):
    """An address that leads nowhere: what was found, and the nearest name."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the likely fix beside the message."""
        super().__init__(message)
        self.hint = hint


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` for the allowed name most like ``name``, or nothing."""
    folded: dict[str, str] = {}
    for word in allowed:
        folded.setdefault(word.casefold(), word)
    found = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return f"Did you mean {folded[found[0]]!r}?" if found else ""


def listing(names: Iterable[str], limit: int = 12) -> str:
    """Return names as text, cut after ``limit``."""
    words = list(names)
    return ", ".join(words[:limit]) + (f", ... ({len(words)} in all)" if len(words) > limit else "")


def steps(text: str) -> list[str]:
    """Return the steps of an address.

    Raises
    ------
    PathError : if it is not one.
    """
    if len(text) > LONGEST:
        raise PathError(f"an address of {len(text)} characters", "Write e.g. theatre.sectors[SHU].preparation.")
    parts, at = [], 0
    while at < len(text):
        if text[at] == "." and at:
            at += 1
        match = _STEP.match(text, at)
        if match is None:
            raise PathError(f"{text!r} is not an address", "Write e.g. theatre.sectors[SHU].preparation.")
        parts.append(match.group(1) or match.group(2))
        at = match.end()
    if not parts:
        raise PathError("the address is empty", "Write e.g. theatre.sectors[SHU].preparation.")
    return parts


def index_of(items: list[Node], step: str) -> int | None:
    """Return the place of the list item with the id ``step``, or with that number, or None."""
    for i, item in enumerate(items):
        if isinstance(item.value, dict) and "id" in item.value and item.value["id"].value == step:
            return i
        if item.value == step:
            return i
    return int(step) if _NUMBER.fullmatch(step) and int(step) < len(items) else None


def names_in(node: Node) -> list[str]:
    """Return the names that can follow in an address: keys of a mapping, ids of a list."""
    if isinstance(node.value, dict):
        return list(node.value)
    if isinstance(node.value, list):
        found = [item.value["id"].value for item in node.value if isinstance(item.value, dict) and "id" in item.value]
        return [str(name) for name in found] or [str(item.value) for item in node.value if isinstance(item.value, str)]
    return []


def child_of(node: Node, step: str) -> Node | None:
    """Return the child that ``step`` names, or None."""
    if isinstance(node.value, dict):
        return node.value.get(step)
    if isinstance(node.value, list):
        i = index_of(node.value, step)
        return None if i is None else node.value[i]
    return None


def descend(root: Node, address: list[str]) -> Node:
    """Return the node at an address.

    Raises
    ------
    PathError : naming the first step that leads nowhere and the nearest name.
    """
    node = root
    for i, step in enumerate(address):
        found = child_of(node, step)
        if found is None:
            raise lost(root, address[:i], step)
        node = found
    return node


def lost(root: Node, before: list[str], step: str) -> PathError:
    """Return the error for a step that leads nowhere from the place that the steps before have reached."""
    node = descend(root, before)
    where, names = render_steps(root, before) or "the scenario", names_in(node)
    if not isinstance(node.value, dict | list):
        return PathError(f"{where} is a single value, there is nothing called {step!r} inside")
    return PathError(f"{where} has no {step!r}", nearest(step, names) or f"Found there: {listing(names) or 'nothing'}.")


def render_steps(root: Node, before: Iterable[str]) -> str:
    """Return steps as an address, list items in brackets."""
    text, node = "", root
    for step in before:
        text += f"[{step}]" if isinstance(node.value, list) else f".{step}" if text else step
        node = child_of(node, step) or node
    return text


def render_path(root: Node, path: Path) -> str:
    """Return a path as an address that can be pasted into a patch: list items by id where they have one."""
    text, node = "", root
    for step in path:
        child: Node | None = None
        if isinstance(node.value, dict) and isinstance(step, str):
            child = node.value.get(step)
            text += f".{step}" if text else step
        elif isinstance(node.value, list) and isinstance(step, int):
            child = node.value[step] if step < len(node.value) else None
            name = child.value.get("id") if child is not None and isinstance(child.value, dict) else None
            text += f"[{name.value}]" if name is not None and isinstance(name.value, str) else f"[{step}]"
        else:
            text += f".{step}" if text else str(step)
        if child is None:
            child = Node(None, node.place)
        node = child
    return text
