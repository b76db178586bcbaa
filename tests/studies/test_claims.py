"""The table of what each claim does: paired differences, honest errors, silence with its reason."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from multipolar.model.records import zeros
from multipolar.studies.claims import (
    effect_of,
    moved,
    named_outcomes,
    paired,
    rows,
    start_moves,
    study_claims,
    to_csv,
    to_markdown,
)
from small_document import document as small_document
from small_document import model as small_model

N = 200


@pytest.fixture(scope="module")
def model():
    """The model of a small war."""
    return small_model()


def sample(*, share: float = 0.0, men: float = 100.0, scatter: float = 0.0):
    """PARAMS and OUTCOME of some members with a given share taken by force."""
    params, outcomes = zeros("PARAMS", N), zeros("OUTCOME", N)
    params["men"] = men
    outcomes["share_force"] = share + scatter * np.linspace(-1, 1, N)
    return params, outcomes


def test_paired__difference_and_error_come_from_the_same_members():
    """The error of a paired difference is that of the differences, not of the two samples."""
    off = np.linspace(0, 10, N)
    move = paired("length", off + 1.0, off)
    assert move.difference == pytest.approx(1.0)
    assert move.error == pytest.approx(0.0, abs=1e-12)
    assert move.off == pytest.approx(5.0)


def test_moved__names_what_moved_beyond_its_error(model):
    """An outcome that shifts in every member is named, others are not."""
    on, off = sample(share=0.3, scatter=0.1), sample(share=0.1)
    assert [m.outcome for m in moved(on[1], off[1], model.labels)] == ["share_force"]


def test_moved__nothing_where_runs_are_equal(model):
    """Two equal runs move nothing, whatever their scatter."""
    assert not moved(sample(scatter=0.2)[1], sample(scatter=0.2)[1], model.labels)


def test_named_outcomes__cover_ends_ground_and_powers(model):
    """Endings, places, powers and their options all have names, one value per member."""
    found = named_outcomes(sample()[1], model.labels)
    names = {"ends as knockout_A", "MID falls to A", "OCC fights", "OCC takes arm_NOR", "tie of OCC and NOR"}
    assert names <= set(found)
    assert all(values.shape == (N,) for values in found.values())


def test_start_moves__tells_the_start_state():
    """A report that changes the drawn start is seen in the start state."""
    assert start_moves(sample(men=100)[0], sample(men=120)[0]) == ("men",)


def test_effect__silence_is_named_with_its_reason(model):
    """A claim that changes no parameter says so; one that changes some but no outcome names them."""
    claim = small_document().claims[0].model_copy(update={"questions": [], "inert_reason": ""})
    still = effect_of(claim, sample(), sample(), model.labels)
    assert not still.works
    assert still.reason == "moves no parameter of this scenario"
    a, b = sample(), sample()
    a[0]["tempo"] = 0.5
    assert "tempo" in effect_of(claim, a, b, model.labels).reason


def test_effect__too_few_courses_give_no_verdict(model):
    """Two courses that moved are not called working, and two that did not are not called idle."""
    claim = small_document().claims[0].model_copy(update={"questions": [], "inert_reason": ""})
    on, off = (tuple(part[:2].copy() for part in sample(share=s)) for s in (0.3, 0.1))
    on[0]["tempo"] = 0.5
    effect = effect_of(claim, on, off, model.labels)
    assert effect.verdict == "too few"
    assert "2, at least 200" in effect.reason
    assert rows([effect])[0]["works"] == "too few"


def test_study__switches_one_claim_at_a_time(model):
    """Every claim is run on and off and nothing else changes."""
    seen = []

    def simulate(choice):
        seen.append(dict(choice.choices))
        return sample(share=0.2 * sum(choice.choices.values()), scatter=0.01)

    document = small_document()
    effects = study_claims(document, simulate, model.labels)
    assert [e.id for e in effects] == [c.id for c in document.claims]
    assert seen == [{c.id: s} for c in document.claims for s in (1.0, 0.0)]
    assert all(e.works for e in effects)


def test_tables__one_row_per_outcome_in_both_forms(model):
    """CSV and Markdown carry claim, outcome, both means, the difference and its error."""
    claim = small_document().claims[0]
    effect = effect_of(claim, sample(share=0.3, scatter=0.1), sample(share=0.1), model.labels)
    table = list(csv.DictReader(io.StringIO(to_csv([effect]))))
    assert table[0]["outcome"] == "share_force"
    assert float(table[0]["difference"]) == pytest.approx(0.2)
    assert "share_force" in to_markdown([effect])


def test_study__of_the_flagship_has_a_row_for_every_claim_or_its_reason(model):
    """Where no course moves, all ninety-six claims still stand in the table, and whatever does not work says why."""
    from multipolar.session.war import Recipe, document_of, read

    still = sample(share=0.3, scatter=0.01)
    effects = study_claims(document_of(read(Recipe("karabakh_2020"))), lambda choice: still, model.labels)
    table = rows(effects)

    assert len({row["claim"] for row in table}) == len(table) == 96
    assert all(row["note"] for row in table if row["works"] == "no")
    assert not any("outcome" in row for row in table)


def test_simulator__the_default_stance_is_lived_once(monkeypatch):
    """A claim that is on by default shares its other half with all others; threads change nothing."""
    from multipolar.engine.ensemble import digest_of
    from multipolar.session.war import Recipe, document_of, read, words
    from multipolar.studies import claims

    document = document_of(read(Recipe("karabakh_2020")))
    lived: list[int] = []
    live = claims.collect

    def counted(job, **named):
        lived.append(job.members)
        return live(job, **named)

    monkeypatch.setattr(claims, "collect", counted)
    one, _ = claims.simulator(document, words(), members=3, seed=5, threads=1)
    two, _ = claims.simulator(document, words(), members=3, seed=5, threads=2)
    on, off = (claims.choose(document, None, [f"C05={state}"]) for state in ("on", "off"))

    assert one(on)[1] is one(claims.choose(document))[1]
    assert lived == [3]
    assert digest_of(one(off)[1]) == digest_of(two(off)[1]) != digest_of(two(on)[1])
    assert lived == [3, 3, 3, 3]
