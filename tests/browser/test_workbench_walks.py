"""Whole tasks from an empty folder or a fresh scenario to the figure that is read, in a real browser before the real server."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
pytest.importorskip("fastapi", reason="needs the extra serve")

from tests.browser.chromium import SHOTS  # noqa: E402
from tests.browser.workbench_real import WAR, served  # noqa: E402

import multipolar  # noqa: E402
from multipolar.data.answers.questions import QUESTIONS, plain_of  # noqa: E402
from multipolar.scenario.files import library_dir  # noqa: E402

pytestmark = [
    pytest.mark.walk,
    pytest.mark.browser,
    pytest.mark.compiled,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

WAIT = 60_000
"""Milliseconds after which something that does not appear is a failure; a run or a job may wait for the machine."""
SIEGE = (library_dir("templates") / "siege.yaml").read_text(encoding="utf-8")
VIEW = "  - {id: no_drones, text: the war without drones, strengths: {drones_decide: off}}\n"
OTHER = "  - {id: both, text: drones and patience, author: another analyst, strengths: {drones_decide: on, patience: on}}\n"
CODE = re.compile(r"\b(?:[a-z]+\.)+[a-z_]+\[|\b[a-z]+_[a-z]+_[a-z]+\b")
"""What a key or a code looks like on a page that should show names."""


@pytest.fixture
def shot(tmp_path, request):
    """Return how to lay a picture of a page into the folder; nothing may run over its edge."""
    folder = Path(SHOTS) if SHOTS else tmp_path
    folder.mkdir(parents=True, exist_ok=True)

    def taken(page, name):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        page.screenshot(path=folder / f"{name}.png")

    return taken


@pytest.fixture
def served_page(browser):
    """Return how to serve a folder and open its workbench; complaints and requests that go elsewhere are failures."""
    seen = []
    with ExitStack() as stack:

        def opened(folder):
            folder.mkdir(exist_ok=True)
            address = stack.enter_context(served(folder))
            context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme="light", accept_downloads=True)
            tab = context.new_page()
            tab.set_default_timeout(WAIT)
            complaints, requests = [], []
            tab.on("console", lambda m: complaints.append(f"{m.text} {m.location['url']}") if m.type in {"error", "warning"} else 0)
            tab.on("pageerror", lambda e: complaints.append(str(e)))
            tab.on("request", lambda r: requests.append(r.url))
            tab.goto(address)
            tab.locator("html[data-ready=yes]").wait_for(state="attached")
            seen.append((context, complaints, requests, address.split("/#")[0]))
            return tab

        yield opened
        for context, complaints, requests, own in seen:
            context.close()
            assert complaints == []
            assert [url for url in requests if not url.startswith((own, "data:", "blob:"))] == []


def run_now(page, courses="500"):
    """Run what is open with so many courses, as somebody does at the bottom of the page, and wait until it is complete."""
    page.get_by_label("How many courses").select_option(courses)
    page.locator("footer").get_by_role("button", name=re.compile("^Run")).click()
    page.locator("footer", has_text="is complete").wait_for()


def wait_until(page, is_so):
    """Wait until something is so on disk."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    assert is_so()


def preview_ready(page):
    """Wait until the preview is of what stands there now."""
    page.locator(".prev .hl").wait_for()
    page.locator(".prev [aria-busy=false]").wait_for()


def test_walk_1__from_nothing_to_a_forecast_by_eight_questions(served_page, tmp_path, shot):
    """Eight answers become a file, the file a run, the run a headline and a report; nothing else is needed."""
    page = served_page(tmp_path / "case")
    page.get_by_role("heading", name="Start a forecast").wait_for()
    for asked in QUESTIONS:
        page.get_by_label(asked.text).fill(plain_of(asked, "")["example"])
    page.get_by_label("Name of the file").fill("valley")
    shot(page, "1-questions")
    page.get_by_role("button", name="Write the file").click()
    page.locator(".prob", has_text="No fault").wait_for()
    assert (tmp_path / "case" / "valley.yaml").is_file()
    preview_ready(page)
    run_now(page)
    page.locator(".tree .entry", has_text="valley-500").click()
    page.get_by_role("button", name="Write the report").or_(page.locator(".page svg").first).first.wait_for()
    if page.get_by_role("button", name="Write the report").count():
        page.get_by_role("button", name="Write the report").click()
    page.locator(".page svg").first.wait_for()
    text = page.locator(".mid").inner_text()
    assert "in 100" in text
    assert "Northland" in text
    shot(page, "1-forecast")


