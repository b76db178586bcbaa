"""The flagship's numbers stand still unless somebody moves them on purpose and says so in the changelog."""

from __future__ import annotations

import json

import pytest
from verification.golden import DATES, FILE, differences, document, recorded_digests, unrecorded

from multipolar.about import __version__

RULE = (
    "the flagship's forecast moved. If that was meant: `python -m verification.golden --write 1`, and a fragment "
    "changelog.d/NAME.numbers.md with the values before and after, the first eight characters of each new digest, and why"
)


@pytest.fixture(scope="module")
def golden() -> dict:
    """Return the golden file."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def test_flagship__gives_its_golden_numbers(golden: dict) -> None:
    """Endings, quartiles of length, median deaths and digest at both dates are those of the file, to the last bit."""
    moved = differences(golden, document())

    assert moved == [], f"{RULE}:\n" + "\n".join(moved)


def test_changelog__names_every_golden_digest(golden: dict) -> None:
    """Who writes the file anew must write a *Numbers* entry that names its digests; otherwise this fails."""
    assert unrecorded(golden, recorded_digests()) == [], RULE


def test_golden_file__is_of_this_version(golden: dict) -> None:
    """A release that changes the version looks at the numbers again, and both dates are in the file."""
    assert golden["version"] == __version__, f"{RULE} (version {golden['version']} in the file)"
    assert tuple(golden["dates"]) == DATES
    assert all(sum(row["endings"].values()) == golden["members"] for row in golden["dates"].values())
