"""The outside powers of a fact pack as a scenario writes them: stakes, reach, leverage, options, treaties, red lines, ties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from multipolar.data.pack import Pack, PackForces, PackPower, PackRedLine, PackSector
from multipolar.data.pack_ground import own
from multipolar.data.pack_numbers import Block, Guesses, around, guess, mentions, mode_of, number, tidy
from multipolar.data.pack_vocabulary import HELP, parts_of, words_of
from multipolar.library.world import BODIES, CAPABILITY

ARMED = ("arm", "advise", "intel", "finance", "transit", "proxies")
FIGHTS = ("air", "ground", "strike", "proxies")
NEAR = ("border_show", "transit", "deny_transit", "ground")
"""Acts that only a power next to the theatre, or with bases there, can think of."""
GREAT = 0.04
HONOURED = 0.41
"""Share of defence pacts honoured when called upon. Source: Berkemeier and Fuhrmann 2018."""
MOST_POWERS = 12
OWN_MEN = (
    "troops or posts", "soldiers", "posts", "hostage", "own un troops", "harm to", "un troops", "citizens", "bases",
    "against americans",
)  # fmt: skip
ENTRY_WORDS = (
    "intervention", "troops in the war", "combat troops", "interference", "join", "aircraft over", "enter", "sends troops",
)  # fmt: skip

Ground = tuple[Sequence[PackSector], dict[str, float]]
"""Sectors, and the share of A of each."""


def tie_to(power: PackPower, side: str) -> float:
    """Return how far a power sides with a belligerent, -1 to 1."""
    return power.align.A if side == "A" else power.align.B


def helped(power: PackPower) -> str:
    """Return the side a power likes better."""
    return "A" if tie_to(power, "A") >= tie_to(power, "B") else "B"


def favours(option: str) -> str | None:
    """Return the side that gains by an option, None when neither does."""
    verb, target = parts_of(option)
    if target is None:
        return None
    return target if verb in HELP else ("B" if target == "A" else "A")


def active_of(power: PackPower) -> list[str]:
    """Return what a power does on the as-of date: its options at its stated level, for the side it likes better.

    Packs state the level and the options but not which of them run. Armed: arms and all lesser help; direct: its first
    way of fighting too.
    """
    mine = [option for option in power.options if favours(option) == helped(power)]
    running = [o for o in mine if parts_of(o)[0] in ARMED and parts_of(o)[0] != "proxies"] if power.level_at_asof != "out" else []
    if power.level_at_asof == "armed" and not running:
        running = [o for o in power.options if parts_of(o)[0] in ARMED and favours(o) == helped(power)][:1]
    if power.level_at_asof == "direct":
        order = {verb: i for i, verb in enumerate(ways_of_fighting(power))}
        fights = sorted((o for o in mine if parts_of(o)[0] in FIGHTS), key=lambda o: order[parts_of(o)[0]])
        running += fights[:1]
    return running


def ways_of_fighting(power: PackPower) -> tuple[str, ...]:
    """Return how a power that fights is taken to fight, likeliest first, from what its notes speak of; else from the air."""
    texts = [power.level_note] if power.level_note else [power.note, *power.bases]
    if mentions(texts, "wagner", "mercenar", "volunteers", "fighters of") and not mentions(texts, "aircraft", "drone"):
        return ("proxies", "air", "ground", "strike")
    wings = mentions(texts, "aircraft", "air base", "air force", "jets", "bomb", "tornado", "airfield", "carrier", "drone")
    troops = mentions(texts, "regulars", "battalion", "troops", "soldiers", "brigade", "camp")
    return ("ground", "air", "proxies", "strike") if troops and not wings else ("air", "ground", "proxies", "strike")


def capability(power: PackPower) -> float | None:
    """Return a power's share of world capability by the words of its id, summed for groups; None when nobody knows it."""
    found = [CAPABILITY[word] for word in words_of(power.id) if word in CAPABILITY]
    return tidy(sum(found)) if found else None


