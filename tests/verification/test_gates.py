"""The command of gates: its table, the runs it plans, verdicts, and what it keeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from verification.common import README, RESULTS
from verification.gate_changes import CHANGES, parsed
from verification.gate_outcomes import FUNCTIONS
from verification.gate_statistics import Number, share
from verification.gates import (
    CANNOT,
    COLUMNS,
    EVERY,
    FAILS,
    PASSES,
    RANDOM,
    Case,
    Row,
    cases_of,
    lines,
    markdown,
    measure,
    missing,
    plan_of,
    row_of,
    sentence,
    table,
    write_readme,
)

from multipolar.errors import FaultyFileError
from multipolar.scenario.files import library_names
from verification import gates

LINE = dict.fromkeys(COLUMNS, "") | {"id": "X1", "scenario": "karabakh_2020", "as_of": "2020-10-16", "mechanisms": "M1 M2"}


def row(**given: str) -> Row:
    """Return a gate from a line of an invented table."""
    return row_of({**LINE, "outcome": "ending(knockout_A)", "asked": "up 0.05", **given})


def test_table__names_every_gate_with_changes_and_outcomes_that_exist() -> None:
    """Every row can be read; what it waits for is said, and nothing else is missing but what engines to come will have."""
    rows = table()

    assert len(rows) > 150
    for one in rows:
        assert one.reason
        assert one.mechanisms
        assert one.checks or one.waits_for
        for text in (one.base, one.change):
            assert {name for name, _ in parsed(text).edits} <= set(CHANGES)
        for check in one.checks:
            assert {text.partition("(")[0] for text in (check.base, check.changed)} <= set(FUNCTIONS)
            assert set(check.asked.rows) <= {other.id for other in rows}


def test_row__reads_checks_side_by_side() -> None:
    """Outcomes and demands go together; an outcome may differ between the runs."""
    one = row(outcome="ending(knockout_A); dead(A) -> dead(B)", asked="up 0.05; equal 5%", waits_for="STATE.place; a thing")

    assert [(c.base, c.changed, c.asked.text) for c in one.checks] == [
        ("ending(knockout_A)", "ending(knockout_A)", "up 0.05"),
        ("dead(A)", "dead(B)", "equal 5%"),
    ]
    assert one.checks[1].text == "dead(A) -> dead(B)"
    assert one.waits_for == ("STATE.place", "a thing")


@pytest.mark.parametrize(
    "given", [{"outcome": "dead(A); dead(B)"}, {"asked": "more"}, {"outcome": "dead of A"}, {"horizon": "long"}]
)
def test_row__that_cannot_be_read_is_named(given: dict[str, str]) -> None:
    """The message begins with the gate."""
    with pytest.raises(ValueError, match="gate X1: "):
        row(**given)


def test_table__refuses_a_gate_that_stands_twice(tmp_path: Path) -> None:
    """And other columns."""
    path = tmp_path / "gates.csv"
    text = ",".join(COLUMNS) + "\n" + 2 * ("X1" + "," * (len(COLUMNS) - 1) + "\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="listed twice: X1"):
        table(path)
    path.write_text("id,change\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns"):
        table(path)


def test_missing__names_switches_fields_and_inputs() -> None:
    """What this engine has is not named."""
    assert missing(row(change="--off drones", waits_for="STATE.place")) == []
    found = missing(row(change="--off nowhere", waits_for="PARAMS.nothing; a war that side B opens", outcome="unknown()"))
    assert found == ["switch nowhere", "PARAMS nothing", "a war that side B opens", "outcome unknown"]


def test_cases__are_one_war_or_many(tmp_path: Path) -> None:
    """Templates by their file; random wars are written once; the library at each of its dates."""
    assert cases_of(row(), tmp_path) == [Case("karabakh_2020", "karabakh_2020", "2020-10-16")]
    assert cases_of(row(scenario="siege", horizon="360"), tmp_path)[0].source.endswith("siege.yaml")
    drawn = cases_of(row(scenario=RANDOM), tmp_path)
    assert [case.name for case in drawn[-2:]] == ["border_war", "siege"]
    assert Path(drawn[0].source).is_file()
    every = cases_of(row(scenario=EVERY), tmp_path)
    assert {case.source for case in every} == set(library_names())
    assert {case.as_of for case in every if case.source == "karabakh_2020"} == {"2020-09-27", "2020-10-16"}


def test_plan__lives_each_run_once(tmp_path: Path) -> None:
    """One base for all rows of a war; a row without a change wants no second run; a row held against another wants its run."""
    first = row(id="X1", change="--off drones")
    second = row(id="X2", change="--off supply", asked="up 0.08 and not_below X1")
    third = row(id="X3", outcome="soil(B)", asked="at_most 0.02")
    known = {one.id: one for one in (first, second, third)}
    plan = plan_of(known.values(), known, tmp_path)

    (runs,) = plan.values()
    assert list(runs) == ["", "--off drones", "--off supply"]
    assert [(w.row, w.place) for w in runs[""]] == [("X1", "base"), ("X2", "base"), ("X3", "base")]
    assert [(w.row, w.place) for w in runs["--off drones"]] == [("X1", "changed"), ("X2", "X1")]


class Fake:
    """Runs that are invented: ending(knockout_A) is true for more members after ``--off drones``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stop_at: int = 99) -> None:
        self.lived: list[str] = []
        self.stop_at = stop_at
        monkeypatch.setattr(gates, "changed_war", lambda source, as_of, text, horizon: (source, text))
        monkeypatch.setattr(gates, "live", self.live)
        monkeypatch.setattr(gates, "evaluated", self.evaluated)

    def live(self, war: Any, members: int, seed: int, fields: Any = (), chunk: int | None = None) -> Any:
        """Return the change that is lived; interrupted when told."""
        if len(self.lived) == self.stop_at:
            raise KeyboardInterrupt
        self.lived.append(war[1])
        return (war[1], members)

    def evaluated(self, lived: Any, name: str, arguments: Any) -> Any:
        """Return half of the members, or nine tenths without drones; a broker in no case; a name the scenario has not."""
        if name == "broker":
            raise gates.CannotChangeError("power ZZZ")
        if name == "pooled_halts":
            return {"status_quo_ante": Number(0.2), "frozen_stalemate": Number(0.005)}
        cases = np.arange(lived[1]) < lived[1] * (0.9 if lived[0] == "--off drones" else 0.5)
        return {"": share(cases, np.zeros(lived[1]) if name == "soil" else None)}


