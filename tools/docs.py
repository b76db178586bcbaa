"""Write the reference part of the handbook from the code: one chapter per mechanism, and tables.

Usage: python tools/docs.py [--check]. With --check nothing is written; stale pages are named and the exit status is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from docs_chapters import all_sources, chapter, page_of
from docs_source import ROOT
from docs_tables import TABLES, index

DOCS = ROOT / "docs"
COMMAND = "python tools/docs.py"


def pages() -> dict[str, str]:
    """Return every generated page by its path below docs/."""
    made = {page_of(source): chapter(source) for source in all_sources()}
    made |= {path: f"# {title}\n\n{write().rstrip()}\n" for path, (title, _, write) in TABLES.items()}
    return made | {"reference/index.md": index()}


def stale() -> list[str]:
    """Return the generated pages that differ from what the code says now, and pages that nothing generates any more."""
    made = pages()
    lying = {path.relative_to(DOCS).as_posix() for path in (DOCS / "reference").rglob("*.md")}
    differ = [
        name for name, text in made.items() if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    ]
    return sorted({*differ, *(lying - set(made))})


def write() -> list[str]:
    """Bring the pages up to date and return those that changed."""
    made, changed = pages(), stale()
    for name in changed:
        path = DOCS / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], encoding="utf-8")
        else:
            path.unlink()
    return changed


def main() -> int:
    """Write or check, and say what changed."""
    parser = argparse.ArgumentParser(description="Write the reference part of the handbook from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when pages are stale")
    found = stale() if (check := parser.parse_args().check) else write()
    print(f"{len(found)} pages {'stale' if check else 'written'}" + "".join(f"\n  docs/{name}" for name in found))
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
