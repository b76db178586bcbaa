"""Options of outside powers as written."""

from __future__ import annotations

from multipolar.scenario.document.options import OptionSpec
from scenario.blocks import faults, read


def test_option__works_at_once_and_lasts_unless_the_file_says_otherwise():
    """Without a delay an option works on the day it is taken; without a wear it keeps working."""
    option = read(OptionSpec, "id: arm_{X}\nlevel: armed\neffects: {tie: -0.2}\n")

    assert (option.delay.distribution.median(), option.wears_off, option.per) == (0.0, None, "act")
    assert option.effects["tie"].distribution.median() == -0.2


def test_option__has_a_level_of_the_list():
    """An option is out, armed or direct."""
    assert faults(OptionSpec, "id: arm\nlevel: war\n") == {("not-allowed", "level")}
    assert faults(OptionSpec, "id: arm\n") == {("missing-key", "level")}
