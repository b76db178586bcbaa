"""Rules for written postures: powers, options, claims and sources that exist, each named once, and something that is said."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.scenario.document import WrittenPosture
from multipolar.scenario.nodes import Path
from multipolar.scenario.options import concrete, open_options, option_hint
from multipolar.scenario.paths import listing
from multipolar.scenario.rules import Context, each_known, one_known
from multipolar.scenario.translate import Fault

LISTS = ("takes", "never")


def check_postures(context: Context) -> Iterator[Fault]:
    """Yield every fault of the written postures."""
    first: dict[tuple[str, str], int] = {}
    for i, one in enumerate(context.document.postures):
        path: Path = ("postures", i)
        yield from one_known((*path, "power"), "power", one.power, context.powers)
        yield from one_known((*path, "claim"), "claim", one.claim, context.claims)
        yield from each_known((*path, "source"), "source", one.source, context.document.sources)
        if (one.power, one.name) in first:
            line = context.line(("postures", first[one.power, one.name], "name"))
            said = f"{one.power} has the posture {one.name!r} twice, first on line {line}"
            yield Fault((*path, "name"), "duplicate-id", said, "Choose another name.")
        first.setdefault((one.power, one.name), i)
        yield from _said(path, one)
        yield from _options(context, path, one)


def _said(path: Path, one: WrittenPosture) -> Iterator[Fault]:
    if one.rest == "never" and one.never:
        said = f"the posture {one.name!r} takes nothing but what it names, so that nothing reads its never"
        yield Fault((*path, "never"), "unused-key", said, "Leave it out, or write rest: as_usual.")
    if one.rest == "as_usual" and not one.takes and not one.never:
        said = f"the posture {one.name!r} neither takes nor bars anything: that is what the power does as usual"
        yield Fault((*path, "takes"), "missing-key", said, "Name options in takes or never.")


def _options(context: Context, path: Path, one: WrittenPosture) -> Iterator[Fault]:
    power = next((p for p in context.document.powers if p.id == one.power), None)
    if power is None or not context.options:
        return
    listed = open_options(power, context.document, context.options)
    meant = {name: concrete(name, context.options, context.targets, synonyms=context.vocabulary.synonyms) for name in listed}
    open_to = {(act.verb, act.target) for act in meant.values() if act is not None}
    seen: dict[tuple[str, str | None], str] = {}
    for key in LISTS:
        for j, name in enumerate(getattr(one, key)):
            here = (*path, key, j)
            act = concrete(name, context.options, context.targets, synonyms=context.vocabulary.synonyms)
            if act is None:
                hint = option_hint(name, context.options, context.targets)
                yield Fault(here, "unknown-option", f"unknown option {name!r}", hint)
                continue
            sense = (act.verb, act.target)
            if sense not in open_to:
                said = f"{one.power} cannot take {name!r}, which is not among its options"
                yield Fault(
                    here, "not-its-option", said, f"Add it to the options of {one.power}, or name one of: {listing(listed)}."
                )
            if sense in seen:
                same = "" if seen[sense] == name else f", first as {seen[sense]!r}"
                yield Fault(here, "duplicate-id", f"{name!r} is named twice{same}", "Leave one out.")
            seen.setdefault(sense, name)
