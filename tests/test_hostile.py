"""Nothing a user can write crashes or is dropped: the minimised fuzz corpus, checked, and run where check passes it."""

from __future__ import annotations

import json

import pytest

import multipolar
from hostile import CLAIMS, DATED, FILES, NUMBERS, QUESTIONS, SETTINGS, YAML
from multipolar.errors import ScenarioError
from multipolar.scenario.check import check
from multipolar.scenario.codes import CODES
from multipolar.scenario.files import load, load_text
from multipolar.scenario.patches import apply_setting
from multipolar.scenario.stance import choose
from multipolar.session.war import words
from scenario.small import SMALL, small

TABLES = {"numbers": NUMBERS, "dated": DATED, "yaml": YAML, "questions": QUESTIONS}
ROWS = [(group, i) for group, rows in TABLES.items() for i in range(len(rows))]


def written(folder, old, new):
    """Write the small scenario with one text replaced."""
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    file = folder / "hostile.yaml"
    file.write_bytes(text.replace(old, new, 1).encode())
    return file


@pytest.mark.parametrize(("group", "place"), ROWS, ids=[f"{group}-{i}" for group, i in ROWS])
def test_hostile__is_refused_by_code_and_line_or_taken_whole(tmp_path, group, place):
    """Each change has the codes and the line that it must have, with the vocabulary of the model itself."""
    old, new, codes, line = TABLES[group][place]
    problems = check(load(written(tmp_path, old, new)), words()).problems

    assert tuple(p.code for p in problems) == codes, [p.render() for p in problems]
    assert not problems or problems[0].line == line
    assert all(p.code in CODES and p.line > 0 and p.file.endswith("hostile.yaml") for p in problems)


@pytest.mark.parametrize(("setting", "codes"), SETTINGS, ids=range(len(SETTINGS)))
def test_hostile__settings(setting, codes):
    """A setting is taken whole or refused by code."""
    loaded = small()
    apply_setting(loaded, setting)

    assert tuple(p.code for p in check(loaded, words()).problems) == codes


@pytest.mark.parametrize(("choice", "strength"), CLAIMS, ids=range(len(CLAIMS)))
def test_hostile__choices(choice, strength):
    """A choice about a claim is its whole text or refused."""
    document = check(small(), words()).document
    if strength is None:
        with pytest.raises(ScenarioError):
            choose(document, None, [choice])
    else:
        assert choose(document, None, [choice]).strengths["C1"] == strength


@pytest.mark.parametrize(("content", "code", "line"), FILES, ids=range(len(FILES)))
def test_hostile__files(tmp_path, content, code, line):
    """A file that is no scenario says what kind of file it is, and where."""
    file = tmp_path / "f.yaml"
    file.write_bytes(content)
    try:
        problems = check(load_text(file), words()).problems
    except ScenarioError as error:
        problems = error.problems

    assert (code, line) in {(p.code, p.line) for p in problems}


def test_hostile__what_is_taken_can_be_run(tmp_path):
    """What check passes is simulated, counted and written as a forecast without numbers that are none."""
    taken = [(old, new) for rows in TABLES.values() for old, new, codes, _ in rows if not codes]
    text = SMALL.read_text(encoding="utf-8")
    for old, new in taken:
        text = text.replace(old, new, 1) if old in text else text
    file = tmp_path / "all.yaml"
    file.write_text(text, encoding="utf-8")
    done = multipolar.run(file, members=8, out=tmp_path / "run", report=False)

    assert len(taken) > 12
    assert json.dumps(done.forecast, allow_nan=False)
    assert "0.7" in str(done.war.scenario.document.belligerents["A"].will.distribution)
