"""Invented lists of past wars: a row for each, in the form of the table that the outside view reads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from multipolar.outside.spells import COLUMNS, TYPES, Spell

ENDS = (("A", 3), ("B", 0), ("compromise", 1), ("stalemate", 0), ("faded", 5), ("A", 2))


def spell(name: str, start: str, days: int, **other: object) -> Spell:
    """Return an invented war of so many days; a war between states that A won unless told otherwise."""
    first = dt.date.fromisoformat(start)
    plain = {"type": "interstate", "precise": True, "outcome": "A", "code": 0, "ucdp": False, **other}
    return Spell(id=f"X-{name}", name=name, start=first, over=first + dt.timedelta(days - 1), days=float(days), **plain)


def many(count: int = 120, seed: int = 1) -> tuple[Spell, ...]:
    """Return invented wars of all types from 1946 on, lengths from a day to years, a third of them from UCDP."""
    rng = np.random.default_rng(seed)
    rows = []
    for i in range(count):
        outcome, code = ENDS[i % len(ENDS)]
        days = max(1, round(float(np.exp(rng.normal(4.0, 1.6)))))
        start = dt.date(1946, 1, 1) + dt.timedelta(int(rng.integers(0, 25_000)))
        kind = TYPES[i % len(TYPES)]
        rows.append(spell(f"war {i}", start.isoformat(), days, type=kind, outcome=outcome, code=code, ucdp=i % 3 == 0))
    return tuple(rows)


def text_of(rows: tuple[Spell, ...]) -> str:
    """Return invented wars as a comma-separated table."""
    lines = [",".join(COLUMNS)]
    for row in rows:
        source = "ucdp_term_3" if row.ucdp else "cow_inter_4.0"
        cells = (row.id, row.name, row.type, row.start, row.over, "day", row.days, int(row.precise), row.outcome, row.code, source)
        lines.append(",".join(map(str, cells)))
    return "\n".join(lines) + "\n"


def write(folder: Path, rows: tuple[Spell, ...]) -> Path:
    """Write invented wars where a folder of data holds them, and return the folder."""
    (folder / "wars_outside").mkdir(parents=True, exist_ok=True)
    (folder / "wars_outside" / "wars.csv").write_text(text_of(rows), encoding="utf-8")
    return folder
