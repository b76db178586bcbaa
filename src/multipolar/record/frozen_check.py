"""Whether a frozen forecast is whole and untouched: types of every part, counts that add up, stamp and digests that fit."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from multipolar.codes import ARRANGEMENTS, ENDINGS
from multipolar.forecast.document import stamp_of
from multipolar.forecast.frozen_core import MOST_DRAWS, SCHEMA
from multipolar.reading import read_day
from multipolar.scenario.document import Question
from multipolar.scenario.translate import show

AGAIN = "Freeze the run again: multipolar freeze RUN."
SIDES = ("A", "B")
NOT_CORE = ("until", "stamp", "frozen", "forecast", "sha256")
"""Keys that are written when the forecast is frozen; all others were there when it was stamped."""
MOST_FAULTS = 40
COPIED = ("version", "digest", "scenario_digest", "scenario", "as_of", "round_start", "horizon_days", "members", "seed")
"""Keys that stand in the stamped forecast too."""

Sha = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Natural = Annotated[int, Field(ge=0, le=2**63 - 1)]
Sum = Natural | Annotated[float, Field(ge=0.0, allow_inf_nan=False)]
"""Courses, or the sum of their weights where the run is weighted."""
SLACK = 1e-9
"""What rounding may leave on a sum of weights, as a share of the courses."""
Positive = Annotated[int, Field(ge=1, le=2**31)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, allow_inf_nan=False, defer_build=True)


class _Stamp(_Strict):
    sha256: Sha
    written: str


class _Power(_Strict):
    id: str
    dormant: bool
    level: Literal["out", "armed", "direct"]


class _Asked(_Strict):
    id: str
    type: Literal["binary", "continuous", "categorical"]
    outside: bool
    names: list[str]
    answer: dict[str, Any]


class _Counts(_Strict):
    hits: dict[str, Sum]
    codes: dict[str, list[Sum]]


class _Draws(_Strict):
    exact: bool
    values: list[float]
    counts: list[Positive]


class _Answers(_Strict):
    type: Literal["binary", "continuous", "categorical"]
    unit: str
    options: list[str]
    low: float | None
    high: float | None
    as_of: list[str]


class _Names(_Strict):
    scenario: str
    dates: Annotated[list[str], Field(min_length=1)]
    round_start: str
    horizon: Positive
    powers: list[str]
    sides: list[str]
    members: list[str]
    sectors: list[str]
    lifelines: list[str]
    designs: list[str]
    claims: list[str]
    questions: dict[str, _Answers]


class Frozen(_Strict):
    """The keys of a frozen forecast and their types; further keys may be there."""

    version: str
    digest: Sha
    scenario_digest: Sha
    seed: Natural
    wanted: Positive
    status: Literal["complete", "interrupted"]
    scenario: str
    title: str = ""
    as_of: str
    until: str | None = None
    round_start: str
    horizon_days: Positive
    members: Positive
    effective: Annotated[float, Field(gt=0.0, allow_inf_nan=False)] | None = None
    bundle: str
    mechanisms_off: list[str]
    stamp: _Stamp
    frozen: str
    powers_known: list[_Power]
    names: _Names
    questions: list[_Asked]
    counts: _Counts
    draws: dict[str, _Draws]
    country_months: dict[str, list[Natural]]
    forecast: dict[str, Any]
    sha256: Sha


class FrozenFault(NamedTuple):
    """A fault of a frozen forecast: the top-level key it stands under, its code, what was found, and the likely fix."""

    key: str
    code: str
    message: str
    hint: str = ""


class _DoubleKeyError(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise _DoubleKeyError(f"the key {twice!r} is given twice")
    return found


def _no_constant(word: str) -> Any:
    raise _DoubleKeyError(f"found {word}, which is no number of JSON")


def parsed(text: str) -> tuple[dict[str, Any], list[FrozenFault]]:
    """Return the JSON object in a text, and why it is none."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        said = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        hint = "A frozen forecast is written by: multipolar freeze RUN."
        return {}, [FrozenFault("", "bad-frozen", f"is not JSON that can be read ({said})", hint)]
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        schema = found.get("schema") if isinstance(found, dict) else type(found).__name__
        said = f"found schema {show(schema)}, expected {SCHEMA!r}"
        return {}, [FrozenFault("schema", "bad-frozen", said, "Write one with: multipolar freeze RUN.")]
    return found, []


