"""The workbench in a real browser before its real server: a scenario is written by text and form, undone, and compared in words."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
pytest.importorskip("fastapi", reason="needs the extra serve", exc_type=ImportError)

from workbench_stage import SMALL  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

WAIT = 30_000
SAVED = re.compile("^saved$")
NO_PREVIEW = {"schema": "multipolar-error/1", "exit": 1, "message": "no preview in this test", "problems": []}


@pytest.fixture
def opened(browser, tmp_path):
    """Return the page on a project of one scenario, and the file; nothing is simulated, so previews are refused."""
    file = tmp_path / "case" / "border_war.yaml"
    file.parent.mkdir()
    file.write_text(SMALL, encoding="utf-8")
    words = [sys.executable, "-m", "multipolar.cli", "serve", str(file.parent), "--no-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield from shown(browser, server.stdout.readline().strip(), file)
        finally:
            server.send_signal(signal.SIGINT)


def shown(browser, address, file):
    """Yield the page of an address, and the file; complaints and requests elsewhere are failures."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.set_default_timeout(WAIT)
    complaints, requests = [], []
    tab.on("console", lambda m: complaints.append(f"{m.text} {m.location['url']}"))
    tab.on("pageerror", lambda e: complaints.append(str(e)))
    tab.on("request", lambda r: requests.append(r.url))
    tab.route("**/api/preview", lambda r: r.fulfill(status=503, body=json.dumps(NO_PREVIEW), content_type="application/json"))
    tab.goto(address)
    tab.locator(".cm-content").wait_for()
    yield tab, file
    assert [m for m in complaints if "503" not in m] == []
    assert [u for u in requests if not u.startswith((address.split("/#")[0], "data:", "blob:"))] == []
    tab.close()


def test_workbench__writes_checks_undoes_and_tells_what_changed(opened):
    """The faults are the server's own; the form writes one line; undo takes it back; two versions are told in words."""
    tab, file = opened
    tab.locator(".prob", has_text="No fault").wait_for()
    tab.locator(".cm-content").click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type("horizn_days: 90\n")
    tab.locator(".err", has_text="horizn_days").wait_for()
    tab.locator(".err button").first.click()
    tab.locator(".err", has_text="horizn_days").wait_for(state="detached")
    for _ in range(60):  # typed steps alone: how many they are depends on the time between the keys
        if tab.locator(".proj small").inner_text() == "saved":
            break
        tab.keyboard.press("Control+z")
        tab.wait_for_timeout(50)
    tab.locator(".proj small", has_text=SAVED).wait_for()
    assert file.read_text(encoding="utf-8") == SMALL

    tab.get_by_role("button", name="Form", exact=True).click()
    tab.locator(".sections summary", has_text="Outside powers").click()
    tab.locator(".sections nav button", has_text="Eastern Empire").click()
    tab.get_by_role("slider", name="Tie with Northland").first.press("ArrowLeft")
    tab.locator(".field small", has_text="0.58. own").wait_for()
    tab.locator(".proj small", has_text=SAVED).wait_for()
    written = [(a, b) for a, b in zip(SMALL.splitlines(), file.read_text(encoding="utf-8").splitlines(), strict=True) if a != b]
    assert written == [("    tie_A: {v: 0.6, source: own}", "    tie_A: {v: 0.58, source: own}")]

    tab.locator("#tree").focus()
    tab.keyboard.press("Control+z")
    tab.locator(".field small", has_text="0.6. own").first.wait_for()
    assert file.read_text(encoding="utf-8") == SMALL


def test_workbench__tries_out_numbers_and_keeps_them_as_a_patch(opened):
    """A slider and a reason become a patch file that the server can read; the scenario itself stays."""
    tab, file = opened
    tab.get_by_role("tab", name="What-if").click()
    tab.get_by_role("slider", name="Will to fight: Northland").press("ArrowLeft")
    tab.get_by_role("textbox", name="Reason for Will to fight: Northland").fill("a harder winter")
    tab.get_by_role("textbox", name="Reason for Will to fight: Northland").blur()
    tab.get_by_role("textbox", name="Name of the patch").fill("winter")
    tab.get_by_role("button", name="Save patch").click()
    tab.locator(".tree").get_by_role("button", name="winter").wait_for()
    text = (file.parent / "winter.yaml").read_text(encoding="utf-8")

    assert "format: multipolar-patch/1" in text
    assert "a harder winter" in text
    assert "belligerents.A.will" in text
    assert file.read_text(encoding="utf-8") == SMALL
