"""Signposts as calendar and table."""

from __future__ import annotations

import csv
import io

import pytest

from multipolar.errors import RunError
from multipolar.report.calendar import calendar_text, table_text, write_signposts

DOCUMENT = {
    "scenario": "invented", "as_of": "2030-04-20", "version": "1", "target": "knockout_A",
    "signposts": [{
        "key": "option_used[X, arm_Y]",
        "event": "Första makten, långt borta; delivers arms and shells to the force that holds the second pass",
        "by": "2030-05-04", "day": 14, "running": 0.8, "p": 0.31, "seen": 0.5, "seen_low": 0.4, "seen_high": 0.6, "unseen": 0.2,
        "unseen_low": 0.1, "unseen_high": 0.3, "bits": 0.05,
    }],
}  # fmt: skip


def test_calendar_text__is_a_whole_day_entry_that_unfolds():
    """Lines end with CR LF and are no longer than 75 bytes; unfolded and unescaped they say the event and both chances."""
    text = calendar_text(DOCUMENT)
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20300504" in whole
    assert "DTEND;VALUE=DATE:20300505" in whole
    summary = next(line for line in whole if line.startswith("SUMMARY:"))
    assert summary.replace("\\,", ",").replace("\\;", ";") == f"SUMMARY:Has it happened? {DOCUMENT['signposts'][0]['event']}"
    said = next(line for line in whole if line.startswith("DESCRIPTION:"))
    assert "50 % if it has happened" in said
    assert "20 % if not" in said


def test_table_text__has_a_row_each():
    """The columns of the document, readable by any table programme."""
    rows = list(csv.DictReader(io.StringIO(table_text(DOCUMENT))))
    assert [(row["by"], row["seen"], row["event"]) for row in rows] == [("2030-05-04", "0.5", DOCUMENT["signposts"][0]["event"])]


def test_write_signposts__writes_what_is_named_and_nothing_over(tmp_path):
    """A file that is there is kept."""
    ics, table = tmp_path / "a.ics", tmp_path / "a.csv"
    write_signposts(DOCUMENT, ics=ics, table=None)
    assert ics.read_bytes().decode() == calendar_text(DOCUMENT)
    assert not table.exists()
    table.write_text("mine")
    with pytest.raises(RunError, match="is there already and was kept"):
        write_signposts(DOCUMENT, ics=None, table=table)
    assert table.read_text() == "mine"
