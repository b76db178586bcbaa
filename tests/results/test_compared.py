"""Tables of studies find their rows."""

from __future__ import annotations

from multipolar.results import StudyTable


def test_study_table__finds_its_rows_by_kind():
    """Rows stand under the name that the document gives them; an interrupted study says so."""
    assert StudyTable({"mechanisms": {"drones": 1}, "complete": False}, "mechanisms", "").rows == {"drones": 1}
    assert not StudyTable({"rows": [], "complete": False}, "prior", "").complete
    assert StudyTable({"rows": [1]}, "targets", "").complete
