"""Evidence files in: read, checked against the names of a war, every fault at once with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from multipolar.errors import FAULTS, FaultyFileError, Problem, render_problems, said
from multipolar.forecast.evidence_document import Evidence, Report
from multipolar.forecast.features.base import Frame
from multipolar.forecast.seen import EQUIPMENT, FEATURES, QUANTITIES, Seen
from multipolar.model.labels import option_key
from multipolar.reading import read_day, read_number
from multipolar.registry import nearest
from multipolar.scenario.asking import split_feature
from multipolar.scenario.files import library_dir, load_text, loaded_from
from multipolar.scenario.loaded import Loaded
from multipolar.scenario.translate import Fault, located, validate

__all__ = ["evidence_in", "evidence_names", "looked_at", "open_evidence"]

NEEDS = {
    "event": ("feature",), "non_event": ("feature",), "count": ("quantity", "value"), "range": ("quantity",),
    "holds": ("sector", "side"), "statement": ("feature", "strength"), "soft": ("feature", "ratio"), "note": (),
}  # fmt: skip
"""What each kind of report must say."""
SAYS = ("feature", "quantity", "value", "low", "high", "error", "sector", "side", "strength", "ratio")
MAY = {"count": ("error",), "range": ("low", "high", "error")}


def evidence_names() -> list[str]:
    """Return the wars whose reports the library holds."""
    folder = library_dir("evidence")
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def open_evidence(what: str | Path, frame: Frame, scenario: str) -> tuple[Evidence, str]:
    """Return the reports in a file, or of a war of the library by name, checked against a war; and their text.

    Raises
    ------
    FaultyFileError : with every fault of the file.
    """
    if str(what) in evidence_names():
        name = f"{what}.yaml"
        loaded = loaded_from((library_dir("evidence") / name).read_text(encoding="utf-8"), name)
    else:
        loaded = load_text(what)
    return evidence_in(loaded, frame, scenario), loaded.text


def evidence_in(loaded: Loaded, frame: Frame, scenario: str) -> Evidence:
    """Return the reports that a text spells.

    Raises
    ------
    FaultyFileError : with every fault of the file.
    """
    evidence, problems = looked_at(loaded, frame, scenario)
    if problems or evidence is None:
        raise FaultyFileError(render_problems(problems), problems)
    return evidence


def looked_at(
    loaded: Loaded, frame: Frame | None = None, scenario: str | None = None
) -> tuple[Evidence | None, tuple[Problem, ...]]:
    """Return the reports that a text spells, as far as they can be read, and every fault.

    Without ``frame`` the names of places and powers are not looked at, without ``scenario`` not which war the reports are on.
    """
    problems = list(loaded.problems)
    read = validate(Evidence, loaded.root) if not problems else None
    if read is not None:
        problems += [located(loaded.root, fault) for fault in read.faults]
        if read.value is not None:
            spoiled = {path[:2] for path in read.repaired}
            problems += [
                located(loaded.root, fault)
                for fault in faults_of(read.value, frame, scenario)
                if fault.path[:2] not in spoiled and not (len(fault.path) == 1 and (fault.path[0],) in spoiled)
            ]
    return None if read is None else read.value, tuple(sorted(set(problems)))


def faults_of(evidence: Evidence, frame: Frame | None, scenario: str | None) -> Iterator[Fault]:
    """Yield what the reports may not say although every value is well formed."""
    if scenario is not None and evidence.scenario != scenario:
        yield Fault(
            ("scenario",), "other-war", f"found {evidence.scenario!r}, the run is of {scenario!r}", "Use reports on this war."
        )
    doubled = {name for name, n in Counter(report.id for report in evidence.reports).items() if n > 1}
    for i, report in enumerate(evidence.reports):
        path = ("reports", i)
        if report.id in doubled:
            yield Fault(
                (*path, "id"), "duplicate-id", f"{report.id!r} stands more than once", "Give every report an id of its own."
            )
        yield from _dates(report, path)
        yield from _keys(report, path)
        if frame is not None:
            yield from _names(report, path, frame)


def _dates(report: Report, path: tuple[str | int, ...]) -> Iterator[Fault]:
    dates = {}
    for key in ("event_date", "report_date"):
        try:
            dates[key] = read_day(getattr(report, key))
        except FAULTS as error:
            yield Fault((*path, key), "bad-date", said(error), "Write YYYY-MM-DD.")
        except ValueError as error:
            yield Fault((*path, key), "bad-date", str(error), "Write YYYY-MM-DD.")
    if len(dates) == 2 and dates["report_date"] < dates["event_date"] and report.kind not in {"statement", "soft", "note"}:
        told = f"report_date {report.report_date} lies before event_date {report.event_date}"
        yield Fault(
            (*path, "report_date"),
            "bad-order",
            told,
            "A report tells of what was; for what is announced use kind statement or soft.",
        )


def _keys(report: Report, path: tuple[str | int, ...]) -> Iterator[Fault]:
    needs = NEEDS[report.kind]
    for key in needs:
        if getattr(report, key) in ("", None):
            yield Fault(path, "missing-key", f"a report of kind {report.kind} needs {key}", f"Add {key}.")
    for key in SAYS:
        if getattr(report, key) not in ("", None) and key not in (*needs, *MAY.get(report.kind, ())):
            allowed = ", ".join((*needs, *MAY.get(report.kind, ())))
            yield Fault(
                (*path, key),
                "unused-key",
                f"a report of kind {report.kind} says nothing by {key}; allowed: {allowed}",
                "Leave it out.",
            )
    if report.kind == "range":
        if report.low is None and report.high is None:
            yield Fault(path, "missing-key", "a report of kind range needs low, high or both", "Add one.")
        elif report.low is not None and report.high is not None and report.low >= report.high:
            yield Fault((*path, "low"), "bad-order", f"low {report.low:g} is not below high {report.high:g}", "Exchange them.")


def _names(report: Report, path: tuple[str | int, ...], frame: Frame) -> Iterator[Fault]:
    labels = frame.model.labels
    if report.feature:
        yield from _call((*path, "feature"), report.feature, FEATURES, "feature", frame)
    if report.quantity:
        yield from _call((*path, "quantity"), report.quantity, QUANTITIES, "quantity", frame)
    if report.sector and report.sector not in labels.sectors:
        yield _unknown((*path, "sector"), report.sector, labels.sectors, "sector")
    for claim in report.ratings:
        if claim not in labels.claims:
            yield _unknown((*path, "ratings"), claim, labels.claims, "claim")
    if report.side and labels.side(report.side) < 0:
        yield _unknown((*path, "side"), report.side, (*labels.sides, "A", "B"), "side")


def _call(path: tuple[str | int, ...], text: str, known: dict[str, Seen], what: str, frame: Frame) -> Iterator[Fault]:
    split = split_feature(text)
    if split is None or split[0] not in known:
        yield _unknown(path, text if split is None else split[0], tuple(known), what)
        return
    name, args = split
    takes = known[name].takes
    if len(args) != len(takes):
        form = f"{name}[{', '.join(word.upper() for word in takes)}]" if takes else name
        yield Fault(path, "wrong-arguments", f"found {text!r}, expected {form}", f"It means: {known[name].meaning}.")
        return
    for kind, arg in zip(takes, args, strict=True):
        yield from _argument(path, kind, arg, args, frame)


def _argument(path: tuple[str | int, ...], kind: str, arg: str, args: tuple[str, ...], frame: Frame) -> Iterator[Fault]:
    labels = frame.model.labels
    if kind == "number":
        try:
            read_number(arg)
        except ValueError as error:
            yield Fault(path, "bad-number", str(error), "")
        return
    if kind == "option":
        if args[0] in labels.powers:
            allowed = labels.options[labels.powers.index(args[0])]
            if option_key(arg, labels.sides) not in allowed:
                yield _unknown(path, arg, allowed, f"option of {args[0]}")
        return
    names = {
        "power": labels.powers, "lifeline": labels.lifelines, "red line": labels.red_lines, "treaty": labels.treaties,
        "sector": labels.sectors, "side": (*labels.sides, "A", "B"), "equipment": EQUIPMENT,
    }[kind]  # fmt: skip
    if arg not in names:
        yield _unknown(path, arg, names, kind)


def _unknown(path: tuple[str | int, ...], found: str, allowed: tuple[str, ...], what: str) -> Fault:
    near = nearest(found, allowed)
    hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(allowed)}."
    return Fault(path, "unknown-name", f"no {what} {found!r}", hint)
