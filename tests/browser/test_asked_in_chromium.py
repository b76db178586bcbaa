"""What was asked of a run besides its forecast, in a real browser: charts with Python's numbers, readable everywhere."""

from __future__ import annotations

import csv

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)

from tests.browser.chromium import AXE  # noqa: E402
from tests.report.synthetic import invented_war  # noqa: E402

from multipolar.report.figures import figures_in  # noqa: E402
from multipolar.report.page import write_report  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
INP = invented_war(400)
FIGURES = [*figures_in("game"), *figures_in("settlement")]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of the report."""
    return write_report(INP, tmp_path_factory.mktemp("asked") / "report.html").as_uri()


def opened(browser, address, *, width=1320, dark=False, script=True):
    """Return the opened report; complaints are collected."""
    tab = browser.new_page(
        viewport={"width": width, "height": 1000}, color_scheme="dark" if dark else "light", java_script_enabled=script
    )  # fmt: skip
    tab.complaints = []
    tab.on("console", lambda m: tab.complaints.append(m.text))
    tab.on("pageerror", lambda e: tab.complaints.append(str(e)))
    tab.goto(address)
    if script:
        tab.locator("html[data-ready=yes]").wait_for(state="attached")
    return tab


def saved(tab, figure):
    """Return the rows of the CSV that a figure saves, heads first."""
    with tab.expect_download() as found:
        tab.locator(f"[data-figure={figure}]").get_by_role("button", name="Save CSV").click()
    with found.value.path().open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def test_charts__save_python_s_numbers(browser, address):
    """Payoffs, gains, bands, the zone and vetoes as the documents have them."""
    tab = opened(browser, address)
    game, terms = INP.asked["powers"], INP.asked["settlement"]
    rows = saved(tab, "game_payoffs")[1:]
    assert {tuple(row[:2]): float(row[2]) for row in rows} == {
        tuple(key.replace("_", " ").split(",")): cells["NOR"]["mean"] for key, cells in game["payoffs"].items()
    }
    assert [float(row[3]) for row in saved(tab, "game_leaving")[1:]] == [row["gain"] for row in game["deviations"]]
    assert sorted(float(row[3]) for row in saved(tab, "game_quantal")[1:]) == sorted(row["p"] for row in game["quantal"])
    zone = saved(tab, "zone")[1:]
    assert [float(row[8]) for row in zone] == [row["p"] for row in terms["zone"]]
    assert [float(row[3]) for row in zone] == [row["need"]["quartiles"][1] for row in terms["zone"]]
    vetoes = saved(tab, "vetoes")
    assert dict(zip(vetoes[0][3:], map(float, vetoes[2][3:]), strict=True)) == {
        "Aland": 0.0, "Borland": 0.7, "Norland": 0.85, "Southia": 0.0,
    }  # fmt: skip
    tab.locator("[data-figure=vetoes] select").select_option("10")
    chosen = saved(tab, "vetoes")
    days = {row["what"]: row["days"][0] for row in terms["designs"]}
    assert chosen[0][1] == "day"
    assert {row[0].removesuffix(" (tried)").removesuffix(" (a pause)"): (int(row[1]), float(row[2])) for row in chosen[1:]} == {
        what: (10, day["signed"]) for what, day in days.items()
    }
    assert tab.complaints == []
    tab.close()


@pytest.mark.parametrize(("width", "dark"), [(1320, False), (1320, True), (390, False)])
def test_sections__are_accessible_and_readable(browser, address, width, dark):
    """No finding of axe in either theme and on a phone; no text under 12 px; nothing wider than the page."""
    tab = opened(browser, address, width=width, dark=dark)
    tab.add_script_tag(path=str(AXE)) if AXE.exists() else pytest.skip("needs web/node_modules (npm ci in web/)")
    found = tab.evaluate("axe.run({include: [['#game'], ['#settlement']]})")
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]] == []
    small = tab.evaluate(
        """() => [...document.querySelectorAll('#game svg text, #settlement svg text')].filter((x) => {
            const svg = x.ownerSVGElement, scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return parseFloat(getComputedStyle(x).fontSize) * scale < 11.9;
        }).map((x) => x.textContent)"""
    )
    assert small == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.complaints == []
    tab.close()


def test_sections__without_a_script_have_every_table(browser, address):
    """Findings, tables and reasons stand in the page itself."""
    tab = opened(browser, address, script=False)
    for figure in FIGURES:
        assert tab.locator(f"[data-figure={figure.id}] table").count() >= 1, figure.id
    assert "worse for Norland than staying" in tab.locator("#game").inner_text()
    assert tab.locator("#game .finding, #settlement .finding").count() == len(FIGURES)
    tab.close()


def test_charts__say_that_conditions_do_not_change_them(browser, address):
    """Under a condition every chart of both sections says over what it is counted, and stays as it was."""
    tab = opened(browser, address)
    text = "() => [...document.querySelectorAll('#game [data-figure], #settlement [data-figure]')].map((x) => x.textContent)"
    before = tab.evaluate(text)
    tab.locator("#bar .chip").first.click()
    after = tab.evaluate(text)
    assert after == before
    assert all("conditions do not change it" in one for one in after)
    tab.close()
