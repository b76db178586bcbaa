"""Many variants of one war at once: values of keys, claims, bundles and mechanisms, each point paired with the war as it is.

All points are lived by the same members on the same chance, so that a difference has the error that pairing leaves. Points are
kept beside the table as they are finished; a sweep that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.engine.columns import write_parquet
from multipolar.errors import ArgumentError, Problem, QuestionError, RunError, ScenarioError
from multipolar.forecast.probability import too_few
from multipolar.model.register import MECHANISMS
from multipolar.session.run_files import code_digest
from multipolar.session.war import Recipe, War, load_war, variant
from multipolar.studies.paired import Progress, differences, live_variant, shares_among

SCHEMA = "multipolar-sweep/1"
BASE = "as it is"
KINDS = ("bundle", "claim", "mechanism", "key")
FORMS = (".csv", ".parquet")
NUMBERS = ("base", "value", "difference", "error")
Kind = Literal["bundle", "claim", "mechanism", "key"]


@dataclass(frozen=True, slots=True)
class Axis:
    """What is varied: its name as it was given, what it is, its name without the kind in front, and its values as text."""

    given: str
    kind: Kind
    name: str
    values: tuple[str, ...]

    def changes(self, value: str) -> dict[str, Any]:
        """Return what a value changes of a recipe."""
        if self.kind == "bundle":
            return {"bundle": value}
        if self.kind == "claim":
            return {"claims": (f"{self.name}={value}",)}
        if self.kind == "mechanism":
            return {"off": (self.name,)} if value == "off" else {}
        return {"settings": (f"{self.name}={value}",)}


@dataclass(frozen=True, slots=True)
class Point:
    """One variant of a sweep: the value of every axis that is changed in it, and the war."""

    values: Mapping[str, str]
    war: War

    @property
    def name(self) -> str:
        """The point in one line."""
        return ", ".join(f"{key}={value}" for key, value in self.values.items())

    @property
    def identity(self) -> str:
        """What makes the point this one: the scenario with its changes, and what is switched off."""
        return ":".join((self.war.scenario.digest, *self.war.recipe.off))


def axes_of(war: War, vary: object) -> list[Axis]:
    """Return the axes of a sweep.

    A name is that of a claim or of a mechanism where there is one, ``bundle`` that of the stance, any other a key of the scenario;
    a kind in front, as in ``key:weather``, decides where two are meant.

    Raises
    ------
    ArgumentError : for nothing to vary, no or equal values, a name that means two things, or a value that cannot be.
    """
    if not (isinstance(vary, Mapping) and vary):
        raise ArgumentError("vary=...: nothing is varied; name it with its values, such as {'C05': ['on', 'off']}")
    return [_axis(war, given, values) for given, values in vary.items()]


def _axis(war: War, given: str, values: object) -> Axis:
    front, colon, rest = given.partition(":")
    claims = {claim.id for claim in war.scenario.document.claims}
    kind: Kind
    if colon and front in KINDS:
        kind, name = front, rest  # type: ignore[assignment]
    else:
        name = given
        meant = [k for k, names in (("claim", claims), ("mechanism", set(MECHANISMS))) if name in names]
        if meant == ["mechanism"] and name in type(war.scenario.document).model_fields:
            raise ArgumentError(f"vary=...: {name!r} is a mechanism and a key; write 'mechanism:{name}' or 'key:{name}'")
        kind = "bundle" if name == "bundle" else meant[0] if meant else "key"  # type: ignore[assignment]
    if isinstance(values, str) or not isinstance(values, Sequence) or not len(values):
        raise ArgumentError(f"vary=...: {given!r} needs a list of values, found {values!r}")
    texts = tuple(_text(given, kind, value) for value in values)
    twice = sorted({text for text in texts if texts.count(text) > 1})
    if twice:
        raise ArgumentError(f"vary=...: {given!r} names {twice[0]!r} twice")
    if kind == "mechanism" and (name not in MECHANISMS or not set(texts) <= {"on", "off"}):
        raise ArgumentError(f"vary=...: {given!r} has the values {', '.join(texts)}; a mechanism that there is can be on or off")
    return Axis(given, kind, name, texts)


def _text(given: str, kind: Kind, value: object) -> str:
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, bool):
        return ("on" if plain else "off") if kind in {"claim", "mechanism"} else str(plain).lower()
    if not isinstance(plain, str | int | float) or not str(plain).strip():
        raise ArgumentError(f"vary=...: {given!r} has the value {value!r}, expected a number or a text")
    return f"{plain:g}" if isinstance(plain, float) else str(plain).strip()


def points_of(recipe: Recipe, axes: Sequence[Axis], *, grid: bool) -> list[Point]:
    """Return the points of a sweep: every combination of values, or one axis after the other with the rest as it is.

    Raises
    ------
    ScenarioError : with the faults of all values at once.
    """
    single = [{axis: value} for axis in axes for value in axis.values]
    chosen = (
        [dict(zip(axes, values, strict=True)) for values in itertools.product(*(axis.values for axis in axes))] if grid else single
    )
    points, problems = _made(recipe, chosen)
    if problems and grid:  # a fault of one axis may hide that of another: each value is told by itself
        problems = _made(recipe, single)[1] or problems
    if problems:
        raise ScenarioError(problems)
    return points


def _made(recipe: Recipe, chosen: Sequence[Mapping[Axis, str]]) -> tuple[list[Point], list[Problem]]:
    """Return the points that can be made, and the faults of the others, each once."""
    points, problems = [], dict[Problem, None]()
    for one in chosen:
        made = recipe
        for axis, value in one.items():
            made = variant(made, **axis.changes(value))
        try:
            points.append(Point({axis.given: value for axis, value in one.items()}, load_war(made)))
        except ScenarioError as error:
            problems |= dict.fromkeys(error.problems)
    return points, list(problems)


def sweep_document(
    recipe: Recipe,
    vary: Mapping[str, Sequence[object]],
    *,
    grid: bool = True,
    members: int,
    seed: int,
    out: Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return every point of a sweep against the war as it is: ``multipolar-sweep/1``; ``out``: the table that is written.

    Raises
    ------
    ArgumentError, ScenarioError : for axes and values that cannot be. QuestionError : for a table of another form.
    RunError : if the table is there already, or what is kept beside it belongs to another sweep.
    KeyboardInterrupt : when interrupted before a point was finished.
    """
    war = load_war(recipe)
    axes = axes_of(war, vary)
    points = points_of(recipe, axes, grid=grid)
    facts = {
        "scenario": war.id, "as_of": war.scenario.as_of.isoformat(), "scenario_digest": war.scenario.digest,
        "off": list(recipe.off), "members": members, "seed": seed, "version": __version__, "code": code_digest(),
    }  # fmt: skip
    kept = Kept(out, facts)
    rows: dict[str, list[dict[str, Any]]] = {p.name: kept.rows[p.identity] for p in points if p.identity in kept.rows}
    waiting = [point for point in points if point.name not in rows]
    complete = True
    try:
        if waiting:
            base = live_variant(BASE, war, members=members, seed=seed, threads=threads, progress=progress)
            shares = shares_among(war, base.outcomes)
        for point in waiting:
            lived = live_variant(point.name, point.war, members=members, seed=seed, threads=threads, progress=progress)
            rows[point.name] = [d.plain() | {"outcome": d.outcome, "share": d.outcome in shares} for d in differences(base, lived)]
            kept.add(point.identity, rows[point.name])
    except KeyboardInterrupt:
        if not rows:
            raise
        complete = False
    done = [point for point in points if point.name in rows]
    table = [_row(point, axes, row) for point in done for row in rows[point.name]]
    if complete and out is not None:
        _write(out, [axis.given for axis in axes], table)
        kept.close()
    return {
        "schema": SCHEMA, **facts, "too_few": too_few(members) or None, "grid": grid,
        "axes": {axis.given: list(axis.values) for axis in axes}, "points": [point.name for point in done],
        "missing": [point.name for point in points if point.name not in rows], "complete": complete,
        "file": str(out) if complete and out is not None else None, "rows": table,
    }  # fmt: skip


