"""Cases of KTAB's spatial model read from its files: tables parted by commas, and XML.

A table has a first line with the scenario's name, a text, the number of actors and the number of dimensions; a line of heads; and a
line an actor: name, text, capability, then position and salience of each dimension in 0-100. A comma may end each line. XML has the
same with the switches of the model. Inputs may be read as distributions: `drawn` moves them as an analyst's guesses are unsure.
"""

from __future__ import annotations

import csv
import io
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from multipolar.errors import FaultyFileError, Problem, render_problems
from multipolar.numerics.arrays import FloatArray
from multipolar.reading import read_number
from multipolar.strategic.election.condorcet import RULES, VICTORIES, VOTES, Rule, Victory, Vote
from multipolar.strategic.election.spatial import Actors, actors_of
from multipolar.strategic.solver import SolverError

__all__ = ["Case", "drawn", "read_case", "read_table", "read_xml"]

CALLED = {"Prop": "Proportional"}
"""Names of votes that KTAB's files use beside ours."""
NOT_USED = ("StateTransitions", "BigRAdjust", "BigRRange", "ThirdPartyCommit", "InterVecBrgn", "BargnModel")
"""Switches of the bargaining that follows the first election, which is not modelled here."""


@dataclass(frozen=True, slots=True)
class Case:
    """A spatial case: name, text, actors, switches of the election, and switches of the file that are not used here."""

    name: str
    text: str
    actors: Actors
    vote: Vote = "Proportional"
    law: Victory = "Linear"
    rule: Rule = "Conditional"
    unused: dict[str, str] = field(default_factory=dict)


def _refuse(file: str, faults: list[tuple[int, str]]) -> None:
    if faults:
        problems = [Problem(file, line, 0, "", "bad-case", message) for line, message in faults]
        raise FaultyFileError(render_problems(problems), problems)


def _whole(cell: str) -> int:
    value = read_number(cell)
    if value != int(value) or not 1 <= value <= 100_000:
        raise ValueError(f"found {cell.strip()!r}, expected a whole number from 1 up")
    return int(value)


def read_table(text: str, file: str = "case.csv") -> Case:
    """Return the case of a table.

    Raises
    ------
    FaultyFileError : with every fault and its line.
    """
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), skipinitialspace=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        _refuse(file, [(reader.line_num, f"not a row of a comma-separated table ({error})")])
        raise
    if len(rows) < 3 or len(rows[0][1]) < 4:
        said = "expected a line with name, text, number of actors and of dimensions, a line of heads, and a line an actor"
        _refuse(file, [(rows[0][0] if rows else 1, said)])
    faults: list[tuple[int, str]] = []
    counts = []
    for what, cell in zip(("actors", "dimensions"), rows[0][1][2:4], strict=True):
        try:
            counts.append(_whole(cell))
        except ValueError as error:
            faults.append((rows[0][0], f"number of {what}: {error}"))
    _refuse(file, faults)
    count, dims = counts
    head, body = rows[1][1], rows[2:]
    if len(body) != count:
        faults.append((rows[0][0], f"the first line tells {count} actors, found {len(body)}"))
    if len(head) < 3 + 2 * dims:
        faults.append((rows[1][0], f"found {len(head)} heads, expected {3 + 2 * dims}: actor, text, power, and two a dimension"))
    values = np.zeros((len(body), 1 + 2 * dims))
    for i, (line, row) in enumerate(body):
        if len(row) < 3 + 2 * dims or any(row[3 + 2 * dims :]):
            faults.append((line, f"found {len([c for c in row if c])} cells, expected {3 + 2 * dims}"))
            continue
        for k, cell in enumerate(row[2 : 3 + 2 * dims]):
            try:
                values[i, k] = read_number(cell)
            except ValueError as error:
                faults.append((line, f"{head[k + 2] if k + 2 < len(head) else k}: {error}"))
    _refuse(file, faults)
    names = [row[0] for _, row in body]
    dimensions = [head[3 + 2 * d] for d in range(dims)]
    return Case(rows[0][1][0], rows[0][1][1], _actors(file, names, values[:, 0], values[:, 1::2], values[:, 2::2], dimensions))


def _actors(file: str, names: list[str], power: FloatArray, position: FloatArray, salience: FloatArray, dims: list[str]) -> Actors:
    try:
        return actors_of(names, power, position, salience, dims)
    except SolverError as error:
        _refuse(file, [(0, said) for said in error.failure.message.split("; ")])
        raise


def _text(node: ET.Element | None, name: str) -> str:
    found = None if node is None else node.find(name)
    return "" if found is None or found.text is None else found.text.strip()


