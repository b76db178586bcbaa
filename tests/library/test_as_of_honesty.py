"""What became known after an as-of date cannot reach a scenario: altered tables give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", ROOT.parent / "shared"))
TOOLS = ROOT / "tools"
LIBRARY = ROOT / "src" / "multipolar" / "library"
START, MID = dt.date(2020, 9, 27), dt.date(2020, 10, 16)

pytestmark = pytest.mark.skipif(
    not (SHARED / "design" / "nk2020" / "sectors.csv").exists(), reason="the tables of facts are not here"
)

OUTCOME_COLUMNS = {
    "sectors": ("holder_2020_11_10", "holder_2020_12_01", "note"),
    "edges": ("note",),
    "treaties": ("invoked_2020", "response_2020", "note"),
    "forces": ("note",),
    "control_timeline": ("az_share_est_low", "az_share_est", "az_share_est_high", "key_place_status", "confidence"),
}
LATER_COLUMNS = {"sectors": ("holder_2020_10_16",), "powers": ("level_2020_10_16",)}
TABLES = ("economy", "forces", "treaties", "settlements", "events", "control_timeline", "sectors", "edges", "powers")


@pytest.fixture(scope="module")
def tool():
    """The import tool as a module."""
    sys.path.insert(0, str(TOOLS))
    try:
        import import_nk2020
        import nk2020_tables
    finally:
        sys.path.remove(str(TOOLS))
    return import_nk2020, nk2020_tables


def copied(folder: Path) -> Path:
    """Return a copy of the tables with the unchanged data folder linked beside it."""
    shared = folder / "shared"
    shutil.copytree(SHARED / "design" / "nk2020", shared / "design" / "nk2020")
    shutil.copy(SHARED / "design" / "claims.md", shared / "design" / "claims.md")
    (shared / "data").symlink_to(SHARED / "data")
    return shared


def spoil(cell: str) -> str:
    """Return a cell with another content of the same kind."""
    try:
        return str(float(cell) * 3 + 7)
    except ValueError:
        return "nonsense" if cell else cell


def later_than(row: dict[str, str], day: dt.date, tables) -> bool:
    """Whether a row was learnt, or describes a state, later; an assumption counts by the day it describes."""
    judged = any(word in (row.get("basis", "") + row.get("source", "")) for word in ("assum", "judge"))
    columns = ("known_on", "as_of") if judged else ("known_on", "as_of", "date", "period", "signed")
    days = [tables.last_day(row[column]) for column in columns if row.get(column)]
    return bool(days) and (days[0] > day or (row.get("as_of", "") != "" and tables.last_day(row["as_of"]) > day))


def alter(shared: Path, day: dt.date, tables) -> int:
    """Spoil every row known after a day and every column that tells of later things; return the number of cells."""
    spoilt = 0
    for name in TABLES:
        path = shared / "design" / "nk2020" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        hidden = OUTCOME_COLUMNS.get(name, ()) + (LATER_COLUMNS.get(name, ()) if day < MID else ())
        keep = {
            "known_on",
            "as_of",
            "date",
            "period",
            "signed",
            "basis",
            "sector_id",
            "event_id",
            "treaty_id",
            "design",
        }
        for row in rows:
            late = later_than(row, day, tables)
            for column in row:
                if (late and column not in keep) or column in hidden:
                    row[column] = spoil(row[column])
                    spoilt += 1
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return spoilt


def base_text(tool, shared: Path, folder: Path) -> str:
    """Return the base scenario that the tool writes from these tables."""
    module, tables = tool
    gate = tables.Gate(START)
    tree = module.base_tree(shared, shared / "design" / "nk2020", gate, module.nk2020_claims.blocks())
    return module.document(tree, module.HEAD)


def test_import__library_is_what_the_tool_writes(tool, tmp_path):
    """The committed files are the tool's own output from the tables, byte for byte."""
    tool[0].run(SHARED, tmp_path)
    for name in (
        "scenarios/karabakh_2020.yaml",
        "patches/karabakh_2020@2020-10-16.yaml",
        "outcomes/karabakh_2020.yaml",
    ):
        assert (tmp_path / name).read_bytes() == (LIBRARY / name).read_bytes(), name


