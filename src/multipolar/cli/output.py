"""What goes where, without any dress: one JSON document to stdout, notes to stderr."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from multipolar.printable import CONTROLS, printable


def emit_json(document: Any) -> None:
    """Print one JSON document; control characters, and signs that the stream lacks, stand in it as JSON escapes."""
    narrow = not str(getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    text = json.dumps(document, ensure_ascii=narrow, indent=1, allow_nan=False)
    sys.stdout.write(text.translate(_ESCAPES) + "\n")


_ESCAPES = {code: f"\\u{code:04x}" for code in CONTROLS if code >= 0x7F}


def say(text: str, *, end: str = "\n") -> None:
    """Print a line of results on stdout, its control characters as visible signs."""
    sys.stdout.write(printable(text) + end)


def note(text: str, *, quiet: bool = False) -> None:
    """Print a note on stderr."""
    if not quiet:
        print(printable(text), file=sys.stderr)


def write_table(path: Path | None, text: str) -> None:
    """Write a table where a file is named; nothing is written over.

    Raises
    ------
    RunError : if the file is there already or cannot be written.
    """
    from multipolar.engine.store.files import write_new
    from multipolar.errors import RunError

    if path is None:
        return
    try:
        write_new(path, text.encode())
    except FileExistsError as error:
        raise RunError(f"{path}: is there already and was kept. Name another file") from error
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror or error}). Name another file") from error


def give_up_stdout() -> None:
    """Let nobody write to a pipe whose reader has gone: Python's own last flush would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
