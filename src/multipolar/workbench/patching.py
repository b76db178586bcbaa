"""Changes kept as lines of a patch file, each with its reason, instead of being written into the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.paths import PathError, descend, steps
from multipolar.workbench.editing import edited, written
from multipolar.workbench.refusing import FAULTY, RefusedError
from multipolar.workbench.spans import flow

NO_REASON = "changed in the workbench"


def patched(scenario: str, patch: str | None, name: str, changes: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a patch with changes as its lines; a change of a key that is there already takes the place of that.

    Parameters
    ----------
    scenario : the text of the scenario that the patch is for.
    patch : the text of the patch, None for a new one.
    name : path of the patch, from which a new one has its id.

    Raises
    ------
    RefusedError : for a scenario with faults, or a change that cannot be a line of a patch.
    """
    base = loaded_from(scenario, "")
    named = base.root.value.get("id")
    if base.problems or named is None:
        raise RefusedError(FAULTY, "the scenario has faults; mend them first, so that a patch can be bound to it")
    text = patch if patch is not None else _head(PurePosixPath(name).stem, str(named.value), base.digest)
    for change in changes:
        text = _with_change(text, scenario, base.root, change)
    return text


def _head(name: str, scenario: str, digest: str) -> str:
    return (
        f"format: multipolar-patch/1\nid: {flow(name)}\ntitle: {flow(name.replace('_', ' '))}\nbase: {flow(scenario)}\n"
        f'base_digest: "{digest}"\nchanges: []\n'
    )


def _with_change(text: str, scenario: str, root: Any, change: Mapping[str, Any]) -> str:
    key = str(change["key"])
    try:
        descend(root, steps(key))
        there = True
    except PathError:
        there = False
    row: dict[str, Any] = {"op": "remove" if change.get("remove") else "set" if there else "add", "path": key}
    if row["op"] != "remove":
        row["value"] = written(scenario, key, change.get("value"))
    row["reason"] = str(change.get("reason") or NO_REASON)
    rows = loaded_from(text, "").data.get("changes") or []
    same = next((i for i, old in enumerate(rows) if isinstance(old, dict) and old.get("path") == key), None)
    if same is not None:
        where = f"changes[{same}]"
        keys = [{"key": f"{where}.{name}", "value": value} for name, value in row.items() if name != "path"]
        if "value" not in row and "value" in rows[same]:
            keys.append({"key": f"{where}.value", "remove": True})
        return edited(text, keys)[0]
    block = "\nchanges: []" in f"\n{text}"
    if block:  # an empty list becomes one of lines
        at = text.index("changes: []")
        return f"{text[:at]}changes:\n  - {flow(row)}{text[at + len('changes: []') :]}"
    return edited(text, [{"key": "changes", "op": "add", "value": row}])[0]
