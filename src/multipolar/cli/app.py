"""The application: every verb under its name, none of them loaded before it is used; errors as plain sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from cyclopts import App, CycloptsError, Group
from cyclopts.exceptions import MissingArgumentError, UnusedCliTokensError

from multipolar import __version__
from multipolar.cli.failures import UsageError
from multipolar.cli.verbs import GROUPS, NAME, PURPOSE, VERBS, module_of


def is_dressed() -> bool:
    """Tell whether somebody looks at a terminal that may be coloured."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def build_app() -> App:
    """Return the application with its commands, none of them loaded yet."""
    groups = {key: Group(title, sort_key=i) for i, (key, title) in enumerate(GROUPS.items())}
    app = App(
        name=NAME,
        help=PURPOSE,
        version=__version__,
        version_flags=["--version"],
        help_format="plaintext",
        help_formatter="default" if is_dressed() else "plain",
        print_error=False,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for verb, (group, sentence) in VERBS.items():
        app.command(f"{module_of(verb)}:command", name=verb, help=sentence, group=groups[group])
    return app


def answer(tokens: Sequence[str]) -> Any:
    """Run the command that the words of a command line name, and return what it returns.

    Raises
    ------
    UsageError : if they name none, or it cannot be called like that.
    """
    app = build_app()
    try:
        return app(list(tokens))
    except CycloptsError as error:
        raise UsageError(sentence_of(error)) from error


def sentence_of(error: CycloptsError) -> str:
    """Return what is wrong with a command line, the nearest name, and where to read on."""
    verb = " ".join(error.command_chain or ())
    see = f"See: {' '.join([NAME, *filter(None, [verb])])} --help"
    said = str(error).strip()
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        said = _missing(error)
    elif isinstance(error, UnusedCliTokensError):
        said = f"there is no place for {', '.join(map(repr, error.unused_tokens or ()))}."
    said = said.partition(" Available commands:")[0]
    lead = f"{NAME} {verb}: " if verb else f"{NAME}: "
    said = said if said[:2].isupper() else f"{said[:1].lower()}{said[1:]}"
    return f"{lead}{said}{'' if said.endswith(('.', '?')) else '.'} {see}"


def _missing(error: MissingArgumentError) -> str:
    assert error.argument is not None
    name = error.argument.name
    if error.keyword is None and not error.tokens_so_far:
        return f"{name.lstrip('-').upper().replace('-', '_')} is missing."
    return f"{error.keyword or name} needs a value."
