"""The figure of drivers: ends with intervals, flips in words, luck as a sentence."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.drivers import DRIVERS, luck_text


def test_drivers__tell_each_end_with_its_interval_and_where_it_lies():
    """An input without source stands first; that nothing flips is said."""
    inp = invented_war(200)
    rows = DRIVERS.table(inp).rows
    assert rows[0] == (
        "Stated will: Aland", "judgement", "20 % (16–24) at 30 %", "35 % (31–39) at 50 %", "50 % (46–54) at 70 %",
        "Flips at 41 %: beyond it “Frozen on the present lines” leads.",
    )  # fmt: skip
    assert rows[1][3] == ""
    assert rows[1][5] == "No flip inside its range."
    together, research = DRIVERS.also(inp)
    assert together[1].rows[0][0].endswith("by +25 in the upper.")
    assert research[1].rows == [("Stated will: Aland", "judgement", "+30 points")]


def test_luck_text__is_a_sentence_or_nothing():
    """Without pairs of courses with equal inputs nothing is told of luck."""
    inp = invented_war(200)
    found = inp.turning["drivers"]
    assert luck_text(found).startswith("70 % (62–78) of the spread of endings is luck")
    assert luck_text({**found, "luck": None}) == ""
    assert DRIVERS.caption(inp).startswith("70 %")
    assert DRIVERS.data(replace(inp, turning={})) is None
