"""VIEWS' numbers of countries: code and number agree or are refused."""

from __future__ import annotations

import pytest

from multipolar.errors import QuestionError
from multipolar.record.views_countries import IDS, NAMES, TODAY, booked_to


def test_ids__are_numbers_of_one_country_each():
    """Two hundred countries, no number twice; today's number is one of the country's."""
    assert len(IDS) == 201
    assert len(NAMES) == sum(len(numbers) for numbers in IDS.values())
    assert all(number in IDS[code] for code, number in TODAY.items())


def test_booked_to__knows_the_number_or_checks_it():
    """Azerbaijan is 126; a country with several numbers needs one, unless today's is known."""
    assert (booked_to("AZE"), booked_to("AZE", 126), booked_to("SDN")) == (("AZE", 126), ("AZE", 126), ("SDN", 245))
    assert booked_to("YEM", 124) == ("YEM", 124)
    with pytest.raises(QuestionError, match=r"country_number=\.\.\.: 124 or 196 or 240"):
        booked_to("YEM")


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("UKR", 126, "126 is AZE, UKR is 117"), ("AZE", 373, "no country of this number; AZE is 126"),
        ("AZR", None, "did you mean AZE"), ("aze", None, "did you mean AZE"), ("A", None, "ISO code of three letters"),
        ("XYZ", 7, "no country of this code"), ("AZE", -1, "no country of this number"),
    ],
)  # fmt: skip
def test_booked_to__a_contradiction_is_refused(code, number, said):
    """A code and a number of two countries, or one that nobody has."""
    with pytest.raises(QuestionError, match=said):
        booked_to(code, number)
