"""The tabs of the workbench in a real browser before the real server: evidence, signposts, map; each by keyboard and with axe."""

from __future__ import annotations

import re

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
pytest.importorskip("fastapi", reason="needs the extra serve")

from tests.browser.workbench_real import project, served, sound  # noqa: E402

pytestmark = [pytest.mark.walk, pytest.mark.browser, pytest.mark.compiled, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WAIT = 30_000
"""Milliseconds after which something that does not appear is a failure; a job may wait for the machine."""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return a small project: a scenario, a file of reports, a run."""
    return project(tmp_path_factory.mktemp("case"))


@pytest.fixture(scope="module")
def address(case):
    """Return the address of the real server on the project."""
    with served(case) as where:
        yield where


@pytest.fixture
def page(browser, address):
    """Return the opened workbench; complaints are collected on the way."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    tab = context.new_page()
    tab.set_default_timeout(WAIT)
    tab.complaints = []
    tab.on("console", lambda m: tab.complaints.append(m.text) if m.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
    tab.goto(address)
    tab.locator("html[data-ready=yes]").wait_for(state="attached")
    yield tab
    assert tab.complaints == []
    context.close()


def test_evidence__a_report_is_added_checked_and_taken_out(page, case):
    """A report that cannot be is refused in words and nothing is written; a good one stands in the file and goes again."""
    page.get_by_role("tab", name="Evidence").click()
    page.get_by_text("The town stands.").wait_for()
    before = (case / "reports.yaml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Add a report").click()
    form = page.get_by_role("form", name="A new report")
    form.get_by_label("When it happened").fill("2024-05-09")
    form.get_by_label("When it was reported").fill("2024-05-08")
    form.get_by_label("Who reports it").fill("a paper")
    form.get_by_label("How reliable").select_option("A")
    form.get_by_label("How well").select_option("1")
    form.get_by_label("What it says").select_option("holds")
    form.get_by_label("Which place").select_option(label="The ford")
    form.get_by_label("Who held it").select_option(label="Northland")
    form.get_by_label("In words").fill("The ford is lost.")
    form.get_by_role("button", name="Add the report").click()
    form.get_by_text("lies before event_date").wait_for()
    assert (case / "reports.yaml").read_text(encoding="utf-8") == before
    form.get_by_label("When it was reported").fill("2024-05-10")
    form.get_by_role("button", name="Add the report").click()
    page.locator(".tall tbody tr", has_text="The ford is lost.").wait_for()
    assert "sector: FORD" in (case / "reports.yaml").read_text(encoding="utf-8")
    sound(page)
    page.get_by_role("button", name="Take out: The ford is lost.").click()
    page.locator(".tall tbody tr", has_text="The ford is lost.").wait_for(state="detached")
    assert (case / "reports.yaml").read_text(encoding="utf-8") == before


def test_evidence__too_few_courses_are_refused_in_words(page):
    """So few courses give no probabilities: the reason stands there, and how each report struck them."""
    page.get_by_role("tab", name="Evidence").click()
    page.get_by_role("button", name="Simulate again").click()
    page.get_by_text("How many courses still speak").wait_for()
    text = page.locator(".mid").inner_text()
    assert "No probabilities are given." in text
    assert "effective courses" in text
    assert "bits)" in text
    assert page.locator(".mid .ends").count() == 0
    sound(page)


def test_signposts__tell_or_say_that_nothing_tells(page):
    """A table with arrows, or the reason in words why there is none."""
    page.get_by_role("tab", name="Signposts").click()
    page.get_by_role("button", name="Find the signposts").click()
    page.locator(".signs tbody tr, .failed, .note.few").first.wait_for()
    sound(page)


def test_map__a_point_moves_by_keyboard_and_undo_brings_it_back(page, case):
    """Arrow keys move a point and write its two lines; a road is cut and laid; undo takes back what was done last."""
    before = (case / "border_war.yaml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator(".point").first.wait_for()
    assert "Not a targeting map." in page.locator(".mid").inner_text()
    sound(page)
    point = page.get_by_role("button", name="The ford, flat")
    point.focus()
    point.press("ArrowRight")
    assert page.locator(".point.mine").count() == 1
    point.press("Enter")
    page.locator(".point.mine").wait_for(state="detached")
    after = (case / "border_war.yaml").read_text(encoding="utf-8")
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert len(changed) == 1
    assert "FORD" in changed[0]
    page.locator("#tree").focus()
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelectorAll('.point').length === 5")
    for _ in range(50):
        if (case / "border_war.yaml").read_text(encoding="utf-8") == before:
            break
        page.wait_for_timeout(100)
    assert (case / "border_war.yaml").read_text(encoding="utf-8") == before


def test_map__a_road_that_is_cut_is_compared_with_the_map_before(page, case):
    """The cut is written at once; the preview still draws what was before it, until the cut is taken back."""
    before = (case / "border_war.yaml").read_text(encoding="utf-8")
    page.get_by_role("button", name="Map", exact=True).click()
    pane = page.get_by_role("complementary", name="Preview")
    pane.get_by_text("courses ·").wait_for()
    assert pane.get_by_text("Purple line").count() == 0
    page.locator(".way").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^Cut this")).click()
    pane.get_by_text("Purple line: before your last change.").wait_for()
    assert (case / "border_war.yaml").read_text(encoding="utf-8") != before
    pane.locator(".stale").wait_for(state="detached")
    pane.get_by_text("courses ·").wait_for()
    sound(page)
    page.locator("#tree").focus()
    page.keyboard.press("Control+z")
    pane.get_by_text("Purple line").wait_for(state="detached")
    assert (case / "border_war.yaml").read_text(encoding="utf-8") == before


def test_ties__a_tie_is_tried_with_another_value(page):
    """A tie tells what it means; another value of it is purple, a line of the what-ifs, and taken back."""
    page.get_by_role("button", name="Ties", exact=True).click()
    page.locator(".node").first.wait_for()
    page.get_by_role("button", name="designs for ending it").click()
    assert page.locator(".node .design").count() == 2
    page.locator(".tie", has_text="Eastern Empire stands behind Northland").focus()
    page.keyboard.press("Enter")
    page.get_by_role("slider", name="What if it were").press("ArrowLeft")
    assert page.locator(".tie.mine").count() == 1
    sound(page)
    page.locator(".tiecard").get_by_role("button", name="undo").click()
    assert page.locator(".tie.mine").count() == 0


def test_settlement__is_asked_written_into_the_report_and_shown(page):
    """The job, then the report, then its figures with tables behind them."""
    page.get_by_role("tab", name="Settlement").click()
    page.get_by_role("button", name="Look for a settlement").click()
    page.locator(".page.bare svg").first.wait_for(timeout=4 * WAIT)
    text = page.locator(".mid").inner_text()
    assert "Zone of agreement by day" in text
    assert "Who could broker it" in text
    assert page.get_by_role("button", name="Ask again").is_visible()
    sound(page)


def test_score__of_a_war_that_nobody_knows_is_refused_in_words(page):
    """The library does not know how an invented war ended, and says so."""
    page.get_by_role("tab", name="Score").click()
    page.get_by_role("button", name="Score it").click()
    page.locator(".mid .failed").first.wait_for()
    sound(page)


def test_teach__needs_somebody_who_knows_what_happened(page):
    """A class on an invented war is refused with what to do."""
    page.get_by_role("tab", name="Teach").click()
    page.get_by_role("form", name="A new class").wait_for()
    page.get_by_role("button", name="Open the class").click()
    page.get_by_text("name an outcome file of the project").wait_for()
    page.complaints.clear()  # the browser tells of the refusal as well
    sound(page)


def test_settlement__an_offer_is_built_tested_and_kept(page):
    """From a design of the scenario: changed, tested beside it on the same courses, and kept as a file that is not written over."""
    page.get_by_role("tab", name="Settlement").click()
    page.get_by_role("button", name="Build an offer").click()
    form = page.get_by_role("form", name="Your offer")
    page.get_by_label("Begin with").select_option(index=1)
    form.get_by_label("The offer in a few words").fill("Offer of the test")
    form.get_by_role("button", name="Test it on").click()
    told = page.get_by_role("region", name="What the test says")
    told.wait_for()
    assert "Offer of the test (your offer)" in told.inner_text()
    assert re.search(r"[+−]?\d+\.\d ±\d+\.\d", told.inner_text())
    sound(page)
    form.get_by_role("button", name="Keep it as a design file").click()
    form.get_by_text("Kept as designs/offer_of_the_test.yaml").wait_for()
    form.get_by_role("button", name="Keep it as a design file").click()
    form.get_by_text("is there already and was kept").wait_for()
    assert len(page.complaints) == 1
    assert "409" in page.complaints.pop()