def _row(point: Point, axes: Sequence[Axis], row: Mapping[str, Any]) -> dict[str, Any]:
    named = {axis.given: point.values.get(axis.given, "") for axis in axes}
    return {"point": point.name, **named, **{key: row[key] for key in ("outcome", *NUMBERS, "moved", "share")}}


class Kept:
    """What of a sweep is finished, one line a point, in a file beside its table; nowhere where no table is written."""

    def __init__(self, out: Path | None, facts: Mapping[str, Any]) -> None:
        self.path = None if out is None else out.with_name(f"{out.name}.part")
        self.rows: dict[str, list[dict[str, Any]]] = {}
        if out is None or self.path is None:
            return
        if out.suffix not in FORMS:
            raise QuestionError(f"{out}: the table is written as {' or '.join(FORMS)}, by the ending of its name")
        if out.exists():
            raise RunError(f"{out}: is there already; nothing was simulated. Name another file with out=...")
        if self.path.exists():
            self._read(facts)
        else:
            out.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(json.dumps(dict(facts)) + "\n", encoding="utf-8")

    def _read(self, facts: Mapping[str, Any]) -> None:
        assert self.path is not None
        lines = list(_lines(self.path))
        other = [key for key, value in facts.items() if not lines or lines[0].get(key) != value]
        if other:
            said = f"holds points of another sweep ({', '.join(other)} differ)"
            raise RunError(f"{self.path}: {said}; remove it, or name another file with out=...")
        self.rows = {line["point"]: line["rows"] for line in lines[1:]}

    def add(self, identity: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep the rows of a finished point."""
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"point": identity, "rows": list(rows)}) + "\n")

    def close(self) -> None:
        """Remove what was kept, once the table is written."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the whole lines of a file of points; the last one may have been cut off by a kill."""
    for line in path.read_text(encoding="utf-8").splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            yield json.loads(line)


def to_csv(keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the table as CSV, one row per point and outcome."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ("point", *keys, "outcome", *NUMBERS, "moved", "share"), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _write(path: Path, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    try:
        if path.suffix == ".csv":
            disk.write_safely(path, to_csv(keys, rows).encode())
            return
        texts = {name: np.array([row[name] for row in rows], object) for name in ("point", *keys, "outcome")}
        numbers = {name: np.array([row[name] for row in rows], np.float64) for name in NUMBERS}
        write_parquet(path, texts | numbers | {name: np.array([row[name] for row in rows], bool) for name in ("moved", "share")})
    except (OSError, duckdb.Error) as error:
        raise RunError(f"{path}: cannot be written ({str(error).splitlines()[0]}); the points are kept beside it") from error
