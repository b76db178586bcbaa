"""`multipolar backtest`."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.engine import warm
from multipolar.errors import DataError
from multipolar.forecast.outcome import Stamp
from multipolar.session.run_files import Order
from multipolar.studies.backtest import StampedForecast, document_of
from multipolar.studies.backtest_packs import Entry
from past_wars import many, skilled


def document(n: int = 6):
    """Return the document of a back-test of invented wars."""
    from multipolar.studies import backtest as past

    wars = many(n)
    stamp = Stamp("ab", "now")
    told = [
        StampedForecast(Entry(w), {"endings": {k.truth.ending: {"p": 0.4}}}, skilled(k), k.facts, stamp) for w, k in wars.items()
    ]
    truth, past.truth_of = past.truth_of, lambda outcome, facts: wars[facts.id].truth
    try:
        return document_of(told, dict.fromkeys(wars), Order(50, 3))
    finally:
        past.truth_of = truth


@pytest.fixture
def stage(monkeypatch, tmp_path):
    calls = fake_api(monkeypatch, tmp_path)
    monkeypatch.setattr(warm, "is_warm", lambda *a: True)
    give(monkeypatch, calls, "backtest", SimpleNamespace(document=document(), complete=True, missing=[], refused={}))
    return calls


def test_backtest__options_arrive(capsys, stage, tmp_path):
    """Wars, packs, members, seed, folder and threads reach the verb."""
    said = call(capsys, "backtest", "a", "b", "--packs", str(tmp_path), "--members", "50", "--seed", "3", "--out", "o", "--quiet")
    given, named = stage["backtest"]

    assert said.status == 0
    assert given == ("a", "b")
    assert (named["packs"], named["members"], named["seed"], str(named["out"]), named["threads"]) == (tmp_path, 50, 3, "o", 2)


def test_backtest__json_is_the_document(capsys, stage):
    """One document on stdout."""
    assert call(capsys, "backtest", "--json").document["schema"] == "multipolar-backtest/1"


def test_backtest__interrupted_says_how_to_go_on(capsys, monkeypatch, stage):
    """Status 130, what is missing, and the folder that holds the rest."""
    give(monkeypatch, stage, "backtest", SimpleNamespace(document=document(), complete=False, missing=["z"], refused={}))
    said = call(capsys, "backtest", "--out", "kept")

    assert said.status == 130
    assert "not scored: z; to go on: the same command with --out kept" in said.err
    assert "nothing was kept" in call(capsys, "backtest").err


def test_backtest__a_faulty_pack_is_an_error(capsys, monkeypatch, stage):
    """What the facts told too much stands on stderr, nothing on stdout."""

    def refuse(*wars, **how):
        raise DataError("x.facts.yaml: a file of facts may not tell what happened")

    from multipolar import api

    monkeypatch.setattr(api, "backtest", refuse)
    said = call(capsys, "backtest")

    assert said.status != 0
    assert (said.out, "may not tell" in said.err) == ("", True)


def test_backtest__a_faulty_outcome_file_is_told_and_ends_with_status_3(stage, capsys, monkeypatch):
    """The other wars are printed; the faults of the one stand on stderr with its name."""
    refused = {"q": "q.outcome.yaml: 1 problem"}
    give(monkeypatch, stage, "backtest", SimpleNamespace(document=document(), complete=True, missing=[], refused=refused))
    said = call(capsys, "backtest")
    assert (said.status, "Back-test" in said.out) == (3, True)
    assert "q is not scored, its outcome file has faults" in said.err
    assert "q.outcome.yaml: 1 problem" in said.err
