"""The command line: one file per verb, loaded when the verb is used; results on stdout, everything else on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, Group

from multipolar import __version__
from multipolar.errors import EXIT_INTERRUPTED, EXIT_OK, EXIT_USAGE, MultipolarError, exit_code

VERBS: dict[str, tuple[str, str]] = {
    "demo": ("run", "The flagship: simulate it, print its forecast, write its page."),
    "run": ("run", "Simulate a war many times, print the forecast, write the run folder and the page."),
    "list": ("read", "The scenarios that come with the package."),
    "show": ("read", "A scenario told back in plain words."),
    "new": ("write", "Start a scenario from a template, with its JSON Schema beside it."),
    "check": ("write", "Every fault of a scenario at once, with its place and the likely fix."),
    "explain": ("write", "The meaning, unit, default and source of any key, parameter, option or outcome."),
    "schema": ("write", "The JSON Schema of a scenario file."),
    "what-if": ("ask", "The war as it is against the war with a claim, a value or a mechanism changed."),
    "compare": ("ask", "Bundles of claims, or runs, side by side on the same chance."),
    "study": ("ask", "What each claim does, or each mechanism, one after the other."),
    "replay": ("ask", "One course of a war, day by day, with its causes."),
    "score": ("after", "The scores of a run against what happened, beside naive forecasts."),
    "report": ("after", "Write the offline page of a run again."),
    "cite": ("after", "The bibliography of exactly what a run used."),
    "doctor": ("house", "Is everything here that a run needs?"),
    "warm": ("house", "Compile once, before anybody waits."),
}
"""Every command with the group it stands in and its first sentence; the code stands in the module of its name."""

GROUPS = {
    "run": "Forecast", "read": "Read", "write": "Write a scenario", "ask": "Ask", "after": "Afterwards",
    "house": "This machine",
}  # fmt: skip
ROOMS = {"list": "list_"}


def build_app() -> App:
    """Return the application with its commands, none of them loaded yet."""
    groups = {key: Group(title, sort_key=i) for i, (key, title) in enumerate(GROUPS.items())}
    app = App(
        name="multipolar",
        help="Turn a written analysis of a multi-actor armed conflict into a forecast that can be wrong.",
        version=__version__,
        version_flags=["--version"],
        help_format="plaintext",
        print_error=True,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for name, (group, sentence) in VERBS.items():
        module = ROOMS.get(name, name.replace("-", "_"))
        app.command(f"multipolar.cli.{module}:command", name=name, help=sentence, group=groups[group])
    options = Group("Options", sort_key=len(groups))
    for flag in ("--help", "--version"):
        app[flag].group = options
    return app


def main(tokens: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 failed, 2 wrong usage, 3 faulty scenario, 130 interrupted."""
    try:
        result = build_app()(list(sys.argv[1:] if tokens is None else tokens))
    except CycloptsError:
        return EXIT_USAGE
    except MultipolarError as error:
        print(error, file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        print("interrupted; nothing was finished", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return EXIT_OK
    return int(result) if isinstance(result, int) else EXIT_OK