def test_start__is_blind_to_everything_after_27_september(tool, tmp_path):
    """Spoiling every row and column known later leaves the base scenario as it is, byte for byte."""
    shared = copied(tmp_path)
    assert alter(shared, START, tool[1]) > 5000
    assert base_text(tool, shared, tmp_path) == (LIBRARY / "scenarios" / "karabakh_2020.yaml").read_text(encoding="utf-8")


def test_october__is_blind_to_everything_after_the_16th(tool, tmp_path):
    """Spoiling every row and column known after 16 October leaves scenario and patch as they are, byte for byte."""
    shared = copied(tmp_path)
    assert alter(shared, MID, tool[1]) > 2000
    module, tables = tool
    folder = shared / "design" / "nk2020"
    base = base_text(tool, shared, tmp_path)
    patch = module.nk2020_patch.text(shared, folder, tables.Gate(MID), base=base)
    assert patch == (LIBRARY / "patches" / "karabakh_2020@2020-10-16.yaml").read_text(encoding="utf-8")


def test_outcome__nonsense_changes_no_scenario(tool, tmp_path):
    """Without the outcome table the scenario and its patch come out the same."""
    shared = copied(tmp_path)
    (shared / "design" / "nk2020" / "outcomes.yaml").unlink()
    base = base_text(tool, shared, tmp_path)
    module, tables = tool
    patch = module.nk2020_patch.text(shared, shared / "design" / "nk2020", tables.Gate(MID), base=base)
    assert base == (LIBRARY / "scenarios" / "karabakh_2020.yaml").read_text(encoding="utf-8")
    assert patch == (LIBRARY / "patches" / "karabakh_2020@2020-10-16.yaml").read_text(encoding="utf-8")


def test_as_of__a_row_known_in_time_does_count(tool, tmp_path):
    """Spoiling a row that was known changes the scenario, so that the blindness above is no accident."""
    shared = copied(tmp_path)
    path = shared / "design" / "nk2020" / "forces.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",439,500,570,", ",339,400,470,"), encoding="utf-8")
    assert base_text(tool, shared, tmp_path) != (LIBRARY / "scenarios" / "karabakh_2020.yaml").read_text(encoding="utf-8")


def test_as_of__observed_row_without_a_date_is_refused(tool, tmp_path):
    """An observation with neither a day of knowledge nor a date stops the import and is named."""
    tables = tool[1]
    row = {"side": "AZE", "item": "tanks seen", "as_of": "", "known_on": "", "basis": "seen", "source": "press"}
    with pytest.raises(tables.TableError, match="tanks seen"):
        tables.admitted([row], kind="forces", gate=tables.Gate(START), label=("side", "item"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-10", "2020-10-31"),
        ("2020", "2020-12-31"),
        ("2020-02", "2020-02-29"),
        ("2011-2020", "2020-12-31"),
        ("2020-10-15", "2020-10-15"),
    ],
)
def test_last_day__partial_dates_mean_their_end(tool, text, day):
    """A month means its last day and a year its last, so that nothing slips in early."""
    assert tool[1].last_day(text) == dt.date.fromisoformat(day)


def test_words__no_note_of_the_tables_enters(tool):
    """No free-text note, reply or response of the tables stands in a scenario or its patch."""
    ours = "".join(
        (LIBRARY / n).read_text(encoding="utf-8") for n in ("scenarios/karabakh_2020.yaml", "patches/karabakh_2020@2020-10-16.yaml")
    )
    for name, columns in OUTCOME_COLUMNS.items():
        if name == "control_timeline":
            continue
        for row in tool[1].read(SHARED / "design" / "nk2020", name):
            for column in columns:
                if len(row[column].split()) > 3:
                    assert row[column] not in ours, (name, column, row[column])
