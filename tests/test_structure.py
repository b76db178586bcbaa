"""The structure of the repository: layers, mirrored tests, documented names, no leftovers."""

from __future__ import annotations

import ast
import doctest
import importlib
import itertools
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

import multipolar

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "multipolar"
FILES = sorted(path for path in SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
FUNCTIONS = [
    (path, node)
    for path, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]

LONGEST_FUNCTION = 90
LONGEST_FILE = 600
GENERATED = {"declare/record_types.py": "python tools/record_types.py"}
"""Files that a command writes, which may be long."""

TESTED_ELSEWHERE: dict[str, str] = {
    "report/of_run.py": "the page of a run is recounted from its Parquet files in api/test_forecasting.py",
    "about.py": "a version number",
    "forecast/evidence_document.py": "types only; every key of a report is met in forecast/test_evidence.py",
    "cli/__main__.py": "how cli/test_command_line.py calls the command line",
    "numerics/arrays.py": "types only; what the checker makes of them is tested in model/test_record_types.py",
    "scenario/codes.py": "a table; every code is met by the corpus in tests/scenarios",
    "model/streams.py": "constants only; the streams' independence is tested in numerics/test_random.py",
}
"""Source files without a mirrored test file, each with the reason."""


def name_of(path: Path) -> str:
    """Return a path as seen from the package."""
    return path.relative_to(SOURCE).as_posix()


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body, its docstring aside."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return sum((statement.end_lineno or 0) - statement.lineno + 1 for statement in body)


def test_layers__every_room_imports_only_from_below():
    """The import contracts in pyproject.toml hold, and no folder stands outside them."""
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    assert command, "import-linter is part of the dev extra"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_imports__have_no_cycles():
    """No module needs itself, however far round."""
    graph = grimp.build_graph("multipolar", cache_dir=None, exclude_type_checking_imports=True)
    modules = sorted(graph.modules)
    place = {module: i for i, module in enumerate(modules)}
    matrix = np.zeros((len(modules), len(modules)), np.int8)
    for module in modules:
        for other in graph.find_modules_directly_imported_by(module):
            matrix[place[module], place[other]] = 1

    count, label = connected_components(csr_matrix(matrix), directed=True, connection="strong")
    knots = [[m for m in modules if label[place[m]] == k] for k in np.flatnonzero(np.bincount(label) > 1)]

    assert knots == []
    assert count == len(modules)


def test_numba__inner_parts_are_used_in_one_file():
    """Numba moves its inner parts from version to version: they are imported in one file, and nowhere by attribute."""
    users = set()
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            inner = any(name.split(".")[:2] == ["numba", "core"] or name.split(".")[0] == "llvmlite" for name in names)
            if inner or (isinstance(node, ast.Attribute) and ast.unparse(node).startswith("numba.core")):
                users.add(name_of(path))

    assert users == {"numerics/linking.py"}


PUBLIC = [
    "DataError",
    "InternalError",
    "Ledger",
    "MultipolarError",
    "Problem",
    "QuestionError",
    "RunError",
    "ScenarioError",
    "__version__",
    "ach",
    "ask",
    "backtest",
    "cite",
    "compare",
    "condition",
    "discover",
    "drivers",
    "export",
    "freeze",
    "import_pack",
    "ledger",
    "load",
    "play",
    "post_mortem",
    "powers",
    "replay",
    "report",
    "robust",
    "run",
    "score",
    "settle",
    "signposts",
    "stability",
    "study",
    "study_ablations",
    "study_bundles",
    "study_claims",
    "study_mechanisms",
    "study_prior",
    "study_targets",
    "sweep",
    "timeline",
    "what_if",
]


def test_exports__are_exactly_these_and_all_resolve():
    """The public names are these, sorted, and each is there; nothing else is promised."""
    assert multipolar.__all__ == PUBLIC == sorted(PUBLIC)
    assert dir(multipolar) == PUBLIC
    assert [name for name in PUBLIC if getattr(multipolar, name) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = multipolar.lod


def test_exports__report_stays_the_verb():
    """Loading the folder `report` does not hide the verb of the same name."""
    importlib.import_module("multipolar.report.page")
    assert callable(multipolar.report)
    assert multipolar.report.__module__ == "multipolar.api.forecasting"


def test_import__is_light():
    """Importing the package loads neither numpy nor numba nor pydantic."""
    code = "import multipolar, sys; print([m for m in ('numpy', 'numba', 'pydantic', 'yaml', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_tests__mirror_the_source():
    """Every source file with code has a test file at the mirrored place, or a reason; no reason outlives its need."""
    missing = []
    for path, tree in TREES.items():
        has_code = any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
        mirrored = ROOT / "tests" / path.relative_to(SOURCE).parent / f"test_{path.name}"
        if has_code and path.name != "__init__.py" and not mirrored.exists() and name_of(path) not in TESTED_ELSEWHERE:
            missing.append(name_of(path))
    tests = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")]
    there = {path.parent / path.name.removeprefix("test_") for path in tests}
    stale = [name for name in TESTED_ELSEWHERE if not (SOURCE / name).exists() or Path(name) in there]
    assert (missing, stale) == ([], [])


def test_functions__are_short_enough():
    """No function body exceeds 90 lines and no file 600; the distribution is printed for people to judge."""
    bodies = [body_lines(node) for _, node in FUNCTIONS]
    files = [len(path.read_text(encoding="utf-8").splitlines()) for path in FILES]
    parameters = [len(n.args.posonlyargs) + len(n.args.args) + len(n.args.kwonlyargs) for _, n in FUNCTIONS]
    for title, values in (("function body", bodies), ("file", files), ("parameters", parameters)):
        cut = statistics.quantiles(values, n=10)
        print(f"{title}: median {statistics.median(values):g}, p90 {cut[-1]:g}, most {max(values)}, n {len(values)}")

    long = [f"{name_of(p)}:{n.lineno} {n.name}" for p, n in FUNCTIONS if body_lines(n) > LONGEST_FUNCTION]
    big = [name_of(p) for p, n in zip(FILES, files, strict=True) if n > LONGEST_FILE and name_of(p) not in GENERATED]
    assert (long, big) == ([], [])


def undocumented(path: Path, tree: ast.Module) -> list[str]:
    """List the public modules, classes and functions of a file that say nothing about themselves."""
    found = [] if ast.get_docstring(tree) or not tree.body else [f"{name_of(path)} (module)"]
    scopes = [tree, *[node for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]]
    for scope in scopes:
        for node in scope.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and ast.get_docstring(node) is None:
                found.append(f"{name_of(path)}:{node.lineno} {node.name}")
    return found


def test_names__are_all_documented():
    """Every public module, class and function has a docstring."""
    assert [line for path, tree in TREES.items() for line in undocumented(path, tree)] == []


def test_excepts__are_never_broad():
    """No handler swallows what it does not know: a bare or general except must raise again."""
    broad = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert broad == []


EXAMPLES_ELSEWHERE = ("api/", "record/book.py", "session/run.py", "studies/verbs.py")
"""Files whose examples live courses: they are run on one small run, in a folder of their own, by api/test_examples.py."""


def test_docstrings__examples_run():
    """Every example in a docstring and in the README gives what it says."""
    failed = []
    for path in FILES:
        if ">>>" in path.read_text(encoding="utf-8") and not name_of(path).startswith(EXAMPLES_ELSEWHERE):
            module = importlib.import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
            failed += [name_of(path)] * doctest.testmod(module).failed
    failed += ["README.md"] * doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed
    assert failed == []


def tracked_texts() -> list[tuple[str, str]]:
    """Return the text files under version control; skip where the sources are not a checkout."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout: the list of tracked files is unknown")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".npz", ".parquet", ".woff2"}:
            texts.append((name, path.read_text(encoding="utf-8", errors="replace")))
    return texts


def test_tree__names_no_machine():
    """No tracked file holds a path of some machine or the address of a package registry or its mirror."""
    marks = [
        "/" + "work/",
        "/" + "home/",
        "/" + "root/",
        "registry." + "npmjs",
        "python" + "hosted.org",
        '"resol' + 'ved":',
    ]
    pattern = re.compile("|".join(map(re.escape, marks)))
    found = [f"{name}: {match.group()}" for name, text in tracked_texts() for match in pattern.finditer(text)]
    assert found == []


def test_sources__hold_no_leftovers():
    """No unfinished business in the code: no to-do marks, no bodies that only promise."""
    marks = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b|raise NotImplemented")
    assert [name_of(path) for path in FILES if marks.search(path.read_text(encoding="utf-8"))] == []


def test_sources__know_no_war_by_name():
    """Names of the flagship's places and powers stand in the library, not in code that forecasts any war."""
    names = re.compile(r"karabakh|artsakh|minsk|azerbaijan|armenia|\bturkey|\brussia|[a-z_]2020\b", re.IGNORECASE)
    general = [path for path in FILES if not name_of(path).startswith("library/")]
    found = [
        f"{name_of(path)}:{number} {match.group()}"
        for path in general
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not line.lstrip().startswith(">>>")  # an example names some war
        for match in names.finditer(line)
    ]
    assert found == []


def pinned_names() -> dict[str, str]:
    """Return what constraints.txt pins, by normalised name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def test_constraints__pin_every_dependency_of_core_dev_docs_and_release():
    """What the tests ran with is written down exactly, without host names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["docs"], *extras["release"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=\[;]", text)[0].strip()).lower() for text in wanted}
    assert names - set(pinned_names()) == set()


def test_version__is_the_same_everywhere():
    """Package, citation and changelog speak of one version."""
    assert f"version: {multipolar.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {multipolar.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_changelog__fragments_have_a_section():
    """Every pending fragment is named after its section, so that a release can gather them."""
    sections = {"numbers", "added", "changed", "fixed", "removed"}
    odd = [
        path.name
        for path in (ROOT / "changelog.d").iterdir()
        if path.name != "README.md" and (path.suffix != ".md" or path.stem.rpartition(".")[2] not in sections)
    ]
    assert odd == []
    assert "### Numbers" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]


GRADED = re.compile(r"Grade [MSEJ]|Source: ")
CONVENTIONS = (
    "Natural logarithm", "Years for", "Quarters", "Length of a quarter", "Window", "Fall that counts", "Days of a moving",
    "Days between two changes", "Scale that keeps", "Steps of an outlook", "Mean of", "Means of", "Normal score", "Number of",
    "Districts handed", "Stands in", "Code of", "Codes of",
)  # fmt: skip
"""Constants that are conventions or follow from others by their own sentence."""


def constants(tree: ast.Module) -> list[tuple[str, ast.expr, str]]:
    """Return the numeric constants of a file with the text below each: (name, value, text)."""
    found = []
    for node, after in itertools.pairwise([*tree.body, None]):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
        value = getattr(node, "value", None)
        if target is None or value is None or not ast.unparse(target).strip("()")[0].isupper():
            continue
        if not any(isinstance(n, ast.Constant) and type(n.value) in {int, float} for n in ast.walk(value)):
            continue
        said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        found.append((ast.unparse(target).strip("()"), value, str(said)))
    return found


@pytest.mark.parametrize("folder", ["declare", "numerics", "mechanisms", "diplomacy"])
def test_constants__say_what_they_are(folder: str):
    """Every number that a law uses has its meaning, unit and grade below it; switches, streams and codes stand in groups."""
    bare, ungraded = [], []
    for path, tree in TREES.items():
        if path.relative_to(SOURCE).parts[0] != folder:
            continue
        keywords = [k.value for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg == "streams"]
        streams = {n.id for value in keywords for n in ast.walk(value) if isinstance(n, ast.Name)}
        for name, value, said in constants(tree):
            if name in streams or name.endswith("_SWITCH") or name == "MECHANISM":
                continue
            real = any(isinstance(n, ast.Constant) and isinstance(n.value, float) for n in ast.walk(value))
            if not said:
                bare.append(f"{name_of(path)}: {name}")
            elif folder in {"mechanisms", "diplomacy"} and real and not GRADED.search(said) and not said.startswith(CONVENTIONS):
                ungraded.append(f"{name_of(path)}: {name}")

    assert (bare, ungraded) == ([], [])
