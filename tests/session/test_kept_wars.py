"""Wars kept by content: a second reading costs nothing, and whatever changed or was damaged is never used."""

from __future__ import annotations

import hashlib
import os
import pickle
import time
import zlib

import numpy as np
import pytest

from multipolar.session import kept_wars, war
from multipolar.session.kept_wars import HEAD, SWITCH, Kept, folder_for, kept, package_digest
from multipolar.session.war import Recipe, load_war

AGE = 2 * kept_wars.CLOCK_STEP


@pytest.fixture
def keeping(monkeypatch, tmp_path):
    """Keep wars in a folder of this test's own, as a process does whose sources nobody has touched since it began."""
    monkeypatch.setenv(SWITCH, "on")
    monkeypatch.setenv("MULTIPOLAR_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_wars, "package_digest", lambda: "0123456789abcdef")
    monkeypatch.setattr(kept_wars, "_memory", type(kept_wars._memory)())
    return tmp_path


class Made:
    """Counts how often something is made from a file, and makes its text."""

    def __init__(self, path, further=()):
        self.path, self.further, self.times = path, list(further), 0

    def get(self, **asked):
        """Return the text for what is asked, kept or made."""

        def make():
            self.times += 1
            return self.path.read_text() + "".join(p.read_text() for p in self.further if p.exists())

        return kept(asked, [self.path], make, lambda _: self.further, str)


def forget():
    """Leave only what is on disk, as the next process finds it."""
    kept_wars._memory.clear()


@pytest.fixture
def made(keeping):
    path = keeping / "war.yaml"
    path.write_text("one")
    time.sleep(AGE)
    return Made(path, [keeping / "patches" / "later.yaml"])


def entries(folder):
    return sorted(folder.rglob("*.war"))


@pytest.mark.parametrize("anew", [False, True])
def test_kept__is_made_once_in_a_process_and_over_processes(made, keeping, anew):
    """The second time, in this process or the next, it is an equal copy and not the same object."""
    first = made.get(seed=1)
    if anew:
        forget()
    assert (made.get(seed=1), made.times, len(entries(keeping))) == (first, 1, 1)
    assert made.get(seed=2) == first
    assert made.times == 2


def test_kept__a_changed_file_is_read_again(made):
    """Content counts, not name and time: the same bytes again are found again."""
    made.get()
    made.path.write_text("two")
    assert made.get() == "two"
    made.path.write_text("one")
    assert (made.get(), made.times) == ("one", 2)


@pytest.mark.parametrize("anew", [False, True])
def test_kept__a_further_file_that_appears_or_changes_is_read(made, anew):
    """A patch that was missing when the war was kept, and is there now, belongs to the war."""
    said = []
    for text in (None, "+a", "+b"):
        if text is not None:
            made.further[0].parent.mkdir(exist_ok=True)
            made.further[0].write_text(text)
            time.sleep(AGE)
        said.append(made.get())
        if anew:
            forget()
    assert (said, made.times) == (["one", "one+a", "one+b"], 3)


def test_kept__what_changed_while_it_was_made_is_not_kept(keeping, made):
    """Neither a file written meanwhile nor a further one is taken for what the result was made from."""
    path = made.path

    def make():
        path.write_text("three")
        return "one"

    assert kept({}, [path], make, lambda _: [], str) == "one"
    other = keeping / "other.yaml"

    def write():
        other.write_text("new")
        return "old"

    assert kept({"b": 1}, [path], write, lambda _: [other], str) == "old"
    assert entries(keeping) == []
    assert kept({}, [path], lambda: "three", lambda _: [], str) == "three"


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"", lambda content: content[:-1], lambda content: content[:40], lambda content: HEAD,
        lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda content: content.replace(b"war/1", b"war/9"),
    ],
    ids=["empty", "cut", "head and digest", "head", "last byte", "format"],
)  # fmt: skip
def test_kept__a_damaged_entry_is_made_anew(made, keeping, damage):
    """Any missing or changed byte is seen, and the next entry is whole again."""
    made.get()
    (entry,) = entries(keeping)
    entry.write_bytes(damage(entry.read_bytes()))
    forget()
    assert (made.get(), made.times) == ("one", 2)
    forget()
    assert (made.get(), made.times) == ("one", 2)


def sealed(content):
    packed = zlib.compress(pickle.dumps(content))
    return HEAD + hashlib.sha256(packed).digest() + packed


@pytest.mark.parametrize("packed", [b"no pickle", zlib.compress(b"no pickle"), zlib.compress(pickle.dumps("x")[:-3])])
def test_kept__an_entry_that_is_no_pickle_is_not_used(made, keeping, packed):
    """A whole file of anything else is made anew."""
    made.get()
    (entry,) = entries(keeping)
    entry.write_bytes(HEAD + hashlib.sha256(packed).digest() + packed)
    forget()
    assert (made.get(), made.times) == ("one", 2)


