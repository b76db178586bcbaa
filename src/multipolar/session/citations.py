"""The bibliography of a run: exactly the sources behind the numbers, reports and priors that it used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from multipolar.about import __version__
from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.scenario.resolve import Scenario
from multipolar.session.war import War

SCHEMA = "multipolar-cite/1"
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


def bibliography(war: War) -> dict[str, Any]:
    """Return the sources a war rests on as ``multipolar-cite/1``: those of its numbers, and those of shared priors."""
    scenario, counts = war.scenario, used_keys(war.scenario)
    own = set(scenario.document.parameters)
    priors: dict[str, list[str]] = {}
    for entry in REGISTER:
        if entry.field not in own and entry.number not in own:
            priors.setdefault(entry.source, []).append(entry.number)
    for number, _ in SIDE_DEFAULTS.values():
        priors.setdefault("drawn by each side: judgement", []).append(number)
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
