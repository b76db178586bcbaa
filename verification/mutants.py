"""Change the laws on purpose and see whether the tests notice: ``python -m verification.mutants --files mechanisms/breaks.py``.

A mutant is one change in a law, a step or a module constant of ``mechanisms/`` or ``diplomacy/``: a number, an arithmetic
sign, a comparison, a term left out of a sum, ``min`` for ``max``, ``and`` for ``or``, a call left out. Each runs in a forked
copy of one process that has collected the mirrored test file (``tests/mechanisms/test_breaks.py``) once, with compilation off
and a limit on processor time; one that runs over it counts as noticed. A changed function meets the tests that call it, a
changed constant all of them. Only the mirrored file counts: what a whole war would notice is too far away to tell where the
fault lies.

A mutant that changes no result is listed beside the tests, by function or constant and change, with the reason::

    EQUIVALENT = {("supply_factor", "max(days, 0.3) / 7.0: 0.3 -> 0.45"): "why no result can differ"}

It does not count. A listed one that a test notices is an error, and so is one that no longer exists. Not changed are what is no
quantity: numbers of random streams, places of switches, and the half against which a switch of 0 or 1 is held.

``--files`` takes names below ``src/multipolar`` (default: all), ``--sample N`` at most N mutants per file, ``--least SHARE``
ends with exit code 1 where a file lies below it. Results of files that were not asked for are kept as they are.

The result of each file is kept as soon as it is there, with a digest of the file and of its mirrored test. ``--changed`` runs only
files whose digest differs from the kept one, or that were sampled more thinly: after an interruption it goes on where it was, and
after a change of some laws or tests it costs the time of these files. What a file takes in from others is not in its digest.

Existing tools were tried: mutmut 3.8 passes over decorated functions, and all our laws are; cosmic-ray starts a new process per
mutant, which costs more than the tests.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import hashlib
import importlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType, FunctionType, ModuleType
from typing import Any

from multipolar.about import __version__
from verification.common import RESULTS, ROOT, keep

SOURCE = ROOT / "src" / "multipolar"
TESTS = ROOT / "tests"
PACKAGES = ("mechanisms", "diplomacy")
DECORATORS = frozenset({"law", "step", "lanes", "kernel"})
SEED = 20
PATIENCE = 10.0
"""How many times the processor time of the unchanged tests a mutant may take."""
LEAST_SECONDS = 5.0
"""Processor time that any mutant may take [s]."""
TIMED_OUT = "the time limit"
BROKEN = "an error outside of the tests"
ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], str]] = {
    ast.Add: (ast.Sub, "+ -> -"),
    ast.Sub: (ast.Add, "- -> +"),
    ast.Mult: (ast.Div, "* -> /"),
    ast.Div: (ast.Mult, "/ -> *"),
}
COMPARISON: dict[type[ast.cmpop], tuple[type[ast.cmpop], str]] = {
    ast.Lt: (ast.GtE, "< -> >="),
    ast.LtE: (ast.Gt, "<= -> >"),
    ast.Gt: (ast.LtE, "> -> <="),
    ast.GtE: (ast.Lt, ">= -> <"),
    ast.Eq: (ast.NotEq, "== -> !="),
    ast.NotEq: (ast.Eq, "!= -> =="),
}
SHORT = 90
"""Longest expression that is told whole."""


@dataclass(frozen=True)
class Mutant:
    """One change: its place in the file's list, the function or constant it sits in, its line, and the change in words."""

    number: int
    owner: str
    line: int
    change: str


@dataclass(frozen=True)
class Change:
    """A node of a syntax tree, what may stand in its place, and the change in words."""

    owner: str
    node: ast.AST
    new: ast.AST
    words: str


class Replace(ast.NodeTransformer):
    """Put one node in the place of another."""

    def __init__(self, target: ast.AST, new: ast.AST) -> None:
        self.target, self.new = target, new

    def visit(self, node: ast.AST) -> Any:
        """Return the new node in the place of the target."""
        return ast.copy_location(self.new, node) if node is self.target else super().generic_visit(node)


