"""One file with one record is a feature: found, checked, counted, explained, in the reference."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import yaml

import multipolar.forecast.features as package
from multipolar.forecast.features import FEATURES, declared, frame_of
from multipolar.forecast.features.catalogue import discover
from multipolar.forecast.features.ground import share_at_start
from multipolar.forecast.question import answer, asked, count_question
from multipolar.forecast.tally import Tally
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.model.vocabulary import vocabulary
from multipolar.registry import DuplicateNameError
from multipolar.scenario.check import check, checked
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.resolve import resolve
from multipolar.session.explain import explain

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests" / "scenarios" / "valid" / "small.yaml"
TOOLS = ROOT / "tools"
PAGE = ROOT / "docs" / "add-a-part.md"


def example():
    """Return the worked example of the handbook: one file with one feature."""
    if not PAGE.exists():
        pytest.skip("the handbook is part of a checkout only")
    return PAGE.read_text(encoding="utf-8").split("<!-- feature -->\n```python\n")[1].split("```")[0]


@pytest.fixture
def added(tmp_path, monkeypatch):
    """Add the example's file to the package, for one test."""
    (tmp_path / "sample_gains.py").write_text(example(), encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    monkeypatch.setattr(FEATURES, "_entries", dict(discover()))
    yield
    sys.modules.pop(f"{package.__name__}.sample_gains")
    del package.sample_gains


def scenario_text(feature):
    """Return the small scenario with one question that asks a feature."""
    text = SMALL.read_text(encoding="utf-8").split("\nquestions:")[0].replace("questions: [Q1], ", "")
    asks = {"id": "Q", "text": "Does A gain?", "type": "binary", "as_of": ["2024-03-10"], "feature": feature}
    return f"{text}\n{yaml.safe_dump({'questions': [asks]}, sort_keys=False)}"


def problems(feature):
    """Return what `check` finds wrong with a question that asks a feature."""
    return check(loaded_from(scenario_text(feature), "sample.yaml"), vocabulary(declared())).problems


def test_sample__is_unknown_without_its_file():
    """Nothing but the file makes it known."""
    assert [p.code for p in problems("gains[A]")] == ["unknown-feature"]


@pytest.mark.usefixtures("added")
def test_sample__is_checked_by_its_record():
    """Right questions pass; a misspelt name, a wrong argument and none are refused with the likely fix."""
    assert problems("gains[A]") == ()
    assert ["gains" in p.hint for p in problems("gain[A]")] == [True]
    assert [(p.code, p.path) for p in problems("gains[C]")] == [("unknown-name", "questions[Q].feature")]
    assert ["gains[SIDE]" in p.message for p in problems("gains")] == [True]


@pytest.mark.usefixtures("added")
def test_sample__becomes_a_probability():
    """The share of courses in which the question holds, counted from outcomes."""
    words = vocabulary(declared())
    scenario = resolve(checked(loaded_from(scenario_text("gains[A]"), "sample.yaml"), words), words)
    model = build(scenario)
    frame, out, tally = frame_of(scenario, model), zeros("OUTCOME", 4, model.capacity), Tally(4)
    out["share_force"] = share_at_start(out, frame) + np.array([0.1, -0.1, 0.2, 0.3])

    item = asked(scenario.document.questions[0], frame)
    count_question(tally, item, out)

    assert tally.failed == {}
    assert answer(item, tally)["p"] == pytest.approx(0.75)


@pytest.mark.usefixtures("added")
def test_sample__is_explained_and_in_the_reference(monkeypatch):
    """`explain` and the page of features say what the record means and takes."""
    meaning = FEATURES["gains"].meaning
    assert [meaning in text and "gains[SIDE]" in text for text in explain("gains")] == [True]

    if not TOOLS.exists():
        pytest.skip("the tools are part of a checkout only")
    monkeypatch.syspath_prepend(TOOLS)
    from docs_tables import features

    assert [line for line in features().splitlines() if "`gains[SIDE]`" in line and meaning in line] != []


def test_discover__refuses_two_files_with_one_name(tmp_path, monkeypatch):
    """A second feature of a name is refused; the message names both files."""
    text = example().replace('name="gains"', 'name="broker"')
    (tmp_path / "sample_double.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])

    with pytest.raises(DuplicateNameError, match=r"features\.broker and multipolar\.forecast\.features\.sample_double"):
        discover()
    sys.modules.pop(f"{package.__name__}.sample_double")
    del package.sample_double
