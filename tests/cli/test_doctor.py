"""`multipolar doctor`."""

from __future__ import annotations

from cli_stage import call
from multipolar.session import health


def test_doctor__finds_this_machine_well(capsys):
    """Where the tests run, everything is there."""
    found = call(capsys, "doctor", "--json")
    assert found.document["schema"] == "multipolar-doctor/1"
    assert (found.status, found.document["ok"]) == (0, True)


def test_doctor__fails_when_something_is_missing(capsys, monkeypatch):
    """A missing package is named with what to do about it."""
    monkeypatch.setattr(health, "NEEDED", ("numpy", "no_such_package"))
    said = call(capsys, "doctor")
    assert said.status == 1
    assert "MISSING" in said.out
    assert "no_such_package" in said.out
