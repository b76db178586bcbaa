"""What really happened: the only reader of outcome files, and only with a forecast that was stamped before.

Nothing else in the package opens ``library/outcomes``; the engine and the forecast could not read it if they tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from multipolar.errors import DataError, FaultyFileError, Problem, render_problems
from multipolar.forecast.document import stamp_of
from multipolar.forecast.outcome_document import FORMAT, Outcome, Resolved, Series, Target
from multipolar.forecast.outcome_known import known_faults
from multipolar.forecast.outcome_names import Answers, Names
from multipolar.forecast.outcome_rules import rule_faults
from multipolar.forecast.outcome_values import is_void, read_answer
from multipolar.forecast.pack_outcome import PACK_SCHEMA, PackOutcome, from_outside, pack_faults, path_in_pack, translated
from multipolar.scenario.files import library_dir, loaded_from
from multipolar.scenario.loaded import Loaded
from multipolar.scenario.nodes import Node
from multipolar.scenario.nodes import Path as Address
from multipolar.scenario.quantity import NumberError
from multipolar.scenario.translate import Fault, located, validate

COMPARING = frozenset({"bad-weights", "bad-order"})
"""Faults between values, which mean nothing while one of the values is itself faulty."""
UNREADABLE = frozenset({"yaml-syntax", "not-a-mapping", "yaml-too-large"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """Proof that a forecast was finished before any outcome was opened: its digest, and when it was written."""

    sha256: str
    written: str


def stamped(document: Mapping[str, Any], sha256: str, written: str) -> Stamp:
    """Return the stamp of a forecast that was written and has not been touched since.

    Raises
    ------
    DataError : if the forecast is not the one that was stamped.
    """
    if stamp_of(document) != sha256:
        raise DataError("the forecast is not the one that was stamped; it must not be scored")
    return Stamp(sha256, written)


def outcome_names() -> list[str]:
    """Return the scenarios of which the library knows what happened."""
    folder = library_dir("outcomes")
    names = (entry.name for entry in folder.iterdir()) if folder.is_dir() else ()
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def open_outcome(scenario: str, stamp: Stamp, file: Path | str | None = None, names: Names | None = None) -> Outcome:
    """Return what happened in a scenario, from the library or from a file.

    A file is held against the ``names`` of the scenario, so that nothing in it is passed over; the library's own may name
    what a changed scenario lacks.

    Raises
    ------
    DataError : if nothing was stamped, or the library does not know.
    FaultyFileError : with every fault of the file.
    """
    _need(stamp, scenario)
    return _opened(scenario, file, names)


def past_outcome(scenario: str, file: Path | str | None = None, names: Names | None = None) -> Outcome:
    """Return how a past war ended so that *other* wars can learn from it; never for a forecast of this one.

    The calibration that reads it keeps what each war says apart; a forecast puts together only what wars say that ended before
    its as-of date and are not the war itself.

    Raises
    ------
    DataError : if the library does not know. FaultyFileError : with every fault of the file.
    """
    return _opened(scenario, file, names)


def _opened(scenario: str, file: Path | str | None, names: Names | None) -> Outcome:
    name, text = _text(scenario, file)
    outcome, problems = outcome_from(loaded_from(text, name), names if file is not None else None)
    if outcome is None or problems:
        _refuse(problems)
    if outcome.scenario != scenario:
        said = f"tells the outcome of {outcome.scenario!r}, the forecast is of {scenario!r}"
        _refuse([Problem(name, 0, 0, "scenario", "other-war", said, "Use the outcome file of this war.")])
    return outcome


def scenario_in(stamp: Stamp, file: Path | str) -> str | None:
    """Return of which scenario an outcome file tells; None where it does not say so.

    Raises
    ------
    FaultyFileError : if it cannot be read at all.
    """
    _need(stamp, str(file))
    name, text = _text("", file)
    root = loaded_from(text, name).root.value
    told = root.get("scenario") or root.get("id")
    return told.value if told is not None and isinstance(told.value, str) else None


def _refuse(problems: list[Problem]) -> NoReturn:
    raise FaultyFileError(render_problems(problems), tuple(sorted(problems)))


def outcome_from(loaded: Loaded, names: Names | None = None) -> tuple[Outcome | None, list[Problem]]:
    """Return the outcome that a text spells and every fault in it; None where too little can be read."""
    problems = list(loaded.problems)
    if any(problem.code in UNREADABLE for problem in problems):
        return None, problems
    outcome, faults = _from_pack(loaded.root, names) if _is_pack(loaded.root) else _from_own(loaded.root, names)
    problems += [located(loaded.root, fault) for fault in faults]
    return outcome, sorted(set(problems))


def _is_pack(root: Node) -> bool:
    return "schema" in root.value and "format" not in root.value


def _from_own(root: Node, names: Names | None) -> tuple[Outcome | None, list[Fault]]:
    read = validate(Outcome, root)
    faults = [*read.faults]
    if read.value is not None:
        faults += _beside(read.repaired, across(read.value, names))
    return None if read.value is None or faults else answered(read.value, names), faults


def _from_pack(root: Node, names: Names | None) -> tuple[Outcome | None, list[Fault]]:
    schema = root.value["schema"].value
    if schema != PACK_SCHEMA:
        said = f"found {schema!r}, allowed: {PACK_SCHEMA}, or the key format: {FORMAT}"
        return None, [Fault(("schema",), "not-allowed", said)]
    read = validate(PackOutcome, Node({key: node for key, node in root.value.items() if key != "schema"}, root.place))
    faults = list(read.faults)
    if read.value is None:
        return None, faults
    outcome = Outcome.model_validate(translated(read.value.model_dump()))
    if names is not None and outcome.brokered_by:
        outcome = outcome.model_copy(update={"brokers_outside": from_outside(outcome.brokered_by, names)})
    found = [Fault(path_in_pack(f.path), f.code, f.message, f.hint, f.at_key) for f in across(outcome, names)]
    faults += _beside(read.repaired, [*found, *pack_faults(read.value, root, names)])
    return None if faults else outcome, faults


def across(outcome: Outcome, names: Names | None) -> list[Fault]:
    """Return the faults between the parts of an outcome and, where its names are known, against the scenario."""
    return [*rule_faults(outcome), *([] if names is None else known_faults(outcome, names))]


def _beside(repaired: set[Address], faults: list[Fault]) -> Iterator[Fault]:
    """Yield the faults that do not only repeat one that stands at the same place, above it, or in the parts compared."""
    for fault in faults:
        above = any(fault.path[: len(path)] == path and not (fault.at_key and path == fault.path) for path in repaired)
        within = fault.code in COMPARING and any(path[: len(fault.path)] == fault.path for path in repaired)
        if not above and not within:
            yield fault


def _typed(row: Resolved, to: Answers) -> Resolved:
    try:
        return row.model_copy(update={"answer": read_answer(row.answer, to)})
    except NumberError:  # the library's answer to a question that a changed scenario asks otherwise; the score says so
        return row


def answered(outcome: Outcome, names: Names | None) -> Outcome:
    """Return an outcome whose answers have the type of their question; void ones hold none."""
    asked = {} if names is None else names.questions
    rows = []
    for row in outcome.questions:
        to = asked.get(row.id)
        if row.void or is_void(row.answer, () if to is None else to.options):
            rows.append(row.model_copy(update={"void": True, "answer": None}))
        else:
            rows.append(row if to is None else _typed(row, to))
    return outcome.model_copy(update={"questions": rows})


def recorded_text(scenario: str, stamp: Stamp, file: Path | str | None = None) -> tuple[str, str]:
    """Return name and text of the deaths recorded by month in a scenario, from the library or from a file.

    Raises
    ------
    DataError : if nothing was stamped, nothing is recorded, or the file cannot be read.
    """
    _need(stamp, scenario)
    source = library_dir("outcomes") / f"{scenario}.views.json" if file is None else Path(file)
    try:
        return source.name, source.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError(f"no deaths by month are recorded for {scenario!r}; name a file with outcome=...") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{source.name}: cannot be read ({error})") from error


def _need(stamp: Stamp, scenario: str) -> None:
    if not stamp.sha256:
        raise DataError(f"{scenario}: an outcome is opened only after the forecast has been written and stamped")


def _text(scenario: str, file: Path | str | None) -> tuple[str, str]:
    if file is None and scenario not in outcome_names():
        known = ", ".join(outcome_names()) or "none"
        raise DataError(f"the library does not know what happened in {scenario!r} (known: {known}); name a file")
    source = library_dir("outcomes") / f"{scenario}.yaml" if file is None else Path(file)
    name = f"{scenario}.yaml" if file is None else str(file)
    try:
        return name, source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = f"the file is not UTF-8 text (byte {error.start})"
        _refuse([Problem(name, 1, 1, "", "not-utf8", said, "Save it as UTF-8.")])
    except OSError as error:
        _refuse([Problem(name, 0, 0, "", "no-file", f"cannot read the file: {error.strerror or error}")])


__all__ = [
    "Outcome", "Resolved", "Series", "Stamp", "Target", "answered", "open_outcome", "outcome_from", "outcome_names",
    "past_outcome", "recorded_text", "scenario_in", "stamped",
]  # fmt: skip
