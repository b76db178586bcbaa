"""The coded words of the model, each with its sentence: read by kernels, documents, the report and the page's script.

Numba reads members as constants: ``state.ending == Stop.RUNNING``, ``state.ending = Stop.HORIZON`` and
``state.dead_by[side, DeathChannel.DRONES]`` compile to the same code as bare numbers. A number, once given, keeps its
meaning: stored outcomes hold numbers. ``spelling`` is the word in files, JSON and Parquet columns.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Self

__all__ = [
    "ARRANGEMENTS",
    "ENDINGS",
    "LEVELS",
    "PAPERS",
    "PROBABILITY_WORDS",
    "STOPS",
    "VERB_SYNONYMS",
    "Access",
    "Answerer",
    "Arrangement",
    "BreakCause",
    "Coded",
    "DeathChannel",
    "Ending",
    "Equipment",
    "Issue",
    "Level",
    "Need",
    "Paper",
    "Primitive",
    "RedLineKind",
    "Side",
    "StatusClause",
    "Stop",
    "Terrain",
    "Territory",
    "TreatyState", "Truce",
    "Verb",
    "Weather",
    "What",
]  # fmt: skip


class Coded(IntEnum):
    """A code with a sentence: ``NAME = number, "sentence"``, and as third part its spelling where that is not the name."""

    _value_: int
    text: str
    spelling: str

    def __new__(cls, value: int, text: str, spelling: str = "") -> Self:
        """Return the member as a plain integer that carries its sentence and its spelling."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text = text
        member.spelling = spelling
        return member

    def __init__(self, *_: object) -> None:
        self.spelling = self.spelling or self.name.lower()

    @classmethod
    def spellings(cls) -> tuple[str, ...]:
        """Return the spellings in the order of the codes."""
        return tuple(member.spelling for member in cls)

    @classmethod
    def sentences(cls) -> dict[str, str]:
        """Return the sentence of every spelling, in the order of the codes."""
        return {member.spelling: member.text for member in cls}

    @classmethod
    def at(cls, code: int) -> Self:
        """Return the member with this number.

        Raises
        ------
        ValueError : if there is none.
        """
        for member in cls:
            if member == code:
                return member
        raise ValueError(f"no {cls.__name__} {code}; known: 0 to {max(cls)}")

    @classmethod
    def of(cls, spelling: str) -> Self:
        """Return the member with this spelling.

        Raises
        ------
        ValueError : if there is none.
        """
        for member in cls:
            if member.spelling == spelling:
                return member
        raise ValueError(f"no {cls.__name__} {spelling!r}; known: {', '.join(cls.spellings())}")


class Side(Coded):
    """The belligerents: first axis of whatever a record holds by side; -1 stands for neither."""

    A = 0, "the side that the scenario lists as A", "A"
    B = 1, "the side that the scenario lists as B", "B"


