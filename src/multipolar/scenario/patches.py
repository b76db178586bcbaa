"""Changes on top of a scenario: patches bound to their base by digest, each change with its reason; settings."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_origin

from pydantic import Field

from multipolar.scenario.document import Block, Document, Identifier
from multipolar.scenario.loaded import Change, Loaded
from multipolar.scenario.nodes import Node, Path, Place, parse_value
from multipolar.scenario.paths import PLAIN_NAME, PathError, child_of, descend, index_of, lost, render_path, render_steps, steps
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives, child_type, is_block, keys_of, type_at
from multipolar.scenario.translate import located, validate
from multipolar.scenario.values import Day

DIGEST_PREFIX = 12


class PatchChange(Block):
    """One change: what is set, added or removed, and why."""

    op: Literal["set", "add", "remove"]
    path: str
    value: Any = None
    reason: Annotated[str, Field(min_length=1)]


class Patch(Block):
    """A named set of changes to one scenario, bound to it by digest."""

    format: Literal["multipolar-patch/1"] = "multipolar-patch/1"
    id: Annotated[str, Field(pattern=PLAIN_NAME)]
    title: str
    base: Identifier
    base_digest: str
    as_of: Day | None = None
    changes: list[PatchChange]


def apply_patch(loaded: Loaded, patch: Loaded, *, known_digests: tuple[str, ...] = ()) -> None:
    """Change a scenario as a patch says; faults are added to the scenario's problems.

    The patch must name one of ``known_digests``: by default that of the scenario as it stands.
    """
    loaded.problems.extend(patch.problems)
    read = validate(Patch, patch.root)
    loaded.problems.extend(located(patch.root, fault) for fault in read.faults)
    if read.value is None or read.faults or not _bound(loaded, patch, read.value, known_digests):
        return
    if read.value.as_of is not None:
        node = patch.root.value["as_of"]
        loaded.root.value["as_of"] = Node(str(read.value.as_of), node.place, node.key_place)
    for change, node in zip(read.value.changes, patch.root.value["changes"].value, strict=True):
        value = node.value.get("value")
        try:
            done = edit(loaded.root, change.op, change.path, value)
        except PathError as error:
            place = node.value["path"].place
            loaded.problems.append(place.problem(change.path, "patch-path", str(error), error.hint))
            continue
        after = value.plain() if value is not None else None
        loaded.changes.append(Change(change.path, change.op, done, after, change.reason, read.value.id))


def _bound(loaded: Loaded, patch: Loaded, read: Patch, known_digests: tuple[str, ...]) -> bool:
    root = patch.root.value
    scenario = loaded.root.value.get("id")
    if scenario is None or scenario.value != read.base:
        found = scenario.value if scenario is not None else None
        said = f"the patch is for {read.base!r}, the scenario is {found!r}"
        hint = "Use the patch with its own scenario."
        loaded.problems.append(root["base"].place.problem("base", "patch-base", said, hint))
        return False
    known = known_digests or (loaded.digest,)
    named = read.base_digest.removeprefix("sha256:")
    if len(named) >= DIGEST_PREFIX and any(digest.startswith(named) for digest in known):
        return True
    said = f"the patch was written for digest {named or 'nothing'}, {loaded.file} has {' or '.join(known)}"
    hint = "See what changed in the scenario, then write its digest into base_digest."
    loaded.problems.append(root["base_digest"].place.problem("base_digest", "patch-base", said, hint))
    return False


def apply_setting(loaded: Loaded, setting: str) -> None:
    """Change one value as ``KEY=VALUE`` says, e.g. ``forces.A.in_theatre=50000 persons``.

    A key that the file leaves to its default may be set too; ``check`` then tells whether such a key exists.
    """
    key, equals, text = setting.partition("=")
    place = Place(f"settings=[{setting!r}]", 0, 0)
    if not equals or not key.strip():
        said = f"found {setting!r}, expected KEY=VALUE"
        loaded.problems.append(place.problem("", "bad-setting", said, "Write e.g. horizon_days=90."))
        return
    value, faults = parse_value(text, place.file)
    if faults:
        said = f"cannot read {text!r}: {faults[0].message}"
        loaded.problems.append(place.problem(key, "bad-setting", said, faults[0].hint))
        return
    node = _at(value, place)
    try:
        before = edit(loaded.root, "put", key.strip(), node)
    except PathError as error:
        loaded.problems.append(place.problem(key.strip(), "patch-path", str(error), error.hint))
        return
    loaded.changes.append(Change(key.strip(), "set", before, node.plain(), "set on the command line", "--set"))
    _fix(loaded.root, key.strip(), place)


def _fix(root: Node, key: str, place: Place) -> None:
    """Add a number that was set to those that claims leave alone unless they are chosen by themselves."""
    path: list[str | int] = []
    node = root
    for step in steps(key):
        found = index_of(node.value, step) if isinstance(node.value, list) else None
        path.append(step if found is None else found)
        node = child_of(node, step) or node
    if path[-1] == "v":
        path.pop()
    fixed = root.value.setdefault("fixed", Node([], place, place))
    address = render_path(root, tuple(path))
    if _is_number(tuple(path)) and isinstance(fixed.value, list) and all(item.value != address for item in fixed.value):
        fixed.value.append(Node(address, place, place))
    if fixed.value == []:
        del root.value["fixed"]


def _is_number(path: Path) -> bool:
    """Tell whether a number of the model stands at a path: a claim's own effects are none."""
    kind = type_at(Document, path)
    return kind is not None and Quantity in alternatives(kind)


