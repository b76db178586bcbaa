"""What all tests share: a quiet property tester, remembered wars, and browser tests that may not be skipped where CI says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import remembered_wars

settings.register_profile(
    "house",
    max_examples=40,
    deadline=None,  # the first example pays for compiling
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

TESTS = Path(__file__).parent

os.environ.setdefault("MULTIPOLAR_SCENARIO_CACHE", "off")
"""Tests put other priors and other readers in the place of the package's: what is made then must not be kept on disk."""

PLAIN = {"mechanisms", "diplomacy"}
"""Packages whose unit tests are run uncompiled every day (``make tests-plain``)."""
NOT_PLAIN = ("slow", "browser", "node", "compiled")
"""Markers of tests that are left out there."""

remembered_wars.watch()


def pytest_collection_modifyitems(items):
    """Count as `long` what is tried uncompiled every day, where it would be compiled: each test calls functions of its own."""
    if os.environ.get("NUMBA_DISABLE_JIT") == "1":
        return
    for item in items:
        place = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if place in PLAIN and not any(item.get_closest_marker(name) for name in NOT_PLAIN):
            item.add_marker("long")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Let wars be kept in memory once the modules that make them are loaded."""
    remembered_wars.remember()


def fail_if_skipped(report, name):
    """Turn a skip into a failure where MULTIPOLAR_REQUIRE_BROWSER=1: there, everything needed has been installed."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("MULTIPOLAR_REQUIRE_BROWSER") == "1":
        report.outcome = "failed"
        report.longrepr = f"{name} was skipped, but this machine must run it: {report.longrepr}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Watch single tests marked `browser` or `node`."""
    outcome = yield
    if item.get_closest_marker("browser") or item.get_closest_marker("node"):
        fail_if_skipped(outcome.get_result(), item.nodeid)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    """Watch whole files below `browser/`, which skip themselves when playwright is missing."""
    outcome = yield
    if "browser/" in collector.nodeid:
        fail_if_skipped(outcome.get_result(), collector.nodeid)