def is_body(power: PackPower) -> bool:
    """Return whether a power is an organisation of states, known by its id."""
    return bool(words_of(power.id) & set(BODIES))


def is_near(power: PackPower) -> bool:
    """Return whether a power borders the theatre or has bases in reach."""
    return not is_body(power) and (bool(power.bases) or any(parts_of(option)[0] in NEAR for option in power.options))


def leverage(power: PackPower, side: str) -> float:
    """Return a power's hold on a side [share]: as friend and supplier, and as one to be feared. Grade J.

    0.5 tie when friendly, a half more when it already supplies; 0.25 of hostility when it fights against the side; 0.15 for
    a great power, 0.1 for an organisation.
    """
    tie = tie_to(power, side)
    value = 0.5 * max(tie, 0.0) * (1.5 if power.level_at_asof != "out" and helped(power) == side else 1.0)
    if power.level_at_asof == "direct" and tie < 0.0:
        value += 0.25 * -tie
    if (capability(power) or 0.0) >= GREAT:
        value += 0.15
    return min(0.9, value + (0.1 if is_body(power) else 0.0))


def attention(power: PackPower) -> float:
    """Return a power's attention [share] from what it says matters to it and what it already does. Grade J."""
    top = max(power.sal.values(), default=0.3)
    return min(1.0, 0.2 + 0.5 * top + {"out": 0.0, "armed": 0.15, "direct": 0.3}[power.level_at_asof])


def access_kind(power: PackPower) -> str:
    """Return how a power can reach the theatre, from what the pack says it could do there."""
    if any(parts_of(option)[0] == "ground" for option in power.options):
        return "land_air" if is_near(power) else "sea"
    return "land_air" if is_near(power) and not is_body(power) else "air_only"


def power_block(pack: Pack, power: PackPower, guesses: Guesses) -> Block:
    """Return a power as the scenario file writes it."""
    options, active = power.options, active_of(power)
    block: Block = {
        "id": power.id, "name": power.name,
        "tie_A": {"v": around(tie_to(power, "A"), 0.15, low=-1.0), "source": ["pack"], "grade": "J"},
        "tie_B": {"v": around(tie_to(power, "B"), 0.15, low=-1.0), "source": ["pack"], "grade": "J"},
        "interests": [
            {"issue": issue, "position": power.pos[issue], "salience": power.sal.get(issue, 0.3)}
            for issue in power.pos
        ],
        "rivals": rivals_of(pack, power),
        "attention": guess(around(attention(power), 0.15)),
        "access": guess([0.6, 0.8, 0.95] if is_near(power) else [0.2, 0.4, 0.6]),
        "access_kind": access_kind(power),
        "leverage_A": guess(around(leverage(power, "A"), 0.15)), "leverage_B": guess(around(leverage(power, "B"), 0.15)),
        "skill": guess([0.3, 0.5, 0.7]), "neighbour": is_near(power), "level": power.level_at_asof, "active": active,
        "options": list(dict.fromkeys(["stay_out", *options])), "exports_drones": sends_drones(pack, power),
        "note": power.note,
    }  # fmt: skip
    share = capability(power)
    if share is not None:
        block["capability_share"] = {"v": share, "source": ["nmc"], "grade": "C"}
    if is_body(power):
        block["exports_drones"] = False
    guesses.add(f"powers.{power.id}", "attention, access, leverage and the options in use are assumed from stakes, bases and level")
    return block


def rivals_of(pack: Pack, power: PackPower) -> Block:
    """Return whom a power counts as a rival, by how far they stand on opposite sides [share]."""
    out: Block = {}
    for other in pack.powers:
        gap = -0.5 * sum(tie_to(power, side) * tie_to(other, side) for side in ("A", "B"))
        if other.id != power.id and gap > 0.1 and not is_body(other) and not is_body(power):
            out[other.id] = guess(tidy(min(gap, 0.8)))
    return out


