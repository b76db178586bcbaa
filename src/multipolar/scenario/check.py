"""Everything that is wrong with a scenario, in one pass: reading, schema, units, and rules across fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from multipolar.errors import Problem, ScenarioError
from multipolar.scenario import (
    rules_claims,
    rules_dates,
    rules_forces,
    rules_ground,
    rules_idle,
    rules_limits,
    rules_names,
    rules_numbers,
    rules_postures,
    rules_powers,
    rules_questions,
    rules_reports,
)
from multipolar.scenario.codes import CODES
from multipolar.scenario.document import Document
from multipolar.scenario.files import load
from multipolar.scenario.loaded import Loaded
from multipolar.scenario.nodes import Path
from multipolar.scenario.patches import apply_setting
from multipolar.scenario.rules import Context, Rule
from multipolar.scenario.shape import STAND_IN
from multipolar.scenario.translate import Fault, Validated, located, validate
from multipolar.scenario.vocabulary import Vocabulary

RULES: tuple[Rule, ...] = (
    rules_numbers.check_numbers,
    rules_limits.check_room,
    rules_limits.check_round,
    rules_names.check_ids,
    rules_names.check_claim_names,
    rules_names.check_actor_names,
    rules_names.check_red_line_names,
    rules_names.check_answerers,
    rules_names.check_ground_names,
    rules_names.check_other_names,
    rules_ground.check_reach,
    rules_ground.check_supply,
    rules_ground.check_lifelines,
    rules_ground.check_areas,
    rules_forces.check_men,
    rules_claims.check_effects,
    rules_claims.check_rivals,
    rules_claims.check_bundles,
    rules_claims.check_fixed,
    rules_powers.check_power_options,
    rules_powers.check_excluded,
    rules_powers.check_answers,
    rules_powers.check_repeated,
    rules_powers.check_own_options,
    rules_powers.check_interests,
    rules_powers.check_red_lines,
    rules_powers.check_settlements,
    rules_postures.check_postures,
    rules_dates.check_as_of,
    rules_dates.check_order,
    rules_dates.check_climate,
    rules_reports.check_reports,
    rules_questions.check_questions,
    rules_idle.check_idle,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: every problem, and the document when there is none."""

    problems: tuple[Problem, ...]
    document: Document | None = None
    loaded: Loaded | None = field(default=None, repr=False)


def check(loaded: Loaded, vocabulary: Vocabulary) -> Checked:
    """Return every fault of a scenario that has been read, and its document when there is none."""
    if loaded.problems and not loaded.root.value:  # unreadable: nothing is left to be checked
        return Checked(tuple(sorted(loaded.problems)), None, loaded)
    read = validate(Document, loaded.root)
    faults = list(read.faults)
    if read.value is not None and not _is_maimed(loaded, read):
        context = Context(read.value, vocabulary, loaded.root)
        across = [fault for rule in _rules_for(context) for fault in rule(context)]
        faults += [_without_stand_ins(fault) for fault in across if not _is_echo(fault, read.repaired)]
    problems = {*loaded.problems, *(located(loaded.root, fault) for fault in faults)}
    return Checked(tuple(sorted(problems)), read.value if not problems else None, loaded)


def _rules_for(context: Context) -> Iterable[Rule]:
    """Without both sides most rules have nothing to stand on; then only that is said."""
    yield rules_dates.check_sides
    if not any(True for _ in rules_dates.check_sides(context)):
        yield from RULES


def _is_maimed(loaded: Loaded, read: Validated[Document]) -> bool:
    """Tell whether a whole block is unreadable, so that everything that refers to it would look wrong."""
    whole: set[Path] = {("theatre", "sectors"), ("theatre", "edges")}
    for path in read.repaired:
        if path in whole or not path:
            return True
        node = loaded.root.value.get(path[0])
        kind: Any = Document.model_fields.get(str(path[0]))
        is_block = node is not None and isinstance(node.value, dict | list)
        if len(path) == 1 and (is_block or (kind is not None and path[0] in ("theatre", "forces", "belligerents"))):
            return True
    return False


RESTING_ON: dict[Path, frozenset[str]] = {
    ("as_of",): frozenset({"after-as-of", "bad-order", "closed-question", "outside-horizon", "unknown-date", "unused-key"}),
    ("round_start",): frozenset({"bad-order", "unused-key"}),
    ("phase",): frozenset({"bad-order"}),
    ("horizon_days",): frozenset({"late-option", "outside-horizon"}),
    **{("climate", key): frozenset({"bad-weights"}) for key in ("clear", "overcast", "wet")},
}
"""Faults that mean nothing while the key they are measured by is itself faulty."""


def _is_echo(fault: Fault, repaired: set[Path]) -> bool:
    """Tell whether a fault only repeats one that the schema has found: it stands at, below or against a stand-in."""
    if any(path in repaired and fault.code in codes for path, codes in RESTING_ON.items()):
        return True
    return STAND_IN in fault.message or any(fault.path[: len(path)] == path for path in repaired)


def _without_stand_ins(fault: Fault) -> Fault:
    """Return a fault that names nothing but what the file names: no value that stands in for a faulty one."""
    hint = fault.hint.replace(f"{STAND_IN}, ", "").replace(f", {STAND_IN}", "")
    return replace(fault, hint="" if STAND_IN in hint else hint)


def checked(loaded: Loaded, vocabulary: Vocabulary) -> Document:
    """Return the document of a scenario that has been read.

    Raises
    ------
    ScenarioError : with every fault, if there is one.
    """
    found = check(loaded, vocabulary)
    if found.document is None:
        raise ScenarioError(found.problems)
    return found.document


def check_file(
    source: FilePath | str,
    vocabulary: Vocabulary,
    *,
    as_of: str | None = None,
    patches: Iterable[FilePath | str] = (),
    settings: Iterable[str] = (),
    text: str | None = None,
) -> Checked:
    """Return every fault of a scenario file or bundled name, patches and settings included; ``text`` in place of the file's."""
    try:
        loaded = load(source, as_of=as_of, patches=patches, text=text)
    except ScenarioError as error:
        return Checked(error.problems)
    for setting in settings:
        apply_setting(loaded, setting)
    return check(loaded, vocabulary)


__all__ = ["CODES", "RULES", "Checked", "check", "check_file", "checked"]