class Ending(Coded):
    """What the lines say when the war has stopped: OUTCOME ``label``. Source: taxonomy of the back-tests.

    ``title`` names the ending on the page, ``noun`` makes it the subject of a sentence; both take the names of the sides.
    """

    title: str
    noun: str

    def __new__(cls, value: int, text: str, spelling: str, title: str, noun: str) -> Self:
        """Return the member with sentence, spelling, title and noun."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text, member.spelling, member.title, member.noun = text, spelling, title, noun
        return member

    KNOCKOUT_A = (
        0,
        (
            "Side B's force is destroyed, collapses or is driven out of four fifths of the contested ground, or "
            "its government yields ground under attack that A does not hold."
        ),
        "knockout_A",
        "Outright victory of {A}",
        "An outright victory of {A}",
    )
    KNOCKOUT_B = (
        1,
        (
            "Side A's force is destroyed, collapses or is driven out of four fifths of the contested ground, or "
            "its government yields ground under attack that B does not hold."
        ),
        "knockout_B",
        "Outright victory of {B}",
        "An outright victory of {B}",
    )
    GAINS_A = (
        2,
        (
            "Fighting stops with side A holding at least a tenth of the contested weight more than on the "
            "as-of date, and B still in the field."
        ),
        "ceasefire_gains_A",
        "Halt with gains for {A}",
        "An end of the fighting with gains for {A}",
    )
    GAINS_B = (
        3,
        (
            "Fighting stops with side B holding at least a tenth of the contested weight more than on the "
            "as-of date, and A still in the field."
        ),
        "ceasefire_gains_B",
        "Halt with gains for {B}",
        "An end of the fighting with gains for {B}",
    )
    STATUS_QUO = (
        4,
        "Fighting stops with the lines within a tenth of the contested weight of those before the round.",
        "status_quo_ante",
        "Back to the lines before the round",
        "A return to the lines before the round",
    )
    FROZEN = (
        5,
        (
            "Fighting stops with the lines within a tenth of the contested weight of those on the as-of "
            "date, which differ from those before the round."
        ),
        "frozen_stalemate",
        "Halt on the present lines",
        "A halt on the present lines",
    )
    ONGOING = (
        6,
        "The war goes on to the last day of the forecast.",
        "ongoing_180",
        "Still fighting at the horizon",
        "War beyond the horizon",
    )


class Stop(Coded):
    """How a war of the model stopped: OUTCOME ``stop``, STATE ``ending``."""

    RUNNING = 0, "The war has not stopped."
    COLLAPSE = 1, "A whole force gave way."
    DESTROYED = 2, "A side was left with less than an eighth of its men."
    DRIVEN_OUT = 3, "A side was driven from four fifths of the contested weight."
    SETTLEMENT = 4, "Both sides accepted a design."
    TRUCE_HELD = 5, "A truce held for thirty days."
    PETERED_OUT = 6, "The fighting died down."
    HORIZON = 7, "The forecast ended first."
    WITHDRAWN = 8, "The side that had opened the round went back to the lines before it."


class Titled(Coded):
    """A code with a name on the page: ``NAME = number, "sentence", "title"``."""

    title: str

    def __new__(cls, value: int, text: str, title: str) -> Self:
        """Return the member with sentence and title."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text, member.spelling, member.title = text, "", title
        return member


class Paper(Titled):
    """What the end of a war stands on: OUTCOME ``paper``, STATE ``paper``; ``title`` is its name on the page."""

    NONE = 0, "Nothing was signed.", "Nothing signed"
    SETTLEMENT = 1, "Both sides accepted a design.", "A settlement of both sides"
    IMPOSED = 2, "The beaten side signed the terms of the victor.", "Terms imposed on the beaten side"
    OVERRUN = 3, "The beaten side was overrun, and nothing was signed.", "Overrun, nothing signed"
    FORCED = 4, "Outside powers forced a ceasefire, and it held for thirty days.", "A ceasefire forced from outside"
    CEASEFIRE = 5, "Both sides came to a ceasefire, and it held for thirty days.", "A ceasefire of both sides"


class Truce(Coded):
    """Kinds of truces: STATE ``truce_kind``."""

    PAUSE = 0, "A pause for the wounded and the dead."
    FORCED = 1, "A ceasefire that outside powers forced."
    AGREED = 2, "A ceasefire of both sides, neither of which saw an attack worth making."


class WarPhase(Coded):
    """Phases of a war: STATE ``war_phase``."""

    ACTIVE = 0, "It is fought."
    TRUCE = 1, "A pause or a ceasefire holds."
    LOW = 2, "It is fought at low intensity: three weeks have passed without an assault."


class Arrangement(Titled):
    """Who keeps the peace of a settlement design: SCENARIO and OUTCOME ``arrangement``; ``title`` is its name on the page."""

    NONE = 0, "Nobody from outside watches the peace.", "No outside presence"
    SINGLE_POWER = 1, "One power's troops keep the peace.", "Peacekeepers of one power"
    JOINT_PATROLS = 2, "Two powers patrol together inside the zone.", "Joint patrols of rival powers"
    MULTINATIONAL = 3, "A force of several nations keeps the peace.", "A multinational force"
    OBSERVERS = 4, "Unarmed observers watch the peace.", "Observers only"


