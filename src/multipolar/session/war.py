"""A war ready to be simulated: the file, the date, the stance and every change, resolved into scenario and model."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from multipolar.errors import FolderError, ScenarioError
from multipolar.forecast.features import declared
from multipolar.inference.taught import priors_from
from multipolar.model.build import Model, build
from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.calibrated import battles_before, calibration, has_calibration
from multipolar.scenario.check import check
from multipolar.scenario.document import Document
from multipolar.scenario.files import as_of_dates, library_dir, library_names, load
from multipolar.scenario.learned import counted, learned_from
from multipolar.scenario.loaded import Loaded
from multipolar.scenario.patches import apply_setting
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import Scenario, resolve
from multipolar.scenario.saved import saved_text
from multipolar.scenario.stance import choose
from multipolar.scenario.vocabulary import Vocabulary
from multipolar.session.decided import Seen, undone
from multipolar.session.kept_wars import kept

BASE = "base"
AS_RUN = "as_run.yaml"
"""Name of the one file in a run folder that holds the scenario with patches and settings merged."""
SCENARIO = "scenario.yaml"
TOP = re.compile(r"patches/top-([0-9]{1,6})\.yaml")
"""The text of a patch on top in a run folder, and its place among them."""
LEARNED = "learned from {wars} that ended before {as_of} (multipolar calibrate wars)"
EARLIER_BATTLES = "fitted to battles of the years before the as-of date (multipolar calibrate battles)"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was asked for: a scenario by name or file, its date, the stance, and changes on top."""

    source: str
    as_of: str | None = None
    bundle: str | None = None
    claims: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the recipe as plain values."""
        return {
            "source": self.source,
            "as_of": self.as_of,
            "bundle": self.bundle,
            "claims": list(self.claims),
            "settings": list(self.settings),
            "patches": list(self.patches),
            "off": list(self.off),
        }


def recipe_from(source: str, **given: Any) -> Recipe:
    """Return a recipe from what a caller gave; lists become tuples, dates become text."""
    plain: dict[str, Any] = {}
    for key, value in given.items():
        if isinstance(value, dt.date):
            plain[key] = value.isoformat()
        elif isinstance(value, str) or value is None:
            plain[key] = value if key in {"as_of", "bundle"} else (() if value is None else (value,))
        else:
            plain[key] = tuple(str(v) for v in value)
    return Recipe(source, **plain)


@dataclass(frozen=True, slots=True, repr=False)
class War:
    """A resolved scenario with its model, the recipe it was made by, and its texts for the run folder.

    ``file_digest`` is that of the file's own values, which patches name; the scenario's covers date, choices and what is learned.
    """

    recipe: Recipe
    scenario: Scenario
    model: Model
    texts: Mapping[str, str] = field(default_factory=dict)
    file_digest: str = ""

    def __repr__(self) -> str:
        """Return the war in one line."""
        scenario = self.scenario
        return f"War({scenario.id} as of {scenario.as_of}, stance {scenario.stance.bundle}, digest {scenario.digest[:8]})"

    @property
    def id(self) -> str:
        """The scenario's id."""
        return self.scenario.id


@lru_cache(maxsize=1)
def words() -> Vocabulary:
    """Return every word a scenario may use, question features included."""
    return vocabulary(declared())


def read(recipe: Recipe, text: str | None = None) -> Loaded:
    """Return the scenario file of a recipe with date, patches and settings applied; faults stay in it.

    ``text`` is read in place of what stands in the file.
    """
    loaded = load(recipe.source, as_of=recipe.as_of, patches=recipe.patches, text=text)
    for setting in recipe.settings:
        apply_setting(loaded, setting)
    return loaded


def document_of(loaded: Loaded) -> Document:
    """Return the checked document of a scenario that was read.

    Raises
    ------
    ScenarioError : with every fault.
    """
    found = check(loaded, words())
    if found.document is None:
        raise ScenarioError(found.problems)
    return found.document