def line_of(text: str, key: str) -> int:
    """Return the line of a top-level key; 0 where the file is not written one key a line."""
    match = re.search(rf'^"{re.escape(key)}": ', text, re.MULTILINE) if key else None
    return 0 if match is None else text.count("\n", 0, match.start()) + 1


def frozen_faults(found: Mapping[str, Any]) -> list[FrozenFault]:
    """Return every fault of a frozen forecast; parts are held against each other only where their types are right."""
    faults, faulty = list(_digest(found)), set[str]()
    try:
        read = Frozen.model_validate(found)
    except ValidationError as error:
        faults += _typed(error)
        faulty = {str(item["loc"][0]) for item in error.errors(include_url=False)}
        read = Frozen.model_validate({**found, **{key: value for key, value in STAND_INS.items() if key in faulty}})
    sound = [check for check, needs in CHECKS.items() if not faulty & set(needs)]
    return [*faults, *(fault for check in sound for fault in check(read, found))][:MOST_FAULTS]


def _typed(error: ValidationError) -> Iterator[FrozenFault]:
    for item in error.errors(include_url=False)[:MOST_FAULTS]:
        key, *rest = (str(step) for step in item["loc"])
        where = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in rest)
        if item["type"] == "missing":
            yield FrozenFault(key, "bad-frozen", f"{key}{where} is missing; the file was cut or written by hand", AGAIN)
        else:
            said = f"{key}{where}: found {show(item['input'])}; {item['msg'][0].lower()}{item['msg'][1:]}"
            yield FrozenFault(key, "bad-frozen", said)


def _digest(found: Mapping[str, Any]) -> Iterator[FrozenFault]:
    content = {key: value for key, value in found.items() if key != "sha256"}
    if "sha256" in found and _hashed(content) != found["sha256"]:
        said = "was changed after it had been frozen (its digest no longer fits); it must not be scored"
        yield FrozenFault("sha256", "not-stamped", said, AGAIN)


def until_in(forecast: Mapping[str, Any]) -> str | None:
    """Return the day until which a stamped forecast was given reports, from which it is scored; None where it was given none."""
    told = forecast.get("conditioned")
    return str(told["until"]) if isinstance(told, Mapping) and "until" in told else None


def _hashed(content: Mapping[str, Any]) -> str | None:
    try:
        return stamp_of(content)
    except (ValueError, RecursionError):
        return None


