"""Deaths recorded by calendar month, and how benchmark forecasts scored on them: read strictly, missing is not zero."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.errors import FaultyFileError, Problem
from multipolar.forecast.outcome import Stamp, recorded_text
from multipolar.reading import read_days
from multipolar.registry import nearest
from multipolar.scenario.nodes import Node, parse
from multipolar.scenario.translate import place_of

RECORD = "multipolar-recorded/1"
KEYS = ("format", "scenario", "isoab", "what", "months", "total", "benchmarks", "source")
TOTAL_KEYS = ("months", "deaths")
MISSING_HINT = "write null for a month that nobody knows, or leave it out"

Steps = tuple[str | int, ...]
Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Fault:
    path: Steps
    message: str


def open_recorded(scenario: str, stamp: Stamp, file: str | Path | None = None) -> Found:
    """Return recorded deaths by month and the benchmarks' scores, opened only with a stamp of the forecast.

    ``months`` holds the months with a number; what is missing is told in ``left_out``, and ``total`` is None where it is
    not recorded or one of its months is missing.

    Raises
    ------
    DataError : if nothing was stamped, there is no such record, or it is not one.
    FaultyFileError : with every fault in it and its line.
    """
    if stamp.sha256 and file is not None and not Path(file).is_file():
        raise FaultyFileError(f"{file}: there is no such file")
    name, text = recorded_text(scenario, stamp, file)
    text = text.removeprefix("\ufeff")
    found = _object(name, text)
    if found.get("format") != RECORD or found.get("scenario") != scenario:
        raise FaultyFileError(f"{name}: is not a record of deaths by month ({RECORD}) of {scenario!r}")
    faults = list(_faults(found))
    if faults:
        raise _refused(name, text, faults)
    return _cleaned(found)


def _object(name: str, text: str) -> Found:
    def once(pairs: list[tuple[str, Any]]) -> Found:
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"the key {twice[0]!r} is given twice")
        return dict(pairs)

    try:
        found = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise FaultyFileError(f"{name}: cannot be read ({error})") from error
    if not isinstance(found, dict):
        raise FaultyFileError(f"{name}: is not a record of deaths by month ({RECORD})")
    return found


def _refused(name: str, text: str, faults: list[_Fault]) -> FaultyFileError:
    root, bad = parse(text, name)
    problems = []
    for fault in faults:
        place = None if bad else place_of(root, fault.path, at_key=_is_key(root, fault.path))
        at = ".".join(map(str, fault.path))
        problems.append(Problem(name, place.line if place else 0, place.column if place else 0, at, "bad-record", fault.message))
    count = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
    return FaultyFileError("\n".join([f"{name}: {count}", *(problem.render() for problem in problems)]), problems)


def _is_key(root: Node, path: Steps) -> bool:
    return bool(path) and isinstance(root.value, dict) and path[-1] not in KEYS


def _faults(found: Found) -> Iterator[_Fault]:
    for key in found:
        if key not in KEYS:
            near = nearest(key, KEYS)
            hint = f"did you mean {near!r}?" if near else f"allowed: {', '.join(KEYS)}"
            yield _Fault((key,), f"unknown key {key!r}; {hint}")
    for key in ("isoab", "source", "what"):
        if not isinstance(found.get(key, ""), str):
            yield _Fault((key,), f"found {found[key]!r:.40}, expected text")
    months = found.get("months")
    if not isinstance(months, dict) or not months:
        yield _Fault(("months",), 'expected deaths by month, such as {"2020-09": 147}')
        return
    for name, value in months.items():
        yield from _month_faults(("months", name), name, value)
    if found.get("total") is not None:
        yield from _total_faults(found["total"], months)
    yield from _benchmark_faults(found.get("benchmarks", {}))


def _month_faults(path: Steps, name: str, value: Any) -> Iterator[_Fault]:
    if not _is_month(name):
        yield _Fault(path, f"found the month {name!r}, expected a year and a month such as 2020-09")
    if value is not None and not _is_count(value):
        yield _Fault(path, f"found {value!r:.40}, expected a number of at least 0; {MISSING_HINT}")


def _is_month(name: str) -> bool:
    try:
        read_days(name)
    except ValueError:
        return False
    return name.count("-") == 1


def _is_count(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) < 1e12 and math.isfinite(value) and value >= 0


def _total_faults(total: Any, months: Mapping[str, Any]) -> Iterator[_Fault]:
    if not isinstance(total, dict):
        yield _Fault(("total",), "expected months and deaths of the total")
        return
    for key in total:
        if key not in TOTAL_KEYS:
            yield _Fault(("total", key), f"unknown key {key!r}; allowed: {', '.join(TOTAL_KEYS)}")
    names = total.get("months")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        yield _Fault(("total", "months"), "expected the list of months that are added up")
        return
    strange = [name for name in names if name not in months]
    for i, name in enumerate(names):
        if name in strange:
            yield _Fault(("total", "months", i), f"the month {name!r} is not among the recorded months")
        if name in names[:i]:
            yield _Fault(("total", "months", i), f"the month {name!r} is counted twice")
    deaths = total.get("deaths")
    if deaths is None:
        return
    if not _is_count(deaths):
        yield _Fault(("total", "deaths"), f"found {deaths!r:.40}, expected a number of at least 0; {MISSING_HINT}")
    elif not strange and all(_is_count(months[name]) for name in names):
        whole = sum(months[name] for name in names)
        if not math.isclose(whole, deaths, abs_tol=0.5):
            said = f"found {deaths:,g}, but its months add up to {whole:,g}; leave 'total' out if it counts something else"
            yield _Fault(("total", "deaths"), said)


def _benchmark_faults(benchmarks: Any) -> Iterator[_Fault]:
    if not isinstance(benchmarks, dict):
        yield _Fault(("benchmarks",), "expected the CRPS of each month by name of the benchmark")
        return
    for key, months in benchmarks.items():
        if not isinstance(months, dict):
            yield _Fault(("benchmarks", key), "expected the CRPS of each month")
            continue
        for name, value in months.items():
            yield from _month_faults(("benchmarks", key, name), name, value)


def _cleaned(found: Found) -> Found:
    """Return a record without faults as it is scored: what is missing is left out, and each gap is told."""
    months = {name: float(value) for name, value in found["months"].items() if value is not None}
    left = [f"{name} is left out: nobody recorded its deaths" for name, value in found["months"].items() if value is None]
    total = found.get("total")
    if total is not None:
        gaps = [name for name in total["months"] if name not in months]
        if gaps or total.get("deaths") is None:
            why = f"{', '.join(gaps)} has no number" if gaps else "nobody recorded it"
            left.append(f"the total of {total['months'][0]} to {total['months'][-1]} is left out: {why}")
            total = None
    else:
        left.append("no total is recorded, so nothing has a bar")
    benchmarks = {
        key: {name: float(value) for name, value in rows.items() if value is not None}
        for key, rows in found.get("benchmarks", {}).items()
    }
    for key, rows in benchmarks.items():
        gaps = [name for name in months if name not in rows]
        if gaps:
            left.append(f"the benchmark {key!r} has no score for {', '.join(gaps)}")
    if not benchmarks:
        left.append("no benchmark is recorded; only the zero forecast stands beside")
    if not months:
        raise FaultyFileError("the record holds no month with a number, so there is nothing to score")
    kept = {"isoab": found.get("isoab", "not said"), "source": found.get("source", "not said"), "what": found.get("what", "")}
    return kept | {"months": months, "total": total, "benchmarks": benchmarks, "left_out": left}