def told(node: ast.AST) -> str:
    """Return an expression as text, its middle left out when it is long."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= SHORT else f"{text[: SHORT // 2]} ... {text[-SHORT // 2 :]}"


def changes_of(node: ast.AST, around: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Return what may stand in the place of a node, each with the change in words; ``around``: what tells its place."""
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        new = float(f"{1.5 * node.value:.12g}") if isinstance(node.value, float) and node.value else node.value + 1
        yield ast.Constant(new), f"{told(around)}: {node.value} -> {new}"
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        operator, words = ARITHMETIC[type(node.op)]
        yield ast.BinOp(node.left, operator(), node.right), f"{told(node)}: {words}"
        if isinstance(node.op, ast.Add | ast.Sub):
            yield node.left, f"{told(node)}: without {told(node.right)}"
        if isinstance(node.op, ast.Add) and not (isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Add | ast.Sub)):
            yield node.right, f"{told(node)}: without {told(node.left)}"
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC:
        operator, words = ARITHMETIC[type(node.op)]
        yield ast.AugAssign(node.target, operator(), node.value), f"{told(node)}: {words}"
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISON:
        other, words = COMPARISON[type(node.ops[0])]
        yield ast.Compare(node.left, [other()], node.comparators), f"{told(node)}: {words}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        minus = isinstance(node.op, ast.USub)
        yield node.operand, f"{told(around if minus else node)}: without {'-' if minus else 'not'}"
    elif isinstance(node, ast.BoolOp):
        both = isinstance(node.op, ast.And)
        yield ast.BoolOp(ast.Or() if both else ast.And(), node.values), f"{told(node)}: {'and -> or' if both else 'or -> and'}"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}:
        name = "max" if node.func.id == "min" else "min"
        yield ast.Call(ast.Name(name, ast.Load()), node.args, []), f"{told(node)}: {node.func.id} -> {name}"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass(), f"{told(node)}: left out"


def codes_of(tree: ast.Module) -> set[str]:
    """Return the constants that number a random stream or a switch in a file's record: codes, no quantities."""
    found = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            tables = [k.value for k in call.keywords if k.arg in {"switches", "streams"} and isinstance(k.value, ast.Dict)]
            found |= {
                name.id for table in tables for value in table.values for name in ast.walk(value) if isinstance(name, ast.Name)
            }
    return found


def decorated(top: ast.stmt) -> bool:
    """Return whether a statement defines a law, a step or a kernel."""
    if not isinstance(top, ast.FunctionDef):
        return False
    names = [d.func if isinstance(d, ast.Call) else d for d in top.decorator_list]
    return any(isinstance(name, ast.Name) and name.id in DECORATORS for name in names)


def constant_of(top: ast.stmt) -> tuple[str, ast.expr] | None:
    """Return name and value of a module constant made of numbers, None for any other statement."""
    if isinstance(top, ast.Assign) and len(top.targets) == 1:
        target, value = top.targets[0], top.value
    elif isinstance(top, ast.AnnAssign) and top.value is not None:
        target, value = top.target, top.value
    else:
        return None
    if not isinstance(target, ast.Name) or not target.id.strip("_").isupper():
        return None
    return None if any(isinstance(node, ast.Call) for node in ast.walk(value)) else (target.id, value)


def asks_switch(node: ast.AST) -> bool:
    """Return whether an expression compares a switch of PARAMS (``p.on[...]``) with a number."""
    left = node.left if isinstance(node, ast.Compare) else None
    return isinstance(left, ast.Subscript) and isinstance(left.value, ast.Attribute) and left.value.attr == "on"


