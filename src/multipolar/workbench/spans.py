"""Where everything stands in a YAML text, to the sign: so that one value can be written anew and no other line is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from multipolar.scenario.nodes import scalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"\w[\w .()/+@%-]*")
BLOCKS = ("|", ">")


def tree(text: str) -> yaml.Node:
    """Return the tree of a text with the places of its values.

    Raises
    ------
    ValueError : if it is no YAML, or empty.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise ValueError(f"the text is no valid YAML: {' '.join(str(error).split())}") from error
    if root is None:
        raise ValueError("the text is empty")
    return root


def key_of(node: yaml.Node, step: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return key and value that a step names in a mapping; None where it is not there."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next(((key, value) for key, value in node.value if key.value == step), None)


def item_of(node: yaml.Node, step: str) -> int | None:
    """Return the place of the item that a step names in a list: by its id, by itself, by its number."""
    if not isinstance(node, yaml.SequenceNode):
        return None
    for i, item in enumerate(node.value):
        named = key_of(item, "id")
        if (named is not None and named[1].value == step) or (isinstance(item, yaml.ScalarNode) and item.value == step):
            return i
    return int(step) if step.isdecimal() and int(step) < len(node.value) else None


def child(node: yaml.Node, step: str) -> yaml.Node | None:
    """Return what a step leads to; None where it leads nowhere."""
    found = key_of(node, step)
    if found is not None:
        return found[1]
    i = item_of(node, step)
    return None if i is None else node.value[i]


def is_flow(node: yaml.Node) -> bool:
    """Tell whether a list or mapping stands in brackets."""
    return bool(getattr(node, "flow_style", False))


def is_block(node: yaml.Node) -> bool:
    """Tell whether a list or mapping stands line by line."""
    return isinstance(node, yaml.CollectionNode) and not is_flow(node)


def children(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield keys and values of a mapping, or the items of a list, in their order."""
    for entry in node.value:
        yield from entry if isinstance(entry, tuple) else (entry,)


def end_of(text: str, node: yaml.Node) -> int:
    """Return where a value ends, without the comments, blanks and line ends behind it."""
    if is_block(node):
        return end_of(text, list(children(node))[-1])
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in BLOCKS:
        return len(text[:end].rstrip("\n\r "))
    return end


def line_end(text: str, at: int) -> int:
    """Return the place of the end of a line, before its line break."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def line_start(text: str, at: int) -> int:
    """Return the place of the first sign of a line."""
    return text.rfind("\n", 0, at) + 1


def flow(value: Any) -> str:
    """Return a value as YAML in one line, in brackets where it needs some.

    Examples
    --------
    >>> flow({"v": [1, 2.5, 3], "unit": "t/day", "source": ["a b", "1998"]})
    '{v: [1, 2.5, 3], unit: t/day, source: [a b, "1998"]}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(child) for child in value) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    return plain_or_quoted(str(value))


def plain_or_quoted(text: str) -> str:
    """Return a text as it can stand in YAML: bare where that is read back as it is, else quoted."""
    bare = _PLAIN.fullmatch(text) is not None and text.strip() == text and scalar(text) == text
    return text if bare else json.dumps(text, ensure_ascii=False)


def like(old: yaml.Node, value: Any) -> str:
    """Return a value as YAML in the manner of the one it replaces: a quoted text stays quoted, with the same sign."""
    if isinstance(old, yaml.ScalarNode) and isinstance(value, str):
        if old.style == "'":
            quoted = value.replace("'", "''")
            return f"'{quoted}'" if "\n" not in value else flow(value)
        if old.style == '"':
            return json.dumps(value, ensure_ascii=False)
    return flow(value)
