"""A mechanism is one file and one line: a sample is added to a copy of the package and works everywhere by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.laws.copied import ROOT, copied, insert, said

from multipolar.model.catalogue import SWITCHES

SAMPLE = ROOT / "tests" / "samples" / "landmines.py"
LINE = '    "pursuit",\n'
PLACE = "LANDMINES_SWITCH = 39\n"
"""The switch of the sample takes the next free place."""

FORESEEN = """
import numpy as np
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import DEATHS, LANES, OUTPUTS, OUTLOOK_STEPS
from multipolar.model.catalogue import SWITCHES
from powers_toy import fought_world

def deaths(on):
    world = fought_world()
    world.p["mine_loss"] = 0.001
    world.p["on"][SWITCHES.index("landmines")] = on
    out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
    project_outlook(world.sc, world.p, world.st, np.zeros(LANES, np.int64), OUTLOOK_STEPS, out)
    return out[0, 0, DEATHS]

print(deaths(1.0) > deaths(0.0) > 0.0)
"""


FOUGHT = """
import hashlib, sys
from multipolar.engine.simulate import simulate_chunk
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
import toy
from toy import toy_params, toy_scenario

toy.REGISTER = tuple(entry for entry in toy.REGISTER if entry.field != "mine_loss")  # drawn one after the other there
scenario = toy_scenario(2)
scenario["horizon"] = 15
params = toy_params(scenario, 2)
if "mine_loss" in params.dtype.names:
    params["mine_loss"] = 0.002
if sys.argv[1]:
    params["on"][:, MECHANISMS.index(sys.argv[1])] = 0.0
outcomes = zeros("OUTCOME", 2)
simulate_chunk(scenario, params, 5, 0, outcomes)
print(hashlib.sha256(outcomes.tobytes()).hexdigest())
"""
"""Two members of a small theatre for two weeks; the argument names a mechanism that is off."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with the sample: one file more, one line more in the step order."""
    root = copied(tmp_path_factory.mktemp("copy"))
    text = SAMPLE.read_text(encoding="utf-8")
    assert text.count(PLACE) == 1
    free = text.replace(PLACE, f"LANDMINES_SWITCH = {len(SWITCHES)}\n")
    (root / "src" / "multipolar" / "mechanisms" / "landmines.py").write_text(free, encoding="utf-8")
    insert(root / "src" / "multipolar" / "engine" / "order.py", LINE, '    "landmines",\n')
    return root


def test_sample__is_explained_with_its_prior(copy: Path) -> None:
    """The switch, the parameter and its prior are known to `explain` without another line."""
    assert "Mines in front of a prepared line" in said(copy, "-m", "multipolar.cli", "explain", "landmines")
    parameter = said(copy, "-m", "multipolar.cli", "explain", "mine_loss")
    assert "P76" in parameter
    assert "LogN(0.001, 0.6)" in parameter


def test_sample__runs_and_is_switched_off_without_a_trace(copy: Path) -> None:
    """On, it moves the war; off, every number is that of the package without it."""
    without = said(ROOT, "-c", FOUGHT, "").strip()
    assert said(copy, "-c", FOUGHT, "").strip() != without
    assert said(copy, "-c", FOUGHT, "landmines").strip() == without


def test_sample__is_foreseen_by_the_powers(copy: Path) -> None:
    """The outlook that it declares raises the deaths that a power expects."""
    assert said(copy, "-c", FORESEEN).strip() == "True"


def test_sample__is_typed_and_documented(copy: Path) -> None:
    """The generated classes hold its fields, and it gets a chapter of the reference."""
    said(copy, "tools/record_types.py")
    types = (copy / "src" / "multipolar" / "declare" / "record_types.py").read_text(encoding="utf-8")
    assert "mine_loss: float" in types
    assert "mine_casualties: FloatRow" in types
    chapter = said(
        copy,
        "-c",
        "import sys; sys.path.insert(0, 'tools')\n"
        "from docs_source import sources\nfrom docs_chapters import chapter\n"
        "print(chapter(next(s for s in sources('mechanisms') if s.name == 'landmines')))",
    )
    assert "mine_losses" in chapter
    assert "on[landmines]" in chapter
    assert "LogN(0.001, 0.6)" in chapter
