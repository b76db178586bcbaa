"""What contributors work with holds together: workflows, templates, make targets, and the tools that make calls."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")

if not (GITHUB.exists() and (ROOT / "tools").exists()):
    pytest.skip("workflows and tools are part of a checkout only", allow_module_level=True)

from tools.branches import LEFT_OUT, lines, shares  # noqa: E402
from tools.changelog import bullet, fragments, gathered  # noqa: E402
from tools.generate import GENERATORS  # noqa: E402
from tools.quick import ELSEWHERE, FIXED, mirrored, selected, steps  # noqa: E402
from tools.release import missing, surplus  # noqa: E402


def name_of(path: Path) -> str:
    """Return a file's name as the test's name."""
    return path.name


def targets() -> set[str]:
    """Return the targets of the Makefile that have a rule."""
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_makefile__has_a_rule_and_a_sentence_per_public_target() -> None:
    """Every phony target has a rule, and every rule says in the help what it does."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*?[^\\])\n", text, re.MULTILINE | re.DOTALL)[1].replace("\\", " ").split())
    told = set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))

    assert phony == targets() == told


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_workflow__calls_make_targets_that_exist(path: Path) -> None:
    """A workflow is YAML with jobs whose steps use an action or run a command; what is made has a rule."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps_of = [step for job in flow["jobs"].values() for step in job["steps"]]
    made = [word for step in steps_of for line in step.get("run", "").splitlines() if line.startswith("make ")
            for word in line.split()[1:] if "=" not in word]  # fmt: skip
    needs = [need for job in flow["jobs"].values() for need in ([job["needs"]] if isinstance(job.get("needs"), str) else [])]

    assert flow.get("on", flow.get(True)), "nothing starts it"
    assert all(("run" in step) != ("uses" in step) for step in steps_of)
    assert set(made) - targets() == set()
    assert made or path.name == "release.yml"
    assert set(needs) - set(flow["jobs"]) == set()


def test_workflows__cover_what_is_promised() -> None:
    """Together the workflows lint, check types, test on each Python, without and with the other compiler, and build the rest."""
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    ci = yaml.safe_load((GITHUB / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    made = set(re.findall(r"[a-z-]+", " ".join(re.findall(r"- run: make (.*)", text))))
    named = set(re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8")))

    assert {
        "types",
        "tests-compiled",
        "tests-plain",
        "golden",
        "browser",
        "web-compare",
        "docs",
        "mutate",
        "release",
    } - made == set()
    assert set(ci["jobs"]["tests"]["strategy"]["matrix"]["python"]) == named


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_form__asks_something_that_must_be_answered(path: Path) -> None:
    """Each issue form has a name, a description and fields with distinct ids, at least one of them required."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = form["body"]

    assert form["name"]
    assert form["description"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_quick__finds_the_mirrored_tests(tmp_path: Path) -> None:
    """A source file has its mirror, a part of a split package the package's, a test itself, a page the tests of pages."""
    for name in ("tests/model/test_draw.py", "tests/diplomacy/test_decide.py", "tests/test_docs.py", "tests/test_errors.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert mirrored("src/multipolar/model/draw.py", tmp_path) == ["tests/model/test_draw.py"]
    assert mirrored("src/multipolar/errors.py", tmp_path) == ["tests/test_errors.py"]
    assert mirrored("src/multipolar/diplomacy/decide/draw.py", tmp_path) == ["tests/diplomacy/test_decide.py"]
    assert mirrored("src/multipolar/model/nothing.py", tmp_path) == []
    assert mirrored("tests/model/test_new.py", tmp_path) == ["tests/model/test_new.py"]
    assert mirrored("tests/toy.py", tmp_path) == []
    assert mirrored("docs/index.md", tmp_path) == ["tests/test_docs.py"]
    names = ["docs/index.md", "docs/honesty.md", "src/multipolar/errors.py"]
    assert selected(names, tmp_path) == ["tests/test_docs.py", "tests/test_errors.py"]


def test_quick__runs_a_fixed_set_when_nothing_is_changed() -> None:
    """Without changes the fixed set runs; every test file that is named exists; only Python files are linted."""
    assert selected([], ROOT) == list(FIXED)
    assert [name for names in ELSEWHERE.values() for name in names if not (ROOT / name).exists()] == []
    assert [title for title, _, _ in steps([])] == ["generated files", "tests, uncompiled"]
    lint = steps(["src/multipolar/errors.py", "docs/index.md", "Makefile"])[0]
    assert lint[1][-1] == "src/multipolar/errors.py"


def test_generate__knows_every_tool_that_checks_what_it_wrote() -> None:
    """Every tool that takes --check writes files under version control, and `make generate` runs it."""
    callers = {"generate.py", "quick.py", "release.py"}
    taking = {path.name for path in (ROOT / "tools").glob("*.py") if "--check" in path.read_text(encoding="utf-8")}

    assert taking - callers == set(GENERATORS)


CHANGES = """# Changelog

Head.

## 0.2.0 (unreleased)

### Added
- One.

## 0.1.0 (2026-01-01)

### Numbers
- Old.
"""


def test_changelog__gathers_fragments_below_their_headings(tmp_path: Path) -> None:
    """Numbers come first, what stood there stays, the version gets its date, older versions are left alone."""
    (tmp_path / "README.md").write_text("what fragments are", encoding="utf-8")
    (tmp_path / "b.added.md").write_text("- Two.\n", encoding="utf-8")
    (tmp_path / "a.numbers.md").write_text("Moved:\n0.1, 0.2.\n", encoding="utf-8")
    found = {section: [path.read_text(encoding="utf-8") for path in paths] for section, paths in fragments(tmp_path).items()}

    new = gathered(CHANGES, found, "2026-12-01")

    head, rest = new.split("## 0.1.0")
    assert rest == CHANGES.split("## 0.1.0")[1]
    assert "## 0.2.0 (2026-12-01)\n\n### Numbers\n- Moved:\n  0.1, 0.2.\n\n### Added\n- One.\n- Two.\n" in head
    assert bullet("- a\n- b\n") == "- a\n- b"
    with pytest.raises(ValueError, match="unreleased"):
        gathered(new, found, "2026-12-02")


def test_branches__are_summed_by_package_and_held_against_the_bar() -> None:
    """Branches of a package's files add up; a share below the bar is named; an unknown package is an error."""
    summary = {"src/multipolar/model/a.py": (9, 10), "src/multipolar/model/b/c.py": (0, 2), "src/multipolar/engine/a.py": (4, 4)}
    report = {"files": {name: {"summary": {"covered_branches": c, "num_branches": n}} for name, (c, n) in summary.items()}}
    found = shares(report, ["model", "engine"])

    report["files"]["src/multipolar/engine/replay.py"] = {"summary": {"covered_branches": 0, "num_branches": 9}}
    assert found == shares(report, ["model", "engine"]) == {"model": (9, 12), "engine": (4, 4)}
    assert [name for name in LEFT_OUT if not (ROOT / "src" / "multipolar" / name).exists()] == []
    assert lines(found, 75.0)[1]
    told, good = lines(found, 80.0)
    assert not good
    assert told[-1] == "below 80 %: model"
    with pytest.raises(LookupError, match="numerics"):
        shares(report, ["numerics"])


def test_release__compares_the_wheel_with_what_is_tracked() -> None:
    """A data file left out is missing; a stray file is surplus; metadata is neither."""
    tracked = ["src/multipolar/a.py", "src/multipolar/library/w.yaml", "tests/test_a.py"]
    packed = ["multipolar/a.py", "multipolar/stray.pyc", "multipolar-0.1.0.dist-info/METADATA"]

    assert missing(tracked, packed) == ["multipolar/library/w.yaml"]
    assert surplus(tracked, packed) == ["multipolar/stray.pyc"]
