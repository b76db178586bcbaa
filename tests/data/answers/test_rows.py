"""Lines are read, or refused with what was found, what is allowed and the likely fix."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from answered import BORDER, TWO
from multipolar.data.answers.rows import read_answers
from multipolar.errors import ScenarioError

DAY = dt.date(2031, 5, 10)


def read(**changed):
    """Return answers with some changed."""
    return read_answers(json.dumps({**BORDER, **changed}, ensure_ascii=False), "answers", DAY)


def problems(**changed):
    """Return what is wrong with answers."""
    with pytest.raises(ScenarioError) as caught:
        read(**changed)
    return caught.value.problems


def test_read_answers__numbers_ranges_and_names():
    """30,000 to 50,000 men is a range, 26k men a number, guns alone what is usual; a side is known by its name."""
    first, second = read().rows["with"]
    assert first.said["men"] == (30_000.0, 40_000.0, 50_000.0)
    assert first.said["tanks"] == (250.0, 250.0, 250.0)
    assert (second.name, second.said["men"], second.said["guns"], second.said["quality"]) == ("B", (26_000.0,) * 3, "usual", "high")


def test_read_answers__a_list_and_a_text_of_lines_say_the_same():
    """A page sends a text, a file may hold a list."""
    assert read(end="halt\n\n hand over ").rows["end"][1].name == "hand_over"
    assert read(behind="\n".join(BORDER["behind"])).rows == read().rows


def test_read_answers__names_that_follow_a_key_belong_to_it():
    """could: troops, mediation are two things that it could do."""
    assert read().rows["behind"][0].words("could") == ["ground", "mediate"]
    assert read().rows["behind"][0].words("does") == ["arm"]


def test_read_answers__dates_default_to_today():
    """Without dates the round begins today."""
    found = read_answers(json.dumps(TWO), "answers", DAY)
    assert (found.as_of, found.since) == (DAY, DAY)


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"who": "Northland"}, "missing-key", "found 1 sides"),
        ({"ground": ""}, "missing-key", "found no place"),
        ({"ground": "The ford; plane; B"}, "not-allowed", "Did you mean 'plain'?"),
        ({"who": "A side; state\nA side"}, "duplicate-id", "used twice"),
        ({"with": "Northlund; 3 tanks"}, "not-allowed", "Did you mean 'northland'?"),
        ({"with": "A; 3 tanks; 4 tanks"}, "duplicate-key", "said already"),
        ({"with": "A; mem: 3"}, "unknown-key", "Did you mean 'men'?"),
        ({"end": "seefire"}, "not-allowed", "Did you mean 'ceasefire'?"),
        ({"feared": "Nobody; own troops"}, "not-allowed", "expected who fears it"),
        ({"sinse": "2031-01-01"}, "unknown-key", "Did you mean 'since'?"),
        ({"as_of": "2031-13-01"}, "bad-date", "2031-13-01"),
        ({"since": "2031-06-01"}, "bad-order", "after the as-of date"),
        ({"horizon_days": 9000}, "outside-bounds", "1 to 720"),
        ({"format": "multipolar-answers/2"}, "not-allowed", "multipolar-answers/1"),
        ({"who": [{"Northland": "x"}, "B"]}, "wrong-type", "quotes"),
        ({"end": "halt; quickly"}, "not-allowed", "Leave it out."),
        ({"know": "x" * 5000}, "too-many", "at most 4000"),
    ],
)  # fmt: skip
def test_read_answers__refuses_with_the_likely_fix(changed, code, said):
    """Nothing is passed over."""
    found = problems(**changed)
    assert any(p.code == code and said in f"{p.message} {p.hint}" for p in found), found


def test_read_answers__all_faults_at_once():
    """Two faults in two answers are told together."""
    assert {p.path.split(".")[0] for p in problems(end="seefire", with_="x", know="whom")} >= {"end", "know"}
