"""The control map: its table counts the courses."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.control_map import CONTROL_MAP


def test_control_map__table_holds_contested_sectors_only():
    """Sectors that nobody fights over are left out."""
    inp = invented_war(60)
    contested = [s["name"] for s in inp.scenario["sectors"] if s["contested"]]

    assert [row[0] for row in CONTROL_MAP.table(inp).rows] == contested


def test_control_map__starts_with_the_day_0_holders():
    """On day 0 nearly every contested sector is B's."""
    first = [row[1] for row in CONTROL_MAP.table(invented_war(60)).rows]

    assert set(first) <= {"0 %", "<1 %"}


def test_control_map__caption_tells_what_the_cells_are():
    """The reader learns that cells are not surveyed borders."""
    inp = invented_war(60)

    assert "nearest point" in CONTROL_MAP.caption(inp)
    assert CONTROL_MAP.table(replace(inp, series=None)).rows == ()
