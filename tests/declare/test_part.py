"""Declarations that contradict themselves or each other are refused, with both names."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import pytest

from multipolar.declare.part import AXES, LARGE, SMALL, Field, Mechanism, Prior, discover, one_owner, table
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
