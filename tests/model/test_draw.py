"""Drawn parameters: independent of chunking, moved by their own prior only, faithful to distributions and claims."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from multipolar.model import streams
from multipolar.model.draw import after_effect, claimed_value, draw, shared_draw
from multipolar.model.fields import PARAMS
from multipolar.model.labels import slots
from multipolar.model.plan import RANK_CORRELATION, SCALE, SHIFT, VALUE
from multipolar.model.ranges import slot_ranges
from multipolar.model.records import params_matrix
from multipolar.numerics.random import member_key, normal
from multipolar.scenario.calibrated import prior_of
from small_document import BASE, at_war, model

SMALL = model()
CHOSEN = ("K3=on",)
N = 4000


def matrix(built, n=60, **more):
    """Return drawn parameters as a (member, slot) matrix."""
    return params_matrix(draw(built.plan, n, **more)).copy()


def column(built, target, n=N, **more):
    """Return one drawn number over members."""
    return matrix(built, n, **more)[:, slots(built.labels, target)[0]]


def changed(first, second):
    """Return the targets that differ between two draws, as slots."""
    return set(np.flatnonzero((first != second).any(axis=0)).tolist())


@pytest.mark.compiled
def test_draw__every_field_is_finite_and_in_range():
    """No member has a number that is missing or outside its range."""
    for built in (SMALL, at_war()):
        params = draw(built.plan, 500)
        assert all(np.isfinite(params[f.name]).all() for f in PARAMS)
        low, high = slot_ranges(built.capacity)
        drawn = params_matrix(params)
        assert (drawn >= low).all()
        assert (drawn <= high).all()


def test_draw__chunks_do_not_matter():
    """Members drawn one by one, in chunks or at once are equal to the last bit."""
    at_once = matrix(SMALL, 60)
    pieces = [matrix(SMALL, n, first=first) for first, n in ((0, 1), (1, 7), (8, 30), (38, 22))]
    assert np.array_equal(at_once, np.vstack(pieces))


def test_draw__seeds_and_members_differ():
    """Another seed or another member is another world."""
    assert column(SMALL, "break_hazard", 50).std() > 0
    assert (column(SMALL, "break_hazard", 50) != column(SMALL, "break_hazard", 50, seed=1)).all()


def test_draw__twins_share_parameters():
    """With twins, members 2k and 2k + 1 are the world of member k."""
    twins = matrix(SMALL, 40, twin=True)
    assert np.array_equal(twins[0::2], twins[1::2])
    assert np.array_equal(twins[0::2], matrix(SMALL, 20))
    assert np.array_equal(matrix(SMALL, 6, first=11, twin=True), matrix(SMALL, 20, twin=True)[11:17])


def test_draw__one_prior_moves_its_own_slots_only():
    """Replacing a prior, even by a constant, leaves every other slot equal to the last bit."""
    before = matrix(SMALL)
    for value in ("LogN(0.03, 0.2)", 0.02):
        after = matrix(model(parameters={"break_hazard": value}))
        assert changed(before, after) == set(slots(SMALL.labels, "break_hazard"))


def test_draw__prior_of_a_field_may_be_set_by_number_and_by_label():
    """Overrides go by register number and by labelled target as well."""
    built = model(parameters={"P16": 0.5, "attack_threshold[B]": 0.3, "optimism": "N(0, 0.01)"})
    drawn = draw(built.plan, 80)
    assert (drawn["break_hazard"] == 0.5).all()
    assert (drawn["attack_threshold"][:, 1] == 0.3).all()
    assert drawn["attack_threshold"][:, 0].std() > 0.03
    assert abs(drawn["optimism"].mean()) < 0.01
    assert (drawn["optimism"][:, 0] != drawn["optimism"][:, 1]).all()


FITTED = tuple(float(x) for x in re.findall(r"-?[0-9.]+", prior_of("assault_base")))
"""Mean and spread of a prior that was fitted to battles, as its file spells them: N(mean, spread)."""


@pytest.mark.parametrize(
    ("target", "law"),
    [
        ("break_hazard", stats.lognorm(0.5, scale=0.02)),
        ("assault_base", stats.norm(*FITTED)),
        ("movable_share", stats.beta(6, 6)),
        ("map_lag", stats.uniform(1, 4)),
        ("men[A]", stats.triang((20 - 15) / 15, 15000, 15000)),
        ("tie[OCC,ORI]", stats.triang(0.5, -0.6, 0.4)),
    ],
)
@pytest.mark.compiled
def test_draw__follows_the_distribution(target, law):
    """Drawn numbers have the distribution that the register or the scenario names."""
    drawn = column(SMALL, target)
    assert stats.kstest(drawn, law.cdf).pvalue > 1e-3


def test_draw__ties_are_symmetric():
    """Both directions of a tie are one draw."""
    tie = draw(SMALL.plan, 60)["tie"]
    assert np.array_equal(tie, tie.transpose(0, 2, 1))
    assert tie[:, 2, 3].std() > 0.03


@pytest.mark.compiled
def test_draw__inputs_of_one_source_move_together():
    """Numbers that one source gives for one kind have rank correlation 0.7, across kinds none."""
    drawn = draw(SMALL.plan, 6000)
    same = stats.spearmanr(drawn["equipment"][:, 0, 0], drawn["equipment"][:, 0, 2]).statistic
    other = stats.spearmanr(drawn["equipment"][:, 0, 0], drawn["men"][:, 0]).statistic
    assert same == pytest.approx(RANK_CORRELATION, abs=0.03)
    assert abs(other) < 0.05


@pytest.mark.compiled
def test_draw__register_groups_move_together():
    """Advance on flat and on rugged ground share what makes armies fast."""
    drawn = draw(SMALL.plan, 6000)
    found = stats.spearmanr(drawn["advance_flat"], drawn["advance_rugged"]).statistic
    assert found == pytest.approx(RANK_CORRELATION, abs=0.03)


def test_draw__equals_a_slow_twin():
    """The compiled draw is the plain formula: quantile of the normal made of the source's and the input's own."""
    built = SMALL
    plan = built.plan.arrays
    drawn = matrix(built, 5)
    for member in range(5):
        key = member_key(np.uint64(0), member)
        for r in range(0, plan.slot.size, 7):
            if plan.slot[r] in plan.effect_slot or plan.slot[r] in plan.product_out:
                continue
            z = float(normal(key, 0, streams.PARAMETER, plan.chance[r]))
            f = plan.factor[r]
            if f >= 0:
                common = float(normal(key, 0, streams.COMMON_FACTOR, plan.factor_chance[f]))
                z = plan.loading[r] * common + np.sqrt(1 - plan.loading[r] ** 2) * z
            law = built.plan.inputs[r].distribution
            low, high = plan.low[plan.slot[r]], plan.high[plan.slot[r]]
            exact = float(np.clip(law.quantile(stats.norm.cdf(np.array([z])))[0] * plan_scale(plan, r, law), low, high))
            assert drawn[member, plan.slot[r]] == pytest.approx(exact, rel=2e-3, abs=1e-4)


def plan_scale(plan, r, law):
    """Return the factor laid on an input's distribution, from its table."""
    middle = law.median()
    return plan.table[plan.row[r]][180] / middle if middle != 0 else 1.0


