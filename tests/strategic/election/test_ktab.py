"""KTAB's files."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import FaultyFileError
from multipolar.strategic.election.ktab import drawn, read_case, read_table, read_xml
from multipolar.strategic.solver import SolverError

TABLE = """Gas transit ,"A dispute, invented",3,2,
Actor,Description,Power,Price,Sal1,Route,Sal2,
North, Supplier, 90.5, 20, 70, 6.37, 105.9,
South, "Buyer, large", 70, 85, 90, 50, 0,
West, Bank,  10, 50.5, 10, 100, 20
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>Gas transit</name><desc>A dispute</desc><prngSeed>1</prngSeed>
  <ModelParameters>
    <VictoryProbModel>Square</VictoryProbModel><PCEModel>MarkovIncentive</PCEModel><VotingRule>Prop</VotingRule>
    <ThirdPartyCommit>SemiCommit</ThirdPartyCommit>
  </ModelParameters>
  <Dimensions><dName>Price</dName></Dimensions>
  <Actors>
    <Actor><name>North</name><capability>90.5</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>70</dSal></Salience></Actor>
    <Actor><name>South</name><capability>70</capability><Position><dCoord>85</dCoord></Position><Salience><dSal>90</dSal></Salience></Actor>
  </Actors>
</Scenario>
"""


def test_read_table__takes_commas_at_the_end_and_in_texts():
    """Names, dimensions and numbers of a table as its program writes it."""
    case = read_table(TABLE)
    assert (case.name, case.text) == ("Gas transit", "A dispute, invented")
    assert case.actors.names == ("North", "South", "West")
    assert case.actors.dimensions == ("Price", "Route")
    assert case.actors.capability.tolist() == [90.5, 70.0, 10.0]
    assert case.actors.position.tolist() == [[20.0, 6.37], [85.0, 50.0], [50.5, 100.0]]
    assert case.actors.salience[0].tolist() == [70.0, 105.9]


def test_read_xml__takes_the_switches_too():
    """Those of the election are used, others are told."""
    case = read_xml(XML)
    assert (case.vote, case.law, case.rule) == ("Proportional", "Square", "MarkovIncentive")
    assert case.unused == {"ThirdPartyCommit": "SemiCommit"}
    assert case.actors.dimensions == ("Price",)
    assert case.actors.position.tolist() == [[20.0], [85.0]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",3,2,", ",4,2,", "tells 4 actors, found 3"),
        (",3,2,", ",three,2,", "number of actors"),
        (",3,2,", ",3,0,", "a whole number from 1 up"),
        ("90.5,", "x,", "Power: found 'x', expected a number"),
        ("85, 90", "185, 90", "position of South: found 185"),
        ("South,", "North,", "named twice: North"),
        (" 50, 0,", " 50", "found 6 cells, expected 7"),
        ("Actor,Description,Power,Price,Sal1,Route,Sal2,", "Actor,Description", "found 2 heads, expected 7"),
        (TABLE, "one line", "expected a line with name"),
        ("West,", 'West"', "West"),
    ],
)
def test_read_table__says_where_and_what_is_wrong(old, new, said):
    """Every fault with its line where it has one."""
    if new == 'West"':
        assert read_table(TABLE).actors.names[2] == said
        return
    with pytest.raises(FaultyFileError, match=said):
        read_table(TABLE.replace(old, new))


def test_read_table__tells_all_faults_at_once():
    """Two bad cells on two lines."""
    with pytest.raises(FaultyFileError) as caught:
        read_table(TABLE.replace("90.5", "many").replace("50.5", "half"))
    assert [p.line for p in caught.value.problems] == [3, 5]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</Scenario>", "", "no XML"),
        ("Scenario", "Model", "found the element Model"),
        ("<dCoord>85</dCoord>", "<dCoord></dCoord>", "position of South"),
        ("<dCoord>85</dCoord>", "", "positions and saliences"),
        ("<capability>70</capability>", "", "capability of South"),
        ("Square", "Cube", "VictoryProbModel: found 'Cube'"),
        ("<Scenario>", '<!DOCTYPE x [<!ENTITY y "z">]><Scenario>', "a document type or an entity"),
        ("Actor>", "Player>", "found no actor"),
    ],
)
def test_read_xml__says_what_is_wrong(old, new, said):
    """Every fault with what is allowed."""
    with pytest.raises(FaultyFileError, match=said):
        read_xml(XML.replace(old, new))


def test_read_case__goes_by_the_ending(tmp_path):
    """Both kinds, and files that are missing, of another kind, or no text."""
    for name, text in (("a.csv", TABLE), ("a.XML", XML)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_case(tmp_path / name).name == "Gas transit"
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00")
    for name, said in (("c.csv", "cannot be read"), ("b.csv", "cannot be read"), ("a.json", "expected .csv or .xml")):
        with pytest.raises(FaultyFileError, match=said):
            read_case(tmp_path / name)


def test_drawn__moves_inputs_as_guesses_are_unsure():
    """Spread of positions and logarithms as told; nothing leaves its range; a seed gives the same actors."""
    actors = read_table(TABLE).actors
    many = list(drawn(actors, 2000, 1, position_sd=4.0, relative_sd=0.2))
    power = np.log([a.capability for a in many])
    assert power.std(axis=0) == pytest.approx([0.2] * 3, rel=0.1)
    where = np.array([a.position for a in many])
    assert where[:, 1, 1].std() == pytest.approx(4.0, rel=0.1)
    assert (where.min(), where.max()) == (0.0, 100.0)
    assert all(a.salience[1, 1] == 0.0 for a in many)
    assert np.array_equal(next(drawn(actors, 1, 7)).position, next(drawn(actors, 1, 7)).position)
    with pytest.raises(SolverError, match="expected numbers from 0 up"):
        next(drawn(actors, 1, 1, position_sd=-1.0))
