"""Testing back: stamped first, scored afterwards, gone on with after an interruption."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from invented import sample
from multipolar.engine import store as disk
from multipolar.errors import FaultyFileError, FolderError, RunError
from multipolar.forecast.baselines import BASELINES
from multipolar.forecast.document import forecast_document
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.war import facts_of, said_by
from multipolar.forecast.war_score import MEASURES
from multipolar.session.run_files import Order
from multipolar.studies import backtest as past
from multipolar.studies.backtest_packs import Entry

STAMP = Stamp("ab" * 32, "now")
FLAGSHIP = Entry("karabakh_2020")


@pytest.fixture(scope="module")
def counted():
    return sample(400)


def told(counted, name="karabakh_2020"):
    return past.StampedForecast(Entry(name), forecast_document(counted), said_by(counted), facts_of(counted), STAMP)


def test_document__holds_what_the_contract_promises(counted):
    """Forecast and scores by war, the ten means, the same keys per naive forecast, intervals; plain JSON throughout."""
    document = past.document_of([told(counted)], {"karabakh_2020": open_outcome("karabakh_2020", STAMP)}, Order(400, 7))
    war = document["wars"]["karabakh_2020"]

    assert document["schema"] == "multipolar-backtest/1"
    assert set(MEASURES) <= set(document["means"])
    assert set(document["baselines"]) == set(BASELINES)
    assert all(set(row) == set(document["means"]) for row in document["baselines"].values())
    assert all(document["means"][m] is not None for m in MEASURES)
    assert war["scores"]["ending_brier"] == document["means"]["ending_brier"]
    assert war["forecast"]["stamp"] == STAMP.sha256
    assert document["intervals"]["uniform"]["ending_brier"]["verdict"] == "too_few"
    assert json.loads(json.dumps(document, allow_nan=False))["members"] == 400


def test_document__a_war_learns_from_those_that_had_ended_and_hindsight_from_all(counted):
    """Two copies of one war under two ids teach each other nothing; a much later round learns from both; hindsight from all."""
    both = told(counted, "again")
    both = past.StampedForecast(both.entry, both.forecast, both.said, replace(both.facts, id="again"), STAMP)
    after = replace(both.facts, id="later", as_of="2030-01-01", identity=None)
    later = past.StampedForecast(Entry("later"), both.forecast, both.said, after, STAMP)
    outcome = open_outcome("karabakh_2020", STAMP)
    outcomes = dict.fromkeys(("karabakh_2020", "again", "later"), outcome)
    document = past.document_of([told(counted), both, later], outcomes, Order(400, 7))
    rows = {war: one["baselines"] for war, one in document["wars"].items()}

    assert rows["again"]["base_rate"]["ending_brier"] == rows["again"]["uniform"]["ending_brier"]
    assert rows["again"]["base_rate_hindsight"]["length_crps_days"] == 0.0
    assert rows["later"]["base_rate"]["ending_brier"] < rows["later"]["uniform"]["ending_brier"]


def fakes(monkeypatch, counted, *, fail_at=None):
    """Put stand-ins in the place of loading, running and opening; return the order in which they were called."""
    calls = []

    def run(war, order, progress=None):
        if war.id == fail_at:
            raise KeyboardInterrupt
        calls.append(f"run {war.id}")
        store = SimpleNamespace(manifest={}, folder=order.out)
        return SimpleNamespace(
            complete=True, store=store, forecast=forecast_document(counted), sample=counted,
            war=SimpleNamespace(scenario=counted.scenario),
        )  # fmt: skip

    def opened(name, stamp, file, names):
        assert stamp.sha256
        calls.append(f"open {name}")
        return open_outcome("karabakh_2020", stamp)

    monkeypatch.setattr(past, "load_war", lambda recipe: SimpleNamespace(id=recipe.source, scenario=SimpleNamespace(digest="d")))
    monkeypatch.setattr(past, "run_war", run)
    monkeypatch.setattr(past, "stamp_in", lambda store: STAMP)
    monkeypatch.setattr(past, "open_outcome", opened)
    return calls


def test_back_test__no_outcome_is_opened_before_every_forecast_is_stamped(monkeypatch, counted, tmp_path):
    """First all forecasts, then all outcomes."""
    calls = fakes(monkeypatch, counted)
    monkeypatch.setattr(past, "document_of", lambda told, outcomes, order: {"wars": [one.entry.id for one in told]})
    done = past.back_test([Entry("a"), Entry("b")], Order(400, 7, tmp_path))

    assert [call.split()[0] for call in calls] == ["run", "run", "open", "open"]
    assert (done.complete, done.document["wars"]) == (True, ["a", "b"])


def test_back_test__interrupted_it_scores_what_is_done(monkeypatch, counted, tmp_path):
    """Stopped in the second war, the first is scored and the others are named as missing."""
    fakes(monkeypatch, counted, fail_at="b")
    monkeypatch.setattr(past, "document_of", lambda told, outcomes, order: {"wars": [one.entry.id for one in told]})
    notes = []
    done = past.back_test([Entry("a"), Entry("b"), Entry("c")], Order(400, 7, tmp_path), note=notes.append)

    assert (done.complete, done.missing, done.document["wars"]) == (False, ["b", "c"], ["a"])
    assert notes == ["1/3 a", "2/3 b"]
    with pytest.raises(KeyboardInterrupt):
        past.back_test([Entry("b")], Order(400, 7, tmp_path))


def test_back_test__a_faulty_outcome_file_spoils_only_its_war(monkeypatch, counted, tmp_path):
    """The others are scored, the faults are told with their war; if every file is faulty, nothing is scored."""
    fakes(monkeypatch, counted)
    fit = past.open_outcome

    def opened(name, stamp, file, names):
        if file is not None:
            return real_open("karabakh_2020", stamp, file, names)
        return fit(name, stamp, file, names)

    real_open = open_outcome
    bad = tmp_path / "b.outcome.yaml"
    bad.write_text("format: multipolar-outcome/1\nscenario: karabakh_2020\npower_level: {}\n")
    monkeypatch.setattr(past, "open_outcome", opened)
    monkeypatch.setattr(past, "document_of", lambda told, outcomes, order: {"wars": [one.entry.id for one in told]})
    entries = [Entry("a"), Entry("b", outcome=bad)]
    done = past.back_test(entries, Order(400, 7, tmp_path))

    assert (done.document["wars"], list(done.refused), done.complete) == (["a"], ["b"], True)
    assert done.document["refused"]["b"][0]["code"] == "unknown-key"
    with pytest.raises(FaultyFileError, match="power_level"):
        past.back_test(entries[1:], Order(400, 7, tmp_path))


def test_forecast_of__a_pack_is_written_out_and_run(monkeypatch, counted, tmp_path):
    """The scenario made of the facts lies beside the runs, and its warnings are kept."""
    fakes(monkeypatch, counted)
    facts = tmp_path / "a_war.facts.yaml"
    facts.write_text("schema: backtest-facts/1\nid: a_war\n")
    entry = Entry("a_war", facts, tmp_path / "a_war.outcome.yaml")
    made = SimpleNamespace(id="a_war", text="id: a_war\n", warnings=("no guns named",))
    found = past.forecast_of(entry, Order(400, 7, tmp_path / "out"), importer=lambda path: made)

    assert found is not None
    assert found.warnings == ("no guns named",)
    assert (tmp_path / "out" / "scenarios" / "a_war.yaml").read_text() == "id: a_war\n"


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A back-test of the flagship with few living courses."""
    out = tmp_path_factory.mktemp("past")
    return out, past.back_test([FLAGSHIP], Order(40, 11, out))


