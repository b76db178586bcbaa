"""What all tests share: a quiet property tester, remembered wars, and browser tests that may not be skipped where CI says so."""

from __future__ import annotations

import os

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

os.environ.setdefault("MULTIPOLAR_SCENARIO_CACHE", "off")
"""Tests put other priors and other readers in the place of the package's: what is made then must not be kept on disk."""

remembered_wars.watch()


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
