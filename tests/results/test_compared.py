"""Tables of studies find their rows."""

from __future__ import annotations

from multipolar.results import StudyTable, Sweep


def test_study_table__finds_its_rows_by_kind():
    """Rows stand under the name that the document gives them; an interrupted study says so."""
    assert StudyTable({"mechanisms": {"drones": 1}, "complete": False}, "mechanisms", "").rows == {"drones": 1}
    assert not StudyTable({"rows": [], "complete": False}, "prior", "").complete
    assert StudyTable({"rows": [1]}, "targets", "").complete


def test_sweep__has_named_parts():
    """Axes, points, rows, and the table where one was written."""
    document = {"members": 9, "axes": {"C1": ["off"]}, "points": ["C1=off"], "rows": [{"point": "C1=off"}], "file": None}
    found = Sweep(document)
    assert (found.members, found.axes, found.points, found.rows) == (9, {"C1": ["off"]}, ["C1=off"], [{"point": "C1=off"}])
    assert (found.file, Sweep(document | {"file": "t.csv"}).file) == (None, "t.csv")
