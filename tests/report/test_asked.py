"""What was asked of a run, read for its page."""

from __future__ import annotations

import json
from types import SimpleNamespace

from tests.report.invented_asked import powers_document

from multipolar.report.asked import FILES, asked_of


def test_asked_of__what_is_of_these_courses_and_why_the_rest_is_not(tmp_path):
    """An answer of this run is shown, one of another is told, one that was never asked is neither."""
    run = SimpleNamespace(folder=tmp_path, digest="ab" * 32)
    (tmp_path / FILES["powers"][0]).write_text(json.dumps(powers_document()))
    (tmp_path / FILES["settlement"][0]).write_text(json.dumps({"schema": FILES["settlement"][1], "digest": "cd" * 32}))
    found = asked_of(run)
    assert set(found) == {"powers", "notes"}
    assert found["powers"]["status_quo"] == "stay_out,stay_out"
    assert set(found["notes"]) == {"settlement"}
    assert "other courses" in found["notes"]["settlement"]