def tie_blocks(pack: Pack, guesses: Guesses) -> list[Block]:
    """Return the ties among powers: half the product of their ties to the sides, and not hostile where a bond is named."""
    blocks = []
    for i, a in enumerate(pack.powers):
        for b in pack.powers[i + 1 :]:
            value = 0.5 * sum(tie_to(a, side) * tie_to(b, side) for side in ("A", "B"))
            if names_each_other(a, b):
                value = max(value, 0.0) + 0.1
            blocks.append({"a": a.id, "b": b.id, "tie": guess(around(max(-0.8, min(0.8, value)), 0.1, low=-1.0))})
    if blocks:
        guesses.add("ties", f"{len(blocks)} ties among powers follow from their ties to the sides")
    return blocks


def names_each_other(a: PackPower, b: PackPower) -> bool:
    """Return whether the bonds of one power speak of the other."""
    return any(word in mentions_of(x) for x, y in ((a, b), (b, a)) for word in _names(y))


def mentions_of(power: PackPower) -> str:
    """Return what a power's bonds say, in one text."""
    return " ".join(tie.what for tie in power.ties).lower()


def _names(power: PackPower) -> list[str]:
    return [word for word in words_of(power.id) if len(word) > 3] + [power.name.lower()]


def sends_drones(pack: Pack, power: PackPower) -> bool:
    """Return whether a power has drones in or near the theatre that it could hand over or fly for a side."""
    return any(mode_of(block.drones) > 0 for block in own_blocks(pack, power)) and pack.asof.year >= 2010


def own_blocks(pack: Pack, power: PackPower) -> list[PackForces]:
    """Return the blocks of forces that belong to a power, such as ``patron_in_theatre`` for patron."""
    rows = [(key, block) for key, block in pack.forces.items() if key not in ("A", "B") and isinstance(block, PackForces)]
    return [block for key, block in rows if key.split("_")[0] in words_of(power.id) | {power.id}]


def option_blocks(pack: Pack, guesses: Guesses) -> list[Block]:
    """Return what fighting means where the pack counts the forces a power would bring: aircraft and men of its blocks.

    Several powers that share a block share its size. Grade J.
    """
    sizes: dict[str, list[Block]] = {}
    for key, block in pack.forces.items():
        if key in ("A", "B") or not isinstance(block, PackForces) or key.endswith("_reserve"):
            continue
        owners = [p for p in pack.powers if block in own_blocks(pack, p)]
        owners = owners or [p for p in pack.powers if p.level_at_asof == "direct" and key.split("_")[0] == "nato"]
        for power in owners:
            for option in power.options:
                effect = _effect(block, option, len(owners))
                if effect and favours(option) == helped(power):
                    sizes.setdefault(option, []).append(effect)
    for option in sizes:
        guesses.add(f"options.{option}", "its size is that of the forces the pack counts for the power")
    said = {"level": "direct", "text": "forces counted in the pack"}
    return [{"id": option} | said | {"effects": effects[0]} for option, effects in sizes.items()]


def _effect(block: PackForces, option: str, sharing: int) -> Block:
    verb, _ = parts_of(option)
    if verb == "air" and block.combat_aircraft is not None and mode_of(block.combat_aircraft) > 0:
        return {"aircraft": number(block.combat_aircraft, "1", factor=1.0 / sharing)["v"]}
    if verb == "ground" and block.men_theatre is not None:
        return {"men": number(block.men_theatre, "1", factor=1.0 / sharing)["v"]}
    return {}


def treaty_blocks(pack: Pack, guesses: Guesses) -> list[Block]:
    """Return the bonds that oblige armed help: honoured in 41 % of cases times how far they bind here."""
    blocks = []
    for power in pack.powers:
        for i, tie in enumerate(power.ties):
            if tie.binding < 0.05 or power.level_at_asof == "direct" or is_body(power):
                continue
            side = helped(power)
            blocks.append({
                "id": f"T_{power.id}_{i + 1}"[:40], "name": tie.what, "parties": [power.id, side], "kind": "defence pact",
                "obliges": power.id, "protects": side, "covers_disputed": True, "covers_recognised": True,
                "reliability": guess(around(HONOURED * tie.binding, 0.5 * HONOURED * tie.binding + 0.02)),
            })  # fmt: skip
    if blocks:
        said = f"{len(blocks)} bonds taken as pacts for the whole theatre, honoured in 41 % of cases times binding"
        guesses.add("treaties", said)
    return blocks


