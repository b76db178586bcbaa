"""Answers as lines of text: the name in front, then what is said of it, each piece known by its name, its word or its number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from multipolar.data.answers.questions import ENDS, QUESTIONS, WISHES, Asked, Field
from multipolar.errors import Problem, ScenarioError
from multipolar.reading import read_day, read_integer, read_number
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import Node
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.translate import Fault, located

FORMAT = "multipolar-answers/1"
OTHER_KEYS = ("format", "id", "title", "as_of", "since", "horizon_days")
MOST_LINES = 60
LONGEST = 4000
SIDES = ("A", "B")
USUAL = "usual"
"""A number that was named and not given: it has the size that past wars had."""
_NUMBER = re.compile(
    r"(?:about|some|~)?\s*(\d[\d,.]*)\s*(?:(?:-|\u2013|to)\s*(\d[\d,.]*))?\s*(?:(thousand|million|k|m)\b)?\s*(\D.*)?", re.IGNORECASE
)
_FACTOR = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6}

Range = tuple[float, float, float]
Said = str | Range | list[str]


@dataclass(slots=True)
class Row:
    """One line of an answer: its place among the lines, the name in front, and what it says by field."""

    path: tuple[str, int]
    name: str
    said: dict[str, Said] = field(default_factory=dict)

    def word(self, key: str, default: str = "") -> str:
        """Return what a field says, where it says one thing."""
        found = self.said.get(key, default)
        return found if isinstance(found, str) else default

    def words(self, key: str) -> list[str]:
        """Return all that a field says."""
        found = self.said.get(key, [])
        return list(found) if isinstance(found, list) else [str(found)]


@dataclass(slots=True)
class Answers:
    """All answers: the lines by question, the other keys, and every fault met so far."""

    root: Node
    rows: dict[str, list[Row]]
    id: str
    title: str
    as_of: dt.date
    since: dt.date
    horizon: int
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Sequence[str | int], code: str, message: str, hint: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(tuple(path), code, message, hint))

    def refuse(self) -> None:
        """Refuse answers with faults.

        Raises
        ------
        ScenarioError : with all of them.
        """
        if self.faults:
            raise ScenarioError(sorted(located(self.root, fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what may be named: sides by every spelling, places and powers by their names, small letters all."""

    sides: Mapping[str, str]
    places: Mapping[str, str]
    powers: Mapping[str, str]

    def of(self, takes: str) -> Mapping[str, str]:
        """Return the names that a field takes."""
        kinds: dict[str, Mapping[str, str]] = {"side": self.sides, "place": self.places, "power": self.powers}
        return kinds.get(takes, {})


def folded(text: str) -> str:
    """Return a name or word as it is compared: small letters, single blanks."""
    return " ".join(text.casefold().split())


def read_answers(text: str, file: str, today: dt.date) -> Answers:
    """Return the answers that a YAML (or JSON) text spells.

    ``today``: the as-of date where the answers name none.

    Raises
    ------
    ScenarioError : with every fault: what was found, what is allowed, the likely fix.
    """
    loaded = loaded_from(text, file)
    if loaded.problems:
        raise ScenarioError(sorted(loaded.problems))
    plain = loaded.data
    answers = Answers(loaded.root, {}, "", "", today, today, 180)
    _other_keys(answers, plain)
    lines = {asked.id: _lines(answers, asked.id, plain.get(asked.id)) for asked in QUESTIONS}
    heads = {name: [_head(line) for line in rows] for name, rows in lines.items()}
    if len(heads["who"]) != 2:
        answers.fault(("who",), "missing-key", f"found {len(heads['who'])} sides, expected two lines: one for each side")
    if not heads["ground"]:
        answers.fault(("ground",), "missing-key", "found no place, expected at least one line: the ground that is fought over")
    for key in ("who", "ground", "behind"):
        _doubles(answers, key, heads[key])
    sides = {spelled: side for side in SIDES for spelled in (folded(side), f"side {folded(side)}")}
    sides |= {folded(name): side for name, side in zip(heads["who"], SIDES, strict=False)}
    names = Names(sides, {folded(name): name for name in heads["ground"]}, {folded(name): name for name in heads["behind"]})
    for asked in QUESTIONS:
        answers.rows[asked.id] = [_row(answers, asked, (asked.id, i), line, names) for i, line in enumerate(lines[asked.id])]
    answers.refuse()
    return answers


