"""Scenario files in: by path or bundled name, as of one of their dates, patches on top."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath

from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.loaded import Change, Loaded, digest_of, loaded_from
from multipolar.scenario.nodes import Node, Place
from multipolar.scenario.patches import DIGEST_PREFIX, apply_patch
from multipolar.scenario.paths import is_plain_name, listing, nearest, not_a_plain_name

LIBRARY = "library"
MOST_BYTES = 20_000_000
"""Size of the largest file that is read; the largest scenario of the library holds a hundredth of it."""
BASE_DATE = "base"


def load_text(path: FilePath | str) -> Loaded:
    """Read a YAML file.

    Raises
    ------
    ScenarioError : if it cannot be read at all.
    """
    return _read(FilePath(path), str(path))


def _read(source: Traversable | FilePath, name: str) -> Loaded:
    try:
        with source.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            said = f"the file holds more than {MOST_BYTES // 1_000_000} million bytes"
            raise ScenarioError([Problem(name, 0, 0, "", "yaml-too-large", said, "Is it a scenario?")])
        return loaded_from(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        said = f"the file is not UTF-8 text (byte {error.start})"
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ScenarioError([Problem(name, line, 1, "", "not-utf8", said, "Save it as UTF-8.")]) from error
    except (OSError, ValueError) as error:
        said = f"cannot read the file: {getattr(error, 'strerror', None) or error}"
        raise ScenarioError([Problem(name, 0, 0, "", "no-file", said, _file_hint(name))]) from error


def _file_hint(name: str) -> str:
    return nearest(FilePath(name).stem, library_names()) or f"Bundled scenarios: {listing(library_names()) or 'none'}."


def library_dir(*parts: str) -> Traversable:
    """Return a folder of the data that comes with the package."""
    folder: Traversable = resources.files("multipolar")
    for part in (LIBRARY, *parts):
        folder = folder / part
    return folder


def library_names() -> list[str]:
    """Return the names of the bundled scenarios."""
    folder = library_dir("scenarios")
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load(
    source: FilePath | str, *, as_of: str | dt.date | None = None, patches: Iterable[FilePath | str] = (), text: str | None = None
) -> Loaded:
    """Read a scenario by file or bundled name, as of one of its dates (by default its first), with patches on top.

    ``text`` is a draft, read in place of what stands in the file; the file's patches of dates hold for it as they do for that.
    Faults inside the files are collected in ``problems``, so that ``check`` can report them together.

    Raises
    ------
    ScenarioError : if a file cannot be read at all or the as-of date is not one of the scenario's.
    """
    name = str(source)
    bundled = not name.endswith((".yaml", ".yml")) and name in library_names()
    if text is not None:
        loaded = loaded_from(text, name)
    else:
        loaded = _read(library_dir("scenarios") / f"{name}.yaml", f"{name}.yaml") if bundled else load_text(source)
    date_patch = _as_of_patch(loaded, as_of, source=None if bundled else FilePath(source))
    waiting = ([date_patch] if date_patch else []) + [load_text(p) for p in patches]
    base = loaded.file_digest = loaded.digest
    for i, patch in enumerate(waiting):
        known = (base, *_saved(source, text, patch, base)) if patch is date_patch else (base,)
        apply_patch(loaded, patch, known_digests=known if i == 0 else (loaded.digest, base))
        if patch is date_patch:
            loaded.problems += _other_date(loaded, patch, str(as_of) if as_of is not None else next(iter(as_of_dates(loaded))))
    return loaded


def _saved(source: FilePath | str, text: str | None, patch: Loaded, base: str) -> Iterator[str]:
    """Yield the digest of the file on disk for a draft of it: a patch of its dates that is bound to the file holds for both."""
    named = patch.root.value.get("base_digest") if isinstance(patch.root.value, dict) else None
    if text is None or named is None or str(named.value).removeprefix("sha256:")[:DIGEST_PREFIX] == base[:DIGEST_PREFIX]:
        return
    try:
        yield load_text(source).digest
    except ScenarioError:
        return


def as_of_dates(loaded: Loaded) -> dict[str, str]:
    """Return the dates a scenario can be run at, the default first, each with its patch or ``base``."""
    dates = {str(key): node.value or BASE_DATE for key, node in _date_rows(loaded).items() if isinstance(node.value, str | None)}
    own = loaded.root.value.get("as_of")
    if own is not None and isinstance(own.value, str):
        dates.setdefault(own.value, BASE_DATE)
    return dates


def _date_rows(loaded: Loaded) -> dict[str, Node]:
    listed = loaded.root.value.get("as_of_dates")
    return listed.value if listed is not None and isinstance(listed.value, dict) else {}


def _as_of_patch(loaded: Loaded, as_of: str | dt.date | None, *, source: FilePath | None) -> Loaded | None:
    dates = as_of_dates(loaded)
    wanted = str(as_of) if as_of is not None else next(iter(dates), None)
    if wanted is None:
        return None
    if wanted not in dates:
        place = Place(loaded.file, 0, 0)
        hint = f"Known dates: {listing(dates)}."
        raise ScenarioError([place.problem("as_of", "unknown-date", f"the scenario has no start of {wanted}", hint)])
    own = loaded.root.value.get("as_of")
    if dates[wanted] == BASE_DATE:
        return None
    if own is not None and own.value == wanted:
        said = f"{wanted} is the date of the file itself; found the patch {dates[wanted]!r}, expected {BASE_DATE}"
        place = _date_rows(loaded)[wanted].place
        loaded.problems.append(place.problem(f"as_of_dates.{wanted}", "unknown-date", said))
        return None
    if not is_plain_name(dates[wanted]):
        place = _date_rows(loaded)[wanted].place
        loaded.problems.append(place.problem(f"as_of_dates.{wanted}", "bad-name", not_a_plain_name(dates[wanted])))
        return None
    return _find_patch(dates[wanted], source)


def _other_date(loaded: Loaded, patch: Loaded, wanted: str) -> Iterator[Problem]:
    """Yield what is wrong when the patch for a date, once applied, has not made that date the as-of date."""
    own = loaded.root.value.get("as_of")
    if own is not None and str(own.value) != wanted and not loaded.problems:
        rows = _date_rows(loaded)
        place = rows[wanted].place if wanted in rows else own.place
        said = f"the patch {patch.file} makes it a forecast as of {own.value}, not of {wanted}"
        yield place.problem(f"as_of_dates.{wanted}", "unknown-date", said, f"Write as_of: {wanted} into the patch.")


def _find_patch(patch_id: str, source: FilePath | None) -> Loaded:
    name = f"{patch_id}.yaml"
    if source is None:
        return _read(library_dir("patches") / name, name)
    beside = source.parent / "patches" / name
    return load_text(beside if beside.exists() else source.parent / name)


__all__ = [
    "Change", "Loaded", "as_of_dates", "digest_of", "library_dir", "library_names", "load", "load_text", "loaded_from",
]  # fmt: skip
