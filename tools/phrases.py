"""Write ``web/src/phrases.ts``: lanes, marks and kinds of events as ``src/multipolar/session/phrases.py`` tells them.

``python tools/phrases.py`` rewrites the file; ``--check`` fails when it is stale (a test calls it so).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from multipolar.session.phrases import LANES, MARKS, PHRASES

TARGET = Path(__file__).resolve().parent.parent / "web" / "src" / "phrases.ts"
HEAD = "/** How events are told, as in `src/multipolar/session/phrases.py`. Written by `tools/phrases.py`; do not edit. */\n"


def text() -> str:
    """Return the whole file."""
    kinds = [f"  {kind}: [{json.dumps(phrase.lane)}, {json.dumps(phrase.mark)}]," for kind, phrase in PHRASES.items()]
    marks = [f"  {name}: {json.dumps(said)}," for name, said in MARKS.items()]
    return "\n".join([
        HEAD,
        "/** The lanes of a told course from the top, with their words. */",
        f"export const LANES = {json.dumps(list(LANES.items()))} as const;",
        "",
        "/** The marks on the lanes, with what each stands for. */",
        "export const MARKS = {", *marks, "} as const;",
        "",
        "/** Every kind of event: its lane and its mark. */",
        "export const KINDS: Record<string, readonly [(typeof LANES)[number][0], keyof typeof MARKS]> = {", *kinds, "};",
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