def _other_keys(answers: Answers, plain: Mapping[str, Any]) -> None:
    known = [*OTHER_KEYS, *(asked.id for asked in QUESTIONS)]
    for key in plain:
        if key not in known:
            answers.fault(
                (key,), "unknown-key", f"unknown key {key!r}", nearest(str(key), known) or f"Known: {listing(known, 20)}."
            )
    if plain.get("format", FORMAT) != FORMAT:
        answers.fault(("format",), "not-allowed", f"found {plain['format']!r}, expected {FORMAT}")
    answers.id, answers.title = (str(plain.get(key) or "").strip() for key in ("id", "title"))
    for key in ("as_of", "since"):
        try:
            if plain.get(key) not in (None, ""):
                setattr(answers, key, read_day(plain[key]))
            elif key == "since":
                answers.since = answers.as_of
        except ValueError as error:
            answers.fault((key,), "bad-date", str(error))
    if answers.since > answers.as_of:
        answers.fault(("since",), "bad-order", f"the round began on {answers.since}, after the as-of date {answers.as_of}")
    try:
        days = plain.get("horizon_days", 180)
        answers.horizon = read_integer(str(days))
    except ValueError as error:
        answers.fault(("horizon_days",), "bad-number", str(error))
    if not 1 <= answers.horizon <= 720:
        answers.fault(("horizon_days",), "outside-bounds", f"found {answers.horizon}, expected 1 to 720 days")


def _lines(answers: Answers, key: str, given: Any) -> list[str]:
    """Return the lines of an answer: a text of lines, or a list of them."""
    rows = given.splitlines() if isinstance(given, str) else given if isinstance(given, list) else [] if given is None else [given]
    found = []
    for i, row in enumerate(rows):
        if not isinstance(row, str):
            hint = "Put the line into quotes: a colon after a word makes a mapping of it." if isinstance(row, dict) else ""
            answers.fault(
                (key, i) if isinstance(given, list) else (key,), "wrong-type", f"found {row!r:.60}, expected a line of text", hint
            )
        elif len(row) > LONGEST:
            answers.fault((key, i), "too-many", f"found a line of {len(row)} signs, expected at most {LONGEST}")
        elif row.strip():
            found.append(row.strip())
    if len(found) > MOST_LINES:
        answers.fault((key,), "too-many", f"found {len(found)} lines, expected at most {MOST_LINES}")
    return found[:MOST_LINES]


def _pieces(line: str) -> list[str]:
    return [piece.strip() for piece in re.split("[;\u061b]", line)]


def _head(line: str) -> str:
    return " ".join(_pieces(line)[0].split())


def _doubles(answers: Answers, key: str, heads: Sequence[str]) -> None:
    seen: set[str] = set()
    for i, name in enumerate(heads):
        if not name:
            answers.fault((key, i), "missing-key", "nothing stands before the first semicolon, expected a name")
        elif folded(name) in seen:
            answers.fault((key, i), "duplicate-id", f"the name {name!r} is used twice")
        seen.add(folded(name))


def _row(answers: Answers, asked: Asked, path: tuple[str, int], line: str, names: Names) -> Row:
    row = Row(path, _first(answers, asked, path, _head(line), names))
    for piece in _pieces(line)[1:]:
        if piece:
            _say(answers, asked, row, piece, names)
    return row


