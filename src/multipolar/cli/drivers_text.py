"""What moves a run, as it is printed: headline and luck, the inputs, pairs of them, what to find out next, the crux."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.paired_text import quantity
from multipolar.cli.terminal import heading, table

Part = Mapping[str, Any]
HOW = (
    "share: part of the variance that knowing the input removes, with its interval at 95 %; bits: value of knowing it; low, "
    "middle, high: the target where the input is in its lowest, middle or highest tenth, or under the first and second claims; "
    "flips at: the input, or the credence of the second claims, at which another answer leads, and which."
)


def print_drivers(out: Console, document: Part, top: int) -> None:
    """Print what moves a run, one target after the other, ``top`` inputs of each."""
    for part in (document, *document["others"]):
        _head(out, document, part)
        if part["drivers"]:
            _inputs(out, part, top)
            _pairs(out, part)
            _research(out, part)
            heading(out, "The crux")
            out.print(Text(part["crux"]["sentence"]))
        out.print()
        for note in (*filter(None, [document["interrupted"]]), *part["notes"]):
            out.print(Text(f"- {note}"))
    if document.get("methods"):
        _methods(out, document["methods"])


def _head(out: Console, document: Part, part: Part) -> None:
    courses = f"{part['members']:,} courses"
    worth = f", worth {part['effective']:,.0f} of equal weight" if round(part["effective"]) < part["members"] else ""
    title = f"{document['scenario']} as of {document['as_of']}: what moves {part['target']} ({courses}{worth})"
    out.print(Text(title, style="bold"))
    said = part["headline"]
    value = f"{of_target(said['value'], part)} ({of_target(said['low'], part)} to {of_target(said['high'], part)})"
    verb = {"name": "leads with", "yes or no": "has a probability of", "number": "is on average"}[part["target_kind"]]
    out.print(Text(f"{_quoted(said['text'])} {verb} {value}."))
    if part["luck"] is not None:
        luck = part["luck"]
        span = f"{_share(luck['value'])} ({_share(luck['low'])} to {_share(luck['high'])})"
        pairs = f"{part['twin_pairs']:,} pairs of courses with equal inputs"
        out.print(Text(f"Luck: {span} of the spread stays where every input is known ({pairs})."))


def _methods(out: Console, found: Sequence[Part]) -> None:
    """Print the claims of the method by analysis, beside the courses drawn anew."""
    heading(out, "Claims of the method, in what was asked of this run beside the forecast")
    cells = []
    for one in found:
        name = f"{one['analysis']}: {one['answer']}"
        for row in one["drivers"]:
            what = row["key"] if row["kind"] == "courses" else f"{row['key']} (method claim)"
            cells.append((name, f"{what}\n{row['label']}", ", ".join(row["settings"]), f"{100 * row['share']:.1f} %"))
            name = ""
        cells.append(("", "only together", "", f"{100 * one['together']:.1f} %"))
    out.print(table(["answer", "moved by", "settings", "share"], cells, right=(3,)))
    out.print(Text("share: part of the variance of the answer, over every setting of the method and the draws.", style="dim"))


def _quoted(text: str) -> str:
    return text.rstrip(".?") if len(text) < 60 else f"“{text.rstrip('.')}”"


def of_target(value: float | None, part: Part) -> str:
    """Return a value of a target: per cent for a probability, the number with its unit otherwise, nothing for none."""
    if value is None:
        return ""
    if part["target_kind"] == "number":
        return f"{quantity(value)} {part['unit']}".strip()
    return f"{100 * value:.0f} %"


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _inputs(out: Console, part: Part, top: int) -> None:
    heading(out, "Inputs that move it most")
    sure = [row for row in part["drivers"] if row["above_noise"] and row["first_order"]["low"] > 0.0]
    if not sure:
        out.print(Text("No input stands out from the noise."))
        return
    cells = [(_what(row), _span(row["first_order"]), f"{row['bits']:.3f}", *_ends(row, part), _flips(row)) for row in sure[:top]]
    out.print(table(["input (kind, grade)", "share", "bits", "low", "middle", "high", "flips at"], cells, right=(1, 2, 3, 4, 5)))
    if len(sure) > top:
        out.print(Text(f"and {len(sure) - top} more (--top {len(sure)} or --json shows them)"))
    out.print(Text(HOW, style="dim"))


def _what(row: Part) -> str:
    return f"{row['key']} ({row['kind']}, {row['graded']})\n{row['label']}"


def _span(estimate: Part) -> str:
    return f"{100 * estimate['value']:.1f} %\n{100 * estimate['low']:.1f}–{100 * estimate['high']:.1f}"


def _ends(row: Part, part: Part) -> tuple[str, ...]:
    return tuple(_end(row, end, part) for end in ("low", "middle", "high"))


def _end(row: Part, end: str, part: Part) -> str:
    value, at = row["at"][end], row["at_input"][end]
    if value is None:
        return ""
    shown = quantity(value) if part["target_kind"] == "number" else f"{100 * value:.0f} %"
    return shown if isinstance(at, str) else f"{shown}\nat {quantity(at)}"


def _flips(row: Part) -> str:
    if row["flips_at"] is None:
        return ""
    at = f"{100 * row['flips_at']:.0f} %" if row["categories"] else quantity(row["flips_at"])
    return f"{at}\n{row['flips_to']}"


def _pairs(out: Console, part: Part) -> None:
    if part["pairs"] is None:
        return
    heading(out, "Pairs that act together")
    if not part["pairs"]:
        out.print(Text("None for sure among the strongest inputs."))
        return
    cells = [(pair["first"], pair["second"], _span(pair["share"]).replace("\n", ", ")) for pair in part["pairs"]]
    out.print(table(["first", "second", "share"], cells, right=(2,)))


def _research(out: Console, part: Part) -> None:
    heading(out, "What to find out next: inputs without source or on judgement alone, by the value of knowing them")
    if not part["research"]:
        out.print(Text("No such input stands out from the noise."))
        return
    rows = [(_what(row), f"{row['bits']:.3f}", _moves(row["moves"], part)) for row in part["research"]]
    out.print(table(["input (kind, grade)", "bits", "low to high"], rows, right=(1, 2)))


def _moves(value: float, part: Part) -> str:
    sign = "+" if value > 0 else ""
    return f"{sign}{quantity(value)} {part['unit']}".strip() if part["target_kind"] == "number" else f"{100 * value:+.0f} points"
