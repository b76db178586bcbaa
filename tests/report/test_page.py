"""The page as a file: offline, strict, complete without a script."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.report.synthetic import PAST_WARS_ALIKE, invented_war

from multipolar.errors import RunError
from multipolar.report.figures import FIGURES
from multipolar.report.page import (
    CONTENTS,
    headline_html,
    json_in_page,
    long_date,
    page_html,
    static_text,
    trust_html,
    write_report,
)

WEB = Path(__file__).resolve().parents[2] / "web"
VOID = {"meta", "link", "br", "input", "img", "hr"}


class Reader(HTMLParser):
    """Collects tags, ids and links, and watches that every tag is closed by its own kind."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.faults, self.scripts = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        """Note what opens."""
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [v for k, v in attrs if k in {"href", "src"}]
        self.scripts += [given] if tag == "script" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Note what closes, and whether in order."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@pytest.fixture(scope="module")
def html():
    """Return the page of the invented war."""
    inp = invented_war(200)
    return page_html(replace(inp, forecast={**inp.forecast, "outside": PAST_WARS_ALIKE}))


@pytest.fixture(scope="module")
def read(html):
    """Return the page as parsed."""
    reader = Reader()
    reader.feed(html)
    return reader


def test_page__is_well_formed_with_unique_ids(read):
    """Every tag closes in order and no id stands twice."""
    assert (read.faults, read.open) == ([], [])
    assert len(read.ids) == len(set(read.ids))


def test_page__asks_nothing_of_any_network(read, html):
    """Links stay inside the page; no script or style comes from elsewhere."""
    assert all(link.startswith(("#", "data:")) for link in read.links)
    assert not any("src" in script for script in read.scripts)
    assert "default-src 'none'" in html
    assert not re.search(r"@import|url\((?!#hatch\))", static_text("report.css"))


def test_page__contents_lead_to_sections(read):
    """Every line of the contents has its section."""
    assert {anchor for anchor, _ in CONTENTS if anchor != "timeline"} <= set(read.ids)  # no earlier issue of the invented war


def test_page__has_title_language_skip_link_and_one_first_heading(html):
    """What a screen reader needs first."""
    assert '<html lang="en">' in html
    assert "<title>The war of the invented pass: forecast as of 2030-04-20</title>" in html
    assert 'class="skip"' in html
    assert html.count("<h1") == 1


def test_page__is_readable_without_a_script(html):
    """The static part alone holds endings, powers, assumptions, limits, scores and run facts."""
    static = html.split('<script type="application/json"')[0]

    for words in (
        "Halt with gains for Aland",
        "Norland",
        "The drones decide",
        "cannot foresee a coup",
        "never chosen",
        "abab",
    ):
        assert words in static


def test_page__has_a_place_for_every_figure(html):
    """Each figure of the list stands on the page once."""
    for figure in FIGURES:
        there = int(figure.id != "timeline")  # no earlier issue of the invented war
        assert html.count(f'data-figure="{figure.id}"') == there


def test_page__says_which_questions_were_lost_to_uniform(html):
    """The defeat stands before the table."""
    assert "On 1 of 3 scored targets the model did worse" in html


def test_page__data_survives_hostile_text():
    """A scenario text that closes a script element stays inside its own."""
    html = page_html(invented_war(30))
    found = re.search(r'id="scenario">(.*?)</script>', html)

    assert found
    assert json.loads(found.group(1)) == "title: invented </script> pass\n"


def test_json_in_page__refuses_numbers_that_json_does_not_know():
    """A missing number must be None, never NaN."""
    with pytest.raises(ValueError, match="JSON"):
        json_in_page({"p": float("nan")})


def test_page__works_without_courses():
    """A run that kept no series gives the tables."""
    html = page_html(replace(invented_war(30), series=None))

    assert '"courses":null' in html


def test_page__leaves_out_sections_it_has_nothing_for():
    """A bare forecast has no empty headings and no contents that lead nowhere; its limits stay."""
    bare = {"endings": {"knockout_A": {"p": 1.0}}, "as_of": "2030-01-01", "horizon_days": 180}
    html = page_html(replace(invented_war(30), forecast=bare, series=None))

    assert 'href="#assumptions"' not in html
    assert '<section id="questions">' not in html
    assert '<section id="terms">' not in html
    assert 'data-figure="powers"' not in html
    assert '<section id="limits">' in html
    assert "Quality of this run" not in html


def test_headline__of_a_run_given_reports_says_until_when():
    """Beside the as-of date; any other run says nothing of reports."""
    inp = invented_war()
    assert "given reports" not in page_html(inp)
    given = replace(
        inp, forecast={**inp.forecast, "conditioned": {"until": "2030-04-28", "ess": 900.0, "ancestors": 300, "evidence": []}}
    )
    assert "<span>given reports until 28 April 2030</span>" in headline_html(given)


def test_trust__shows_one_sentence_and_folds_the_rest():
    """Courses and judgement stand on the first screen; sources, past wars and what the forecast is made of are one press away."""
    inp = invented_war(200)
    facts = {"run_facts": {"members": 300}, "unsourced": 3, "numbers": 40, "sources": 9}
    shown, _, folded = trust_html(replace(inp, forecast={**inp.forecast, **facts})).partition("</summary>")

    assert shown.endswith("300 courses; 3 of 40 inputs rest on judgement alone.")
    assert "9 sources; " in folded
    assert 'href="#limits"' in folded


def test_long_date__leaves_other_text_alone():
    """A date is written out; anything else is printed as given."""
    assert long_date("2020-10-16") == "16 October 2020"
    assert long_date("autumn") == "autumn"


def test_write_report__writes_the_page_and_the_brief(tmp_path):
    """Both files lie beside each other; the page stays far below its budget."""
    path = write_report(invented_war(300), tmp_path / "new" / "report.html")

    assert path.stat().st_size < 1_000_000
    assert path.with_suffix(".md").read_text(encoding="utf-8").startswith("# ")


def test_write_report__refuses_a_name_that_its_brief_would_overwrite(tmp_path):
    """The brief takes the page's name with .md: a page of that name would be lost."""
    for name in ("page.md", "page", "page.pdf"):
        with pytest.raises(RunError, match=r"\.html"):
            write_report(invented_war(20), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_write_report__refuses_a_folder(tmp_path):
    """A folder is not overwritten and the message says what is expected."""
    with pytest.raises(RunError, match=r"Expected a file name"):
        write_report(invented_war(20), tmp_path)


@pytest.mark.node
def test_script__is_what_the_sources_build(tmp_path):
    """The committed bundle equals a fresh build, byte by byte."""
    if not shutil.which("node") or not (WEB / "node_modules" / "esbuild").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    out = tmp_path / "report.js"
    subprocess.run(["node", "build.mjs", "--out", str(out)], cwd=WEB, check=True, capture_output=True)

    assert out.read_text(encoding="utf-8") == static_text("report.js")


@pytest.mark.node
def test_script__passes_its_own_tests_and_type_checks():
    """The charts' counting is tested in Node and typed strictly."""
    if not shutil.which("node") or not (WEB / "node_modules" / "typescript").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    for command in (["node", "test.mjs"], ["node", "node_modules/typescript/bin/tsc", "--noEmit"]):
        done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
