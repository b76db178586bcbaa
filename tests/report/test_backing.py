"""What stands behind a forecast, taken from the scenario of a run."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from multipolar.report import backing as b
from multipolar.session.war import Recipe, load_war


@pytest.fixture(scope="module")
def war():
    """Return the flagship on its second date."""
    return load_war(Recipe("karabakh_2020", as_of="2020-10-16"))


def test_stated_in__chances_of_authors_on_yes_or_no_questions(war):
    """Chances about numbers are scored apart and stand elsewhere."""
    found = b.stated_in(war.scenario.document)

    assert found["Q05"] == {"article": 0.25}
    assert all(0.0 <= p <= 1.0 for said in found.values() for p in said.values())
    assert not {q.id for q in war.scenario.document.questions if q.type != "binary"} & set(found)


def test_sources_of__names_the_sources_behind_numbers(war):
    """Each source with how many numbers rest on it; none without any."""
    found = b.sources_of(SimpleNamespace(war=war))

    assert len(found) > 20
    assert all(row["text"] and row["numbers"] > 0 for row in found)
