"""Runs and verbs in the worker: the functions of ``multipolar`` called as a user of the package calls them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import multipolar
from multipolar import api
from multipolar.codes import ENDINGS
from multipolar.engine import store as disk
from multipolar.engine.chunk import Batch
from multipolar.errors import FAULTS, said
from multipolar.report.narrative import ending_name
from multipolar.results import Result
from multipolar.session.run_files import war_in
from multipolar.session.war import War
from multipolar.workbench.calls import Call
from multipolar.workbench.verbs import VERBS

PIECES = 40
LEAST_PIECE, MOST_PIECE = 25, 500
"""A run is cut into some forty pieces, so that progress is seen and a cancelled run stops soon; it moves no number."""
COMMAND = "multipolar serve"


@dataclass(slots=True)
class Counted:
    """The endings of the courses of a run that are done, and since when it goes on."""

    war: War
    call: Call
    started: float = field(default_factory=time.perf_counter)
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(ENDINGS), np.int64))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, batch: Batch) -> None:
        """Count a finished piece of the run."""
        if batch.chunk.kind == "main":
            found = np.bincount(batch.outcomes["label"].astype(np.int64), minlength=len(ENDINGS))
            with self.lock:
                self.counts += found

    def progress(self, what: str, done: int, wanted: int) -> None:
        """Say how far the run is, how long it will go on, and which ending leads so far.

        Raises
        ------
        KeyboardInterrupt : once it was cancelled: what is done is kept.
        """
        if not self.call.wanted:
            raise KeyboardInterrupt
        if what != "courses":
            self.started = time.perf_counter()
            self.call.told(what=what, done=done, wanted=wanted)
            return
        spent = time.perf_counter() - self.started
        left = None if done == 0 else round(spent / done * (wanted - done), 1)
        self.call.told(what=what, done=done, wanted=wanted, seconds_left=left, headline=self.headline())

    def headline(self) -> dict[str, Any] | None:
        """Return the ending that leads among the courses so far, each counted as one, with its counting error."""
        with self.lock:
            n, k = int(self.counts.sum()), int(self.counts.argmax())
            p = float(self.counts[k]) / n if n else 0.0
        if not n:
            return None
        label = tuple(ENDINGS)[k]
        sides: dict[str, dict[str, str]] = {
            str(key): {"name": side.name} for key, side in self.war.scenario.document.belligerents.items()
        }
        error = round(float(np.sqrt(p * (1.0 - p) / n)), 4)
        return {"label": label, "text": ending_name(label, {"sides": sides}), "p": round(p, 4), "error": error, "courses": n}


def run(call: Call) -> dict[str, Any]:
    """Return the forecast of a new run, with what it is and whether it came to its end."""
    given = call.given
    war = api.load(given["path"], given.get("as_of"), **given["choices"])
    return _lived(call, war, int(given["members"]), int(given["seed"]), Path(given["out"]), resume=False)


def resume(call: Call) -> dict[str, Any]:
    """Return the forecast of a run that is gone on with, from the texts that lie in its own folder."""
    folder = Path(call.given["out"])
    store = disk.open_store(folder)
    war, manifest = war_in(store), store.manifest
    return _lived(call, war, int(manifest["members"]), int(manifest["seed"]), folder, resume=True)


def _lived(call: Call, war: War, members: int, seed: int, folder: Path, *, resume: bool) -> dict[str, Any]:
    counted = Counted(war, call)
    piece = min(max(members // PIECES, LEAST_PIECE), MOST_PIECE)
    done = api.run(
        war, members=members, seed=seed, out=folder, report=False, chunk=piece, resume=resume, command=COMMAND,
        progress=counted.progress, seen=counted.take,
    )  # fmt: skip
    if done.complete:
        call.told(what="report", done=0, wanted=1)
        try:
            api.report(done)
        except FAULTS as error:
            done.notes.append(f"no page was written: {said(error)}; the run is kept")
    kept = int(done.sample.tally.n)
    return {"complete": done.complete, "kept": kept, "notes": list(done.notes), "document": api.run_document(done)}


def job(call: Call) -> dict[str, Any]:
    """Return the document of a verb."""
    given = call.given
    verb, options, what = VERBS[given["verb"]], dict(given["options"]), given["what"]
    if verb.progress:
        options["progress"] = call.progress
    if verb.function in ODD:
        return {"document": ODD[verb.function](what, options, given)}
    if verb.function == "condition":
        options["out"] = given["out"]
    asked = what if verb.on == "runs" else [what]
    if verb.function == "ask":
        asked = [what, options.pop("feature", "")]
    found = getattr(multipolar, verb.function)(*asked, **options)
    assert isinstance(found, Result)
    return {"document": found.to_json()}


def frozen(what: str, _: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the frozen forecast of a run, written into the project."""
    document, path = multipolar.freeze(what, given.get("out"))
    return document | {"file": str(path)}


def reported(what: str, options: dict[str, Any], _: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the page of a run was written again."""
    path = multipolar.report(what, **options)
    return {"schema": "multipolar-report/1", "version": multipolar.__version__, "run": what, "report": str(path)}


def brief(what: str, _: dict[str, Any], __: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text brief of a run, which lies beside its page; written where it is missing."""
    place = Path(what) / "report.md"
    if not place.is_file():
        multipolar.report(what)
    return {"schema": "multipolar-brief/1", "version": multipolar.__version__, "text": place.read_text(encoding="utf-8")}


def outside(what: str, options: dict[str, Any], _: Mapping[str, Any]) -> dict[str, Any]:
    """Return what became of past wars like one."""
    from multipolar.session.war import recipe_from
    from multipolar.studies.past_wars import outside_document

    listed = bool(options.pop("listed", False))
    return outside_document(recipe_from(what, **options), listed=listed)


ODD = {"freeze": frozen, "report": reported, "brief": brief, "outside": outside}
"""Verbs that are called otherwise or answer with more than a document."""
