"""What past wars teach, tried on invented courses: each war is told by the others, and nothing but the courses speaks."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from invented import population
from invented import war as flagship
from multipolar.codes import ENDINGS
from multipolar.forecast.pool import best_weight
from multipolar.forecast.war import facts_in
from multipolar.inference.shared import from_scale
from multipolar.inference.taught import priors_from
from multipolar.scenario.calibrated import calibration
from multipolar.scenario.quantity import Quantity
from multipolar.studies import calibrate_wars as cw
from multipolar.studies.backtest_packs import Entry
from past_wars import many, perfect, skilled

TEMPO = "tempo"
FEW = ("learning_rate", TEMPO, "side_collapse")
"""With few parameters two thousand courses are enough to tell them apart; with many, noise would pass for teaching."""


def elsewhere(year: int):
    """Return the flagship's ground far away, another place every year, so that no war is taken for another."""
    theatre = flagship().scenario.document.theatre
    sectors = [s.model_copy(update={"lat": s.lat - 60.0 + (year - 2000) * 5.0}) for s in theatre.sectors]
    return theatre.model_copy(update={"sectors": sectors})


def past(name: str, length: float = 60.0, year: int = 2000) -> cw.Past:
    """Return a finished war with the flagship's records, another id, year and length; nothing else is known of its end."""
    base = flagship()
    day = dt.date(year, 1, 1)
    document = base.scenario.document.model_copy(update={"id": name, "as_of": day, "round_start": day, "theatre": elsewhere(year)})
    war = replace(base, scenario=replace(base.scenario, document=document))
    blank = next(iter(many(1).values())).truth
    truth = replace(blank, ending=None, endings={}, length=length, levels={}, newly={}, brokers=None, arrangement=None,
                    changed=None, deaths={}, ended=f"{year}-06-30")  # fmt: skip
    return cw.Past(war, truth)


def fake_courses(war, parameters, z, *, seed):
    """Return invented outcomes whose length falls with the tempo alone: 30 days e^(-z/2)."""
    del war, seed
    column = int(np.flatnonzero(cw.columns_of(parameters) == [p.name for p in parameters].index(TEMPO))[0])
    out = population()[: len(z)].copy()
    out["length_days"] = np.clip(30.0 * np.exp(-0.5 * z[:, column]), 1.0, 170.0)
    return out


def taught_by(monkeypatch, lengths) -> cw.Taught:
    """Return what wars of these lengths teach."""
    monkeypatch.setattr(cw, "live_once", fake_courses)
    monkeypatch.setattr(cw, "LEARNED", FEW)
    wars = [past(f"w{i}", length, 2000 + 2 * i) for i, length in enumerate(lengths)]
    return cw.calibrate(wars, members=2000, seed=5)


def test_shared_parameters__hold_mean_and_spread_of_the_priors_on_their_scales():
    """Every learned name is in the register; a parameter of each side has two draws and one shift."""
    parameters = cw.shared_parameters()

    assert tuple(p.name for p in parameters) == cw.LEARNED
    assert {p.draws for p in parameters} == {1, 2}
    assert all(p.sd > 0 for p in parameters)
    columns = cw.columns_of(parameters)
    assert [int((columns == i).sum()) for i in range(len(parameters))] == [p.draws for p in parameters]


def test_live_once__puts_parameters_where_z_says(monkeypatch):
    """At z = 0 every member has the prior's middle, one spread on it has moved by one spread; all else is drawn as ever."""
    seen = []
    monkeypatch.setattr(cw, "simulate_chunk", lambda sc, params, seed, first, out, series, *, capacity: seen.append(params.copy()))
    parameters = cw.shared_parameters()
    z = np.zeros((3, len(cw.columns_of(parameters))))
    z[2] = 1.0
    cw.live_once(flagship(), parameters, z, seed=3)

    for p in parameters:
        value = np.asarray(seen[0][p.name])
        for member, spreads in ((0, 0.0), (2, 1.0)):
            wanted = float(from_scale(np.array(p.mean + spreads * p.sd), p.scale))
            assert np.atleast_1d(value[member]) == pytest.approx([wanted] * p.draws, rel=1e-6)
    assert len(set(seen[0]["men"][:, 0])) == 3


