"""Planted changes: which there are, how they reach whoever uses the law, and who notices."""

from __future__ import annotations

import ast
import importlib
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from verification.common import RESULTS
from verification.mutants import (
    Mutant,
    apply,
    changes,
    codes_of,
    content_of,
    document,
    equivalent_of,
    files_of,
    judge,
    mutants_of,
    mutated,
    run_apart,
    stale,
)

from multipolar.numerics import jit
from verification import mutants

LAWS = '''"""Two laws and a constant."""
from multipolar.numerics.jit import law

FACTOR = 2.0
TWICE = 2.0 * FACTOR


@law
def dose(amount: float) -> float:
    """Return the dose."""
    return min(FACTOR * amount + 1.0, 9.0)


@law
def unused(amount: float) -> float:
    """Return what no test asks for."""
    return -amount


def undecorated(amount: float) -> float:
    """Return what no law returns."""
    return amount + 1.0
'''
USERS = '''"""Whoever takes a constant and a law in."""
from sample_laws import FACTOR, TWICE, dose


def doubled(amount: float) -> float:
    """Return what the others give."""
    return FACTOR * TWICE * dose(amount)
'''
TEST = '''"""Tests of the sample."""
from sample_laws import dose

EQUIVALENT = {("dose", "min(FACTOR * amount + 1.0, 9.0): 9.0 -> 13.5"): "told so, wrongly"}


def test_dose():
    assert dose(2.0) == 5.0


def test_cap():
    assert dose(100.0) == 9.0
'''


def words(source: str) -> list[str]:
    """Return the changes of a law whose body is given."""
    text = f"@law\ndef f(a, b, c, p, st):\n    {source}\n"
    return [change.words for change in changes(ast.parse(text))]


def test_changes__of_a_sum_leave_out_each_term_once_and_turn_each_sign() -> None:
    """Three terms: two signs, three terms to leave out."""
    assert words("return a + b - c") == [
        "a + b - c: - -> +",
        "a + b - c: without c",
        "a + b: + -> -",
        "a + b: without b",
        "a + b: without a",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("return a * 2.0", ["a * 2.0: * -> /", "a * 2.0: 2.0 -> 3.0"]),
        ("return a * 0.0", ["a * 0.0: * -> /", "a * 0.0: 0.0 -> 1.0"]),
        ("return range(2)", ["range(2): 2 -> 3"]),
        ("return -a", ["return -a: without -"]),
        ("return not a", ["not a: without not"]),
        ("return a < b and b", ["a < b and b: and -> or", "a < b: < -> >="]),
        ("return max(a, b)", ["max(a, b): max -> min"]),
        ("a += b", ["a += b: + -> -"]),
        ("f(a)", ["f(a): left out"]),
        ("return p.on[b] > 0.5", ["p.on[b] > 0.5: > -> <="]),
        ("return a * a + a * a", [
            "a * a + a * a: + -> -", "a * a + a * a: without a * a", "a * a + a * a: without a * a (place 2)",
            "a * a: * -> /", "a * a: * -> / (place 2)",
        ]),
    ],
)  # fmt: skip
def test_changes__tell_what_is_changed(source: str, expected: list[str]) -> None:
    """Numbers, signs, comparisons, bounds, connectives and calls; equal words are numbered; a switch has no quantity."""
    assert words(source) == expected


