"""What all tests share: a quiet property tester, and browser or Node tests that may not be skipped where CI says so."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    max_examples=40,
    deadline=None,  # the first example pays for compiling
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skipped browser or Node test into a failure where MULTIPOLAR_REQUIRE_BROWSER=1."""
    outcome = yield
    report = outcome.get_result()
    required = os.environ.get("MULTIPOLAR_REQUIRE_BROWSER") == "1"
    wanted = required and (item.get_closest_marker("browser") or item.get_closest_marker("node"))
    if report.skipped and wanted and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but this machine must run it: {report.longrepr}"
