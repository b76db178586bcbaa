"""Which wars are tested back, and facts that tell too much."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from multipolar.errors import DataError, QuestionError
from multipolar.studies import backtest_packs as packs


@dataclass(frozen=True)
class Made:
    """What an importer returns."""

    id: str
    text: str = "format: multipolar-document/1\n"
    warnings: tuple[str, ...] = ("a guess",)


def pack(folder, name="a_war", facts="schema: backtest-facts/1\nid: a_war\n", outcome="schema: backtest-outcome/1\n"):
    (folder / f"{name}.facts.yaml").write_text(facts)
    if outcome is not None:
        (folder / f"{name}.outcome.yaml").write_text(outcome)


def test_entries__of_the_library_are_those_whose_end_is_known():
    """The flagship is among them; nothing that lacks a scenario or an outcome is."""
    found = packs.library_entries()

    assert found["karabakh_2020"] == packs.Entry("karabakh_2020")
    assert set(found) <= set(packs.library_names()) & set(packs.outcome_names())


def test_entries__a_misspelt_war_has_a_nearest_name():
    """No war is left out in silence."""
    with pytest.raises(QuestionError, match="Did you mean 'karabakh_2020'"):
        packs.entries(["karabakh_202"])


def test_entries__of_a_folder_are_pairs(tmp_path):
    """Each file of facts with its outcome beside it, in the order asked for, each once."""
    pack(tmp_path), pack(tmp_path, "b_war")

    assert [e.id for e in packs.entries(["b_war", "a_war", "b_war"], tmp_path)] == ["b_war", "a_war"]
    assert packs.entries((), tmp_path)[0].outcome == tmp_path / "a_war.outcome.yaml"


def test_entries__a_folder_without_pairs_is_refused(tmp_path):
    """No facts at all, or facts without an outcome: said, not skipped."""
    with pytest.raises(DataError, match=r"found no \*\.facts\.yaml"):
        packs.entries((), tmp_path)
    pack(tmp_path, outcome=None)
    with pytest.raises(DataError, match=r"beside a_war\.facts\.yaml"):
        packs.entries((), tmp_path)


def test_scenario_text__comes_from_the_importer(tmp_path):
    """Text and warnings of the importer are handed on."""
    pack(tmp_path)

    assert packs.scenario_text(tmp_path / "a_war.facts.yaml", lambda path: Made("a_war")) == (Made("a_war").text, ("a guess",))


@pytest.mark.parametrize("key", ["end: {label: knockout_A}", "sectors_end: {town: 1}", "changed_share: 0.3", "deaths: {}"])
def test_scenario_text__facts_that_tell_the_end_never_reach_the_importer(tmp_path, key):
    """An outcome key in the facts stops the war before anything is made of it."""
    pack(tmp_path, facts=f"schema: backtest-facts/1\nid: a_war\n{key}\n")

    with pytest.raises(DataError, match=key.split(":", maxsplit=1)[0]):
        packs.scenario_text(tmp_path / "a_war.facts.yaml", lambda path: pytest.fail("the importer saw the end"))


def test_scenario_text__a_file_named_after_another_war_is_refused(tmp_path):
    """Facts and outcome are paired by name, so the name must be true."""
    pack(tmp_path)

    with pytest.raises(DataError, match="'b_war'"):
        packs.scenario_text(tmp_path / "a_war.facts.yaml", lambda path: Made("b_war"))
    with pytest.raises(DataError, match="cannot be read"):
        packs.scenario_text(tmp_path / "missing.facts.yaml", lambda path: Made("missing"))
