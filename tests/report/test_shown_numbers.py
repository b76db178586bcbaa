"""Every number on the page, unconditioned and under random conditions, equals a slow recount of the courses."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.report.recount import check_case, chosen_of, random_cases, shown_by_script, weights_of
from tests.report.synthetic import PAST_WARS_ALIKE, invented_war

from multipolar.report.hero import allotted, ordered
from multipolar.report.narrative import ending_noun, in_words
from multipolar.report.packing import Rivals, changes_of_hands, holders
from multipolar.report.payload import page_document, start_holders
from multipolar.report.weights import weighted

pytestmark = pytest.mark.node


def checked(inp, count, days):
    """Compare the page of an input with the recount and return the number of cells and of the cases by size."""
    page = json.loads(json.dumps(page_document(inp)))
    cases = random_cases(inp.series, count, days)
    start = start_holders(inp, inp.series.sectors)
    shown = shown_by_script(page, cases)["cases"]
    cells = sum(
        check_case(inp.series, page["forecast"], inp.scenario["sectors"], start, case, one)
        for case, one in zip(cases, shown, strict=True)
    )
    return cells, [one["n"] for one in shown]


@pytest.mark.parametrize("sets", [16, pytest.param(40, marks=pytest.mark.long)])
def test_script__shows_what_a_recount_of_600_courses_gives(sets):
    """Map on random days, fans, lengths, bars, powers and questions: every cell, for sixteen or forty sets of conditions."""
    inp = invented_war(600)
    turns, _ = changes_of_hands(holders(inp.series.sector_share), start_holders(inp, inp.series.sectors))
    cells, sizes = checked(inp, sets, 6)

    assert (turns > 2).any(axis=0).mean() > 0.3, "the war must change hands more than twice"
    assert cells > 250 * sets
    assert min(sizes) < 30
    assert max(sizes) == 600
    assert any(30 <= n < 200 for n in sizes)


def believed_war(members, *, pooled=True):
    """Return the invented war with weighted courses, two pairs of rival claims, and past wars that know an ending of their own."""
    inp = invented_war(members)
    rng = np.random.default_rng(11)
    label = inp.series.outcome["label"]
    share = np.bincount(label, minlength=7) / members
    alike = np.array([0.17, 0.02, 0.2, 0.03, 0.28, 0.28, 0.02])
    published = 0.6 * share + 0.4 * alike
    second = rng.random((2, members)) < np.where(label == 0, 0.7, 0.4)
    rivals = [Rivals("R1", ("C1",), ("C2",), 0.5, second[0]), Rivals("R2", ("C3",), (), 0.3, second[1])]
    series = replace(inp.series, weights=0.5 + rng.random(members), rivals=rivals)
    names = list(inp.forecast["endings"])
    endings = {name: {**inp.forecast["endings"][name], "p": float(p)} for name, p in zip(names, published, strict=True)}
    outside = {"share": 0.4, "counted": dict(zip(names, share.tolist(), strict=True))}
    outside["endings"] = dict(zip(names, alike.tolist(), strict=True))
    forecast = {**inp.forecast, "outside": {**PAST_WARS_ALIKE, **outside}, "endings": endings} if pooled else inp.forecast
    return replace(inp, series=series, forecast=forecast)


BELIEFS = ({}, {"R1": 0.9}, {"R1": 0.05, "R2": 0.6}, {"R2": 0.0}, {"R1": 1.0})


@pytest.mark.parametrize("sets", [10, pytest.param(40, marks=pytest.mark.long)])
@pytest.mark.parametrize("pooled", [True, False])
def test_script__weighs_the_courses_as_a_recount_does(pooled, sets):
    """Sets of chips under five sets of credences: every weight to one part in a million, and every cell that follows."""
    inp = believed_war(500, pooled=pooled)
    page = json.loads(json.dumps(page_document(inp)))
    cases = [
        {**case, "credence": belief, "weights": True}
        for i, case in enumerate(random_cases(inp.series, sets, 1))
        for belief in (BELIEFS if i < sets // 5 else BELIEFS[i % 5 : i % 5 + 1])
    ]
    shown = shown_by_script(page, cases)["cases"]
    sizes = set()
    for case, one in zip(cases, shown, strict=True):
        truth, published = weights_of(inp.series, inp.forecast, case["credence"])
        server = weighted(inp.series, inp.forecast, case["credence"])
        assert np.allclose(one["weights"], truth, rtol=1e-6, atol=1e-9)
        assert np.allclose(server.w, truth, rtol=1e-9, atol=1e-12)
        assert np.allclose(one["published"], published, atol=1e-9)
        assert np.allclose(server.published, published, atol=1e-9)
        chosen = chosen_of(inp.series, inp.forecast, case, None)
        sizes.add((chosen.few, chosen.n > 0))
        if case["credence"] or case["conditions"]:
            start = start_holders(inp, inp.series.sectors)
            check_case(inp.series, page["forecast"], inp.scenario["sectors"], start, case, one)

    assert sizes >= {(True, True), (False, True)}


def test_script__draws_the_weights_to_what_is_published():
    """Without a condition the courses carry the published shares; what past wars alone know is carried by none."""
    inp = believed_war(500)
    (one,) = shown_by_script(page_document(inp), [{"conditions": [], "days": [], "weights": True}])["cases"]
    label = inp.series.outcome["label"]
    carried = np.bincount(label, one["weights"], minlength=7) / 500
    published = np.array([e["p"] for e in inp.forecast["endings"].values()])
    reached = np.bincount(label, minlength=7) > 0

    assert np.allclose(carried[reached], published[reached], atol=1e-6)
    assert published[~reached].sum() > 0.01
    assert carried[~reached].sum() == 0


def test_script__shows_few_courses_as_counts():
    """An ensemble of 80 courses is printed in counts from the start."""
    cells, sizes = checked(invented_war(80), 15, 3)

    assert cells > 2_000
    assert max(sizes) == 80


def test_script__leaves_the_sentences_of_the_server_until_something_is_chosen():
    """Over all courses the server's headline stands; the rows of endings are the published shares in the order of the dots."""
    inp = believed_war(500)
    (one,) = shown_by_script(page_document(inp), [{"conditions": [], "days": []}])["cases"]

    assert one["top"] is None
    assert [row["id"] for row in one["rows"]] == ordered(inp.forecast)
    assert [row["p"] for row in one["rows"]] == [inp.forecast["endings"][k]["p"] for k in ordered(inp.forecast)]