def walk(node: ast.AST, around: ast.AST | None = None) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Return a node and all below it in the order of the text, each with the expression or statement that tells its place."""
    yield node, around if around is not None else node
    for child in () if asks_switch(node) else ast.iter_child_nodes(node):
        whole = around if isinstance(node, ast.UnaryOp) and around is not None else node
        yield from walk(child, whole if isinstance(whole, ast.expr | ast.Assign | ast.AugAssign | ast.Return) else child)


def changes(tree: ast.Module) -> list[Change]:
    """Return every change of a file's laws, steps and constants; equal words in one owner are numbered."""
    codes = codes_of(tree)
    found = []
    for top in tree.body:
        named = constant_of(top)
        if isinstance(top, ast.FunctionDef) and decorated(top):
            owner, places = top.name, [pair for statement in top.body for pair in walk(statement)]
        elif named is not None and named[0] not in codes:
            owner, places = named[0], list(walk(named[1]))
        else:
            continue
        seen: Counter[str] = Counter()
        for node, around in places:
            for new, words in changes_of(node, around):
                seen[words] += 1
                again = f" (place {seen[words]})" if seen[words] > 1 else ""
                found.append(Change(owner, node, new, words + again))
    return found


def mutants_of(path: Path) -> list[Mutant]:
    """Return every mutant of a source file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [Mutant(i, c.owner, getattr(c.node, "lineno", 0), c.words) for i, c in enumerate(changes(tree))]


def mutated(path: Path, number: int) -> tuple[str, ast.Module]:
    """Return the owner of a file's mutant and the file's syntax tree with that change."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    change = changes(tree)[number]
    return change.owner, ast.fix_missing_locations(Replace(change.node, change.new).visit(tree))


def equivalent_of(test: Path) -> dict[tuple[str, str], str]:
    """Return the mutants that a test file lists as changing no result, with their reasons."""
    if not test.is_file():
        return {}
    for top in ast.parse(test.read_text(encoding="utf-8")).body:
        targets = top.targets if isinstance(top, ast.Assign) else [top.target] if isinstance(top, ast.AnnAssign) else []
        if any(isinstance(t, ast.Name) and t.id == "EQUIVALENT" for t in targets):
            found: dict[tuple[str, str], str] = ast.literal_eval(top.value)  # type: ignore[attr-defined]
            return found
    return {}


