"""What is wrong with a question: one judge for ``check`` before a run and for the counting after it.

A question asks a feature of every finished course. What the feature takes stands once, in its ``FeatureWord``; what may
be named, and which days the forecast sees, stand in ``Asking``, made from a document or from a model's labels.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from multipolar.library import MEDIATOR_GROUPS
from multipolar.reading import read_day, read_integer
from multipolar.scenario.document import Question
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.vocabulary import NOBODY, OTHER, Answer, Argument, FeatureWord

Key = tuple[str | int, ...]

ASKS: Mapping[str, Answer] = {"binary": "yes", "continuous": "number", "categorical": "name"}
WORDS: Mapping[Answer, str] = {"yes": "yes or no", "number": "a number", "name": "a name"}
FEWEST_OPTIONS = 2
ONLY = " only"
MULTINATIONAL = "multinational"
_FEATURE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\[([^\[\]]*)\]\s*)?")


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions of one scenario may ask and name, and which days its forecast sees.

    ``names`` gives the names by kind of argument, a kind that is missing is not judged; ``options_of`` the options of a
    power, None where they are not known, and ``usual`` the spelling in which they stand there.
    """

    features: Mapping[str, FeatureWord]
    names: Mapping[str, Collection[str]]
    options_of: Callable[[str], Collection[str] | None]
    as_of: dt.date
    horizon: int
    usual: Callable[[str], str] = str

    @property
    def last_day(self) -> dt.date:
        """The last day of the forecast, the last of the calendar at most."""
        return self.as_of + min(dt.timedelta(days=self.horizon), dt.date.max - self.as_of)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault of a question: the key below the question, the code, what was found and allowed, the likely fix."""

    key: Key
    code: str
    message: str
    hint: str = ""


def split_feature(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return name and arguments of a feature such as ``option_used[USA, arm_B]``; None for any other text."""
    match = _FEATURE.fullmatch(text)
    if match is None:
        return None
    name, inner = match.groups()
    return name, tuple(part.strip() for part in inner.split(",")) if inner is not None else ()


def is_open(question: Question, as_of: dt.date) -> bool:
    """Tell whether a question is asked on a date."""
    return not question.as_of or as_of in question.as_of


def wrongs(question: Question, asking: Asking) -> Iterator[Wrong]:
    """Yield everything that keeps a question from being answered."""
    yield from _options(question, asking)
    yield from _stated(question)
    if not question.feature.strip():
        yield from _outside(question)
        return
    split = split_feature(question.feature)
    if split is None:
        said = f"found {question.feature!r}, expected a feature of the course such as holder_end[PLACE]"
        yield Wrong(("feature",), "unknown-feature", said)
        return
    name, args = split
    word = asking.features.get(name)
    if word is None:
        if asking.features:
            hint = nearest(name, asking.features) or f"Known: {listing(asking.features, 50)}."
            yield Wrong(("feature",), "unknown-feature", f"unknown feature {name!r}", hint)
        return
    yield from _form(question, name, word)
    if is_open(question, asking.as_of):
        yield from _closing(question, name, args, word, asking)
    yield from _arguments(question, name, args, word, asking)


def _outside(question: Question) -> Iterator[Wrong]:
    if question.type == "binary" and question.base_rate is None:
        said = f"the question {question.id!r} has neither a feature of the course nor a base rate"
        yield Wrong((), "no-answer", said, "Give it a feature, or a sourced base rate.")
    if question.type != "binary":
        said = f"the {question.type} question {question.id!r} has no feature of the course that answers it"
        yield Wrong((), "no-answer", said, "Give it a feature; a base rate answers yes or no only.")
    if question.threshold is not None:
        said = "a threshold without a feature that it could be compared with"
        yield Wrong(("threshold",), "unused-key", said, "Leave it out, or give the question a feature.")


def _form(question: Question, name: str, word: FeatureWord) -> Iterator[Wrong]:
    """Yield faults of type, threshold, unit and base rate against what the feature answers."""
    asks, given = ASKS[question.type], question.threshold is not None
    if question.type == "binary" and word.answers == "number":
        if not given:
            said = f"the question is binary, its feature {name!r} answers with a number"
            hint = f"Give it a threshold to be above{_in_unit(word)}, or make it continuous."
            yield Wrong(("type",), "wrong-answer", said, hint)
    elif asks != word.answers:
        said = f"the question is {question.type} and asks for {WORDS[asks]}, its feature {name!r} answers with "
        fits = next(kind for kind, answer in ASKS.items() if answer == word.answers)
        yield Wrong(("type",), "wrong-answer", said + WORDS[word.answers], f"Write type: {fits}.")
    elif given and not word.threshold:
        said = f"the feature {name!r} compares nothing with a threshold, found {question.threshold:g}"
        yield Wrong(("threshold",), "unused-key", said, "Leave it out.")
    if question.base_rate is not None:
        said = f"the feature {name!r} answers the question, so that its base rate would never be used"
        yield Wrong(("base_rate",), "unused-key", said, "Leave out the one or the other.")
    if question.type == "continuous" and asks == word.answers and question.unit not in ("1", word.unit):
        said = f"the feature {name!r} answers in {word.unit}, found the unit {question.unit!r}"
        yield Wrong(("unit",), "wrong-dimension", said, f"Write unit: {word.unit!r}.")


