"""The bibliography of a run: exactly the sources behind the numbers, reports and priors that it used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from multipolar.about import __version__
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.scenario.resolve import Scenario
from multipolar.session.war import War

SCHEMA = "multipolar-cite/1"
BY_SIDE = "drawn by each side: judgement"
SAME = "the same"
"""Opens the source of a prior that rests on what the one above it rests on."""
HANDBOOK = ("subject ", "day, step ")
"""Open the source of a prior that is argued in the handbook."""
NUMBERS = {entry.field: entry.number for entry in REGISTER} | {field: number for field, (number, _) in SIDE_DEFAULTS.items()}
SELF = "The multipolar authors: multipolar, version {version}. Executable conflict forecasts from written analyses."


def used_keys(scenario: Scenario) -> Counter[str]:
    """Return how often each source of the scenario is named by a number, a report, a treaty or a question."""
    keys = Counter(_keys_in(scenario.document.model_dump(mode="json", exclude={"sources"})))
    return Counter({key: n for key, n in keys.items() if key in scenario.document.sources})


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _named(child) if key == "source" else _keys_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from _keys_in(child)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (part.strip() for part in value.split(",") if part.strip())
    elif isinstance(value, list):
        yield from (str(part) for part in value)


@lru_cache(maxsize=1)
def prior_sources() -> dict[str, str]:
    """Return by PARAMS field what the shared prior of a number rests on, in words that stand alone."""
    found = dict.fromkeys(SIDE_DEFAULTS, BY_SIDE)
    for mechanism in CATALOGUE:
        last = ""
        for prior in mechanism.priors:
            last = last if prior.source.startswith(SAME) else prior.source
            found[prior.field] = alone(last)
    return {entry.field: alone(entry.source) for entry in REGISTER} | found


def alone(source: str) -> str:
    """Return a source as a reader finds it who does not have the register before him.

    >>> alone("subject 20, its parts as exponentials"), alone("Beardsley and others 2006")
    ("the model's handbook, subject 20, its parts as exponentials", 'Beardsley and others 2006')
    """
    return f"the model's handbook, {source}" if source.startswith(HANDBOOK) else source


def bibliography(war: War) -> dict[str, Any]:
    """Return the sources a war rests on as ``multipolar-cite/1``: those of its numbers, and those of shared priors."""
    scenario, counts = war.scenario, used_keys(war.scenario)
    own = set(scenario.document.parameters)
    priors: dict[str, list[str]] = {}
    for entry in REGISTER:
        if entry.field not in own and entry.number not in own:
            priors.setdefault(prior_sources()[entry.field], []).append(entry.number)
    for field, (number, _) in SIDE_DEFAULTS.items():
        if field not in own and number not in own:
            priors.setdefault(BY_SIDE, []).append(number)
    for field, quantity in scenario.document.parameters.items():
        if quantity.note and not quantity.source:
            priors.setdefault(quantity.note, []).append(NUMBERS.get(field, field))
    sources = scenario.document.sources
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": war.id,
        "as_of": scenario.as_of.isoformat(),
        "digest": scenario.digest,
        "software": SELF.format(version=__version__),
        "sources": [
            {
                "key": key, "text": sources[key].text, "grade": sources[key].grade, "seen": sources[key].seen,
                "hindsight": sources[key].hindsight, "numbers": count,
                "known_on": None if (day := sources[key].known_on) is None else day.isoformat(),
            }
            for key, count in sorted(counts.items(), key=lambda item: sources[item[0]].text)
        ],
        "unused": sorted(set(sources) - set(counts)),
        "priors": [{"source": source, "parameters": numbers} for source, numbers in sorted(priors.items())],
    }  # fmt: skip
