"""What is brought into a project: scenario files, fact packs, answers, pages, ground, tables of reports, cases of bargaining."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Any

import yaml

from multipolar.data.geojson import ground_lines, places_in
from multipolar.data.pack_read import FACTS
from multipolar.data.pack_scenario import import_pack
from multipolar.errors import Problem, ScenarioError
from multipolar.forecast.evidence_document import Evidence, Report
from multipolar.reading import read_number
from multipolar.record.archive import open_archive
from multipolar.report.opened import open_page
from multipolar.scenario.check import check
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.translate import located, validate
from multipolar.session.war import words
from multipolar.strategic.election.ktab import Case, read_table, read_xml
from multipolar.workbench.bench import Bench
from multipolar.workbench.files import create
from multipolar.workbench.listing import top_value
from multipolar.workbench.newly import from_answers
from multipolar.workbench.project import files_of, inside, kind_of, read_text, relative
from multipolar.workbench.refusing import CONFLICT, TOO_LARGE, WRONG, RefusedError

KINDS = ("yaml", "page", "ground", "reports", "case", "project")
MOST_BYTES = 15_000_000
"""Bytes of a file that is brought in; larger projects are opened by the command line."""
LISTS = ("ratings",)
NUMBERS = ("credibility", "value", "low", "high", "error", "ratio")
CASE_HEAD = re.compile(r"^[^\n,]*,[^\n]*,\s*\d+\s*,\s*\d+\s*,?\s*$")


def content_of(text: str | None, encoded: str | None) -> bytes:
    """Return what was sent, as text or as base64.

    Raises
    ------
    RefusedError : if neither or both were sent, it cannot be read, or is too large.
    """
    if (text is None) == (encoded is None):
        raise RefusedError(WRONG, "found neither text nor content_base64, or both; expected one of them")
    try:
        found = text.encode() if text is not None else base64.b64decode(str(encoded), validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError) as error:
        raise RefusedError(WRONG, f"content_base64: cannot be read ({error})") from error
    if len(found) > MOST_BYTES:
        raise RefusedError(TOO_LARGE, f"the file holds more than {MOST_BYTES // 1_000_000} million bytes; use the command line")
    return found


def stem_of(name: str) -> str:
    """Return the plain name under which a file is kept: that of the file without folders and ending."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", PurePath(name.replace("\\", "/")).name.removesuffix(FACTS).split(".")[0]).strip("_")
    return (stem if re.match(r"[A-Za-z]", stem) else f"file_{stem}".rstrip("_"))[:40]


def kind_by(name: str, content: bytes) -> str:
    """Return what a file is by its ending, a table by its first line.

    Raises
    ------
    RefusedError : for another ending.
    """
    ending = PurePath(name).suffix.lower()
    found = {
        ".yaml": "yaml", ".yml": "yaml", ".html": "page", ".htm": "page", ".geojson": "ground", ".json": "ground",
        ".xml": "case", ".zip": "project",
    }.get(ending)  # fmt: skip
    if ending == ".csv":
        first = content.decode("utf-8-sig", "replace").partition("\n")[0].strip()
        found = "case" if CASE_HEAD.match(first) else "reports"
    if found is None:
        raise RefusedError(WRONG, f"{name}: found {ending or 'no ending'}, expected .yaml, .html, .geojson, .csv, .xml or .zip")
    return found


