"""What past wars teach, tried on invented courses: each war is told by the others, and nothing but the courses speaks."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from invented import population
from invented import war as flagship
from multipolar.forecast.war import facts_in
from multipolar.inference.shared import from_scale, to_scale
from multipolar.model.ending import ENDINGS
from multipolar.scenario.quantity import Quantity
from multipolar.studies import calibrate_wars as cw
from multipolar.studies.backtest_packs import Entry
from past_wars import many, perfect, skilled

TEMPO = "tempo"
FEW = ("learning_rate", TEMPO, "side_collapse")
"""With few parameters two thousand courses are enough to tell them apart; with many, noise would pass for teaching."""
COARSE = (0.0, 0.25, 0.5, 0.75, 1.0)


def past(name: str, length: float = 60.0) -> cw.Past:
    """Return a finished war with the flagship's records, another id, and a length; nothing else is known of its end."""
    base = flagship()
    document = base.scenario.document.model_copy(update={"id": name})
    war = replace(base, scenario=replace(base.scenario, document=document))
    blank = next(iter(many(1).values())).truth
    truth = replace(blank, ending=None, endings={}, length=length, levels={}, newly={}, brokers=None, arrangement=None,
                    changed=None, deaths={})  # fmt: skip
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
    monkeypatch.setattr(cw, "GRID", COARSE)
    wars = [past(f"w{i}", length) for i, length in enumerate(lengths)]
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
    mean, sd = taught.shifts(None)
    tempo = [p.name for p in taught.parameters].index(TEMPO)
    others = np.delete(mean, tempo)

    assert mean[tempo] == pytest.approx(-1.0, abs=0.4)
    assert sd[tempo] < 0.8
    assert np.abs(others).max() < 0.3


def test_calibrate__a_war_left_out_has_no_say(monkeypatch):
    """The odd war among four moves what all teach, and hardly what the others teach."""
    monkeypatch.setattr(cw, "SHIFT_SD", 1.0)
    odd, plain = (taught_by(monkeypatch, (60.0, 60.0, 60.0, last)) for last in (25.0, 60.0))
    tempo = [p.name for p in odd.parameters].index(TEMPO)
    all_odd, all_plain = odd.shifts(None)[0][tempo], plain.shifts(None)[0][tempo]
    others_odd, others_plain = odd.shifts(3)[0][tempo], plain.shifts(3)[0][tempo]

    assert all_odd > all_plain + 0.15
    assert others_odd < all_odd - 0.1
    assert abs(others_odd - others_plain) < 0.6 * abs(all_odd - all_plain)
    assert len(cw.left_out_forecasts(plain)) == 4


def test_calibrate__needs_three_wars():
    """One is left out, and of one nothing is learned."""
    with pytest.raises(ValueError, match="found 2 wars"):
        cw.calibrate([past("a"), past("b")])


def test_document__holds_what_forecasts_read(monkeypatch):
    """Priors of all wars and without each, weights of the pool, facts and ends; plain values, priors that can be read."""
    taught = taught_by(monkeypatch, (60.0, 40.0, 80.0))
    found = cw.document(taught, made={"command": "test"})

    assert (found["schema"], found["kind"]) == ("multipolar-calibration/1", "wars")
    assert set(found["without"]) == set(found["data"]["wars"]) == {"w0", "w1", "w2"}
    assert set(found["register"]) == set(found["shifts"]) == set(found["without"]["w0"]) == set(FEW)
    assert all(Quantity.model_validate({"v": row["prior"]}) for row in found["register"].values())
    assert [row["facts"]["id"] for row in found["known"]] == ["w0", "w1", "w2"]
    assert set(found["scores"]) >= {"counted", "pooled"}
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_pool_weights__a_perfect_model_keeps_all_the_weight_and_a_blind_one_little(monkeypatch):
    """Skill earns weight; what is certain and wrong is drawn to the base."""
    monkeypatch.setattr(cw, "GRID", COARSE)
    known = list(many(10).values())
    best = cw.pool_weights([perfect(k) for k in known], known)
    blind = cw.pool_weights([perfect(known[(i + 1) % len(known)]) for i in range(len(known))], known)

    assert best["endings"]["all"] == best["length"]["all"] == best["changed"]["all"] == 0.75
    assert blind["endings"]["all"] < 0.5
    assert blind["changed"]["all"] < 0.65


@pytest.mark.parametrize("silent", [False, True])
def test_pool_weights__a_wars_own_score_never_enters_its_weight(monkeypatch, silent):
    """Whatever was said of a war, its weight is the same; also where a measure is silent on another war before it."""
    monkeypatch.setattr(cw, "GRID", COARSE)
    monkeypatch.setattr(cw, "PARTS", {part: cw.PARTS[part] for part in ("endings", "length", "changed")})
    known = list(many(6).values())
    said = [skilled(k, seed=i) for i, k in enumerate(known)]
    if silent:
        known[2] = replace(known[2], truth=replace(known[2].truth, changed=None, length=None))
    for i in (3, 5):
        wrong = replace(said[i], endings={"knockout_B": 1.0}, length=np.array([1.0]), changed=np.array([0.999]))
        other = [wrong if k == i else s for k, s in enumerate(said)]
        name = known[i].facts.id
        first, second = cw.pool_weights(said, known), cw.pool_weights(other, known)
        assert {p: w["without"][name] for p, w in first.items()} == {p: w["without"][name] for p, w in second.items()}


def test_best_weight__is_drawn_half_way_to_one_half():
    """The best of all weights counts half: what is best by chance cannot throw the model, or the base, out."""
    worse = np.tile(np.linspace(0.3, 0.5, len(cw.GRID)), (5, 1))

    assert cw.best_weight(worse) == 0.25
    assert cw.best_weight(worse[:, ::-1]) == 0.75
    assert cw.best_weight(np.full((3, len(cw.GRID)), np.nan)) == 1.0


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


@pytest.mark.parametrize(("scale", "mean", "sd"), [("log", -2.0, 0.5), ("identity", 0.1, 0.03), ("logit", -1.0, 0.4)])
def test_prior_text__can_be_read_back_with_the_same_middle_and_spread(scale, mean, sd):
    """Written as a scenario file spells it, a prior keeps its moments on its scale."""
    law = Quantity.model_validate({"v": cw.prior_text(scale, mean, sd)}).distribution
    values = to_scale(law.quantile((np.arange(2000) + 0.5) / 2000), scale)

    assert values.mean() == pytest.approx(mean, abs=0.05)
    assert values.std() == pytest.approx(sd, rel=0.08)
