"""Settings that something else decides are refused, with what decides and what to do instead."""

from __future__ import annotations

import json

import pytest

from every_key import at_start, running
from multipolar.errors import ScenarioError
from multipolar.model.build import build
from multipolar.session import decided, war
from multipolar.session.war import Recipe, document_of, read, refuse_undone


@pytest.fixture
def file(tmp_path):
    """Write a war into a file and return its path."""

    def written(plain, name="war"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(json.dumps(plain), encoding="utf-8")
        return str(path)

    return written


def refused(source, *settings, claims=()):
    """Return the faults of settings as their messages."""
    recipe = Recipe(source, settings=settings, claims=claims)
    loaded = read(recipe)
    try:
        refuse_undone(recipe, loaded, document_of(loaded))
    except ScenarioError as error:
        return [f"{p.code}: {p.message}. {p.hint}" for p in error.problems]
    return []


def with_value_claim():
    """Return a war in which a claim puts its own value in the place of a number."""
    plain = at_start()
    effect = {"target": "commitment[NOR]", "op": "value", "neutral": 0.2, "claimed": 0.9}
    plain["claims"].append({"id": "K8", "text": "all in", "kind": "MEC", "effects": [effect]})
    return plain


def test_setting__stands_against_a_claim_that_nobody_chose(file):
    """A number that a claim would replace can be set; so can the claim's own number."""
    assert refused(file(with_value_claim()), "belligerents.A.commitment=0.5") == []
    assert refused(file(with_value_claim()), "claims[K8].effects[0].claimed=0.5") == []
    assert refused(file(at_start()), "belligerents.A.commitment=0.5") == []


def test_setting__of_a_report_war_is_decided_by_the_report(file):
    """The share that a map shows is drawn from the map."""
    (said,) = refused(file(running()), "theatre.sectors[MID].share_A=0.6")

    assert "report" in said
    assert refused(file(running()), "reports[map].value=0.6") == []


def test_setting__of_a_pair_or_claim_that_was_chosen_is_refused(file):
    """What was chosen of a claim stands above the file."""
    source = file(at_start())

    assert len(refused(source, "rivals[temper].credence=0.9", claims=("K3=off",))) == 1
    assert len(refused(source, "claims[K1].strength=0.9", claims=("K1=on",))) == 1
    assert refused(source, "rivals[temper].credence=0.9") == []


def test_setting__of_dates_and_of_one_key_twice_is_refused(file):
    """The date is chosen with --as-of; one key has one value."""
    source = file(at_start())

    assert "read before any setting" in refused(source, "as_of_dates={}")[0]
    assert "set twice" in refused(source, "horizon_days=60", "horizon_days=90")[0]


@pytest.mark.parametrize(
    "setting", ["title=Another", "powers[OCC].note=x", "theatre.edges[MID-RIGHT].length=50 km", "horizon_days=90"]
)
def test_setting__of_texts_declared_keys_and_equal_values_is_let_through(file, setting):
    """Texts are read by people, keys that nothing reads yet are told by a note, and a value may be said again."""
    assert refused(file(at_start()), setting) == []


def test_setting__of_what_holds_anyway_or_is_a_label_is_no_fault(file):
    """A default written out changes nothing, and nobody claims it would; kinds and grades are labels."""
    plain = at_start()
    del plain["forces"]["A"]["reserve_share"]

    assert refused(file(plain), "forces.A.reserve_share=0.2") == []
    assert refused(file(plain), "forces.A.reserve_share=20 %") == []
    assert refused(file(plain), "claims[K1].kind=FOR", "theatre.sectors[MID].population.grade=C") == []


def test_war_of__is_built_once_for_itself_and_once_without_the_change(monkeypatch):
    """What is compared with the war before a change is the war that is given back, not another one like it."""
    built = []
    monkeypatch.setattr(war, "build", lambda scenario: built.append(1) or build(scenario))
    monkeypatch.setattr(decided, "build", lambda scenario: built.append(2) or build(scenario))
    recipe = Recipe("karabakh_2020", settings=("forces.A.tanks={v: [400, 450, 500], unit: items}",))
    found = war.war_of(recipe, read(recipe))
    assert sorted(built) == [1, 2]
    assert found.scenario.changes
