"""Every source that the code or a page names in short stands in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from multipolar.model.register import REGISTER

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"day": "docs/model/day.md", "subject": "docs/model/subjects.md"}
TREES = ("src", "tests", "tools", "verification", "benchmarks")
MADE_UP = {
    "NAME.numbers.md", "page.md", "ablations.md", "a.numbers.md", "a.added.md", "b.added.md", "brief.md", "claims.md", "notes.md"
}  # fmt: skip
"""Names of pages that a program writes or a test invents."""
STEP = re.compile(r"(?:^|: |; |and |\()day,\s+(?:step (\d+)|([a-z][a-z ]*[a-z]))")
SUBJECT = re.compile(r"\b[Ss]ubjects?\s+(\d+)((?:,\s+\d+)*)\b")
NOTE = re.compile(
    r"model[- ](?:science|operations)\b|\boperations,? (?:step|section|\d)|\bdesign note|(?<![\w,])(?<!2007, )[Ss]ections? \d+"
    r"|(?:[Ss]ources?: |; )step \d"
)
"""How the unpublished notes of the first design were named; a section of a printed paper follows its year."""
KEPT = {("docs/sources.md", "section 13"), ("docs/sources.md", "section 2")}
"""The page of sources explains two old names in the values of the flagship, which its digest holds fast."""
PAGE_NAME = re.compile(r"(?<![\w*{}/.-])[A-Za-z][\w./-]*\.md\b")


def texts() -> list[tuple[str, str]]:
    """Return the texts that may name a source: code, tools, and pages written by hand or by the tool."""
    files = [path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py")) if path != Path(__file__).resolve()]
    files += sorted((ROOT / "docs").rglob("*.md"))
    return [(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files]


def headings(page: str, word: str) -> set[str]:
    """Return what the headings of a page are called: their numbers after a word, else their lower-case text."""
    found = re.findall(r"^## (.+)$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    numbered = (re.match(rf"{word} (\d+): ", text) for text in found)
    return {match[1] if match else text.lower() for text, match in zip(found, numbered, strict=True)}


def missing(text: str) -> list[str]:
    """Return the short names in a text that no heading of the model pages answers."""
    steps, subjects = headings(PAGES["day"], "Step"), headings(PAGES["subject"], "Subject")
    found = [match[1] or match[2] for match in STEP.finditer(text)]
    numbers = [n for match in SUBJECT.finditer(text) for n in re.findall(r"\d+", match[1] + match[2])]
    return [name for name in found if name not in steps and name != "revealed start"] + [n for n in numbers if n not in subjects]


def test_pages__number_steps_and_subjects_without_a_gap():
    """Sixteen steps and twenty-one subjects, each under one heading."""
    assert {n for n in headings(PAGES["day"], "Step") if n.isdigit()} == {str(i) for i in range(1, 17)}
    assert headings(PAGES["subject"], "Subject") == {str(i) for i in range(1, 22)}


def test_references__to_steps_and_subjects_have_a_heading():
    """Docstrings, the register and generated pages name only what the model pages hold."""
    sources = [row.source for row in REGISTER]

    assert sum("step" in text or "subject" in text for text in sources) > 10
    assert [text for text in sources if missing(text)] == []
    assert [(name, found) for name, text in texts() if "Source" in text and (found := missing_in_sources(text))] == []


def missing_in_sources(text: str) -> list[str]:
    """Return the missing names in the sentences of a text that tell a source."""
    told = re.findall(r"Sources?: [^.\"]+", text)
    return [name for sentence in told for name in missing(sentence)]


def test_references__name_no_unpublished_note():
    """No code and no page sends the reader to a document that is not here."""
    found = [(name, match.group()) for name, text in texts() for match in NOTE.finditer(text)]

    assert [row for row in found if row not in KEPT] == []


def test_references__pages_that_code_names_exist():
    """A page named in code lies in the repository under that path, in docs, or is one that a program writes."""
    known = {path.name for path in ROOT.glob("*.md")} | {
        path.name for tree in ("docs", *TREES) for path in (ROOT / tree).rglob("*.md")
    }
    code = [(name, text) for name, text in texts() if name.endswith(".py")]
    found = {(name, page) for name, text in code for page in PAGE_NAME.findall(text) if Path(page).name not in known | MADE_UP}

    assert found == set()


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("Source: operations step 9.", True),
        ("Source: model-science section 11.", True),
        ("Source: section 2(A).", True),
        ("Source: step 14; Powell 2006.", True),
        ("Source: day, step 9; McQuie 1987.", False),
        ("Source: subject 11.", False),
        ("Source: Gneiting and Raftery 2007, section 6.2.", False),
    ],
)
def test_references__a_note_would_be_found(text, caught):
    """The forms of the old names are caught, the present ones are not."""
    assert (NOTE.search(text) is not None) == caught


def test_references__a_heading_that_is_not_there_would_be_found():
    """Numbers beyond the pages and unknown passages are named."""
    assert missing("Source: day, step 17; day, third force blocks; subjects 3, 22.") == ["17", "third force blocks", "22"]
    assert missing("Source: day, step 14, revealed start; day, limited aims; subject 21.") == []
