"""Write a tree of blocks as YAML that a person can read: prose in blocks, numbers in one line each."""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterable
from typing import Any

PLAIN = re.compile(r"^[A-Za-zÀ-ž][A-Za-zÀ-ž0-9 _.()/+\-—;'’]*$")
WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}
WIDTH = 118


class Flow(dict[str, Any]):
    """A mapping that stands in one line."""


class FlowList(list[Any]):
    """A list that stands in one line."""


class Commented:
    """A value with a comment line above it."""

    def __init__(self, value: Any, comment: str) -> None:
        """Keep ``value`` and the comment."""
        self.value, self.comment = value, comment


def scalar(value: Any) -> str:
    """Spell one scalar."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value)
    if PLAIN.match(text) and text.lower() not in WORDS and not text.endswith(" ") and " #" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    """Spell a value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    text = scalar(value)
    if isinstance(value, str) and not text.startswith('"') and re.search(r"[,\[\]{}:#]", text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _is_flow(value: Any) -> bool:
    if isinstance(value, Flow | FlowList):
        return True
    if isinstance(value, dict):
        return not value or "v" in value
    if isinstance(value, list | tuple):
        return not value or all(not isinstance(x, dict | list | tuple) for x in value)
    return True


def _too_long(lead: str, item: Any) -> bool:
    if not isinstance(item, dict | list) or not item or (isinstance(item, dict) and "v" in item):
        return False
    return len(lead) + len(flow(item)) > WIDTH


def lines(value: Any, indent: int = 0) -> Iterable[str]:
    """Yield the lines of a mapping or list at an indent."""
    pad = " " * indent
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, raw in items:
        item = raw.value if isinstance(raw, Commented) else raw
        if isinstance(raw, Commented):
            yield from (f"{pad}# {line}" for line in raw.comment.splitlines())
        lead = f"{pad}{scalar(str(key))}:" if isinstance(value, dict) else f"{pad}-"
        if _is_flow(item) and not _too_long(lead, item):
            yield f"{lead} {flow(item) if isinstance(item, dict | list | tuple) else scalar(item)}"
        elif isinstance(item, list) and all(not isinstance(x, dict | list) for x in item):
            yield from _wrapped(lead, item)
        elif isinstance(value, dict):
            yield lead
            yield from lines(item, indent + 2)
        else:
            body = list(lines(item, indent + 2))
            first = next(i for i, line in enumerate(body) if not line.lstrip().startswith("#"))
            yield from body[:first]
            yield f"{pad}- {body[first].lstrip()}"
            yield from body[first + 1 :]


def _wrapped(lead: str, items: list[Any]) -> Iterable[str]:
    words = [flow(x) + "," for x in items]
    words[-1] = words[-1][:-1] + "]"
    pad = " " * (len(lead) - len(lead.lstrip()) + 2)
    text = textwrap.wrap(
        " ".join(words),
        WIDTH,
        initial_indent=f"{lead} [",
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from text


def document(value: dict[str, Any], head: str) -> str:
    """Return the text of a whole file under a comment head; top-level blocks are set apart by blank lines."""
    out = [f"# {line}".rstrip() for line in head.splitlines()]
    for key, item in value.items():
        block = list(lines({key: item}))
        if len(block) > 1:
            out.append("")
        out.extend(block)
    return "\n".join(out) + "\n"
