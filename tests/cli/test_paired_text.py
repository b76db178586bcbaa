"""Comparisons as they are printed."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cli_fakes import comparison, difference
from multipolar.cli.paired_text import cells_of, named, points, print_comparison, quantity, units


@pytest.mark.parametrize("width", [80, 120])
def test_print_comparison__inputs_first_then_what_moved(width):
    """What differs in the inputs stands above what differs in the results; long lists are cut and say so."""
    out = Console(file=io.StringIO(), width=width)
    print_comparison(out, comparison())
    text = out.file.getvalue()
    marks = ["article → grinding", "claim C00", "and 4 more inputs", "Outright victory", "question Q16, none", "Scores against"]
    assert [text.index(m) for m in marks] == sorted(text.index(m) for m in marks)
    assert max(map(len, text.splitlines())) <= width


def test_points__are_per_cent_with_the_paired_error():
    """Chances differ in points."""
    assert points(difference(0.54, 0.42)) == ("54.0 %", "42.0 %", "-12.0 ± 1.0", "moved")


def test_units__are_written_as_people_write_them():
    """Quantities keep their unit and never turn to powers of ten."""
    assert units(difference(4067.0, 3442.0, 220.0)) == ("4,067", "3,442", "-625 ± 220", "moved")
    assert units(difference(1.0, 1.5, 1.0)) == ("1", "1.5", "+0.5 ± 1", "")


def test_cells_of__counts_are_not_chances():
    """Failed truces, deaths or days may be fewer than one and are no probability."""
    assert cells_of(difference(0.5, 0.6, share=False))[0] == "0.5"
    assert cells_of(difference(0.5, 0.6))[0] == "50.0 %"


def test_print_comparison__says_what_is_not_paired():
    """Samples apart are called so, above their differences, and nothing is called paired."""
    document = comparison()
    row = document["variants"]["grinding"] | {"unpaired": "Not paired: seed 3 against seed 4.", "moved": []}
    out = Console(file=io.StringIO(), width=100)
    print_comparison(out, document | {"variants": {"grinding": row}})
    text = out.file.getvalue()

    assert text.startswith("invented_pass as of 2030-04-20: 100 courses in article, seed 7\n")
    assert text.index("Not paired: seed 3 against seed 4.") < text.index("knockout_A")
    assert "Nothing else moved by more than two standard errors." in text
    assert "same courses" not in text


@pytest.mark.parametrize(
    ("members", "there", "absent"),
    [(100, "54 of 100", "54.0 %"), (20, "Only 20 courses", "knockout_A"), (400, "54.0 %", " of 400")],
)
def test_print_comparison__of_few_courses_is_counts(members, there, absent):
    """Two variants of few courses are compared in counts, of fewer in no number: as every other share is printed."""
    out = Console(file=io.StringIO(), width=120)
    print_comparison(out, comparison() | {"members": members})
    text = out.file.getvalue().split("what else moved")[0]

    assert there in text
    assert absent not in text


def test_named__turns_keys_into_words():
    """Colons are for programs."""
    assert (named("question:Q16:none"), named("share_final")) == ("question Q16, none", "share final")
    assert named("deaths:B") == "deaths B"


def test_quantity__groups_thousands():
    """Thousands stand apart."""
    assert (quantity(105200.4), quantity(0.3456), quantity(-6116)) == ("105,200", "0.346", "-6,116")
