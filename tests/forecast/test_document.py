"""The forecast document keeps its contract."""

from __future__ import annotations

import json

import numpy as np
import pytest

from invented import population, sample
from multipolar.codes import ARRANGEMENTS, ENDINGS
from multipolar.errors import RunError
from multipolar.forecast.document import count_sample, ending_sentence, forecast_document, stamp_of


@pytest.fixture(scope="module")
def document():
    return forecast_document(sample())


def test_document__has_the_keys_of_the_contract(document):
    """What other programs read stands where the contract says."""
    assert document["schema"] == "multipolar-forecast/1"
    assert list(document["endings"]) == list(ENDINGS)
    assert all({"p", "low", "high"} <= set(e) for e in document["endings"].values())
    assert {"q05", "q25", "q50", "q75", "q95", "p_over_180"} <= set(document["length_days"])
    assert {"out", "armed", "direct", "newly_direct"} <= set(document["powers"]["RUS"])
    assert set(document["arrangement"]) == set(ARRANGEMENTS)
    assert set(document["deaths"]) == {"A", "B"}
    assert "q50" in document["changed_share"]
    assert "none" in document["brokers"]
    assert 0.0 <= document["low_at_end"] <= document["endings"]["ongoing_180"]["p"]
    for q in document["questions"].values():
        assert q["outside"] in {True, False}
        assert "p" in q or "quantiles" in q or "options" in q


def test_document__has_the_keys_the_page_reads(document):
    """The page finds everything it shows."""
    wanted = {
        "title", "scenario", "as_of", "round_start", "horizon_days", "sides", "power_actions", "designs", "displaced",
        "money", "lifelines", "area", "uncertainty", "calibration", "assumptions", "limits", "quality",
        "mechanisms_off", "sources", "unsourced",
    }  # fmt: skip

    assert wanted <= set(document)
    assert set(document["uncertainty"]["parameter_share"]) == {"ending", "length", "area", "deaths"}


def test_document__probabilities_add_up(document):
    """Endings and arrangements are exhaustive; levels of each power too."""
    assert sum(e["p"] for e in document["endings"].values()) == pytest.approx(1.0, abs=1e-4)
    assert sum(document["arrangement"].values()) == pytest.approx(1.0, abs=1e-4)
    for power in document["powers"].values():
        assert power["out"] + power["armed"] + power["direct"] == pytest.approx(1.0, abs=1e-4)


def test_document__is_plain_json_and_its_stamp_knows_every_byte(document):
    """Nothing but plain values; another number gives another stamp."""
    again = json.loads(json.dumps(document, allow_nan=False))
    changed = again | {"members": 999}

    assert stamp_of(again) == stamp_of(document) != stamp_of(changed)


def test_document__does_not_depend_on_chunks():
    """One part or many, the document is the same."""
    one = sample(600)
    many = count_sample(
        one.scenario, one.model, iter([population()[:100], population()[100:450], population()[450:600]]),
        members=one.members, twins=one.twins, seed=7, facts=one.facts,
    )  # fmt: skip

    assert forecast_document(many) == forecast_document(one)


def test_document__a_course_without_a_number_is_refused():
    """Not-a-number never becomes a forecast."""
    out = population()[:300].copy()
    out["displaced"][5] = np.nan
    base = sample(300)
    broken = count_sample(base.scenario, base.model, iter([out]), members=np.arange(300), twins=base.twins, seed=7)

    with pytest.raises(RunError, match="1 of 300 courses"):
        forecast_document(broken)


def test_ending_sentence__leaves_letters_inside_names_alone():
    """A side whose own name holds A or B is named once, not twice."""
    said = ending_sentence("knockout_A", {"A": {"name": "Group A"}, "B": {"name": "Corps B of A"}})
    assert said.startswith("Corps B of A's force ")
    assert "Group Group" not in said
    assert "Corps Corps" not in said


def test_ending_sentence__speaks_of_the_sides_by_name():
    """Readers see names, not letters."""
    said = ending_sentence("ceasefire_gains_A", {"A": {"name": "Aland"}, "B": {"name": "Borland"}})

    assert said.startswith("Fighting stops with Aland holding")
    assert "Borland still in the field" in said


def test_document__acts_of_powers_rise_by_day_to_what_ever_happens(document):
    """Shares by day never fall, and by the last day of the forecast they are the share of ever."""
    acts = [act for options in document["power_actions"].values() for act in options.values()]
    assert acts
    for act in acts:
        shares = list(act["by_day"].values())
        assert list(act["by_day"]) == ["14", "30", "60", "180"]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(act["p"], abs=1e-6)
    assert any(power["entry_by_day"]["180"] > 0.0 for power in document["powers"].values())
