"""One headless Chromium for the tests of a file."""

from __future__ import annotations

import pytest
from tests.browser.chromium import CHROMIUM, FLAGS


@pytest.fixture(scope="module")
def browser():
    """Return a headless Chromium, or skip with the reason."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright", exc_type=ImportError)
    if not CHROMIUM:
        pytest.skip("needs Chromium (set MULTIPOLAR_CHROMIUM to its path)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