def load_war(recipe: Recipe, *, learned: bool = True, again: bool = False) -> War:
    """Return the war of a recipe; ``learned`` lays what past wars teach over the priors, ``again``: it has been run before.

    Battles of the as-of date's year and later are kept out of the priors either way.

    Raises
    ------
    ScenarioError : with every fault of file, patches, settings and choices.
    """
    asked = recipe.plain() | {"learned": learned, "again": again}
    files = [Path(name) for name in (*([] if is_bundled(recipe.source) else [recipe.source]), *recipe.patches)]
    return kept(asked, files, lambda: _made(recipe, learned=learned, again=again), _patches_of_dates, War)


def _made(recipe: Recipe, *, learned: bool, again: bool) -> War:
    loaded = read(recipe)
    return replace(war_of(recipe, loaded, learned=learned, again=again), texts=texts_of(recipe, loaded))


def war_of(recipe: Recipe, loaded: Loaded, *, learned: bool = True, again: bool = False) -> War:
    """Return the war of a recipe whose scenario has been read, as ``load_war`` does, without the texts of a run folder.

    Raises
    ------
    ScenarioError : with every fault of file, patches, settings and choices.
    """
    document = document_of(loaded)

    @cache
    def made() -> Seen:
        full = with_learned_priors(document, wars=learned)
        scenario = resolve(full, words(), choose(full, recipe.bundle, recipe.claims), changes=tuple(loaded.changes))
        return Seen(scenario, build(scenario))

    if not again:
        refuse_undone(recipe, loaded, document, learned=learned, made=made)
    return War(recipe, made().scenario, made().model, {}, loaded.file_digest)


def _patches_of_dates(war: War) -> list[Path] | None:
    """Return the files in which the patches of a file's dates are looked for; None where a patch changed the dates."""
    if is_bundled(war.recipe.source):
        return []
    if any(not change.path or change.path.startswith("as_of_dates") for change in war.scenario.changes):
        return None
    beside = Path(war.recipe.source).parent
    names = {name for name in war.scenario.document.as_of_dates.values() if name and name != BASE}
    return [place / f"{name}.yaml" for name in names for place in (beside / "patches", beside)]


def refuse_undone(
    recipe: Recipe, loaded: Loaded, document: Document, *, learned: bool = True, made: Callable[[], Seen] | None = None
) -> None:
    """Refuse settings, and values of patches on top, that something else decides.

    ``made`` gives the war where it is made anyway.

    Raises
    ------
    ScenarioError : naming for each what decides and what to do instead.
    """
    if not (recipe.settings or recipe.patches):
        return

    def scenario_of(read: Document) -> Scenario:
        full = with_learned_priors(read, wars=learned)
        return resolve(full, words(), choose(full, recipe.bundle, recipe.claims))

    problems = undone(loaded, document, scenario_of, made)
    if problems:
        raise ScenarioError(problems)


def with_learned_priors(document: Document, *, wars: bool = True) -> Document:
    """Return a scenario's document with the priors that data taught, where it states none of its own; ``wars``: past wars too.

    What is taught comes from wars that ended before the as-of date and are not the war itself, and from battles of the years
    before; no scenario ever meets its own end, whatever it is called.
    """
    fitted = battles_before(document.as_of)
    battles = {} if fitted is None else fitted[1]
    found = dict(battles)
    notes = dict.fromkeys(battles, EARLIER_BATTLES)
    if wars and has_calibration("wars"):
        teachers = learned_from(document).teachers.wars
        learned = priors_from(calibration("wars"), teachers)
        found |= learned
        notes |= dict.fromkeys(learned, LEARNED.format(wars=counted(len(teachers), "past war"), as_of=document.as_of.isoformat()))
    new = {name: Quantity.model_validate({"v": v, "grade": "C", "note": notes[name]}) for name, v in found.items()}
    return document.model_copy(update={"parameters": {**new, **document.parameters}}) if new else document


