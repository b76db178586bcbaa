"""Write ``web/src/codes.ts``: the coded words that the page's script needs, from ``src/multipolar/codes.py``.

``python tools/codes.py`` rewrites the file; ``--check`` fails when it is stale (a test calls it so). The table for readers
is ``docs/reference/codes.md``, written by ``tools/docs.py``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from multipolar.codes import PROBABILITY_WORDS, Arrangement, Coded, Ending, Level, Paper
from multipolar.model.fields import OUTCOME
from multipolar.studies.paired import PLAIN

TARGET = Path(__file__).resolve().parent.parent / "web" / "src" / "codes.ts"
LISTS: dict[str, type[Coded]] = {"ENDINGS": Ending, "PAPERS": Paper, "ARRANGEMENTS": Arrangement, "LEVELS": Level}
"""The enumerations that the page counts by, with the name of their list of spellings."""
HEAD = "/** The coded words of the model, as in `src/multipolar/codes.py`. Written by `tools/codes.py`; do not edit. */\n"


def enumeration(kind: type[Coded], spellings: str) -> list[str]:
    """Return the object of codes by name and the list of spellings by code."""
    members = ", ".join(f"{member.name}: {int(member)}" for member in kind)
    return [
        f"export const {kind.__name__} = {{ {members} }} as const;",
        "/** Spellings in the order of the codes. */",
        f"export const {spellings} = {json.dumps(kind.spellings())} as const;",
        "",
    ]


def text() -> str:
    """Return the whole file."""
    lines = [HEAD]
    for spellings, kind in LISTS.items():
        lines += enumeration(kind, spellings)
    bands = [f"  [{bound}, {json.dumps(words)}]," for bound, words in PROBABILITY_WORDS]
    lines += ["/** Upper bound of each band of probability and its words. */"]
    lines += ["export const PROBABILITY_WORDS: readonly (readonly [number, string])[] = [", *bands, "];", ""]
    lines += [
        "/** Endings as titles, {A} and {B} for the sides. */",
        *phrases("ENDING_TITLES", {e.spelling: e.title for e in Ending}),
    ]
    lines += ["/** Endings inside a sentence. */", *phrases("ENDING_NOUNS", {e.spelling: e.noun for e in Ending})]
    meanings = {field.name: field.meaning for field in OUTCOME if field.name in PLAIN}
    lines += ["/** What a comparison of runs measures of every course, beside endings and answers. */"]
    lines += phrases("OUTCOMES", {name: re.sub(r"\bA\b", "{A}", meanings[name]) for name in PLAIN})
    return "\n".join(lines)


def phrases(name: str, table: dict[str, str]) -> list[str]:
    """Return a table of phrases by code."""
    rows = [f"  {key}: {json.dumps(phrase, ensure_ascii=False)}," for key, phrase in table.items()]
    return [f"export const {name}: Readonly<Record<string, string>> = {{", *rows, "};", ""]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
