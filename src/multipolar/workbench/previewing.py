"""The preview in the worker: wars that were read and courses that were lived are kept, so that an edit costs only what it moves."""

from __future__ import annotations

import dataclasses
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from multipolar.errors import Problem, ScenarioError
from multipolar.report.hero import allotted, hollow_share, lead_sentence, ordered, second_sentence
from multipolar.report.narrative import ending_name
from multipolar.scenario.files import load
from multipolar.scenario.loaded import Loaded, loaded_from
from multipolar.scenario.patches import apply_patch, apply_setting
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, War, war_of
from multipolar.studies.preview import PREVIEW_MEMBERS, Look, look, preview_document
from multipolar.workbench.calls import Call, GivenUpError
from multipolar.workbench.changes import claim_of, setting_of

T = TypeVar("T")
THIS, LAST_VALID = "this text", "the last valid text"
MOST_KEPT = 8
"""Wars and looks that are kept, the last used ones; a look at 500 courses holds some ten million bytes."""

MOST_COMPARED = 2
"""Looks among which courses are sought that need not be lived again: the last used ones, the saved text's and the last edit's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One version of a war: the file and its text (None: as it is on disk), a patch (name and text) and changes on top of it."""

    path: str
    text: str | None
    as_of: str | None = None
    patch: tuple[str, str] | None = None
    claims: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether something but a patch stands on top of the text."""
        return bool(self.claims or self.settings or self.off)

    @property
    def plain(self) -> Asked:
        """The text alone."""
        return dataclasses.replace(self, claims=(), settings=(), off=())


@dataclass(slots=True)
class Memory:
    """What is kept between previews: texts that were read, wars, looks, and by path the last text without faults."""

    read: OrderedDict[Any, Loaded] = field(default_factory=OrderedDict)
    wars: OrderedDict[Any, War] = field(default_factory=OrderedDict)
    looks: OrderedDict[Any, Look] = field(default_factory=OrderedDict)
    valid: dict[str, Asked] = field(default_factory=dict)


MEMORY = Memory()


def kept(store: OrderedDict[Any, T], key: Any, make: Callable[[], T]) -> T:
    """Return what is kept under a key, made where it is not; the longest unused goes."""
    if key not in store:
        store[key] = make()
    store.move_to_end(key)
    while len(store) > MOST_KEPT:
        store.popitem(last=False)
    return store[key]


def asked_of(given: Mapping[str, Any]) -> Asked:
    """Return what a call asks to see."""
    patch = given.get("patch") or {}
    on_top = given.get("patch_text")
    return Asked(
        given["path"], given["text"], given.get("as_of"), None if on_top is None else (on_top["path"], on_top["text"]),
        tuple(claim_of(name, value) for name, value in (patch.get("claims") or {}).items()),
        tuple(setting_of(row["key"], row["value"]) for row in patch.get("changes") or ()),
        tuple(patch.get("off") or ()),
    )  # fmt: skip


def war_asked(asked: Asked) -> War:
    """Return the war of a version, made once.

    Raises
    ------
    ScenarioError : with every fault of text and changes.
    """

    def read() -> Loaded:
        loaded = load(asked.path, as_of=asked.as_of, text=asked.text)
        if asked.patch is not None:
            name, text = asked.patch
            apply_patch(loaded, loaded_from(text, name), known_digests=(loaded.digest, loaded.file_digest))
        return loaded

    def make() -> War:
        first = kept(MEMORY.read, (asked.path, asked.as_of, asked.text, asked.patch), read)
        loaded = dataclasses.replace(first, root=first.root.copy(), problems=list(first.problems), changes=list(first.changes))
        for setting in asked.settings:
            apply_setting(loaded, setting)
        return war_of(Recipe(asked.path, asked.as_of, None, asked.claims, asked.settings, (), asked.off), loaded)

    return kept(MEMORY.wars, asked, make)


def looked(war: War, call: Call, members: int, seed: int) -> Look:
    """Return a look at a war; courses that were lived before are not lived again."""

    def heard(what: str, done: int, wanted: int) -> None:
        if not call.wanted:
            raise GivenUpError
        if what == "compiling":
            call.told(what=what, done=done, wanted=wanted)

    key = (war.scenario.digest, war.recipe.off, seed)
    like = list(MEMORY.looks.values())[: -MOST_COMPARED - 1 : -1]
    found = look(war, members=members, seed=seed, known=MEMORY.looks.get(key), like=like, progress=heard)
    MEMORY.looks[key] = found
    return kept(MEMORY.looks, key, lambda: found)


def best_version(asked: Asked, saved: str | None) -> tuple[War, str, tuple[Problem, ...]]:
    """Return the war that is shown, of which text it is, and the faults of the text that was asked for.

    Raises
    ------
    ScenarioError : if no version without faults is known, or if the faults are those of the changes alone.
    """
    try:
        war = war_asked(asked)
    except ScenarioError as error:
        if asked.changed and _is_valid(asked.plain):
            raise
        for other in (MEMORY.valid.get(name_of(asked)), with_text(asked, saved)):
            if other is not None and other != asked:
                try:
                    return war_asked(other), LAST_VALID, error.problems
                except ScenarioError:
                    continue
        raise
    MEMORY.valid[name_of(asked)] = asked.plain
    return war, THIS, ()


def name_of(asked: Asked) -> str:
    """Return the file that is being written: the patch, else the scenario."""
    return asked.path if asked.patch is None else asked.patch[0]


def with_text(asked: Asked, text: str | None) -> Asked | None:
    """Return a version with another text of the file that is being written; None without one."""
    if text is None:
        return None
    return (
        dataclasses.replace(asked, text=text) if asked.patch is None else dataclasses.replace(asked, patch=(asked.patch[0], text))
    )


def _is_valid(asked: Asked) -> bool:
    try:
        war_asked(asked)
    except ScenarioError:
        return False
    return True


def base_version(asked: Asked, given: Mapping[str, Any]) -> Asked | None:
    """Return the version to compare with: the one that is named, else the saved text; None where it is the same."""
    base = given.get("base")
    if base is not None:
        return Asked(base["path"], base["text"], given.get("as_of"))
    if asked.patch is not None:
        return dataclasses.replace(asked.plain, patch=None)
    before = with_text(asked.plain, given["saved"])
    return None if before == asked else before


def preview(call: Call) -> dict[str, Any]:
    """Return the preview of a text or of changes on top of it, beside what it was before: ``multipolar-preview/1``."""
    given, started = call.given, time.perf_counter()
    asked = asked_of(given)
    members, seed = int(given.get("members") or PREVIEW_MEMBERS), int(given.get("seed", DEFAULT_SEED))
    war, shown, problems = best_version(asked, given["saved"])
    before = base_version(asked, given)
    old: Look | None = None
    if before is not None:
        try:
            old = looked(war_asked(before), call, members, seed)
        except ScenarioError:
            old = None  # what is on disk has faults: there is nothing to compare with
    now = looked(war, call, members, seed)
    rows = [dataclasses.asdict(problem) for problem in problems]
    return preview_document(now, old) | words_of(now) | {
        "from": shown, "problems": rows, "seconds": round(time.perf_counter() - started, 3), "superseded": False,
    }  # fmt: skip


def words_of(now: Look) -> dict[str, Any]:
    """Return a look in words, and its hundred dots from side A to side B with how many of each are hollow."""
    forecast = now.forecast
    labels = ordered(forecast)
    counts = allotted([float(forecast["endings"][label]["p"]) for label in labels])
    dots = [
        {
            "label": label, "name": ending_name(label, forecast), "count": count,
            "hollow": round(count * hollow_share(forecast, label)),
        }
        for label, count in zip(labels, counts, strict=True)
    ]  # fmt: skip
    return {"sentence": lead_sentence(forecast), "second": second_sentence(forecast), "dots": dots}
