"""What the forecast turns on, in a real browser: the slider, the signposts and the views, held against Python's own counts."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)

from tests.browser.chromium import AXE  # noqa: E402
from tests.report.invented_turning import believed, leader_of  # noqa: E402
from tests.report.synthetic import invented_war  # noqa: E402

from browser.test_page_in_chromium import LATER  # noqa: E402
from multipolar.report.narrative import percent  # noqa: E402
from multipolar.report.page import write_report  # noqa: E402
from multipolar.studies.crux import HALTS  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
MEMBERS = 1_500


@pytest.fixture(scope="module")
def war():
    """Return the input of the page."""
    return invented_war(MEMBERS)


@pytest.fixture(scope="module")
def address(war, tmp_path_factory):
    """Return the address of the report."""
    return write_report(war, tmp_path_factory.mktemp("turning") / "report.html").as_uri()


def opened(browser, address, **how):
    """Return the opened report; complaints are collected."""
    tab = browser.new_page(viewport={"width": how.pop("width", 1320), "height": 1000}, **how)
    tab.complaints = []
    tab.on("console", lambda m: tab.complaints.append(m.text))
    tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
    tab.goto(address)
    tab.locator("html[data-ready=yes]").wait_for(state="attached")
    return tab


@pytest.fixture
def page(browser, address):
    """Return the opened report, which must not complain."""
    tab = opened(browser, address)
    yield tab
    assert tab.complaints == []
    tab.close()


def results(tab):
    """Return the three results beside the slider."""
    return tab.locator("#crux .stat b").all_inner_texts()


@pytest.mark.parametrize("credence", [0, 13, *(pytest.param(n, marks=pytest.mark.long) for n in (50, 80)), 100])
def test_crux__results_are_python_s_at_any_credence(page, war, credence):
    """The likeliest ending and any halt, at the reader's credence, as counted and pooled in Python."""
    page.locator("#crux input.credence").fill(str(credence))
    shares = believed(war.series).endings(credence / 100)
    told = results(page)
    assert told[0] == f"{percent(shares[leader_of(war.series)])} %"
    assert told[1] == f"{percent(shares[list(HALTS)].sum())} %"


def test_crux__the_slider_moves_by_one_and_the_page_follows(page):
    """An arrow key is one in a hundred; headline and hash follow, purple marks appear, and reset takes all back."""
    slider = page.locator("#crux input.credence")
    before = page.locator("#headline h1").inner_text()
    assert page.locator("#crux .you").count() == 0
    slider.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert slider.input_value() == "80"
    assert slider.get_attribute("aria-valuetext") == "80 in 100 for C12 and C13, 20 for C11"
    assert page.locator("#crux .ends b.you").inner_text() == "20 : 80"
    assert re.search(r"credence(:|%3A)R1=80", page.evaluate("location.hash"))
    assert page.locator("#headline h1").inner_text() != before
    assert "you: 80" in page.locator("#crux svg[role=img]").first.text_content()
    page.locator("#crux button.link").click()
    assert slider.input_value() == "50"
    assert page.locator("#headline h1").inner_text() == before


def test_crux__the_line_follows_conditions(page, war):
    """Under a condition the line is counted over the courses that fit: its table changes, and comes back."""
    box = page.locator("[data-figure=crux]")
    box.get_by_role("button", name="Show as table").click()
    before = box.locator("table").inner_text()
    page.locator("#signposts button.event").first.click()
    assert box.locator("table").inner_text() != before
    page.locator("#signposts button.event").first.click()
    assert box.locator("table").inner_text() == before


def test_signposts__are_counted_as_python_counts_them(page, war):
    """Chance and both arrows of every event, before any condition, are those of the study."""
    told = war.turning["signposts"]["rows"]
    rows = page.locator("#signposts .sign:not(.head)")
    assert rows.count() == len(told) > 0
    for i, row in enumerate(told):
        assert rows.nth(i).locator(".event").inner_text().lower() == row["event"]
        assert rows.nth(i).locator(".chance").inner_text().startswith(f"{percent(row['p'])} %")
        said = rows.nth(i).locator("svg").get_attribute("aria-label")
        assert f"{percent(row['seen'])} per cent if seen, {percent(row['unseen'])} if not" in said


