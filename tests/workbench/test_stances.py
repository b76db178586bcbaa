"""Claims as switches."""

from __future__ import annotations

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.files import library_dir
from multipolar.workbench.stances import claims_document
from workbench_stage import SMALL


def test_claims__what_each_moves_and_what_speaks_against_it():
    """As the file has them by default; bundles beside."""
    found = claims_document(SMALL, "x.yaml")
    rows = {row["id"]: row for row in found["claims"]}
    assert (rows["drones_decide"]["on"], rows["patience"]["strength"]) == (True, 0.5)
    assert rows["drones_decide"]["what"] == "Moves armed drones (Northland) from × 0.10 to × 1.0."
    assert [row["id"] for row in found["bundles"]] == ["no_drones"]
    text = (library_dir("templates") / "siege.yaml").read_text(encoding="utf-8")
    siege = claims_document(text, "x.yaml")
    pair = siege["rivals"][0]
    row = next(row for row in siege["claims"] if row["id"] == pair["first"][0])
    assert set(pair["second"]) <= set(row["rival"])


def test_claims__a_faulty_text_is_refused_with_its_faults():
    """Nothing is guessed."""
    with pytest.raises(ScenarioError, match="strat"):
        claims_document(SMALL.replace("phase: start", "phase: strat"), "x.yaml")
