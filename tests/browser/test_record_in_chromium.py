"""The record on the page in a real browser: scorecard, closed answers, the register's search and its keys."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)

from tests.browser.chromium import AXE  # noqa: E402
from tests.report.synthetic import invented_war  # noqa: E402
from tests.report.test_register import NUMBERS, SOURCES  # noqa: E402
from tests.report.test_scorecard import QUESTIONS, SCORES  # noqa: E402

from multipolar.report.ladders import ladders, lasting  # noqa: E402
from multipolar.report.narrative import number, share_text  # noqa: E402
from multipolar.report.page import write_report  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def inp():
    """Return a resolved forecast with a register."""
    base = invented_war(400)
    backing = {"stated": {"Q2": {"paper": 0.8}}, "numbers": NUMBERS, "sources": SOURCES}
    return replace(base, forecast={**base.forecast, "questions": QUESTIONS, "scores": SCORES}, backing=backing)


def opened(browser, path, **how):
    """Return a page that is ready, and its complaints."""
    tab = browser.new_page(viewport={"width": how.pop("width", 1320), "height": 900}, **how)
    tab.complaints = []
    tab.on("console", lambda m: tab.complaints.append(m.text))
    tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
    tab.goto(path.as_uri())
    tab.locator("html[data-ready=yes]").wait_for(state="attached")
    return tab


@pytest.fixture(scope="module")
def written(inp, tmp_path_factory):
    """Return the page as a file."""
    return write_report(inp, tmp_path_factory.mktemp("record") / "report.html")


@pytest.fixture
def page(browser, written):
    """Return the opened page."""
    tab = opened(browser, written)
    yield tab
    assert tab.complaints == []
    tab.close()


def rows_of(page):
    """Return the labels of the scorecard's rows, top to bottom."""
    return [row.get_attribute("aria-label") for row in page.locator("svg.scorecard g[role=img]").all()]


def test_scorecard__sorts_by_miss_and_as_listed(page):
    """The worst miss stands first until the reader asks for the list's own order."""
    assert rows_of(page)[0].startswith("Is it 0.1?; we said 10 %")
    assert "paper 80 %" in rows_of(page)[1]
    page.get_by_role("button", name="as listed").click()
    assert rows_of(page)[0].startswith("Is it 0.9?")


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_scorecard__fits_its_width_with_text_of_twelve_pixels(browser, written, width):
    """No page scrolls sideways, no text of the chart is smaller than 12 px."""
    tab = opened(browser, written, width=width)
    sizes = tab.evaluate("[...document.querySelectorAll('svg.scorecard text')].map(t => parseFloat(getComputedStyle(t).fontSize))")

    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert min(sizes) >= 12
    tab.close()


def test_register__filters_announces_and_leads_to_the_first(page):
    """`/` goes to the search, words filter, the count is announced, Enter and arrows walk, Escape takes it back."""
    said = page.locator("#search output")
    assert said.inner_text() == "5 entries"
    page.keyboard.press("/")
    page.keyboard.type("aland good")
    playwright.expect(said).to_contain_text("1 of 5")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.cells[0].textContent") == "Aland: tanks"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.type") == "search"

    page.locator("#search input").fill("no such word")
    playwright.expect(said).to_contain_text("none of 5")
    assert page.locator("#register tbody tr:visible").count() == 0
    page.keyboard.press("Escape")
    assert page.locator("#register tbody tr:visible").count() == 5


def test_register__saves_all_rows(page):
    """The table is saved whole, whatever is filtered."""
    page.locator("#search input").fill("tanks")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save CSV: the register").click()
    text = download.value.path().read_text(encoding="utf-8")

    assert "Aland: guns" in text
    assert "The drones decide" in text


def test_teaching__answers_are_closed_on_screen_and_in_print(browser, inp, tmp_path):
    """They open when asked; printing does not open them."""
    shown = {k: v for k, v in inp.forecast.items() if k != "scores"}
    tab = opened(browser, write_report(replace(inp, forecast=shown, apart=SCORES), tmp_path / "teaching.html"))
    told = tab.get_by_text("Better than a coin on")
    assert not told.is_visible()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert not told.is_visible()
    tab.emulate_media(media="screen")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.get_by_text("Show answers").click()
    assert told.is_visible()
    assert tab.locator("svg.scorecard g[role=img]").count() == 6
    tab.close()


def shown_table(page, figure):
    """Return the cells of the table behind a figure."""
    place = page.locator(f"[data-figure={figure}]")
    place.get_by_role("button", name="Show as table").click()
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in place.locator("tbody tr").all()]


def test_ladders__agree_with_python_cell_by_cell(page, inp):
    """The script counts from packed courses what Python counts from the run."""
    shown = shown_table(page, "ladders")
    counted = {
        (one.title, f"{number(t)} {one.unit}".strip() + " or more"): [share_text(float(p), 400) for p in row]
        for one in ladders(inp)
        for t, row in zip(one.thresholds, one.shares, strict=True)
    }

    assert {(row[0], row[1]): row[2:] for row in shown if row[0] != "The war goes on"} == counted
    assert shown[-1][2:-1] == [share_text(float(p), 400) for p in lasting(inp.series)[:-1]]


def test_ladders_and_people__follow_the_reader_s_conditions(page):
    """After a condition both are counted over the courses that fit, with all courses beside."""
    before = shown_table(page, "people")
    page.evaluate("location.hash = 'ending=knockout_A'")
    page.locator("html[data-conditioned=yes]").wait_for(state="attached")
    people = page.locator("[data-figure=people]")

    assert "that fit" in people.inner_text()
    assert "all courses: " + before[1][1] in people.locator("dl").inner_text()
    assert page.locator("[data-figure=ladders] svg line title").count() > 0


def test_print__fits_fourteen_pages_without_the_register(browser, written):
    """Nothing stands beyond the edge of the paper; register and long folds are on screen only, and say so."""
    tab = opened(browser, written, width=1440)
    pages = re.findall(rb"/Type\s*/Page[^s]", tab.pdf(prefer_css_page_size=True))
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 690, "height": 1000})
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.wait_for_timeout(300)
    beyond = """[...document.querySelectorAll('main table, main svg, main p, main li')].filter(
        (e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 60))"""
    wide = tab.evaluate(beyond)

    assert wide == []
    assert 1 < len(pages) <= 14
    assert not tab.locator("#register").is_visible()
    assert tab.get_by_text("The register is not printed").is_visible()
    tab.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_record__has_no_accessibility_findings(browser, written, width):
    """Scorecard, register, limits and sources pass axe at both widths."""
    if not AXE.exists():
        pytest.skip("needs web/node_modules (npm ci in web/)")
    tab = opened(browser, written, width=width, bypass_csp=True)
    tab.add_script_tag(path=str(AXE))
    found = tab.evaluate("axe.run({include: [['#score'], ['#assumptions'], ['#limits'], ['#method'], ['#people'], ['#fans']]})")

    assert [(v["id"], [n["html"] for n in v["nodes"]][:2]) for v in found["violations"]] == []
    tab.close()