def bring(bench: Bench, name: str, content: bytes, kind: str | None = None) -> dict[str, Any]:
    """Bring a file into the project and return its path and what was assumed or left out.

    Raises
    ------
    RefusedError : for a kind that is not known, or a file that is there. MultipolarError : with every fault of the file.
    """
    what = kind or kind_by(name, content)
    readers: Mapping[str, Callable[[Bench, str, bytes], dict[str, Any]]] = {
        "yaml": _yaml, "page": _page, "ground": _ground, "reports": _reports, "case": _case, "project": _project,
    }  # fmt: skip
    if what not in readers:
        raise RefusedError(WRONG, f"kind: found {what!r}, expected {', '.join(KINDS)}")
    return readers[what](bench, name, content)


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(WRONG, f"{name}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def _made(path: str, warnings: list[str]) -> dict[str, Any]:
    return {"path": path, "warnings": warnings}


def _yaml(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    text, stem = _text(name, content), stem_of(name)
    if top_value(text, "format") == "multipolar-answers/1":
        loaded = loaded_from(text, name)
        if loaded.problems:
            raise ScenarioError(sorted(loaded.problems))
        return from_answers(bench, stem, loaded.data)
    if kind_of(text, ".yaml") != "pack":
        return _made(create(bench, f"{stem}.yaml", text, f"{name} brought in")["path"], [])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"{stem}.yaml"
        place.write_text(text, encoding="utf-8")
        made = import_pack(place)
    left = check(loaded_from(made.text, f"{made.id}.yaml"), words()).problems
    if left:
        said = "the scenario made of this pack would not pass its check: "
        raise ScenarioError([Problem(name, 0, 0, p.path, p.code, said + p.message, p.hint) for p in left])
    path = create(bench, f"{made.id}.yaml", made.text, f"{made.id} from the fact pack {name}")["path"]
    return _made(path, [*made.warnings, *(f"{row}: checked, but no scenario uses it" for row in made.unread)])


def _page(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    folder = stem_of(name)
    into = inside(bench.project, f"{folder}/scenario.yaml").parent
    with tempfile.TemporaryDirectory() as aside:
        page = Path(aside) / "report.html"
        page.write_bytes(content)
        found = open_page(page, into)
    return _made(f"{folder}/scenario.yaml", list(found["notes"]))


def _ground(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    places, notes = places_in(_text(name, content), name)
    made = from_answers(bench, stem_of(name), {"title": stem_of(name), "who": "Side A\nSide B", "ground": ground_lines(places)})
    lone = "who fights, with what, and who stands behind whom is not in a map: all of it has the size that past wars had"
    return _made(made["path"], [*notes, lone, *made["warnings"]])


def _scenario_of(bench: Bench) -> str:
    found = set()
    for place in files_of(bench.project):
        if place.suffix.lower() in {".yaml", ".yml"}:
            text = read_text(place, relative(bench.project, place))
            if kind_of(text, place.suffix.lower()) == "scenario":
                found.add(str(top_value(text, "id")))
    if len(found) != 1:
        said = f"the project holds {len(found)} scenarios"
        raise RefusedError(WRONG, f"{said}: give the table a column scenario that says of which war the reports are")
    return found.pop()


def _reports(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    """Make an evidence file of a table with one report a line and a column for each key."""
    table = csv.DictReader(io.StringIO(_text(name, content)), skipinitialspace=True)
    known = [*Report.model_fields, "scenario"]
    columns = list(table.fieldnames or ())
    unknown = [column for column in columns if column not in known]
    if unknown or "id" not in columns:
        wrong = f"the column {unknown[0]!r}" if unknown else "no column id"
        raise RefusedError(WRONG, f"{name}: found {wrong}, expected {', '.join(known)}")
    rows = [{key: value.strip() for key, value in row.items() if key and value and value.strip()} for row in table]
    wars = {row.pop("scenario") for row in rows if "scenario" in row}
    if len(wars) > 1:
        raise RefusedError(WRONG, f"{name}: found reports on {', '.join(sorted(wars)[:4])}; a table is of one war")
    reports = [{key: _cell(name, i, key, value) for key, value in row.items()} for i, row in enumerate(rows, 2)]
    scenario = wars.pop() if wars else _scenario_of(bench)
    document = {"format": "multipolar-evidence/1", "scenario": scenario, "title": f"Reports of {name}", "reports": reports}
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=118)
    loaded = loaded_from(text, name)
    faults = validate(Evidence, loaded.root).faults
    if faults:
        raise ScenarioError(sorted(located(loaded.root, fault) for fault in faults))
    path = create(bench, f"{stem_of(name)}.yaml", text, f"reports of {name}")["path"]
    return _made(path, ["places, powers and features are held against the war once a run takes the reports in"])


def _cell(name: str, line: int, key: str, value: str) -> Any:
    try:
        if key in NUMBERS:
            number = read_number(value)
            return int(number) if number == int(number) else number
        if key == "disputed":
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[value.casefold()]
        return json.loads(value) if key in LISTS else value
    except (ValueError, KeyError) as error:
        raise RefusedError(WRONG, f"{name}: line {line}, {key}: found {value!r:.40} ({error})") from error


def _case(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    """Keep a case of collective bargaining as a table, whichever of its two forms it had."""
    text = _text(name, content)
    xml = name.lower().endswith(".xml")
    found = read_xml(text, name) if xml else read_table(text, name)
    path = create(bench, f"{stem_of(name)}.csv", table_of(found) if xml else text, f"case {found.name}")["path"]
    actors, dimensions = len(found.actors.names), len(found.actors.dimensions)
    notes = [f"{actors} actors, {dimensions} dimensions", *(f"{key} {value}: not used" for key, value in found.unused.items())]
    if xml:
        notes.append(f"switches of the file: vote {found.vote}, victory {found.law}, rule {found.rule}; a table holds none")
    return _made(path, notes)


def table_of(case: Case) -> str:
    """Return a case as a table."""
    out, actors = io.StringIO(), case.actors
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([case.name, case.text, len(actors.names), len(actors.dimensions)])
    heads = [head for dimension in actors.dimensions for head in (dimension, f"{dimension} salience")]
    writer.writerow(["Actor", "Description", "Power", *heads])
    for i, actor in enumerate(actors.names):
        pairs = [f"{x:.6g}" for row in zip(actors.position[i], actors.salience[i], strict=True) for x in row]
        writer.writerow([actor, "", f"{actors.capability[i]:.6g}", *pairs])
    return out.getvalue()


def _project(bench: Bench, name: str, content: bytes) -> dict[str, Any]:
    if any(not place.name.startswith(".") for place in bench.project.root.iterdir()):
        said = f"{name}: a project is opened into an empty folder, and {bench.project.name} holds files"
        raise RefusedError(
            CONFLICT, f"{said}. On the command line: multipolar open {name} --into FOLDER, then multipolar serve FOLDER"
        )
    with bench.writing:
        found = open_archive(io.BytesIO(content), bench.project.root, name)
    first = next((path for path in found["files"] if "/" not in path and path.endswith((".yaml", ".yml"))), found["files"][0])
    return _made(first, []) | {"files": len(found["files"]), "runs": found["runs"]}
