"""Numbers and claims in words: every key that a scenario may hold has a phrase, and no identifier of a file is shown."""

from __future__ import annotations

import inspect
import re

import pytest
from pydantic import BaseModel

from multipolar.model.fields import FIELDS
from multipolar.report import number_words as n
from multipolar.scenario import document as blocks
from multipolar.scenario.files import library_names
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.quantity import Quantity
from multipolar.session.war import Recipe, load_war

TABLES = {
    "Belligerent": "belligerents", "Economy": "economy", "Edge": "edges", "Forces": "forces", "Interest": "interests",
    "LinkedTheatre": "linked_theatres", "OptionSpec": "options", "Power": "powers", "Question": "questions", "RedLine": "red_lines",
    "Report": "reports", "Sector": "sectors", "Settlement": "settlements", "Tie": "ties", "Treaty": "treaties",
}  # fmt: skip
WARS = ("karabakh_2020", "libya_2019", "chad_1987", "october_1973")
RAW = re.compile(r"[a-z]_[a-zA-Z]|\[[A-Z]|EXT_|\bP\d{2}")
"""What identifiers and addresses of a file look like."""


def test_keys__cover_every_number_that_a_block_may_hold():
    """A key without words would reach the page as it stands; a word for a key that is gone says nothing."""
    found = {
        f"{TABLES[name]}.{key}"
        for name, kind in inspect.getmembers(blocks, inspect.isclass)
        if issubclass(kind, BaseModel) and name in TABLES
        for key, field in kind.model_fields.items()
        if "Quantity" in str(field.annotation)
    }
    assert found == set(n.KEYS)


@pytest.fixture(scope="module", params=WARS)
def war(request):
    """Return a war of the library."""
    return load_war(Recipe(request.param))


def test_number_name__shows_no_identifier(war):
    """Every number of a war is told by names and words, whatever table it stands in."""
    document = war.scenario.document
    names = n.things_in(document)
    told = [n.number_name(document, found, names) for found in numbers_of(document)]

    assert len(told) > 400
    assert [text for text in told if RAW.search(text)] == []
    assert [text for text in told if not text.strip()] == []


def test_effects_text__says_what_every_claim_does_without_an_identifier(war):
    """Claims that move nothing say so too."""
    document = war.scenario.document
    names = n.things_in(document)
    told = {claim.id: n.effects_text(claim.effects, names, claim.inert_reason) for claim in document.claims}

    assert all(told.values())
    assert [key for key, text in told.items() if RAW.search(text)] == []


def test_meaning_of__every_field_a_claim_can_target():
    """No number of the register stands before the meaning."""
    assert [f.name for f in FIELDS if re.match(r"P\d", n.meaning_of(f.name)) or not n.meaning_of(f.name)] == []
    assert n.meaning_of("no_such_field") == "no such field"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.55, "0.55"), (-0.2, "−0.20"), (0.0004, "0.0004"), (12345, "12,300"), ([0.2, 0.3, 0.4], "0.30 (0.23 to 0.37)"), (0, "0")],
)
def test_value_text__one_figure_or_a_middle_with_its_range(value, text):
    """What is drawn is told with where nine in ten draws lie; minus signs are minus signs."""
    assert n.value_text(Quantity.model_validate({"v": value})) == text


def test_grade_text__without_a_source_nothing_is_claimed():
    """A grade without a source is no source; judgement needs none."""
    assert n.grade_text(Quantity.model_validate({"v": 1, "grade": "A"})) == "no source"
    assert n.grade_text(Quantity.model_validate({"v": 1, "grade": "A", "source": "X"})) == "several sources agree"
    assert n.grade_text(Quantity.model_validate({"v": 1, "grade": "J"})) == "judgement"


def test_library__is_where_these_wars_come_from():
    """The wars above exist."""
    assert set(WARS) <= set(library_names())