def rows() -> list[Row]:
    """Return gates of every kind: one that passes, fails, lacks a case, lacks a switch, lacks a name, tells numbers alone."""
    return [
        row(id="P", change="--off drones"),
        row(id="F", change="--off supply"),
        row(id="N", outcome="soil(B)", asked="at_most 0.5"),
        row(id="S", change="--off nowhere"),
        row(id="Z", outcome="broker(ZZZ)"),
        row(id="H", outcome="pooled_halts()", asked="at_least 0.01"),
        row(id="V", change="--off drones", asked="up 0.05 and not_below F"),
    ]


def test_run__judges_prints_and_keeps_every_row(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A row without a case fails; one that cannot be run says what is missing."""
    fake, asked = Fake(monkeypatch), rows()
    results, complete = gates.run(asked, {one.id: one for one in asked}, 200, 1)

    assert complete
    assert fake.lived == ["", "--off drones", "--off supply"]
    assert {name: one["verdict"] for name, one in results.items()} == {
        "P": PASSES, "F": FAILS, "N": FAILS, "S": CANNOT, "Z": CANNOT, "H": FAILS, "V": PASSES,
    }  # fmt: skip
    assert results["S"]["why"] == "switch nowhere"
    assert results["Z"]["why"] == "the scenario has no power ZZZ"
    assert results["P"]["checks"][0]["effect"] == pytest.approx(0.4)
    assert results["N"]["checks"][0]["base"] is None
    assert results["H"]["checks"][0]["name"] == "frozen_stalemate"
    printed = capsys.readouterr().out
    assert "cannot be run yet: switch nowhere" in printed
    assert "0.5 -> 0.9, effect 0.4 ±" in printed
    json.dumps(results)


def test_run__keeps_what_is_done_when_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the runs that were lived, and those that need none."""
    Fake(monkeypatch, stop_at=2)
    asked = rows()
    results, complete = gates.run(asked, {one.id: one for one in asked}, 200, 1)

    assert not complete
    assert set(results) == {"P", "N", "S", "Z", "H"}


def test_run__tells_a_war_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row of that run says why."""
    Fake(monkeypatch)

    def refuse(*_: Any) -> Any:
        raise gates.MultipolarError("no such scenario\nand more")

    monkeypatch.setattr(gates, "changed_war", refuse)
    results, _ = gates.run(rows()[:1], {}, 200, 1)
    assert results["P"]["why"] == "no such scenario"


def test_measure__leaves_what_is_kept_of_other_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Some rows asked for: the others stay as they were; rows that the table no longer has go."""
    Fake(monkeypatch)
    monkeypatch.setattr(gates, "table", rows)
    kept = tmp_path / "gates.json"
    kept.write_text(json.dumps({"rows": {"F": {"verdict": PASSES}, "OLD": {"verdict": PASSES}}}), encoding="utf-8")
    document, said = measure(["P"], 200, 1, kept)

    assert document["run"] == ["P"]
    assert list(document["rows"]) == ["P", "F"]
    assert said == "7 gates: 2 pass, 0 fail, 0 cannot be run yet, 5 not run"
    with pytest.raises(SystemExit, match="no gate Q"):
        measure(["Q"], 200, 1, None)


def test_main__exits_by_the_rows_it_ran(monkeypatch: pytest.MonkeyPatch) -> None:
    """Zero when all pass, one when one does not."""
    Fake(monkeypatch)
    monkeypatch.setattr(gates, "table", rows)
    for only, status in (("P", 0), ("F", 1), ("S", 1)):
        monkeypatch.setattr("sys.argv", ["gates", "--members", "200", "--no-keep", "--only", only])
        with pytest.raises(SystemExit) as stopped:
            gates.main()
        assert stopped.value.code == status
    monkeypatch.setattr("sys.argv", ["gates", "--no-keep", "--as-of", "2020-09-27"])
    with pytest.raises(SystemExit, match="dates in gates"):
        gates.main()


def test_markdown__tells_figures_and_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Rows that were lived first; then what the others wait for; both between marks in the README."""
    Fake(monkeypatch)
    results, _ = gates.run(rows(), {one.id: one for one in rows()}, 200, 1)
    text = markdown(results)
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- gates -->\nold\n<!-- end of gates -->\nafter\n", encoding="utf-8")
    write_readme(results, readme)

    assert "| P | --off drones | ending(knockout\\_A): 0.5 -> 0.9, effect 0.4" in text
    assert "| H | none | pooled\\_halts() [frozen\\_stalemate]: 0.005 | at_least 0.01 | **fails** |" in text
    assert "| S | switch nowhere |" in text
    assert readme.read_text(encoding="utf-8") == f"before\n<!-- gates -->\n{text}<!-- end of gates -->\nafter\n"
    assert len(lines("P", results["P"])) == 1


def test_readme__has_the_table_of_the_kept_results() -> None:
    """The page tells what lies in the folder, and every row of the table is there or not run."""
    kept = json.loads((RESULTS / "gates.json").read_text(encoding="utf-8"))

    assert markdown(kept["rows"]) in README.read_text(encoding="utf-8")
    assert set(kept["rows"]) <= {one.id for one in table()}
    assert kept["sentence"] == sentence(kept["rows"], len(table()))


def test_explained__every_failed_gate_says_why_and_no_other() -> None:
    """A gate that fails is explained, one that passes has no excuse left over."""
    kept = json.loads((RESULTS / "gates.json").read_text(encoding="utf-8"))["rows"]
    failed = {name for name, one in kept.items() if one["verdict"] == gates.FAILS}

    assert set(gates.reasons()) == failed
    assert all(
        found in {"cause known", "likely", "cause not found", "cannot pass", "not resolved"}
        for found, _ in gates.reasons().values()
    )
    assert "| A03 | cause known |" in gates.explained(kept)
    assert gates.explained({"P": {"verdict": gates.PASSES}}) == ""
    assert "| P | not looked into |  |" in gates.explained({"P": {"verdict": gates.FAILS}})


@pytest.mark.compiled
def test_live__watches_the_same_courses() -> None:
    """The state at the end of the days is that of the outcome; chunks and threads change nothing."""
    war = gates.changed_war(gates.cases_of(row(scenario="border_war", as_of=""), Path())[0].source, None, "", 40)
    lived = gates.live(war, 6, 5, ("place", "fired", "ending_day"))
    again = gates.live(war, 6, 5, chunk=4)
    count = lived.days["place"].shape[2]

    assert lived.days["place"].shape[:2] == (6, 41)
    assert np.array_equal(lived.days["place"][:, -1], lived.out["place"][:, :count])
    assert np.allclose(lived.days["fired"][:, -1], lived.out["fired"], rtol=1e-5)
    assert (lived.days["fired"][:, 0] == 0.0).all()
    assert np.array_equal(again.out, lived.out)


def test_reasons__a_comma_that_nobody_quoted_is_refused(tmp_path: Path) -> None:
    """Half a reason would be printed otherwise."""
    file = tmp_path / "why.csv"
    file.write_text("gate,found,why\nA08,likely,shorter by 21 %, asked are 25\n", encoding="utf-8")
    with pytest.raises(FaultyFileError, match="line 2"):
        gates.reasons(file)
