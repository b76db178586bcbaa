"""Signposts as a calendar that mail programmes and phones take in (iCalendar, RFC 5545), and as a comma-separated table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from multipolar.engine.store.files import write_new
from multipolar.errors import RunError
from multipolar.report.narrative import percent

LINE = 75
"""Most bytes of a line of a calendar (RFC 5545)."""
COLUMNS = (
    "key",
    "event",
    "by",
    "day",
    "running",
    "p",
    "seen",
    "seen_low",
    "seen_high",
    "unseen",
    "unseen_low",
    "unseen_high",
    "bits",
)


def write_signposts(document: Mapping[str, Any], *, ics: Path | None, table: Path | None) -> None:
    """Write signposts as a calendar and as a table, each where a file is named; nothing is written over.

    Raises
    ------
    RunError : if a file is there already or cannot be written.
    """
    for path, text_of in ((ics, calendar_text), (table, table_text)):
        if path is None:
            continue
        try:
            write_new(path, text_of(document).encode())
        except FileExistsError as error:
            raise RunError(f"{path}: is there already and was kept. Name another file") from error
        except OSError as error:
            raise RunError(f"{path}: cannot be written ({error.strerror or error}). Name another file") from error


def table_text(document: Mapping[str, Any]) -> str:
    """Return the signposts as comma-separated values, a row each."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    rows.writerows(document["signposts"])
    return out.getvalue()


def calendar_text(document: Mapping[str, Any]) -> str:
    """Return the signposts as a calendar: a whole-day entry on the day each is to be looked for."""
    stamp = dt.datetime.fromisoformat(document["as_of"]).strftime("%Y%m%dT000000Z")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//multipolar//{document['version']}//EN"]
    for row in document["signposts"]:
        lines += _entry(row, document, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _entry(row: Mapping[str, Any], document: Mapping[str, Any], stamp: str) -> Sequence[str]:
    day = dt.date.fromisoformat(row["by"])
    said = (
        f"Chance of {document['target']}: {percent(row['seen'])} % if it has happened by then, {percent(row['unseen'])} % if not "
        f"and the war goes on; {percent(row['p'])} % that it has."
    )
    return (
        "BEGIN:VEVENT",
        f"UID:{document['scenario']}-{document['as_of']}-{row['key'].replace(' ', '')}@multipolar",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped('Has it happened? ' + row['event'])}",
        f"DESCRIPTION:{_escaped(said)}",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield the parts of a line: no part is longer than 75 bytes, and all but the first begin with a space."""
    part, used = "", 0
    for letter in line:
        size = len(letter.encode())
        if used + size > LINE:
            yield part
            part, used = " ", 1
        part += letter
        used += size
    yield part
