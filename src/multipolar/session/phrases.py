"""What is said of each kind of event, in one table: sentence, lane, mark; terminal, documents and page speak from it alike.

A sentence is written for one actor; words in angle brackets follow its number: ``<attacks>`` is "attacks" or "attack",
``<it sees>`` "it sees" or "they see". ``tools/phrases.py`` writes what the page's script needs of it into ``web/src/phrases.ts``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Lane = Literal["ground", "powers", "talks"]

LANES: dict[Lane, str] = {"ground": "ground", "powers": "powers", "talks": "talks"}
"""The lanes of a told course from the top, each with its word on the page."""
MARKS: dict[str, str] = {
    "place": "a place falls",
    "attack": "an attack",
    "break": "a defence breaks",
    "cut": "a road is cut",
    "fire": "a road under fire",
    "beaten": "an army is beaten, or forms again",
    "step": "a power steps up or down",
    "act": "a power acts, or is called on",
    "refusal": "refused or failed",
    "truce": "a truce",
    "tempo": "the war dies down or flares up",
    "end": "the end",
}
"""The marks on the lanes, each with what it stands for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one kind of event is told.

    Attributes
    ----------
    lane, mark : where and as what it is drawn.
    sentence : a clause with the fields ``who``, ``at`` (" at" and the place), ``place`` and what else the event holds.
    again : the clause where the same actor has just been named; by default the sentence with "it" or "they".
    minor : noun for one and for several, where it fills no day by itself: a day of such events alone is quiet.
    parts : whether courses that differ in it go apart; where attacks begin differs from course to course on any day.
    """

    lane: Lane
    mark: str
    sentence: str
    again: str = ""
    minor: tuple[str, str] | None = None
    parts: bool = True

    @property
    def tells(self) -> bool:
        """Whether two courses that differ in it have parted."""
        return self.parts and self.minor is None


PHRASES: dict[str, Phrase] = {
    "assault": Phrase("ground", "attack", "{who} <attacks>{at}; <it sees> a chance of {chance}", parts=False),
    "place_falls": Phrase("ground", "place", "{who} <takes> {place}"),
    "defence_breaks": Phrase("ground", "break", "the defence of {who} breaks{at} ({cause})", "<its> defence breaks{at} ({cause})"),
    "loss_admitted": Phrase("ground", "place", "{who} <admits> the loss of {place}"),
    "lifeline_under_fire": Phrase("ground", "fire", "{road} comes under fire"),
    "lifeline_cut": Phrase("ground", "cut", "{road} is cut for the second day running"),
    "side_beaten": Phrase("ground", "beaten", "{who} <is> beaten: {stop}"),
    "army_reforms": Phrase("ground", "beaten", "the army of {who} forms again", "<its> army forms again"),
    "option_starts": Phrase("powers", "act", "{who} {act}"),
    "option_ends": Phrase("powers", "act", "{who} no longer {act}"),
    "level_changes": Phrase("powers", "step", "{who} <goes> from {old} to {new}"),
    "treaty_asked": Phrase("powers", "act", "{who} <is> called on by {other} under “{treaty}”"),
    "treaty_honoured": Phrase("powers", "step", "{who} <honours> “{treaty}” and <helps> {other}"),
    "treaty_refused": Phrase("powers", "act", "{who} <refuses> {other} help under “{treaty}”"),
    "red_line_crossed": Phrase("powers", "act", "a red line of {who} is crossed: “{line}”"),
    "red_line_answered": Phrase("powers", "step", "{who} <answers> over the red line “{line}”"),
    "truce_begins": Phrase("talks", "truce", "a pause in the fighting begins"),
    "ceasefire_begins": Phrase("talks", "truce", "both sides come to a ceasefire"),
    "ceasefire_forced": Phrase("talks", "truce", "{who} <forces> a ceasefire"),
    "truce_fails": Phrase("talks", "refusal", "a truce fails", minor=("a truce fails", "{n} truces fail")),
    "pressure_defied": Phrase("talks", "refusal", "{who} <goes> on against a demand to stop"),
    "offer_refused": Phrase(
        "talks", "refusal", "{who} <refuses> an offer", minor=("an offer is refused", "{n} offers are refused")
    ),
    "war_dies_down": Phrase("talks", "tempo", "the war dies down to low intensity"),
    "war_flares_up": Phrase("talks", "tempo", "the fighting flares up again"),
    "settlement": Phrase("talks", "end", "both sides sign{brokers}: {design}; {ending}"),
    "terms_imposed": Phrase("talks", "end", "{who} <signs> the terms of the victor{brokers}: {design}; {ending}"),
    "war_stops": Phrase("talks", "end", "the war stops{seen}: {stop}; {ending}"),
    "horizon_reached": Phrase("talks", "end", "the forecast ends, and the war goes on"),
}
"""Every kind of event with its phrase."""

LEVEL_WORDS: dict[str, str] = {"out": "staying out of arms", "armed": "arming a side", "direct": "fighting with its own forces"}
"""Levels of involvement as what a power goes to or comes from."""
QUIET = "quiet"
BOTH = "both sides"

SINGLE = frozenset(
    {"States", "Nations", "Emirates", "Netherlands", "Philippines", "Honduras", "Maldives", "Seychelles", "Bahamas", "Laos"}
)
"""Names that end like a plural and are one actor."""
BEHIND = re.compile(r"\s*\([^()]*\)|\s+with\s.*|\s+in\s.*")
"""What stands behind the head of a name and says nothing of its number."""
PLURALS = {"it": "they", "its": "their", "has": "have", "is": "are", "does": "do", "goes": "go", "was": "were"}


def is_plural(name: str) -> bool:
    """Tell whether a name takes a verb in the plural, as "Egypt and Syria" and "Bosnian Serbs" do.

    >>> is_plural("France and Greece"), is_plural("United States"), is_plural("Somalia with the WSLF"), is_plural("Bosnian Serbs")
    (True, False, False, True)
    """
    head = BEHIND.sub("", name).strip()
    last = head.split()[-1] if head.split() else ""
    ends = last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in SINGLE
    return " and " in head or "," in head or ends


def plural_verb(word: str) -> str:
    """Return the plural of a verb or pronoun in the third person singular; any other word as it is.

    >>> [plural_verb(w) for w in ("attacks", "it", "goes", "presses", "denies", "no")]
    ['attack', 'they', 'go', 'press', 'deny', 'no']
    """
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def agreed(text: str, *, plural: bool) -> str:
    """Return a phrase whose words in angle brackets agree with its actor.

    >>> agreed("X <attacks>; <it sees> nothing", plural=True)
    'X attack; they see nothing'
    """
    return re.sub(r"<([^<>]+)>", lambda m: " ".join(map(plural_verb, m[1].split())) if plural else m[1], text)


def doing(act: str) -> str:
    """Return what a power does, "brings the sides together", as a phrase whose first verb agrees with the power."""
    verb, _, rest = act.partition(" ")
    return f"<{verb}> {rest}".rstrip()


def listed(names: Sequence[str]) -> str:
    """Return names in one breath: "A", "A and B", "A, B and C"; with commas where a name holds "and" itself."""
    if len(names) < 2:
        return "".join(names)
    last = " and " if not any(" and " in name for name in names) else ", and "
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


def clause(kind: str, fields: Mapping[str, str], *, plural: bool = False, again: bool = False) -> str:
    """Return what is said of one event: a clause without full stop.

    Parameters
    ----------
    fields : what the phrase names, all in words.
    plural : whether ``who`` takes a verb in the plural.
    again : whether the same actor has just been named, so that a pronoun stands for it.
    """
    phrase = PHRASES[kind]
    who = ("they" if plural else "it") if again else fields.get("who", "")
    text = phrase.again if again and phrase.again else phrase.sentence
    return agreed(text, plural=plural).format_map({**fields, "who": who, "act": agreed(fields.get("act", ""), plural=plural)})


def opened(text: str) -> str:
    """Return a clause as a sentence: first letter in capitals, a full stop behind."""
    return f"{text[:1].upper()}{text[1:]}."


def minor_text(counts: Mapping[str, int]) -> str:
    """Return how often minor events happened in a quiet stretch: "an offer is refused, 3 truces fail"."""
    forms = ((n, PHRASES[kind].minor or ("", "")) for kind, n in counts.items())
    return ", ".join(form[0] if n == 1 else form[1].format(n=n) for n, form in forms)
