"""Events to watch for: what looking tells, on numbers that can be worked by hand, and what a run is asked."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import numpy as np
import pytest

from invented import population, sample, war
from multipolar.errors import QuestionError
from multipolar.forecast.document import forecast_document
from multipolar.numerics.information import bits_of_table
from multipolar.studies import signposts as s
from multipolar.studies.observables import Observable

N = 1000


def cases() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the day of an event, lengths and a target: by day 10 400 of 800 running wars have seen it, target 300, 100."""
    happened = np.where(np.arange(N) < 400, 5.0, np.inf)
    length = np.where(np.arange(N) < 800, 50.0, 8.0)
    target = np.zeros(N, bool)
    target[:300] = target[400:500] = True
    return happened, length, target


def test_looked__by_hand():
    """Shares among the wars that go on, expected bits those of the table times the chance that they go on."""
    happened, length, target = cases()
    look = s.looked(happened, length, target, np.ones(N), np.array([10.0]))
    assert (look.running[0], look.p[0]) == (pytest.approx(0.8), pytest.approx(0.5))
    assert (look.seen[0], look.unseen[0]) == (pytest.approx(0.75), pytest.approx(0.25))
    assert (look.n_seen[0], look.n_unseen[0]) == (pytest.approx(400.0), pytest.approx(400.0))
    bits = float(bits_of_table(np.array([[0.375, 0.125], [0.125, 0.375]])))
    assert look.bits[0] == pytest.approx(0.8 * (bits - 1.0 / (2.0 * np.log(2.0) * 800.0)))


def test_looked__weights_count_as_copies_would():
    """Twice the weight of some courses is what two of each would say; the effective number is smaller."""
    happened, length, target = cases()
    twice = np.where(target, 2.0, 1.0)
    one = s.looked(happened, length, target, twice, np.array([10.0]))
    copied = np.repeat(np.arange(N), twice.astype(int))
    two = s.looked(happened[copied], length[copied], target[copied], np.ones(len(copied)), np.array([10.0]))
    assert [one.running[0], one.p[0], one.seen[0]] == pytest.approx([two.running[0], two.p[0], two.seen[0]])
    assert one.n_seen[0] == pytest.approx((2 * 300 + 100) ** 2 / (4 * 300 + 100))


def test_looked__copies_of_one_course_count_as_one():
    """Four whole copies of each course say what the courses say: same shares, same numbers behind them, same bits."""
    happened, length, target = cases()
    one = s.looked(happened, length, target, np.ones(N), np.array([3.0, 10.0]))
    copied = np.repeat(np.arange(N), 4)
    of = (happened[copied], length[copied], target[copied], np.ones(4 * N), np.array([3.0, 10.0]))
    four, free = s.looked(*of, copied), s.looked(*of)
    for name in ("running", "p", "seen", "unseen", "n_seen", "n_unseen", "bits"):
        assert getattr(four, name) == pytest.approx(getattr(one, name))
    assert (four.n_seen[1], free.n_seen[1]) == (pytest.approx(400.0), pytest.approx(1600.0))


def test_looked__copies_of_few_courses_tell_nothing():
    """What is seen in the copies of twenty-nine courses is told by twenty-nine, however many copies there are."""
    happened, length, target = cases()
    ancestors = np.where(np.arange(N) < 400, np.arange(N) % 29, np.arange(N))
    look = s.looked(happened, length, target, np.ones(N), np.array([10.0]), np.unique(ancestors, return_inverse=True)[1])
    assert (look.n_seen[0], look.bits[0]) == (pytest.approx(29.0, abs=0.1), 0.0)
    assert s.looked(happened, length, target, np.ones(N), np.array([10.0])).bits[0] > 0.1


def test_looked__one_heavy_group_of_copies_weakens_the_comparison():
    """Half of the courses descend from forty: the other half, each of its own, does not make up for it (400 and 40)."""
    happened, length, target = cases()
    ancestors = np.where(np.arange(N) < 400, np.arange(N), 400 + np.arange(N) % 40)
    look = s.looked(happened, length, target, np.ones(N), np.array([10.0]), ancestors)
    free = s.looked(happened, length, target, np.ones(N), np.array([10.0]))
    courses = 4.0 * 400.0 * 40.0 / 440.0
    assert (look.n_seen[0], look.n_unseen[0]) == (pytest.approx(400.0), pytest.approx(40.0))
    lost = 0.8 / (2.0 * np.log(2.0)) * (1.0 / courses - 1.0 / 800.0)
    assert free.bits[0] - look.bits[0] == pytest.approx(lost)


def test_looked__nothing_is_told_by_few_or_by_chance():
    """An event that was seen in fewer than thirty courses, or that tells no more than chance once in a thousand, has no bits."""
    happened, length, target = cases()
    few = np.where(np.arange(N) < 29, 5.0, np.inf)
    assert s.looked(few, length, target, np.ones(N), np.array([10.0])).bits[0] == 0.0
    dull = np.where(np.arange(N) % 2 == 0, 5.0, np.inf)
    assert s.looked(dull, length, target, np.ones(N), np.array([10.0])).bits[0] == 0.0
    late = s.looked(happened, length, target, np.ones(N), np.array([60.0]))
    assert (late.running[0], late.bits[0]) == (0.0, 0.0)


