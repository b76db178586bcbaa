"""What a run folder says of itself."""

from __future__ import annotations

import json

import pytest

from multipolar.engine.chunk import Chunk
from multipolar.engine.store.manifest import (
    FORMAT,
    MANIFEST,
    MUST_MATCH,
    Line,
    disjoint,
    files_of,
    identity,
    line_of,
    must_be_plain,
    must_match,
    read_manifest,
    write_manifest,
)
from multipolar.errors import FolderError, RunError

RUN = {
    "format": FORMAT, "status": "running", "version": "0", "scenario_digest": "s", "seed": 7, "members": 100, "twins": 20,
    "series": 30, "off": ["drones"], "texts": {"scenario.yaml": "0" * 64},
}  # fmt: skip
DIGEST = "ab" * 32


def entry(kind="main", first=0, count=20, files=None):
    names = files_of(Chunk(kind, first, count), 30)
    return {"kind": kind, "first": first, "count": count, "files": dict.fromkeys(names, DIGEST) if files is None else files}


def test_manifest__is_read_back_and_knows_every_change(tmp_path):
    """As written it is read; with one value touched, by hand or by a broken disk, it is refused."""
    write_manifest(tmp_path, RUN)
    assert {key: read_manifest(tmp_path)[key] for key in RUN} == RUN
    whole = json.loads((tmp_path / MANIFEST).read_text())
    for key in whole:
        (tmp_path / MANIFEST).write_text(json.dumps(whole | {key: "x"}))
        with pytest.raises(FolderError):
            read_manifest(tmp_path)


def test_manifest__of_an_older_format_tells_what_to_do(tmp_path):
    """Folders of before are named as such."""
    (tmp_path / MANIFEST).write_text(json.dumps({"format": "multipolar-run/1", "version": "0.0.9"}))
    with pytest.raises(FolderError, match=r"multipolar-run/1.*0\.0\.9.*run the war again"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("key", MUST_MATCH)
def test_must_match__names_what_differs(tmp_path, key):
    """Everything that makes a run this run is compared."""
    with pytest.raises(RunError, match=key):
        must_match(tmp_path, RUN, RUN | {key: "other"})
    assert identity(RUN) != identity(RUN | {key: "other"})
    must_match(tmp_path, RUN, RUN | {"command": "x"})
    assert identity(RUN) == identity(RUN | {"command": "x"})


@pytest.mark.parametrize(
    "wrong",
    [
        None, [], "x", {}, entry() | {"more": 1}, entry(kind="third"), entry(first=-1), entry(count=0), entry(first=90),
        entry() | {"first": "0"}, entry() | {"first": True}, entry() | {"count": 1.5}, entry(kind="twin", first=10, count=20),
        entry(files={}), entry(files={"../x": DIGEST}), entry(files=dict.fromkeys(files_of(Chunk("main", 0, 20), 30), "x")),
        entry(files=entry()["files"] | {"outcomes/../../x": DIGEST}), entry(files=entry(first=20)["files"]), entry(files=[]),
        entry() | {"kind": []}, entry() | {"kind": None}, entry() | {"files": None},
    ],
)  # fmt: skip
def test_line_of__what_is_none_is_refused(wrong):
    """Members outside the run, files that are not those of the chunk, digests that are none."""
    with pytest.raises(ValueError, match=r"names|holds|is no line"):
        line_of(wrong, RUN)


def test_line_of__reads_what_was_written():
    """Line and entry are the same thing."""
    for given in (entry(), entry(first=20), entry(first=40, count=60), entry(kind="twin")):
        assert line_of(given, RUN).plain() == given


def test_files_of__follow_the_days_that_are_kept():
    """Days of the first members, counts of the others, both for a chunk that lies across."""
    kinds = [[name.split("/")[0] for name in files_of(chunk, 30)] for chunk in
             (Chunk("main", 0, 20), Chunk("main", 20, 20), Chunk("main", 40, 20), Chunk("twin", 0, 20))]  # fmt: skip
    assert kinds == [
        ["outcomes", "digests", "series"], ["outcomes", "digests", "series", "sketches"], ["outcomes", "digests", "sketches"],
        ["twins"],
    ]  # fmt: skip


def test_disjoint__no_member_is_counted_twice():
    """The same line twice is one line; of lines that overlap one is left out."""
    a, b, c = (line_of(entry(first=first, count=count), RUN) for first, count in ((0, 20), (10, 20), (30, 10)))
    twin = line_of(entry(kind="twin"), RUN)
    other = Line(a.chunk, dict.fromkeys(a.files, "cd" * 32))

    assert disjoint([c, a, twin, a]) == ([a, c, twin], [])
    kept, left = disjoint([c, b, a, twin])
    assert (kept, left) == ([a, c, twin], [b])
    assert len(disjoint([a, other])[1]) == 1


@pytest.mark.parametrize("name", ["../a", "/a", "a/../b", "..", ".", "", "a/b/c", "a\\b", "C:a", "a\nb", ".lock", "x" * 200])
def test_must_be_plain__refuses_names_that_could_lead_out(tmp_path, name):
    """A text stands in the folder or one below it, under a name that any system takes."""
    with pytest.raises(RunError, match="file name"):
        must_be_plain(tmp_path, name)
    for plain in ("scenario.yaml", "patches/karabakh_2020@2020-10-16.yaml", "patches/Ärger 2.yaml", "patches/top-1.yaml"):
        must_be_plain(tmp_path, plain)