def test_changes__leave_codes_and_plain_functions_alone() -> None:
    """Numbers of streams and switches, records and undecorated functions are not changed; tuples of numbers are."""
    text = (
        "SWITCH = 3\nLOSS: int = 80\nSHARES = (0.5, 0.25)\n"
        "RECORD = Mechanism(switches={'a': SWITCH}, streams={'b': LOSS}, size=4)\ndef f(a):\n    return a + 1.0\n"
    )
    tree = ast.parse(text)

    assert codes_of(tree) == {"SWITCH", "LOSS"}
    assert [(c.owner, c.words) for c in changes(tree)] == [
        ("SHARES", "(0.5, 0.25): 0.5 -> 0.75"),
        ("SHARES", "(0.5, 0.25): 0.25 -> 0.375"),
    ]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the sample module, its user and its test; return the folder."""
    for name, text in (("sample_laws", LAWS), ("sample_users", USERS), ("test_sample_laws", TEST)):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(jit, "law", lambda function: function)  # as with compilation off
    for name in ("sample_laws", "sample_users"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


def load(folder: Path) -> tuple[ModuleType, ModuleType, dict[tuple[str, str], Mutant]]:
    """Return the sample module, its user and its mutants by owner and change."""
    laws, users = importlib.import_module("sample_laws"), importlib.import_module("sample_users")
    return laws, users, {(m.owner, m.change): m for m in mutants_of(folder / "sample_laws.py")}


def test_mutated__holds_one_change_and_no_other(sample: Path) -> None:
    """The changed tree differs from the file in the one number."""
    found = mutants_of(sample / "sample_laws.py")
    number = next(m.number for m in found if m.change.endswith("9.0 -> 13.5"))
    owner, tree = mutated(sample / "sample_laws.py", number)

    assert owner == "dose"
    assert ast.unparse(tree) == ast.unparse(ast.parse(LAWS.replace("9.0", "13.5")))


def test_apply__a_changed_constant_reaches_those_who_took_it_in_and_what_is_computed_from_it(sample: Path) -> None:
    """Twice as much in the law itself, in the user's copy, and in the constant made from it."""
    laws, users, found = load(sample)
    assert users.doubled(1.0) == 2.0 * 4.0 * 3.0
    apply(sample / "sample_laws.py", found["FACTOR", "2.0: 2.0 -> 3.0"].number, laws)

    assert (laws.FACTOR, laws.TWICE, users.FACTOR, users.TWICE) == (3.0, 6.0, 3.0, 6.0)
    assert users.doubled(1.0) == 3.0 * 6.0 * 4.0


def test_apply__a_changed_law_reaches_those_who_took_it_in(sample: Path) -> None:
    """The user's own name for the law runs the changed one."""
    laws, users, found = load(sample)
    apply(sample / "sample_laws.py", found["dose", "FACTOR * amount + 1.0: + -> -"].number, laws)

    assert users.dose(2.0) == 3.0


