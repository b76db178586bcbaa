"""Files of every kind come in, or are refused with all their faults."""

from __future__ import annotations

import base64
import json
import warnings

import pytest

from multipolar.data.answers.rows import FORMAT
from multipolar.errors import FaultyFileError, MultipolarError, ScenarioError
from multipolar.scenario.files import library_dir
from multipolar.strategic.election.ktab import read_table, read_xml
from multipolar.workbench.bringing import bring, content_of, kind_by, stem_of, table_of
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL

CASE = "Case,text,2,1,\nActor,Description,Power,Tax,Tax salience\nOne,,40,10,80\nTwo,,60,90,50\n"
XML = (
    "<Scenario><name>Case</name><desc>text</desc><Dimensions><dName>Tax</dName></Dimensions><Actors>"
    "<Actor><name>One</name><capability>40</capability><Position><dCoord>10</dCoord></Position><Salience><dSal>80</dSal></Salience>"
    "</Actor><Actor><name>Two</name><capability>60</capability><Position><dCoord>90</dCoord></Position>"
    "<Salience><dSal>50</dSal></Salience></Actor></Actors></Scenario>"
)
REPORTS = (
    "id,kind,event_date,report_date,source,reliability,credibility,sector,side,disputed\n"
    'R1,holds,2024-05-02,2024-05-03,"Ministry, north",B,2,FORD,NOR,no\n'
)


def test_kind_by__endings_and_the_first_line_of_a_table():
    """A table of bargaining tells its numbers of actors and dimensions first."""
    assert [kind_by(name, b"") for name in ("a.yml", "b.html", "c.geojson", "d.xml", "e.zip")] == [
        "yaml", "page", "ground", "case", "project",
    ]  # fmt: skip
    assert (kind_by("a.csv", CASE.encode()), kind_by("a.csv", REPORTS.encode())) == ("case", "reports")
    with pytest.raises(RefusedError, match=r"found \.exe"):
        kind_by("a.exe", b"")


def test_stem_of__a_plain_name_whatever_was_sent():
    """No folder, no dots, a letter first."""
    assert stem_of("C:\\war\\pass.facts.yaml") == "pass"
    assert stem_of("../../etc/пакт.yaml") == "file"
    assert stem_of("2020 war.yaml") == "file_2020_war"


def test_content_of__text_or_base64_and_a_bound(monkeypatch):
    """Exactly one of the two."""
    assert content_of("ä", None) == content_of(None, base64.b64encode("ä".encode()).decode())
    for text, encoded in ((None, None), ("a", "YQ=="), (None, "no base64!"), ("\ud800", None)):
        with pytest.raises(RefusedError):
            content_of(text, encoded)
    monkeypatch.setattr("multipolar.workbench.bringing.MOST_BYTES", 3)
    with pytest.raises(RefusedError, match="command line"):
        content_of("four", None)


def test_bring__scenarios_packs_and_answers(at):
    """A scenario stays as it is; a pack and answers become scenarios that pass their check."""
    assert bring(at.bench, "war.yaml", SMALL.encode())["path"] == "war.yaml"
    assert (at.folder / "war.yaml").read_text(encoding="utf-8") == SMALL
    facts = (library_dir("packs") / "cyprus_1974.facts.yaml").read_bytes()
    made = bring(at.bench, "any.facts.yaml", facts)
    assert made["path"] == "cyprus_1974.yaml"
    assert len(made["warnings"]) > 10
    made = bring(at.bench, "mine.yaml", f"format: {FORMAT}\nwho: |\n  A side\n  B side\nground: |\n  Hill; A\n  Vale; B\n".encode())
    assert made["path"] == "mine.yaml"
    for path in ("cyprus_1974.yaml", "mine.yaml"):
        assert at.post("/api/check", path=path)["problems"] == []
    with pytest.raises(RefusedError, match="is there already"):
        bring(at.bench, "war.yaml", SMALL.encode())
    with pytest.raises(ScenarioError):
        bring(at.bench, "bad.yaml", facts.replace(b"round_start", b"round_begin"))


def test_bring__ground_becomes_a_scenario(at):
    """Two squares that touch: two places, next to each other."""
    squares = [[[x, 0], [x + 0.5, 0], [x + 0.5, 0.5], [x, 0.5], [x, 0]] for x in (0.0, 0.5)]
    rows = [
        {"type": "Feature", "properties": {"name": f"P {i}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for i, ring in enumerate(squares)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": rows})
    made = bring(at.bench, "ground.geojson", text.encode())
    found = (at.folder / made["path"]).read_text(encoding="utf-8")
    assert "id: p_0-p_1" in found
    assert at.post("/api/check", path=made["path"])["problems"] == []


def test_bring__reports_of_a_table(at):
    """Checked row by row; the war is the project's only one."""
    at.write("war.yaml", SMALL)
    made = bring(at.bench, "seen.csv", REPORTS.encode())
    assert at.get("/api/project")["evidence"][0]["path"] == made["path"] == "seen.yaml"
    text = (at.folder / "seen.yaml").read_text(encoding="utf-8")
    assert "scenario: border_war" in text
    assert "disputed: false" in text
    for wrong in (
        REPORTS.replace("kind", "sort"), REPORTS.replace(",B,2", ",B,9"), REPORTS.replace("no\n", "perhaps\n"),
        REPORTS.replace("id,", "kind2,"),
    ):  # fmt: skip
        with pytest.raises(MultipolarError):
            bring(at.bench, "wrong.csv", wrong.encode())
    at.write("other.yaml", SMALL.replace("id: border_war", "id: other"))
    with pytest.raises(RefusedError, match="holds 2 scenarios"):
        bring(at.bench, "again.csv", REPORTS.encode())


def test_bring__a_case_in_both_its_forms(at):
    """XML is kept as the table that says the same."""
    assert bring(at.bench, "deal.csv", CASE.encode())["warnings"] == ["2 actors, 1 dimensions"]
    made = bring(at.bench, "other.xml", XML.encode())
    kept = read_table((at.folder / made["path"]).read_text(encoding="utf-8"))
    assert kept.actors.position.tolist() == read_xml(XML).actors.position.tolist() == [[10.0], [90.0]]
    assert table_of(kept) == table_of(read_xml(XML))
    with pytest.raises(FaultyFileError):
        bring(at.bench, "bad.xml", b"<Scenario/>")


def test_bring__what_is_no_text_or_no_kind(at):
    """Refused with what was found."""
    with pytest.raises(RefusedError, match="UTF-8"):
        bring(at.bench, "war.yaml", b"\xff\xfe")
    with pytest.raises(RefusedError, match="kind"):
        bring(at.bench, "war.yaml", b"", "film")
    with pytest.raises(FaultyFileError):
        bring(at.bench, "page.html", b"<html></html>")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(MultipolarError):
            bring(at.bench, "p.zip", b"no zip")
