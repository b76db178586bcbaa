"""`multipolar powers`."""

from __future__ import annotations

import pytest

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli.powers import split_postures, split_powers
from multipolar.errors import ArgumentError
from multipolar.results import Powers

KEYS = ["stay_out,arm", "stay_out,stay_out", "arm,arm", "arm,stay_out"]
FOUND = {
    "schema": "multipolar-powers/1", "version": "1", "scenario": "invented", "as_of": "2030-04-20", "members": 50,
    "profiles": 4, "lived": 4, "powers": ["RUS", "TUR"],
    "postures": {name: [{"name": one, "text": one, "options": []} for one in ("stay_out", "arm")] for name in ("RUS", "TUR")},
    "status_quo": "stay_out,arm",
    "payoffs": {key: {name: {"mean": 0.5, "se": 0.01, "runs": 50} for name in ("RUS", "TUR")} for key in KEYS},
    "war": {key: {"victory_A": 0.25, "victory_B": 0.1, "settlement": 0.4} for key in KEYS},
    "pure": [{"profile": "stay_out,stay_out", "share": 0.72, "in_means": True, "regret": {"RUS": 0.0, "TUR": 0.0}}],
    "quantal": [{"precision": 2.0, "power": "RUS", "posture": "arm", "p": 0.31, "low": 0.2, "high": 0.4}],
    "bounds": [{"event": "RUS: stay_out", "ce": [0.5, 0.75], "cce": [0.25, 1.0]}],
    "dominated": [{"power": "TUR", "posture": "arm", "by": "posture", "round": 1, "margin": 0.1}],
    "warnings": ["more runs are needed"], "failures": [],
    "certify": {
        "profile": "stay_out,stay_out", "members": 60, "regret": 0.0, "bound": 0.01, "verdict": "certified",
        "players": {"RUS": {"verdict": "certified", "deviations": [{"posture": "arm", "gain": -0.2, "se": 0.01, "upper": -0.1}]}},
    },
}  # fmt: skip


def test_powers__tells_payoffs_profiles_bands_and_the_certificate(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "powers", Powers(FOUND))
    said = call(
        capsys, "powers", str(tmp_path), "--power", "RUS=stay_out,arm", "--power", "TUR", "--posture", "TUR:both=mediate,arm_A",
        "--members", "50", "--certify", "60",
    )  # fmt: skip
    words = (
        "stay out (now)",
        "72 %",
        "31 (20–40)",
        "50–75 %",
        "25–100 %",
        "worse than others",
        "certified",
        "-0.200",
        "note: more",
    )
    assert [w for w in words if w not in said.out] == []
    assert calls["powers"][0][1:] == (("RUS", "TUR"),)
    given = calls["powers"][1]
    assert given["postures"] == {"RUS": ("stay_out", "arm")}
    assert given["written"] == {"TUR": {"both": ("mediate", "arm_A")}}
    assert (given["members"], given["certify"], given["most"]) == (50, 60, 3)
    assert call(capsys, "powers", str(tmp_path), "--json").document == FOUND


def test_split_powers__names_alone_or_with_postures():
    """Spaces around names do not count."""
    assert split_powers(["RUS", " TUR = arm , stay_out "]) == (("RUS", "TUR"), {"TUR": ("arm", "stay_out")})


@pytest.mark.parametrize("text", ["RUS=arm", "RUS:both", ":x=arm", "RUS:=arm"])
def test_split_postures__another_form_is_told(text):
    """With an example of the right one."""
    with pytest.raises(ArgumentError, match="expected POWER:NAME=OPTION"):
        split_postures([text])
