"""The workbench in a real browser, before a stand-in of its server: text, preview, run, keys; no complaint, no other request."""

from __future__ import annotations

import json
import re

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)

from tests.browser.chromium import AXE  # noqa: E402
from tests.browser.workbench_fake import TEXT, State, payload, served  # noqa: E402

pytestmark = [pytest.mark.walk, pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

SAVED = re.compile("^saved$")
WAIT = 20_000
"""Milliseconds after which something that does not appear is a failure."""
FAULTY = TEXT.replace("attention", "leverge_A: 1\n    attention")


@pytest.fixture(scope="module", autouse=True)
def made():
    """Make what the stand-in sends once, so that no test waits for it."""
    payload()


@pytest.fixture
def state():
    """Return what the stand-in holds."""
    return State()


@pytest.fixture
def page(browser, state):
    """Return the opened workbench; complaints and requests are collected on the way."""
    with served(state) as (address, _):
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.set_default_timeout(WAIT)
        tab.complaints, tab.requests, tab.allowed = [], [], []
        tab.on("console", lambda m: tab.complaints.append(m.text))
        tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
        tab.on("request", lambda r: tab.requests.append(r.url))
        tab.goto(address)
        tab.locator("html[data-ready=yes]").wait_for(state="attached")
        yield tab
        origin = address.split("/#")[0]
        assert [m for m in tab.complaints if not any(part in m for part in tab.allowed)] == []
        assert [u for u in tab.requests if not u.startswith((origin, "data:", "blob:"))] == []
        tab.close()


def calls(state: State, path: str) -> list[dict]:
    """Return the documents that were sent to a route."""
    return [body for _, where, body in state.calls if where == path]


def write(page, text: str) -> None:
    """Type at the end of the text."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_start__hides_the_key_and_shows_the_project(page):
    """The key leaves the address at once; tree, text and preview stand."""
    assert "t=" not in page.url
    assert page.locator(".tree").get_by_role("button", name="border_war.yaml").is_visible()
    page.locator(".cm-content").wait_for()
    page.locator(".prev .hl").wait_for()
    assert "34 in 100" in page.locator(".prev .hl").inner_text()
    assert page.locator(".prev .dot").count() == 100


def test_text__faults_stand_under_their_line_and_are_mended_with_one_click(page, state):
    """A misspelt key is told within a moment; its replacement makes the text whole again, and Ctrl S saves it."""
    page.locator(".cm-content").wait_for()
    write(page, "leverge_A: 1\n")
    page.locator(".err", has_text="Did you mean").wait_for()
    assert page.locator(".prob").inner_text().startswith("1 fault stops the run")
    assert page.get_by_role("button", name="Run 10,000").is_disabled()
    page.get_by_role("button", name="Rename").click()
    page.locator(".prob", has_text="No fault").wait_for()
    page.keyboard.press("Control+s")
    page.locator(".proj small", has_text=SAVED).wait_for()
    assert state.files["border_war.yaml"].endswith("leverage_A: 1\n")


def test_text__is_kept_each_second_and_offered_again(page, state):
    """What is typed and not saved is kept by the server, never over the file, and a reload brings it back."""
    page.locator(".cm-content").wait_for()
    write(page, "# typed and not saved")
    page.wait_for_timeout(2300)
    assert state.autosaves["border_war.yaml"].endswith("# typed and not saved")
    assert state.files["border_war.yaml"] == TEXT
    page.on("dialog", lambda d: d.accept())
    page.reload()
    page.locator(".cm-content").wait_for()
    assert "typed and not saved" in page.locator(".cm-content").inner_text()
    assert page.locator(".proj small").inner_text() == "not saved"


def test_text__a_file_changed_on_disk_is_never_overwritten_unasked(page, state):
    """The server's refusal becomes a question with both ways out."""
    page.locator(".cm-content").wait_for()
    write(page, "# mine")
    state.files["border_war.yaml"] = TEXT + "# theirs\n"
    page.allowed.append("409")
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Write mine over it").wait_for()
    assert state.files["border_war.yaml"].endswith("# theirs\n")
    page.get_by_role("button", name="Write mine over it").click()
    page.locator(".proj small", has_text=SAVED).wait_for()
    assert state.files["border_war.yaml"].endswith("# mine")


def test_preview__stays_grey_until_the_new_number_lands(page, state):
    """While a preview is under way the last number stands, marked as older; Esc stops it."""
    page.locator(".prev .hl").wait_for()
    state.slow["/api/preview"] = 1.5
    write(page, "# a")
    page.locator(".prev .stale").wait_for()
    assert "From before your last edit" in page.locator(".prev").inner_text()
    page.keyboard.press("Escape")
    page.locator(".prev .pv", has_text="stopped").wait_for()
    state.slow.clear()
    page.get_by_role("button", name="Preview again").click()
    page.locator(".prev .stale").wait_for(state="detached")


def test_run__shows_progress_and_is_cancelled_and_resumed(page, state):
    """A run tells how far it is; cancelling keeps what is done, and it goes on from there."""
    page.locator(".prev .hl").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator("#run progress").wait_for()
    page.locator("#run", has_text="of 10,000").wait_for()
    page.get_by_role("button", name="Cancel, keep what is done").click()
    page.locator("#run", has_text="courses kept").wait_for()
    page.locator("#run").get_by_role("button", name="Go on").click()
    page.locator("#run progress").wait_for()
    state.finish.set()
    page.locator("#run", has_text="is complete").wait_for()
    assert calls(state, "/api/runs")[0]["members"] == 10_000


def test_server_gone__keeps_the_text_and_comes_back(page, state):
    """Without the server a banner says so; the text stays; when it answers again the banner goes."""
    page.locator(".cm-content").wait_for()
    write(page, "# while it is gone")
    page.route("**/api/**", lambda route: route.abort())
    page.allowed.append("net::ERR_FAILED")
    write(page, "!")
    page.locator(".banner", has_text="does not answer").wait_for()
    assert "while it is gone!" in page.locator(".cm-content").inner_text()
    page.unroute("**/api/**")
    page.locator(".banner").wait_for(state="detached")


def test_failed_part__says_what_failed_and_what_is_kept(page, state):
    """A failing preview is told with its words and can be asked for again."""
    page.locator(".prev .hl").wait_for()
    state.failing["/api/preview"] = 503
    page.allowed.append("503")
    write(page, "# b")
    page.locator(".prev .failed", has_text="It failed, as asked.").wait_for()
    assert "from before your last edit" in page.locator(".prev .failed").inner_text()
    assert page.locator(".prev").get_by_role("button", name="Copy details").is_visible()
    state.failing.clear()
    page.locator(".prev").get_by_role("button", name="Try again").click()
    page.locator(".prev .failed").wait_for(state="detached")


def test_form__writes_one_line(page, state):
    """A handle moves with the arrow keys and writes its key; purple marks it until the line is written."""
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_role("button", name="Eastern Empire").click()
    handle = page.get_by_role("slider", name="Tie to Northland, most likely")
    handle.focus()
    handle.press("ArrowRight")
    page.locator(".proj small", has_text=SAVED).wait_for()
    page.wait_for_timeout(200)
    change = calls(state, "/api/edit")[0]["changes"][0]
    assert change["key"] == "powers[EAST].tie_A"
    assert change["value"]["mode"] > 0.6
    assert "# powers[EAST].tie_A" in state.files["border_war.yaml"]


def test_undo__works_outside_the_text_through_the_journal(page, state):
    """Ctrl Z undoes the form's last line wherever the focus is."""
    page.get_by_role("button", name="Form", exact=True).click()
    page.get_by_role("button", name="Eastern Empire").click()
    page.get_by_role("slider", name="Attention, value").press("ArrowRight")
    page.wait_for_timeout(300)
    assert state.files["border_war.yaml"] != TEXT
    page.locator("#tree").focus()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(300)
    assert state.files["border_war.yaml"] == TEXT


def test_what_if__lines_move_the_preview_and_only_they_are_purple(page, state):
    """A slider and a claim become lines of a patch; the preview compares with the file; undo takes a line back."""
    page.get_by_role("tab", name="What-if").click()
    page.get_by_role("button", name="Find the strongest").click()
    slider = page.get_by_role("slider", name="Attention: Eastern Empire")
    slider.press("ArrowRight")
    page.get_by_role("switch", name="Southland can wait.").click()
    page.locator(".prev .end .d").first.wait_for()
    sent = calls(state, "/api/preview")[-1]["patch"]
    assert [c["key"] for c in sent["changes"]] == ["powers[EAST].attention"]
    assert sent["claims"] == {"patience": "off"}
    assert page.locator(".prev line.base").count() == 7
    page.get_by_role("button", name="Undo Southland can wait.").click()
    assert page.locator(".hist li").count() == 1
    page.get_by_role("textbox", name="Reason for Attention: Eastern Empire").fill("they look away")
    page.get_by_role("textbox", name="Reason for Attention: Eastern Empire").blur()
    page.get_by_role("textbox", name="Name of the patch").fill("away")
    page.get_by_role("button", name="Save patch").click()
    page.wait_for_timeout(200)
    assert calls(state, "/api/edit")[-1]["changes"][0]["reason"] == "they look away"
    assert calls(state, "/api/edit")[-1]["patch"] == "away.yaml"
    page.locator("#tree").focus()
    page.keyboard.press("Control+z")
    assert page.locator(".hist li").count() == 2


def test_compare__inputs_first_then_paired_differences(page):
    """Two runs: the inputs that differ stand above the results with their errors."""
    page.get_by_role("tab", name="Compare").click()
    page.get_by_role("button", name="other").last.click()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator(".results").wait_for()
    text = page.locator("main").inner_text()
    assert text.index("1 input differs") < text.index("Outright victory of Northland") < text.index("Days from the as-of date")
    assert "−15.0 ±3.1" in text


def test_result__draws_the_figures_of_the_run(page):
    """The report's own figures stand in the workbench and answer to a condition."""
    page.get_by_role("button", name="Result", exact=True).click()
    page.locator(".page .fig svg").first.wait_for()
    assert page.locator(".page .failed").count() == 0
    assert page.locator(".page .fig").count() > 8
    page.locator(".page .end.press").first.click()
    page.locator(".page .n", has_text="fit").wait_for()


def test_find__goes_to_a_number_by_a_few_letters(page):
    """Ctrl K, a few letters, Enter: the form shows the number."""
    page.get_by_role("button", name="Form", exact=True).click()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Find or do").fill("attent")
    page.get_by_role("option", name="Attention").wait_for()
    page.keyboard.press("Enter")
    page.locator(".field.on", has_text="Attention").wait_for()


def test_keys__walk_the_panes_and_tabs(page):
    """F6 goes round the panes, Alt and a figure to a tab, the question mark to the sheet, F8 to the next fault."""
    page.locator(".cm-content").wait_for()
    page.locator("#tree").focus()
    seen = []
    for _ in range(4):
        page.keyboard.press("F6")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["mid", "preview", "run", "tree"]
    page.keyboard.press("Alt+2")
    assert page.get_by_role("tab", name="What-if").get_attribute("aria-selected") == "true"
    page.locator("#tree").focus()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Keys").wait_for(state="detached")


def test_f8__walks_the_faults_from_any_tab(browser):
    """F8 shows the line of the next fault and says it."""
    with served(State(files={"border_war.yaml": FAULTY})) as (address, _):
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(address)
        tab.locator(".err").first.wait_for()
        tab.get_by_role("tab", name="Compare").click()
        tab.keyboard.press("F8")
        tab.locator(".cm-activeLine", has_text="leverge_A").wait_for()
        tab.close()


def test_names__of_any_length_and_script_keep_the_page_in_its_width(browser):
    """A name of two hundred signs, one from right to left, and one that would turn the line stay inside their places."""
    names = {"x" * 200 + ".yaml": TEXT, "\u05d0\u05d1\u05d2 \u10e5\u10d0\u10e0.yaml": TEXT, "a\u202ecba.yaml": TEXT}
    with served(State(files=names)) as (address, _):
        for width in (1440, 1000, 390):
            tab = browser.new_page(viewport={"width": width, "height": 800})
            tab.goto(address)
            tab.locator("html[data-ready=yes]").wait_for(state="attached")
            tab.wait_for_timeout(400)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert tab.locator(".tree bdi").count() >= 3
            tab.close()


def test_empty_project__starts_with_examples_and_questions(browser):
    """An empty folder shows examples, the eight questions and what else can be brought."""
    with served(State(empty=True)) as (address, state):
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.goto(address)
        tab.get_by_role("heading", name="Start a forecast").wait_for()
        tab.locator(".quiz label b").nth(7).wait_for()
        assert tab.locator(".quiz label b").count() == 8
        assert tab.locator(".cards .dot").count() == 100
        tab.get_by_label("Who fights whom?").fill("North against South")
        tab.get_by_role("button", name="Write the file").click()
        tab.locator(".tree").get_by_role("button", name="my_war.yaml").wait_for()
        assert calls(state, "/api/new")[0]["answers"] == {"q0": "North against South"}
        tab.close()


def test_refused__says_how_to_get_in(browser):
    """A tab with a wrong key is told where the right address stands."""
    with served() as (address, _):
        tab = browser.new_page()
        tab.goto(address.split("#")[0] + "#t=wrong")
        tab.locator("[role=alert]", has_text="Open the address that the server printed").wait_for()
        tab.close()


LOOK = """axe.run(document, {resultTypes: ['violations']})
    .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]))"""
AXE_STATES = ("text", "form", "history", "result", "whatif", "compare", "start", "find", "keys")


def show(tab, where: str) -> None:
    """Bring a tab into one of the states that are looked at."""
    if where in ("find", "keys"):
        tab.locator("#tree").focus()
        tab.keyboard.press("Control+k" if where == "find" else "?")
    else:
        hash_ = where if where in ("whatif", "compare", "start") else f"analyse/{where}"
        tab.evaluate(f"location.hash = '{hash_}'")
    tab.wait_for_timeout(700)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe__finds_nothing(browser, theme, width):
    """No finding of any impact, in every part, both themes, wide and narrow."""
    if not AXE.exists():
        pytest.skip("needs axe-core (npm ci in web/)")
    with served(State(files={"border_war.yaml": FAULTY})) as (address, _):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", bypass_csp=True
        )
        tab = context.new_page()
        tab.goto(address)
        tab.locator("html[data-ready=yes]").wait_for(state="attached")
        tab.add_script_tag(path=str(AXE))
        for where in AXE_STATES:
            show(tab, where)
            found = tab.evaluate(LOOK)
            assert found == [], f"{where}: {json.dumps(found, indent=1)[:1500]}"
            if where in ("find", "keys"):
                tab.keyboard.press("Escape")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        context.close()
