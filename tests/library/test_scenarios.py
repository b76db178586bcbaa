"""The scenarios of the library: which there are, that each checks clean, and that those of packs are the importer's own text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from multipolar.data.pack_read import pack_names
from multipolar.data.pack_scenario import import_pack
from multipolar.forecast.outcome import outcome_names
from multipolar.scenario.check import check
from multipolar.scenario.document import Document
from multipolar.scenario.files import as_of_dates, library_dir, library_names, load
from multipolar.scenario.outcome_keys import OUTCOME_KEYS
from multipolar.scenario.schema import json_schema
from multipolar.session.war import words
from multipolar.studies.backtest_packs import FACTS, OUTCOME, library_entries, pack_entries

ROOT = Path(__file__).parents[2]
PACKS = Path(str(library_dir("packs")))
FLAGSHIP = "karabakh_2020"


def test_packs__have_facts_and_an_outcome_each_and_a_war_of_the_library():
    """They ship with the package, and every war that came from one can be tested back, the flagship as well."""
    named = {kind: {p.name.removesuffix(kind) for p in PACKS.glob(f"*{kind}")} for kind in (FACTS, OUTCOME)}

    assert named[FACTS] == named[OUTCOME] == set(pack_entries(PACKS)) == set(pack_names())
    assert named[FACTS] | {FLAGSHIP} <= set(library_entries())


def test_packs__travel_with_the_wheel():
    """The build takes the whole package and leaves nothing out that is under version control."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert wheel == {"packages": ["src/multipolar"]}
    assert sorted(p.suffix for p in PACKS.iterdir()) == [".md", *[".yaml"] * 32]


def test_outcomes__are_of_wars_of_the_library():
    """What happened is told of wars that can be forecast; a war that still goes on has none."""
    assert set(outcome_names()) == set(library_entries())
    assert set(outcome_names()) <= set(library_names())


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


@pytest.mark.parametrize("name", pack_names())
def test_scenario__of_a_pack_is_the_importers_text(name):
    """No hand has touched it: import-pack makes it from the facts that come with the package."""
    text = (library_dir("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")

    assert text == import_pack(PACKS / f"{name}.facts.yaml").text == import_pack(name).text
