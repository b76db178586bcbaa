"""The fans: words about what was known, and bands."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.fans import FANS


def test_fans__speak_of_known_facts_only_where_there_are_any():
    """Dots are explained when they are drawn."""
    inp = invented_war(60)

    assert "announced or reported" in FANS.caption(inp)
    assert "announced" not in FANS.caption(replace(inp, known={}))


def test_fans__have_a_table_of_bands():
    """Deaths, ground, displaced and money stand in the table."""
    assert len(FANS.table(invented_war(60)).rows) == 6
