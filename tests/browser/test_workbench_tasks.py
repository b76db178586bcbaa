"""Whole tasks of an analyst in a real browser before the real server, each from its first click to the figure that is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
pytest.importorskip("fastapi", reason="needs the extra serve")

from tests.browser.chromium import SHOTS  # noqa: E402
from tests.browser.workbench_real import WAR, served  # noqa: E402

pytestmark = [
    pytest.mark.walk,
    pytest.mark.browser,
    pytest.mark.compiled,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

WAIT = 60_000
"""Milliseconds after which something that does not appear is a failure; a job may wait for the machine."""
SAVED = re.compile("^saved$")
POINTS = re.compile(r"^[+−]\d+$")
"""A change in whole points with its sign."""


@pytest.fixture(scope="module")
def shots(tmp_path_factory):
    """Return the folder that the pictures are laid into."""
    folder = Path(SHOTS) if SHOTS else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return a project of a scenario, and of one with a fault."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "border_war.yaml").write_text(WAR, encoding="utf-8")
    (folder / "mended.yaml").write_text(
        WAR.replace("id: border_war", "id: mended").replace("leverage_A", "leverge_A"), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def address(case):
    """Return the address of the real server on the project."""
    with served(case) as where:
        yield where


@pytest.fixture
def page(browser, address):
    """Return the workbench of the project, opened anew for each task."""
    yield from opened(browser, address)


def opened(browser, address):
    """Open an address; complaints and requests that go elsewhere are failures."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme="light")
    tab = context.new_page()
    tab.set_default_timeout(WAIT)
    complaints, requests = [], []
    tab.on("console", lambda m: complaints.append(f"{m.text} {m.location['url']}") if m.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda e: complaints.append(str(e)))
    tab.on("request", lambda r: requests.append(r.url))
    tab.goto(address)
    tab.locator("html[data-ready=yes]").wait_for(state="attached")
    yield tab
    assert complaints == []
    assert [u for u in requests if not u.startswith((address.split("/#")[0], "data:", "blob:"))] == []
    context.close()


def counted(page):
    """Wait until the preview is of what stands there now, and return the chance of each ending as it is shown."""
    page.locator(".prev .hl").wait_for()
    page.locator(".prev [aria-busy=false]").wait_for()
    return page.locator(".prev .end .v").all_inner_texts()


def picture(page, shots, name):
    """Lay a picture of the page into the folder, and hold that nothing runs over its edge."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.screenshot(path=shots / f"{name}.png")


def test_a_fault__is_found_under_its_line_and_mended_with_one_click(page, case, shots):
    """A key written wrong stops the run and is told with its replacement; one click, and the file is whole and can be run."""
    file = case / "mended.yaml"
    page.locator(".tree").get_by_role("button", name="mended.yaml").click()
    page.locator(".prob", has_text="1 fault stops the run").wait_for()
    assert page.get_by_role("button", name="Run 10,000").is_disabled()
    page.keyboard.press("F8")
    fault = page.locator(".err", has_text="leverge_A")
    fault.wait_for()
    assert "leverage_A" in fault.inner_text()
    picture(page, shots, "2-fault")
    fault.get_by_role("button").click()
    page.locator(".prob", has_text="No fault").wait_for()
    page.keyboard.press("Control+s")
    page.locator(".proj small", has_text=SAVED).wait_for()
    assert file.read_text(encoding="utf-8") == WAR.replace("id: border_war", "id: mended")
    assert any("%" in text for text in counted(page))
    assert page.get_by_role("button", name="Run 10,000").is_enabled()
    picture(page, shots, "2-mended")


def test_a_claim__is_switched_off_and_the_paired_difference_read(page, case, shots):
    """Without the claim the chances differ by points with their errors, counted on the same seeds; the file stays as it is."""
    page.locator(".tree").get_by_role("button", name="border_war.yaml").click()
    page.get_by_role("tab", name="What-if").click()
    page.get_by_role("switch", name="drones").click()
    page.locator(".prev .end .d").first.wait_for()
    counted(page)
    assert all(POINTS.match(text) for text in page.locator(".prev .end .d").all_inner_texts())
    assert page.locator(".prev .end .d").first.get_attribute("title").startswith("within")
    assert "off," in page.locator(".prev .hl").inner_text()
    page.get_by_role("button", name="Measure each line alone").click()
    page.locator(".lines li", has_text="alone").wait_for()
    assert "±" in page.locator(".lines li", has_text="alone").inner_text()
    assert (case / "border_war.yaml").read_text(encoding="utf-8") == WAR
    picture(page, shots, "4-claim")