def _at(node: Node, place: Place) -> Node:
    """Return a tree with one place for all of it."""
    children = node.value
    if isinstance(children, dict):
        children = {key: _at(child, place) for key, child in children.items()}
    elif isinstance(children, list):
        children = [_at(child, place) for child in children]
    return Node(children, place, place)


def edit(root: Node, op: str, address: str, value: Node | None) -> Any:
    """Change a tree in place and return the plain value that stood there before.

    ``set`` and ``remove`` need something that exists, ``add`` something that does not: a new key of a mapping, or a
    list (the value, or each item of a list of values, is put at its end). ``put`` sets a value or adds a key. Blocks of the
    format that the file leaves out are opened on the way for ``add`` and ``put``.

    Raises
    ------
    PathError : naming the step that leads nowhere or stands in the way.
    """
    where = steps(address)
    if op != "remove" and value is None:
        raise PathError(f"the change {op} of {address} has no value", "Write it under the key value.")
    parent = _grown(root, where[:-1]) if op in ("add", "put") else descend(root, where[:-1])
    if op == "add":
        return _add(root, parent, where, value)
    old = _existing(root, parent, where, may_be_new=op == "put")
    before = old.plain() if old is not None else None
    if isinstance(parent.value, dict):
        _edit_mapping(parent.value, where[-1], value if op != "remove" else None)
    else:
        i = index_of(parent.value, where[-1])
        assert i is not None
        parent.value[i : i + 1] = [] if op == "remove" or value is None else [value.copy()]
    return before


def _grown(root: Node, where: list[str]) -> Node:
    """Return the node at an address, opening blocks that the format has there and the file leaves out."""
    node = root
    kind: Any = Document
    for i, step in enumerate(where):
        found = child_of(node, step)
        known: Any = keys_of(kind).get(step) if kind is not None else None
        if found is None and isinstance(node.value, dict) and any(_opens(part) for part in alternatives(known)):
            found = node.value[step] = Node({}, root.place, root.place)
        if found is None:
            raise lost(root, where[:i], step)
        kind = child_type(kind, 0 if isinstance(node.value, list) else step) if kind is not None else None
        node = found
    return node


def _opens(kind: Any) -> bool:
    return kind is not Quantity and (is_block(kind) or get_origin(kind) is dict)


def _edit_mapping(children: dict[str, Node], key: str, value: Node | None) -> None:
    if value is None:
        del children[key]
        return
    new = value.copy()
    new.key_place = new.key_place or new.place
    children[key] = new


def _existing(root: Node, parent: Node, where: list[str], *, may_be_new: bool) -> Node | None:
    step = where[-1]
    if isinstance(parent.value, dict):
        if step in parent.value:
            return parent.value[step]  # type: ignore[no-any-return]
        if may_be_new:
            return None
    elif isinstance(parent.value, list):
        i = index_of(parent.value, step)
        if i is not None:
            return parent.value[i]  # type: ignore[no-any-return]
    raise lost(root, where[:-1], step)


def _add(root: Node, parent: Node, where: list[str], value: Node | None) -> None:
    step = where[-1]
    target = parent.value.get(step) if isinstance(parent.value, dict) else None
    if target is not None and isinstance(target.value, list) and value is not None:
        target.value.extend(item.copy() for item in (value.value if isinstance(value.value, list) else [value]))
    elif isinstance(parent.value, list) and value is not None:
        if index_of(parent.value, step) is not None:
            raise PathError(f"{render_steps(root, where)} exists already", "Use op: set to change it.")
        parent.value.append(value.copy())
    elif isinstance(parent.value, dict) and target is None and value is not None:
        _edit_mapping(parent.value, step, value)
    else:
        raise PathError(f"{render_steps(root, where)} exists already", "Use op: set to change it.")