def test_script__says_what_a_choice_does_to_the_leading_ending():
    """The wish, then the leading ending among the courses that fit, its chance now and before, counted one by one."""
    inp = believed_war(900)
    case = {"conditions": [{"group": "broker", "value": "NOR"}, {"group": "ending", "value": "ceasefire_gains_A"}], "days": []}
    plain = {"conditions": case["conditions"][:1], "days": []}
    one, both = shown_by_script(page_document(inp), [plain, case])["cases"]
    chosen = chosen_of(inp.series, inp.forecast, plain, None)
    label = np.array([inp.series.outcome["label"][m] for m in chosen.members])
    shares = np.bincount(label, chosen.weight, minlength=7) / sum(chosen.weight)
    top = int(shares.argmax())
    name = list(inp.forecast["endings"])[top]
    now, before = round(100 * shares[top]), round(100 * inp.forecast["endings"][name]["p"])
    verb = "rises to" if now > before else "falls to" if now < before else "stays at"
    noun = ending_noun(name, inp.forecast)

    assert one["top"]["wish"] == "If Norland brokers the end"
    assert one["top"]["headline"].startswith(f"{noun[0].lower()}{noun[1:]} {verb} {now} in 100")
    assert now == before or one["top"]["headline"].endswith(f", from {before}.")
    assert both["top"]["wish"] == "If Norland brokers the end and it ends with halt with gains for Aland"
    assert one["base"] == [f"Counted over the {chosen.n} courses that fit."] * 2


def test_script__says_so_when_no_course_fits():
    """Conditions that exclude each other give a sentence and no number; few courses give their count and no per cent."""
    inp = invented_war(300)
    none = {"conditions": [{"group": "length", "value": "0-1"}], "days": [5]}
    few = {"conditions": [{"group": "broker", "value": "SOU"}], "days": []}
    one, some = shown_by_script(page_document(inp), [none, few])["cases"]

    assert one["n"] == 0
    assert "no course fits" in one["top"]["headline"]
    assert one["top"]["second"] == ""
    assert set(one["questions"].values()) == {"no course fits", None}
    assert f"{some['n']} of 300" in some["top"]["headline"]
    assert "%" not in some["top"]["headline"] + some["top"]["second"].replace("no per cent", "")


def test_script__allots_dots_as_the_server_does():
    """A hundred dots by largest remainders, for published shares and for random ones."""
    rng = np.random.default_rng(4)
    asked = [list(map(float, rng.dirichlet(np.ones(7)))) for _ in range(50)] + [[1 / 3] * 3, [0.0, 0.0], [0.125] * 8]
    said = shown_by_script(page_document(invented_war(60)), [], shares=asked)["dots"]

    assert said == [allotted(shares) for shares in asked]
    assert all(sum(dots) in (0, 100) for dots in said)


def test_script__puts_probabilities_into_the_same_words():
    """The words come from one list and follow the interval on both sides."""
    rng = np.random.default_rng(3)
    asked = [sorted(map(float, rng.random(3))) for _ in range(300)] + [[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [0.02, 1.0, 1.0]]
    triples = [(p, low, high) for low, p, high in asked]
    said = shown_by_script(page_document(invented_war(60)), [], triples)["words"]

    assert said == [in_words(*t) for t in triples]


def test_script__counts_beyond_day_254():
    """A forecast of 400 days keeps its lengths, cuts and changes of hands."""
    short = invented_war(250)
    stretched = replace(
        short.series,
        days=np.arange(401),
        outcome=stretch(short.series.outcome),
        **{
            name: np.repeat(getattr(short.series, name), 3, axis=1)[:, :401]
            for name in ("area_km2", "dead_a", "dead_b", "displaced", "sector_share")
        },
    )
    length = {key: 2 * value for key, value in short.forecast["length_days"].items() if key.startswith("q")}
    cells, _ = checked(
        replace(short, series=stretched, forecast={**short.forecast, "horizon_days": 400, "length_days": length}), 0, 8
    )

    assert cells > 300


def stretch(outcome):
    """Return outcomes whose days lie twice as late."""
    late = outcome.copy()
    late["length_days"] = np.minimum(2 * outcome["length_days"], 400)
    return late
