"""The handbook says what the code does: generated pages are fresh, links lead somewhere, examples run."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import yaml

import toy
from multipolar import studies
from multipolar.cli.app import build_app
from multipolar.cli.verbs import VERBS, module_of
from multipolar.data.pack_scenario import write_scenario
from multipolar.errors import ArgumentError, render_problems
from multipolar.mechanisms.fires import lose
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.scenario.check import check_file
from multipolar.scenario.files import library_dir
from multipolar.scenario.quantity import Quantity
from multipolar.session.war import words
from multipolar.studies import verbs

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TOOLS = ROOT / "tools"
PACKAGE = ROOT / "src" / "multipolar"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
WRITTEN = [page for page in PAGES if "reference" not in page.parts and "results" not in page.parts]

if not TOOLS.exists():
    pytest.skip("the tools are part of a checkout only", allow_module_level=True)


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """Return the tool that writes the reference."""
    sys.path.insert(0, str(TOOLS))
    try:
        import docs  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(TOOLS))
    return docs


def block(page: str, mark: str) -> str:
    """Return the fenced block of a page that follows an HTML comment."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def name_of(page: Path) -> str:
    """Return a page's path as the test's name."""
    return page.relative_to(ROOT).as_posix()


def test_reference__is_what_the_code_says(generator: ModuleType) -> None:
    """The committed pages are those that the generator writes from the present sources."""
    assert generator.stale() == [], f"stale pages; run: {generator.COMMAND}"


def test_reference__has_a_chapter_per_file_and_a_reader_per_switch(generator: ModuleType) -> None:
    """No mechanism goes undescribed, and every switch is explained in some chapter."""
    pages = generator.pages()
    files = {f"reference/{p.relative_to(PACKAGE).with_suffix('.md').as_posix()}"
             for folder in ("mechanisms", "diplomacy") for p in (PACKAGE / folder).rglob("[!_]*.py")}  # fmt: skip
    text = "".join(page for name, page in pages.items() if name in files)

    assert files - set(pages) == set()
    assert [name for name in MECHANISMS if f"- `on[{name}]`, asked in" not in text] == []


def test_chapter__says_what_is_measured_and_what_is_not(generator: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without results a chapter says so with the command; with results it prints the difference with its error."""
    chapters = sys.modules["docs_chapters"]
    by_name = {s.name: s for s in chapters.all_sources()}
    source = by_name["drones"]
    results = sys.modules["results"]
    row = {"base": 0.4, "value": 0.3, "difference": -0.1, "error": 0.01, "moved": True}
    still = {**row, "difference": 0.0, "moved": False}
    document = {"scenario": "x", "as_of": "2020-10-16", "members": 2000, "seed": 1, "version": "0", "mechanisms": {
        "drones": {"endings": {"knockout_A": row}, "quantities": {"length_days": still}, "silent": False},
        "will": {"endings": {"knockout_A": still}, "quantities": {"length_days": still}, "silent": True}}}  # fmt: skip
    found = results.read_effects(results.effects(document))

    monkeypatch.setattr(chapters, "results", lambda: None)
    assert f"Not measured yet. `{chapters.COMMAND}` measures it." in chapters.chapter(source)
    monkeypatch.setattr(chapters, "results", lambda: found)
    text = chapters.chapter(source)
    assert "| ends as `knockout_A` [points] | 40 | 30 | -10 ± 1 |" in text
    assert "length [days]" not in text
    assert "`on[will]`: nothing moves in any member of this war." in chapters.chapter(by_name["will"])


def prose(page: Path) -> str:
    """Return a page without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings as GitHub and the site make them: lower case, no punctuation, hyphens."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links__lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that is there and, after ``#``, a heading of it."""
    links = [link.partition("#") for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)) if "://" not in link]
    places = [((page.parent / name).resolve() if name else page, anchor) for name, _, anchor in links]

    assert [str(place) for place, _ in places if not place.exists()] == []
    assert [(place.name, anchor) for place, anchor in places if anchor and anchor not in anchors(place)] == []


