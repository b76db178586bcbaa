"""What this machine offers."""

from __future__ import annotations

from multipolar.session import health as doctor
from multipolar.session.health import LEAST_MEMORY, health, memory_gib


def test_health__is_well_where_the_tests_run():
    """Everything needed is here, with versions and hints only where wanted."""
    found = health()

    assert found["ok"] is True
    assert {"Python", "duckdb", "processors", "scenario karabakh_2020"} <= {c["name"] for c in found["checks"]}


def test_health__names_a_package_that_is_missing(monkeypatch):
    """A package that is not installed is told with the command that installs it."""
    monkeypatch.setattr(doctor, "NEEDED", ("numpy", "no_such_package_anywhere"))
    found = health()

    assert found["ok"] is False
    assert any(c["hint"] == "pip install no_such_package_anywhere" for c in found["checks"])


def test_health__tells_why_no_code_is_kept(monkeypatch):
    """A cache that others can write is not used: every start compiles, and that is said."""
    monkeypatch.setattr(doctor, "CACHE_DIR", None)
    monkeypatch.setattr(doctor, "WHY_NO_CACHE", "/there can be written by others")
    told = next(c for c in health()["checks"] if c["name"] == "compiled code is kept in")

    assert told["ok"] is False
    assert told["found"] == "nowhere: /there can be written by others"
    assert "compiles anew" in told["hint"]


def test_memory__is_told_in_gibibytes():
    """A machine that runs the tests has at least what a run needs."""
    memory = memory_gib()

    assert memory is None or memory > LEAST_MEMORY
