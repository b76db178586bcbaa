"""The command line: one file per verb, loaded when the verb is used; results on stdout, everything else on stderr."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from multipolar import __version__
from multipolar.errors import EXIT_OK, MultipolarError
from multipolar.printable import prepare_stream

__all__ = ["main"]

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Loading the program makes a million objects that live to its end: with 700 the collector looks through them a thousand times."""
ASKS_HELP: tuple[list[str], ...] = ([], ["--help"], ["-h"], ["help"])


def main(tokens: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 failed, 2 wrong usage, 3 faulty input, 130 interrupted."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    words = list(sys.argv[1:] if tokens is None else tokens)
    for stream in (sys.stdout, sys.stderr):
        prepare_stream(stream)
    if words in ASKS_HELP:
        from multipolar.cli.verbs import help_text

        sys.stdout.write(help_text())
        return EXIT_OK
    if words == ["--version"]:
        print(__version__)
        return EXIT_OK
    return _run(words)


def _run(words: list[str]) -> int:
    from multipolar.cli.app import answer
    from multipolar.cli.failures import UsageError, fail_with, wants_trace, wrong_usage
    from multipolar.cli.output import give_up_stdout

    as_json = "--json" in words
    try:
        result = answer(words)
        sys.stdout.flush()
    except UsageError as error:
        return wrong_usage(str(error), as_json=as_json)
    except BrokenPipeError:
        give_up_stdout()
        return EXIT_OK
    except (MultipolarError, KeyboardInterrupt, OSError, MemoryError) as error:
        return fail_with(error, as_json=as_json)
    except Exception as error:
        if wants_trace():
            raise
        return fail_with(error, as_json=as_json)
    return int(result) if isinstance(result, int) else EXIT_OK
