"""The tab Play in a real browser before the real server: by its owner to the end and back, and by a student of an open class."""

from __future__ import annotations

import re

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
pytest.importorskip("fastapi", reason="needs the extra serve")

from tests.browser.workbench_real import served, sound  # noqa: E402

import multipolar  # noqa: E402

pytestmark = [pytest.mark.walk, pytest.mark.browser, pytest.mark.compiled, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WAIT = 60_000
"""Milliseconds after which something that does not appear is a failure; the worker may have to load what was compiled."""
CODE = re.compile(r"[a-z]+_[A-Z]{2,}|utility\[|[A-Z]{3}\b_")
"""What an id looks like on a page that should show names."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of the real server on a project with one run of a past war."""
    folder = tmp_path_factory.mktemp("play")
    multipolar.run("krajina_1995", members=60, seed=3, out=folder / "runs" / "past", report=False)
    with served(folder) as where:
        yield where


@pytest.fixture
def enter(browser):
    """Return how to open an address in a browser of its own; complaints are failures."""
    opened = []

    def entered(where):
        context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme="light")
        tab = context.new_page()
        tab.set_default_timeout(WAIT)
        complaints = []
        tab.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        tab.on("pageerror", lambda e: complaints.append(str(e)))
        tab.goto(where)
        tab.locator("html[data-ready=yes]").wait_for(state="attached")
        opened.append((context, complaints))
        return tab

    yield entered
    for context, complaints in opened:
        context.close()
        assert complaints == []


def begin(page, *, day, step):
    """Begin a play of the first power from a day on."""
    page.get_by_label("Day of your first decision").fill(str(day))
    page.get_by_label("Days between two decisions").fill(str(step))
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("form", name="Your decision").wait_for()


def to_the_end(page):
    """Do what is chosen on every decision day until the war is over."""
    while page.get_by_role("form", name="Your decision").count() == 1:
        before = page.locator(".hist li").count()
        page.get_by_role("button", name="Do it").click()
        page.locator(".hist li").nth(before).wait_for()


def test_play__by_keyboard_to_the_end_and_back(enter, address):
    """Alt 8 opens it, arrows choose, a reload keeps it; at the end the other courses speak, and a decision is taken back."""
    page = enter(address)
    page.keyboard.press("Alt+8")
    page.get_by_role("form", name="A new play").wait_for()
    sound(page)
    begin(page, day=3, step=4)
    page.locator(".playmap svg").wait_for()
    assert page.locator(".playmap text").first.evaluate("e => e.getScreenCTM().a * 12") >= 11.9
    text = page.locator(".mid").inner_text()
    assert "You see what would be reported to you, not the truth." in text
    assert "costs" in text
    assert not CODE.search(text)
    sound(page)
    page.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".choices label.on b").inner_text()
    assert chosen != "Nothing new"
    page.keyboard.press("Enter")
    page.locator(".hist li", has_text=chosen).wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.reload()
    page.locator(".hist li", has_text=chosen).wait_for()
    to_the_end(page)
    page.get_by_text("Left alone, on the same luck").wait_for()
    assert page.get_by_role("heading", name="The other courses of the run").is_visible()
    assert page.get_by_text("courses ended that were still at war on day 3").is_visible()
    sound(page)
    page.get_by_role("button", name="Back one decision").click()
    page.get_by_role("form", name="Your decision").wait_for()
    page.get_by_role("button", name="Begin another").click()
    page.get_by_role("button", name=re.compile("^Go on with")).first.click()
    page.get_by_role("form", name="Your decision").wait_for()


def test_play__the_truth_is_behind_a_control_of_whoever_leads(enter, address):
    """The facilitator's sheet is asked for only when it is opened."""
    page = enter(address)
    asked = []
    page.on("request", lambda r: asked.append(r.url) if r.url.endswith("/sheet") else None)
    page.get_by_role("tab", name="Play").click()
    begin(page, day=3, step=10)
    assert not asked
    page.get_by_role("button", name="Show what was so: this reveals the truth").click()
    page.get_by_role("region", name="Facilitator’s sheet").wait_for()
    assert "facilitator's sheet" in page.locator(".sheet").inner_text()
    sound(page)
    page.get_by_role("button", name="Hide the truth").click()
    assert page.locator(".sheet").count() == 0


