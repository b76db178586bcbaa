"""Questions that can be asked and answered, in the small scenario with its own few features."""

from __future__ import annotations

import pytest

from multipolar.scenario.rules_questions import asking_of
from scenario.small import codes_after, context, problems_after

ASKED = 'feature: "holder_end[TOP]"'


def test_asking_of__names_what_the_document_holds():
    """Sides by letter and id, lifelines by the name they go by, options in every spelling but doing nothing."""
    asking = asking_of(context())

    assert set(asking.names["side"]) == {"A", "B", "AAA", "BBB"}
    assert list(asking.names["lifeline"]) == ["the road"]
    assert {"arm_AAA", "arm_A", "mediate", "flood_B", "flood_BBB"} <= set(asking.options_of("EAST"))
    assert "stay_out" not in asking.options_of("EAST")
    assert asking.options_of("AAA") is None


def test_questions__of_other_dates_are_not_judged_closed():
    """A question asked at another date may have closed by this one, and may ask about days of its own."""
    other = ("{2024-03-10: base}", "{2024-03-10: base, 2024-02-01: earlier}")
    asked = ("type: binary, as_of: [2024-03-10]", "type: binary, as_of: [2024-02-01]")
    assert codes_after(other, asked, ("closes: 2024-06-08", "closes: 2024-03-01")) == []
    assert codes_after(other, asked, (ASKED, 'feature: "stopped_by[2024-02-20]"')) == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("holder_end[MID]", []), ("holder_end[the road]", ["unknown-name"]), ("holder_end[EAST, arm_AAA]", ["wrong-arguments"]),
        ("holder_end[2024-05-01]", ["unknown-name"]), ("holder_end[14]", ["unknown-name"]), ("holder_end", ["wrong-arguments"]),
        ("holder_end[TUP]", ["unknown-name"]), ("holders[TOP]", ["unknown-feature"]), ("holder_end[TOP", ["unknown-feature"]),
        ("stopped_by[2024-05-01]", []), ("stopped_by[2024-05]", ["bad-date"]), ("stopped_by[2024-03-10]", ["outside-horizon"]),
        ("option_used[EAST, flood_B]", []), ("option_used[EAST, stay_out]", ["unknown-name"]),
        ("option_used[WEST, arm_AAA]", ["unknown-name"]), ("broker", ["wrong-answer"]), ("share_final", ["wrong-answer"]),
    ],
)  # fmt: skip
def test_questions__ask_about_what_exists(asked, codes):
    """A feature takes its own kinds of names, as many as it takes, and days that the forecast sees."""
    assert codes_after((ASKED, f'feature: "{asked}"')) == codes


def test_questions__a_base_rate_is_an_answer():
    """What no mechanism reaches may be answered by a base rate."""
    assert codes_after((f"{ASKED},", "base_rate: 0.1, base_rate_source: history,")) == []


def test_questions__an_unknown_start_is_named_with_its_line():
    """A question of a date that the scenario does not have is refused."""
    (found,) = problems_after(("type: binary, as_of: [2024-03-10]", "type: binary, as_of: [2024-03-10, 2024-04-01]"))

    assert (found.code, found.line) == ("unknown-date", 71)
