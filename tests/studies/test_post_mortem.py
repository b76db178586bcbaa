"""The post-mortem: weights that favour what happened, shifts with honest errors, claims by verdict."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from invented import population, sample, war
from multipolar.errors import QuestionError, RunError
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.studies import post_mortem as after
from multipolar.studies.post_mortem import claims_wanted, drawn_numbers, facts_of, losses, luck_of, nearest_course, shifts_of, weigh

STAMP = Stamp("ab" * 32, "now")
OUTCOME = open_outcome("karabakh_2020", STAMP)
MEMBERS = 300


@pytest.fixture
def run():
    manifest = {"seed": 7, "off": []}
    return SimpleNamespace(
        war=war(),
        outcomes=population()[:MEMBERS],
        sample=sample(MEMBERS),
        store=SimpleNamespace(manifest=manifest),
        folder="x",
        digest="d",
    )


def test_weigh__leaves_the_wanted_number_of_members():
    """The nearer to what happened, the heavier; the effective number is the share asked for."""
    loss = np.random.default_rng(3).gamma(4, 3, 2000)
    found = weigh(loss, 0.1)
    assert found.effective == pytest.approx(200, rel=0.01)
    assert found.weights.sum() == pytest.approx(1.0)
    assert found.weights[loss.argmin()] == found.weights.max()


def test_shifts_of__a_number_that_decides_is_found_and_the_others_are_within_luck():
    """Loss falls with the third number: it is said to be too low; of the rest about one in twenty passes two errors."""
    rng = np.random.default_rng(8)
    values = rng.normal(size=(3000, 101))
    values[:, 100] = 5.0
    weighed = weigh(10.0 - values[:, 2] + rng.normal(size=3000))
    names = [f"n{i}" for i in range(101)]
    found = shifts_of(names, values, weighed, {"n2": (("a_source",), "J")})
    assert found[0].target == "n2"
    assert found[0].plain(3.5)["said"] == "too low"
    assert found[0].plain(3.5)["source"] == ["a_source"]
    assert len(found) == 100
    assert sum(abs(s.errors) > 2 for s in found[1:]) <= 12


def test_luck_of__knows_that_numbers_hang_together():
    """A hundred independent numbers: about five over two errors, never a dozen; a hundred copies of one: all or none."""
    rng = np.random.default_rng(5)
    weighed = weigh(rng.gamma(4, 3, 1000))
    one, many = rng.normal(size=(1000, 1)), rng.normal(size=(1000, 100))
    apart, same = luck_of(many, weighed), luck_of(np.repeat(one, 100, axis=1), weighed)
    assert apart.mean == pytest.approx(4.55, abs=1.0)
    assert apart.most < 12
    assert same.certain < apart.certain


def test_losses__a_member_that_hit_everything_would_lose_nothing():
    """Losses are sums of single scores over uniform scores, never negative."""
    from multipolar.studies.member_scores import targets_of

    targets = targets_of(war(), population()[:50], OUTCOME)
    found = losses(targets)
    assert found.shape == (50,)
    assert float(found.min()) >= 0.0
    assert float(found[3]) == pytest.approx(sum(float(t.single()[3]) / t.uniform for t in targets))


def test_drawn_numbers__are_those_the_members_got(run):
    """Names, values and provenance belong together, and no constant is among the names twice."""
    names, values, about = drawn_numbers(run, 20)
    assert values.shape == (20, len(names))
    assert float(values[:, names.index("tempo")].std()) > 0.0
    assert {grade for _, grade in about.values()} >= {"J"}


def test_facts_of__says_how_many_would_pass_by_chance(run):
    """Invented outcomes know nothing of the drawn numbers: on most of three seeds no more are over two errors than luck allows.

    Numbers that hang together (the roads of a map) pass the bound together: one draw alone says little.
    """
    found = facts_of(run, OUTCOME)
    assert found["effective_members"] == pytest.approx(MEMBERS / 10, rel=0.05)
    assert found["nearest"]["score"] <= found["nearest"]["tenth"] <= found["nearest"]["mean"]
    inside = []
    for seed in (3, 4, 5):
        run.store.manifest["seed"] = seed
        other = facts_of(run, OUTCOME)
        inside.append(other["over_two_errors"] <= other["by_chance"]["q95"])
    assert sum(inside) >= 2
    assert not any(r["certain"] for r in found["rows"])
    assert all(abs(r["shift"]) <= 2 * r["error"] for r in found["rows"] if r["said"] == "not told")


def test_nearest_course__is_the_one_with_the_least_error():
    """Of equals the first."""
    assert nearest_course(np.array([0.5, 0.25, 0.25, 1.0])) == {"member": 1, "score": 0.25, "mean": 0.5, "tenth": 0.25}


def test_facts_of__members_with_gaps_are_refused(run):
    """A run that was interrupted with holes has no first members."""
    run.sample = SimpleNamespace(members=np.arange(1, MEMBERS + 1))
    with pytest.raises(RunError, match="gaps"):
        facts_of(run, OUTCOME)


def test_claims_wanted__an_unknown_claim_has_a_nearest_name(run):
    """All claims, the named ones, or a complaint."""
    assert len(claims_wanted(run, None)) == len(war().scenario.document.claims)
    assert [c.id for c in claims_wanted(run, ["C02"])] == ["C02"]
    with pytest.raises(QuestionError, match="no claim 'C0Z'"):
        claims_wanted(run, ["C0Z"])


def test_post_mortem__claims_are_sorted_into_helped_hurt_and_silent(run, monkeypatch):
    """Without C01 every course ends wrongly, without C02 rightly, without C03 as before; interrupted, the rest is missing."""
    claims = {c.id: c for c in war().scenario.document.claims}
    monkeypatch.setattr(after, "stamp_in", lambda store: STAMP)
    lived = []

    def load(recipe, **_how):
        stance = recipe.claims[-1] if recipe.claims[-1].endswith("off") else "on"
        return SimpleNamespace(recipe=recipe, scenario=SimpleNamespace(digest=stance))

    monkeypatch.setattr(after, "load_war", load)

    def live(found, *, members, seed):
        out = population()[:members].copy()
        claim = found.recipe.claims[-1]
        lived.append(claim)
        if claim == "C04=off":
            raise KeyboardInterrupt
        out["label"] = {"C01=off": 1, "C02=off": 0}.get(claim, out["label"])
        return out

    monkeypatch.setattr(after, "live_members", live)
    real = after.targets_of
    monkeypatch.setattr(after, "targets_of", lambda found, out, outcome: real(war(), out, outcome))
    found = after.post_mortem(run, only=["C01", "C02", "C03", "C04"], members=200)
    assert set(claims) >= {"C01", "C02", "C03", "C04"}
    assert (found["helped"], found["hurt"], found["silent"], found["complete"]) == (["C01"], ["C02"], ["C03"], False)
    assert found["schema"] == "multipolar-postmortem/1"
    assert lived == ["C01=on", "C01=off", "C02=off", "C03=off", "C04=off"]
