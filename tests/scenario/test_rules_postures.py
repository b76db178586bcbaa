"""Written postures: what they name exists, stands once, and says something."""

from __future__ import annotations

import pytest

from scenario.small import codes_after, problems_after

HERE = "settlements:"


def with_posture(*lines: str) -> tuple[str, str]:
    """Return the change that adds postures of one line each to the small scenario."""
    return HERE, "postures:\n" + "".join(f"  - {{{line}}}\n" for line in lines) + HERE


@pytest.mark.parametrize(
    ("posture", "codes"),
    [
        ("power: WEST, name: talks, takes: [mediate]", []),
        ("power: WEST, name: out", []),
        ("power: WEST, name: talks, takes: [mediate], never: [sanction_EAST], rest: as_usual, note: grade J", []),
        ("power: EAST, name: arm, takes: [arm_A]", []),
        ("power: WES, name: talks, takes: [mediate]", ["unknown-name"]),
        ("power: WEST, name: talks, takes: [mediat]", ["unknown-option"]),
        ("power: WEST, name: talks, takes: [arm_BBB]", ["not-its-option"]),
        ("power: WEST, name: talks, takes: [mediate, mediate]", ["duplicate-id"]),
        ("power: WEST, name: talks, takes: [mediate], never: [mediate], rest: as_usual", ["duplicate-id"]),
        ("power: WEST, name: talks, takes: [mediate], never: [sanction_EAST]", ["unused-key"]),
        ("power: WEST, name: talks, rest: as_usual", ["missing-key"]),
        ("power: WEST, name: talks, takes: [mediate], claim: NONE, source: [nowhere]", ["unknown-name", "unknown-name"]),
    ],
)
def test_postures__faults(posture, codes):
    """Each with its code; options may be spelled by A and B."""
    assert codes_after(with_posture(posture)) == codes


def test_postures__all_faults_at_once_with_the_likely_fix():
    """A name twice, an option that is not the power's, a misspelt one."""
    found = problems_after(
        with_posture(
            "power: WEST, name: talks, takes: [mediate]",
            "power: WEST, name: talks, takes: [mediat]",
            "power: EAST, name: talks, takes: [sanction_WEST]",
        )
    )
    assert [problem.code for problem in found] == ["duplicate-id", "unknown-option", "not-its-option"]
    assert "Did you mean 'mediate'" in found[1].render()
    assert "Add it to the options of EAST" in found[2].render()
