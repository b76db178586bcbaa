"""Which claims hold and how strongly: defaults, bundles, ``--claim`` choices, and rival pairs left to the draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.document import Claim, Document, RivalPair
from multipolar.scenario.paths import listing, nearest
from multipolar.units import read_share

UNDISPUTED = frozenset({"CAP", "TIE", "CON", "EST"})
JUDGED = 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """One stance on every claim.

    ``strengths`` gives the strength of each claim when it holds; ``drawn`` are the rival pairs that each member draws
    by credence (the losing claims then have strength 0); ``decided`` names for the others which set holds: ``first``,
    ``second`` or ``both``.
    """

    bundle: str
    strengths: Mapping[str, float]
    drawn: tuple[RivalPair, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, float] = field(default_factory=dict)


def default_strength(claim: Claim, paired: frozenset[str]) -> float:
    """Return the strength of a claim when nobody chose: as the file says, else 1 if undisputed and 0.5 if judged."""
    if "strength" in claim.model_fields_set:
        return claim.strength
    return 1.0 if claim.kind in UNDISPUTED and claim.id not in paired else JUDGED


def paired_claims(document: Document) -> frozenset[str]:
    """Return the claims that stand in a rival pair."""
    return frozenset(claim for pair in document.rivals for claim in (*pair.first, *pair.second))


def choose(document: Document, bundle: str | None = None, claims: Iterable[str] = ()) -> Choice:
    """Return the stance of a bundle (the default one when None) with single choices ``ID=off|on|0..1|RIVAL`` on top.

    Raises
    ------
    ScenarioError : naming every choice that cannot be read and the nearest name.
    """
    problems: list[Problem] = []
    chosen = _bundle_strengths(document, bundle, problems)
    for text in claims:
        chosen.update(_one_choice(document, text, problems))
    if problems:
        raise ScenarioError(problems)
    return _choice(document, bundle or "default", chosen)


def _bundle_strengths(document: Document, bundle: str | None, problems: list[Problem]) -> dict[str, float]:
    known = {b.id: b for b in document.bundles}
    if bundle is None or (bundle == "default" and bundle not in known):
        bundle = "default" if "default" in known else None
    if bundle is None:
        return {}
    if bundle not in known:
        hint = nearest(bundle, known) or f"Bundles: {listing(['default', *known])}."
        problems.append(Problem(f"--bundle {bundle}", 0, 0, "", "unknown-name", f"unknown bundle {bundle!r}", hint))
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
        problems.append(Problem(f"--claim {text}", 0, 0, claim if claim in ids else "", code, message, hint))
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
    paired = paired_claims(document)
    strengths = {claim.id: default_strength(claim, paired) for claim in document.claims}
    for claim in document.claims:
        if chosen.get(claim.id, 0.0) > 0.0:
            strengths.update({rival: 0.0 for rival in claim.replaces if rival not in chosen and rival in strengths})
    strengths.update(chosen)
    decided = dict(_decisions(document.rivals, chosen))
    for pair in document.rivals:
        lost = {"first": pair.second, "second": pair.first}.get(decided.get(pair.id, ""), [])
        strengths.update(dict.fromkeys(lost, 0.0))
    drawn = tuple(pair for pair in document.rivals if pair.id not in decided)
    return Choice(bundle, strengths, drawn, decided, chosen)


def _decisions(rivals: list[RivalPair], chosen: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    for pair in rivals:
        first = any(chosen.get(claim, 0.0) > 0.0 for claim in pair.first)
        second = any(chosen.get(claim, 0.0) > 0.0 for claim in pair.second)
        if first or second:
            yield pair.id, "both" if first and second else "first" if first else "second"
