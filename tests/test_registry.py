"""Registries keep order, refuse doubles, and name the nearest."""

from __future__ import annotations

import pytest

from multipolar.registry import DuplicateNameError, Registry, UnknownNameError, declarations, nearest


def make_registry():
    """Return a registry of three options."""
    options = Registry[int]("option")
    for i, name in enumerate(("stay_out", "air_A", "mediate")):
        options.add(name, i)
    return options


def test_registry__keeps_the_order_of_registration():
    """Names come back in the order in which they were added."""
    options = make_registry()
    assert list(options.items()) == [("stay_out", 0), ("air_A", 1), ("mediate", 2)]
    assert len(options) == 3
    assert "air_A" in options
    assert "air_B" not in options


def test_registry__refuses_a_name_twice():
    """A second thing of the same name is refused and the first stays."""
    options = make_registry()
    with pytest.raises(DuplicateNameError, match="option 'air_A' is registered twice"):
        options.add("air_A", 9)
    assert options["air_A"] == 1


def test_registry__suggests_the_nearest_name():
    """A misspelt name is answered with the likely right one, a far one with the list."""
    options = make_registry()
    with pytest.raises(UnknownNameError, match=r"unknown option 'airA'\. Did you mean 'air_A'\?"):
        options["airA"]
    with pytest.raises(UnknownNameError, match=r"Known: stay_out, air_A, mediate\."):
        options["zzz"]
    assert options.get("zzz") is None


def test_nearest__does_not_care_about_case():
    """Case is the commonest slip."""
    assert nearest("MEDIATE", ["mediate", "arm_A"]) == "mediate"
    assert nearest("qqq", ["mediate"]) is None


def test_registry__a_double_names_both_owners():
    """Whoever adds a name that is taken learns where it is taken."""
    options = Registry[int]("option")
    options.add("mediate", 1, "parts.talks")

    with pytest.raises(DuplicateNameError, match=r"twice: in parts\.talks and parts\.money"):
        options.add("mediate", 2, "parts.money")


def test_declarations__are_those_of_every_file_of_a_package(tmp_path, monkeypatch):
    """Files that bind the name are found in the order of their names; files that do not are passed over."""
    package = tmp_path / "sample_parts"
    package.mkdir()
    for name, text in (("__init__", ""), ("second", "PARTS = ('b',)"), ("first", "PARTS = ('a',)"), ("other", "X = 1")):
        (package / f"{name}.py").write_text(text + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    assert list(declarations("sample_parts", "PARTS")) == [("sample_parts.first", ("a",)), ("sample_parts.second", ("b",))]
