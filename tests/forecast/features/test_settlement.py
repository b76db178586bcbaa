"""On what terms it ends."""

from __future__ import annotations

import pytest

from forecast.read_features import blank, read
from invented import war
from multipolar.forecast.features.settlement import KIND, peacekeeper_option


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [("single_power", ["RUS"], "RUS only"), ("joint_patrols", ["TUR", "RUS"], "RUS+TUR"), ("observers", ["USA"], "none"),
     ("multinational", ["FRA", "USA"], "multinational"), ("none", [], "none")],
)  # fmt: skip
def test_peacekeeper_option__says_who_keeps_the_peace(kind, who, words):
    """Troops of one power by its name, patrols by both, unarmed observers are no peacekeepers."""
    assert peacekeeper_option(kind, who) == words


def test_monitoring_role__follows_from_the_design_reached():
    """Turkey has a role under a joint centre and none under Russian peacekeepers alone."""
    labels = war().model.labels
    out = blank(3)
    out["design"] = [labels.designs.index("joint_monitoring"), labels.designs.index("single_power_russia"), -1]

    assert read("monitoring_role", "TUR", out=out).tolist() == [True, False, False]


def test_settlement__counts_designs_reached_by_the_closing_day():
    """A design reached on day 40 is none by day 39; patrols need the arrangement as well."""
    out = blank(3)
    out["design"], out["length_days"] = [0, 0, -1], 40
    out["arrangement"] = [KIND["joint_patrols"], KIND["none"], KIND["joint_patrols"]]

    assert read("settlement", out=out, closes=39).tolist() == [False, False, False]
    assert read("settlement", out=out, closes=40).tolist() == [True, True, False]
    assert read("patrols", out=out).tolist() == [True, False, False]