def test_walk_3__a_pass_is_cut_on_the_map(served_page, tmp_path, shot):
    """A war of the library; the road over a pass goes out of the file, the preview is counted anew, undo lays the road again."""
    folder = tmp_path / "case"
    page = served_page(folder)
    page.get_by_text("more examples").click()
    page.get_by_role("button", name="Nagorno-Karabakh, autumn 2020").click()
    file = folder / "karabakh_2020.yaml"
    preview_ready(page)
    before = file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator(".point").first.wait_for()
    page.get_by_text("The same as tables").click()
    page.get_by_role("region", name="Roads").get_by_role("button", name="Omar pass", exact=True).click()
    page.get_by_text("Over a pass at 3,261 m.").wait_for()
    shot(page, "3-pass")
    page.get_by_role("button", name="Cut this pass").click()
    page.get_by_role("region", name="Roads").get_by_role("button", name="Omar pass", exact=True).wait_for(state="detached")
    wait_until(page, lambda: "MUR-KAL" not in file.read_text(encoding="utf-8"))
    preview_ready(page)
    assert page.get_by_text("every sector can be reached").is_visible()
    assert page.get_by_role("button", name="Run 10,000").is_enabled()
    shot(page, "3-cut")
    page.locator("#tree").focus()
    page.keyboard.press("Control+z")
    wait_until(page, lambda: file.read_text(encoding="utf-8") == before)


def test_walk_3__a_pass_without_which_nobody_is_supplied_cannot_be_cut_and_run(served_page, tmp_path, shot):
    """The checks name the places that nothing reaches any more, the tree counts the faults, and no run begins."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "siege.yaml").write_text(SIEGE, encoding="utf-8")
    page = served_page(folder)
    preview_ready(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.locator(".point").first.wait_for()
    page.get_by_role("button", name=re.compile("pass", re.IGNORECASE)).filter(has=page.locator(".pass")).first.press("Enter")
    page.get_by_role("button", name="Cut this pass").click()
    page.locator(".checks .bad").first.wait_for()
    assert not re.search(r"'[A-Z]+'", page.locator(".checks").inner_text())
    page.locator(".tree .entry", has_text=re.compile(r"\d ✕")).wait_for()
    assert page.get_by_role("button", name="Run 10,000").is_disabled()
    page.get_by_text("This is the last valid text").wait_for()
    shot(page, "3-cut-off")


def report(page, *, date, seen, side, grade, who, words, disputed=True):
    """Enter a report on who held the town."""
    form = page.get_by_role("form", name="A new report")
    form.get_by_label("When it happened").fill(date)
    form.get_by_label("When it was reported").fill(seen)
    form.get_by_label("Who reports it").fill(who)
    form.get_by_label("How reliable").select_option(grade[0])
    form.get_by_label("How well").select_option(grade[1])
    form.get_by_label("What it says").select_option("holds")
    form.get_by_label("Which place").select_option(label="The valley town")
    form.get_by_label("Who held it").select_option(label=side)
    form.get_by_label("In words").fill(words)
    if disputed:
        form.get_by_label("Disputed").check()
    form.get_by_role("button", name="Add the report").click()
    page.locator(".tall tbody tr", has_text=words).wait_for()


def test_walk_5__two_reports_contradict_each_other(served_page, tmp_path, shot):
    """Both stand in the list with their grades; a run given both tells how each struck it; each is weighed alone."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "border_war.yaml").write_text(WAR, encoding="utf-8")
    page = served_page(folder)
    run_now(page, "2000")
    page.get_by_role("tab", name="Evidence").click()
    page.get_by_role("button", name="Make it").click()
    page.get_by_text("No report yet. Add the first one").wait_for()
    page.get_by_role("button", name="Add a report").click()
    report(page, date="2024-05-11", seen="2024-05-12", side="Northland", grade="B2", who="an agency", words="The town has fallen.")
    if not page.get_by_role("form", name="A new report").count():
        page.get_by_role("button", name="Add a report").click()
    report(page, date="2024-05-11", seen="2024-05-12", side="Southland", grade="C3", who="a ministry", words="The town stands.")
    assert page.locator(".tall tbody tr", has_text="disputed").count() == 2
    page.locator(".tree").get_by_title("2 reports").wait_for()
    shot(page, "5-reports")
    page.get_by_role("button", name="Simulate again").click()
    page.get_by_text("How each report struck the courses").first.wait_for()
    struck = page.get_by_role("region", name="How each report struck the courses")
    assert struck.locator("tbody tr").count() == 2
    assert page.locator(".mid .ends").count() == 1
    page.get_by_role("button", name="Weigh every report").click()
    page.get_by_role("heading", name="What if one report is false?").wait_for()
    assert page.get_by_text("without “The town stands.”").is_visible()
    shot(page, "5-weighed")