def test_observations__courses_that_end_like_the_war_meet_it_best():
    """The right ending, level, length, toll and share each raise their row; every row is above nothing."""
    war = flagship()
    powers = war.model.labels.powers
    out = population()[:400].copy()
    truth = replace(
        past("x", 30.0).truth, endings={"knockout_A": 0.75, "ceasefire_gains_A": 0.25}, levels={powers[0]: {"direct": 1.0}},
        deaths={"B": 900.0}, changed=0.3,
    )  # fmt: skip
    told, weight = cw.observations(war, truth, out)

    assert told.shape == (6, 400)
    assert weight == pytest.approx([0.75, 0.25, 1.0, 0.35, 0.4, 0.4])
    assert told.min() > 0.0
    right = [
        out["label"] == list(ENDINGS).index("knockout_A"), out["label"] == list(ENDINGS).index("ceasefire_gains_A"),
        np.abs(np.log1p(out["length_days"]) - np.log(31)) < 0.2, out["level"][:, 0] == 2,
        np.abs(np.log10(1 + out["deaths"][:, 1]) - np.log10(901)) < 0.1, np.abs(out["changed_share"] - 0.3) < 0.03,
    ]  # fmt: skip
    for row, good in zip(told, right, strict=True):
        assert row[good].min() > row[~good].max() - 1e-12 or row[good].mean() > 2 * row[~good].mean()


def test_observations__a_war_that_outlasts_the_horizon_is_met_by_courses_that_do():
    """Then the day does not matter, only that it went on."""
    out = population()[:400].copy()
    told, _ = cw.observations(flagship(), past("x", 180.0).truth, out)
    on = out["length_days"] >= 179.0

    assert on.any()
    assert set(np.round(told[0][on], 6)) == {0.98}
    assert set(np.round(told[0][~on], 6)) == {0.01}


def test_said_of__counts_courses_by_their_weight():
    """All weight on one course says what that course did; even weights say what was counted."""
    war, out = flagship(), population()[:400]
    one = np.zeros(400)
    one[7] = 1.0
    said = cw.said_of(war, out, one, count=50)
    even = cw.said_of(war, out, np.full(400, 1 / 400), count=400)

    assert said.endings[list(ENDINGS)[int(out["label"][7])]] == 1.0
    assert set(said.length) == {out["length_days"][7]}
    assert even.endings["knockout_A"] == pytest.approx((out["label"] == 0).mean())
    assert sum(even.levels["RUS"].values()) == pytest.approx(1.0)


def test_calibrate__learns_what_the_lengths_say_and_nothing_else(monkeypatch):
    """Wars that lasted twice as long as the prior's middle speak for a slower tempo; parameters without a voice stay."""
    monkeypatch.setattr(cw, "SHIFT_SD", 1.0)
    taught = taught_by(monkeypatch, (60.0, 60.0, 55.0, 65.0))
    mean, sd = taught.shifts()
    tempo = [p.name for p in taught.parameters].index(TEMPO)
    others = np.delete(mean, tempo)

    assert mean[tempo] == pytest.approx(-1.0, abs=0.4)
    assert sd[tempo] < 0.8
    assert np.abs(others).max() < 0.3


def test_calibrate__a_war_that_does_not_teach_has_no_say(monkeypatch):
    """The odd war among four moves what all teach, and not at all what the three before it teach."""
    monkeypatch.setattr(cw, "SHIFT_SD", 1.0)
    odd, plain = (taught_by(monkeypatch, (60.0, 60.0, 60.0, last)) for last in (25.0, 60.0))
    tempo = [p.name for p in odd.parameters].index(TEMPO)
    before = ["w0", "w1", "w2"]

    assert odd.shifts()[0][tempo] > plain.shifts()[0][tempo] + 0.15
    assert odd.shifts(before)[0][tempo] == pytest.approx(plain.shifts(before)[0][tempo], abs=0.1)
    assert [[k.facts.id for k in others] for others in odd.teachers()] == [[], ["w0"], ["w0", "w1"], before]
    assert [k.facts.id for k in odd.teachers(dated=False)[0]] == ["w1", "w2", "w3"]
    assert len(cw.left_out_forecasts(plain, plain.teachers())) == 4


