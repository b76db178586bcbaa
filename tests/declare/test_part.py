"""Declarations that contradict themselves or each other are refused, with both names."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import pytest

from multipolar.codes import Primitive
from multipolar.declare.part import AXES, LARGE, SMALL, Effect, Field, Mechanism, Prior, discover, effects_of, one_owner, table
from multipolar.model.fields import FIELDS


def mechanism(name: str, **given) -> Mechanism:
    """Return a mechanism that says what it must."""
    return Mechanism(name, f"About {name}.", **{"not_foreseen": "a test", **given})


def test_table__reads_rows() -> None:
    """Name, axes, type, unit and meaning of every row."""
    assert table("STATE", "men | b s | f8 | persons | men here\n days | | i4 | days | days since") == (
        Field("men", "STATE", ("b", "s"), "f8", "persons", "men here"),
        Field("days", "STATE", (), "i4", "days", "days since"),
    )


def test_axes__explain_every_letter_that_fields_use() -> None:
    """The legend holds each axis of the records and no other."""
    used = {dim for field in FIELDS for dim in field.dims}
    assert used == set(AXES)


def test_capacity__knows_the_derived_axes() -> None:
    """Actors are two more than powers; one place more than sectors."""
    assert SMALL.size("x") == SMALL.p + 2
    assert SMALL.size("s1") == SMALL.s + 1
    assert LARGE.size("b") == 2


def test_mechanism__wants_a_prior_for_each_drawn_field() -> None:
    """A PARAMS field without a prior would be zero for every member."""
    drawn = (Field("loss", "PARAMS", (), "f8", "share", "loss"),)
    with pytest.raises(ValueError, match=r"differ in \['loss'\]"):
        mechanism("mines", fields=drawn)
    with pytest.raises(ValueError, match=r"differ in \['gain', 'loss'\]"):
        mechanism("mines", fields=drawn, priors=(Prior("gain", "P1", "1", "J", "a test"),))


def test_mechanism__wants_an_outlook_or_a_reason() -> None:
    """Whoever adds a mechanism says whether powers foresee it."""
    with pytest.raises(ValueError, match="either `outlook` or the reason"):
        mechanism("mines", not_foreseen="")
    with pytest.raises(ValueError, match="either `outlook` or the reason"):
        mechanism("mines", outlook="shared")


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("switch 3", {"switches": {"a": 3}}),
        ("switch 'one'", {"switches": {"one": 4}}),
        ("step 'go'", {"steps": {"go": print}}),
        ("random stream 7", {"streams": {"x": 7}}),
        ("field 'STATE.men'", {"fields": table("STATE", "men | | f8 | 1 | men")}),
        ("name 'first'", {"name": "first"}),
    ],
)
def test_one_owner__names_both(what: str, given) -> None:
    """Two owners of one thing are named."""
    first = mechanism(
        "first",
        switches={"one": 3},
        steps={"go": print},
        streams={"y": 7},
        fields=table("STATE", "men | | f8 | 1 | men"),
    )
    second = mechanism(given.pop("name", "second"), **given)

    with pytest.raises(ValueError, match=f"{what} belongs to 'first' and cannot belong to '{second.name}' too"):
        one_owner((first, second))


def test_one_owner__knows_streams_outside() -> None:
    """The streams of the draw are taken."""
    with pytest.raises(ValueError, match="random stream 1 belongs to 'parameter'"):
        one_owner((mechanism("a", streams={"x": 1}),), {"parameter": 1})


def test_discover__reads_every_file_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files with a declaration are found; one under another name is refused."""
    folder = tmp_path / "sample_package"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    head = "from multipolar.declare.part import Mechanism\n"
    (folder / "second.py").write_text(head + "MECHANISM = Mechanism('second', 'Two.', not_foreseen='a test')\n")
    (folder / "first.py").write_text(head + "MECHANISM = Mechanism('first', 'One.', not_foreseen='a test')\n")
    (folder / "plain.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    package = types.ModuleType("sample_package")
    package.__path__ = [str(folder)]
    monkeypatch.setitem(sys.modules, "sample_package", package)
    for name in ("first", "second", "plain", "third"):
        monkeypatch.delitem(sys.modules, f"sample_package.{name}", raising=False)

    assert [m.name for m in discover(package)] == ["first", "second"]

    (folder / "third.py").write_text(head + "MECHANISM = Mechanism('other', 'Three.', not_foreseen='a test')\n")
    with pytest.raises(ValueError, match=r"sample_package\.third declares the mechanism 'other'"):
        discover(package)


def test_discover__reads_packages_in_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mechanism that takes up a package has the package's name and stands in its file `step`, among files as by its name."""
    folder = tmp_path / "sample_packages"
    (folder / "middle").mkdir(parents=True)
    head = "from multipolar.declare.part import Mechanism\n"
    for place, name in (("other", "other"), ("first", "first"), ("middle/step", "middle"), ("middle/a_part", "a_part")):
        (folder / f"{place}.py").write_text(head + f"MECHANISM = Mechanism({name!r}, 'One.', not_foreseen='a test')\n")
    for package in (folder, folder / "middle"):
        (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = importlib.import_module("sample_packages")

    assert [m.name for m in discover(found)] == ["first", "a_part", "middle", "other"]

    (folder / "middle" / "step.py").write_text(head + "MECHANISM = Mechanism('step', 'One.', not_foreseen='a test')\n")
    monkeypatch.delitem(sys.modules, "sample_packages.middle.step")
    importlib.invalidate_caches()
    with pytest.raises(ValueError, match=r"sample_packages\.middle\.step declares the mechanism 'step'"):
        discover(found)


def test_effect__is_applied_or_says_who_reads_it() -> None:
    """A magnitude that nothing applies and nobody is said to read would have no meaning; both at once contradict each other."""
    assert Effect(Primitive.GUARD, print).not_applied == ""
    for given in ({}, {"apply": print, "not_applied": "a test"}):
        with pytest.raises(ValueError, match="effect 'guard': give either `apply` or the reason"):
            Effect(Primitive.GUARD, **given)


def test_effects_of__reads_every_file_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each primitive has one effect, at the place of its code; one missing or declared twice is refused, files named."""
    folder = tmp_path / "sample_effects"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    head = "from multipolar.codes import Primitive\nfrom multipolar.declare.part import Effect\n"
    rest = "EFFECTS = tuple(Effect(p, not_applied='a test') for p in reversed(Primitive) if p != Primitive.GUARD)\n"
    guard = "EFFECTS = (Effect(Primitive.GUARD, print, streams={'draw': 9}),)\n"
    monkeypatch.syspath_prepend(str(tmp_path))

    def found(**files: str) -> tuple[Effect, ...]:
        for name in [name for name in sys.modules if name.startswith("sample_effects")]:
            monkeypatch.delitem(sys.modules, name)
        for path in folder.glob("[!_]*.py"):
            path.unlink()
        for name, text in files.items():
            (folder / f"{name}.py").write_text(head + text)
        importlib.invalidate_caches()
        return effects_of(importlib.import_module("sample_effects"))

    all_of_them = found(rest=rest, guard=guard, plain="x = 1\n")
    assert [effect.primitive for effect in all_of_them] == list(Primitive)
    assert all_of_them[Primitive.GUARD].apply is print
    with pytest.raises(ValueError, match=r"sample_effects: no file declares an effect of \['guard'\]"):
        found(rest=rest)
    twice = r"primitive 'guard' belongs to sample_effects\.again and cannot belong to sample_effects\.guard too"
    with pytest.raises(ValueError, match=twice):
        found(rest=rest, guard=guard, again=guard)
    with pytest.raises(ValueError, match="random stream 'draw' belongs to"):
        found(one=guard, two=guard.replace("GUARD", "SAM"))
