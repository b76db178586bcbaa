"""A page opened again: the scenario, patches, reports and forecast that it carries, laid into a folder with how to run them."""

from __future__ import annotations

import datetime as dt
import json
import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.engine.store.files import write_new, writing
from multipolar.errors import FaultyFileError, RunError
from multipolar.report.carried import LARGEST_PAGE, Carried, carried_in
from multipolar.session.run import Run
from multipolar.session.run_files import code_digest
from multipolar.session.war import AS_RUN, SCENARIO

SCHEMA = "multipolar-opened/1"
FORECAST, SETTINGS = "forecast.json", "settings.json"
RUN = "run"
"""Folder of the run that the commands make again, below the recovered files."""
WEIGHT = "outside.weight="


def carried_of(done: Run) -> dict[str, Any]:
    """Return what the page of a run carries: texts without the merged one, recipe, seeds, digests and the stamped forecast."""
    manifest, told = done.store.manifest, done.store.manifest.get("conditioned")
    texts = {
        name: path.read_text(encoding="utf-8") for name, path in disk.read_texts(done.store).items() if Path(name).name != AS_RUN
    }
    recipe = {key: value for key, value in manifest["recipe"].items() if key not in {"source", "as_of"}}
    recipe["patches"] = [Path(name).name for name in recipe.get("patches", ())]
    return {
        "version": manifest["version"], "code": manifest["code"], "scenario": done.war.id, "as_of": manifest["as_of"],
        "members": int(manifest["members"]), "done": int(done.sample.tally.n), "seed": int(manifest["seed"]),
        "digest": done.digest, "scenario_digest": done.war.scenario.digest, "recipe": recipe, "texts": texts,
        "stamp": manifest["stamp"]["sha256"], "forecast": done.forecast, "until": None if told is None else told["until"],
    }  # fmt: skip


def read_page(path: Path) -> Carried:
    """Return what a page on disk carries; at most as many bytes are read as a page may have.

    Raises
    ------
    FaultyFileError : if it cannot be read, is no page of ours, or was altered.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(LARGEST_PAGE + 1)
    except OSError as error:
        raise FaultyFileError(f"{path}: cannot be read ({error.strerror or error}). Name a report.html.") from error
    return carried_in(data, str(path))


def commands_for(found: Carried, folder: Path) -> list[str]:
    """Return the commands that make the run again from the recovered files, first to last."""
    from multipolar.studies.condition import EVIDENCE  # slow to load, and rarely needed

    facts, recipe = found.facts, found.recipe
    words = ["multipolar", "run", str(folder / SCENARIO), "--as-of", facts["as_of"], "--members", str(facts["members"])]
    words += ["--seed", str(facts["seed"]), *(["--bundle", recipe["bundle"]] if recipe["bundle"] else [])]
    for option, values in (
        ("--claim", recipe["claims"]), ("--set", settings_of(found)),
        ("--patch", [str(folder / name) for name in found.tops]), ("--off", recipe["off"]),
    ):  # fmt: skip
        words += [word for value in values for word in (option, value)]
    lines = [shlex.join([*words, "--out", str(folder / RUN)])]
    if facts["until"] is not None:
        given = [str(folder / RUN), "--evidence", str(folder / EVIDENCE), "--until", facts["until"]]
        lines.append(shlex.join(["multipolar", "condition", *given, "--out", str(folder / f"{RUN}-given-reports")]))
    return lines


def settings_of(found: Carried) -> list[str]:
    """Return the settings of the run as asked for; the weight of past wars that reports had lowered is lowered by them again."""
    from multipolar.studies.condition import FRESH_DAYS  # slow to load, and rarely needed

    settings = list(found.recipe["settings"])
    until = found.facts["until"]
    if until is not None and settings and settings[-1].startswith(WEIGHT):
        days = (dt.date.fromisoformat(until) - dt.date.fromisoformat(found.facts["as_of"])).days
        lowered = days > FRESH_DAYS and float(settings[-1].removeprefix(WEIGHT)) > 0.0
        return settings[:-1] if lowered else settings
    return settings


def notes_on(found: Carried) -> list[str]:
    """Return what the reader must know before running again: other code than that of the page, a run that was interrupted."""
    facts, notes = found.facts, []
    if facts["code"] != code_digest():
        notes.append(
            f"the page was made by version {facts['version']} with other rules than this one ({__version__}): "
            "the outcomes can differ from its digest"
        )
    if facts["done"] < facts["members"]:
        notes.append(
            f"the page is of an interrupted run: {facts['done']:,} of {facts['members']:,} courses; its digest is of these"
        )
    return notes


def open_page(page: Path, into: Path | None = None) -> dict[str, Any]:
    """Write what a page carries into a folder, and return where everything lies and how to run it: ``multipolar-opened/1``.

    Parameters
    ----------
    page : a report.html.
    into : a folder that is not there yet, or empty; by default SCENARIO-ASOF-DIGEST8 here.

    Raises
    ------
    FaultyFileError : if the page cannot be read, is not ours, or was altered; then nothing is written.
    RunError : if the folder holds something, or cannot be written.
    """
    found = read_page(page)
    facts = found.facts
    folder = into or Path(f"{facts['scenario']}-{facts['as_of']}-{facts['digest'][:8]}")
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError(f"{folder}: is there already and was kept. Name a new or empty folder with into=...")
    commands = commands_for(found, folder)
    settings = {key: value for key, value in facts.items() if key != "stamp"} | {"recipe": dict(found.recipe), "commands": commands}
    files = {**found.texts, FORECAST: _json(found.forecast), SETTINGS: _json(settings)}
    with writing(folder, fix="name another folder with into=..."):
        for name, text in files.items():
            write_new(folder / name, text.encode())
    return {
        "schema": SCHEMA, "version": __version__, "page": str(page), "into": str(folder), "scenario": facts["scenario"],
        "as_of": facts["as_of"], "members": facts["members"], "seed": facts["seed"], "digest": facts["digest"],
        "scenario_digest": facts["scenario_digest"], "made_with": facts["version"], "files": sorted(files),
        "commands": commands, "notes": notes_on(found),
    }  # fmt: skip


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
