"""Tests may share a resolved war, and never one that another test has had a hand in."""

from __future__ import annotations

import os

import pytest

import remembered_wars
from multipolar.engine import ensemble
from multipolar.session import kept_wars, run_files, war
from multipolar.session.war import Recipe, load_war

RECIPE = Recipe("abkhazia_1993")


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """Begin with nothing remembered, and with a folder for what must not be written."""
    monkeypatch.setenv("MULTIPOLAR_CACHE_DIR", str(tmp_path))
    before = dict(kept_wars._memory)
    kept_wars._memory.clear()
    yield kept_wars._memory
    kept_wars._memory.clear()
    kept_wars._memory.update(before)


def test_remember__a_war_is_made_once_and_every_test_has_its_own_copy(memory, tmp_path):
    """What one test writes into its war no other finds, and no file is written."""
    first = load_war(RECIPE)
    (entry,) = memory.values()
    days = int(first.model.sc["horizon"][0])
    first.model.sc["horizon"] = 1
    second = load_war(RECIPE)

    assert days > 1
    assert [value is entry for value in memory.values()] == [True]
    assert second is not first
    assert int(second.model.sc["horizon"][0]) == days
    assert list(tmp_path.rglob("*.war")) == []


def test_remember__what_a_test_has_changed_is_neither_kept_nor_taken(memory):
    """With other priors the war is another one; afterwards it is what it was."""
    plain = load_war(RECIPE).scenario.digest
    kept = dict(memory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(war, "with_learned_priors", lambda document, **_: document.model_copy(update={"title": "mine"}))
        other = load_war(RECIPE)
        assert dict(memory) == kept

    assert other.scenario.document.title == "mine"
    assert load_war(RECIPE).scenario.digest == plain


@pytest.mark.parametrize("target", [ensemble, run_files, kept_wars, war, Recipe, os, {}])
def test_replaced__tells_what_makes_wars_from_what_stands_above(target):
    """Only packages above those that make wars are let through, and the environment; anything unknown counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        assert not remembered_wars.replaced()
        if isinstance(target, dict):
            patch.setitem(target, "x", 1)
        else:
            patch.setattr(target, "extra", 1, raising=False)
        assert remembered_wars.replaced() == (target not in (ensemble, run_files))
    assert not remembered_wars.replaced()
