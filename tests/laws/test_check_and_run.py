"""The law of check: a scenario in which `check` finds no fault runs, is counted and is written.

Every key of every template is moved to the ends of its range, emptied, shortened, doubled and removed; a fixed share of these
scenarios is tried here, all of them with MULTIPOLAR_MUTATION_PART=1.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import random
import zlib
from typing import Any

import numpy as np
import pytest
import yaml

from multipolar.engine.chunk import Chunk, Job, run_chunk
from multipolar.forecast.document import count_sample, forecast_document
from multipolar.scenario.check import check
from multipolar.scenario.document import Document
from multipolar.scenario.files import library_dir, library_names
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import walk
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives, choices_of, measure_in, type_at
from multipolar.session.war import Recipe, load_war, words

TEMPLATES = sorted(path.stem for path in library_dir("templates").glob("*.yaml"))
PART = int(os.environ.get("MULTIPOLAR_MUTATION_PART", "60"))
"""One of so many mutations is tried."""
GONE = object()
MEMBERS = 2


def text_of(template):
    return (library_dir("templates") / f"{template}.yaml").read_text(encoding="utf-8")


def number_ends(kind):
    measure = measure_in(kind)
    low, high, unit = (measure.low, measure.high, measure.unit) if measure else (-1e9, 1e9, "1")
    after = "" if unit == "1" else f" {unit}"
    return [f"0{after}", f"{low!r}{after}", f"{high!r}{after}", f"1e-12{after}", f"U({low!r}, {high!r}){after}"]


def variants(path, value):
    """Return what a value is replaced by: the ends of its range, nothing, one of it, twice of it, each allowed word."""
    kind: Any = type_at(Document, path)
    if isinstance(value, list):
        return [GONE, [], value[:1], value + value]
    if isinstance(value, dict) and not (kind is not None and Quantity in alternatives(kind)):
        return [GONE, {}]
    if kind is not None and Quantity in alternatives(kind):
        return [GONE, *number_ends(kind)]
    if isinstance(value, bool):
        return [GONE, not value]
    if isinstance(value, int | float):
        return [GONE, 0, 1, -1, 1e-12, 10**6]
    if isinstance(value, dt.date):
        return [GONE, *(value + dt.timedelta(days=days) for days in (-4000, -1, 1, 400))]
    return [GONE, "", "Zz9", *(choices_of(kind) if kind is not None else ())]


def mutations(template):
    """Yield a name and a text for a fixed part of all single changes of a template."""
    base = loaded_from(text_of(template), template)
    every = []
    for path, _ in walk(base.root):
        value = base.data
        for step in path:
            value = value[step]
        every += [(path, i, new) for i, new in enumerate(variants(path, value) if path else [])]
    random.Random(zlib.crc32(template.encode())).shuffle(every)
    for path, i, new in every[::PART]:
        data = copy.deepcopy(base.data)
        node = data
        for step in path[:-1]:
            node = node[step]
        if new is GONE:
            del node[path[-1]]
        else:
            node[path[-1]] = new
        yield f"{'.'.join(map(str, path))}:{i}", yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def lives(source):
    """Let two courses of a scenario live, count them and write the forecast; anything that goes wrong is raised."""
    war = load_war(Recipe(str(source)))
    batch = run_chunk(Job(war.model, MEMBERS, 5, 0, 1), Chunk("main", 0, MEMBERS))
    sample = count_sample(
        war.scenario, war.model, iter([batch.outcomes]), members=np.arange(MEMBERS), twins=batch.outcomes[:0], seed=5
    )
    found = forecast_document(sample)
    assert found["unanswered"] == {}
    assert sum(row["p"] for row in found["endings"].values()) == pytest.approx(1.0, abs=1e-5)
    assert np.isfinite(batch.outcomes["length_days"]).all()


@pytest.mark.parametrize("source", [*library_names(), *(str(library_dir("templates") / f"{t}.yaml") for t in TEMPLATES)])
def test_library__what_check_passes_runs(source):
    """Every scenario and template that comes with the package lives."""
    lives(source)


@pytest.mark.parametrize("template", TEMPLATES)
def test_mutations__what_check_passes_runs(template, tmp_path):
    """Whatever one key of a template is changed to: check finds a fault, or the scenario runs."""
    passed, refused = 0, 0
    for name, text in mutations(template):
        if check(loaded_from(text, name), words()).problems:
            refused += 1
            continue
        file = tmp_path / "mutated.yaml"
        file.write_text(text, encoding="utf-8")
        try:
            lives(file)
        except Exception as error:
            raise AssertionError(f"{template} with {name} passed check and failed: {error!r}") from error
        passed += 1
    assert min(passed, refused) > 0
