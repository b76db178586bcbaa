"""A fact pack from answers: what was said is carried over, what was not is taken from past wars and marked to be sourced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from multipolar.data.answers.questions import DESIGNS
from multipolar.data.answers.rows import SIDES, USUAL, Answers, Row, folded
from multipolar.data.pack import FORMAT, Pack
from multipolar.data.pack_numbers import tidy
from multipolar.data.pack_vocabulary import HARM, HELP
from multipolar.scenario.resolve import TO_BE_SOURCED
from multipolar.scenario.typical import Typical, typical

AUTHOR = "author"
"""Key of the source that every number names which stands in the answers."""
SHORT: Mapping[str, str] = {
    "united nations": "un", "united states": "usa", "united states of america": "usa", "united kingdom": "uk",
    "united arab emirates": "uae", "european union": "eu", "african union": "au", "soviet union": "ussr",
}  # fmt: skip
"""Names whose short form the table of the powers' capabilities knows, or whose first word it takes for another state."""
LONGEST_ID = 24
EQUIPMENT: Mapping[str, tuple[str, str]] = {
    "tanks": ("tanks", "tanks"), "vehicles": ("afv", "ifv"), "guns": ("artillery", "guns"), "launchers": ("mrl", "launchers"),
    "aircraft": ("combat_aircraft", "aircraft"), "helicopters": ("attack_helis", "helicopters"),
    "drones": ("armed", "armed_drones"), "batteries": ("sam", "sam"),
}  # fmt: skip
"""Key of the pack and key of the scenario of what a side may have."""
FRIEND = 0.5
OPPOSED = -0.5
"""How far a power sides with its friend where nothing is said, and with the other side, as a part of that. Grade J."""
STEP_LAT, STEP_LON = 0.12, 0.33
"""Where places without coordinates are drawn: from west to east, turn by turn a little north and south [degrees], so that
neighbours lie about as far apart as the sectors of past wars do."""
FIGHTS = ("air", "ground", "strike")
ARMS = ("arm", "advise", "intel", "finance", "transit", "proxies")
ISSUE = "ground"
SHORTEST_OUTSIDE = ("sea", "air")


