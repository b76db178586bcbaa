"""Fact packs are read strictly: every fault at once with its line, nothing from after the as-of date, no name unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from multipolar.data.pack import LEAVE_OUT, MISSING_CODES, OF_POWERS, UNREAD, Pack, PackForces
from multipolar.data.pack_map import map_faults
from multipolar.data.pack_vocabulary import known_option, options_among, words_of
from multipolar.errors import Problem, ScenarioError
from multipolar.reading import read_days
from multipolar.scenario.files import library_dir, load_text
from multipolar.scenario.nodes import Node
from multipolar.scenario.outcome_keys import LINE_KEYS, OUTCOME_KEYS, POWER_KEYS
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.shape import keys_of, type_at
from multipolar.scenario.translate import Fault, located, validate

Place = tuple[str | int, ...]
FACTS = ".facts.yaml"
"""How the name of a file of facts ends."""
OTHER_WORDS = {
    "talks": "mediation", "proposals": "mediation", "as_of": "asof", "date": "asof", "start": "round_start", "questions": "issues",
    "horizon": "horizon_days", "sides": "belligerents", "outside_powers": "powers", "edges": "routes", "roads": "routes",
    "men": "men_theatre", "troops": "men_theatre", "soldiers": "men_theatre", "aircraft": "combat_aircraft",
    "planes": "combat_aircraft", "helicopters": "attack_helis", "guns": "artillery", "launchers": "mrl", "ifv": "afv",
    "armed_drones": "armed", "ready": "ready_at_asof", "mobilisation": "mobilisation_days", "gdp": "gdp_usd_bn",
    "reserves": "reserves_usd_bn", "population": "pop_m", "pop": "pop_m", "weight": "w", "area": "area_km2",
    "neighbours": "adj", "neighbors": "adj", "latitude": "lat", "longitude": "lon", "capacity": "cap", "vulnerability": "vuln",
    "level_now": "level_at_asof", "position": "pos", "positions": "pos", "salience": "sal", "credibility": "cred",
    "grade": "g", "source": "s", "value_range": "v", "alignment": "align",
}  # fmt: skip
"""Words of the scenario file and of everyday use for keys that a pack calls otherwise."""


def pack_names() -> list[str]:
    """Return the names of the fact packs that come with the package."""
    return sorted(entry.name.removesuffix(FACTS) for entry in library_dir("packs").iterdir() if entry.name.endswith(FACTS))


def read_pack(path: Path | str) -> Pack:
    """Return the pack in a file, or a bundled one by its name.

    Raises
    ------
    ScenarioError : with every fault at once: file, line, what was found, what is allowed.
    """
    bundled = not str(path).endswith((".yaml", ".yml")) and str(path) in pack_names()
    loaded = load_text(str(library_dir("packs") / f"{path}{FACTS}") if bundled else path)
    problems = list(loaded.problems)
    pack: Pack | None = None
    if not problems:
        pack, faults = faults_of(loaded.root)
        problems = [located(loaded.root, fault) for fault in faults]
    if problems or pack is None:
        raise ScenarioError(sorted(set(problems)) or [Problem(str(path), 0, 0, "", "not-a-pack", "nothing could be read")])
    return pack


def faults_of(root: Node) -> tuple[Pack | None, list[Fault]]:
    """Return the pack that a tree spells and every fault in it; rules across keys leave faulty places alone."""
    told = list(_outcome_keys(root))
    found = validate(Pack, root)
    places = {fault.path for fault in told}
    faults = told + [_helped(root, fault) for fault in found.faults if fault.path not in places]
    if found.value is not None:
        across = list(_across(found.value, root, found.repaired))
        faults += [f for f in across if not any(f.path[: len(path)] == path for path in found.repaired)]
    return found.value, faults


def _helped(root: Node, fault: Fault) -> Fault:
    """Return a fault of the schema with the likely fix that only packs know."""
    last = str(fault.path[-1]) if fault.path else ""
    if fault.code == "unknown-key":
        other = OTHER_WORDS.get(last.lower(), "")
        hint = f"Did you mean {other!r}?" if other in _allowed(fault.path) else fault.hint.replace("schema_", "schema")
        return Fault(fault.path, fault.code, fault.message, hint, at_key=True)
    if fault.code == "outside-bounds" and _plain_at(root, fault.path) in MISSING_CODES and last not in ("lat", "lon"):
        return Fault(fault.path, fault.code, f"{fault.message}; {LEAVE_OUT}", fault.hint)
    if fault.code == "outside-bounds" and last == "lat":
        return Fault(fault.path, fault.code, fault.message, "Are latitude and longitude interchanged?")
    return fault


def _allowed(path: Place) -> Iterable[str]:
    return keys_of(type_at(Pack, path[:-1]))


def _plain_at(root: Node, path: Place) -> Any:
    node = root
    for step in path:
        children: Any = node.value
        try:
            node = children[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return node.plain()


def _outcome_keys(root: Node) -> Iterator[Fault]:
    plain = root.plain()
    for key in plain:
        if key in OUTCOME_KEYS:
            yield _told((key,))
    rows = plain.get("powers")
    for i, power in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(power, dict):
            yield from (_told(("powers", i, key)) for key in POWER_KEYS if key in power)
            lines = power.get("red_lines")
            for j, line in enumerate(lines if isinstance(lines, list) else []):
                if isinstance(line, dict):
                    yield from (_told(("powers", i, "red_lines", j, key)) for key in LINE_KEYS if key in line)


def _told(path: Place) -> Fault:
    said = f"the key {path[-1]!r} tells what happened after the as-of date"
    return Fault(path, "outcome-in-facts", said, "Keep it in the outcome file; a forecast may not read it.", at_key=True)


def _across(pack: Pack, root: Node, repaired: set[Place]) -> Iterator[Fault]:
    plain = root.plain()
    whole = {path for path in repaired if len(path) == 1}
    yield from _sides(pack, repaired)
    yield from _saliences(pack, repaired)
    yield from _ids(plain)
    if ("sectors",) not in whole:
        yield from _sector_names(pack, _names_in(plain, "sectors"))
        faulty = {path[1] for path in repaired if path[:1] == ("sectors",) and len(path) > 1}
        yield from map_faults(pack, faulty)
    if ("issues",) not in whole:
        yield from _issue_names(pack, _names_in(plain, "issues"))
    if ("powers",) not in whole:
        yield from _power_names(pack, _names_in(plain, "powers"))
    if ("sources",) not in whole:
        yield from _source_names(pack)
    if ("asof",) not in repaired:
        yield from _late_dates(pack, ordered=("round_start",) not in repaired)


def _names_in(plain: dict[str, Any], key: str) -> list[str]:
    rows = plain.get(key)
    return [str(row["id"]) for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict) and "id" in row]


def _sides(pack: Pack, repaired: set[Place]) -> Iterator[Fault]:
    for side in ("A", "B"):
        if side not in pack.belligerents and ("belligerents",) not in repaired:
            yield Fault(("belligerents",), "missing-key", f"side {side} is missing", "Both sides A and B are needed.")
        block = pack.forces.get(side)
        faulty = any(path[:2] == ("forces", side) or path == ("forces",) for path in repaired)
        if not isinstance(block, PackForces) and not faulty:
            yield Fault(("forces",), "missing-key", f"the forces of side {side} are missing")
        elif isinstance(block, PackForces) and block.men_theatre is None and block.combat_aircraft is None and not faulty:
            yield Fault(("forces", side), "missing-key", f"side {side} has neither men_theatre nor combat_aircraft")
    for side in pack.economy:
        if side not in {"A", "B", *(power.id for power in pack.powers)}:
            hint = nearest(side, ["A", "B", *(power.id for power in pack.powers)])
            yield Fault(("economy", side), "unknown-name", f"{side!r} is neither a side nor a power", hint, at_key=True)
    if not any(sector.contested and sector.w > 0 for sector in pack.sectors):
        yield Fault(("sectors",), "no-weight", "no sector is contested, so there is nothing to fight over")


def _ids(plain: dict[str, Any]) -> Iterator[Fault]:
    for key in ("sectors", "powers", "issues", "routes"):
        rows = plain.get(key)
        seen: set[str] = set()
        for i, row in enumerate(rows if isinstance(rows, list) else []):
            name = row.get("id") if isinstance(row, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                yield Fault((key, i, "id"), "duplicate-id", f"the id {name!r} is used twice")
            if key == "powers" and name in ("A", "B"):
                yield Fault((key, i, "id"), "duplicate-id", f"the id {name!r} is that of a side")
            seen.add(name)


def _unknown(path: Place, name: str, kind: str, known: Iterable[str], *, at_key: bool = False) -> Fault:
    names = sorted(known)
    hint = nearest(name, names) or f"Known: {listing(names) or 'none'}."
    return Fault(path, "unknown-name", f"no {kind} {name!r}", hint, at_key=at_key)


def _sector_names(pack: Pack, known: list[str]) -> Iterator[Fault]:
    for i, sector in enumerate(pack.sectors):
        for j, other in enumerate(sector.adj):
            path: Place = ("sectors", i, "adj", j)
            if other == sector.id:
                yield Fault(path, "unknown-name", f"{other!r} cannot be next to itself")
            elif other not in known:
                yield _unknown(path, other, "sector to be next to:", known)
            elif other in sector.adj[:j]:
                yield Fault(path, "duplicate-id", f"the neighbour {other!r} is named twice")
    for i, issue in enumerate(pack.issues):
        for j, name in enumerate(issue.ground if isinstance(issue.ground, list) else []):
            if name not in known:
                yield _unknown(("issues", i, "ground", j), name, "sector", known)


def _saliences(pack: Pack, repaired: set[Place]) -> Iterator[Fault]:
    """Yield sides to whom nothing matters; a weight that could not be read is none of theirs."""
    for side, block in pack.belligerents.items():
        weights = [weight for issue, weight in block.sal.items() if issue in block.pos]
        if weights and not any(weights) and not any(path[:3] == ("belligerents", side, "sal") for path in repaired):
            yield Fault(("belligerents", side, "sal"), "no-salience", f"nothing matters to side {side}: all its saliences are 0")


def _issue_names(pack: Pack, known: list[str]) -> Iterator[Fault]:
    rows: list[tuple[Place, dict[str, float]]] = []
    for side, block in pack.belligerents.items():
        rows += [(("belligerents", side, "pos"), block.pos), (("belligerents", side, "sal"), block.sal)]
    for i, power in enumerate(pack.powers):
        rows += [(("powers", i, "pos"), power.pos), (("powers", i, "sal"), power.sal)]
    for path, named in rows:
        for name in named:
            if name not in known:
                yield _unknown((*path, name), name, "issue", known, at_key=True)


def _power_names(pack: Pack, known: list[str]) -> Iterator[Fault]:
    for i, power in enumerate(pack.powers):
        for j, option in enumerate(power.options):
            if not known_option(option, known):
                said = f"the option {option!r} is not in the vocabulary"
                yield Fault(("powers", i, "options", j), "unknown-option", said, nearest(option, options_among(known)))
            elif option in power.options[:j]:
                yield Fault(("powers", i, "options", j), "duplicate-id", f"the option {option!r} is named twice")
    owners = {word for name in known for word in (*words_of(name), name)} | {"nato"}
    for key, forces in pack.forces.items():
        if key in ("A", "B"):
            continue
        if isinstance(forces, str):
            if not key.endswith("_note"):
                said = f"found text for {key!r}, expected a block of forces"
                yield Fault(("forces", key), "wrong-type", said, "A note has a key that ends with _note.")
        elif key.split("_")[0] not in owners:
            yield _unknown(("forces", key), key, "side or power for the forces", ["A", "B", *known], at_key=True)


def _source_names(pack: Pack) -> Iterator[Fault]:
    for path, block in _blocks(pack, ()):
        for i, key in enumerate(getattr(block, "s", [])):
            if key not in pack.sources:
                yield _unknown((*path, "s", i), key, "source", pack.sources)


def _blocks(value: Any, path: Place) -> Iterator[tuple[Place, BaseModel]]:
    if isinstance(value, BaseModel):
        yield path, value
        for name in type(value).model_fields:
            yield from _blocks(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _blocks(child, (*path, key))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _blocks(child, (*path, i))


def _late_dates(pack: Pack, *, ordered: bool) -> Iterator[Fault]:
    """Yield whatever is dated after the as-of date; a month or a year that holds days before it may stand."""
    if ordered and pack.round_start > pack.asof:
        said = f"the round starts on {pack.round_start}, after the as-of date {pack.asof}"
        yield Fault(("round_start",), "bad-order", said, "It began on or before the last day that the pack may know.")
    for path, block in _blocks(pack, ()):
        text = str(getattr(block, "date", ""))
        if not text or getattr(block, "hindsight", False):
            continue
        if read_days(text).first > pack.asof:
            said = f"dated {text}, after the as-of date {pack.asof}"
            yield Fault((*path, "date"), "after-as-of", said, "Leave it out: the forecast may know nothing after the as-of date.")


def unread_in(pack: Pack) -> tuple[str, ...]:
    """Return the address of everything written in a pack that no scenario uses; rows of lists are counted together."""
    found: list[Place] = []
    for path, block in _blocks(pack, ()):
        written = block.model_fields_set
        found += [(*path, key) for key in UNREAD.get(type(block), ()) if key in written]
        if isinstance(block, PackForces) and path[1] not in ("A", "B"):
            found += [(*path, key) for key in type(block).model_fields if key in written and key not in OF_POWERS]
    found += [("economy", side) for side in pack.economy if side not in ("A", "B")]
    found += [("forces", key) for key, forces in pack.forces.items() if isinstance(forces, str) or key.endswith("_reserve")]
    for side, sides in pack.belligerents.items():
        found += [("belligerents", side, "sal", issue) for issue in sides.sal if issue not in sides.pos]
    whole = [path for path in dict.fromkeys(found) if not any(path[:n] in found for n in range(1, len(path)))]
    rows = Counter(".".join("*" if isinstance(step, int) else step for step in path) for path in whole)
    return tuple(row if count == 1 else f"{row} ({count} times)" for row, count in rows.items())