def children(page: Path) -> list[Path]:
    """Return the pages that the toctrees of a page list."""
    blocks = re.findall(r"```\{toctree\}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names = [line for text in blocks for line in text.splitlines() if line and not line.startswith(":")]
    return [(page.parent / f"{name}.md").resolve() for name in names]


def test_toctrees__reach_every_page_once() -> None:
    """From the front page the tables of contents lead to every page, to each from one place, and to nothing else."""
    listed, waiting = [], [DOCS / "index.md"]
    while waiting:
        found = children(waiting.pop())
        listed += found
        waiting += [page for page in found if page.exists()]
    pages = {page.resolve() for page in DOCS.rglob("*.md")} - {(DOCS / "index.md").resolve()}

    assert len(pages) > 40
    assert sorted(map(str, listed)) == sorted(map(str, pages))


@pytest.mark.slow
def test_site__builds_without_a_warning(tmp_path: Path) -> None:
    """Sphinx builds the site; a warning is an error. Left out where the extra `docs` is not installed."""
    pytest.importorskip("sphinx")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-E",
        "-W",
        "-q",
        "-b",
        "html",
        "-d",
        str(tmp_path / "trees"),
        str(DOCS),
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "multipolar.load" in (tmp_path / "site" / "reference" / "api.html").read_text(encoding="utf-8")


def commands(page: Path) -> list[str]:
    """Return the command lines of a page: in shell blocks, and in back-quotes."""
    text = page.read_text(encoding="utf-8")
    shell = [line.split(" #")[0] for b in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in b.splitlines()]
    inline = re.findall(r"`(multipolar [^`\n]+)`", text)
    parts = [part.strip() for line in [*shell, *inline] for part in line.split("&&")]
    found = [re.sub(r"^\.venv/bin/", "", part) for part in parts]
    return [part.replace("<", "").replace(">", "") for part in found if re.match(r"multipolar [a-z-]+( |$)", part)]


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_commands__are_understood(page: Path) -> None:
    """Every command that a page tells the reader to type has a verb and options that exist."""
    app = build_app()
    for line in commands(page):
        tokens = shlex.split(line)[1:]
        assert tokens[0] in VERBS, line
        if len(tokens) > 1:
            app.parse_args(tokens, exit_on_error=False, print_error=False)


def test_contract__names_schemas_and_keys_that_the_code_writes() -> None:
    """What the contract promises is spelled in the sources."""
    text = (DOCS / "json-contract.md").read_text(encoding="utf-8")
    sources = [*PACKAGE.rglob("*.py")]
    spelled = {n.value for p in sources for n in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
               if isinstance(n, ast.Constant) and isinstance(n.value, str)}  # fmt: skip
    schemas = set(re.findall(r"multipolar-[a-z-]+/1", text))
    keys = {key for line in text.split("## The forecast")[1].split("\n## ")[0].splitlines() if line.startswith("| `")
            for key in re.findall(r"`([a-z_]+)`", line.split("|")[1])}  # fmt: skip

    assert [s for s in schemas if s not in spelled] == []
    assert len(keys) > 10
    assert [k for k in keys if k not in spelled] == []


@pytest.mark.parametrize("verb", VERBS)
def test_contract__has_a_row_for_every_document(verb: str) -> None:
    """Every verb that prints a document says in the contract which one, and what it holds."""
    text = (DOCS / "json-contract.md").read_text(encoding="utf-8").split("## The forecast")[0]
    rows = [line for line in text.splitlines() if re.match(rf"\| `multipolar {verb}[ `]", line)]
    prints = "json" in inspect.signature(importlib.import_module(module_of(verb)).command).parameters

    assert bool(rows) == prints
    assert all(len(re.split(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_author__numbers_are_read_as_shown() -> None:
    """Every spelling of a number in the chapter on writing a scenario is accepted."""
    text = (DOCS / "author-a-scenario.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[0])

    assert len(shown) == 5
    assert [Quantity.model_validate(value).distribution.median() for value in shown.values()][:2] == [5.0, 900.0]


def test_author__faults_are_told_as_shown(tmp_path: Path) -> None:
    """The chapter's example of a complaint is what `check` says about those two faults in the template."""
    text = (library_dir("templates") / "border_war.yaml").read_text(encoding="utf-8")
    text = text.replace("mediate, threaten_SOU]", "mediate, airgroup_NOR]").replace("capacity: 4000 t/day", "capacity: 4000")
    (tmp_path / "border_war.yaml").write_text(text, encoding="utf-8")
    said = render_problems(check_file(str(tmp_path / "border_war.yaml"), words()).problems)

    lines = said.splitlines()[1:]
    page = (DOCS / "author-a-scenario.md").read_text(encoding="utf-8")
    assert len(lines) == 2
    assert [line for line in lines if line not in page] == []


def test_author__a_patch_is_bound_by_the_digest_that_check_tells(tmp_path: Path) -> None:
    """The chapter's patch is refused with the base's digest named, and accepted once that digest stands in it."""
    base, patch = library_dir("templates") / "border_war.yaml", tmp_path / "late_autumn.yaml"
    patch.write_text(block("author-a-scenario.md", "patch"), encoding="utf-8")
    refused = check_file(str(base), words(), patches=[str(patch)]).problems
    named = re.search(r"has ([0-9a-f]{64})", refused[0].message)
    assert named is not None
    patch.write_text(patch.read_text(encoding="utf-8").replace("0123456789ab", named[1][:12]), encoding="utf-8")

    assert [problem.code for problem in refused] == ["patch-base"]
    assert check_file(str(base), words(), patches=[str(patch)]).problems == ()


def test_import__the_pack_of_the_page_becomes_a_scenario_without_faults(tmp_path: Path) -> None:
    """The tutorial's pack is read, imported and checked as it stands there."""
    facts = tmp_path / "pass_2031.facts.yaml"
    facts.write_text(block("import-a-pack.md", "pack"), encoding="utf-8")
    made = write_scenario(facts, tmp_path / "pass_2031.yaml")

    assert (made.id, check_file(str(made.file), words()).problems) == ("pass_2031", ())
    assert len(made.warnings) > 10


def test_example__an_option_needs_no_code(tmp_path: Path) -> None:
    """The worked example makes an option that the template's power can take, and `check` has nothing against it."""
    text = (library_dir("templates") / "border_war.yaml").read_text(encoding="utf-8")
    able = text.replace("sanction_NOR, mediate, observers]", "sanction_NOR, mediate, observers, blockade_NOR]")
    (tmp_path / "with.yaml").write_text(able + "\n" + block("add-a-part.md", "option"), encoding="utf-8")
    (tmp_path / "without.yaml").write_text(able, encoding="utf-8")

    assert able != text
    assert check_file(str(tmp_path / "with.yaml"), words()).problems == ()
    assert {p.code for p in check_file(str(tmp_path / "without.yaml"), words()).problems} == {"unknown-option"}


def test_example__a_study_is_a_document_and_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example runs on variants made by hand; its verb checks what it is given and hands on the table."""
    (tmp_path / "lengths.py").write_text(block("add-a-part.md", "study"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("multipolar.studies.lengths", tmp_path / "lengths.py")
    assert spec is not None
    assert spec.loader is not None
    study = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(study)
    monkeypatch.setitem(sys.modules, "multipolar.studies.lengths", study)
    monkeypatch.setattr(studies, "lengths", study, raising=False)
    days = {"short": [10.0, 20.0, 90.0], "long": [30.0, 100.0, 120.0]}
    scenario = SimpleNamespace(document=SimpleNamespace(bundles=[SimpleNamespace(id=name) for name in days]))
    monkeypatch.setattr(study, "load_war", lambda recipe: SimpleNamespace(scenario=scenario, bundle=recipe.bundle))
    monkeypatch.setattr(study, "live_variant", lambda name, war, **given: SimpleNamespace(
        outcomes={"length_days": np.array(days[war.bundle])}
    ))  # fmt: skip
    space = dict(vars(verbs))
    exec(block("add-a-part.md", "verb"), space)
    table = space["study_lengths"](members=3)

    assert [row["median_days"] for row in table.rows] == [20.0, 100.0]
    assert table.markdown.splitlines()[2:] == ["| short | 20 |", "| long | 100 |"]
    assert table.schema == "multipolar-lengths/1"
    with pytest.raises(ArgumentError, match="unexpected keyword"):
        space["study_lengths"](only=["short"])


def test_example__a_mechanism_lives_a_day(tmp_path: Path) -> None:
    """The worked example compiles, its law kills nobody without preparation, and its step takes men only from attackers."""
    path = tmp_path / "landmines.py"
    path.write_text(block("add-a-part.md", "mechanism"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("landmines", path)
    assert spec is not None
    assert spec.loader is not None
    mines = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(mines)
    sc = toy.toy_scenario()
    p = toy.toy_params(sc, 1)
    st = zeros("STATE", 1)
    st["men"][0, :, :9] = 1000.0
    st["preparation_left"][0, :9] = 2.0
    st["phase"][0, 0, 4] = 1
    step = getattr(mines.landmines_step, "py_func", mines.landmines_step)

    step(sc[0], p[0], st[0], 1, 0)

    assert callable(lose)
    assert mines.mine_losses(1000.0, 0.0) == 0.0
    assert st["men"][0, 0, 4] == pytest.approx(998.0)
    assert st["men"][0].sum() == pytest.approx(18 * 1000.0 - 2.0)
    assert 0.0 < st["dead"][0, 0] <= 2.0