def test_walk_5__reports_come_from_a_table(served_page, tmp_path):
    """A table of a spreadsheet becomes a file of reports, which stand in the list at once."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "border_war.yaml").write_text(WAR, encoding="utf-8")
    table = tmp_path / "may.csv"
    head = "id,kind,event_date,report_date,source,reliability,credibility,sector,side,text"
    table.write_text(f"{head}\nR1,holds,2024-05-05,2024-05-06,radio,B,2,TOWN,SOU,The town stands.\n", encoding="utf-8")
    page = served_page(folder)
    page.get_by_role("tab", name="Evidence").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Reports from a table").click()
    chooser.value.set_files(table)
    page.locator(".tall tbody tr", has_text="The town stands.").wait_for()
    page.locator(".tree").get_by_title("1 report").wait_for()


def test_walk_6__two_analysts_views_are_compared(served_page, tmp_path, shot):
    """Each view of the file is taken, run on the same luck, and held beside the other: what differs, and what it moves."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "border_war.yaml").write_text(WAR.replace(VIEW, VIEW + OTHER), encoding="utf-8")
    page = served_page(folder)
    page.get_by_role("tab", name="What-if").click()
    for run, view in (("no_drones", "the war without drones"), ("both", "drones and patience")):
        page.get_by_role("button", name=f"Take the view: {view}").click()
        page.get_by_role("button", name=f"Take the view: {view}", pressed=True).wait_for()
        page.get_by_label("How many courses").select_option("500")
        page.get_by_role("button", name="Run with it").click()
        page.locator("footer", has_text=f"border_war-{run} is complete").wait_for()
    shot(page, "6-views")
    page.get_by_role("tab", name="Compare").click()
    group = page.get_by_role("group", name="Runs to compare")
    group.get_by_role("button", name="border_war-no_drones").wait_for()
    group.get_by_role("button", pressed=False).first.click()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("heading", name=re.compile("inputs? differ")).wait_for()
    text = page.locator(".mid").inner_text()
    assert "Northland's drones are what makes its offensive work." in text
    assert "courses of each on the same chance" in text
    assert page.locator(".results tbody td b", has_text="±").count() > 0
    shot(page, "6-compared")


def test_walk_7__the_crux_and_a_signpost_are_found(served_page, tmp_path, shot):
    """The result says what it turns on; the signposts say what to look for, by when, and where the chance would stand then."""
    folder = tmp_path / "case"
    (folder / "runs").mkdir(parents=True)
    multipolar.run("karabakh_2020", members=1000, out=folder / "runs" / "autumn")
    page = served_page(folder)
    page.locator(".tree .entry", has_text="autumn").click()
    crux = page.locator("section.fig").filter(has=page.get_by_role("heading", name="What the forecast turns on"))
    crux.wait_for()
    crux.scroll_into_view_if_needed()
    shot(page, "7-crux")
    assert not CODE.search(crux.inner_text())
    crux.get_by_role("slider").press("End")
    crux.locator(".stats .you", has_text="points").first.wait_for()
    assert "points" in crux.locator(".stats").inner_text()
    page.get_by_role("tab", name="Signposts").click()
    page.get_by_role("button", name="Find the signposts").click()
    page.locator(".signs tbody tr").first.wait_for()
    row = page.locator(".signs tbody tr").first.inner_text()
    assert re.search(r"\d{1,2} \w{3} 20\d\d", row)
    assert "%" in row
    assert not CODE.search(page.locator(".mid").inner_text())
    shot(page, "7-signposts")


