"""Two versions of a scenario against each other, in words: which values differ, what they were and what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from multipolar.engine import store as disk
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import Node
from multipolar.workbench import journal as log
from multipolar.workbench.bench import Bench
from multipolar.workbench.forms import address_text, side_names
from multipolar.workbench.naming import label_of
from multipolar.workbench.project import inside, read_text, run_folder
from multipolar.workbench.refusing import FAULTY, MISSING, WRONG, RefusedError
from multipolar.workbench.spans import flow

RUN = "run:"
MOST = 500
LONGEST = 80
Address = tuple[str, ...]


def version(bench: Bench, name: str) -> str:
    """Return the text of a version: a file, PATH@DIGEST out of the journal, or ``run:NAME`` as it was run.

    Raises
    ------
    RefusedError : if there is no such version.
    """
    if name.startswith(RUN):
        texts = disk.read_texts(disk.open_store(run_folder(bench.project, name.removeprefix(RUN))))
        place = texts.get("as_run.yaml") or texts.get("scenario.yaml")
        if place is None:
            raise RefusedError(MISSING, f"{name}: the run holds no scenario")
        return place.read_text(encoding="utf-8")
    path, at, digest = name.rpartition("@")
    if at and len(digest) >= 8 and all(sign in "0123456789abcdef" for sign in digest):
        text = log.text_of(bench.journal, digest)
        if text is None:
            raise RefusedError(MISSING, f"{path}: the journal does not hold the version {digest[:12]} (any more)")
        return text
    return read_text(inside(bench.project, name), name)


def diff_document(bench: Bench, first: str, second: str) -> dict[str, Any]:
    """Return what differs between two versions, in sentences and value by value; lines are those of the second.

    Raises
    ------
    RefusedError : if one of them is not there or cannot be read.
    """
    roots = [_read(version(bench, name), name) for name in (first, second)]
    rows = list(differences(roots[0], roots[1], ()))
    sides = side_names(roots[1]) or side_names(roots[0])
    changes = [{"key": address_text(a), "before": b, "after": c, "line": line} for a, b, c, line in rows]
    said = [sentence(a, b, c, sides) for a, b, c, _ in rows[:MOST]]
    if len(rows) > MOST:
        said.append(f"And {len(rows) - MOST} more.")
    return {"sentences": said or ["Nothing differs but comments and order."], "changes": changes}


def _read(text: str, name: str) -> Node:
    if not name:
        raise RefusedError(WRONG, "a and b name two versions: a file, PATH@DIGEST, or run:NAME")
    loaded = loaded_from(text, name)
    if loaded.problems and not loaded.root.value:
        raise RefusedError(FAULTY, f"{name}: {loaded.problems[0].message}")
    return loaded.root


def differences(first: Node | None, second: Node | None, address: Address) -> Iterator[tuple[Address, Any, Any, int | None]]:
    """Yield the values that differ: address, before, after (None where there is none), and the line of the value after."""
    old, new = (None if node is None else node.plain() for node in (first, second))
    if old == new:
        return
    rows = [_children(node) for node in (first, second)]
    if first is not None and second is not None and rows[0] is not None and rows[1] is not None:
        for name in dict.fromkeys((*rows[0], *rows[1])):
            yield from differences(rows[0].get(name), rows[1].get(name), (*address, name))
        return
    yield address, old, new, None if second is None else second.place.line


def _children(node: Node | None) -> dict[str, Node] | None:
    """Return what stands inside a block by name; None for single values and numbers with their unit and source."""
    if node is None:
        return None
    if isinstance(node.value, dict):
        return None if "v" in node.value else {str(key): child for key, child in node.value.items()}
    if isinstance(node.value, list) and node.value and all(isinstance(item.value, dict) for item in node.value):
        found: dict[str, Node] = {}
        for i, item in enumerate(node.value):
            named = item.value.get("id") or item.value.get("path")
            name = str(named.value) if named is not None else str(i)
            found[name if name not in found else f"{name}#{i}"] = item
        return found
    return None


def sentence(address: Sequence[str], before: Any, after: Any, sides: dict[str, str]) -> str:
    """Return one difference in words.

    Examples
    --------
    >>> sentence(("forces", "A", "tanks"), "250 items", "300 items", {"A": "Northland"})
    'Northland: tanks: 300 items, before 250 items'
    >>> sentence(("powers", "RUS"), None, {"id": "RUS"}, {})
    'RUS is new'
    """
    who = next((sides.get(step, step) for step in reversed(address[:-1]) if step in sides or step.isupper()), "")
    named = address[-1] if isinstance(after if before is None else before, dict) and "v" not in (after or before) else ""
    what = named or label_of(address, sides)
    head = f"{who}: {what}" if who and who != what else what
    if before is None:
        return f"{head} is new" if named else f"{head}: {_short(after)}, before nothing was said"
    if after is None:
        return f"{head} is gone" if named else f"{head}: nothing is said any more, before {_short(before)}"
    return f"{head}: {_short(after)}, before {_short(before)}"


def _short(value: Any) -> str:
    shown = value["v"] if isinstance(value, dict) and "v" in value else value
    text = shown if isinstance(shown, str) else flow(shown)
    if isinstance(value, dict) and value.get("unit"):
        text = f"{text} {value['unit']}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
