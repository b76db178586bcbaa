"""The frozen order of fields is that of the records."""

from __future__ import annotations

import pytest

from multipolar.declare.layout import LAYOUT
from multipolar.declare.part import Field
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.fields import SCENARIO, STATE, assembled, fields_of


@pytest.mark.parametrize("record", ["SCENARIO", "PARAMS", "STATE", "OUTCOME"])
def test_layout__is_the_beginning_of_every_record(record) -> None:
    """Fields stand in the frozen order; further ones follow it."""
    names = [f.name for f in fields_of(record)]

    assert tuple(names[: len(LAYOUT[record])]) == LAYOUT[record]
    assert len(set(LAYOUT[record])) == len(LAYOUT[record])


def test_assembled__puts_a_new_field_last() -> None:
    """A field outside the frozen order cannot move the others, wherever it is declared."""
    new = Field("new_one", "SCENARIO", (), "i4", "1", "a test")

    owned = {f.name for mechanism in CATALOGUE for f in mechanism.fields if f.record == "SCENARIO"}
    every = {f.name for f in SCENARIO} | owned
    names = [f.name for f in assembled("SCENARIO", (new, *(f for f in SCENARIO if f.name not in owned)))]
    frozen = LAYOUT["SCENARIO"]

    assert names[: len(frozen)] == [*frozen]
    assert set(names[len(frozen) :]) == {"new_one"} | (every - set(frozen))


def test_assembled__refuses_a_field_declared_twice() -> None:
    """A field that a mechanism owns cannot be declared as shared, too."""
    owned = next(f for mechanism in CATALOGUE for f in mechanism.fields if f.record == "STATE")
    with pytest.raises(ValueError, match=rf"declared twice \[.*'{owned.name}'"):
        assembled("STATE", STATE)


def test_assembled__tells_what_is_declared_nowhere() -> None:
    """A name of the frozen order without a declaration is named."""
    with pytest.raises(ValueError, match=r"declared nowhere \['n_sectors'"):
        assembled("SCENARIO", (Field("new_one", "SCENARIO", (), "i4", "1", "a test"),))
