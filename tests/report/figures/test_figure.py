"""The list of figures: each stands in a section, has a chart, and shows on the page."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.synthetic import invented_war

from multipolar.report import figures
from multipolar.report.brief import markdown_brief
from multipolar.report.figures import FIGURES, Figure, figures_in
from multipolar.report.page import page_html, static_text
from multipolar.report.payload import page_document
from multipolar.report.sections import SECTIONS
from multipolar.report.table import Table

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "web"
CHARTS = WEB / "src" / "charts"
SAMPLE = Figure(
    id="sample",
    title="A sample of numbers",
    section="powers",
    caption=lambda inp: f"Counted over {inp.forecast['horizon_days']} days.",
    table=lambda _: Table(("Number", "Share"), [("one", "12 %")]),
    chart="endings",
)


def test_figures__have_names_of_their_own():
    """No two figures share a place on the page."""
    names = [f.id for f in FIGURES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_figures__stand_in_a_section_that_exists(figure):
    """A figure without a section would never be seen."""
    assert figure.section in {section.id for section in SECTIONS}
    assert figure in figures_in(figure.section)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_figures__have_a_chart_in_the_page_s_script(figure):
    """The script finds a chart by the name of its file, in the sources and in the bundle."""
    assert f"{figure.chart}:" in static_text("report.js")
    if not CHARTS.exists():
        pytest.skip("the sources of the script are part of a checkout only")
    assert "export default function" in (CHARTS / f"{figure.chart}.tsx").read_text(encoding="utf-8")


def test_charts__are_each_drawn_by_a_figure():
    """No chart is left over once its figure has gone."""
    if not CHARTS.exists():
        pytest.skip("the sources of the script are part of a checkout only")
    assert {path.stem for path in CHARTS.glob("*.tsx")} == {figure.chart for figure in FIGURES}


def test_sample__in_the_list_shows_wherever_figures_are_shown(monkeypatch):
    """One place in the list puts a figure on the page, into its document and into the text brief."""
    inp = invented_war(60)
    assert "A sample of numbers" not in page_html(inp) + markdown_brief(inp)

    monkeypatch.setattr(figures, "FIGURES", (*FIGURES, SAMPLE))

    section = page_html(inp).split('<section id="powers">')[1].split("</section>")[0]
    assert section.index('data-figure="powers"') < section.index('data-figure="sample"')
    assert "Counted over 180 days." in section
    assert page_document(inp)["figures"][-1] == {
        "id": "sample",
        "title": "A sample of numbers",
        "chart": "endings",
        "from_courses": False,
    }
    assert "## A sample of numbers\n\n| Number | Share |" in markdown_brief(inp)


def test_data__of_a_figure_stands_under_its_name(monkeypatch):
    """What one chart alone reads needs no key of its own in the page's document; figures without any add nothing."""
    sample = replace(SAMPLE, data=lambda inp: {"days": inp.forecast["horizon_days"]})
    monkeypatch.setattr(figures, "FIGURES", (SAMPLE, sample))

    assert page_document(invented_war(60))["data"] == {"sample": {"days": 180}}


def test_heading__is_the_title_unless_the_brief_has_its_own():
    """A figure of courses alone leaves its table out of the brief."""
    found = {figure.id: figure.heading for figure in FIGURES}

    assert (found["powers"], found["length"], found["control_map"]) == ("Who comes in", "How long", "")


def example(mark):
    """Return a block of the handbook's worked example: the figure's file or its chart's."""
    page = ROOT / "docs" / "add-a-part.md"
    if not page.exists():
        pytest.skip("the handbook is part of a checkout only")
    return page.read_text(encoding="utf-8").split(f"<!-- {mark} -->\n```")[1].split("\n", 1)[1].split("```")[0]


def test_example__one_file_and_one_line_are_a_figure(tmp_path, monkeypatch):
    """The handbook's figure, as it stands, shows on the page and in the brief with the numbers of the forecast."""
    path = tmp_path / "costs.py"
    path.write_text(example("figure"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("costs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(figures, "FIGURES", (*FIGURES, module.COSTS))
    inp = invented_war(60)

    assert '<h3>What it costs</h3><figure><div data-figure="costs">' in page_html(inp)
    assert f"| {inp.forecast['money']['AAA']['name']} | 680 |" in markdown_brief(inp)


@pytest.mark.node
def test_example__its_chart_is_bundled_by_the_name_of_its_file(tmp_path):
    """The handbook's chart, as it stands, passes the type checker and enters the bundle without any list."""
    if not shutil.which("node") or not (WEB / "node_modules" / "typescript").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "web" / "node_modules").symlink_to((WEB / "node_modules").resolve())
    (tmp_path / "web" / "src" / "charts" / "costs.tsx").write_text(example("chart"), encoding="utf-8")
    out = tmp_path / "report.js"
    for command in (["node", "node_modules/typescript/bin/tsc", "--noEmit"], ["node", "build.mjs", "--out", str(out)]):
        done = subprocess.run(command, cwd=tmp_path / "web", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    assert "middle cost, M USD" in out.read_text(encoding="utf-8")
    assert "costs:" in out.read_text(encoding="utf-8")
