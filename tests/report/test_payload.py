"""What the page carries beside the courses."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.payload import drawn_geometry, geometry_of, page_document, shown


def test_page_document__is_plain_json_with_a_map():
    """The document survives strict JSON and has a cell for every sector even without a drawn map."""
    inp = invented_war(30)
    document = json.loads(json.dumps(page_document(inp), allow_nan=False))

    assert document["schema"] == "multipolar-page/2"
    assert set(document["map"]["cells"]) == {s["id"] for s in inp.scenario["sectors"]}


def test_geometry_of__prefers_the_drawn_map():
    """A geometry file is used as it is."""
    drawn = {"width": 1}

    assert geometry_of(replace(invented_war(20), geometry=drawn)) is drawn
    assert geometry_of(replace(invented_war(20), scenario={"sectors": []})) is None


def test_geometry_of__finds_the_library_s_map_only_where_it_covers_the_scenario():
    """The flagship's drawn map is used for its own sectors; a scenario with other sectors gets plain cells."""
    inp = invented_war(20)
    renamed = replace(inp, forecast={**inp.forecast, "scenario": "karabakh_2020"})
    own = replace(renamed, scenario={"sectors": [{"id": "SHU", "name": "Shusha", "lat": 39.76, "lon": 46.75}]})

    assert geometry_of(own)["countries"]
    assert geometry_of(renamed)["countries"] == []
    assert drawn_geometry("../scenarios/x") is None


def test_shown__makes_every_text_of_a_document_harmless():
    """Controls of direction are visible signs, wherever a name stands; numbers and lists stay what they are."""
    assert shown({"a\u202e": ["x\u2066", 1, None, {"b": "\x1b[2J"}]}) == {"a\ufffd": ["x\ufffd", 1, None, {"b": "\u241b[2J"}]}


def test_page_document__keeps_scores_out_of_the_forecast():
    """What is saved as the forecast is the stamped one; scores came later."""
    assert "scores" not in page_document(invented_war(30))["forecast"]
