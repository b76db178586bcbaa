"""Drivers as they are printed: what a reader finds, in per cent or units, and nothing where nothing is known."""

from __future__ import annotations

import io

import pytest

from multipolar.cli.drivers_text import of_target, print_drivers
from multipolar.cli.terminal import SafeConsole


def row(key, kind="parameter", *, share=0.1, low=0.05, flips=None, categories=(), above=True):
    at = {"low": 0.231, "middle": None if categories else 0.4, "high": 0.626}
    inputs = dict.fromkeys(at, None) if categories else {"low": 0.0091, "middle": 0.033, "high": 1250.0}
    return {
        "key": key, "label": f"what {key} is", "kind": kind, "unit": "", "first_order": {"value": share, "low": low, "high": 0.15},
        "total_variation": 0.2, "null95": 0.04, "bits": 0.1383, "at": at, "flips_at": flips, "graded": "J", "above_noise": above,
        "at_input": {end: ("C1" if categories else value) for end, value in inputs.items()},
        "flips_to": "knockout_A" if flips else None,
        "categories": list(categories),
    }  # fmt: skip


def part(**changes):
    return {
        "target": "ending", "target_text": "how the war ends", "target_kind": "name", "unit": "probability", "members": 10_000,
        "effective": 8_714.9, "luck": {"value": 0.69, "low": 0.64, "high": 0.73}, "twin_pairs": 1_000, "explained": 0.2,
        "headline": {"answer": "knockout_A", "text": "Outright victory of Northland", "value": 0.42, "low": 0.41, "high": 0.43},
        "drivers": [
            row("R1", "claim", categories=("C1", "C2"), flips=0.05), row("tempo"), row("idle", above=False), row("weak", low=0.0),
        ],
        "pairs": [{"first": "R1", "second": "tempo", "share": {"value": 0.006, "low": 0.004, "high": 0.009}}],
        "research": [{"key": "R1", "label": "what R1 is", "kind": "claim", "graded": "J", "bits": 0.138, "moves": -0.39}],
        "crux": {"sentence": "The crux is R1."}, "notes": ["2 of 4 inputs stand above their level of noise."], **changes,
    }  # fmt: skip


def printed(*others, top=12, **changes):
    out = io.StringIO()
    head = {"scenario": "invented_pass", "as_of": "2030-04-20", "interrupted": None, "others": list(others)}
    print_drivers(SafeConsole(file=out, width=110, highlight=False, markup=False), head | part(**changes), top)
    return out.getvalue()


def test_print_drivers__holds_headline_luck_inputs_and_crux():
    """Shares with intervals, ends with the input there, the credence that flips, pairs and what to find out next."""
    text = printed()
    for word in (
        "what moves ending (10,000 courses, worth 8,715 of equal weight)", "leads with 42 % (41 % to 43 %)",
        "Luck: 69 % (64 % to 73 %)",
        "R1 (claim, J)", "what R1 is", "10.0 %", "5.0–15.0", "0.138", "23 %", "63 %", "at 0.0091", "at 1,250", "5 %", "knockout_A",
        "0.6 %, 0.4–0.9", "-39 points", "The crux is R1.", "- 2 of 4 inputs",
    ):  # fmt: skip
        assert word in text
    assert "idle" not in text
    assert "weak" not in text


def test_print_drivers__tells_how_many_are_left_out():
    """Inputs beyond those wanted are counted."""
    text = printed(top=1)
    assert "and 1 more (--top 2" in text
    assert "what tempo is" not in text


def test_print_drivers__says_where_there_is_nothing():
    """No sure input, no pair, nothing to find out; a target that never varies has its note alone."""
    text = printed(drivers=[row("idle", above=False)], pairs=[], research=[])
    assert "No input stands out from the noise." in text
    assert "None for sure among the strongest inputs." in text
    assert "No such input stands out" in text
    text = printed(drivers=[], luck=None, crux=None, pairs=None, notes=["ending never varies"])
    assert "Luck" not in text
    assert "crux" not in text
    assert "- ending never varies" in text
    assert "Pairs" not in printed(pairs=None)


def test_print_drivers__a_number_has_its_unit():
    """Means and differences in the target's unit; a second target is a part of its own."""
    number = part(
        target="length_days", target_kind="number", unit="days", effective=10_000.0,
        headline={"answer": "mean", "text": "days to the end", "value": 78.83, "low": 77.4, "high": 80.2},
        research=[{"key": "R1", "label": "what R1 is", "kind": "claim", "graded": "J", "bits": 0.05, "moves": 31.4}],
    )  # fmt: skip
    text = printed(number)
    assert "days to the end is on average 78.8 days (77.4 days to 80.2 days)." in text
    assert "what moves length_days (10,000 courses)" in text
    assert "+31.4 days" in text


@pytest.mark.parametrize(
    ("value", "kind", "unit", "told"),
    [(None, "name", "", ""), (0.5, "yes or no", "probability", "50 %"), (1250.0, "number", "persons", "1,250 persons")],
)
def test_of_target__in_per_cent_or_in_its_unit(value, kind, unit, told):
    """Nothing for nothing."""
    assert of_target(value, {"target_kind": kind, "unit": unit}) == told


def test_print_drivers__claims_of_the_method_stand_beside_the_courses():
    """By analysis that was kept; nothing where none was."""
    claim = {"key": "METHOD_VICTORY", "label": "who wins", "kind": "method claim", "settings": ["Linear", "Square"], "share": 0.607}
    drawn = {"key": "courses", "label": "the courses, drawn anew 100 times", "kind": "courses", "settings": [], "share": 0.2}
    methods = [{"analysis": "election", "answer": "the chance of each design", "together": 0.193, "drivers": [claim, drawn]}]
    text = printed(methods=methods)
    for word in ("election: the chance of each design", "METHOD_VICTORY (method claim)", "Linear, Square", "60.7 %", "19.3 %"):
        assert word in text
    assert "Claims of the method" not in printed(methods=[])
