"""Changes spelled as the command line spells them."""

from __future__ import annotations

import pytest

from multipolar.scenario.nodes import parse_value
from multipolar.workbench.changes import setting_of


@pytest.mark.parametrize(
    "value", [1, 0.5, True, None, [1, 2, 3], {"v": [1, 2, 3], "unit": "items"}, "start", "900 t/day", ["a: b", "#c"]]
)
def test_setting_of__is_read_back_as_the_value(value):
    """YAML reads JSON as it is; a plain text stays one."""
    key, _, text = setting_of("forces.A.tanks", value).partition("=")
    node, problems = parse_value(text, "")
    assert (key, node.plain(), problems) == ("forces.A.tanks", value, [])