def test_draw__claim_off_gives_neutral_and_on_gives_claimed():
    """At strength 0 a claim leaves its neutral number, at 1 the claimed one, between on the log scale."""
    base = 10.0
    for strength, factor in (("0", 0.5), ("1", 2.0), ("0.5", 1.0)):
        built = model((f"K1={strength}", *CHOSEN))
        assert column(built, "armed_drones[NOR]", 5) == pytest.approx(base * factor)


def test_draw__a_claim_moves_nothing_else():
    """Switching a claim moves its own slots and its own strength only, on the same seeds."""
    on, off = model(("K2=on",)), model(("K2=off",))
    moved = changed(matrix(on), matrix(off))
    assert moved == {*slots(on.labels, "tie[ORI,SUD]"), *slots(on.labels, "claim[K2]")}


def test_draw__a_tie_is_kept_in_range_after_a_claim():
    """A shift may not push a tie beyond one."""
    built = model(ties=[{"a": "ORI", "b": "SUD", "tie": 0.9}])
    assert (draw(built.plan, 10)["tie"][:, 3, 1] == 1.0).all()


@pytest.mark.compiled
def test_draw__rivals_are_decided_per_member_by_credence():
    """One of two rival claims holds in each member; the first in its credence of members."""
    claim = draw(SMALL.plan, N)["claim"]
    first, second = claim[:, 2] > 0, claim[:, 3] > 0
    assert (first != second).all()
    assert first.mean() == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / N))
    risk = draw(SMALL.plan, N)["risk_aversion"][:, 0]
    assert set(np.round(risk, 9)) == {0.5, 2.0}