def _in_unit(word: FeatureWord) -> str:
    return "" if word.unit == "1" else f" in {word.unit}"


def _closing(question: Question, name: str, args: tuple[str, ...], word: FeatureWord, asking: Asking) -> Iterator[Wrong]:
    if question.closes is None:
        return
    if question.closes <= asking.as_of:
        said = f"the question closes on {question.closes}, the as-of date is {asking.as_of}"
        yield Wrong(("closes",), "closed-question", said)
    elif word.until == "named" and args:
        day = _day_of(args[0], word.takes[0], asking)
        if day is not None and day > question.closes:
            said = f"the question closes on {question.closes}, before the day it asks about ({day})"
            yield Wrong(("closes",), "bad-order", said)
    elif word.marked and question.closes > asking.last_day:
        said = f"{name!r} is asked for {question.closes}, the forecast ends on {asking.last_day}"
        yield Wrong(("closes",), "outside-horizon", said, "Lengthen horizon_days, or ask about an earlier day.")


def _day_of(text: str, kind: Argument, asking: Asking) -> dt.date | None:
    try:
        if kind == "mark day":
            return asking.as_of + dt.timedelta(days=min(read_integer(text), 10**6))
        return read_day(text)
    except (ValueError, OverflowError):
        return None


def _arguments(question: Question, name: str, args: tuple[str, ...], word: FeatureWord, asking: Asking) -> Iterator[Wrong]:
    if not args and word.optional:
        return
    most = None if word.many else len(word.takes)
    if len(args) < len(word.takes) or (most is not None and len(args) > most):
        yield Wrong(("feature",), "wrong-arguments", _count_said(name, args, word), "")
        return
    seen: set[str] = set()
    for k, arg in enumerate(args):
        kind = word.takes[min(k, len(word.takes) - 1)]
        fault = _argument(question, arg, kind, args[:k], asking)
        if fault is None and arg in seen and word.many:
            fault = Wrong(("feature",), "wrong-arguments", f"{name!r} names {arg!r} twice")
        seen.add(arg)
        if fault is not None:
            yield fault


def usage(name: str, word: FeatureWord) -> str:
    """Return a feature with what it takes in capitals, such as ``option_used[POWER, OPTION]``."""
    kinds = [kind.upper() for kind in word.takes]
    if not kinds:
        return name
    inner = ", ".join(kinds) + (", ..." if word.many else "")
    return f"{name} or {name}[{inner}]" if word.optional else f"{name}[{inner}]"


def _count_said(name: str, args: tuple[str, ...], word: FeatureWord) -> str:
    found = "nothing in brackets" if not args else f"[{', '.join(args)}]"
    return f"found {found}, expected {usage(name, word)}"


def _argument(question: Question, arg: str, kind: Argument, before: tuple[str, ...], asking: Asking) -> Wrong | None:
    if kind in ("date", "mark date", "mark day"):
        return _day(question, arg, kind, asking)
    allowed: Collection[str] | None
    if kind == "option":
        allowed = asking.options_of(before[-1])
    elif kind == "place":
        allowed = [*asking.names.get("sector", ()), *asking.names.get("lifeline", ())]
    else:
        allowed = asking.names.get(kind)
    if allowed is None or (asking.usual(arg) if kind == "option" else arg) in allowed:
        return None
    what = f"option of {before[-1]}" if kind == "option" else "sector or lifeline" if kind == "place" else kind
    hint = nearest(arg, allowed) or (f"Known: {listing(allowed)}." if allowed else f"There is no {what} in this scenario.")
    return Wrong(("feature",), "unknown-name", f"unknown {what} {arg!r}", hint)


def _day(question: Question, arg: str, kind: Argument, asking: Asking) -> Wrong | None:
    try:
        number = read_integer(arg) if kind == "mark day" else (read_day(arg) - asking.as_of).days
    except ValueError as error:
        return Wrong(("feature",), "bad-number" if kind == "mark day" else "bad-date", str(error))
    if not is_open(question, asking.as_of) or 0 < number <= asking.horizon:
        return None
    found = f"day {number}" if kind == "mark day" else arg
    said = f"asked about {found}, the forecast runs from {asking.as_of} to {asking.last_day} (day {asking.horizon})"
    return Wrong(("feature",), "outside-horizon", said, "Ask about a later day." if number <= 0 else "Lengthen horizon_days.")


