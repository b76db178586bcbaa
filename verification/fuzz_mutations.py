"""Mutations of files a user may write: each knows what may become of it, so that a silent loss shows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from multipolar.scenario.nodes import Path, parse, walk

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed text: what was done, and what must hold of it.

    ``must`` is "refused" when no reader may take it, "kept" when a reader that takes it must hold ``aimed_share`` at ``path`` (a
    number, or the skeleton of a text), "any" otherwise.
    """

    what: str
    text: str
    must: str = "any"
    path: Path = ()
    wanted: Any = None


@dataclass(frozen=True, slots=True)
class Span:
    """A scalar of a text: where it stands, what it spells, its path; ``is_key`` for keys."""

    start: int
    end: int
    value: str
    path: Path
    is_key: bool
    plain: bool


def spans(text: str) -> list[Span]:
    """Return every scalar of a valid YAML text."""
    root, _ = parse(text, "base")
    paths: dict[tuple[int, int], tuple[Path, bool]] = {}
    for path, node in walk(root):
        paths[node.place.line, node.place.column] = (path, False)
    for path, node in walk(root):
        if node.key_place is not None:
            paths[node.key_place.line, node.key_place.column] = (path, True)
    found = []
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark is not None and event.end_mark is not None:
            at = (event.start_mark.line + 1, event.start_mark.column + 1)
            if at in paths and event.style not in ("|", ">"):
                path, is_key = paths[at]
                plain = event.style in (None, "")
                found.append(Span(event.start_mark.index, event.end_mark.index, event.value, path, is_key, plain))
    return found


NUMBER = re.compile(r"[0-9]+(?:[,_][0-9]{3})*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?")


def skeleton(text: str) -> list[str | float]:
    """Return a text as its numbers and its other signs, blanks left out: two spellings of one number have the same."""
    found: list[str | float] = []
    at = 0
    for match in NUMBER.finditer(text):
        found += [sign for sign in text[at : match.start()] if not sign.isspace()]
        found.append(float(match[0].replace(",", "").replace("_", "")))
        at = match.end()
    return found + [sign for sign in text[at:] if not sign.isspace()]


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(text: str, span: Span, new: str) -> str:
    """Return a text with one scalar replaced."""
    return text[: span.start] + new + text[span.end :]


def _numeric(found: list[Span]) -> list[Span]:
    return [s for s in found if not s.is_key and re.match(r"[-+.]?[0-9]", s.value) and not re.match(r"[0-9]{4}-", s.value)]


NOTATIONS: tuple[Callable[[float], str], ...] = (
    lambda x: f"{x:g}", lambda x: f"{x:.3f}", lambda x: f"{x:e}", lambda x: f"{x:,.2f}", lambda x: f"{x:+g}", lambda x: f"{x:_.1f}",
)  # fmt: skip


def number_changed(text: str, found: list[Span], rng: random.Random) -> Mutant | None:
    """Another number in another notation, the unit kept: it must be there afterwards, exactly."""
    numeric = [s for s in _numeric(found) if NUMBER.match(s.value)]
    if not numeric:
        return None
    span = rng.choice(numeric)
    match = NUMBER.match(span.value)
    assert match is not None
    old = float(match[0].replace(",", "").replace("_", ""))
    value = rng.choice([old * rng.uniform(0.5, 1.5), old + 1, rng.uniform(0, 1), float(rng.randint(0, 200)), 0.0, old * 1000])
    said = rng.choice(NOTATIONS)(value)
    wanted = float(said.replace(",", "").replace("_", ""))
    return Mutant("number changed", put(text, span, quoted(said + span.value[match.end() :])), "kept", span.path, wanted)


SOIL = "0123456789,,,..__--++  eE%xX()[]:;/abkm\u00a0\u0663\u2212\t"