def check_stamp(read: Frozen, found: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """The forecast inside is the stamped one, and holds the digest of questions, counts and draws."""
    if _hashed(read.forecast) != read.stamp.sha256:
        yield FrozenFault("stamp", "not-stamped", "the stamp is not that of the forecast in the file; it must not be scored", AGAIN)
        return
    facts = read.forecast.get("run_facts")
    core = {key: value for key, value in found.items() if key not in NOT_CORE}
    if not isinstance(facts, dict) or facts.get("core") != _hashed(core):
        said = "questions, counts and draws are not those that were stamped with the forecast; it must not be scored"
        yield FrozenFault("counts", "not-stamped", said, AGAIN)
    for key in COPIED:
        if read.forecast.get(key) != found[key]:
            said = f"{key} is {show(found[key])}, in the stamped forecast {show(read.forecast.get(key))}"
            yield FrozenFault(key, "not-stamped", said, AGAIN)
    if read.until not in (None, until_in(read.forecast)):
        said = f"until is {show(read.until)}, in the stamped forecast {show(until_in(read.forecast))}"
        yield FrozenFault("until", "not-stamped", said, AGAIN)


def check_head(read: Frozen, _: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """Dates and times are in the calendar and in order, and courses as many as the status says."""
    days = {}
    for key in ("round_start", "as_of"):
        try:
            days[key] = read_day(getattr(read, key))
        except ValueError as error:
            yield FrozenFault(key, "bad-date", str(error))
    if len(days) == 2 and days["round_start"] > days["as_of"]:
        yield FrozenFault("as_of", "bad-order", f"found {read.as_of}, before the start of the round on {read.round_start}")
    until = until_in(read.forecast)
    try:
        late = until is None or "as_of" not in days or days["as_of"] < read_day(until)
    except ValueError as error:
        yield FrozenFault("until", "bad-date", str(error))
    else:
        if not late:
            yield FrozenFault("until", "bad-order", f"found reports until {until}, not after the as-of date {read.as_of}")
    moments = {}
    for key, text in (("stamp", read.stamp.written), ("frozen", read.frozen)):
        try:
            moments[key] = dt.datetime.fromisoformat(text)
        except ValueError:
            yield FrozenFault(key, "bad-date", f"found {show(text)}, expected a time such as 2020-10-16T12:00:00+00:00")
    if len(moments) == 2:
        aware = {key: moment.tzinfo is not None for key, moment in moments.items()}
        for key in (key for key, has in aware.items() if not has):
            yield FrozenFault(key, "bad-date", f"found {moments[key]}, a time without its zone")
        if all(aware.values()) and moments["frozen"] < moments["stamp"]:
            yield FrozenFault("frozen", "bad-order", f"found {read.frozen}, before the stamp of {read.stamp.written}")
    if (read.status == "complete") != (read.members == read.wanted) or read.members > read.wanted:
        said = f"found {read.members} of {read.wanted} courses and the status {read.status!r}"
        yield FrozenFault("status", "bad-frozen", said, "Complete is what holds all its courses, interrupted what holds fewer.")


def check_names(read: Frozen, found: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """Powers and questions are there once; questions are questions; names are those of this scenario."""
    for key, names in (("powers_known", [p.id for p in read.powers_known]), ("questions", [q.id for q in read.questions])):
        for name, times in Counter(names).items():
            if times > 1:
                yield FrozenFault(key, "duplicate-id", f"{name!r} is given {times} times")
    for row in found["questions"]:
        try:
            Question.model_validate({key: value for key, value in row.items() if key in Question.model_fields})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            yield FrozenFault("questions", "bad-frozen", f"{row['id']}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
    told, types = read.names, {row.id: row.type for row in read.questions}
    for day in told.dates:
        try:
            read_day(day)
        except ValueError as error:
            yield FrozenFault("names", "bad-date", f"dates: {error}")
    wrong = [name for name, kind in types.items() if name not in told.questions or told.questions[name].type != kind]
    if wrong:
        yield FrozenFault("names", "bad-frozen", f"lack the questions {', '.join(wrong[:8])} or have other types for them")
    if told.scenario != read.scenario or read.as_of not in told.dates:
        yield FrozenFault("names", "bad-frozen", f"are those of {told.scenario!r} on {', '.join(told.dates)}")


def check_counts(read: Frozen, _: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """Every count is there that is scored, none exceeds the courses, and codes add up to all of them."""
    hits, codes = read.counts.hits, read.counts.codes
    inside = [row for row in read.questions if not row.outside]
    wanted = [f"{word}:{power.id}" for power in read.powers_known for word in ("new", "broker")]
    wanted += [f"question:{row.id}" for row in inside if row.type == "binary"]
    sizes = {"ending": len(ENDINGS), "arrangement": len(ARRANGEMENTS)} | {f"level:{p.id}": 3 for p in read.powers_known}
    sizes |= {f"question:{row.id}": len(row.names) for row in inside if row.type == "categorical"}
    yield from _lacking("counts", "hits", wanted, hits)
    yield from _lacking("counts", "codes", sizes, codes)
    for name, count in hits.items():
        if count > read.members * (1.0 + SLACK):
            yield FrozenFault("counts", "bad-frozen", f"hits.{name}: found {count}, more than the {read.members} courses")
    for name, row in codes.items():
        if abs(sum(row) - read.members) > read.members * SLACK:
            yield FrozenFault("counts", "bad-frozen", f"codes.{name}: add up to {sum(row)}, expected the {read.members} courses")
        if name in sizes and len(row) != sizes[name]:
            yield FrozenFault("counts", "bad-frozen", f"codes.{name}: found {len(row)} counts, expected {sizes[name]}")


def _lacking(key: str, part: str, wanted: Iterable[str], there: Mapping[str, Any]) -> Iterator[FrozenFault]:
    missing = [name for name in wanted if name not in there]
    if missing:
        yield FrozenFault(key, "bad-frozen", f"{part} lack {', '.join(missing[:8])}{' ...' if len(missing) > 8 else ''}", AGAIN)


def check_draws(read: Frozen, _: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """Every number is there that is scored: distinct values in ascending order, as many draws as courses, within bounds."""
    bounds: dict[str, tuple[float, float]] = {"length_days": (0.0, float(read.horizon_days)), "changed_share": (0.0, 1.0)}
    bounds |= {f"{word}:{side}": (0.0, float("inf")) for word in ("deaths", "deaths_total") for side in SIDES}
    asked = [f"question:{row.id}" for row in read.questions if row.type == "continuous" and not row.outside]
    yield from _lacking("draws", "draws", [*bounds, *asked], read.draws)
    for name, kept in read.draws.items():
        total, expected = sum(kept.counts), min(read.members, MOST_DRAWS)
        low, high = bounds.get(name, (-float("inf"), float("inf")))
        if len(kept.values) != len(kept.counts):
            said = f"found {len(kept.values)} values and {len(kept.counts)} counts"
        elif total != expected or kept.exact != (read.members <= MOST_DRAWS):
            said = f"found {total} draws{' marked exact' if kept.exact else ''}, expected {expected} of {read.members} courses"
        elif any(b <= a for a, b in pairwise(kept.values)):
            said = "the values are not in ascending order, each once"
        elif kept.values[0] < low or kept.values[-1] > high * (1.0 + 1e-6):
            said = f"found values from {kept.values[0]:g} to {kept.values[-1]:g}, expected {low:g} to {high:g}"
        else:
            continue
        yield FrozenFault("draws", "bad-frozen", f"{name}: {said}")


def check_months(read: Frozen, _: Mapping[str, Any]) -> Iterator[FrozenFault]:
    """Months are YYYY-MM, each with the same number of draws."""
    for name in read.country_months:
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", name):
            yield FrozenFault("country_months", "bad-date", f"found {show(name)}, expected a month written YYYY-MM")
    sizes = {len(draws) for draws in read.country_months.values()}
    if len(sizes) > 1 or 0 in sizes:
        said = f"found {', '.join(map(str, sorted(sizes)))} draws by month, expected as many in each"
        yield FrozenFault("country_months", "bad-frozen", said)


CHECKS: dict[Callable[[Frozen, Mapping[str, Any]], Iterator[FrozenFault]], tuple[str, ...]] = {
    check_stamp: ("stamp", "forecast", "until", *COPIED),
    check_head: ("as_of", "until", "forecast", "round_start", "stamp", "frozen", "members", "wanted", "status"),
    check_names: ("powers_known", "questions", "names", "scenario", "as_of"),
    check_counts: ("counts", "members", "powers_known", "questions"),
    check_draws: ("draws", "members", "horizon_days", "questions"),
    check_months: ("country_months",),
}
"""The checks, each with the keys that it holds against each other: it is left out where one of them is faulty itself."""
STAND_INS: dict[str, Any] = {
    **dict.fromkeys(("version", "scenario", "title", "as_of", "round_start", "bundle", "frozen"), ""),
    **dict.fromkeys(("digest", "scenario_digest", "sha256"), "0" * 64),
    **dict.fromkeys(("seed", "wanted", "horizon_days", "members"), 1),
    **{key: [] for key in ("mechanisms_off", "powers_known", "questions")},
    **{key: {} for key in ("draws", "country_months", "forecast")},
    "names": {
        **dict.fromkeys(("scenario", "round_start"), ""), "dates": [""], "horizon": 1, "questions": {},
        **{key: [] for key in ("powers", "sides", "members", "sectors", "lifelines", "designs", "claims")},
    },
    "until": None, "status": "complete", "counts": {"hits": {}, "codes": {}}, "stamp": {"sha256": "0" * 64, "written": ""},
}  # fmt: skip
"""Values in place of faulty ones, so that the other parts can be checked beside them."""
