"""Finding scenarios: by path and name, at their dates, with patches."""

from __future__ import annotations

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.files import as_of_dates, library_names, load, load_text, loaded_from
from scenario.small import SMALL, small

PATCH = """
format: multipolar-patch/1
id: small_later
title: Ten days on
base: small
base_digest: "{digest}"
as_of: 2024-03-20
changes:
  - {{op: set, path: horizon_days, value: 60, reason: nearer}}
"""


def dated(folder, digest=None):
    """Write the small scenario with a later date as a patch beside it."""
    both = "{2024-03-20: small_later, 2024-03-10: base}"
    text = SMALL.read_text(encoding="utf-8").replace("{2024-03-10: base}", both)
    file = folder / "small.yaml"
    file.write_text(text, encoding="utf-8")
    (folder / "patches").mkdir()
    digest = digest or load_text(file).digest
    (folder / "patches" / "small_later.yaml").write_text(PATCH.format(digest=digest), encoding="utf-8")
    return file


def test_load__takes_the_first_date_by_default(tmp_path):
    """The first as-of date is the default, the base stays reachable."""
    file = dated(tmp_path)

    assert (load(file).data["as_of"], load(file).data["horizon_days"]) == ("2024-03-20", 60)
    assert (load(file, as_of="2024-03-10").data["as_of"], load(file, as_of="2024-03-10").changes) == ("2024-03-10", [])
    assert list(as_of_dates(load(file))) == ["2024-03-20", "2024-03-10"]


def test_load__refuses_an_unknown_date(tmp_path):
    """A date the scenario does not have is answered with those it has."""
    with pytest.raises(ScenarioError, match="Known dates: 2024-03-20, 2024-03-10"):
        load(dated(tmp_path), as_of="2024-04-01")


def test_load__a_patch_for_another_state_changes_nothing(tmp_path):
    """A patch with the wrong digest is a problem and is not applied."""
    loaded = load(dated(tmp_path, digest="0" * 64))

    assert [p.code for p in loaded.problems] == ["patch-base"]
    assert loaded.data["horizon_days"] == 90


def test_load__puts_further_patches_on_top(tmp_path):
    """A user's patch may be bound to the base or to the patched state."""
    file = dated(tmp_path)
    further = tmp_path / "further.yaml"
    for digest in (load_text(file).digest, load(file).digest):
        text = PATCH.replace("small_later", "further").replace("60", "30").replace("as_of: 2024-03-20\n", "")
        further.write_text(text.format(digest=digest), encoding="utf-8")
        loaded = load(file, patches=[further])

        assert loaded.problems == []
        assert loaded.data["horizon_days"] == 30
        assert [change.by for change in loaded.changes] == ["small_later", "further"]


def test_load__an_unknown_name_is_answered_with_the_bundled_ones():
    """A slip in a bundled name is answered with the name."""
    for name in library_names():
        with pytest.raises(ScenarioError, match=f"Did you mean '{name}'"):
            load(name[:-1] + "x")


def test_load__bundled_scenarios_are_whole():
    """Each bundled scenario loads at each of its dates without a problem."""
    for name in library_names():
        for date in as_of_dates(load(name)):
            assert load(name, as_of=date).problems == []


def test_small__keeps_its_own_date():
    """A scenario with one date needs no patch."""
    assert as_of_dates(small()) == {"2024-03-10": "base"}


@pytest.mark.parametrize("name", ["../../victim/notes", "/etc/passwd", "..", ".hidden", "a/b", "a b", "x" * 5000, "a\\b"])
def test_load__a_patch_name_leads_nowhere_else(tmp_path, name):
    """The name of a patch is a plain name, or a problem with its line; nothing outside is read."""
    text = SMALL.read_text(encoding="utf-8").replace("{2024-03-10: base}", f"{{2024-02-01: '{name}', 2024-03-10: base}}")
    file = tmp_path / "deep" / "small.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")

    assert {(p.code, p.line) for p in load(file).problems} == {("bad-name", 5)}


def test_load__a_date_has_the_patch_of_that_date(tmp_path):
    """A patch listed under one date that makes it another is refused."""
    file = dated(tmp_path)
    patch = file.parent / "patches" / "small_later.yaml"
    patch.write_text(patch.read_text(encoding="utf-8").replace("as_of: 2024-03-20", "as_of: 2024-03-25"), encoding="utf-8")

    assert [p.code for p in load(file).problems] == ["unknown-date"]
    assert "as of 2024-03-25, not of 2024-03-20" in load(file).problems[0].message


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("id: a\ntitle: é".encode("latin-1"), "not-utf8", 2), ("id: a".encode("utf-16"), "not-utf8", 1),
        ("id: a".encode("utf-16-le"), "yaml-syntax", 1), (b"", "not-a-mapping", 1), (b"\xef\xbb\xbfid: a\r\ntitle: b\r\n", None, 0),
        (b"id: a\n--- \nid: b", "yaml-syntax", 2), (b"- a", "not-a-mapping", 1), (b"7", "not-a-mapping", 1),
    ],
)  # fmt: skip
def test_load_text__says_what_kind_of_file_it_is(tmp_path, content, code, line):
    """Other encodings, several documents and lists are named with their line; marks and line ends of other systems are read."""
    file = tmp_path / "f.yaml"
    file.write_bytes(content)
    try:
        problems = load_text(file).problems
    except ScenarioError as error:
        problems = list(error.problems)

    assert [(p.code, p.line) for p in problems] == ([] if code is None else [(code, line)])


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000, ".", "/dev/zero"])
def test_load_text__what_is_no_file_is_a_problem(name):
    """Folders, names that no file can have and files without end are refused."""
    with pytest.raises(ScenarioError, match=r"no-file|yaml-too-large"):
        load_text(name)


def test_load__a_text_in_place_of_the_file(tmp_path):
    """The text counts; patches of its dates are looked for beside the file, which need not be there."""
    text = 'id: x\nas_of: "2024-01-01"\nas_of_dates: {"2024-02-01": later}\n'
    head = f'format: multipolar-patch/1\nid: later\ntitle: t\nbase: x\nbase_digest: "{loaded_from(text, "").digest}"\n'
    (tmp_path / "later.yaml").write_text(head + 'as_of: "2024-02-01"\nchanges: []\n')
    loaded = load(tmp_path / "war.yaml", text=text)
    assert (loaded.text, loaded.problems, loaded.data["as_of"]) == (text, [], "2024-02-01")
