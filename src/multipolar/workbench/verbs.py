"""The verbs that the workbench lets work: on what, which options each takes, and which of these are files of the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

On = Literal["run", "runs", "scenario"]
Kind = Literal["number", "flag", "text", "texts", "table", "file", "files", "own_or_file"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: the function of ``multipolar`` behind it, on what it works, and its options by name and kind.

    ``own_or_file``: a name that the library knows, or a file of the project.
    """

    function: str
    on: On
    options: Mapping[str, Kind]
    progress: bool = False


READING: Mapping[str, Kind] = {
    "as_of": "text", "bundle": "text", "claims": "texts", "settings": "texts", "patches": "files", "off": "texts",
}  # fmt: skip
GAME: Mapping[str, Kind] = {
    "among": "texts", "postures": "table", "written": "table", "most": "number", "members": "number", "draws": "number",
    "seed": "number",
}  # fmt: skip
VERBS: Mapping[str, Verb] = {
    "what-if": Verb("what_if", "scenario", {**READING, "base_bundle": "text", "members": "number", "seed": "number"}, True),
    "compare": Verb("compare", "runs", {}, True),
    "robust": Verb(
        "robust", "scenario",
        {"levers": "table", "as_of": "text", "target": "text", "worlds": "texts", "least": "flag", "enough": "number",
         "members": "number", "seed": "number"}, True,
    ),
    "outside": Verb("outside", "scenario", {"as_of": "text", "settings": "texts", "patches": "files", "listed": "flag"}),
    "drivers": Verb("drivers", "run", {"target": "texts", "pairs": "flag"}, True),
    "discover": Verb("discover", "run", {"target": "text", "above": "number", "below": "number", "step": "number"}),
    "signposts": Verb("signposts", "run", {"target": "text", "top": "number"}),
    "condition": Verb("condition", "run", {"evidence": "own_or_file", "until": "text"}, True),
    "ach": Verb("ach", "run", {"evidence": "own_or_file", "until": "text", "bundles": "texts"}, True),
    "powers": Verb("powers", "run", {**GAME, "certify": "number"}, True),
    "stability": Verb("stability", "run", {**GAME, "status_quo": "text", "reading": "text"}, True),
    "settle": Verb("settle", "run", {"design": "file", "members": "number", "election": "flag", "election_day": "number",
                                     "keep": "flag"}, True),
    "replay": Verb("replay", "run", {"member": "number", "exemplar": "text", "another": "number"}),
    "ask": Verb("ask", "run", {"feature": "text", "threshold": "number", "closes": "text", "options": "texts"}),
    "score": Verb("score", "run", {"outcome": "file", "data": "file", "views": "flag", "where": "texts", "side_a": "texts",
                                   "side_b": "texts", "by": "text"}),
    "post-mortem": Verb("post_mortem", "run", {"outcome": "file", "only": "texts", "members": "number"}, True),
    "freeze": Verb("freeze", "run", {}),
    "report": Verb("report", "run", {"views": "flag", "only": "texts", "members": "number", "teaching": "flag"}, True),
    "brief": Verb("brief", "run", {}),
}  # fmt: skip
"""The verbs by the name of the command line."""
