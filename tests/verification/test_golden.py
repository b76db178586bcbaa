"""The rule that moved numbers are told."""

from __future__ import annotations

from pathlib import Path

from verification.golden import DATES, differences, fragment, recorded_digests, unrecorded

ROW = {"endings": {"ongoing_180": 3}, "length_days": [1.0, 2.0, 3.0], "deaths": {"A": 1.0}, "scenario_digest": "c" * 64}


def golden(digest: str, **changed) -> dict:
    """Return a golden document whose digests all begin alike."""
    return {"dates": {as_of: {**ROW, "digest": digest * 8, **changed} for as_of in DATES}}


def changelog(root: Path, numbers: str, added: str) -> Path:
    """Write a changelog and one fragment of each kind."""
    (root / "changelog.d").mkdir()
    (root / "changelog.d" / "a.numbers.md").write_text(numbers, encoding="utf-8")
    (root / "changelog.d" / "a.added.md").write_text(added, encoding="utf-8")
    (root / "CHANGELOG.md").write_text("# C\n\n## 1\n\n### Numbers\n- 11111111\n\n### Added\n- 22222222\n", encoding="utf-8")
    return root


def test_untold__only_numbers_entries_count(tmp_path: Path) -> None:
    """A digest under *Added* is no explanation; one in a Numbers fragment or the changelog's Numbers is."""
    told = recorded_digests(changelog(tmp_path, "- digest abcdef01 after", "- digest abcdef02"))

    assert told == {"abcdef01", "11111111"}
    assert unrecorded(golden("abcdef01"), told) == []
    assert unrecorded(golden("abcdef02"), told) == ["abcdef02"] * len(DATES)
    assert unrecorded(golden("22222222"), told) == ["22222222"] * len(DATES)


def test_differences__tell_before_and_after() -> None:
    """What moved is named with both values; nothing moved, nothing said; the fragment asks for the reason."""
    before, after = golden("abcdef01"), golden("abcdef02", deaths={"A": 2.0})

    assert differences(before, before) == []
    assert differences(before, after)[0] == f"{DATES[0]} deaths: {{'A': 1.0}} -> {{'A': 2.0}}"
    assert "WHY" in fragment(before, after)
    assert "abcdef01 before, abcdef02 after" in fragment(before, after)