@cache
def taken_in(path: str) -> frozenset[str]:
    """Return the names that a source file takes from other modules."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return frozenset(alias.asname or alias.name for node in imports for alias in node.names)


def apply(path: Path, number: int, module: ModuleType) -> None:
    """Put a mutant in the place of the original, and in every module that has taken the name in.

    A function keeps its identity and gets the changed code, so all who hold it run the change. A constant is set anew, with
    those of the same file that are computed from it.
    """
    owner, tree = mutated(path, number)
    space = dict(vars(module))
    exec(compile(tree, str(path), "exec"), space)  # our own source with one change
    old = vars(module)[owner]
    if isinstance(old, FunctionType):
        old.__code__ = space[owner].__code__
        return
    computed = [n for n, value in vars(module).items() if n.strip("_").isupper() and isinstance(value, int | float | tuple | dict)]
    ours = (str(ROOT), str(path.parent))
    others = [m for m in list(sys.modules.values()) if str(getattr(m, "__file__", None) or "").startswith(ours)]
    for name in computed:
        was = vars(module)[name]
        if space[name] == was:
            continue
        for other in others:
            if other is not module and vars(other).get(name) is was and name in taken_in(str(other.__file__)):
                setattr(other, name, space[name])
        setattr(module, name, space[name])


class Hunt:
    """A pytest plugin that collects the tests once and runs them in one forked process per mutant."""

    def __init__(self, path: Path, module: ModuleType, chosen: list[Mutant], processes: int) -> None:
        self.path, self.module, self.chosen, self.processes = path, module, chosen, processes
        self.noticed: dict[int, str] = {}
        self.limit = 600.0
        self.unchanged_fail = ""
        self.callers: dict[str, list[int]] = {}

    def pytest_collection(self) -> None:
        """Let property tests stop at the first failing example: nobody reads a smaller one."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: Any) -> bool:
        """Run the tests unchanged, then once per mutant."""
        with tempfile.NamedTemporaryFile("r", suffix=".json", encoding="utf-8") as seen:
            self.unchanged_fail = self.wait({self.start(session, None, seen.name): None}) or ""
            if self.unchanged_fail:
                return True
            self.callers = json.load(seen)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.limit = max(LEAST_SECONDS, PATIENCE * (used.ru_utime + used.ru_stime))
        running: dict[tuple[int, int], Mutant | None] = {}
        for mutant in self.chosen:
            if len(running) >= self.processes:
                self.wait(running)
            running[self.start(session, mutant)] = mutant
        while running:
            self.wait(running)
        return True

    def start(self, session: Any, mutant: Mutant | None, seen: str = "") -> tuple[int, int]:
        """Return process number and reading end of a forked process that runs the tests.

        Without a mutant it runs them all and writes to ``seen`` which of them call which function; with a changed function it
        runs those that call it, with a changed constant all of them.
        """
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            return child, reading
        try:
            os.close(reading)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, self.limit)
            items = list(enumerate(session.items))
            if mutant is not None:
                apply(self.path, mutant.number, self.module)
                if isinstance(vars(self.module)[mutant.owner], FunctionType):
                    items = [items[i] for i in self.callers.get(mutant.owner, [])]
            callers: dict[str, list[int]] = {}
            for place, (i, item) in enumerate(items):
                after = items[place + 1][1] if place + 1 < len(items) else None
                called: set[str] = set()
                if mutant is None:
                    sys.setprofile(self.recorder(called))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                sys.setprofile(None)
                for name in called:
                    callers.setdefault(name, []).append(i)
                if session.testsfailed:
                    os.write(writing, item.name.encode())
                    os._exit(1)
            if seen:
                Path(seen).write_text(json.dumps(callers), encoding="utf-8")
            os._exit(0)
        except BaseException:  # noqa: BLE001 (whatever a mutant breaks is noticed)
            os._exit(1)

    def recorder(self, called: set[str]) -> Callable[[FrameType, str, Any], None]:
        """Return a profiling function that notes which functions of the changed file are called."""
        here = str(self.module.__file__)

        def note(frame: FrameType, event: str, _: Any) -> None:
            if event == "call" and frame.f_code.co_filename == here:
                called.add(frame.f_code.co_name)

        return note

    def wait(self, running: dict[tuple[int, int], Mutant | None] | dict[tuple[int, int], None]) -> str | None:
        """Wait for one of the processes; note and return which test failed in it, None when none did."""
        child, status = os.waitpid(-1, 0)
        process = next((pair for pair in running if pair[0] == child), None)
        if process is None:
            return self.wait(running)
        mutant = running.pop(process)
        with os.fdopen(process[1], "rb") as pipe:
            name = pipe.read().decode()
        if status == 0:
            return None
        who = name or (TIMED_OUT if os.WIFSIGNALED(status) else BROKEN)
        if mutant is not None:
            self.noticed[mutant.number] = who
        return who