def latin(name: str) -> str:
    """Return the Latin letters and figures of a name, joined by underscores; nothing where it has none."""
    plain = unicodedata.normalize("NFKD", SHORT.get(folded(name), name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")


def identifier(name: str, used: Iterable[str], prefix: str) -> str:
    """Return a plain id for a name in any script: its Latin letters where it has some, else the prefix and a number."""
    taken = {one.casefold() for one in (*used, *SIDES)}
    stem = latin(name)
    if len(stem) > LONGEST_ID:
        stem = stem[: LONGEST_ID + 1].rpartition("_")[0] or stem[:LONGEST_ID]
    if re.match(r"[a-z]", stem) and stem.casefold() not in taken:
        return stem
    stem = stem if re.match(r"[a-z]", stem) else prefix
    return next(made for n in range(1, 10_000) if (made := f"{stem}{n}").casefold() not in taken)


def ids_of(rows: Iterable[Row], prefix: str, used: Iterable[str] = ()) -> dict[str, str]:
    """Return the id of every name that stands in front of a line, by the name."""
    found: dict[str, str] = {}
    for row in rows:
        found[row.name] = identifier(row.name, (*used, *found.values()), prefix)
    return found


def usual(key: str, level: str = USUAL, factor: float = 1.0) -> dict[str, Any]:
    """Return what past wars had under a key: its quarters, or those at the lower or upper end, marked to be sourced."""
    found: Typical = typical()[key]
    rows = {
        "low": (found.least, found.low, found.middle), USUAL: (found.low, found.middle, found.high),
        "high": (found.middle, found.high, found.greatest),
    }  # fmt: skip
    return {"v": [tidy(factor * value) for value in rows[level]], "g": "J", "s": [TO_BE_SOURCED]}


def number_said(row: Row | None, key: str) -> dict[str, Any] | None:
    """Return a number that stands in an answer as a pack writes it; None where it does not."""
    said = None if row is None else row.said.get(key)
    if not isinstance(said, tuple):
        return None
    return {"v": list(said) if said[2] > said[0] else said[1], "g": "J", "s": [AUTHOR]}


def level_said(row: Row | None, key: str) -> str:
    """Return whether something is low, usual or high by the answer."""
    return USUAL if row is None else row.word(key, USUAL)


def plain_pack(answers: Answers) -> dict[str, Any]:
    """Return the fact pack as plain values.

    Raises
    ------
    ScenarioError : for answers that do not go together.
    """
    places = ids_of(answers.rows["ground"], "place")
    powers = ids_of(answers.rows["behind"], "power")
    rows = {row.name: row for row in answers.rows["with"]}
    sides = dict(zip(SIDES, answers.rows["who"], strict=True))
    title = answers.title or " against ".join(row.name for row in answers.rows["who"])
    names = " ".join(latin(row.name)[:LONGEST_ID] for row in answers.rows["who"])
    pack = {
        "schema": FORMAT, "id": answers.id or identifier(names, (), "war"), "title": title,
        "asof": answers.as_of.isoformat(), "round_start": answers.since.isoformat(),
        "phase": "start" if answers.since == answers.as_of else "escalation", "horizon_days": answers.horizon,
        "war_type": war_type(sides),
        "issues": [{"id": ISSUE, "note": f"1 = {sides['A'].name} holds the ground; 0 = {sides['B'].name} does", "ground": "all"}],
        "belligerents": {side: _side(side, row, answers) for side, row in sides.items()},
        "powers": [_power(row, powers[row.name], answers) for row in answers.rows["behind"]],
        "sectors": _sectors(answers, places), "routes": _routes(answers, places),
        "forces": {side: _forces(rows.get(side)) for side in SIDES},
        "sources": {
            AUTHOR: {"name": "the author's answers to the eight questions", "seen": True},
            TO_BE_SOURCED: {"name": "to be sourced: what past wars had, or a rule of the importer"},
        },
    }  # fmt: skip
    answers.refuse()
    return pack


def pack_of(answers: Answers) -> Pack:
    """Return the fact pack of answers.

    Raises
    ------
    ScenarioError : for answers that do not go together.
    """
    return Pack.model_validate(plain_pack(answers))


def war_type(sides: Mapping[str, Row]) -> str:
    """Return the type of war by what the sides are: two states, or one that fights for a part of a country or its centre."""
    kinds = {row.word("kind", "state") for row in sides.values()}
    return "intra-centre" if "centre" in kinds else "intra-local" if "local" in kinds else "interstate"


def _side(side: str, row: Row, answers: Answers) -> dict[str, Any]:
    fears = [text for fear in answers.rows["feared"] if fear.name == side for text in _fear_words(fear)]
    found: dict[str, Any] = {
        "name": row.name, "aims": row.words("wants"), "pos": {ISSUE: 1.0 if side == "A" else 0.0},
        "sal": {ISSUE: typical()["belligerents.*.interests.*.salience"].middle},
        "will": usual("belligerents.*.will", level_said(row, "will")), "constraints": fears,
    }  # fmt: skip
    people = number_said(row, "people")
    if people is not None:
        values = people["v"] if isinstance(people["v"], list) else [people["v"]]
        shares = [value / 1e6 for value in values]
        found["pop_m"] = people | {"v": shares if len(shares) > 1 else shares[0]}
    return found


def _fear_words(row: Row) -> list[str]:
    said = [*row.words("says"), *(f"the fall of {place}" for place in row.words("places"))]
    said += [f"{row.word('entry')} enters"] if "entry" in row.said else []
    return said + ([row.word("what").replace("_", " ")] if "what" in row.said else [])


def _forces(row: Row | None) -> dict[str, Any]:
    men = number_said(row, "men") or usual("forces.*.in_theatre")
    middle = men["v"][1] if isinstance(men["v"], list) else men["v"]
    scale = middle / typical()["forces.*.in_theatre"].middle
    found: dict[str, Any] = {"men_theatre": men, "quality": usual("belligerents.*.quality", level_said(row, "quality"))}
    named = list(EQUIPMENT) if row is None else [key for key in EQUIPMENT if key in row.said]
    if row is None:
        named = ["guns"]
    for key in named:
        pack_key, scenario_key = EQUIPMENT[key]
        found[pack_key] = number_said(row, key) or usual(f"forces.*.{scenario_key}", factor=scale)
    return found


def friend_of(row: Row) -> str:
    """Return whom a power stands behind: A, B, both or neither."""
    return row.word("for", "neither")


def ties_of(row: Row) -> dict[str, float]:
    """Return how far a power sides with each belligerent [-1 to 1]."""
    strength, friend = float(row.word("tie", str(FRIEND))), friend_of(row)
    if friend in SIDES:
        return {side: tidy(strength if side == friend else OPPOSED * strength) for side in SIDES}
    return dict.fromkeys(SIDES, tidy(0.5 * strength) if friend == "both" else 0.0)


def options_of(row: Row, key: str, answers: Answers) -> list[str]:
    """Return options of a power by the words of its line, each aimed at whom it is for or against."""
    friend = friend_of(row)
    found = []
    for verb in row.words(key):
        if verb not in (*HELP, *HARM):
            found.append(verb)
        elif friend not in SIDES:
            if verb in HARM and key != "answer":
                found += [f"{verb}_{side}" for side in SIDES]
            else:
                said = f"{row.name} stands behind {friend}: {verb.replace('_', ' ')} needs a side that it is for"
                answers.fault(row.path, "bad-option-target", said, "Write the side after the name.")
        else:
            foe = "B" if friend == "A" else "A"
            found.append(f"{verb}_{friend if verb in HELP else foe}")
    return list(dict.fromkeys(found))


def answers_of(power: Row, answers: Answers) -> list[str]:
    """Return every option by which a power would answer what it fears."""
    fears = [row for row in answers.rows["feared"] if row.name == power.name]
    return [option for row in fears for option in answer_of(row, power, answers)]


def answer_of(fear: Row, power: Row, answers: Answers) -> list[str]:
    """Return the options by which a power would answer one fear: those named, else a statement."""
    said = Row(fear.path, power.name, {"for": friend_of(power), "answer": fear.words("answer")})
    return options_of(said, "answer", answers) or ["statement"]


def _power(row: Row, name: str, answers: Answers) -> dict[str, Any]:
    does, could = options_of(row, "does", answers), options_of(row, "could", answers)
    friend = friend_of(row)
    if not could and not does:
        foe = "B" if friend == "A" else "A"
        could = [f"arm_{friend}", f"finance_{friend}", f"sanction_{foe}"] if friend in SIDES else ["mediate"]
    verbs = {option.rpartition("_")[0] or option for option in does}
    level = "direct" if verbs & set(FIGHTS) else "armed" if verbs & set(ARMS) else "out"
    ties = ties_of(row)
    position = tidy(0.5 + 0.25 * (ties["A"] - ties["B"]))
    return {
        "id": name, "name": row.name, "align": ties, "level_at_asof": level, "pos": {ISSUE: position},
        "sal": {ISSUE: typical()["powers.*.interests.*.salience"].middle},
        "options": list(dict.fromkeys(["statement", *does, *could, *answers_of(row, answers)])),
        "bases": ["borders the theatre"] if "neighbour" in row.said else [],
    }  # fmt: skip


def share_said(row: Row) -> float:
    """Return the share of a place that side A holds: half where nothing is said."""
    return {"A": 1.0, "B": 0.0}.get(row.word("held", "half"), 0.5)


def _sectors(answers: Answers, ids: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = answers.rows["ground"]
    placed = [row for row in rows if "lat" in row.said and "lon" in row.said]
    if placed and len(placed) < len(rows):
        first = next(row for row in rows if row not in placed)
        answers.fault(first.path, "missing-key", f"{first.name}: has no lat and lon, but other places have", "Give all or none.")
    for side, share in (("A", 1.0), ("B", 0.0)):
        if all(share_said(row) == 1.0 - share for row in rows):
            answers.fault(("ground",), "no-ground", f"side {side} holds no part of any place: its men stand nowhere")
    if all("rear" in row.said for row in rows) and rows:
        answers.fault(("ground",), "no-weight", "every place is a rear, so there is nothing to fight over")
    chained = not any("near" in row.said for row in rows)
    found = []
    for i, row in enumerate(rows):
        beside = [rows[k].name for k in (i - 1, i + 1) if 0 <= k < len(rows)] if chained else both_ways(row, rows)
        area = number_said(row, "km2")
        area = area if area is not None else usual("theatre.sectors.*.area", level_said(row, "size"))
        km2 = area["v"][1] if isinstance(area["v"], list) else area["v"]
        worth = typical()["theatre.sectors.*.value"]
        if row.name in row.words("near"):
            answers.fault(row.path, "unknown-name", f"{row.name} cannot be next to itself")
        found.append({
            "id": ids[row.name], "name": row.name, **_point(row, i), "terrain": row.word("terrain", "rolling"),
            "share_A": share_said(row), "w": km2, "area_km2": km2, "contested": "rear" not in row.said,
            "adj": [ids[name] for name in beside],
            "value": {"low": worth.low, USUAL: worth.middle, "high": worth.greatest}[level_said(row, "worth")],
        })  # fmt: skip
    return found


def both_ways(row: Row, rows: Iterable[Row]) -> list[str]:
    """Return the names of the places next to one, whichever of the two lines says so."""
    others = [other.name for other in rows if row.name in other.words("near") and other is not row]
    return list(dict.fromkeys([*row.words("near"), *others]))


def _point(row: Row, i: int) -> dict[str, float]:
    lat, lon = row.said.get("lat"), row.said.get("lon")
    if isinstance(lat, tuple) and isinstance(lon, tuple):
        return {"lat": lat[1], "lon": lon[1]}
    return {"lat": tidy(STEP_LAT * (i % 2)), "lon": tidy(STEP_LON * i)}


def _routes(answers: Answers, ids: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the ways that come in from outside; those between two places are roads of the map, see ``scenario.lifelines``."""
    grounds = {row.name: (row, i) for i, row in enumerate(answers.rows["ground"])}
    routes = ids_of(answers.rows["passes"], "way", ids.values())
    found = []
    for row in answers.rows["passes"]:
        places = row.words("at")
        if row.word("to") not in SIDES:
            answers.fault(row.path, "missing-key", f"{row.name}: does not say which side it feeds", "Write A or B after its name.")
        elif len(places) > 2:
            answers.fault(row.path, "too-many", f"{row.name}: found {len(places)} places, expected one or two")
        elif len(places) < 2:
            side = row.word("to")
            own = [name for name, (ground, _) in grounds.items() if share_said(ground) == (1.0 if side == "A" else 0.0)]
            at = places[0] if places else next(iter(own), None)
            if at not in own:
                said = f"{row.name}: comes in at {at or 'no place'}, which side {side} does not hold whole"
                answers.fault(row.path, "no-supply-route", said, f"Name one of: {', '.join(own) or 'none is held whole'}.")
                continue
            ground, i = grounds[at]
            by = row.word("by", "road")
            kind = by if by in SHORTEST_OUTSIDE else f"{by}_depot"
            found.append({"id": routes[row.name], "kind": kind, "side": side, "name": row.name, **_point(ground, i)})
    return found


def designs_of(answers: Answers) -> list[str]:
    """Return the kinds of design that would end the war by the answers, as they begin; none where nothing is said."""
    return [design for row in answers.rows["end"] for design in DESIGNS[row.name]]