def test_play__the_model_speaks_when_it_is_asked(enter, address):
    """Of every open act what it changes, with its range; a new day asks anew; another seat's play is only looked at."""
    page = enter(address)
    page.get_by_role("tab", name="Play").click()
    begin(page, day=3, step=10)
    card = page.get_by_role("region", name="What the model says", exact=True)
    assert "not what is so" in card.inner_text()
    acts = page.locator(".choices label").count() - 1
    card.get_by_role("button", name="Ask the model").click()
    rows = card.locator("tbody tr")
    rows.first.wait_for()
    assert rows.count() == acts + 1
    assert "Left to the model from today on" in rows.first.inner_text()
    assert re.search(r"[+−]?\d\.\d\d ±\d\.\d\d", rows.nth(1).inner_text())
    assert not CODE.search(card.inner_text())
    sound(page)
    page.get_by_role("button", name="Do it").click()
    page.locator(".hist li").first.wait_for()
    if page.get_by_role("form", name="Your decision").count():
        card.get_by_role("button", name="Ask the model").wait_for()


def test_play__a_student_plays_while_the_class_forecasts(enter, address):
    """It lists the runs by name, plays to the end, sees no sheet and none of the other courses; its own play is there again."""
    teacher = enter(address)
    teacher.keyboard.press("Alt+0")
    teacher.get_by_role("form", name="A new class").get_by_label("Seats").fill("2")
    teacher.get_by_role("button", name="Open the class").click()
    teacher.get_by_text("Links of the seats").click()
    page = enter(teacher.locator("code").first.inner_text())
    page.get_by_role("form", name="Your answers").wait_for()
    page.get_by_role("button", name="Play", exact=True).click()
    begin(page, day=3, step=60)
    page.get_by_text("the teacher has not allowed to ask the model").wait_for()
    teacher.get_by_label("Students who play may ask what the model says").check()
    teacher.get_by_text("Students may ask the model.").wait_for()
    page.reload()
    page.get_by_role("button", name="Ask the model").wait_for()
    sound(page)
    watcher = enter(address)
    watcher.get_by_role("tab", name="Play").click()
    watcher.get_by_role("button", name=re.compile("^Look at .*, seat 1 ")).click()
    watcher.get_by_text("You look on: it alone decides.").wait_for()
    assert watcher.get_by_role("form", name="Your decision").count() == 0
    sound(watcher)
    to_the_end(page)
    page.get_by_text("Closed until the teacher shows").wait_for()
    text = page.locator("main").inner_text()
    assert "For whoever leads the game" not in text
    assert "%" not in text
    sound(page)
    page.reload()
    page.get_by_text("Closed until the teacher shows").wait_for()
    page.get_by_role("button", name="The class", exact=True).click()
    page.get_by_role("form", name="Your answers").wait_for()
    teacher.get_by_role("button", name="Close the answers and show").click()
    teacher.get_by_role("button", name="Show what happened").click()
    teacher.get_by_role("heading", name="To talk about").wait_for()
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Save the facilitator’s sheet").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("# Facilitator's sheet")
    sound(teacher)
    page.reload()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_text("courses ended that were still at war on day 3").wait_for()


def test_score__looks_back_at_a_forecast_whose_outcome_is_known(enter, address):
    """What was said and happened in words, numbers and claims, the nearest course told, and a lesson that stays."""
    page = enter(address)
    page.get_by_role("tab", name="Score").click()
    page.get_by_role("button", name="Score it").click()
    table = page.get_by_role("region", name="Every question")
    table.wait_for()
    assert "Outright victory of Croatia" in table.inner_text()
    assert "a distribution" not in table.inner_text()
    page.get_by_role("button", name="Look back").click()
    page.get_by_role("region", name="Numbers that the outcome pulls").wait_for()
    card = page.get_by_role("region", name="Post-mortem")
    assert re.search(r"Course \d+ came nearest to what happened: error \d\.\d\d", card.inner_text())
    page.get_by_role("button", name="Tell it").click()
    page.get_by_role("region", name="The nearest course").locator("li").first.wait_for()
    lessons = page.get_by_role("form", name="Lessons")
    lessons.get_by_label("What you would do otherwise").fill("Count the roads first.")
    lessons.get_by_role("button", name="Keep it in the ledger").click()
    lessons.locator("li", has_text="Count the roads first.").wait_for()
    sound(page)
    page.reload()
    page.get_by_role("form", name="Lessons").locator("li", has_text="Count the roads first.").wait_for()


def test_play__whoever_leads_builds_an_offer(enter, address):
    """In the middle of a play: from nothing agreed, tested on the run; a student has no such card."""
    page = enter(address)
    page.get_by_role("tab", name="Play").click()
    begin(page, day=3, step=10)
    page.get_by_role("button", name="Build an offer").click()
    form = page.get_by_role("form", name="Your offer")
    form.get_by_label("The offer in a few words").fill("A halt")
    form.get_by_role("button", name="Test it on").click()
    told = page.get_by_role("region", name="What the test says")
    told.wait_for()
    assert "A halt (your offer)" in told.inner_text()
    assert not CODE.search(told.inner_text())
    sound(page)