class Territory(Coded):
    """Territorial clause of a settlement design: SCENARIO ``territory``."""

    LINE_OF_CONTACT = 0, "Each side keeps what it holds."
    LINE_BEFORE = 1, "Both sides go back to the lines before the round."
    TWO_STAGES = 2, "Districts outside the zone are handed over in two stages, the larger part at once.", "five_then_seven"
    CONTACT_PLUS_DISTRICTS = 3, "Each side keeps what it holds, and districts are handed over besides."
    ALL = 4, "One side hands over everything."


class StatusClause(Coded):
    """What a settlement design says of the status of disputed ground: SCENARIO ``status_clause``."""

    NONE = 0, "Nothing: the status follows the ground."
    OPEN = 1, "It stays open."
    AUTONOMY = 2, "The ground keeps a status of its own."


class Level(Titled):
    """How far an outside power is involved: STATE ``level``; ``title`` is its name on the page."""

    OUT = 0, "stays out", "Stays out of arms"
    ARMED = 1, "arms a side", "Armed help, no open combat"
    DIRECT = 2, "fights", "Own forces in combat"


class TreatyState(Coded):
    """How far a treaty was called on: STATE ``treaty_state``."""

    IDLE = 0, "Nobody called on it."
    CONSULTED = 1, "The protected side asked for consultation."
    ASKED = 2, "The protected side asked for help."
    HONOURED = 3, "The obliged power honours it."
    REFUSED = 4, "The obliged power refused."


class RedLineKind(Coded):
    """What a red line forbids: SCENARIO ``red_kind``."""

    RECOGNISED_SOIL = 0, "operations on the recognised soil of a side"
    OWN_FORCES = 1, "attacks on the owner's own forces"
    POWER_ENTRY = 2, "the entry of another power"
    DESIGN = 3, "a settlement of a named design"
    BORDER_FIGHTING = 4, "fighting at the owner's border"
    SECTOR = 5, "the fall of a named sector"


class Weather(Coded):
    """The weather of a day: STATE ``weather``."""

    CLEAR = 0, "Aircraft and drones see the ground."
    OVERCAST = 1, "Clouds hide most of the ground."
    WET = 2, "Rain or snow: little flies, tracks soften."


class Terrain(Coded):
    """The ground of a sector: SCENARIO ``terrain``."""

    FLAT = 0, "open plain"
    ROLLING = 1, "rolling hills"
    RUGGED = 2, "rugged hills"
    MOUNTAIN = 3, "mountains"


class Access(Coded):
    """By which way a power reaches the theatre: SCENARIO ``access_kind``."""

    LAND = 0, "over land"
    SEA = 1, "by sea"
    AIR_ONLY = 2, "by air only"
    LAND_AIR = 3, "over land and by air"
    GATEKEEPER = 4, "It holds the way that others need.", "gate"
    NONE = 5, "It cannot reach the theatre."


class Need(Coded):
    """What an option cannot be taken without: bits of SCENARIO ``opt_needs``. X is the side that it helps."""

    TIES_WITH_BOTH = 0, "neither side takes the power for an enemy: ties above -0.5 with both"
    BORDER_OR_BASE = 1, "a common border with the theatre, or a base there"
    LINKED_THEATRE = 2, "another theatre that the power shares with a rival"
    GATEKEEPER = 3, "a way that others need: the power is a gatekeeper or borders the theatre"
    FRIEND = 4, "a friend: a tie above 0.2 with X"
    OPEN_WAY = 5, "an open way to X that does not take the power for an enemy: a route with room, and a tie above -0.3"
    REACH = 6, "reach: access above 0.05 by some way"
    LAND_OR_SEA = 7, "a route over land or sea: access above 0.05, not by air alone, and no gatekeeper"
    HOST_TURNED = 8, "a host that turns from its patron: a tie with X within 0.3 of that of its closest friend"
    HOST_CONSENT = 9, "the consent of the host: a tie above -0.3 with X"


class Answerer(Coded):
    """Whom an option makes answer: bits of SCENARIO ``opt_answerers``. X is its target."""

    TARGET = 0, "X itself"
    ENEMY = 1, "the enemy of X"
    RIVAL = 2, "rivals of the power that takes the option"
    NEIGHBOURS = 3, "powers that border the theatre"
    PATRON_OF_TARGET = 4, "the power closest to X"
    PATRON_OF_ENEMY = 5, "the power closest to the enemy of X"