def test_walk_8__moscow_is_played_for_a_week(served_page, tmp_path, shot):
    """Two decisions, four days apart; the war goes on from what was chosen; a reload finds the play where it stood."""
    folder = tmp_path / "case"
    (folder / "runs").mkdir(parents=True)
    multipolar.run("karabakh_2020", members=60, seed=11, out=folder / "runs" / "autumn", report=False)
    page = served_page(folder)
    page.keyboard.press("Alt+8")
    page.get_by_label("You are").select_option(label="Russia")
    page.get_by_label("Day of your first decision").fill("6")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("heading", name=re.compile("You are Russia. It is .* day 6")).wait_for()
    first = page.locator(".choices label", has_text="Threaten").first
    chosen = first.locator("b").inner_text()
    first.click()
    page.locator(".playmap svg").wait_for()
    shot(page, "8-briefing")
    page.get_by_role("button", name="Do it").click()
    page.get_by_role("heading", name=re.compile("day 10")).wait_for()
    assert chosen in page.locator(".hist").inner_text()
    assert page.get_by_role("heading", name="What you do").is_visible()
    page.get_by_role("button", name="Do it").click()
    page.get_by_role("heading", name=re.compile("day 14")).wait_for()
    page.reload()
    page.get_by_role("heading", name=re.compile("day 14")).wait_for()
    assert page.locator(".hist li").count() == 2
    page.locator(".playmap svg").wait_for()
    shot(page, "8-after-a-week")


def test_walk_9__frozen_resolved_and_scored_beside_a_crowd(served_page, tmp_path, shot):
    """A past war: frozen into the ledger, a person's chance kept beside it, resolved by what happened, both scored alike."""
    folder = tmp_path / "case"
    (folder / "runs").mkdir(parents=True)
    multipolar.run("karabakh_2020", members=400, seed=3, out=folder / "runs" / "past", report=False)
    page = served_page(folder)
    page.get_by_role("tab", name="Score").click()
    page.get_by_role("button", name="Freeze", exact=True).click()
    page.get_by_role("button", name=re.compile("^Put .* into the ledger")).click()
    form = page.get_by_role("form", name="Your own chance")
    form.get_by_label("Who says so").fill("Anna")
    form.get_by_label("Question").select_option(index=1)
    form.get_by_role("slider").fill("70")
    form.get_by_role("button", name="Keep it").click()
    page.get_by_text("Kept: Anna says 70 %.").wait_for(state="attached")
    shot(page, "9-frozen")
    page.get_by_role("button", name="Score it").click()
    page.get_by_role("region", name="Every question").wait_for()
    page.get_by_role("button", name=re.compile("^Resolve")).click()
    page.get_by_text("forecast resolved and scored").wait_for()
    record = page.get_by_role("region", name="The record")
    record.locator("tr", has_text="Anna").wait_for()
    cells = record.locator("tr", has_text="Anna").locator("td").all_inner_texts()
    assert cells[0] == "1"
    assert re.fullmatch(r"0\.\d{3}", cells[1])
    model = record.locator("tr", has_text="the model").locator("td").all_inner_texts()
    assert int(model[0]) > 1
    record.scroll_into_view_if_needed()
    shot(page, "9-record")


def test_walk_10__handed_over_and_opened_elsewhere_with_the_same_digest(served_page, tmp_path, shot):
    """The project as one file; in an empty folder of another machine it is there again, run and digest and all."""
    first = tmp_path / "case"
    first.mkdir()
    (first / "border_war.yaml").write_text(WAR, encoding="utf-8")
    page = served_page(first)
    run_now(page)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Find or do").fill("whole project")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    packed = tmp_path / "handed.zip"
    download.value.save_as(packed)
    other = served_page(tmp_path / "elsewhere")
    other.get_by_role("heading", name="Start a forecast").wait_for()
    with other.expect_file_chooser() as chooser:
        other.get_by_role("button", name="A whole project").click()
    chooser.value.set_files(packed)
    other.locator(".tree .entry", has_text="border_war-500").wait_for()
    (run,) = (first / "runs").iterdir()
    digests = [json.loads((at / "manifest.json").read_text())["digest"] for at in (run, tmp_path / "elsewhere" / "runs" / run.name)]
    assert digests[0] == digests[1]
    assert (tmp_path / "elsewhere" / "border_war.yaml").read_text(encoding="utf-8") == WAR
    shown = [tab.locator(".tree .entry", has_text="border_war-500").inner_text() for tab in (page, other)]
    assert shown[0] == shown[1]
    shot(other, "10-elsewhere")
