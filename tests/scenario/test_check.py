"""Check finds every fault in one pass and says it in the stored words."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import ScenarioError
from multipolar.scenario.check import check, check_file, checked
from multipolar.scenario.codes import CODES
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import Node, walk
from multipolar.scenario.resolve import resolve
from scenario.corpus import CORPUS, report
from scenario.small import SMALL, codes_after, problems_after, small
from scenario.words import words

INVALID = sorted(path for path in (CORPUS / "invalid").glob("*.yaml") if not path.name.endswith(".patch.yaml"))
VALID = sorted((CORPUS / "valid").glob("*.yaml"))
ELSEWHERE = {"no-file", "not-utf8", "exists", "decided-elsewhere"}
OF_OTHER_FILES = {
    "bad-table", "bad-record", "not-a-pack", "outcome-in-facts", "far-neighbours", "missing-code", "bad-answer", "other-war",
    "bad-frozen", "not-stamped", "bad-json", "bad-game", "bad-nfg", "bad-conflict", "bad-case",
    "no-decision-day",
}  # fmt: skip
SOURCES = sorted((Path(__file__).parent.parent.parent / "src" / "multipolar").rglob("*.py"))


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_check__gives_the_exact_stored_message(file):
    """Each faulty file is answered with the words stored beside it."""
    assert report(file) + "\n" == file.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_check__finds_the_code_the_file_is_named_after(file):
    """A faulty file carries the code of its fault in its name."""
    assert f"[{file.stem.partition('__')[0]}]" in report(file)


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_check__passes_valid_files(file):
    """Nothing is found in the valid files."""
    assert check_file(file, words()).problems == ()


def test_corpus__has_every_code():
    """Every code of the table is met by the corpus, and the corpus knows no other."""
    texts = "\n".join(file.with_suffix(".txt").read_text(encoding="utf-8") for file in INVALID)
    met = set(re.findall(r"\[([a-z0-9-]+)\]$", texts, flags=re.MULTILINE))

    assert met == set(CODES) - ELSEWHERE - OF_OTHER_FILES


def test_codes__stand_in_one_table():
    """Every code that the sources spell where they make a problem is in the table."""
    calls = [n for file in SOURCES for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    makers = [n for n in calls if getattr(n.func, "id", getattr(n.func, "attr", "")) in {"Fault", "Problem", "problem"}]
    texts = {a.value for n in makers for a in n.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    spelled = {text for text in texts if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)}

    assert len(spelled) > 40
    assert spelled - set(CODES) == set()


def test_check__reports_faults_of_every_kind_together():
    """YAML, schema, unit and cross-field faults of one file come in one report, in the order of lines."""
    found = problems_after(
        ("horizon_days: 90", "horizon_days: 90\nid: again"),
        ("terrain: mountain", "terrain: mountian"),
        ("capacity: 2000 t/day", "capacity: 2000"),
        ("second: [C3]", "second: [C9]"),
    )

    assert [problem.code for problem in found] == ["duplicate-key", "unknown-name", "not-allowed", "missing-unit"]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_check__does_not_repeat_a_fault_as_others():
    """One faulty as-of date does not make every date look wrong; a missing theatre not every sector."""
    assert codes_after(("as_of: 2024-03-10\n", "as_of: tomorrow\n")) == ["bad-date"]
    assert codes_after(("theatre:\n", "theater:\n")) == ["missing-key", "unknown-key"]


def test_check_file__takes_an_unreadable_file_as_a_fault(tmp_path):
    """A file that is not there, or not text, is one problem and no crash."""
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("title: Größe".encode("latin-1"))

    assert [p.code for p in check_file(tmp_path / "none.yaml", words()).problems] == ["no-file"]
    assert [p.code for p in check_file(latin, words()).problems] == ["not-utf8"]


JUNK = (
    None, True, 3, -1e9, float("nan"), float("inf"), "", "x y", "Tri(1,2", "Mix(", "LogN(0,0)", "Beta(1,1) km", "[", [],
    {}, "2024-99-99", [1, 2, 3], ["a"], {"v": 1}, {"id": "X"}, {"distribution": {"kind": "Zeta"}}, "1e400", "*", "A",
)  # fmt: skip


def as_node(value, place):
    """Return a plain value as a tree with one place."""
    if isinstance(value, dict):
        return Node({key: as_node(child, place) for key, child in value.items()}, place, place)
    if isinstance(value, list):
        return Node([as_node(child, place) for child in value], place, place)
    return Node(value, place, place)


PATHS = [path for path, _ in walk(small().root) if path]


@settings(max_examples=150)
@given(st.sampled_from(PATHS), st.sampled_from(JUNK))
def test_check__never_crashes_and_what_it_passes_can_be_resolved(path, junk):
    """Whatever stands anywhere in a file, it is either answered with problems or resolved."""
    loaded = small()
    parent = loaded.root
    for step in path[:-1]:
        parent = parent.value[step]
    parent.value[path[-1]] = as_node(junk, parent.place)
    found = check(loaded, words())

    if found.document is None:
        assert all(problem.message and problem.code in CODES for problem in found.problems)
    else:
        assert resolve(found.document, words()).digest


def test_checked__raises_with_every_problem():
    """The strict form raises one error that holds all problems."""
    with pytest.raises(ScenarioError) as error:
        checked(small("horizon_days=0", "forces.A.tank=3 items"), words())

    assert {problem.code for problem in error.value.problems} == {"outside-bounds", "unknown-key"}


def test_check__reads_a_file_of_4000_lines_in_time():
    """A file of 4,000 lines is checked within 0.3 seconds of processor time (0.9 allowed for a slow machine)."""
    text = SMALL.read_text(encoding="utf-8")
    row = "\n".join(
        f"    - id: S{i}\n      name: Sector {i}\n      lat: 40\n      lon: 30\n      terrain: flat\n"
        f"      area: {{v: [400, 500, 600], unit: km2, source: staff}}\n      value: 5\n      share_A: 0\n"
        f"      line_before: 0\n      contested: false\n      preparation: {{v: 1, source: own}}"
        for i in range(360)
    )
    loaded = loaded_from(text.replace("  edges:\n", f"{row}\n  edges:\n"), "long.yaml")
    assert len(loaded.text.splitlines()) + 360 * 11 > 4000

    start = time.process_time()
    found = check(loaded_from(loaded.text, "long.yaml"), words())
    spent = time.process_time() - start

    assert found.problems == ()
    assert spent < 0.9


def test_check__names_no_value_that_only_stands_in():
    """A sector that is no block is one fault; hints about its name list what the file holds and nothing else."""
    problems = check(small("theatre.sectors[MID]=5"), words()).problems

    assert any(p.code == "wrong-type" for p in problems)
    assert not any("stand_in" in p.render() for p in problems)