def test_signposts__a_press_is_the_page_as_it_would_be_then(page, war):
    """Pressing an event leaves the courses in which it is seen, the war going on; the ending has the filled arrow's share."""
    row = war.turning["signposts"]["rows"][0]
    page.locator("#signposts button.event").first.click()
    state = next(a for a in war.series.answers if a.id == "seen:s1").values
    share = np.mean(war.series.outcome["label"][state == 1] == leader_of(war.series))
    assert percent(share) == percent(row["seen"])
    assert f"{percent(share)} %" in page.locator("#endings").inner_text()
    assert f"{int((state == 1).sum()):,}" in page.locator("#bar").inner_text()
    assert row["event"].lower() in page.locator("#bar").inner_text().lower()
    pressed = page.locator("#signposts button.event[aria-pressed=true]")
    assert pressed.inner_text().lower() == row["event"]
    assert "seen" in page.evaluate("location.hash")


def test_signposts__give_a_calendar(page, war, tmp_path):
    """An entry on the day each is to be looked for, lines of at most 75 bytes."""
    with page.expect_download() as found:
        page.get_by_role("button", name="Save as calendar (.ics)").click()
    text = tmp_path / "x.ics"
    found.value.save_as(text)
    lines = text.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines.count(b"BEGIN:VEVENT") == len(war.turning["signposts"]["rows"])
    day = war.turning["signposts"]["rows"][0]["by"].replace("-", "")
    assert f"DTSTART;VALUE=DATE:{day}".encode() in lines


def test_drivers__say_flips_in_words_and_do_not_follow_conditions(page):
    """No flip is a result that is printed; under a condition the block says that it does not follow."""
    text = page.locator("#drivers").inner_text()
    assert "No flip inside its range." in text
    assert "Flips at 41 %" in text
    assert "conditions do not change it" in text
    assert text.index("Stated will") < text.index("Guns")


def test_views__hundred_dots_each(page):
    """Every view has just a hundred dots, its middle day and its claims; one that lasts is not over by any day."""
    cards = page.locator("#views .view")
    assert cards.count() == 2
    assert [cards.nth(i).locator("circle").count() for i in range(2)] == [100, 100]
    assert "after day 180" in cards.nth(1).inner_text()
    assert "C11 off: Nobody can cross the pass" in cards.nth(1).inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), *LATER])
def test_sections__have_no_fault_for_readers_with_aids(browser, address, width, scheme):
    """No axe finding in the four sections, in any width and theme, and nothing is wider than the screen."""
    if not AXE.exists():
        pytest.skip("needs web/node_modules (npm ci in web/)")
    tab = opened(browser, address, width=width, color_scheme=scheme)
    tab.locator("#crux input.credence").fill("70")
    tab.locator("#signposts button.event").first.click()
    tab.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run({include: ['#crux', '#drivers', '#signposts', '#views'].map((x) => [x])})")
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    small = tab.evaluate(
        "[...document.querySelectorAll('#crux text, #drivers text, #signposts text, #views text')]"
        ".filter((t) => parseFloat(getComputedStyle(t).fontSize) < 12).length"
    )
    assert small == 0
    tab.close()


def test_crux__without_one_drivers_lead(browser, war, tmp_path):
    """Where no pair moves the ending the section says so, has no slider, and the drivers come next."""
    turning = {**war.turning, "crux": {**war.turning["crux"], "crux": None}}
    tab = opened(browser, write_report(replace(war, turning=turning), tmp_path / "report.html").as_uri())
    assert "There is no single crux." in tab.locator("#crux").inner_text()
    assert tab.locator("#crux input").count() == 0
    assert tab.locator("#crux .move").count() == 1
    assert tab.locator("#crux + section").get_attribute("id") == "drivers"
    assert tab.complaints == []
    tab.close()


def test_sections__stand_without_a_script(browser, address):
    """With scripts off the tables of all four are there."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    for name, words in (
        ("crux", "Credence in C12 and C13"),
        ("drivers", "Rests on"),
        ("signposts", "Chance of seeing it"),
        ("views", "night raid"),
    ):
        assert words in tab.locator(f"#{name}").inner_text()
    context.close()