class Equipment(Coded):
    """Kinds of heavy equipment: axis ``k``."""

    TANK = 0, "tanks"
    IFV = 1, "infantry fighting vehicles"
    GUN = 2, "guns"
    LAUNCHER = 3, "rocket launchers"
    AD = 4, "air-defence vehicles"


class Issue(Coded):
    """Standard issues over which powers differ: axis ``i``."""

    SIDE = 0, "which side gains"
    RIVAL = 1, "how far rivals stay out"
    OWN_INFLUENCE = 2, "the power's own part in the outcome"
    NORM = 3, "borders, treaties and the ban on force"
    DOMESTIC = 4, "what its own public bears"
    ECONOMY = 5, "trade, energy and the cost of sanctions"
    OTHER_THEATRES = 6, "calm in linked theatres"


class DeathChannel(Coded):
    """What soldiers died of: last axis of STATE and OUTCOME ``dead_by``."""

    AREA_FIRE = 0, "guns and rockets"
    DRONES = 1, "drones and loitering munitions"
    ASSAULT = 2, "assaults, mines included"
    AMBUSH = 3, "ambushes"
    BREAK = 4, "a defence that broke"
    STRIKE = 5, "strikes from the air", "strikes"


class BreakCause(Coded):
    """What weighed most when a defence broke: last axis of STATE and OUTCOME ``break_cause``."""

    FLANK = 0, "open flank"
    ENCIRCLED = 1, "encircled"
    NO_RESERVE = 2, "no reserve"
    NEIGHBOUR = 3, "neighbour fell"
    LOSSES = 4, "losses"
    WILL = 5, "will"


class What(Coded):
    """What the kernel above the mechanisms does besides living: flags that add up."""

    KEEP_SERIES = 1, "keep the daily series"
    WRITE_OUTCOME = 2, "finish the member and write its outcome"