def _options(question: Question, asking: Asking) -> Iterator[Wrong]:
    options = question.options
    if question.type != "categorical":
        if options:
            said = f"a {question.type} question has no options, found {listing(options)}"
            yield Wrong(("options",), "unused-key", said, "Leave them out, or write type: categorical.")
        return
    if len(options) < FEWEST_OPTIONS:
        said = "a categorical question needs the list of its options"
        more = f", at least {FEWEST_OPTIONS}, found {listing(options)} alone" if options else ""
        yield Wrong(("options",), "missing-key", said + more)
    split = split_feature(question.feature) if question.feature else None
    word = asking.features.get(split[0]) if split else None
    meant: dict[object, str] = {}
    for j, option in enumerate(options):
        sense: object = option
        if word is not None and word.options and option not in (NOBODY, OTHER):
            found = _sense(option, word, asking)
            if isinstance(found, Wrong):
                yield Wrong(("options", j), found.code, found.message, found.hint or f"Answers are none, other, {_answers(word)}")
                continue
            sense = found
        if sense in meant:
            said = f"the options {meant[sense]!r} and {option!r} are the same answer"
            yield Wrong(("options", j), "duplicate-id", said, "Leave one out.")
        meant.setdefault(sense, option)


def _answers(word: FeatureWord) -> str:
    if word.options == "peacekeepers":
        return "a power's id with ' only', ids joined by '+', or multinational."
    return f"a power's id, ids joined by '+', or {listing(MEDIATOR_GROUPS)}."


def _sense(option: str, word: FeatureWord, asking: Asking) -> object:
    """Return what an answer means, alike for two spellings of one answer; a ``Wrong`` where it can never be counted."""
    powers = asking.names.get("power")
    if word.options == "brokers" and option in MEDIATOR_GROUPS:
        missing = sorted(MEDIATOR_GROUPS[option] - set(powers)) if powers is not None else []
        said = f"the group {option!r} needs {listing(missing)}, which is no power here"
        return Wrong((), "unknown-answer", said) if missing else (option,)
    if word.options == "peacekeepers" and option == MULTINATIONAL:
        return (option,)
    alone = word.options == "peacekeepers" and option.endswith(ONLY)
    members = [part.strip() for part in option.removesuffix(ONLY if alone else "").split("+")]
    for member in members:
        if powers is not None and member not in powers:
            said = f"no course can answer {option!r}: there is no power {member!r}"
            return Wrong((), "unknown-answer", said, nearest(member, powers))
    if len(set(members)) < len(members):
        return Wrong((), "unknown-answer", f"{option!r} names a power twice")
    if word.options == "peacekeepers" and alone != (len(members) == 1):
        right = "".join(members) + ONLY if len(members) == 1 else "+".join(members)
        said = f"no course can answer {option!r}: troops are of one power alone or of several"
        return Wrong((), "unknown-answer", said, f"Write {right!r}.")
    return frozenset(members)


def _stated(question: Question) -> Iterator[Wrong]:
    for author, value in question.stated.items():
        here: Key = ("stated", author)
        if isinstance(value, dict) and question.type == "binary":
            said = "found a probability for each of several answers, the question is binary"
            yield Wrong(here, "wrong-type", said, "Write one number.")
            continue
        if not isinstance(value, dict) and question.type == "categorical":
            said = f"found {value:g}, expected a probability for each option"
            yield Wrong(here, "wrong-type", said, "Write {OPTION: 0.5, ...}.")
            continue
        if isinstance(value, dict) and question.type == "categorical":
            for answer in value:
                if answer not in question.options:
                    hint = nearest(answer, question.options) or f"Known: {listing(question.options)}."
                    yield Wrong((*here, answer), "unknown-name", f"unknown answer {answer!r}", hint)
            total = sum(value.values())
            if abs(total - 1.0) > 0.02:
                yield Wrong(here, "bad-weights", f"the stated probabilities sum to {total:g}, expected 1")
        parts = value if isinstance(value, dict) else {"": value} if question.type == "binary" else {}
        for answer, chance in parts.items():
            if not 0.0 <= chance <= 1.0:
                said = f"found {chance:g}, expected a probability from 0 to 1"
                yield Wrong((*here, answer) if answer else here, "outside-bounds", said)


def days_marked(question: Question, asking: Asking) -> tuple[int, ...]:
    """Return the days after the as-of date on which shares must be kept so that a question can be answered."""
    split = split_feature(question.feature) if question.feature else None
    word = asking.features.get(split[0]) if split else None
    if split is None or word is None or not is_open(question, asking.as_of):
        return ()
    dates = [_day_of(arg, kind, asking) for arg, kind in zip(split[1], word.takes, strict=False) if kind.startswith("mark")]
    if word.marked:
        dates.append(question.closes)
    ahead = [(day - asking.as_of).days for day in dates if day is not None]
    return tuple(day for day in ahead if 0 < day <= asking.horizon)