def red_line_blocks(pack: Pack, sectors: Sequence[PackSector], shares: dict[str, float], guesses: Guesses) -> list[Block]:
    """Return the red lines: what they speak of is read from their words, the answer from the threat's words."""
    blocks = []
    for power in pack.powers:
        for i, line in enumerate(power.red_lines):
            block = _red_line(pack, power, line, f"R_{power.id}_{i + 1}"[:40], (sectors, shares))
            answer = ", ".join(block["answer"])
            guesses.add(f"red_lines.{block['id']}", f"read as {block['trigger']}, answered by {answer}: {line.text[:70]!r}")
            blocks.append(block)
    return blocks


def _red_line(pack: Pack, power: PackPower, line: PackRedLine, name: str, ground: Ground) -> Block:
    text = line.text.lower()
    foe = "B" if helped(power) == "A" else "A"
    block: Block = {
        "id": name, "owner": power.id, "protects": line.text[:80], "against": [foe],
        "threshold": "N(6, 1.5)", "belief_sd": guess([0.5, 1.5, 3.0]), "answer": answers_to(power, line.threat),
        "credibility": guess(around(line.cred, 0.15)), "text": f"{line.text}; threat: {line.threat}",
    }  # fmt: skip
    entering = [p for p in pack.powers if p.id != power.id and any(word in text for word in _names(p))]
    if entering and mentions([text], *ENTRY_WORDS):
        return block | {"trigger": "power_entry", "entry_of": entering[0].id, "against": []}
    if mentions([text], *OWN_MEN):
        return block | {"trigger": "own_forces"}
    named = [s.id for s in ground[0] if s.contested and any(len(w) > 3 and w in text for w in _place_words(s))]
    return block | {"trigger": "sector", "sectors": named or heartland(ground, helped(power))}


def _place_words(sector: PackSector) -> set[str]:
    return words_of(sector.id) | set(sector.name.lower().split()[:1])


def heartland(ground: Ground, side: str) -> list[str]:
    """Return the contested sectors that matter most to a side: the weightiest third of what it holds firmly."""
    sectors, shares = ground
    held = sorted((s for s in sectors if s.contested and own(shares[s.id], side) > 0.8), key=lambda s: -s.w)
    held = held or sorted((s for s in sectors if s.contested), key=lambda s: -s.w)
    return [s.id for s in held[: max(1, len(held) // 3)]]


def answers_to(power: PackPower, threat: str) -> list[str]:
    """Return the options that a threat names; ``threaten`` against the other side where it names none.

    Grade J: verbs found in the threat's text, else threaten.
    """
    found = [o for o in power.options if re.search(rf"\b{re.escape(o)}\b", threat)]
    if found:
        return found
    foe = "B" if helped(power) == "A" else "A"
    plain = [o for o in power.options if parts_of(o)[0] in threat.lower() and parts_of(o)[0] not in ("air", "arm")]
    return plain[:2] or [f"threaten_{foe}"]


def possible_answers(powers: Sequence[Block], lines: Sequence[Block], guesses: Guesses) -> list[Block]:
    """Return the red lines with answers that their owners can give: what a power cannot do, it can only say.

    A statement is added to the options of an owner that has none.
    """
    owners = {power["id"]: power for power in powers}
    answered = []
    for line in lines:
        options = owners[line["owner"]]["options"]
        able = [answer for answer in line["answer"] if answer in options]
        if not able:
            able = ["statement"]
            said = f"{', '.join(line['answer'])} is not among the options of {line['owner']}: a statement is the answer"
            guesses.add(f"red_lines.{line['id']}.answer", said)
            if "statement" not in options:
                options.append("statement")
        answered.append(line | {"answer": able})
    return answered
