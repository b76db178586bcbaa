"""Who would stop which design."""

from __future__ import annotations

import copy
from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.vetoes import VETOES

INP = replace(invented_war(60), asked=asked_documents())


def test_vetoes__sides_first_then_powers_by_what_they_stop():
    """A block is marked; who never stops a design has an empty cell; the best design first."""
    table = VETOES.table(INP)
    assert table.head == ("Design", "Best day", "Could be signed", "Aland", "Borland", "Norland", "Southia")
    assert table.rows[0] == ("Norland's guard along the pass (tried)", "30", "48 %", "", "40 %", "", "20 %")
    assert table.rows[1] == ("joint patrols", "30", "24 %", "", "70 %", "✕ 85 %", "")
    assert VETOES.finding(INP).startswith("Signable most often, in 48 % on day 30: Norland's guard along the pass; most in its way")
    assert [cell[0] for cell in VETOES.data(INP)["rows"][1]["cells"]] == [0.0, 0.7, 0.85, 0.0]


def test_vetoes__tells_every_day_and_whoever_stops_a_design_on_any():
    """A power that stops a design on a day that is not its best has a column; the chart has all days."""
    found = copy.deepcopy(INP.asked["settlement"])
    guard = next(one for one in found["designs"] if one["id"] == "guard")
    guard["days"][0]["veto"] = {"BBB": 0.9, "WES": 0.3}
    inp = replace(INP, asked={"settlement": found})
    told = VETOES.data(inp)
    assert told["actors"][:2] == ["Aland", "Borland"]
    assert len(told["actors"]) == 5
    row = told["rows"][0]
    assert [(one["day"], one["signed"]) for one in row["days"]] == [(10, [0.24, "24 %"]), (30, [0.48, "48 %"])]
    assert row["days"][1] == {key: row[key] for key in ("day", "signed", "cells")}
    assert row["days"][0]["cells"][1] == [0.9, "✕ 90 %"]
    assert VETOES.table(inp).rows[0][2] == "48 %"


def test_vetoes__nothing_signable_and_nothing_asked():
    """The first is told."""
    found = INP.asked["settlement"]
    never = {**found, "designs": [one for one in found["designs"] if one["id"] == "truce"]}
    assert VETOES.finding(replace(INP, asked={"settlement": never})).startswith("No design could be signed on its best day")
    inp = replace(INP, asked={})
    assert (VETOES.caption(inp), VETOES.table(inp).rows, VETOES.finding(inp), VETOES.data(inp)) == ("", [], "", None)
