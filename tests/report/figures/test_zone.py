"""The zone of agreement by day."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.zone import ZONE

INP = replace(invented_war(60), asked=asked_documents())


def test_zone__when_most_could_be_signed_and_when_the_bounds_cross():
    """The best day, and the first on which the one wants less than the other leaves."""
    said = ZONE.finding(INP)
    assert said.startswith("Most could be signed on day 30: a design that both sides sign and no power stops, in 48 %")
    assert "from day 30 on Aland wants less than Borland would leave" in said
    table = ZONE.table(INP)
    assert table.head[2:4] == ("Aland wants", "Borland leaves")
    assert table.rows[0] == ("10", "90 %", "35 % (30–40)", "30 % (20–40)", "20 %", "20 %", "10 %", "40 %")
    assert [row["p"] for row in ZONE.data(INP)["rows"]] == [0.2, 0.48, 0.3]


def test_zone__without_any_deal_who_is_furthest_off():
    """Never a zone: that is said, and who refuses most."""
    found = INP.asked["settlement"]
    zone = [{**row, "p": 0.0, "need": {"of": "AAA", "quartiles": [0.5, 0.6, 0.7]}} for row in found["zone"]]
    said = ZONE.finding(replace(INP, asked={"settlement": {**found, "zone": zone}}))
    assert said.startswith(
        "On no day could a design be signed; furthest off is Borland, which on day 60 refuses all of them in 40 %."
    )
    some = [{**row, "p": 0.1} for row in zone]
    assert "on no day looked at does Aland want less" in ZONE.finding(replace(INP, asked={"settlement": {**found, "zone": some}}))
    inp = replace(INP, asked={})
    assert (ZONE.caption(inp), ZONE.table(inp).rows, ZONE.finding(inp), ZONE.data(inp)) == ("", (), "", None)
