"""The law of questions: what `check` passes is counted after the run, what could not be counted is refused with its line.

Every feature is asked in every right form and in every wrong one: arguments of each other kind, too few, too many, days
outside the forecast, other types, options, thresholds and units.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from multipolar.codes import ENDINGS
from multipolar.errors import QuestionError
from multipolar.forecast.features import FEATURES, declared, frame_of
from multipolar.forecast.question import answer, asked, count_question
from multipolar.forecast.tally import Tally
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.scenario.check import check, checked
from multipolar.scenario.document import Question
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.resolve import resolve
from multipolar.session.war import words

SMALL = Path(__file__).parent.parent / "scenarios" / "valid" / "small.yaml"
RIGHT = {
    "side": ("A", "B", "AAA", "BBB"), "actor": ("A", "B", "AAA", "BBB", "EAST", "WEST"),
    "power": ("EAST", "WEST"), "sector": ("MID", "TOP", "WES", "EAS"), "lifeline": ("the road",),
    "place": ("MID", "TOP", "WES", "EAS", "the road"), "treaty": ("PACT",), "red line": ("RL1",),
    "linked theatre": ("north",), "ending": tuple(ENDINGS), "date": ("2024-03-11", "2024-06-08"),
    "mark date": ("2024-03-11", "2024-06-08"), "mark day": ("1", "14", "90"),
}  # fmt: skip
ACTS = {"EAST": ("arm_AAA", "arm_A", "mediate", "flood_B", "flood_BBB"), "WEST": ("sanction_EAST", "mediate")}
WRONG = {
    "date": ("2024-03-10", "2024-06-09", "2024-03", "2024", "20240401", "2024-02-30", "tomorrow", "", "MID", "14"),
    "mark date": ("2024-03-10", "2024-06-09", "2024-03", "1 April 2024", "", "MID", "14"),
    "mark day": ("0", "-1", "91", "14.5", "1e1", "2024-04-01", "MID", "", "9" * 400),
    "option": ("stay_out", "sanction_WEST", "arm", "ground_AAA", "", "EAST"),
}
OTHER_NAMES = {name for names in RIGHT.values() for name in names} | {"Zz", "", "top", "A B", "*", "other", "none"}
OPTIONS = {"brokers": ["EAST", "WEST+EAST", "none"], "peacekeepers": ["WEST only", "WEST+EAST", "multinational", "other"], "": []}
TYPE = {"yes": "binary", "number": "continuous", "name": "categorical"}


@lru_cache(maxsize=1)
def text():
    return SMALL.read_text(encoding="utf-8").split("\nquestions:")[0].replace("questions: [Q1], ", "") + "\n"


@lru_cache(maxsize=1)
def frame():
    scenario = resolve(checked(loaded_from(text(), "law.yaml"), words()), words())
    return frame_of(scenario, build(scenario))


def question(feature, **more):
    word = declared().get(feature.partition("[")[0])
    form = {"type": TYPE[word.answers], "options": OPTIONS[word.options]} if word else {"type": "binary"}
    return {"id": "Q", "text": "?", "as_of": ["2024-03-10"], "feature": feature, **form, **more}


def faults(asks):
    """Return the problems that `check` finds in the small scenario when it asks one question."""
    block = yaml.safe_dump({"questions": [asks]}, sort_keys=False)
    return check(loaded_from(f"{text()}{block}", "law.yaml"), words()).problems


def spelled(name, args):
    return f"{name}[{', '.join(args)}]" if args else name


def right_forms(name, word):
    """Return every right list of arguments of a feature, one kind varied at a time."""
    if not word.takes:
        return [()]
    if word.takes == ("power", "option"):
        return [(power, act) for power, acts in ACTS.items() for act in acts]
    forms = [(arg,) for arg in RIGHT[word.takes[0]]]
    return forms + ([()] if word.optional else []) + ([RIGHT[word.takes[0]]] if word.many else [])


def wrong_forms(name, word):
    """Return wrong lists of arguments of a feature: each other kind of name in turn, too few, too many, repeated."""
    good = right_forms(name, word)[0]
    for k, kind in enumerate(word.takes):
        for arg in WRONG.get(kind) or sorted(OTHER_NAMES - set(RIGHT[kind])):
            yield (*good[:k], arg, *good[k + 1 :])
    if word.takes and not word.optional:
        yield ()
    if word.many and good:
        yield (good[0], good[0])
    if not word.many:
        yield (*good, "Zz")
        yield (*good, *(good or ("EAST",)))


@pytest.mark.parametrize("name", list(FEATURES))
def test_features__every_right_form_is_passed_and_counted(name):
    """Each feature with each right argument is passed by `check`, compiled and counted."""
    out = zeros("OUTCOME", 3, frame().model.capacity)
    for args in right_forms(name, declared()[name]):
        asks = question(spelled(name, args))
        tally = Tally(3)

        assert faults(asks) == (), asks
        item = asked(Question.model_validate(asks), frame())
        if not any(kind.startswith("mark") for kind in declared()[name].takes):
            count_question(tally, item, out)
            assert tally.failed == {}
            assert answer(item, tally)["outside"] is False


@pytest.mark.parametrize("name", list(FEATURES))
def test_features__every_wrong_form_is_refused_by_check_and_by_the_counting(name):
    """Each feature with each wrong argument is refused with its line, and by the same judge before it is counted."""
    tried = 0
    for args in wrong_forms(name, declared()[name]):
        asks = question(f"{name}[{', '.join(args)}]" if args or not declared()[name].takes else name)
        found = faults(asks)

        assert [p.path for p in found if p.line > 0] == ["questions[Q].feature"] * len(found) != [], asks
        with pytest.raises(QuestionError, match="question Q: "):
            asked(Question.model_validate(asks), frame())
        tried += 1
    assert tried > 0


@pytest.mark.parametrize("name", list(FEATURES))
@pytest.mark.parametrize("kind", ["binary", "continuous", "categorical"])
@pytest.mark.parametrize("threshold", [None, 0.5])
def test_features__another_type_or_a_threshold_that_nothing_reads_is_refused(name, kind, threshold):
    """A question's type is its feature's answer; only a number can be asked to be above a threshold."""
    word = declared()[name]
    options = OPTIONS[word.options] or ["EAST", "none"] if kind == "categorical" else []
    asks = question(spelled(name, right_forms(name, word)[0]), type=kind, options=options)
    asks |= {} if threshold is None else {"threshold": threshold}
    above = kind == "binary" and word.answers == "number"
    fits = threshold is not None if above else TYPE[word.answers] == kind and (threshold is None or word.threshold)

    assert bool(faults(asks)) != fits
    if not fits:
        with pytest.raises(QuestionError):
            asked(Question.model_validate(asks), frame())


@pytest.mark.parametrize(
    ("feature", "options", "code"),
    [
        ("broker", ["0-10", "none"], "unknown-answer"), ("broker", ["EAST"], "missing-key"), ("broker", [], "missing-key"),
        ("broker", ["EAST", "EAST"], "duplicate-id"), ("broker", ["EAST+WEST", "WEST+EAST"], "duplicate-id"),
        ("broker", ["EAST+EAST", "none"], "unknown-answer"), ("broker", ["Minsk three", "none"], "unknown-answer"),
        ("broker", ["AAA", "none"], "unknown-answer"), ("broker", ["EAST+", "none"], "unknown-answer"),
        ("broker", ["EAST only", "none"], "unknown-answer"), ("peacekeepers", ["0-10"], "missing-key"),
        ("peacekeepers", ["0-10", "none"], "unknown-answer"), ("peacekeepers", ["EAST", "none"], "unknown-answer"),
        ("peacekeepers", ["EAST+WEST only", "none"], "unknown-answer"), ("peacekeepers", ["none", "none"], "duplicate-id"),
        ("peacekeepers", ["Multinational", "none"], "unknown-answer"),
        ("peacekeepers", ["WEST+EAST", "EAST+WEST"], "duplicate-id"),
    ],
)  # fmt: skip
def test_options__that_no_course_can_answer_with_are_refused(feature, options, code):
    """Options are made of powers that are there, each answer once, at least two of them."""
    asks = question(feature, options=options)

    assert code in [p.code for p in faults(asks)]
    with pytest.raises(QuestionError):
        asked(Question.model_validate(asks), frame())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"feature": "relapse", "options": ["yes it does", "not at all"]}, "unused-key"),
        ({"feature": "relapse", "base_rate": 0.3}, "unused-key"),
        ({"feature": "relapse", "stated": {"me": {"yes it does": 0.4}}}, "wrong-type"),
        ({"feature": "relapse", "stated": {"me": 1.4}}, "outside-bounds"),
        ({"feature": "displaced", "type": "continuous", "unit": "km2"}, "wrong-dimension"),
        ({"feature": "", "threshold": 3, "base_rate": 0.3}, "unused-key"),
        ({"feature": "", "type": "continuous"}, "no-answer"),
        ({"feature": "", "type": "categorical", "options": ["EAST", "WEST"]}, "no-answer"),
        ({"feature": "holder_end[TOP"}, "unknown-feature"),
        ({"feature": "holder_end TOP"}, "unknown-feature"),
        ({"feature": "holder_end[TOP] or so"}, "unknown-feature"),
        ({"feature": "holder_end[[TOP]]"}, "unknown-feature"),
        ({"feature": "share_final", "type": "continuous", "closes": "2024-06-09"}, "outside-horizon"),
        ({"feature": "share_final", "type": "continuous", "closes": "2024-03-10"}, "closed-question"),
        ({"feature": "stopped_by[2024-05-01]", "closes": "2024-04-30"}, "bad-order"),
        ({"feature": "relapse", "as_of": ["2024-03-11"]}, "unknown-date"),
    ],
)
def test_questions__with_keys_that_cannot_be_used_are_refused(more, code):
    """What a question says is used, or named as what nothing reads."""
    asks = question("relapse") | more

    assert [p.code for p in faults(asks)] == [code]


def test_marks__nine_days_are_one_too_many():
    """Shares are kept on eight days: the ninth is refused by `check`, eight are all kept."""
    asks = [question(f"share_mark[2024-04-{day:02}]") | {"id": f"Q{day}"} for day in range(1, 10)]
    more = yaml.safe_dump({"questions": asks}, sort_keys=False)
    eight = yaml.safe_dump({"questions": asks[:8]}, sort_keys=False)

    assert [p.code for p in check(loaded_from(text() + more, "law.yaml"), words()).problems] == ["too-many"]
    scenario = resolve(checked(loaded_from(text() + eight, "law.yaml"), words()), words())
    model = build(scenario)
    out = zeros("OUTCOME", 2, model.capacity)
    out["share_mark"] = np.arange(8)
    for item in scenario.document.questions:
        tally = Tally(2)
        count_question(tally, asked(item, frame_of(scenario, model)), out)
        assert tally.failed == {}


def test_marks__come_before_the_days_on_which_other_questions_close():
    """A day whose shares a question needs is kept, however many other questions close on days of their own."""
    closing = [question("relapse") | {"id": f"R{day}", "closes": f"2024-04-{day:02}"} for day in range(1, 20)]
    asks = [*closing, question("share_rise[77]"), question("share_final", closes="2024-06-01") | {"id": "F"}]
    block = yaml.safe_dump({"questions": asks}, sort_keys=False)
    scenario = resolve(checked(loaded_from(text() + block, "law.yaml"), words()), words())
    days = build(scenario).sc["mark_day"][0].tolist()

    assert {77, 83} <= set(days)


def test_peacekeepers__count_whatever_the_order_of_their_names():
    """WEST+EAST is the answer of patrols of East and West."""
    model = frame().model
    model.sc["arrangement"][0][0] = 2
    model.sc["enforcer"][0][0][:2] = 1
    out = zeros("OUTCOME", 1, model.capacity)
    item = asked(Question.model_validate(question("peacekeepers")), frame())
    tally = Tally(1)
    count_question(tally, item, out)
    frame.cache_clear()

    assert answer(item, tally)["options"]["WEST+EAST"] == 1.0
