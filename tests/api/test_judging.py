"""The verbs for afterwards: scores, frozen forecasts, the ledger, the back-test, claims in hindsight."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from multipolar import api
from multipolar.errors import MultipolarError
from multipolar.session.run import Run


def test_backtest__what_was_asked_for_arrives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wars, members, seed, folder and threads reach the study; an unknown war is named."""
    asked = {}

    def study(wars, order, **how):
        asked.update(wars=[w.id for w in wars], order=order, how=how)

    monkeypatch.setattr("multipolar.studies.backtest.back_test", study)
    api.backtest("karabakh_2020", members=5, seed=3, out=tmp_path, threads=1)

    assert asked["wars"] == ["karabakh_2020"]
    assert (asked["order"].members, asked["order"].seed, asked["order"].out, asked["order"].threads) == (5, 3, tmp_path, 1)
    with pytest.raises(MultipolarError, match="karabakh_2020"):
        api.backtest("karabakh_2021")


def test_ledger__the_old_call_warns_and_gives_the_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For one release: the same words and the same document, and a warning that names the new verb."""
    told = {"schema": "multipolar-ledger/1", "kind": "list", "chain": {}, "forecasts": []}
    monkeypatch.setattr("multipolar.record.ledger.listing", lambda path: told | {"db": str(path)})
    with pytest.warns(DeprecationWarning, match=r"Ledger\(path\)\.list"):
        assert api.ledger("list", db=tmp_path / "l") == told | {"db": str(tmp_path / "l")}
    assert api.Ledger(tmp_path / "l").list().to_json() == told | {"db": str(tmp_path / "l")}
    with pytest.raises(MultipolarError, match=r"path=\.\.\."):
        api.Ledger("")


def test_score__a_frozen_forecast_has_no_days(tmp_path: Path) -> None:
    """Daily data go with a run and with no other table; the reason is told before anything is opened."""
    file = tmp_path / "f.json"
    file.write_text("{}", encoding="utf-8")
    for what, views in ((file, False), (tmp_path, True)):
        with pytest.raises(MultipolarError, match="day by day only a run is scored"):
            api.score(what, data=tmp_path, views=views)


def test_score__stands_beside_uniform(done: Run) -> None:
    """The score names its baselines."""
    score = api.score(done)

    assert score["schema"] == "multipolar-score/1"
    assert "uniform" in json.dumps(score.to_json())


def test_freeze__is_scored_without_its_run(done: Run, tmp_path: Path) -> None:
    """The file gives the scores of the run, goes into the ledger, and holds deaths by month."""
    frozen, path = api.freeze(done, tmp_path / "f.json")
    db = tmp_path / "ledger.sqlite3"

    assert api.score(path) == api.score(done)
    assert api.score(path, views=True) == api.score(done, views=True)
    assert api.Ledger(db).add(path).forecast["sha256"] == frozen["sha256"]
    assert api.Ledger(db).score().scores[0]["means"] == api.score(done).means
    assert api.Ledger(db).calibration().n > 10


def test_post_mortem__tries_the_claims_it_is_told(done: Run) -> None:
    """One claim on and off on the run's members, and the numbers that the outcome pulls."""
    found = api.post_mortem(done, only=["C02"], members=40)

    assert [row["claim"] for row in found["claims"]] == ["C02"]
    assert found["claims"][0]["verdict"] in {"helps", "hurts", "not told", "silent", "too few"}
    assert found["facts"]["numbers"] > 300
