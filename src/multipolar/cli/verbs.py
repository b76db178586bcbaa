"""The verbs by name: where each stands in the help, and its first sentence. Plain data, so that the help costs nothing."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

NAME = "multipolar"
PURPOSE = "Turn a written analysis of a multi-actor armed conflict into a forecast that can be wrong."
GROUPS: dict[str, str] = {
    "run": "Forecast",
    "read": "Read",
    "write": "Write a scenario",
    "ask": "Ask",
    "after": "Afterwards",
    "house": "This machine",
}
VERBS: dict[str, tuple[str, str]] = {
    "demo": ("run", "The flagship: simulate it, print its forecast, write its page."),
    "run": ("run", "Simulate a war many times, print the forecast, write the run folder and the page."),
    "list": ("read", "The scenarios that come with the package."),
    "show": ("read", "A scenario told back in plain words."),
    "explain": ("read", "The meaning, unit, default and source of any key, parameter, option or outcome."),
    "outside": ("read", "What became of past wars like this one: how they ended and how soon; nothing is simulated."),
    "new": ("write", "Start a scenario from a template, with its JSON Schema beside it."),
    "import-pack": ("write", "A scenario from a fact pack, every assumption listed."),
    "serve": ("write", "The workbench: a whole case in the browser, on one project folder of this machine."),
    "check": ("write", "Every fault of a scenario at once, with its place and the likely fix."),
    "schema": ("write", "The JSON Schema of a scenario file."),
    "what-if": ("ask", "The war as it is against the war with a claim, a value or a mechanism changed."),
    "sweep": ("ask", "Many values of keys, claims, bundles or mechanisms, each paired with the war as it is, as one table."),
    "compare": ("ask", "Bundles of claims, or runs, side by side on the same chance."),
    "robust": ("ask", "Levers across competing worlds: what each policy gives, its regret, and which does well in most."),
    "study": ("ask", "What each claim, mechanism or part does; bundles scored side by side; the course against what was."),
    "ask": ("ask", "Any question of the language, asked of a run: what its courses answer, counted and published."),
    "condition": ("ask", "The forecast given dated reports, true or false: courses that fit them go on; a run of its own."),
    "ach": ("ask", "Reports against claims and bundles: how much likelier each is where they hold, and what it tells apart."),
    "signposts": ("ask", "Events to watch for, ranked by what seeing them, or not, would tell of the headline."),
    "drivers": ("ask", "What moves the outcome of a run: its inputs by share of the variance, luck, what to find out next."),
    "discover": ("ask", "Under which few conditions on its inputs an answer of a run is frequent, as boxes in words."),
    "powers": ("ask", "The powers' game: what each posture is worth in simulated courses, what holds, who would deviate."),
    "stability": ("ask", "Which profiles of postures hold when powers look ahead, who would leave them, and what answers it."),
    "settle": ("ask", "Which ends both sides could sign, by day, who would stop them, and what would turn a refusal."),
    "play": ("ask", "You act for one power in one course: told what it would be told, asked what it does, shown how it compares."),
    "replay": ("ask", "One course of a war told in sentences, day by day, with its causes."),
    "score": ("after", "The scores of a run or a frozen forecast against what happened, beside naive forecasts."),
    "backtest": ("after", "Past wars forecast from what was known, and scored beside naive forecasts."),
    "freeze": ("after", "One file with questions, criteria and probabilities, stamped, to be scored later."),
    "ledger": ("after", "The record over time: frozen forecasts, their updates, scores and calibration."),
    "post-mortem": ("after", "Which claims and facts helped or hurt, once it is known what happened."),
    "export": ("after", "Deaths by country and month in the VIEWS format."),
    "report": ("after", "Write the offline page of a run again."),
    "open": ("after", "The scenario, patches and settings that a page carries, laid into a folder to be run again."),
    "calibrate": ("after", "What data can tell: battles and base rates fitted, or a stored fit scored on new battles."),
    "cite": ("after", "The bibliography of exactly what a run used."),
    "doctor": ("house", "Is everything here that a run needs?"),
    "warm": ("house", "Compile once, before anybody waits."),
}
"""Every command with the group it stands in and its first sentence; the code stands in the module of its name."""
ROOMS = {"list": "list_", "open": "open_"}
FLAGS: dict[str, str] = {
    "--help, -h": "Show this text, or that of a command.",
    "--version": "Show the version.",
}
EPILOGUE = (
    "Results go to stdout, progress and notes to stderr; --json prints exactly one document, --quiet no notes, NO_COLOR is "
    "obeyed. Exit status: 0 done, 1 failed, 2 wrong usage, 3 a scenario, patch, choice or run folder with faults, "
    "130 interrupted (what was done is kept)."
)
WIDEST = 100


def module_of(verb: str) -> str:
    """Return the module in which a verb stands."""
    return f"{__package__}.{ROOMS.get(verb, verb.replace('-', '_'))}"


def help_text(width: int | None = None) -> str:
    """Return the help of the whole command line for a window of so many columns."""
    columns = min(width or shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    first = max(map(len, [*VERBS, *FLAGS])) + 4
    lines = [f"Usage: {NAME} COMMAND ...", "", *textwrap.wrap(PURPOSE, columns)]
    for group, title in GROUPS.items():
        rows = {verb: said for verb, (place, said) in VERBS.items() if place == group}
        lines += ["", f"{title}:", *_rows(rows, first, columns)]
    lines += ["", "Options:", *_rows(FLAGS, first, columns), "", *textwrap.wrap(EPILOGUE, columns)]
    return "\n".join(lines) + "\n"


def _rows(rows: dict[str, str], first: int, columns: int) -> Iterator[str]:
    for name, said in rows.items():
        head = f"  {name}".ljust(first)
        yield textwrap.fill(said, columns, initial_indent=head, subsequent_indent=" " * first)
