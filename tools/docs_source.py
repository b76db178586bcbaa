"""What the generator of the handbook reads out of sources: docstrings, laws, fields, switches. Nothing is executed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "multipolar"
RECORDS = {"sc": "SCENARIO", "p": "PARAMS", "st": "STATE", "out": "OUTCOME"}
"""What the arguments of laws and steps stand for, by name."""
SHORT = 6
"""A law whose body is at most this many lines is printed as it stands."""
PROVENANCE = re.compile(r"(?:(?<=[.)\]] )|^)(?:In the spirit of|Sources?:|Subject \d|Grade [A-Z])")
"""Where a docstring begins to say what it rests on."""
UNIT = re.compile(r"\[([^\]\d][^\]]*|1|1/[^\]]+|\d+/[^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Function:
    """A law or step: what it says about the world, its unit, its sources, and its body when short."""

    name: str
    kind: str
    arguments: tuple[str, ...]
    text: str
    unit: str
    source: str
    code: str

    @property
    def pure(self) -> bool:
        """Tell whether it sees numbers only, no records."""
        return not RECORDS.keys() & set(self.arguments)


@dataclass(frozen=True, slots=True)
class Constant:
    """A number fixed in the source."""

    name: str
    value: str
    text: str


@dataclass(frozen=True)
class Source:
    """One file of laws and steps, read as text."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        """The file as a tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        """The file's name without ending; the package's for the step of a mechanism that takes up a package."""
        return self.path.parent.name if self.path.stem == "step" else self.path.stem

    @property
    def package(self) -> str:
        """The name of the package that it is part of; empty for a mechanism of its own."""
        return self.path.parent.name if self.place.count("/") > 1 and self.path.stem != "step" else ""

    @property
    def title(self) -> str:
        """The heading of its chapter: its name, after that of its package where it is part of one."""
        return (f"{self.package}: " * bool(self.package) + self.name).replace("_", " ")

    @property
    def place(self) -> str:
        """The file as seen from the package."""
        return self.path.relative_to(PACKAGE).as_posix()

    @cached_property
    def sentence(self) -> str:
        """What the file says about the world."""
        return ast.get_docstring(self.tree) or ""

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The laws and steps in the order of the file."""
        return tuple(_function(node) for node in self._nodes)

    @property
    def _nodes(self) -> list[ast.FunctionDef]:
        return [node for node in self.tree.body if isinstance(node, ast.FunctionDef)]

    @cached_property
    def constants(self) -> tuple[Constant, ...]:
        """Numbers written into the file."""
        beside = self.path.with_name("step.py")
        declaring = ast.parse(beside.read_text(encoding="utf-8")) if beside.exists() else self.tree
        return tuple(_constants(self.tree, _streams(declaring)))

    @cached_property
    def imports(self) -> dict[str, tuple[str, ...]]:
        """Names taken from other files of the package, by module."""
        found: dict[str, tuple[str, ...]] = {}
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("multipolar."):
                names = tuple(alias.name for alias in node.names)
                found[node.module] = found.get(node.module, ()) + names
        return found

    @cached_property
    def uses(self) -> dict[str, dict[str, str]]:
        """Fields by record, each with ``r``, ``w`` or ``rw``."""
        found: dict[str, dict[str, str]] = {record: {} for record in RECORDS.values()}
        for function in self._nodes:
            for record, field, how in _accesses(function):
                before = found[record].get(field, "")
                found[record][field] = "".join(mark for mark in "rw" if mark in before + how)
        return {record: dict(sorted(fields.items())) for record, fields in found.items()}

    @cached_property
    def switches(self) -> dict[str, tuple[str, ...]]:
        """Mechanism switches with the functions that ask them."""
        found: dict[str, list[str]] = {}
        for function in self._nodes:
            for node in ast.walk(function):
                if isinstance(node, ast.Subscript) and ast.unparse(node).startswith("p.on[") and isinstance(node.slice, ast.Name):
                    asked = found.setdefault(self._switch_of(node.slice.id), [])
                    if function.name not in asked:
                        asked.append(function.name)
        return {name: tuple(asked) for name, asked in found.items()}

    @staticmethod
    def _switch_of(constant: str) -> str:
        return constant.removesuffix("_SWITCH").lower()


def sources(folder: str) -> tuple[Source, ...]:
    """Return the files of laws and steps of a folder and of the packages in it."""
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    return tuple(Source(path) for path in paths if path.name != "__init__.py")


def step_order() -> tuple[str, ...]:
    """Return the names of the step functions, first to last, from the step order."""
    order = literal(PACKAGE / "engine" / "order.py", "ORDER")
    assert isinstance(order, tuple)
    return tuple(f"{name}_step" for name in order)


def literal(path: Path, name: str) -> object:
    """Return a module-level constant of a file that is written out as a literal."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(t, ast.Name) and t.id == name for t in targets) and getattr(node, "value", None) is not None:
            return ast.literal_eval(node.value)  # type: ignore[attr-defined]
    raise LookupError(f"{path.name} has no constant {name}")


def _function(node: ast.FunctionDef) -> Function:
    text, source = _split(ast.get_docstring(node) or "")
    units = [m[1] for m in UNIT.finditer(text)]
    kind = next((d.id for d in node.decorator_list if isinstance(d, ast.Name)), "function")
    arguments = tuple(a.arg for a in node.args.args)
    return Function(node.name, kind, arguments, text, units[0] if units else "", source, _short_body(node))


def _split(doc: str) -> tuple[str, str]:
    """Part a docstring into what it says and where it comes from."""
    paragraphs = [" ".join(part.split()) for part in doc.split("\n\n")]
    said, taken = [], []
    for paragraph in paragraphs:
        match = PROVENANCE.search(paragraph)
        at = match.start() if match else len(paragraph)
        said.append(paragraph[:at].strip())
        taken.append(paragraph[at:].strip())
    return "\n\n".join(filter(None, said)), " ".join(filter(None, taken))


def _short_body(node: ast.FunctionDef) -> str:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    lines = [line for statement in body for line in ast.unparse(statement).splitlines()]
    return "\n".join(lines) if 0 < len(lines) <= SHORT else ""


def _constants(tree: ast.Module, streams: set[str]) -> Iterator[Constant]:
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper()):
            continue
        if node.targets[0].id.endswith("_SWITCH") or node.targets[0].id in streams:
            continue
        numbers = [n for n in ast.walk(node.value) if isinstance(n, ast.Constant)]
        if not numbers or any(isinstance(n.value, str) for n in numbers):
            continue
        said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        yield Constant(node.targets[0].id, ast.unparse(node.value), " ".join(str(said).split()))


def _streams(tree: ast.Module) -> set[str]:
    """Return the constants that a declaration names as random streams."""
    declared = [k.value for n in ast.walk(tree) if isinstance(n, ast.Call) for k in n.keywords if k.arg == "streams"]
    return {name.id for value in declared for name in ast.walk(value) if isinstance(name, ast.Name)}


def _accesses(function: ast.FunctionDef) -> Iterator[tuple[str, str, str]]:
    written: dict[int, str] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AugAssign):
            how = "w" if isinstance(node, ast.Assign) else "rw"
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                inner: ast.expr = target
                while isinstance(inner, ast.Subscript):
                    inner = inner.value
                written[id(inner)] = how
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in RECORDS:
            yield RECORDS[node.value.id], node.attr, written.get(id(node), "r")
