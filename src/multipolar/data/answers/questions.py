"""The eight questions: what each asks, what a line of its answer may say, and which past values stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from multipolar.scenario.typical import typical

Takes = Literal["word", "number", "text", "side", "place", "power", "option"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a line may say: how it is called, what it takes, and the words for its values where it takes words.

    ``many``: may be said more than once. ``bare``: may stand without its name in front; words of options and names do so for the
    first field of the line that takes them.
    """

    key: str
    meaning: str
    takes: Takes = "word"
    words: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its text, its help, what stands first on a line, what may follow, an example, the keys of typical values."""

    id: str
    text: str
    help: str
    first: str
    fields: tuple[Field, ...]
    example: tuple[str, ...]
    keys: tuple[str, ...] = ()


LEVELS: Mapping[str, str] = {
    "low": "low", "poor": "low", "small": "low", "weak": "low", "minor": "low", "usual": "usual", "medium": "usual",
    "average": "usual",
    "high": "high", "good": "high", "large": "high", "strong": "high", "key": "high", "prize": "high", "capital": "high",
}  # fmt: skip
TERRAIN: Mapping[str, str] = {
    "plain": "plain", "flat": "plain", "rolling": "rolling", "hills": "hills", "hilly": "hills", "forest": "forest_hills",
    "forested hills": "forest_hills", "mountain": "mountain", "mountains": "mountain", "high mountains": "high_mountain",
    "town": "urban", "city": "urban", "urban": "urban", "desert": "desert", "marsh": "marsh", "island": "island",
}  # fmt: skip
KINDS: Mapping[str, str] = {
    "state": "state", "no state": "local", "not a state": "local", "rebels": "local", "movement": "local", "militia": "local",
    "armed group": "local", "separatists": "local", "for the centre": "centre", "for the capital": "centre", "junta": "centre",
}  # fmt: skip
STRENGTH: Mapping[str, str] = {"a little": "0.3", "slightly": "0.3", "clearly": "0.6", "strongly": "0.8", "fully": "0.9"}
FOR: Mapping[str, str] = {"both": "both", "neither": "neither", "neutral": "neither"}
OPTIONS: Mapping[str, str] = {
    "arms": "arm", "weapons": "arm", "money": "finance", "advisers": "advise", "intelligence": "intel", "volunteers": "proxies",
    "fighters": "proxies", "transit": "transit", "open border": "transit", "aircraft": "air", "air force": "air",
    "troops": "ground",
    "army": "ground", "strikes": "strike", "sanctions": "sanction", "threats": "threaten", "closed border": "deny_transit",
    "mediation": "mediate", "observers": "observers", "peacekeepers": "peacekeepers", "aid": "humanitarian",
    "statements": "statement", "border show": "border_show",
}  # fmt: skip
"""Words for what a power may do, with the verb of the catalogue of options."""
WAYS: Mapping[str, str] = {"road": "road", "rail": "rail", "railway": "rail", "sea": "sea", "port": "sea", "air": "air"}
FEARS: Mapping[str, str] = {"own troops": "own_forces", "its own troops": "own_forces", "border fighting": "border_fighting"}
ENDS: Mapping[str, str] = {
    "halt": "halt", "ceasefire": "halt", "observers": "observers", "peacekeepers": "force", "international force": "force",
    "back": "back", "old lines": "back", "hand over": "hand_over", "concessions": "hand_over", "surrender": "yield_all",
    "patron": "patron", "patrons": "patron",
}  # fmt: skip
DESIGNS: Mapping[str, tuple[str, ...]] = {
    "halt": ("halt",), "observers": ("halt_watched",), "force": ("halt_force",), "back": ("back", "back_force"),
    "hand_over": ("hand_over", "hand_over_force"), "yield_all": ("yield_all",), "patron": ("patron_", "patrons_patrol"),
}  # fmt: skip
"""Designs of the importer of fact packs by what would end the war; one that ends in _ stands for all that begin so."""
WISHES: Mapping[str, str] = {
    "who wins": "wins", "how long": "days", "does it end": "settled", "ceasefire": "settled", "who holds": "place",
    "who joins": "joins", "how much ground": "ground", "how many die": "deaths", "who mediates": "broker",
    "which lines hold": "line",
}  # fmt: skip

QUESTIONS: tuple[Asked, ...] = (
    Asked(
        "who", "Who is at war with whom?",
        "Two lines, first the side that opened this round. After the name and a semicolon: what it is, what it wants, its will.",
        "name of the side",
        (Field("kind", "state, rebels (no state), or a side that fights for the centre", words=KINDS),
         Field("wants", "what it wants", "text", many=True, bare=False),
         Field("will", "its will to fight: low, usual or high", words=LEVELS, bare=False),
         Field("people", "how many people it has", "number")),
        ("Northland; state; wants: the border valley", "Southland; state; will: high"),
        ("belligerents.*.will", "belligerents.*.population"),
    ),
    Asked(
        "ground", "Over what ground?",
        "One line for each place, tens of kilometres wide, from the first side's ground to the other's. After the name: terrain, "
        "who holds it (a side, or half), how large and how important. Without near: each place lies next to the one before.",
        "name of the place",
        (Field("held", "a side, or half", "side", {"half": "half", "contested": "half", "divided": "half"}),
         Field("terrain", "plain, rolling, hills, forest, mountain, town, desert, marsh or island", words=TERRAIN),
         Field("size", "its size: low, usual or high", words=LEVELS, bare=False),
         Field("worth", "how much it matters: low, usual, or high as a prize or capital does", words=LEVELS),
         Field("km2", "its size in square kilometres", "number"),
         Field("near", "places next to it", "place", many=True),
         Field("lat", "latitude in degrees", "number", bare=False), Field("lon", "longitude in degrees", "number", bare=False),
         Field("rear", "rear: nobody fights there", words={"rear": "rear", "not fought over": "rear"})),
        ("Northern plain; plain; A; rear", "The ford; plain; B", "The valley town; town; B; prize",
         "Southern plain; plain; B; rear"),
        ("theatre.sectors.*.area", "theatre.edges.*.length"),
    ),
    Asked(
        "with", "With what do they fight?",
        "A line for each side. After its name: how many men, how good they are, what they have. What you do not number has the "
        "size that past wars had.",
        "the side",
        (Field("men", "men in the theatre", "number"), Field("quality", "poor, usual or good", words=LEVELS),
         Field("tanks", "tanks", "number"), Field("vehicles", "armoured vehicles", "number"), Field("guns", "guns", "number"),
         Field("launchers", "rocket launchers", "number"), Field("aircraft", "combat aircraft", "number"),
         Field("helicopters", "attack helicopters", "number"), Field("drones", "armed drones", "number"),
         Field("batteries", "batteries of air defence", "number")),
        ("A; 30,000 to 50,000 men; 250 tanks; guns; drones", "B; 26,000 men; guns; batteries; good"),
        ("forces.*.in_theatre", "forces.*.tanks", "forces.*.guns", "belligerents.*.quality"),
    ),
    Asked(
        "behind", "Who stands behind whom?",
        "One line for each power outside the war. After its name: for which side (or both, neither), how strongly, what it does "
        "already and what it could do.",
        "name of the power",
        (Field("for", "a side, both or neither", "side", FOR), Field("tie", "a little, clearly, strongly or fully", words=STRENGTH),
         Field("does", "what it does already: arms, money, advisers, troops, ...", "option", OPTIONS, many=True),
         Field("could", "what it could do", "option", OPTIONS, many=True, bare=False),
         Field("neighbour", "it borders the theatre", words={"neighbour": "neighbour", "neighbor": "neighbour"})),
        ("Eastern Empire; A; clearly; arms; could: troops, mediation; neighbour", "United Nations; neither; could: observers"),
        ("powers.*.tie_A", "powers.*.tie_B"),
    ),
    Asked(
        "passes", "What passes, and by which ways?",
        "One line for each way that supply takes. After its name: whose it is, by road, rail, sea or air, from which power, and at "
        "which place it comes in, or between which two places it runs.",
        "name of the way",
        (Field("to", "the side that it feeds", "side"), Field("by", "road, rail, sea or air", words=WAYS),
         Field("from", "the power that it comes from", "power"), Field("at", "one place, or two", "place", many=True)),
        ("The port; A; sea; Northern plain; Eastern Empire",),
        ("theatre.edges.*.capacity",),
    ),
    Asked(
        "feared", "What is feared?",
        "One line for each fear. First who fears it, a power or a side; then what: the fall of places, harm to its own troops, "
        "border fighting, or a power that enters; then how a power would answer.",
        "who fears it",
        (Field("what", "own troops, or border fighting", words=FEARS),
         Field("places", "places that must not fall", "place", many=True),
         Field("entry", "a power that must not enter", "power"),
         Field("answer", "what it would do: sanctions, troops, ...", "option", OPTIONS, many=True),
         Field("says", "in words", "text", many=True, bare=False)),
        ("Eastern Empire; The valley town; answer: troops", "Southland; says: encirclement of the town"),
        ("red_lines.*.credibility",),
    ),
    Asked(
        "end", "What would end it?",
        f"One word a line: {', '.join(dict.fromkeys(ENDS))}. Without an answer, all that fit are on the table.",
        "a kind of end", (), ("halt", "observers", "hand over"), ("settlements.*.enforcement",),
    ),
    Asked(
        "know", "What do you want to know?",
        f"One line for each question: {', '.join(WISHES)}; then the place or power it is about.",
        "what is asked",
        (Field("place", "the place", "place"), Field("power", "the power", "power")),
        ("how long", "who holds; The valley town", "who joins; Eastern Empire"),
    ),
)  # fmt: skip
"""The questions in their order."""


def typical_text(asked: Asked) -> str:
    """Return what past wars of the library had under the keys of a question, in sentences; empty where it has none."""
    known = typical()
    return ". ".join(known[key].text for key in asked.keys if key in known)


def plain_of(asked: Asked, wars: str = "") -> dict[str, Any]:
    """Return a question as a page shows it; ``wars``: what is told of past wars of the same kind."""
    said = ". ".join(text for text in (typical_text(asked), wars) if text)
    return {
        "id": asked.id, "text": asked.text, "help": asked.help, "kind": "lines", "choices": None, "first": asked.first,
        "fields": [
            {"key": f.key, "meaning": f.meaning, "takes": f.takes, "words": list(f.words), "many": f.many, "bare": f.bare}
            for f in asked.fields
        ],
        "example": "\n".join(asked.example), "typical": {"text": said, "wars": []} if said else None,
    }  # fmt: skip