@pytest.mark.parametrize("content", [Kept("another", {}, "wrong"), "wrong", None], ids=["key", "text", "nothing"])
def test_kept__an_entry_of_other_content_is_not_used(made, keeping, content):
    """A whole file under the wrong name, of another key or another kind, is made anew."""
    made.get()
    (entry,) = entries(keeping)
    entry.write_bytes(sealed(content))
    forget()
    assert (made.get(), made.times) == ("one", 2)


def test_kept__an_entry_of_another_kind_is_not_used(made, keeping):
    """The type that was asked for is the type that comes back."""
    made.get()
    (entry,) = entries(keeping)
    entry.write_bytes(sealed(Kept(entry.stem, {}, 7)))
    forget()
    assert (made.get(), made.times) == ("one", 2)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders are private by other means")
def test_kept__a_folder_that_others_can_write_is_not_read(made, keeping):
    """A pickle can run code: what somebody else could have put there is not opened."""
    made.get()
    folder = entries(keeping)[0].parent
    folder.chmod(0o777)
    forget()
    assert folder_for("0123456789abcdef") is None
    assert (made.get(), made.times) == ("one", 2)


def test_kept__can_be_switched_off(made, keeping, monkeypatch):
    """Then nothing is written and nothing is read."""
    monkeypatch.setenv(SWITCH, "off")
    assert [made.get(), made.get()] == ["one", "one"]
    assert (made.times, entries(keeping)) == (2, [])


def test_kept__an_error_is_the_callers_and_nothing_is_kept(made, keeping):
    """What cannot be made is tried again each time."""
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            kept({}, [keeping / "none"], (keeping / "none").read_text, lambda _: [], str)
    assert entries(keeping) == []


def test_kept__keeps_no_more_than_it_may(made, keeping, monkeypatch):
    """The oldest entries go, on disk and in memory."""
    monkeypatch.setattr(kept_wars, "MOST_ENTRIES", 3)
    monkeypatch.setattr(kept_wars, "MOST_IN_MEMORY", 2)
    for seed in range(5):
        made.get(seed=seed)
    assert (len(entries(keeping)), len(kept_wars._memory)) == (3, 2)


def test_package_digest__moves_with_every_file_and_is_none_for_newer_ones(tmp_path):
    """A file changed since the process began belongs to no content that this process could name."""
    (tmp_path / "a.py").write_text("x = 1")
    (tmp_path / "b.yaml").write_text("x: 1")
    later = time.time() + 60
    first = package_digest(tmp_path, later)
    (tmp_path / "b.yaml").write_text("x: 2")
    second = package_digest(tmp_path, later)
    (tmp_path / "c.py").write_text("")
    assert len({first, second, package_digest(tmp_path, later)}) == 3
    assert None not in {first, second}
    assert package_digest(tmp_path, time.time() - 60) is None


def test_load_war__a_kept_war_is_the_war(keeping, monkeypatch):
    """Scenario, model and texts are those of a first reading, number by number; and no one shares arrays with the next."""
    recipe = Recipe("october_1973")
    first = load_war(recipe)
    forget()
    monkeypatch.setattr(war, "build", lambda *_: pytest.fail("built again"))
    again = load_war(recipe)
    assert again.scenario == first.scenario
    assert again.model.sc.tobytes() == first.model.sc.tobytes()
    assert [np.asarray(a).tobytes() for a in again.model.plan.arrays] == [np.asarray(a).tobytes() for a in first.model.plan.arrays]
    assert (again.model.labels, again.texts, again.recipe, again.file_digest) == (
        first.model.labels, first.texts, recipe, first.file_digest,
    )  # fmt: skip
    again.model.sc["horizon"] += 1
    assert load_war(recipe).model.sc.tobytes() == first.model.sc.tobytes()


def test_load_war__a_patch_of_a_date_that_changes_is_read(keeping):
    """The patch of the date is part of the war although only the file names it."""
    from multipolar.scenario.files import library_dir

    text = (library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8")
    patch = (library_dir("patches") / "karabakh_2020@2020-10-16.yaml").read_text(encoding="utf-8")
    folder = keeping / "mine"
    folder.mkdir()
    (folder / "war.yaml").write_text(text, encoding="utf-8")
    place = folder / "karabakh_2020@2020-10-16.yaml"
    place.write_text(patch, encoding="utf-8")
    time.sleep(AGE)
    recipe = Recipe(str(folder / "war.yaml"), "2020-10-16")
    load_war(recipe)
    assert len(entries(keeping)) == 1
    place.write_text(patch + "# a remark\n", encoding="utf-8")
    assert load_war(recipe).texts["patches/karabakh_2020@2020-10-16.yaml"].endswith("# a remark\n")
