"""Conflicts in option form as JSON: options, who has them, what cannot be, and what each wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.errors import FaultyFileError, Problem, render_problems
from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, conflict_of
from multipolar.strategic.graph.wishes import of_levels, of_payoffs, of_statements
from multipolar.strategic.json_text import json_of
from multipolar.strategic.solver import SolverError

__all__ = ["SCHEMA", "Model", "conflict_from_json", "conflict_from_text", "document_of"]

SCHEMA = "multipolar-conflict/1"
LETTERS = {"Y": True, "N": False}


@dataclass(frozen=True, slots=True)
class Model:
    """A conflict with what each actor wants of it: payoffs (actor, state), of which only the order counts for stability."""

    conflict: Conflict
    payoffs: FloatArray


def _problems(file: str, faults: list[str]) -> FaultyFileError:
    problems = [Problem(file, 0, 0, "", "bad-conflict", message) for message in faults]
    return FaultyFileError(render_problems(problems), problems)


def _patterns(given: Any, options: list[str]) -> list[dict[str, bool]]:
    """Return infeasible combinations: mappings of options to Y or N, or one letter per option with - for either."""
    found = []
    for pattern in given or []:
        pairs = pattern
        if isinstance(pattern, str):
            if len(pattern) != len(options) or set(pattern.upper()) - set("YN-"):
                raise SolverError("conflict", "input", f"infeasible: found {pattern!r}, expected one of Y, N and - per option")
            pairs = {name: letter for name, letter in zip(options, pattern.upper(), strict=True) if letter != "-"}
        if not isinstance(pairs, Mapping) or not pairs or any(str(v).upper() not in LETTERS for v in pairs.values()):
            raise SolverError("conflict", "input", f"infeasible: found {pattern!r}, expected options with Y or N")
        found.append({str(name): LETTERS[str(v).upper()] for name, v in pairs.items()})
    return found


def conflict_from_json(document: Any, file: str = "conflict.json") -> Model:
    """Return the conflict of a document of plain values.

    ``options``: names; ``decision_makers``: options by actor; ``infeasible``: combinations; ``permitted_direction``: fwd or back by
    option; for each actor one of ``preference_levels`` (best first, ties together), ``preference_statements`` (most important
    first) and ``payoffs`` (by state).

    Raises
    ------
    FaultyFileError : with every fault, what was found and what is allowed.
    """
    if not isinstance(document, dict) or not {"options", "decision_makers"} <= set(document):
        raise _problems(file, ["expected an object with options and decision_makers"])
    if not isinstance(document["options"], list) or not isinstance(document["decision_makers"], dict):
        raise _problems(file, ["expected options as a list of names, decision_makers as an object of lists of options"])
    options = list(map(str, document["options"]))
    try:
        directions = document.get("permitted_direction") or {}
        conflict = conflict_of(options, document["decision_makers"], _patterns(document.get("infeasible"), options), directions)
    except SolverError as error:
        raise _problems(file, error.failure.message.split("; ")) from error
    except (TypeError, AttributeError) as error:
        raise _problems(file, [f"options, decision makers or directions are not lists and objects of names ({error})"]) from error
    faults, payoffs = [], np.zeros((len(conflict.actors), len(conflict)))
    kinds: dict[str, Callable[[Conflict, Any], FloatArray]] = {
        "preference_levels": of_levels,
        "preference_statements": of_statements,
        "payoffs": of_payoffs,
    }
    for i, actor in enumerate(conflict.actors):
        given = {kind: document[kind][actor] for kind in kinds if isinstance(document.get(kind), dict) and actor in document[kind]}
        if len(given) != 1:
            said = f"found {' and '.join(given)}" if given else "found none"
            faults.append(f"preferences of {actor}: {said}, expected one of {', '.join(kinds)}")
            continue
        ((kind, wish),) = given.items()
        try:
            payoffs[i] = kinds[kind](conflict, wish)
        except SolverError as error:
            faults.append(f"{kind} of {actor}: {error.failure.message}")
        except (TypeError, ValueError, AttributeError) as error:
            faults.append(f"{kind} of {actor}: cannot be read ({error})")
    if faults:
        raise _problems(file, faults)
    return Model(conflict, payoffs)


def conflict_from_text(text: str, file: str = "conflict.json") -> Model:
    """Return the conflict of a JSON text.

    Raises
    ------
    FaultyFileError : where it is no JSON, with the line, or no conflict.
    """
    return conflict_from_json(json_of(text, file), file)


def document_of(model: Model) -> dict[str, Any]:
    """Return a conflict as plain values that read back to the same, preferences as payoffs."""
    conflict = model.conflict
    return {
        "schema": SCHEMA,
        "options": list(conflict.options),
        "decision_makers": {
            actor: [conflict.options[k] for k in own] for actor, own in zip(conflict.actors, conflict.owned, strict=True)
        },
        "infeasible": [{conflict.options[k]: "Y" if v else "N" for k, v in one} for one in conflict.infeasible],
        "permitted_direction": {
            name: way for name, way in zip(conflict.options, conflict.directions, strict=True) if way != "both"
        },
        "payoffs": {
            actor: {conflict.text(s): float(row[s]) for s in range(len(conflict))}
            for actor, row in zip(conflict.actors, model.payoffs, strict=True)
        },
    }  # fmt: skip
