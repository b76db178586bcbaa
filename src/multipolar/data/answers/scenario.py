"""A complete scenario from answers: the one of their fact pack, with what only the answers know laid over it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.data.answers.pack import AUTHOR, answer_of, designs_of, ids_of, options_of, pack_of, usual
from multipolar.data.answers.questions import DESIGNS, ENDS
from multipolar.data.answers.rows import SIDES, Answers, Row, read_answers
from multipolar.data.pack import Pack
from multipolar.data.pack_ground import edge_id
from multipolar.data.pack_numbers import DEFAULTS, Block, Guesses
from multipolar.data.pack_scenario import ImportedPack, document_of, question_blocks, text_of
from multipolar.errors import Problem, ScenarioError
from multipolar.scenario.paths import is_plain_name
from multipolar.scenario.resolve import TO_BE_SOURCED

MADE = "Made from the answers to eight questions. What they do not say is assumed, and every number of it is to be sourced:"
DRAWN = "theatre.sectors: no coordinates were given, so that the places are drawn in a row at an invented spot"
CRITERIA = "two independent reports"
MOST_BYTES = 1_000_000


def scenario_of_answers(text: str, file: str, today: dt.date) -> ImportedPack:
    """Return the scenario that answers make.

    Parameters
    ----------
    text : the answers as YAML or JSON (``multipolar-answers/1``).
    file : name that messages show.
    today : the as-of date where the answers name none.

    Raises
    ------
    ScenarioError : with every fault of the answers.
    """
    answers = read_answers(text, file, today)
    if answers.id and not is_plain_name(answers.id):
        answers.fault(("id",), "bad-name", f"found {answers.id!r}, expected letters, digits, _ and -")
        answers.refuse()
    pack, guesses = pack_of(answers), Guesses()
    document = document_of(pack, guesses)
    _lay_over(document, answers, pack, guesses)
    answers.refuse()
    guesses.rows[:] = [of_answers(row) for row in guesses.rows]
    return ImportedPack(pack.id, text_of(pack.title, MADE, guesses, marked(document)), tuple(guesses.rows))


def of_answers(text: str) -> str:
    """Return what the importer of fact packs says in the words of answers."""
    said = re.sub(r"\bthe pack (state|say|speak|count|leave)s\b", r"the answers \1", text)
    return re.sub(r"\bthe pack\b", "the answers", re.sub(r"\bpacks\b", "answers", said))


def read_file(path: Path) -> str:
    """Return the text of a file of answers.

    Raises
    ------
    ScenarioError : if it cannot be read.
    """
    try:
        with path.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
        said = f"the file holds more than {MOST_BYTES // 1000:,} kB"
    except (OSError, UnicodeDecodeError) as error:
        said = f"cannot read the answers: {getattr(error, 'strerror', None) or error}"
    raise ScenarioError([Problem(str(path), 0, 0, "", "no-file", said)])


def _lay_over(document: Block, answers: Answers, pack: Pack, guesses: Guesses) -> None:
    places, powers = ids_of(answers.rows["ground"], "place"), ids_of(answers.rows["behind"], "power")
    if not any("lat" in row.said for row in answers.rows["ground"]):
        guesses.add(*DRAWN.split(": ", 1))
    for block in document["powers"]:
        row = next(row for row in answers.rows["behind"] if powers[row.name] == block["id"])
        block["active"] = [option for option in options_of(row, "does", answers) if not option.startswith("statement")]
    lifelines(document, answers, places, powers)
    document["red_lines"] = red_lines(answers, places, powers)
    wanted = designs_of(answers)
    if wanted:
        document["settlements"] = _designs(document["settlements"], wanted, answers)
    document["questions"] = questions(answers, pack, places, powers)
    document["description"] = description(answers)
    document["limits"] = [f"Made from answers to eight questions: {len(guesses.rows)} assumptions stand at the head of the file."]


def lifelines(document: Block, answers: Answers, places: Mapping[str, str], powers: Mapping[str, str]) -> None:
    """Mark the roads of the map that feed a side, and name who sends what comes in from outside."""
    edges = document["theatre"]["edges"]
    for row in answers.rows["passes"]:
        names = row.words("at")
        if len(names) == 2:
            ids = {edge_id(places[a], places[b]) for a, b in (names, names[::-1])}
            edge = next((edge for edge in edges if edge["id"] in ids), None)
            if edge is None:
                said = f"{row.name}: {names[0]} and {names[1]} are not next to each other"
                answers.fault(row.path, "bad-edge", said, "Name two neighbours, or write near: in the line of one of them.")
                continue
            edge |= {"lifeline_of": row.word("to"), "lifeline": edge["id"], "name": row.name}
        else:
            edge = next(edge for edge in edges if edge.get("name") == row.name and str(edge["kind"]).startswith("ext_"))
            edge["kind"] = {"rail": "ext_rail"}.get(row.word("by"), edge["kind"])
            if "from" in row.said:
                edge["supplier"] = powers[row.word("from")]
                edge["b"] = f"EXT_{edge['supplier']}"


def red_lines(answers: Answers, places: Mapping[str, str], powers: Mapping[str, str]) -> list[Block]:
    """Return what powers fear as red lines, each with the answer that was named; fears of the sides are their constraints."""
    found: list[Block] = []
    for row in answers.rows["feared"]:
        if row.name in SIDES:
            continue
        power = next(one for one in answers.rows["behind"] if one.name.casefold() == row.name.casefold())
        foe = {"A": ["B"], "B": ["A"]}.get(power.word("for"), list(SIDES))
        block: Block = {
            "id": f"R{len(found) + 1}", "owner": powers[power.name], "protects": _fear(row),
            **_trigger(row, answers, places, powers, foe),
            "threshold": "N(6, 1.5)", "belief_sd": {"v": [0.5, 1.5, 3.0], "source": [DEFAULTS], "grade": "J"},
            "answer": answer_of(row, power, answers),
            "credibility": {"v": usual("red_lines.*.credibility")["v"], "source": [DEFAULTS], "grade": "J"},
            "text": " ".join(row.words("says")),
        }  # fmt: skip
        found.append(block)
    return found


def _fear(row: Row) -> str:
    parts = [*row.words("places"), *row.words("says")]
    parts += [row.word("entry")] if "entry" in row.said else []
    return ", ".join(parts)[:200] or row.word("what").replace("_", " ")


def _trigger(row: Row, answers: Answers, places: Mapping[str, str], powers: Mapping[str, str], foe: list[str]) -> Block:
    kinds = [kind for kind in ("places", "entry", "what") if kind in row.said]
    if len(kinds) != 1:
        said = f"{row.name}: found {len(kinds)} fears on the line, expected one: places that fall, a power that enters, own troops"
        answers.fault(row.path, "missing-key" if not kinds else "duplicate-key", said, "Write one line for each fear.")
        return {}
    if kinds == ["places"]:
        return {"trigger": "sector", "sectors": [places[name] for name in dict.fromkeys(row.words("places"))], "against": foe}
    if kinds == ["entry"]:
        return {"trigger": "power_entry", "entry_of": powers[row.word("entry")]}
    return {"trigger": row.word("what"), "against": foe}


def _designs(designs: list[Block], wanted: list[str], answers: Answers) -> list[Block]:
    def fits(design: Block, one: str) -> bool:
        return str(design["id"]).startswith(one) if one.endswith("_") else design["id"] == one

    for row in answers.rows["end"]:
        mine = [name for name in DESIGNS[row.name] if any(fits(design, name) for design in designs)]
        if not mine:
            word = next(word for word, kind in ENDS.items() if kind == row.name)
            said = f"{word}: no power among those named can do that"
            hint = "Under who stands behind whom, give a power observers or peacekeepers; a patron needs peacekeepers and a friend."
            answers.fault(row.path, "bad-arrangement", said, hint)
    return [design for design in designs if any(fits(design, one) for one in wanted)]


def questions(answers: Answers, pack: Pack, places: Mapping[str, str], powers: Mapping[str, str]) -> list[Block]:
    """Return what the author wants to know as questions of the scenario; those that every war has where nothing is said."""
    if not answers.rows["know"]:
        return question_blocks(pack, list(pack.sectors))
    names = {side: row.name for side, row in zip(SIDES, answers.rows["who"], strict=True)}
    found: list[Block] = []
    for row in answers.rows["know"]:
        for text, kind, feature, unit in _asked(row, answers, names, (places, powers)):
            found.append({
                "id": f"Q{len(found) + 1}", "text": text, "type": kind, "as_of": [pack.asof], "criteria": CRITERIA,
                "feature": feature, **({"unit": unit} if unit else {}),
                **({"options": list(powers.values())} if kind == "categorical" else {}),
            })  # fmt: skip
    return found


def _asked(
    row: Row, answers: Answers, names: Mapping[str, str], ids: tuple[Mapping[str, str], Mapping[str, str]]
) -> list[tuple[str, str, str, str]]:
    """Return the questions of a line: text, type, feature and unit of each."""
    for word, needed in (("place", "place"), ("joins", "power"), ("line", "")):
        if row.name == word and needed and needed not in row.said:
            answers.fault(row.path, "missing-key", f"found no {needed} to ask about", f"Write the {needed} after a semicolon.")
            return []
    place, power = row.word("place"), row.word("power")
    lines = [line for line in answers.rows["feared"] if line.name not in SIDES]
    rows: dict[str, list[tuple[str, str, str, str]]] = {
        "wins": [(f"Does {names[s]} win outright?", "binary", f"ending[knockout_{s}]", "") for s in SIDES],
        "days": [("How many days until the fighting stops?", "continuous", "length_days", "days")],
        "settled": [("Do both sides accept terms within the horizon?", "binary", "settlement", "")],
        "place": [(f"Does {names['A']} hold {place} at the end?", "binary", f"holder_end[{ids[0].get(place)}]", "")],
        "joins": [(f"Does {power} join the fighting?", "binary", f"newly_direct[{ids[1].get(power)}]", "")],
        "ground": [("What share of the contested weight changes hands?", "continuous", "changed_share", "")],
        "deaths": [(f"How many soldiers of {names[s]} die?", "continuous", f"deaths[{s}]", "persons") for s in SIDES],
        "broker": [("Who mediates the end?", "categorical", "broker", "")],
        "line": [
            (f"Is the red line {_fear(line)} of {line.name} crossed?", "binary", f"red_line_crossed[R{i}]", "")
            for i, line in enumerate(lines, 1)
        ],
    }  # fmt: skip
    if row.name == "broker" and not ids[1]:
        answers.fault(row.path, "missing-key", "found no power that could mediate", "Name one under who stands behind whom.")
    if row.name == "line" and not lines:
        answers.fault(row.path, "missing-key", "found no fear of a power to ask about", "Name one under what is feared.")
    return rows[row.name]


def description(answers: Answers) -> str:
    """Return what the answers say of the sides, in sentences."""
    rows = answers.rows["who"]
    said = [f"{row.name} wants {', '.join(row.words('wants'))}." for row in rows if row.words("wants")]
    return " ".join([f"{rows[0].name} opened this round against {rows[1].name}.", *said])


def marked(document: Block) -> Block:
    """Return a document in which every number that nobody stated names the source that is still to be found."""
    made = _marked(document)
    assert isinstance(made, dict)
    sources = made["sources"]
    made["sources"] = {
        AUTHOR: {"text": sources[AUTHOR]["text"], "grade": "J"},
        TO_BE_SOURCED: {"text": sources[TO_BE_SOURCED]["text"], "grade": "J"},
        **{key: row for key, row in sources.items() if key not in {AUTHOR, TO_BE_SOURCED, DEFAULTS, "pack"}},
    }  # fmt: skip
    return made


def _marked(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_marked(row) for row in value]
    if not isinstance(value, dict):
        return of_answers(value) if key == "note" and isinstance(value, str) else value
    if "v" in value and "source" in value:
        stated = [AUTHOR] if key == "share_A" or AUTHOR in value["source"] else [TO_BE_SOURCED]
        known = [name for name in value["source"] if name not in {DEFAULTS, "pack", AUTHOR, TO_BE_SOURCED}]
        kept = {name: _marked(child, str(name)) for name, child in value.items() if name not in {"source", "grade"}}
        return kept | {"source": known or stated}
    return {name: _marked(child, str(name)) for name, child in value.items()}
