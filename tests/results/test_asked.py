"""What a run tells when it is asked has named parts."""

from __future__ import annotations

from multipolar.results import Answer, Discovery, Drivers


def test_drivers__has_named_parts():
    """The parts of drivers, what is not known as None, and further targets as results of their own."""
    part = {
        "target": "ending", "members": 900, "effective": 850.5, "headline": {"value": 0.4}, "luck": {"value": 0.7}, "pairs": [],
        "drivers": [{"key": "tempo"}], "research": [{"key": "R1"}], "crux": {"sentence": "s"},
    }  # fmt: skip
    nothing = part | {"target": "Q1", "luck": None, "pairs": None, "crux": None}
    head = {"schema": "multipolar-drivers/1", "version": "0", "scenario": "x", "as_of": "2030-01-02", "digest": "d", "seed": 7}
    found = Drivers(head | part | {"others": [nothing]})
    assert (found.target, found.members, found.effective, found.headline) == ("ending", 900, 850.5, {"value": 0.4})
    assert (found.luck, found.pairs, found.crux) == ({"value": 0.7}, [], {"sentence": "s"})
    assert (found.drivers, found.research) == ([{"key": "tempo"}], [{"key": "R1"}])
    other = found.others[0]
    assert (other.target, other.scenario, other.luck, other.pairs, other.crux, other.others) == ("Q1", "x", None, None, None, [])


def test_discovery__has_named_parts():
    """Target, answer, base rate, boxes and the steps of the peeling."""
    document = {"scenario": "x", "as_of": "2030-01-02", "target": "Q1", "answer": "Q1: yes", "members": 900, "base": {"value": 0.4}}
    found = Discovery(document | {"boxes": [{"mass": 0.2}], "trajectory": [{"step": 0}]})
    assert (found.target, found.answer, found.members, found.base) == ("Q1", "Q1: yes", 900, {"value": 0.4})
    assert (found.boxes, found.trajectory) == ([{"mass": 0.2}], [{"step": 0}])


def test_answer__value_is_what_was_asked_for():
    """A probability, a mean, or probabilities by name."""
    head = {"scenario": "x", "as_of": "2030-01-02", "feature": "f", "members": 9, "unit": "1", "counted": {}}
    assert Answer(head | {"kind": "yes or no", "published": {"p": 0.4}}).value == 0.4
    assert Answer(head | {"kind": "number", "published": {"mean": 7.0}}).value == 7.0
    named = Answer(head | {"kind": "name", "published": {"options": {"a": {"p": 0.1}}}})
    assert (named.value, named.feature, named.members, named.unit, named.counted) == ({"a": 0.1}, "f", 9, "1", {})
