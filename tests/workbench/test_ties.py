"""Who leans on whom."""

from __future__ import annotations

import pytest

from multipolar.scenario.files import library_dir, library_names
from multipolar.workbench.ties import ties_document
from workbench_stage import SMALL


def test_ties__every_kind_of_point_and_line():
    """With strength, source and the key that says so."""
    found = ties_document(SMALL, "x.yaml")
    assert {node["kind"] for node in found["nodes"]} == {"side", "power", "treaty", "red_line", "design", "road"}
    links = {(row["from"], row["to"], row["kind"]): row for row in found["links"]}
    assert links["EAST", "NOR", "tie"] | {"claim": None} == {
        "from": "EAST", "to": "NOR", "kind": "tie", "value": 0.6, "key": "powers[EAST].tie_A", "claim": None, "source": ["own"],
        "text": "Eastern Empire stands behind Northland",
    }  # fmt: skip
    assert ("WEST", "treaty:PACT", "party") in links
    assert ("line:south_soil", "NOR", "against") in links
    assert ("WEST", "design:withdrawal", "enforces") in links
    assert any(kind == "lifeline" and to == "SOU" for _, to, kind in links)


@pytest.mark.parametrize("name", library_names())
def test_ties__lines_lead_from_point_to_point(name):
    """Of every scenario of the library; nothing is named that is not drawn."""
    found = ties_document((library_dir("scenarios") / f"{name}.yaml").read_text(encoding="utf-8"), "x.yaml")
    known = {node["id"] for node in found["nodes"]}
    assert len(known) == len(found["nodes"])
    assert all({row["from"], row["to"]} <= known for row in found["links"])
    assert found["links"]
