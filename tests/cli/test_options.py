"""Options that several commands share."""

from __future__ import annotations

from multipolar.cli.options import flag, many


def test_many__may_be_repeated_and_says_so():
    """The help tells that the option may stand several times."""
    assert many("--claim", "A choice").help == "A choice; may be repeated."
    assert many("--claim", "A choice").name == ("--claim",)


def test_flag__has_no_opposite():
    """There is no --no-json, and a short name may stand beside the long one."""
    assert flag("--quiet", "No notes.", "-q").name == ("--quiet", "-q")
    assert flag("--json", "One document.").negative == ()
