"""A scenario as read: the tree with places, what was changed on top of it, and the digest of its values."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from multipolar.errors import Problem
from multipolar.scenario.nodes import Node, Path, parse, walk

MOST_PARSED = 4
"""Texts whose trees are kept, the last used ones: a draft, the file it was made from and the patch of its date."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a patch or a setting changed: address, before and after in plain values, reason, who says so."""

    path: str
    op: str
    before: Any
    after: Any
    reason: str
    by: str


@dataclass(slots=True)
class Loaded:
    """A scenario as read: its tree with places, text, faults met so far, and what was changed on top of the file."""

    file: str
    root: Node
    text: str
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    file_digest: str = ""

    @property
    def data(self) -> Any:
        """The plain values, without places."""
        return self.root.plain()

    @property
    def positions(self) -> dict[Path, tuple[int, int]]:
        """Line and column of every value by its path."""
        return {path: (node.place.line, node.place.column) for path, node in walk(self.root)}

    @property
    def digest(self) -> str:
        """The digest of the values; comments and order of keys do not count."""
        return digest_of(self.data)


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _canonical(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(child) for child in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def digest_of(data: Any) -> str:
    """Return the SHA-256 of plain values written as canonical JSON: sorted keys, no blanks, 1.0 as 1."""
    text = json.dumps(_canonical(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=MOST_PARSED)
def _parsed(text: str, file: str) -> tuple[Node, tuple[Problem, ...]]:
    """Return the tree of a text and its faults, parsed once; what is made of it gets copies."""
    root, problems = parse(text, file)
    return root, tuple(problems)


def loaded_from(text: str, file: str) -> Loaded:
    """Return the tree of a YAML text; ``file`` is the name that messages show."""
    known, faults = _parsed(text, file)
    root, problems = known.copy(), list(faults)
    if not problems and not isinstance(root.value, dict):
        problems = [root.place.problem("", "not-a-mapping", "the file must be a mapping of keys, such as id: my_war")]
        root = Node({}, root.place)
    return Loaded(file, root, text, problems)
