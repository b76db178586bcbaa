"""An effect of options is one code and one file: the handbook's example is added to a copy of the package and works there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.laws.copied import ROOT, copied, insert, ran, said

PAGE = ROOT / "docs" / "add-a-part.md"
LAST = re.compile(r"^    WARNING = 29, .*\n", re.MULTILINE)
FILE = "src/multipolar/diplomacy/effects/engineers.py"

DAY = """
from acting import acting
from multipolar.diplomacy.options import options_step

world, _ = acting("advise", 1, favours=0, target=0, since=4.0, sizes={"guard": 1.0, "clear_mines": 0.5})
world.set(n_sectors=4, preparation_left=[2.0, 2.0, 0.3, 2.0], phase=[[1, 0, 1, 0], [0, 1, 0, 0]])
changed = world.day(options_step, 5)
print(changed["preparation_left"][:4].tolist(), changed["guarded"].tolist())
"""
"""One day of an option with the effect, for the side that attacks in the first and the third sector."""

CHECKED = """
import sys
from multipolar.scenario.check import check
from multipolar.scenario.loaded import loaded_from
from multipolar.session.war import words

text = open(sys.argv[1], encoding="utf-8").read().replace("arm_NOR, advise_NOR", "arm_NOR, engineers_NOR")
text += "\\noptions:\\n  - {id: 'engineers_{X}', level: armed, text: 'clears mines for {X}', effects: {clear_mines: 0.2}}\\n"
print([(p.code, p.message) for p in check(loaded_from(text, "war.yaml"), words()).problems])
"""
SCENARIO = ROOT / "src" / "multipolar" / "library" / "templates" / "border_war.yaml"


def block(mark: str) -> str:
    """Return the fenced block of the handbook's page that follows a comment."""
    return PAGE.read_text(encoding="utf-8").split(f"<!-- {mark} -->\n```python\n")[1].split("```")[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with the example: one code and one file more."""
    if not PAGE.exists():
        pytest.skip("the handbook is part of a checkout only")
    root = copied(tmp_path_factory.mktemp("copy"))
    codes = root / "src" / "multipolar" / "codes.py"
    last = LAST.search(codes.read_text(encoding="utf-8"))
    assert last is not None
    insert(codes, last[0], block("primitive"))
    (root / FILE).write_text(block("effect"), encoding="utf-8")
    return root


def test_sample__acts_for_the_side_helped(copy: Path) -> None:
    """Preparation falls by half a level where the side attacks, and not below nothing; other effects act as before."""
    assert said(copy, "-c", DAY).strip() == "[1.5, 2.0, 0.0, 2.0] [1.0, 0.0]"


def test_sample__is_a_word_that_options_may_use(copy: Path) -> None:
    """`check` accepts the word in the copy and refuses it in the package without it."""
    assert said(copy, "-c", CHECKED, str(SCENARIO)).strip() == "[]"
    assert "clear_mines" in said(ROOT, "-c", CHECKED, str(SCENARIO))


def test_sample__is_in_the_reference(copy: Path) -> None:
    """The table of primitives and a chapter of its own say what it means."""
    told = said(
        copy,
        "-c",
        "import sys; sys.path.insert(0, 'tools')\n"
        "from docs_tables import options\nfrom docs_source import sources\nfrom docs_chapters import chapter\n"
        "print(options())\nprint(chapter(next(s for s in sources('diplomacy') if s.name == 'engineers')))",
    )
    row = "| `clear_mines` | level/day | preparation cleared where the side attacks | every day | the side helped |"
    assert told.count(row) == 2


def test_sample__a_code_without_its_file_is_refused(copy: Path) -> None:
    """Whoever adds the word alone is told what is missing."""
    text = (copy / FILE).read_text(encoding="utf-8")
    (copy / FILE).unlink()
    try:
        done = ran(copy, "-c", "import multipolar.diplomacy.options")
    finally:
        (copy / FILE).write_text(text, encoding="utf-8")
    assert "no file declares an effect of ['clear_mines']" in done.stderr
