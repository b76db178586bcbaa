"""Options that several commands share."""

from __future__ import annotations

import pytest

from multipolar.cli.failures import UsageError
from multipolar.cli.options import flag, many, only_mechanisms


def test_many__may_be_repeated_and_says_so():
    """The help tells that the option may stand several times."""
    assert many("--claim", "A choice").help == "A choice; may be repeated."
    assert many("--claim", "A choice").name == ("--claim",)


def test_flag__has_no_opposite():
    """There is no --no-json, and a short name may stand beside the long one."""
    assert flag("--quiet", "No notes.", "-q").name == ("--quiet", "-q")
    assert flag("--json", "One document.").negative == ()


def test_only_mechanisms__names_the_nearest():
    """A slip is wrong usage; what exists is handed on."""
    assert only_mechanisms(("drones", "supply")) == ("drones", "supply")
    with pytest.raises(UsageError, match="'drones'"):
        only_mechanisms(("dronez",))