def _first(answers: Answers, asked: Asked, path: tuple[str, int], head: str, names: Names) -> str:
    """Return what stands in front of a line, as the question takes it: a side, a power or side, a word, or a new name."""
    known: Mapping[str, str] | None = {
        "with": names.sides, "feared": {**names.powers, **names.sides}, "end": ENDS, "know": WISHES,
    }.get(asked.id)  # fmt: skip
    if known is None:
        return head
    if folded(head) not in known:
        hint = nearest(head, known) or f"Known: {listing(dict.fromkeys(known), 20)}."
        answers.fault(path, "not-allowed", f"found {head!r}, expected {asked.first}", hint)
        return head
    return known[folded(head)]


def _say(answers: Answers, asked: Asked, row: Row, piece: str, names: Names) -> None:
    """Take in one piece of a line: ``name: value, value``, or values that say by themselves what they are."""
    before, colon, after = piece.partition(":")
    named = next((f for f in asked.fields if folded(before) == f.key), None) if colon else None
    if colon and named is None:
        known = [f.key for f in asked.fields]
        hint = nearest(before.strip(), known) or f"Known: {listing(known, 20) or 'nothing'}."
        answers.fault(row.path, "unknown-key", f"found {before.strip()!r}:, which this question does not ask", hint)
        return
    if named is not None and named.takes == "text":
        _keep(answers, row, named, after.strip())
        return
    whole = after.strip() if named is not None else piece
    values = [whole] if _reads(named, asked, whole, names) is not None else re.split(r",\s+|\u060c\s*", whole)
    for value in values:
        found = _reads(named, asked, value, names)
        if found is None:
            _unknown(answers, asked, row, value, named, names)
        else:
            _keep(answers, row, *found)


def _reads(named: Field | None, asked: Asked, value: str, names: Names) -> tuple[Field, Said] | None:
    """Return the field that a value belongs to and what it says; None where no field takes it."""
    for one in (named,) if named is not None else [f for f in asked.fields if f.bare]:
        said = folded(value)
        if said in one.words:
            return one, one.words[said]
        if said in names.of(one.takes):
            return one, names.of(one.takes)[said]
        if one.takes == "number":
            number = _number(value, one.key, alone=named is not None)
            if number is not None:
                return one, number
    return None


def _number(value: str, key: str, *, alone: bool) -> Said | None:
    """Return a number or range that names its field, as 30,000 to 50,000 men does; the bare name says that the usual is meant."""
    if folded(value) == key:
        return USUAL
    if alone and re.fullmatch(r"-\d[\d.]*", value):
        return (float(value),) * 3  # a latitude or longitude
    found = _NUMBER.fullmatch(value.strip())
    if found is None:
        return None
    low, high, factor, unit = found.groups()
    if unit is None and not alone:
        return None
    if unit is not None and folded(unit) != key:
        return None
    times = _FACTOR[factor.lower()] if factor else 1.0
    try:
        ends = [times * read_number(text) for text in (low, high) if text]
    except ValueError:
        return None
    return min(ends), sum(ends) / len(ends), max(ends)


def _keep(answers: Answers, row: Row, one: Field, said: Said) -> None:
    if one.many:
        row.said[one.key] = [*row.words(one.key), str(said)]
    elif one.key in row.said:
        answers.fault(row.path, "duplicate-key", f"found {said!r}, but {one.key} is said already: {row.said[one.key]!r}")
    else:
        row.said[one.key] = said


def _unknown(answers: Answers, asked: Asked, row: Row, value: str, named: Field | None, names: Names) -> None:
    fields: Iterable[Field] = (named,) if named is not None else asked.fields
    known = [word for f in fields for word in (*f.words, *names.of(f.takes), *((f.key,) if f.takes == "number" else ()))]
    wanted = (
        named.meaning
        if named is not None
        else "one of: " + "; ".join(f.meaning for f in asked.fields)
        if asked.fields
        else "nothing"
    )
    hint = nearest(value, known) or (f"Known: {listing(dict.fromkeys(known), 24)}." if known else "Leave it out.")
    answers.fault(row.path, "not-allowed", f"found {value!r}, expected {wanted}", hint)


__all__ = ["FORMAT", "Answers", "Problem", "Row", "folded", "read_answers"]