def test_ranked__the_most_telling_first_each_on_its_best_day():
    """An event is told with the day on which looking tells most; one that tells nothing is left out."""
    happened, length, target = cases()
    events = [
        Observable("a", "weak", np.where(np.arange(N) % 4 > 0, happened, 5.0)),
        Observable("b", "strong", happened + 10.0),
        Observable("c", "never", np.full(N, np.inf)),
    ]
    rows = s.ranked(events, length, target, np.ones(N), 180.0)
    assert [row["key"] for row in rows] == ["b", "a"]
    assert rows[0]["day"] == 21
    assert rows[0]["seen_low"] < rows[0]["seen"] < rows[0]["seen_high"]
    assert s.ranked(events, length, target, np.ones(N), 3.0) == []


def run() -> SimpleNamespace:
    """Return a run of invented members with an ending that one act decides."""
    counted = sample()
    out = population()[: counted.tally.n].copy()
    days = SimpleNamespace(members=np.zeros(0, np.int64))
    return SimpleNamespace(
        sample=counted, war=war(), outcomes=out, series=(days.members, np.zeros(0)), forecast=forecast_document(counted), digest="d"
    )


def test_signposts__a_planted_act_stands_first():
    """Where one act of a power goes with an ending, it leads, with its date; the document names what it is about."""
    found = run()
    out = found.outcomes
    wins = out["label"] == 0
    out["length_days"][:] = 100.0
    out["first_use"][:] = -1
    out["first_use"][wins, 1, 2] = 4
    document = s.signposts(found, "knockout_A", top=3)
    power, option = found.war.model.labels.powers[1], found.war.model.labels.options[1][2]
    first = document["signposts"][0]
    assert first["key"] == f"option_used[{power}, {option}]"
    assert (first["seen"], first["unseen"]) == (1.0, 0.0)
    assert first["by"] == (found.war.scenario.as_of + dt.timedelta(days=first["day"])).isoformat()
    assert (document["schema"], document["target"], document["members"]) == (
        "multipolar-signposts/1",
        "knockout_A",
        found.sample.tally.n,
    )
    assert len(document["signposts"]) <= 3 <= document["telling"] + 2


def test_yes_or_no__endings_and_questions_and_the_nearest():
    """By default the likeliest ending; a yes-or-no question by its id; a number is refused, anything else names the nearest."""
    found = run()
    assert s.yes_or_no(found, None).name == "knockout_A"
    question = next(q for q in found.sample.questions if q.feature is not None and q.question.type == "binary")
    asked = s.yes_or_no(found, question.question.id)
    holds = asked.read(found.outcomes)
    assert (asked.name, asked.text, holds.shape) == (question.question.id, question.question.text, (found.sample.tally.n,))
    with pytest.raises(QuestionError, match="Did you mean 'knockout_A'"):
        s.yes_or_no(found, "knockoutA")
    with pytest.raises(QuestionError, match="'length_days': expected an ending"):
        s.yes_or_no(found, "length_days")


def test_signposts__refuses_what_nothing_can_tell_of():
    """A target that always holds, and too few courses."""
    found = run()
    found.outcomes["label"][:] = 0
    with pytest.raises(QuestionError, match="in every course"):
        s.signposts(found, "knockout_A")
    few = run()
    few.sample = sample(150)
    with pytest.raises(QuestionError, match="150 effective courses, and signposts need 200"):
        s.signposts(few)


def test_signposts__of_copies_count_the_courses_they_descend_from():
    """A run that was given reports is worth the courses behind it; too few of these are refused, and it is said why."""
    found, whole = run(), s.signposts(run(), "knockout_A", top=1)
    n = found.sample.tally.n
    found.sample.members[:] = np.arange(n) // 2
    document = s.signposts(found, "knockout_A", top=1)
    assert (whole["effective"], document["effective"]) == (n, pytest.approx(n / 2))
    assert (whole["until"], document["until"]) == (None, None)
    found.sample.members[:] = np.arange(n) % 100
    with pytest.raises(QuestionError, match=r"100 effective courses \(its .* descend from 100\).*a run of more"):
        s.signposts(found)


def test_signposts__of_a_run_given_reports_are_watched_for_after_these():
    """What has been reported is known: an observer looks on later days, and the document says until when reports are in."""
    found = run()
    out, as_of = found.outcomes, found.war.scenario.as_of
    out["length_days"][:] = 100.0
    out["first_use"][:] = -1
    out["first_use"][out["label"] == 0, 1, 2] = 4
    assert s.signposts(found, "knockout_A")["signposts"][0]["day"] == 7
    found.forecast["conditioned"] = {"until": (as_of + dt.timedelta(days=10)).isoformat()}
    document = s.signposts(found, "knockout_A")
    assert (document["signposts"][0]["day"], document["until"]) == (14, found.forecast["conditioned"]["until"])
    assert min(row["day"] for row in document["signposts"]) > 10
