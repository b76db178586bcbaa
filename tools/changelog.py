"""Gather the fragments of ``changelog.d/`` into the changelog at a release.

Usage: ``python tools/changelog.py DATE`` with the date of the release (YYYY-MM-DD). The first section of ``CHANGELOG.md`` must be
``## VERSION (unreleased)``; it gets the date, its fragments below *Numbers*, *Added*, *Changed*, *Fixed*, *Removed* in this order,
and the fragments are deleted.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = ("numbers", "added", "changed", "fixed", "removed")
OPEN = re.compile(r"^## (\S+) \(unreleased\)$", re.MULTILINE)


def fragments(folder: Path) -> dict[str, list[Path]]:
    """Return the fragments by section, each section in order of names."""
    files = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    return {section: [path for path in files if path.stem.rpartition(".")[2] == section] for section in SECTIONS}


def bullet(entry: str) -> str:
    """Return a fragment as an item of a list; one that is a list already stays."""
    text = entry.strip()
    return text if text.startswith("- ") else "- " + text.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def gathered(text: str, entries: Mapping[str, list[str]], date: str) -> str:
    """Return the changelog with entries placed below the headings of its open version, and the date in its title.

    Raises
    ------
    ValueError : if the first version is not open.
    """
    title = OPEN.search(text)
    if title is None or title.start() != text.find("\n## ") + 1:
        raise ValueError("the first version of the changelog is not marked (unreleased)")
    end = text.find("\n## ", title.end())
    body, rest = (text[title.end() :], "") if end < 0 else (text[title.end() : end], text[end:])
    head, *parts = re.split(r"^### (\w+)\n", body, flags=re.MULTILINE)
    known = dict(zip([name.lower() for name in parts[::2]], [part.strip() for part in parts[1::2]], strict=True))
    blocks = []
    for section in SECTIONS:
        lines = [known.get(section, ""), *(bullet(entry) for entry in entries.get(section, ()))]
        if written := "\n".join(filter(None, lines)):
            blocks.append(f"### {section.capitalize()}\n{written}\n")
    new = f"## {title[1]} ({date})\n{head.rstrip()}\n" + "\n".join(blocks)
    return text[: title.start()] + new + rest


def main() -> int:
    """Gather, delete the fragments, and say how many there were."""
    date = dt.date.fromisoformat(sys.argv[1]).isoformat()
    found = fragments(ROOT / "changelog.d")
    entries = {section: [path.read_text(encoding="utf-8") for path in paths] for section, paths in found.items()}
    target = ROOT / "CHANGELOG.md"
    target.write_text(gathered(target.read_text(encoding="utf-8"), entries, date), encoding="utf-8")
    paths = [path for section in found.values() for path in section]
    for path in paths:
        path.unlink()
    print(f"{len(paths)} fragments gathered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
