"""The static classes of the records say what the field table says, and type checkers use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api
from tools.record_types import TARGET, text

MISTAKES = """
from multipolar.declare.record_types import State


def misspelt(st: State) -> None:
    st.value_shar = 1.0


def too_few(st: State, b: int) -> float:
    return st.men[b]


def too_many(st: State, b: int, s: int) -> float:
    return st.men[b, s, 0]


def row_of_one_axis(st: State, b: int) -> float:
    return st.dead[b, b]
"""
FOUND = (
    'has no attribute "value_shar"; maybe "value_share"',
    'Incompatible return value type (got "Row[float]", expected "float")',
    'Invalid index type "tuple[int, int, int]" for "Table[float]"',
    'Invalid index type "tuple[int, int]" for "Row[float]"',
)


def test_record_types__follow_the_field_table() -> None:
    """The file is what ``python tools/record_types.py`` writes from the table."""
    assert TARGET.read_text(encoding="utf-8") == text()


@pytest.mark.slow
def test_checker__finds_misspelt_fields_and_wrong_indices(tmp_path: Path) -> None:
    """A misspelt field is an error with the nearest name; the number of indices is checked."""
    source = tmp_path / "mistakes.py"
    source.write_text(MISTAKES, encoding="utf-8")
    told, _, status = api.run(["--strict", "--no-error-summary", "--hide-error-context", str(source)])

    assert status == 1
    assert [words for words in FOUND if words not in told] == [], told