class Primitive(Coded):
    """The effect primitives that options of outside powers are composed of: SCENARIO ``opt_effect``; -1 for none.

    A scenario may define its own option from the same primitives; no code is needed. ``unit`` is that of the magnitude.
    What each does on a day is declared in a file of ``diplomacy/effects``; a new one comes at the end.
    """

    unit: str

    def __new__(cls, value: int, unit: str, text: str) -> Self:
        """Return the member with unit and meaning."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text, member.spelling, member.unit = text, "", unit
        return member

    BELIEF_SPREAD = 0, "ratio", "factor on the spread of what others believe of the power's own red lines"
    BELIEF_MEAN = 1, "level", "shift of the believed threshold of the power's own red lines"
    ATTENTION = 2, "share", "rise of the power's attention"
    RELIEF = 3, "share", "part of the displaced who are cared for"
    MEDIATOR = 4, "share", "share of the power's leverage it uses as a mediator"
    STRAIN = 5, "share/month", "financial strain laid on (positive) or taken from (negative) the target"
    TIE = 6, "tie", "change of the tie between the power and the target"
    TIE_ENEMY = 7, "tie", "change of the tie between the power and the enemy of the side it favours"
    TIE_FEARFUL = 8, "tie", "change of the tie with powers that fear foreign fighters"
    LEVERAGE = 9, "share", "rise of the power's leverage on the target"
    PIN = 10, "share", "share of the target's reserve pinned"
    MONITOR = 11, "1", "monitoring of truces"
    TRANSIT = 12, "1", "outside entry of the target opened (1) or closed (-1)"
    AIR_BALANCE = 13, "1", "rise of the air balance of the side"
    VISIBILITY = 14, "ratio", "factor on visible targets of the enemy"
    QUALITY = 15, "share", "gain of quality of the side"
    MUNITIONS = 16, "t/day", "munitions delivered"
    EQUIPMENT = 17, "share/day", "equipment delivered as a share of the start"
    DRONES = 18, "items/day", "armed drones delivered, where the power exports them"
    FIGHTERS = 19, "persons", "foreign fighters over twenty days"
    AIR_COVER = 20, "ratio", "factor on enemy aircraft over the side"
    GUARD = 21, "level", "rise of the step needed against the side's recognised soil"
    AIRCRAFT = 22, "items", "aircraft that fight for the side"
    SAM = 23, "batteries", "air-defence batteries"
    EXPOSURE = 24, "1/day", "hazard of being exposed as a fighting party"
    STRIKE_EQUIPMENT = 25, "share", "share of the target's equipment lost in a strike"
    MEN = 26, "persons", "regular troops over ten days"
    ENFORCEMENT = 27, "share", "enforcement offered for a settlement"
    PATROL = 28, "1", "joint patrols offered"
    WARNING = 29, "ratio", "factor on the surprise that the enemy of the side can spring on it"


class Verb(Coded):
    """What an outside power can do: SCENARIO ``opt_verb``; an act of the scenario's own with another verb is CUSTOM.

    ``favours``: whether the act, aimed at a belligerent, helps it (1) or its enemy (-1), 0 where the verb does not say.
    """

    favours: int

    def __new__(cls, value: int, text: str, favours: int = 0) -> Self:
        """Return the member with sentence and sign."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text, member.spelling, member.favours = text, "", favours
        return member

    STAY_OUT = 0, "keeps out"
    STATEMENT = 1, "makes a statement"
    HUMANITARIAN = 2, "cares for the displaced"
    MEDIATE = 3, "mediates"
    SANCTION = 4, "lays sanctions on the target", -1
    THREATEN = 5, "threatens the target", -1
    BORDER_SHOW = 6, "shows force at the border"
    SIGNAL_ELSEWHERE = 7, "raises tension in a linked theatre"
    OBSERVERS = 8, "sends observers"
    DENY_TRANSIT = 9, "closes the way to the target", -1
    TRANSIT = 10, "opens the way to the target", 1
    INTEL = 11, "shares intelligence", 1
    ADVISE = 12, "sends advisers", 1
    ARM = 13, "delivers arms", 1
    FINANCE = 14, "gives money", 1
    PROXIES = 15, "sends foreign fighters", 1
    AIR_COVER = 16, "covers the side against aircraft", 1
    COVERT_FIRE = 17, "gives covert fire support", 1
    STRIKE = 18, "strikes the target once from the air", -1
    AIR = 19, "sends aircraft to fight", 1
    GROUND = 20, "sends troops to fight", 1
    PROTECTORATE = 21, "takes the side under its protection", 1
    GUARANTEE = 22, "guarantees a settlement"
    PEACEKEEPERS = 23, "offers peacekeepers"
    JOINT_PATROLS = 24, "offers joint patrols"
    MONITORING = 25, "offers monitoring of a truce"
    CUSTOM = 26, "an act that the scenario defines"


VERB_SYNONYMS: dict[str, str] = {
    "broker": "mediate",
    "foreign_fighters": "proxies",
    "air_group": "air",
    "border_deployment": "border_show",
}
"""Other spellings of verbs that are accepted in scenario files."""

ENDINGS: dict[str, str] = Ending.sentences()
"""Sentence of every ending label, in the order of the codes in OUTCOME ``label``."""
PAPERS: dict[str, str] = Paper.sentences()
"""Every kind of end by what was signed, with its sentence."""
STOPS: dict[str, str] = Stop.sentences()
"""Sentence of every way of stopping, in the order of the codes in OUTCOME ``stop``."""
ARRANGEMENTS: dict[str, str] = Arrangement.sentences()
"""Sentence of every peace arrangement, in the order of the codes in OUTCOME ``arrangement``."""
LEVELS: tuple[str, ...] = Level.spellings()
"""Levels of involvement in the order of the codes in STATE ``level``."""

PROBABILITY_WORDS: tuple[tuple[float, str], ...] = (
    (0.01, "almost excluded"),
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "about as likely as not"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (0.99, "almost certain"),
    (1.01, "all but certain"),
)
"""Upper bound of each band of probability and its words, after the scale used by analysts of the United States (ICD 203)."""
