"""The scenarios of the library: which there are, that each checks clean, and that those of packs are the importer's own text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multipolar.data.pack_scenario import import_pack
from multipolar.forecast.outcome import outcome_names
from multipolar.scenario.check import check
from multipolar.scenario.document import Document
from multipolar.scenario.files import as_of_dates, library_dir, library_names, load
from multipolar.scenario.outcome_keys import OUTCOME_KEYS
from multipolar.scenario.schema import json_schema
from multipolar.studies.war import words

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", ROOT.parent / "shared"))
PACKS = SHARED / "design" / "backtests"
FLAGSHIP = "karabakh_2020"


def test_library__has_seventeen_wars_each_with_its_outcome():
    """Sixteen packs and the flagship; all of them can be tested back."""
    assert len(library_names()) == 17
    assert set(library_names()) == set(outcome_names())


@pytest.mark.parametrize("name", library_names())
def test_scenario__checks_clean_at_each_of_its_dates(name):
    """Nothing is found, no key is outside the schema, and nothing of an outcome is told."""
    loaded = load(name)
    assert set(loaded.data) & set(OUTCOME_KEYS) == set()
    assert set(loaded.data) <= set(json_schema()["properties"])
    for date in as_of_dates(loaded):
        found = check(load(name, as_of=date), words())
        assert found.problems == ()
        assert isinstance(found.document, Document)
        assert found.document.id == name


@pytest.mark.skipif(not PACKS.is_dir(), reason="the fact packs of the design are not here")
@pytest.mark.parametrize("name", [n for n in library_names() if n != FLAGSHIP])
def test_scenario__of_a_pack_is_the_importers_text(name):
    """No hand has touched it; python tools/import_packs.py writes it again."""
    text = (library_dir("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")

    assert text == import_pack(PACKS / f"{name}.facts.yaml").text