def hunt(module: str, source: Path, test: Path, numbers: list[int], processes: int) -> dict[str, Any]:
    """Return which of a file's mutants its tests notice, and who did; runs in a process of its own, compilation off."""
    import pytest

    chosen = [mutant for mutant in mutants_of(source) if mutant.number in set(numbers)]
    plugin = Hunt(source, importlib.import_module(module), chosen, processes)
    options = ["-q", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={ROOT}"]
    code = pytest.main([*options, "-c", str(ROOT / "pyproject.toml"), str(test)], plugins=[plugin])
    failed = plugin.unchanged_fail or (f"pytest ended with {int(code)}" if code else "")
    return {"failed": failed, "noticed": {str(number): who for number, who in plugin.noticed.items()}}


def run_apart(module: str, source: Path, test: Path, numbers: list[int], processes: int) -> dict[int, str]:
    """Return who noticed which mutant, from a fresh process with compilation off.

    Raises
    ------
    RuntimeError
        When the tests fail without any change.
    """
    with tempfile.TemporaryDirectory() as folder:
        told_in, told_out = Path(folder) / "asked.json", Path(folder) / "found.json"
        asked = {"module": module, "source": str(source), "test": str(test), "numbers": numbers, "processes": processes}
        told_in.write_text(json.dumps(asked), encoding="utf-8")
        environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
        command = [sys.executable, "-m", "verification.mutants", "--asked", str(told_in), "--found", str(told_out)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if not told_out.is_file():
            raise RuntimeError(f"{source.name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        found = json.loads(told_out.read_text(encoding="utf-8"))
    if found["failed"]:
        raise RuntimeError(f"{test.name} fails without any change: {found['failed']}\n{done.stdout[-2000:]}")
    return {int(number): who for number, who in found["noticed"].items()}


def judge(name: str, chosen: list[Mutant], every: list[Mutant], noticed: dict[int, str], listed: dict[tuple[str, str], str]) -> Any:
    """Return the result of one file: counts, survivors, who noticed how many, and wrong entries of the list of equivalents."""
    unknown = sorted(set(listed) - {(m.owner, m.change) for m in every})
    refuted = [m for m in chosen if (m.owner, m.change) in listed and m.number in noticed]
    counted = [m for m in chosen if (m.owner, m.change) not in listed]
    killed = sum(m.number in noticed for m in counted)
    survivors = []
    for m in sorted((m for m in chosen if m.number not in noticed), key=lambda m: (m.line, m.number)):
        reason = listed.get((m.owner, m.change))
        survivors.append(f"{name}:{m.line} {m.owner}: {m.change}" + (f" [equivalent: {reason}]" if reason else ""))
    return {
        "mutants": len(counted),
        "killed": killed,
        "killed_share": round(killed / max(len(counted), 1), 3),
        "equivalent": len(chosen) - len(counted),
        "of": len(every),
        "survivors": survivors,
        "noticed_by": dict(Counter(noticed[m.number] for m in counted if m.number in noticed).most_common()),
        "errors": [f"{name}: {owner}: {change}: listed as equivalent, but no such mutant" for owner, change in unknown]
        + [f"{name}: {m.owner}: {m.change}: listed as equivalent, but noticed by {noticed[m.number]}" for m in refuted],
    }


def files_of(asked: list[str]) -> list[str]:
    """Return the source files to change, as names below the package; all with a law, a step or a constant by default."""
    names = asked or [p.relative_to(SOURCE).as_posix() for package in PACKAGES for p in sorted((SOURCE / package).rglob("*.py"))]
    return [name for name in names if asked or mutants_of(SOURCE / name)]


def test_of(name: str) -> Path:
    """Return the mirrored test of a source file."""
    return TESTS / Path(name).parent / f"test_{Path(name).name}"


def content_of(name: str) -> str:
    """Return a digest of a source file and its mirrored test, on which its result rests."""
    digest = hashlib.sha256()
    for path in (SOURCE / name, test_of(name)):
        digest.update((path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()[:16]


def stale(names: list[str], kept: dict[str, Any], sample: int) -> list[str]:
    """Return the files without a kept result of their present content from as many mutants as are asked for (0: all)."""
    found = []
    for name in names:
        row = kept.get("files", {}).get(name, {})
        tried = row.get("mutants", 0) + row.get("equivalent", 0)
        wanted = min(sample or row.get("of", 0), row.get("of", 0))
        if row.get("content") != content_of(name) or tried < wanted:
            found.append(name)
    return found


def measure(names: list[str], sample: int, processes: int, done: Callable[[dict[str, Any]], None] | None = None) -> dict[str, Any]:
    """Return the result of each file, telling each as it comes; ``done`` hears of all so far after every file."""
    rows: dict[str, Any] = {}
    for name in names:
        begin = time.perf_counter()
        every = mutants_of(SOURCE / name)
        content, test = content_of(name), test_of(name)
        chosen = random.Random(f"{SEED}/{name}").sample(every, sample) if 0 < sample < len(every) else every
        module = "multipolar." + name.removesuffix(".py").replace("/", ".")
        noticed = run_apart(module, SOURCE / name, test, [m.number for m in chosen], processes) if test.is_file() else {}
        row = rows[name] = judge(name, chosen, every, noticed, equivalent_of(test))
        row["content"], row["seconds"] = content, round(time.perf_counter() - begin, 1)
        print("\n".join(["", *row["survivors"], *row["errors"]]))
        print(", ".join(f"{who} {count}" for who, count in row["noticed_by"].items()))
        counts = f"{row['killed']} of {row['mutants']} noticed ({row['killed_share']:.0%})"
        print(f"{name}: {counts}, {row['equivalent']} equivalent, {row['seconds']:.0f} s", flush=True)
        if done is not None:
            done(rows)
    return rows


COUNTS = ("mutants", "killed", "killed_share", "equivalent", "of", "content", "seconds")
"""What is kept of each file."""


def document(rows: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return totals, counts by file and survivors; files that were not run now keep the result they had."""
    counts = {name: row for name, row in before.get("files", {}).items() if (SOURCE / name).is_file() and name not in rows}
    lived = [line for line in before.get("survivors", []) if line.partition(":")[0] in counts]
    counts |= {name: {key: row[key] for key in COUNTS if key in row} for name, row in rows.items()}
    lived += [line for row in rows.values() for line in row["survivors"]]
    total, killed = (sum(row[key] for row in counts.values()) for key in ("mutants", "killed"))
    return {
        "mutants": total,
        "killed": killed,
        "killed_share": round(killed / max(total, 1), 3),
        "files": dict(sorted(counts.items())),
        "survivors": sorted(lived, key=lambda line: (line.partition(":")[0], int(line.partition(":")[2].partition(" ")[0]))),
    }


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", nargs="*", default=[], help="names below src/multipolar (default: all)")
    parser.add_argument("--sample", type=int, default=0, help="at most so many mutants per file (default: all)")
    parser.add_argument("--least", type=float, default=0.0, help="exit code 1 where a file lies below this share")
    parser.add_argument(
        "--changed", action="store_true", help="only files whose source or mirrored test differs from the kept result"
    )
    parser.add_argument("--processes", type=int, default=2, help="mutants tried at the same time (default 2)")
    parser.add_argument("--no-keep", action="store_true", help="print only, leave the kept results as they are")
    parser.add_argument("--asked", help=argparse.SUPPRESS)
    parser.add_argument("--found", help=argparse.SUPPRESS)
    return parser.parse_args(given)


def sentence_of(whole: dict[str, Any]) -> str:
    """Return the result of all files in one sentence."""
    counts = f"{whole['killed']:,} of {whole['mutants']:,} changes in {len(whole['files'])} files"
    return f"{counts} noticed by the file's own tests ({whole['killed_share']:.0%})"


def keep_all(rows: dict[str, Any], before: dict[str, Any], sample: int) -> None:
    """Write the results so far beside those kept before, so that an interruption loses one file at most."""
    whole = document(rows, before)
    command = "python -m verification.mutants --changed" + (f" --sample {sample}" if sample else "")
    date = dt.datetime.now(dt.UTC).date().isoformat()
    spent = round(sum(row.get("seconds", 0.0) for row in whole["files"].values()), 1)
    keep(
        "mutants",
        {"command": command, "version": __version__, "date": date, "seconds": spent, "sentence": sentence_of(whole), **whole},
    )


def main() -> int:
    """Run the mutants of the files asked for; 1 where a file lies below the bar or lists a wrong equivalent."""
    given = arguments()
    if given.asked:
        asked = json.loads(Path(given.asked).read_text(encoding="utf-8"))
        found = hunt(asked["module"], Path(asked["source"]), Path(asked["test"]), asked["numbers"], asked["processes"])
        Path(given.found).write_text(json.dumps(found), encoding="utf-8")
        return 0
    path = RESULTS / "mutants.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    names = files_of(given.files)
    names = stale(names, before, given.sample) if given.changed else names
    keeping = None if given.no_keep else (lambda rows: keep_all(rows, before, given.sample))
    rows = measure(names, given.sample, given.processes, keeping)
    whole = document(rows, before)
    low = [name for name, row in whole["files"].items() if name in rows and row["killed_share"] < given.least]
    print(sentence_of(whole) + (f"; below {given.least:.0%}: {', '.join(low)}" if low else ""))
    return int(bool(low) or any(row["errors"] for row in rows.values()))


if __name__ == "__main__":
    sys.exit(main())
