"""The fuzz command finds what is planted, and nothing where nothing is."""

from __future__ import annotations

import random

import pytest
from verification.fuzz_mutations import MUTATIONS, Mutant, mutant_of, skeleton, spans

from multipolar.scenario.loaded import loaded_from
from verification import fuzz

TEXT = "id: a\ntitle: 'b c'\nwill: {v: 0.5, known_on: 2024-01-31}\nlist: [1, 2 km]\n"


def test_spans__are_the_scalars_of_a_text():
    """Each scalar is found where it stands, keys told from values."""
    found = {(span.path, span.is_key): TEXT[span.start : span.end] for span in spans(TEXT)}

    assert found[("will", "v"), False] == "0.5"
    assert found[("will", "v"), True] == "v"
    assert found[("title",), False] == "'b c'"
    assert found[("list", 1), False] == "2 km"


def test_skeleton__two_spellings_of_one_number_have_the_same():
    """Blanks and commas between groups of digits do not count, signs and letters do."""
    assert skeleton("1,250 km") == skeleton("1250km") == [1250.0, "k", "m"]
    assert skeleton("Mix(0.5: -1)") != skeleton("Mix(0.5: 1)")


@pytest.mark.parametrize("mutate", [m for m, _ in MUTATIONS], ids=lambda m: m.__name__)
def test_mutations__change_the_text(mutate):
    """Each mutation gives a text that is another one, nearly always."""
    rng = random.Random(1)
    made = [mutant_of(TEXT, spans(TEXT), rng, only=(mutate,)).text for _ in range(30)]

    assert sum(text != TEXT for text in made) > 20


def test_verdict__sorts_what_may_happen():
    """Errors of the program's own are refusals, all others are crashes."""

    def crash():
        raise KeyError("x")

    def refuse():
        raise fuzz.MultipolarError("no")

    assert fuzz.verdict_of(crash).kind == fuzz.CRASH
    assert fuzz.verdict_of(refuse).kind == fuzz.REFUSED
    assert fuzz.told([]).kind == fuzz.CRASH


@pytest.mark.parametrize(
    ("mutant", "kind"),
    [
        (Mutant("same", "", "kept", ("belligerents", "A", "will"), 0.7), fuzz.ACCEPTED),
        (Mutant("lost", "", "kept", ("belligerents", "A", "will"), 0.8), fuzz.SILENT),
        (Mutant("lost", "", "kept", ("belligerents", "A", "will"), skeleton("0.7 of it")), fuzz.SILENT),
        (Mutant("bad", "", "refused"), fuzz.SILENT),
    ],
    ids=["kept", "another number", "text dropped", "taken"],
)
def test_judged__finds_a_silent_loss(mutant, kind, tmp_path):
    """A number that is not there, a text that is not there and an input that must be refused are found."""
    text = fuzz.library_dir("templates").joinpath("blank.yaml").read_text(encoding="utf-8")

    assert fuzz.judged(mutant, loaded_from(text, str(tmp_path))).kind == kind


def test_fuzz__finds_no_fault_in_a_few_inputs():
    """A short run over texts alone is clean and counts every input."""
    found = fuzz.fuzz(150, 60.0, 3, {"scenario", "set", "claim"}, 0.0)

    assert found["faults"] == {}
    assert sum(sum(row.values()) for row in found["counts"].values()) == found["inputs"] > 20
    assert "silent 0; crash 0" in fuzz.sentence(found)
