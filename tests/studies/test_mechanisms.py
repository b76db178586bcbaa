"""Each mechanism switched off."""

from __future__ import annotations

import pytest

from multipolar.codes import ENDINGS
from multipolar.errors import ArgumentError
from multipolar.session.war import Recipe, load_war
from multipolar.studies.mechanisms import EXTRA, markdown, study_mechanisms

FLAGSHIP = Recipe("karabakh_2020")


def test_study_mechanisms__tells_each_against_the_war_as_it_is():
    """Endings and quantities have differences with errors; the table has a line per mechanism."""
    found = study_mechanisms(FLAGSHIP, only=["drones", "ambush"], members=40, seed=3)
    table = markdown(found)

    assert list(found["mechanisms"]) == ["drones", "ambush"]
    for row in found["mechanisms"].values():
        assert set(row["endings"]) == set(ENDINGS)
        assert abs(sum(d["difference"] for d in row["endings"].values())) < 4e-6  # seven shares, rounded to six digits
        assert row["silent"] is False
    assert table.count("\n") == 6
    assert "No difference of this table is a finding: too few courses for a verdict: 40" in table


def test_study_mechanisms__an_unknown_one_is_refused():
    """A mechanism misspelt is never taken for one without effect."""
    with pytest.raises(ArgumentError, match="Did you mean 'drones'"):
        study_mechanisms(FLAGSHIP, only=["drons"], members=10)


def test_extra__names_bundles_of_the_flagship():
    """Switches made of claims exist as bundles."""
    bundles = {b.id for b in load_war(FLAGSHIP).scenario.document.bundles}

    assert {how["bundle"] for how in EXTRA.values()} <= bundles
