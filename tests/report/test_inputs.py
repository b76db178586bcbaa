"""The map that a page draws."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.inputs import drawn_geometry, geometry_of


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