def texts_of(recipe: Recipe, loaded: Loaded) -> dict[str, str]:
    """Return the texts that make a run folder complete: the scenario, its date's patch, patches on top, and all in one."""
    texts = {SCENARIO: loaded.text, AS_RUN: saved_text(loaded)}
    named = date_patch(recipe, loaded)
    if named is not None:
        texts[f"patches/{named[0]}.yaml"] = named[1]
    for i, patch in enumerate(recipe.patches):
        texts[f"patches/top-{i + 1}.yaml"] = Path(patch).read_text(encoding="utf-8")
    return texts


def date_patch(recipe: Recipe, loaded: Loaded) -> tuple[str, str] | None:
    """Return name and text of the patch that moves the scenario to the recipe's date; None at the base date."""
    dates = as_of_dates(loaded)
    name = dates.get(recipe.as_of or next(iter(dates), ""), BASE)
    if name == BASE:
        return None
    file = f"{name}.yaml"
    if is_bundled(recipe.source):
        return name, (library_dir("patches") / file).read_text(encoding="utf-8")
    beside = Path(recipe.source).parent
    path = next((p for p in (beside / "patches" / file, beside / file) if p.is_file()), None)
    return None if path is None else (name, path.read_text(encoding="utf-8"))


def is_bundled(source: str) -> bool:
    """Tell whether a scenario is named that comes with the package."""
    return not source.endswith((".yaml", ".yml")) and source in library_names()


def command_for(recipe: Recipe, file: str, *, as_of: dt.date, members: int, seed: int) -> str:
    """Return the command that runs a merged scenario file for the same courses: what no file holds stands in it."""
    words = ["multipolar", "run", file, "--as-of", as_of.isoformat(), "--members", str(members), "--seed", str(seed)]
    words += ["--bundle", recipe.bundle] if recipe.bundle else []
    words += [word for claim in recipe.claims for word in ("--claim", claim)]
    words += [word for name in recipe.off for word in ("--off", name)]
    return shlex.join(words)


def recipe_in(texts: Mapping[str, Path], recipe: Mapping[str, Any], as_of: dt.date) -> Recipe:
    """Return the recipe that makes a run's war again from its texts alone, given by their names in the run folder.

    Raises
    ------
    FolderError : if the scenario is not among them.
    """
    if SCENARIO not in texts:
        raise FolderError(f"found no {SCENARIO} among the texts of the run; run the war again")
    tops = {int(found[1]): texts[name] for name in texts if (found := TOP.fullmatch(name))}
    return Recipe(
        source=str(texts[SCENARIO]),
        as_of=as_of.isoformat(),
        bundle=recipe.get("bundle"),
        claims=tuple(recipe.get("claims", ())),
        settings=tuple(recipe.get("settings", ())),
        patches=tuple(str(tops[place]) for place in sorted(tops)),
        off=tuple(recipe.get("off", ())),
    )


def _claims_in(choice: str) -> set[str]:
    """Return the claims a choice speaks of: ``C12=off`` of one, ``C12=C72`` of two."""
    claim, _, value = choice.partition("=")
    return {claim, value} if value[:1].isalpha() and value not in ("on", "off") else {claim}


def variant(recipe: Recipe, **changes: Any) -> Recipe:
    """Return a recipe with lists of changes added to what it already asks for, and single values replaced.

    A new choice about a claim takes the place of what the recipe says of that claim.
    """
    spoken = {name for text in changes.get("claims", ()) for name in _claims_in(text)}
    kept = tuple(text for text in recipe.claims if spoken.isdisjoint(_claims_in(text)))
    recipe = replace(recipe, claims=kept)
    merged: dict[str, Any] = {
        key: (*getattr(recipe, key), *value) if isinstance(getattr(recipe, key), tuple) else value for key, value in changes.items()
    }
    return replace(recipe, **merged)
