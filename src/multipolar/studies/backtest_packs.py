"""Which wars are tested back: those of the library whose end is known, or the fact packs of a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.data.pack_read import FACTS
from multipolar.data.pack_scenario import import_pack
from multipolar.errors import DataError, QuestionError
from multipolar.forecast.outcome import outcome_names
from multipolar.registry import nearest
from multipolar.scenario.files import library_names
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.outcome_keys import refuse_outcome_keys

OUTCOME = ".outcome.yaml"
Importer = Callable[[Path], Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A war to be tested back: a bundled scenario, or a pack of facts with the outcome file beside it."""

    id: str
    facts: Path | None = None
    outcome: Path | None = None


def entries(wars: Sequence[str] = (), packs: Path | None = None) -> list[Entry]:
    """Return the wars that were asked for, all that can be tested when none is named; no outcome is opened here.

    Raises
    ------
    QuestionError : for a war that is not there. DataError : for a folder without pairs, or a pack without its outcome.
    """
    found = library_entries() if packs is None else pack_entries(packs)
    for name in wars:
        if name not in found:
            near = nearest(name, found)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(found)}."
            raise QuestionError(f"no war {name!r} whose end is known. {hint}")
    return [found[name] for name in dict.fromkeys(wars or found)]


def library_entries() -> dict[str, Entry]:
    """Return the bundled scenarios of which the library knows what happened."""
    known = set(outcome_names())
    return {name: Entry(name) for name in library_names() if name in known}


def pack_entries(folder: Path) -> dict[str, Entry]:
    """Return the packs of a folder by name, each with both files.

    Raises
    ------
    DataError : if the folder holds no pair, or a file of facts stands alone.
    """
    paths = sorted(folder.glob(f"*{FACTS}")) if folder.is_dir() else []
    if not paths:
        raise DataError(f"{folder}: found no *{FACTS} with *{OUTCOME} beside it")
    alone = [path.name for path in paths if not outcome_beside(path).is_file()]
    if alone:
        raise DataError(f"{folder}: no *{OUTCOME} beside {', '.join(alone)}; a war whose end is not known cannot be tested back")
    return {_name(path): Entry(_name(path), path, outcome_beside(path)) for path in paths}


def outcome_beside(facts: Path) -> Path:
    """Return where the outcome of a pack lies."""
    return facts.with_name(_name(facts) + OUTCOME)


def _name(path: Path) -> str:
    return path.name.removesuffix(FACTS)


def scenario_text(facts: Path, importer: Importer | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the scenario made from a pack of facts, and what the importer warned of.

    Raises
    ------
    DataError : if the facts tell what happened later, or are another war than their name says.
    """
    try:
        text = facts.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{facts}: cannot be read ({error})") from error
    data = loaded_from(text, str(facts)).data
    if isinstance(data, dict):
        refuse_outcome_keys(data, str(facts))
    made = (importer or import_pack)(facts)
    if made.id != _name(facts):
        raise DataError(f"{facts}: holds the war {made.id!r}, its name says {_name(facts)!r}")
    return made.text, tuple(made.warnings)
