"""The courses of a war as a process that passes the dates of reports."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np

from forecast.reported import day, report
from invented import war
from multipolar.codes import Stop
from multipolar.engine.chunk import Job, params_of
from multipolar.forecast.evidence_document import Evidence
from multipolar.model.records import zeros
from multipolar.studies import reported as r

UNTIL = dt.date(2020, 10, 21)


def dated(name: str, event: str, public: str, **said):
    """Return a report of a kind on an event, public on a day of October."""
    whole = {"kind": "note", "event_date": f"2020-10-{event}", "report_date": f"2020-10-{public}", **said}
    return report(whole.pop("kind"), id=name, **whole)


def test_known_by__what_was_public_after_the_as_of_date_and_by_the_last_day():
    """What was public on the as-of date is in the scenario; later reports are not known yet; order is that in which they weigh."""
    reports = [dated("old", "15", "16"), dated("late", "18", "25"), dated("second", "12", "20"), dated("first", "19", "19")]
    evidence = Evidence(format="multipolar-evidence/1", scenario="karabakh_2020", reports=reports)
    found = r.known_by(evidence, day().frame, dt.date(2020, 10, 20))
    assert [one.id for one in found] == ["first", "second"]


def test_plan_of__holds_a_report_against_its_day_and_weighs_it_once_it_is_public():
    """An event before the as-of date is looked at on that date, one that is announced on its day; looks are dates as well."""
    reports = [dated("past", "12", "20"), dated("now", "19", "19"), dated("announced", "20", "18", kind="soft", ratio=2.0,
                                                                          feature="war_over")]  # fmt: skip
    plan = r.plan_of(reports, day().frame, UNTIL, looks=(2, 3, 99))
    assert plan.dates == (0, 2, 3, 4, 5)
    assert plan.seen == ((0,), (), (1,), (2,), ())
    assert plan.weighed == ((), (), (1,), (0, 2), ())
    assert plan.over == math.inf


def test_plan_of__an_event_after_the_last_day_is_held_against_it():
    """A halt agreed for the day after the last is looked at on the last, and from then on the war may be over."""
    reports = [dated("halt", "25", "20", kind="event", feature="war_over")]
    plan = r.plan_of(reports, day().frame, UNTIL)
    assert (plan.dates, plan.seen, plan.over) == ((5,), ((0,),), 5.0)


def process(*reports, looks=()) -> r.Reported:
    """Return a process over a few courses that are set by hand."""
    found = war()
    job = Job(found.model, 4, 1)
    return r.Reported(job, day().frame, params_of(job, 0, 4), r.plan_of(reports, day().frame, UNTIL, looks), 1)


def courses(made: r.Reported) -> r.Courses:
    """Return courses that run, with nothing in them."""
    start = made.start(4, 0)
    start.states[:] = day().st
    return start


def test_log_likelihood__a_report_weighs_from_the_day_it_is_public():
    """What it tells of is read on its day and kept, whatever becomes of the course by then."""
    made = process(dated("a", "18", "20", kind="event", feature="power_entry[TUR]"))
    held = courses(made)
    held.states["entry_day"][1, 0] = 1
    assert made.log_likelihood(held, 0).tolist() == [0.0] * 4
    held.states["entry_day"][:, 0] = 3
    found = made.log_likelihood(held, 1)
    assert found[1] == 0.0
    assert (found[[0, 2, 3]] < -3.0).all()
    assert (held.told[:, 0] == found).all()


def test_log_likelihood__courses_whose_war_is_over_are_gone_until_a_report_says_so():
    """On every date before that report's, and on no later one."""
    made = process(dated("a", "20", "20", kind="event", feature="war_over"), looks=(2,))
    held = courses(made)
    held.states["ending"][0] = Stop.COLLAPSE
    assert np.isneginf(made.log_likelihood(held, 0)).tolist() == [True, False, False, False]
    assert made.log_likelihood(held, 1)[0] > made.log_likelihood(held, 1)[1]
    assert made.log_likelihood(held, 2).tolist() == [0.0] * 4


def test_take_mix_and_drop__give_the_courses_asked_for_and_use_memory_again():
    """Rows of both are those of their origin, and what was dropped is what the next move fills."""
    made = process(dated("a", "18", "18"))
    one, two = courses(made), courses(made)
    one.states["men"][:, 0, 0], two.states["men"][:, 0, 0] = (1, 2, 3, 4), (5, 6, 7, 8)
    one.told[:, 0], two.told[:, 0] = (1, 2, 3, 4), (5, 6, 7, 8)
    mixed = made.mix(one, two, np.array([False, True, False, True]))
    assert mixed.states["men"][:, 0, 0].tolist() == [1, 6, 3, 8] == mixed.told[:, 0].tolist()
    before = made.params.copy()
    taken = made.take(mixed, np.array([3, 3, 1, 0]))
    assert taken.states["men"][:, 0, 0].tolist() == [8, 8, 6, 1] == taken.told[:, 0].tolist()
    assert taken.origin.tolist() == [3, 3, 1, 0]
    assert taken.params.tobytes() == before[[3, 3, 1, 0]].tobytes()
    assert made.params.tobytes() == before.tobytes()
    held = [part for parts in made.spare.values() for part in parts]
    assert any(part is two.states or part is mixed.states for part in held)
    assert not any(part is made.params for part in held)


def test_watch__tells_how_surprising_each_report_is_after_those_before():
    """Of two reports that say the same the second surprises less."""
    made = process(*(dated(name, "18", "18", kind="event", feature="power_entry[TUR]") for name in "ab"))
    held = courses(made)
    held.states["entry_day"][1, 0] = 1
    made.log_likelihood(held, 0)
    made.watch(held, np.full(4, 0.25), 0)
    first, second = made.told
    assert first.surprise == -first.log_evidence / np.log(2.0)
    assert 0.0 < second.surprise < 0.5 < first.surprise
    assert 1.0 <= second.ess < first.ess < 2.0


def test_each__covers_all_rows_once():
    """Whatever the number of threads."""
    seen = np.zeros(1234, int)

    def work(rows: slice) -> None:
        seen[rows] += 1

    r.each(work, 1234, 3, 500)
    assert (seen == 1).all()


def test_start__courses_have_their_own_numbers():
    """Every course is a member, with nothing told."""
    made = process(dated("a", "18", "18"))
    start = made.start(4, 3)
    assert start.origin.tolist() == [0, 1, 2, 3]
    assert start.states.tobytes() == zeros("STATE", 4, made.job.model.capacity).tobytes()
    assert start.told.shape == (4, 1)
