"""Words for what was asked of a run: names of actors, postures and designs, and the command that asks what was not asked yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import share_text
from multipolar.report.table import safe

COMMANDS: dict[str, tuple[str, str]] = {
    "powers": ("multipolar powers RUN", "lets powers take postures and values every profile of them in simulated courses"),
    "stability": ("multipolar stability RUN", "tells which of these profiles hold when powers look ahead"),
    "settlement": ("multipolar settle RUN --election", "weighs every design for ending the war on the courses of this run"),
}
"""By part the command that asks for it, and what that does."""


def asked(inp: ReportInput, part: str) -> Mapping[str, Any]:
    """Return what was asked of a run under a name; empty where it was not."""
    found: Mapping[str, Any] = inp.asked.get(part) or {}
    return found


def actor_name(inp: ReportInput, name: str) -> str:
    """Return the name of a side or a power by its id."""
    for side in inp.forecast.get("sides", {}).values():
        if side.get("id") == name:
            return str(side.get("name", name))
    return str(inp.forecast.get("powers", {}).get(name, {}).get("name", name))


def posture_words(name: str) -> str:
    """Return a posture as it is printed."""
    return name.replace("_", " ")


def profile_words(inp: ReportInput, game: Mapping[str, Any], key: str) -> str:
    """Return a profile of postures in words: Norland: arm; Southia: stay out."""
    return "; ".join(
        f"{actor_name(inp, name)}: {posture_words(one)}" for name, one in zip(game["powers"], key.split(","), strict=True)
    )


def design_words(inp: ReportInput, name: str) -> str:
    """Return what a design is: as the answer tells it, else the forecast, else its id."""
    told = {one["id"]: one["what"] for one in asked(inp, "settlement").get("designs", ())}
    return str(told.get(name) or inp.forecast.get("designs", {}).get(name, {}).get("what") or name.replace("_", " "))


def courses_share(inp: ReportInput, p: float) -> str:
    """Return a share of the courses that the terms were weighed on."""
    return share_text(p, int(asked(inp, "settlement")["members"]))


def can_be_asked(inp: ReportInput, part: str) -> bool:
    """Tell whether a part can be asked of this run at all: reports bar it, and it needs two powers, or designs."""
    if inp.forecast.get("conditioned"):
        return False
    return bool(inp.forecast.get("designs")) if part == "settlement" else len(inp.forecast.get("powers", {})) > 1


def missing_html(inp: ReportInput, parts: Sequence[str]) -> str:
    """Return for each part that is not there one line: which command makes it, or why the one that is there is left out."""
    lines = []
    for part in parts:
        if asked(inp, part) or not can_be_asked(inp, part):
            continue
        command, does = COMMANDS[part]
        why = inp.asked.get("notes", {}).get(part, "")
        shows = "<code>multipolar report RUN</code> then shows it here"
        lines.append(f'<p class="note">{safe(why)} <code>{safe(command)}</code> {safe(does)}; {shows}.</p>')
    return "".join(lines)