@pytest.mark.compiled
def test_draw__a_claim_in_two_pairs_holds_only_where_it_wins_both():
    """Whichever pair is written last, a claim that loses one of its draws is off; the strengths are those of the file."""
    pairs = [*BASE["rivals"], {"id": "other", "first": ["K3"], "second": ["K1"], "credence": 0.5}]
    for rivals in (pairs, pairs[::-1]):
        claim = draw(model(rivals=rivals).plan, N)["claim"]
        k1, k3, k4 = (claim[:, i] > 0 for i in (0, 2, 3))
        assert not (k3 & k4).any()
        assert not (k3 & k1).any()
        assert k3.mean() == pytest.approx(0.15, abs=4 * np.sqrt(0.1275 / N))
        assert set(claim[k3, 2]) == {0.5}


def test_draw__a_pair_claim_with_strength_zero_stays_off():
    """The draw gives a claim the strength of the file, and never more."""
    claims = [{**c, "strength": 0.0} if c["id"] == "K3" else c for c in BASE["claims"]]
    assert (draw(model(claims=claims).plan, 50)["claim"][:, 2] == 0.0).all()


@pytest.mark.parametrize(("chosen", "risk"), [(("K3=off",), 2.0), (("K4=off",), 0.5), (("K3=off", "K4=off"), 0.0)])
def test_draw__a_rival_turned_off_lets_the_other_hold_and_both_off_are_neutral(chosen, risk):
    """Off is the rival in every member, or the neutral value where the rival is off too."""
    assert set(draw(model(chosen).plan, 50)["risk_aversion"][:, 0]) == {risk}


def test_draw__effects_on_one_slot_compose_in_file_order():
    """A later shift adds to what an earlier value left."""
    built = model(("K3=1", "K4=1"))
    assert (draw(built.plan, 5)["risk_aversion"][:, 0] == 5.0).all()


def test_draw__arms_flow_of_idle_powers_follows_their_access():
    """What a power that does not arm yet could send is the catalogue's size times its access."""
    drawn = draw(SMALL.plan, 100)
    entry = SMALL.labels.catalogue.index("arm_SUD")
    size = drawn["option_size"][:, entry, SMALL.labels.effects[entry].index("munitions")]
    assert drawn["arms_flow"][:, 1, 1] == pytest.approx(size * drawn["access"][:, 1])


def test_draw__losses_are_taken_off_the_start():
    """Losses so far are drawn and taken off, but a tenth stays."""
    loss = {"tanks": {"v": "U(20, 60)"}, "munitions": {"v": 1e7}}
    forces = dict(BASE["forces"])
    forces["B"] = {**forces["B"], "munitions_stock": "1000 t", "losses_so_far": loss}
    plain, less = draw(SMALL.plan, 80), draw(model(forces=forces).plan, 80)
    lost = plain["equipment"][:, 1, 0] - less["equipment"][:, 1, 0]
    assert lost.min() > 19.9
    assert lost.max() < 60.1
    assert (less["munitions_stock"][:, 1] == 100.0).all()


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0, 1))
def test_claimed_value__lies_between_its_ends(neutral, claimed, strength):
    """Whatever the strength, the number lies between neutral and claimed."""
    value = claimed_value(neutral, claimed, strength)
    assert min(neutral, claimed) * (1 - 1e-12) <= value <= max(neutral, claimed) * (1 + 1e-12)


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 1))
def test_after_effect__value_replaces_and_shift_adds(neutral, claimed, strength):
    """Replacing forgets the draw, shifting keeps it."""
    linear = neutral + strength * (claimed - neutral)
    assert after_effect(7.0, VALUE, neutral, claimed, strength) == linear
    assert after_effect(7.0, SHIFT, neutral, claimed, strength) == 7.0 + linear
    assert after_effect(7.0, SCALE, 0.0, 0.0, strength) == 0.0


@given(st.floats(-4, 4), st.floats(-4, 4))
def test_shared_draw__full_and_no_loading(common, own):
    """With loading 1 only the source counts, with 0 only the input itself."""
    assert shared_draw(common, own, 1.0) == common
    assert shared_draw(common, own, 0.0) == own


SCRIPT = """
import hashlib
from small_document import at_war
from multipolar.model.draw import draw
from multipolar.model.records import params_matrix
print(hashlib.sha256(params_matrix(draw(at_war().plan, 3)).tobytes()).hexdigest())
"""


@pytest.mark.compiled
def test_draw__compiled_and_plain_python_agree_to_the_last_bit():
    """With compilation off the same numbers come out."""
    tests = Path(__file__).resolve().parent.parent
    path = os.pathsep.join([str(tests), str(tests.parent / "src")])
    env = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True)
    drawn = params_matrix(draw(at_war().plan, 3))
    assert done.stdout.strip() == hashlib.sha256(drawn.tobytes()).hexdigest()
