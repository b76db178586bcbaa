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
    """On day 0 every contested sector is B's; a few courses are counts."""
    few, many = (CONTROL_MAP.table(invented_war(n)) for n in (60, 300))

    assert {row[1] for row in few.rows} == {"none"}
    assert {row[1] for row in many.rows} <= {"none", "<1 %"}
    assert {cell for row in few.rows for cell in row[2:] if cell != "none"} <= {f"{k} of 60" for k in range(61)}
    assert list(CONTROL_MAP.table(invented_war(20)).rows) == []


def test_control_map__caption_tells_what_the_cells_are():
    """The reader learns that cells are not surveyed borders."""
    inp = invented_war(60)

    assert "nearest point" in CONTROL_MAP.caption(inp)
    assert CONTROL_MAP.table(replace(inp, series=None)).rows == ()