def test_calibrate__what_is_put_together_is_what_sampling_finds(monkeypatch):
    """The sum of the quadratics lies within the sampler's own noise of the tempered posterior of all wars."""
    monkeypatch.setattr(cw, "SHIFT_SD", 0.5)
    taught = taught_by(monkeypatch, (60.0, 40.0, 55.0, 65.0))
    mean, sd = taught.shifts()
    sampled = cw.summary_without(taught.learned, None)

    assert mean == pytest.approx(sampled[0], abs=0.1)
    assert sd == pytest.approx(sampled[1], abs=0.1)
    assert max(taught.missed) < 0.3


def test_calibrate__needs_three_wars():
    """One is left out, and of one nothing is learned."""
    with pytest.raises(ValueError, match="found 2 wars"):
        cw.calibrate([past("a"), past("b")])


def test_document__holds_what_forecasts_read(monkeypatch):
    """What each war says, scores of the pool by weight, facts and ends; plain values, priors that can be read."""
    taught = taught_by(monkeypatch, (60.0, 40.0, 80.0, 50.0))
    found = cw.document(taught, made={"command": "test"})

    assert (found["schema"], found["kind"]) == ("multipolar-calibration/1", "wars")
    assert set(found["says"]) == set(found["data"]["wars"]) == {"w0", "w1", "w2", "w3"}
    assert set(found["register"]) == set(found["shifts"]) == set(found["parameters"]) == set(FEW)
    assert all(Quantity.model_validate({"v": row["prior"]}) for row in found["register"].values())
    assert priors_from(found, ["w0", "w1", "w2", "w3"]) == {name: row["prior"] for name, row in found["register"].items()}
    assert [row["facts"]["id"] for row in found["known"]] == ["w0", "w1", "w2", "w3"]
    assert found["known"][0]["truth"]["ended"] == "2000-06-30"
    assert found["known"][0]["facts"]["identity"]["started"] == "2000-01-01"
    assert {war for rows in found["pool"].values() for war in rows} == {"w3"}
    assert set(found["scores"]) == set(found["hindsight"]) == {"counted", "forecast", "pooled", "base_rates"}
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_pool_scores__a_perfect_model_is_best_alone_and_a_blind_one_is_not():
    """The best weight of a forecaster who knows is one, of one who is sure and wrong little."""
    known = list(many(8).values())
    teachers = [known[:i] for i in range(len(known))]
    best = cw.pool_scores([perfect(k) for k in known], known, teachers)
    blind = cw.pool_scores([perfect(known[(i + 1) % len(known)]) for i in range(len(known))], known, teachers)

    assert list(best["endings"]) == [k.facts.id for k in known[3:]]
    assert best_weight(list(best["endings"].values())) == best_weight(list(best["changed"].values())) == 0.75
    assert best_weight(list(blind["endings"].values())) < 0.5
    assert best_weight(list(blind["changed"].values())) < 0.65


def test_pool_scores__where_nobody_knows_the_truth_there_is_no_score():
    """A measure that is silent leaves empty places, not numbers."""
    known = list(many(5).values())
    said = [skilled(k) for k in known]
    known[4] = replace(known[4], truth=replace(known[4].truth, changed=None))
    found = cw.pool_scores(said, known, [known[:i] for i in range(len(known))])

    assert set(found["changed"]["w04"]) == {None}
    assert None not in found["changed"]["w03"]


def test_known__of_the_library_stand_in_the_stored_calibration():
    """Facts and end of every war that taught are kept beside what it says."""
    known = calibration("wars")["known"]

    assert [row["facts"]["id"] for row in known] == list(calibration("wars")["says"])
    assert all(set(row) == {"facts", "truth"} for row in known)


def test_past_wars__leave_the_flagship_out_and_learn_nothing_from_what_was_learned(monkeypatch):
    """The flagship is forecast from inside; the wars are loaded with the priors as they were before any learning."""
    asked = {}

    def load_war(recipe, *, learned):
        asked[recipe.source] = learned
        return past(recipe.source).war

    monkeypatch.setattr(cw, "library_entries", lambda: {name: Entry(name) for name in ("one", cw.FLAGSHIP, "two")})
    monkeypatch.setattr(cw, "load_war", load_war)
    monkeypatch.setattr(cw, "past_outcome", lambda name, path, names: SimpleNamespace(name=name))
    monkeypatch.setattr(cw, "truth_of", lambda outcome, facts: (outcome.name, facts.id))

    assert [p.truth for p in cw.past_wars()] == [("one", "one"), ("two", "two")]
    assert asked == {"one": False, "two": False}
    assert facts_in(past("one").war.scenario).id == "one"
