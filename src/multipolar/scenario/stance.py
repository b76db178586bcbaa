"""Which claims hold and how strongly: defaults, bundles, ``--claim`` choices, and rival pairs left to the draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.document import Document, RivalPair
from multipolar.scenario.paths import listing, nearest
from multipolar.units import read_share

FIRST, SECOND, BOTH, NEITHER = "first", "second", "both", "neither"


@dataclass(frozen=True, slots=True)
class Choice:
    """One stance on every claim.

    ``strengths`` gives the strength of each claim when it holds; ``drawn`` are the rival pairs that each member draws
    by credence (the losing claims then have strength 0); ``decided`` names for the others which set holds: ``first``,
    ``second``, ``both`` or ``neither``. ``named`` are the claims turned on by single choices: they alone move a number that
    somebody fixed.
    """

    bundle: str
    strengths: Mapping[str, float]
    drawn: tuple[RivalPair, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, float] = field(default_factory=dict)
    named: tuple[str, ...] = ()


def choose(document: Document, bundle: str | None = None, claims: Iterable[str] = ()) -> Choice:
    """Return the stance of a bundle (the default one when None) with single choices ``ID=off|on|0..1|RIVAL`` on top.

    Raises
    ------
    ScenarioError : naming every choice that cannot be read and the nearest name, and two choices that contradict each other.
    """
    problems: list[Problem] = []
    chosen = _bundle_strengths(document, bundle, problems)
    single: dict[str, tuple[float, str]] = {}
    for text in claims:
        for claim, strength in _one_choice(document, text, problems).items():
            before, said = single.setdefault(claim, (strength, text))
            if before != strength:
                problems.append(_contradiction(claim, text, said))
    chosen.update({claim: strength for claim, (strength, _) in single.items()})
    if problems:
        raise ScenarioError(problems)
    named = tuple(claim for claim, (strength, _) in single.items() if strength > 0.0)
    return replace(_choice(document, bundle or "default", chosen), named=named)


def _contradiction(claim: str, text: str, before: str) -> Problem:
    said = f"{claim} is chosen twice, as {before} and as {text}"
    return Problem(f"--claim {text}", 0, 0, claim, "bad-choice", said, "Keep one of them.")


def _bundle_strengths(document: Document, bundle: str | None, problems: list[Problem]) -> dict[str, float]:
    known = {b.id: b for b in document.bundles}
    if bundle is None or (bundle == "default" and bundle not in known):
        bundle = "default" if "default" in known else None
    if bundle is None:
        return {}
    if bundle not in known:
        hint = nearest(bundle, known) or f"Bundles: {listing(['default', *known])}."
        problems.append(Problem(f"bundle={bundle!r}", 0, 0, "", "unknown-name", f"unknown bundle {bundle!r}", hint))
        return {}
    return {claim: strength_of(value) for claim, value in known[bundle].strengths.items()}


def strength_of(value: float | str) -> float:
    """Return the number that ``on``, ``off`` or a number stands for."""
    return {"on": 1.0, "off": 0.0}[value] if isinstance(value, str) else float(value)


def rivals_of(document: Document, claim: str) -> list[str]:
    """Return the claims that cannot hold together with ``claim``."""
    found: list[str] = []
    for pair in document.rivals:
        found += pair.second if claim in pair.first else pair.first if claim in pair.second else []
    for other in document.claims:
        found += [other.id] if claim in other.replaces else []
        found += other.replaces if other.id == claim else []
    return list(dict.fromkeys(found))


def _one_choice(document: Document, text: str, problems: list[Problem]) -> dict[str, float]:
    claim, _, value = text.partition("=")
    ids = [c.id for c in document.claims]

    def fault(message: str, hint: str, code: str = "bad-choice") -> dict[str, float]:
        problems.append(Problem(f"claims=[{text!r}]", 0, 0, claim if claim in ids else "", code, message, hint))
        return {}

    if claim not in ids:
        hint = nearest(claim, ids) or f"Claims: {listing(ids)}."
        return fault(f"unknown claim {claim!r}", hint, "unknown-name")
    if value in ("on", "off"):
        return {claim: strength_of(value)}
    rivals = rivals_of(document, claim)
    if value in rivals:
        return {claim: 0.0, value: 1.0}
    number = _number(value)
    if number is not None and 0.0 <= number <= 1.0:
        return {claim: number}
    allowed = ", ".join(["on", "off", "a number from 0 to 1", *(f"its rival {rival}" for rival in rivals)])
    return fault(f"found {value!r}, allowed: {allowed}", nearest(value, ["on", "off", *rivals]))


def _number(text: str) -> float | None:
    try:
        return read_share(text)
    except ValueError:
        return None


def _choice(document: Document, bundle: str, chosen: dict[str, float]) -> Choice:
    strengths = {claim.id: claim.strength for claim in document.claims}
    replaced = {
        rival: 0.0
        for claim in document.claims
        if chosen.get(claim.id, 0.0) > 0.0
        for rival in claim.replaces
        if rival not in chosen and rival in strengths
    }
    strengths.update(replaced)
    strengths.update(chosen)
    decided = decisions(document.rivals, {**replaced, **chosen})
    for pair in document.rivals:
        strengths.update(dict.fromkeys(_lost(pair, decided.get(pair.id, BOTH), chosen), 0.0))
    drawn = tuple(pair for pair in document.rivals if pair.id not in decided) + _alone(document, chosen)
    return Choice(bundle, strengths, drawn, decided, chosen)


def _alone(document: Document, chosen: Mapping[str, float]) -> tuple[RivalPair, ...]:
    """Return, as pairs without a rival, the claims that each member holds at a chance of their own and nobody chose."""
    paired = {claim for pair in document.rivals for claim in (*pair.first, *pair.second)}
    return tuple(
        RivalPair(id=claim.id, first=[claim.id], second=[], credence=claim.credence)
        for claim in document.claims
        if claim.credence is not None and claim.id not in paired and claim.id not in chosen
    )


def _lost(pair: RivalPair, decision: str, chosen: Mapping[str, float]) -> list[str]:
    """Return the claims of a pair that its decision puts off; a claim that somebody turned on stays on."""
    lost = {FIRST: pair.second, SECOND: pair.first, NEITHER: [*pair.first, *pair.second]}.get(decision, [])
    return [claim for claim in lost if chosen.get(claim, 0.0) <= 0.0]


def decisions(rivals: Sequence[RivalPair], chosen: Mapping[str, float]) -> dict[str, str]:
    """Return for each rival pair that choices decide which set holds; the other pairs are left to the draw.

    A set with a claim turned on holds. A set with a claim turned off and none on is out: its rival holds, or neither when
    that is out too. What one pair decides counts in every other pair that shares a claim with it, after what was chosen;
    two rivals that both follow from other pairs are left to the draw, for nobody chose between them.
    """
    decided = {pair.id: _decision(pair, chosen) for pair in rivals if _turned_on(pair, chosen)}
    known = dict(chosen)
    _follow([pair for pair in rivals if pair.id in decided], decided, known)
    waiting = [pair for pair in rivals if pair.id not in decided]
    while found := next(((pair, said) for pair in waiting if (said := _decision(pair, known)) not in ("", BOTH)), None):
        pair, decided[pair.id] = found
        waiting.remove(pair)
        _follow([pair], decided, known)
    return decided


def _turned_on(pair: RivalPair, chosen: Mapping[str, float]) -> bool:
    return any(chosen.get(claim, 0.0) > 0.0 for claim in (*pair.first, *pair.second))


def _follow(pairs: Iterable[RivalPair], decided: Mapping[str, str], known: dict[str, float]) -> None:
    """Write down what decisions mean for claims that nobody spoke of; what one decision puts off stays off."""
    for pair in pairs:
        for claim in _lost(pair, decided[pair.id], known):
            known.setdefault(claim, 0.0)
    for pair in pairs:
        for claim in {FIRST: pair.first, SECOND: pair.second, BOTH: [*pair.first, *pair.second]}.get(decided[pair.id], []):
            known.setdefault(claim, 1.0)


def _decision(pair: RivalPair, known: Mapping[str, float]) -> str:
    first, second = _state(pair.first, known), _state(pair.second, known)
    if first == second:
        return {"on": BOTH, "off": NEITHER}.get(first, "")
    if "on" in (first, second):
        return FIRST if first == "on" else SECOND
    return FIRST if second == "off" else SECOND


def _state(claims: Iterable[str], known: Mapping[str, float]) -> str:
    """Tell whether a set of claims is turned on, off, or left open by what is known."""
    spoken = [known[claim] for claim in claims if claim in known]
    return "open" if not spoken else "on" if any(strength > 0.0 for strength in spoken) else "off"
