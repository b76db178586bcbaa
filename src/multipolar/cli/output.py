"""What goes where, without any dress: one JSON document to stdout, notes to stderr."""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def emit_json(document: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def note(text: str, *, quiet: bool = False) -> None:
    """Print a note on stderr."""
    if not quiet:
        print(text, file=sys.stderr)


def give_up_stdout() -> None:
    """Let nobody write to a pipe whose reader has gone: Python's own last flush would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
