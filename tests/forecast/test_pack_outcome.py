"""The outcome file of a pack reads as the library's."""

from __future__ import annotations

import pytest

from multipolar.errors import DataError
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.pack_outcome import translated

STAMP = Stamp("ab" * 32, "now")
PACK = """
schema: backtest-outcome/1
id: a_war
asof: 2000-01-02
horizon_days: 180
end: {label: knockout_A, soft: {knockout_A: 0.8, ongoing_180: 0.2}, date_cessation: 2000-02-01, length_days: 562,
  length_range: [428, 562], censored_at_horizon: true, g: A, s: [src]}
sectors_end: {town: 0.4}
changed_share: 0.280
net_share_A: +0.280
deaths: {A: {v: [550, 800, 1100], g: B, note: "x"}, B: {v: [600, 750, 1000]}, civilians: "many"}
powers: {near: {level: direct, new: true, did: "came"}, far: {level: out, new: false}}
brokered_by: [un, near]
arrangement: {kind: joint_patrols, detail: "on the road"}
red_lines: [{whose: near, crossed: "yes"}]
post_horizon: "later"
"""


def test_translated__everything_scored_is_read(tmp_path):
    """Label, doubt, full length, ground, deaths, levels, brokers from outside, arrangement: all arrive."""
    path = tmp_path / "a_war.outcome.yaml"
    path.write_text(PACK)
    found = open_outcome("a_war", STAMP, path)

    assert found.end is not None
    assert found.end.weights == {"knockout_A": 0.8, "ongoing_180": 0.2}
    assert (found.end.length_days, found.end.length_range) == ({"2000-01-02": 562.0}, [428.0, 562.0])
    assert found.end.censored_at_horizon is True
    assert found.sectors_end == {"town": 0.4}
    assert found.changed_share == found.net_share_A == {"2000-01-02": 0.28}
    assert found.deaths["A"].v == [550, 800, 1100]
    assert set(found.deaths) == {"A", "B"}
    assert (found.power_levels["near"].level, found.power_levels["near"].new) == ("direct", True)
    assert found.brokered_by == ["un", "near"]
    assert found.arrangement == "joint_patrols"
    assert found.since == "as_of"


def test_translated__is_the_same_in_the_library_format(tmp_path):
    """A translated pack is an outcome file: reading it again changes nothing."""
    import yaml

    path = tmp_path / "o.yaml"
    path.write_text(PACK)
    again = tmp_path / "again.yaml"
    quoted = PACK.replace("2000-01-02", "'2000-01-02'").replace("2000-02-01", "'2000-02-01'")
    again.write_text(yaml.safe_dump(translated(yaml.safe_load(quoted))))

    assert open_outcome("a_war", STAMP, again) == open_outcome("a_war", STAMP, path)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("label: knockout_A", "label: victory"), ("length_days: 562", "length_days: long"), ("level: direct", "level: deep"),
     ("id: a_war", "id: other")],
)  # fmt: skip
def test_translated__a_faulty_pack_gives_no_score(tmp_path, was, becomes):
    """Words outside the taxonomy, wrong types and another war are errors that name the file."""
    path = tmp_path / "o.yaml"
    path.write_text(PACK.replace(was, becomes))

    with pytest.raises(DataError, match=r"o\.yaml"):
        open_outcome("a_war", STAMP, path)
