"""The register: all claims and numbers, unsourced first, with the counts that the forecast gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.synthetic import invented_war

from multipolar.report import register as r
from multipolar.session.war import Recipe, load_war


@pytest.fixture(scope="module", params=["karabakh_2020", "libya_2019"])
def war(request):
    """Return a war of the library."""
    return load_war(Recipe(request.param))


def test_numbers_in__are_all_there_and_counted_as_the_forecast_counts_them(war):
    """What the file writes is as many as the forecast says; what names no source and is no judgement too."""
    rows = r.numbers_in(war.scenario)
    written = [row for row in rows if row["rests"] != r.DEFAULT]

    assert len(written) == war.scenario.written
    assert sum(row["rests"] == "no source" for row in written) == len(war.scenario.unsourced)


def test_numbers_in__what_rests_on_nothing_comes_first(war):
    """Then judgement, memory, one source, good ones; last what the file leaves to the model."""
    order = [r.LEAST_SURE.index(row["rests"]) for row in r.numbers_in(war.scenario)]

    assert order == sorted(order)


def test_claims_table__every_claim_says_what_it_does_in_words(war):
    """Measured effects where claims are drawn, the numbers moved else; kinds are words."""
    claims = [
        {"claim": c.id, "text": c.text, "kind": c.kind, "strength": 1.0, "effect_sentence": "Moves tie[X,Y] from 0 to 1."}
        for c in war.scenario.document.claims
    ]
    inp = invented_war(40)
    inp = replace(inp, forecast={**inp.forecast, "assumptions": claims}, backing={"effects": r.effects_in(war.scenario)})
    rows = r.claims_table(inp).rows

    assert len(rows) == len(claims)
    assert all(row[4] and "[" not in row[4] for row in rows)
    assert {row[2] for row in rows} <= set(r.KINDS.values())


def test_what_it_does__a_drawn_claim_is_told_as_measured():
    """First what it did in this run, then what it moves."""
    claim = {"claim": "C1", "drawn": True, "effect_sentence": "Drawn: frozen 40 % where it holds."}

    assert r.what_it_does(claim, {"C1": "Moves a tie."}, invented_war(40).forecast).endswith("where it holds. Moves a tie.")


NUMBERS = [
    {"what": "Aland: will to fight", "value": "0.5", "unit": "", "source": "", "note": "a guess", "rests": "no source"},
    {"what": "Aland: tanks", "value": "20", "unit": "pieces", "source": "B A", "note": "", "rests": "a good source"},
    {"what": "Aland: guns", "value": "0", "unit": "pieces", "source": "", "note": "", "rests": r.DEFAULT},
]
SOURCES = [
    {"key": "A", "text": "An almanac", "grade": "B", "seen": True, "numbers": 1},
    {"key": "B", "text": "A book", "grade": "C", "seen": False, "numbers": 2},
]


def test_register_html__counts_what_it_holds_and_names_sources_by_their_place():
    """Sources are numbered as in the bibliography; a note stands where none is named."""
    inp = replace(invented_war(40), backing={"numbers": NUMBERS, "sources": SOURCES})
    html = r.register_html(inp)

    assert "2 claims and 2 numbers of the scenario. 1 of these 2 rest on judgement or name no source; 1 more are the model" in html
    assert [row[3] for row in r.numbers_table(inp).rows] == ["a guess", "[2], [1]", ""]
    assert '<div id="search"></div>' in html
    assert r.register_html(replace(inp, forecast={}, backing={})) == ""