def test_back_test__goes_on_without_running_what_is_finished(lived, monkeypatch):
    """Asked again with the same folder, no course lives again, the stamp is the old one and the scores are the same."""
    out, done = lived
    monkeypatch.setattr(past, "run_war", lambda *a, **k: pytest.fail("ran again"))
    again = past.back_test([FLAGSHIP], Order(40, 11, out))

    assert again.document == done.document


def test_back_test__a_folder_of_another_back_test_is_refused(lived):
    """Other members, another seed: never mixed."""
    out, _ = lived
    with pytest.raises(RunError, match="members 40"):
        past.back_test([FLAGSHIP], Order(41, 11, out))
    with pytest.raises(RunError, match="seed 11"):
        past.back_test([FLAGSHIP], Order(40, 12, out))


def test_back_test__a_forecast_touched_up_after_its_stamp_is_not_scored(lived, tmp_path):
    """A probability improved by hand after the outcome was known stops the back-test."""
    import shutil

    out, _ = lived
    copy = tmp_path / "copy"
    shutil.copytree(out, copy)
    path = copy / "karabakh_2020" / "forecast.json"
    document = disk.read_json(path)
    document["endings"]["knockout_A"]["p"] = 0.99
    path.write_text(json.dumps(document))

    with pytest.raises(FolderError, match="stamped"):
        past.back_test([FLAGSHIP], Order(40, 11, copy))
