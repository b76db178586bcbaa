"""Which version this is, and when it was loaded, told where nothing else is: every layer may ask."""

from __future__ import annotations

import time

__version__ = "0.1.0"
LOADED = time.time()
"""When this process began to load the package [s since 1970]: files of it that are newer may not be the code that runs."""