def test_run_apart__tells_who_noticed_and_judge_objects_to_a_wrong_list(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All changes are noticed but those of what nobody reads or calls; the one listed as equivalent is refuted."""
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(sample), str(root / "src")]))
    source, test = sample / "sample_laws.py", sample / "test_sample_laws.py"
    every = mutants_of(source)
    noticed = run_apart("sample_laws", source, test, [m.number for m in every], 2)
    row = judge("sample_laws.py", every, every, noticed, equivalent_of(test))

    assert row["noticed_by"]["test_dose"] == 7
    assert row["survivors"] == [
        "sample_laws.py:5 TWICE: 2.0 * FACTOR: * -> /",
        "sample_laws.py:5 TWICE: 2.0 * FACTOR: 2.0 -> 3.0",
        "sample_laws.py:17 unused: return -amount: without -",
    ]
    assert row["errors"] == [
        "sample_laws.py: dose: min(FACTOR * amount + 1.0, 9.0): 9.0 -> 13.5: listed as equivalent, but noticed by test_cap"
    ]
    test.write_text(TEST.replace("== 5.0", "== 6.0"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="fails without any change"):
        run_apart("sample_laws", source, test, [], 1)


def row(killed: int, mutants: int, *survivors: str) -> dict[str, Any]:
    """Return the result of one file."""
    share = round(killed / mutants, 3)
    return {
        "mutants": mutants,
        "killed": killed,
        "killed_share": share,
        "equivalent": 0,
        "of": mutants,
        "survivors": list(survivors),
    }


def test_judge__counts_only_what_can_be_noticed_and_names_stale_entries() -> None:
    """One of three noticed, one equivalent: half; an entry without its mutant is an error."""
    every = [Mutant(0, "f", 3, "a"), Mutant(1, "f", 4, "b"), Mutant(2, "g", 9, "c")]
    found = judge("x.py", every, every, {0: "test_f"}, {("g", "c"): "never read", ("g", "d"): "gone"})

    assert (found["mutants"], found["killed"], found["killed_share"], found["equivalent"]) == (2, 1, 0.5, 1)
    assert found["survivors"] == ["x.py:4 f: b", "x.py:9 g: c [equivalent: never read]"]
    assert found["errors"] == ["x.py: g: d: listed as equivalent, but no such mutant"]


def test_document__keeps_files_that_were_not_run() -> None:
    """A new result replaces the old one of its file; totals count all; a file that is gone is dropped."""
    old = document({"mechanisms/finance.py": row(1, 4, "mechanisms/finance.py:9 a: b"), "mechanisms/will.py": row(5, 5)}, {})
    old["files"]["mechanisms/gone.py"] = row(1, 1)
    new = document({"mechanisms/finance.py": row(4, 4)}, old)

    assert (old["mutants"], old["killed"], len(old["survivors"])) == (9, 6, 1)
    assert (new["mutants"], new["killed"], new["killed_share"], new["survivors"]) == (9, 9, 1.0, [])
    assert set(new["files"]) == {"mechanisms/finance.py", "mechanisms/will.py"}


def test_stale__are_files_whose_source_or_test_changed_or_that_were_sampled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A kept result stands for one content of a file and its test, and for the mutants that were tried."""
    for folder, name, text in (("src", "a.py", "X = 1\n"), ("src", "b.py", "Y = 1\n"), ("tests", "test_a.py", "")):
        (tmp_path / folder / "laws").mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "laws" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(mutants, "SOURCE", tmp_path / "src")
    monkeypatch.setattr(mutants, "TESTS", tmp_path / "tests")
    names = ["laws/a.py", "laws/b.py"]
    assert stale(names, {}, 0) == names
    kept = {"files": {name: {"mutants": 3, "equivalent": 1, "of": 9, "content": content_of(name)} for name in names}}
    assert stale(names, kept, 4) == []
    assert stale(names, kept, 5) == stale(names, kept, 0) == names
    (tmp_path / "tests" / "laws" / "test_a.py").write_text("pass\n", encoding="utf-8")
    assert stale(names, kept, 4) == ["laws/a.py"]
    (tmp_path / "src" / "laws" / "b.py").write_text("Y = 2\n", encoding="utf-8")
    assert stale(names, kept, 4) == names


def test_main__keeps_each_file_as_soon_as_it_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A run that is cut off keeps what it has; the next one with --changed goes on with the other files."""
    names, tried = ["mechanisms/finance.py", "mechanisms/will.py"], []

    def apart(module: str, source: Path, test: Path, numbers: list[int], processes: int) -> dict[int, str]:
        if source.name == "will.py" and len(tried) == 1:
            tried.append("cut off")
            raise KeyboardInterrupt
        tried.append(source.name)
        return dict.fromkeys(numbers, "test_all")

    monkeypatch.setattr(mutants, "run_apart", apart)
    monkeypatch.setattr(mutants, "RESULTS", tmp_path)
    monkeypatch.setattr(mutants, "keep", lambda name, found: (tmp_path / f"{name}.json").write_text(json.dumps(found), "utf-8"))
    monkeypatch.setattr(mutants, "equivalent_of", lambda test: {})
    monkeypatch.setattr(sys, "argv", ["mutants", "--changed", "--files", *names])
    with pytest.raises(KeyboardInterrupt):
        mutants.main()
    assert list(json.loads((tmp_path / "mutants.json").read_text("utf-8"))["files"]) == names[:1]
    assert mutants.main() == 0
    assert mutants.main() == 0

    assert tried == ["finance.py", "cut off", "will.py"]
    found = json.loads((tmp_path / "mutants.json").read_text("utf-8"))
    assert list(found["files"]) == names
    assert found["command"] == "python -m verification.mutants --changed"


def test_results__every_mechanism_that_was_measured_reaches_the_bar() -> None:
    """In the kept result 85 % of the changes in each file of `mechanisms/` are noticed by the file's own tests."""
    kept = json.loads((RESULTS / "mutants.json").read_text(encoding="utf-8"))["files"]
    low = {name: row["killed_share"] for name, row in kept.items() if name.startswith("mechanisms/") and row["killed_share"] < 0.85}

    assert len(kept) >= 18
    assert low == {}


def test_files_of__are_all_files_with_laws_unless_some_are_asked_for() -> None:
    """Both packages; packages' empty files are left out."""
    found = files_of([])

    assert {"mechanisms/breaks.py", "diplomacy/bargain.py"} <= set(found)
    assert not any(name.endswith("__init__.py") for name in found)
    assert files_of(["mechanisms/will.py"]) == ["mechanisms/will.py"]
