"""What the page carries beside the courses."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.payload import page_document, shown


def test_page_document__is_plain_json_with_a_map():
    """The document survives strict JSON and has a cell for every sector even without a drawn map."""
    inp = invented_war(30)
    document = json.loads(json.dumps(page_document(inp), allow_nan=False))

    assert document["schema"] == "multipolar-page/2"
    assert set(document["map"]["cells"]) == {s["id"] for s in inp.scenario["sectors"]}


def test_shown__makes_every_text_of_a_document_harmless():
    """Controls of direction are visible signs, wherever a name stands; numbers and lists stay what they are."""
    assert shown({"a\u202e": ["x\u2066", 1, None, {"b": "\x1b[2J"}]}) == {"a\ufffd": ["x\ufffd", 1, None, {"b": "\u241b[2J"}]}


def test_page_document__keeps_scores_out_of_the_forecast():
    """What is saved as the forecast is the stamped one; scores came later."""
    assert "scores" not in page_document(invented_war(30))["forecast"]


def test_page_document__holds_the_views_that_were_lived():
    """The range of every ending over the views is drawn from them; a run without any has none."""
    inp = invented_war(60)

    assert [view["id"] for view in page_document(inp)["views"]] == ["default", "night_raid"]
    assert page_document(replace(inp, turning={}))["views"] is None
