"""JSON texts, read or refused with the line."""

from __future__ import annotations

import pytest

from multipolar.errors import FaultyFileError
from multipolar.strategic.json_text import json_of


def test_json_of__plain_values_or_the_line_of_the_fault():
    """File, line and column stand in the problem."""
    assert json_of('{"a": [1, null]}', "x.json") == {"a": [1, None]}
    with pytest.raises(FaultyFileError) as error:
        json_of('{\n "a": ]', "x.json")
    (problem,) = error.value.problems
    assert (problem.file, problem.line, problem.column, problem.code) == ("x.json", 2, 7, "bad-json")