def soiled(value: str, rng: random.Random) -> str:
    """Return a text with one to three signs put in, taken out or changed."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(value))
        kind = rng.random()
        sign = rng.choice(SOIL)
        value = value[:at] + (sign if kind < 0.7 else "") + value[at + (0 if kind < 0.5 else 1) :]
    return value


LAWS = (
    "Mix(0.5: 0.2, 0.5: 0.9)", "Mix(0.25: N(0.4, 0.1), 0.75: U(0.1, 0.9))", "Mix(60 %: 0.3, 40 %: Beta(2, 3))", "U(0.2, 0.8)",
    "Tri(0.1, 0.2, 0.4)", "Beta(2, 6)", "N(0.5, 0.1)", "LogN(0.4, 0.2)", "Exp(0.1)", "60 %", "U(20, 80) %",
    "Tri(10, 20, 60) percent",
)  # fmt: skip


def number_soiled(text: str, found: list[Span], rng: random.Random) -> Mutant | None:
    """Signs put into or taken out of a number: the whole of the new text must be there, or the file be refused."""
    numeric = _numeric(found)
    if not numeric:
        return None
    span = rng.choice(numeric)
    new = soiled(rng.choice(LAWS) if rng.random() < 0.5 else span.value, rng)
    return Mutant("number soiled", put(text, span, quoted(new)), "kept", span.path, skeleton(new))


HOSTILE = (
    "~", "''", "true", "false", "-1", "0", "1e309", ".nan", ".inf", "-.inf", "9" * 400, "9" * 4301, "0x" + "f" * 300,
    "1e-320", "-0.0",
    "1e308", "[]", "{}", "[[]]", "[1, 2, 3]", "[3, 2, 1]", "[1, 1, 1]", "[~, ~, ~]", "{v: 1}", "{v: [1, 2, 3], unit: km}", "{a: b}",
    "{v: {v: {v: 1}}}", "2031-05-01", "1704067200", "20240131", "2024-01-31T10:00:00", "2024-02-30", "0000-01-01", "9999-12-31",
    "!!binary aGk=", "!!python/object/apply:os.system [x]", "!!timestamp 2020-01-01", "!!set {a, b}", "!x y", "&a [*a]", "*nothing",
    "<<", "x" * 5000, "'../../etc/passwd'", "'/etc/passwd'", r'"\0"', r'"\e[31m"', r'"\ufffe"', "'\u202eabc'", "\u0663",
    "NO", "on", "off", "=",
    "A", "B", "none", "all", "'*'", "1 2", "5 parsecs", "1/0", "N(0, 1e308)", "Beta(1e308, 1e308)", "U(2, 1)", "LogN(1, 500)",
    "Mix(0.5: Mix(0.5: 1, 0.5: 2), 0.5: 1)", "{distribution: {kind: point, args: [1]}}", "{distribution: {kind: N, args: [0, -1]}}",
    "{distribution: {kind: Mix, parts: [[1, {}]]}}", "[" * 60 + "]" * 60, "'['", "a[b", "holder_end[", "on[x]", "EXT_X", "-",
)  # fmt: skip


def hostile_value(text: str, found: list[Span], rng: random.Random) -> Mutant:
    """A value of another kind, or an extreme one."""
    span = rng.choice([s for s in found if not s.is_key])
    value = rng.choice(HOSTILE)
    return Mutant(f"value {value[:40]}", put(text, span, value))


def spliced(text: str, found: list[Span], rng: random.Random) -> Mutant:
    """A value from elsewhere in the file."""
    values = [s for s in found if not s.is_key]
    return Mutant("value of another place", put(text, rng.choice(values), quoted(rng.choice(values).value)))


FREE = frozenset({"sources", "stated", "as_of_dates"})


def key_misspelt(text: str, found: list[Span], rng: random.Random) -> Mutant | None:
    """A key that nothing reads: no reader may take it."""
    keys = [s for s in found if s.is_key and not any(step in FREE for step in s.path)]
    if not keys:
        return None
    span = rng.choice(keys)
    new = rng.choice([span.value + "s", span.value + "_", "x" + span.value, span.value.upper() + "1"])
    return Mutant("key misspelt", put(text, span, new), "refused", span.path)


LATE = (
    "2035-05-01", "2035-05", "2035", "2065-01-01T10:00:00", "2051524800", "2051524800.0", "20350501", "2035/05/01", "01.05.2035",
    "May 2035", "2035-5-1", "'2035-05-01 '", "2034-2035", "2035-02-30", "+2035-05-01", "2035-W05", "2035-121",
    "!!timestamp 2035-05-01",
)  # fmt: skip
DATED = frozenset({"known_on", "signed", "date"})


def dated_late(text: str, found: list[Span], rng: random.Random) -> Mutant | None:
    """Something from after the as-of date, in some notation: no reader may take it."""
    dates = [s for s in found if not s.is_key and s.path and s.path[-1] in DATED]
    if not dates:
        return None
    span = rng.choice(dates)
    return Mutant("late date", put(text, span, rng.choice(LATE)), "refused", span.path)


STRANGE_LINES = ("---", "...", "%TAG ! x", "<<: *a", "? [a]", "a: &a [*a]", "\t", "'': 1", "1: 2", "x: [", "# c", "\ufeff")


def lines_moved(text: str, found: list[Span], rng: random.Random) -> Mutant:  # noqa: ARG001  mutations are called alike
    """Lines taken out, doubled, swapped or indented otherwise."""
    lines = text.split("\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        del lines[i]
    elif kind == 1:
        lines.insert(j, lines[i])
    elif kind == 2:
        lines[i], lines[j] = lines[j], lines[i]
    elif kind == 3:
        lines[i] = " " * rng.randint(0, 6) + lines[i].lstrip()
    else:
        lines.insert(i, rng.choice(STRANGE_LINES))
    return Mutant("lines moved", "\n".join(lines))


def bytes_changed(text: str, found: list[Span], rng: random.Random) -> Mutant:  # noqa: ARG001  mutations are called alike
    """Bytes put in, taken out, changed, or the end cut off."""
    raw = bytearray(text.encode())
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(raw))
        kind = rng.randrange(4)
        if kind == 0:
            raw[at] = rng.randrange(256)
        elif kind == 1:
            raw.insert(at, rng.choice([0, 9, 10, 13, 27, 34, 39, 58, 91, 93, 123, 125, 38, 42, 33, 127, 128, 255]))
        elif kind == 2:
            del raw[at]
        elif rng.random() < 0.2:
            raw = raw[: max(at, 1)]
    return Mutant("bytes changed", raw.decode("utf-8", "surrogateescape"))


Mutation = Callable[[str, list[Span], random.Random], Mutant | None]
MUTATIONS: tuple[tuple[Mutation, int], ...] = (
    (number_changed, 3), (number_soiled, 4), (hostile_value, 5), (spliced, 2), (key_misspelt, 2), (dated_late, 2), (lines_moved, 2),
    (bytes_changed, 2),
)  # fmt: skip


def mutant_of(text: str, found: list[Span], rng: random.Random, only: tuple[Mutation, ...] = ()) -> Mutant:
    """Return one mutant of a valid text, its kind drawn by weight."""
    while True:
        kinds = [(m, w) for m, w in MUTATIONS if not only or m in only]
        mutate = rng.choices([m for m, _ in kinds], [w for _, w in kinds])[0]
        made = mutate(text, found, rng)
        if made is not None:
            return made
