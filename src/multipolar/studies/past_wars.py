"""What became of past wars like one that somebody writes, as a document; nothing is simulated."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.outside.view import OutsideView, outside_view
from multipolar.scenario.resolve import Scenario, resolve
from multipolar.session.war import Recipe, document_of, read, words

SCHEMA = "multipolar-outside-view/1"


def outside_of(recipe: Recipe, data: Path | str | None = None) -> tuple[Scenario, OutsideView]:
    """Return a war and what became of past wars like it; ``data``: folder with the table of wars by the day.

    Raises
    ------
    ScenarioError : with every fault of the scenario. DataError : if the table cannot be read.
    """
    scenario = resolve(document_of(read(recipe)), words())
    return scenario, outside_view(scenario, data)


def outside_document(recipe: Recipe, data: Path | str | None = None, *, listed: bool = False) -> dict[str, Any]:
    """Return ``multipolar-outside-view/1`` of a war; ``listed``: with the wars of its class by name.

    Raises
    ------
    ScenarioError : with every fault of the scenario. DataError : if the table cannot be read.
    """
    return document_of_view(*outside_of(recipe, data), listed=listed)


def document_of_view(scenario: Scenario, view: OutsideView, *, listed: bool = False) -> dict[str, Any]:
    """Return what became of past wars like one as its document."""
    rows = [{name: value for name, value in asdict(row).items() if name != "precise"} for row in view.members] if listed else None
    head = {"schema": SCHEMA, "version": __version__, "scenario": scenario.id}
    return {**head, **view.plain(), **({} if rows is None else {"members": rows})}
