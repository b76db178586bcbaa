"""Write every generated file of the repository anew, or name those that are stale.

Usage: ``python tools/generate.py [--check]``. It runs the generators one after the other: record types and codes first, then the
reference pages, which read the sources.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
GENERATORS = ("record_types.py", "codes.py", "phrases.py", "typical.py", "docs.py", "docs_workbench.py")
"""Tools that write files under version control; each takes --check."""


def main() -> int:
    """Run every generator with the arguments given, and return 1 if one failed."""
    failed = [
        name for name in GENERATORS if subprocess.run([sys.executable, str(TOOLS / name), *sys.argv[1:]], check=False).returncode
    ]
    if failed and "--check" in sys.argv:
        print(f"stale, run `make generate`: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