def _switches(root: ET.Element, faults: list[tuple[int, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the switches of the election, and those that are not used here."""
    node = root.find("ModelParameters")
    used: dict[str, str] = {}
    for tag, name, allowed in (("VotingRule", "vote", VOTES), ("VictoryProbModel", "law", VICTORIES), ("PCEModel", "rule", RULES)):
        value = _text(node, tag)
        value = CALLED.get(value, value)
        if value and value not in allowed:
            faults.append((0, f"{tag}: found {value!r}, allowed are {', '.join(allowed)}"))
        elif value:
            used[name] = value
    return used, {tag: _text(node, tag) for tag in NOT_USED if _text(node, tag)}


def read_xml(text: str, file: str = "case.xml") -> Case:
    """Return the case of an XML text.

    Raises
    ------
    FaultyFileError : where it is no XML, with the line, or no case, with every fault.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        _refuse(file, [(0, "found a document type or an entity; a case needs neither. Take those lines out")])
    try:
        root = ET.fromstring(text)  # noqa: S314 (entities are refused above)
    except ET.ParseError as error:
        _refuse(file, [(error.position[0], f"no XML: {error}")])
        raise
    faults: list[tuple[int, str]] = []
    if root.tag != "Scenario":
        _refuse(file, [(0, f"found the element {root.tag}, expected Scenario")])
    dims = [(node.text or "").strip() for node in root.findall("Dimensions/dName")]
    nodes = root.findall("Actors/Actor")
    if not nodes:
        _refuse(file, [(0, "found no actor, expected Actors with one Actor each")])
    sizes = {len(node.findall(way)) for node in nodes for way in ("Position/dCoord", "Salience/dSal")}
    if sizes != ({len(dims)} if dims else sizes) or len(sizes) != 1 or 0 in sizes:
        told = sorted(sizes)
        _refuse(
            file,
            [(0, f"found {told} positions and saliences an actor, expected one a dimension ({len(dims) or 'no name is given'})")],
        )
    names = [_text(node, "name") for node in nodes]

    def number(node: ET.Element | None, who: str, what: str) -> float:
        try:
            return read_number("" if node is None or node.text is None else node.text)
        except ValueError as error:
            faults.append((0, f"{what} of {who}: {error}"))
            return 0.0

    power = [number(n.find("capability"), who, "capability") for n, who in zip(nodes, names, strict=True)]
    position = [[number(x, who, "position") for x in n.findall("Position/dCoord")] for n, who in zip(nodes, names, strict=True)]
    salience = [[number(x, who, "salience") for x in n.findall("Salience/dSal")] for n, who in zip(nodes, names, strict=True)]
    used, unused = _switches(root, faults)
    _refuse(file, faults)
    dims = dims or [f"D{d}" for d in range(len(position[0]))]
    actors = _actors(file, names, np.array(power), np.array(position), np.array(salience), dims)
    return Case(_text(root, "name"), _text(root, "desc"), actors, unused=unused, **used)  # type: ignore[arg-type]


def read_case(path: Path | str) -> Case:
    """Return the case of a file, by its ending: ``.csv`` or ``.xml``.

    Raises
    ------
    FaultyFileError : if it cannot be read, is no UTF-8, has another ending, or holds faults.
    """
    path = Path(path)
    readers = {".csv": read_table, ".xml": read_xml}
    if path.suffix.lower() not in readers:
        _refuse(path.name, [(0, f"found the ending {path.suffix!r}, expected .csv or .xml")])
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _refuse(path.name, [(0, f"cannot be read ({said})")])
        raise
    return readers[path.suffix.lower()](text, path.name)


def drawn(actors: Actors, count: int, seed: int, *, position_sd: float = 5.0, relative_sd: float = 0.1) -> Iterator[Actors]:
    """Yield actors whose inputs are moved as guesses are unsure: positions by a normal error, capability and salience by a factor.

    ``position_sd`` in units of 0-100, kept within; ``relative_sd``: of the logarithm of the factor. A salience of 0 stays so.

    Raises
    ------
    SolverError : for a spread below 0.
    """
    if not (position_sd >= 0.0 and relative_sd >= 0.0 and math.isfinite(position_sd + relative_sd)):
        raise SolverError("spatial model", "input", f"found spreads {position_sd} and {relative_sd}, expected numbers from 0 up")
    rng = np.random.default_rng(seed)
    for _ in range(count):
        where = np.clip(actors.position + position_sd * rng.standard_normal(actors.position.shape), 0.0, 100.0)
        power = actors.capability * np.exp(relative_sd * rng.standard_normal(actors.capability.shape))
        matter = actors.salience * np.exp(relative_sd * rng.standard_normal(actors.salience.shape))
        yield Actors(actors.names, actors.dimensions, power, where, matter)
