"""The belligerents of a fact pack as a scenario writes them: people, will, quality, forces, means, and how they wage it."""

from __future__ import annotations

import math

from multipolar.data.pack import UNREAD, Pack, PackBelligerent, PackEconomy, PackForces
from multipolar.data.pack_numbers import Block, Guesses, guess, mentions, mode_of, number, tidy

MEN_PER_HEAD = 60.0
GDP_PER_HEAD = 2500.0
PEOPLE_SPREAD = 0.9
"""Inhabitants when a pack gives none: between 60 per soldier and one per 2,500 dollars of output. Grade J."""
LIMITED = "Mix(0.4: Beta(3, 9), 0.6: 1)"
HARDLY_LIMITED = "Mix(0.1: Beta(3, 9), 0.9: 1)"
"""Share of the force that is committed: limited aims in four of ten rounds that begin without a call-up, else in one of
ten. Source: day, limited aims."""
AIMS = "Mix(0.35: 1, 0.65: Beta(1.5, 2.5))"
"""Part of the ground it lacks that a side wants; all of it in about a third of wars. Grade J."""
FROM_THE_AIR = "Beta(1.5, 12)"
"""A side that rules out a ground war commits next to nothing on the ground. Grade J."""
SURPRISE = (0.0, 0.7, 1.5)
SURPRISE_DAYS = 5.0
"""P69 and the time in which surprise wears off."""
ARMED_DRONES = 0.4
FIRST_ARMED_YEAR = 2010
"""Share of armed drones among those counted, none before 2010. Grade J, tried on past wars."""
COST_PER_SOLDIER = 4e-4
CUSHION_DAYS = 1500.0
LEAST_CUSHION = 60.0
"""Days of war that liquid means last: 60 + 1500 (1 - strain)^2. Grade J."""
RESERVIST = (0.2, 4.0)
CALLED_UP = (0.7, 10.0)
"""Share of the men who stand ready and days until the rest do: armies of reservists; other call-ups. Grade J."""


def belligerent(pack: Pack, side: str) -> PackBelligerent:
    """Return what the pack says of a side."""
    return {str(key): found for key, found in pack.belligerents.items()}[side]


def forces_of(pack: Pack, side: str) -> PackForces:
    """Return the forces of a side."""
    block = pack.forces[side]
    assert isinstance(block, PackForces)
    return block


def notes_of(block: PackForces) -> list[str]:
    """Return every note in a block of forces."""
    notes = [getattr(found, "note", "") for key, found in block if key not in UNREAD[PackForces]]
    return [note for note in notes if note]


def calls_up(pack: Pack, side: str) -> bool:
    """Return whether the pack speaks of a side still calling up its men."""
    texts = [*notes_of(forces_of(pack, side)), *belligerent(pack, side).constraints]
    return mentions(texts, "call-up", "called up", "reserves need", "being mobilised", "still mobilising")


def mobilised(pack: Pack, side: str) -> bool:
    """Return whether the pack speaks of mobilisation, a sign of a war in earnest."""
    side_block = belligerent(pack, side)
    texts = [*notes_of(forces_of(pack, side)), *side_block.constraints, *side_block.members, pack.background]
    return mentions(texts, "mobilis", "mobiliz", "call-up", "called up", "conscript")


def stays_in_the_air(pack: Pack, side: str) -> bool:
    """Return whether a side rules out fighting on the ground."""
    texts = belligerent(pack, side).constraints
    return mentions(texts, "no ground war", "no ground troops", "no ground force", "air only", "from the air only")


def population(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return the inhabitants of a side [persons]; packs without ``pop_m`` get a wide guess from men and output."""
    found = belligerent(pack, side).pop_m
    if found is not None:
        return number(found, "persons", low=1e4, factor=1e6)
    men = max(mode_of(forces_of(pack, side).men_theatre, 1000.0), 500.0)
    economy = pack.economy.get(side)
    gdp = None if economy is None else economy.gdp_usd_bn
    logs = [math.log(MEN_PER_HEAD * men)] + ([] if gdp is None else [math.log(gdp.mode * 1e9 / GDP_PER_HEAD)])
    middle = tidy(min(max(math.exp(sum(logs) / len(logs)), 2e4), 1.5e9))
    guesses.add(f"belligerents.{side}.population", f"about {middle:,.0f}, from men under arms and output: not in the pack")
    return guess(f"LogN({middle:g}, {PEOPLE_SPREAD})", "persons")


def commitment(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return the share of the force that a side puts into the war [share]."""
    path = f"belligerents.{side}.commitment"
    if stays_in_the_air(pack, side):
        guesses.add(path, f"{FROM_THE_AIR}: the pack says that side {side} rules out a ground war")
        return guess(FROM_THE_AIR)
    limited = pack.phase == "start" and not mobilised(pack, side)
    law = LIMITED if limited else HARDLY_LIMITED
    guesses.add(path, f"{law}: the aims may be limited")
    return guess(law)


def aim(side: str, guesses: Guesses) -> Block:
    """Return the part of what it does not hold that a side wants [share]: everything in a third of wars, else a part of it."""
    guesses.add(f"belligerents.{side}.aim", f"{AIMS}: the pack states aims in words")
    return guess(AIMS)


def strategic_air(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return the share of sorties flown against targets of the enemy state: most for a side that fights from the air only."""
    if stays_in_the_air(pack, side):
        guesses.add(f"belligerents.{side}.strategic_air", "three fifths of the sorties strike the enemy state")
        return guess([0.4, 0.6, 0.8])
    return guess([0.0, 0.05, 0.15])


def surprise(pack: Pack) -> Block:
    """Return the surprise that the opener still enjoys [level]: fresh in a new round, 0.3 of it in an escalation."""
    share = 0.3
    if pack.phase == "start":
        days = (pack.asof - pack.round_start).days
        share = math.exp(-days / SURPRISE_DAYS) if days <= 30 else 1.0
    return guess([tidy(share * level) for level in SURPRISE])


def belligerent_block(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return a belligerent as the scenario file writes it."""
    found, forces = belligerent(pack, side), forces_of(pack, side)
    block: Block = {
        "id": side, "name": found.name, "members": [str(m) for m in found.members], "aims": [str(a) for a in found.aims],
        "will": number(found.will, "1", high=1.0),
        "quality": guess([0.35, 0.5, 0.65]) if forces.quality is None else number(forces.quality, "1", high=1.0),
        "population": population(pack, side, guesses), "commitment": commitment(pack, side, guesses), "aim": aim(side, guesses),
        "strategic_air": strategic_air(pack, side, guesses),
        "interests": [
            {"issue": issue, "position": found.pos[issue], "salience": found.sal.get(issue, 0.5)}
            for issue in found.pos
        ],
        "constraints": [str(c) for c in found.constraints],
        "economy": economy_block(pack, side, guesses),
    }  # fmt: skip
    if side == "A":
        block["surprise"] = surprise(pack)
        guesses.add("belligerents.A.surprise", "level of surprise of the opener is not in the pack")
    return block


def economy_block(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return the means of a side: a strained economy has few days of war left in its purse."""
    found = pack.economy.get(side) or PackEconomy()
    men = mode_of(forces_of(pack, side).men_theatre, 1000.0)
    cost = tidy(max(COST_PER_SOLDIER * men, 0.01))
    days = LEAST_CUSHION + CUSHION_DAYS * (1.0 - found.strain) ** 2
    block: Block = {"war_cost": guess([tidy(0.5 * cost), cost, tidy(2 * cost)], "M USD/day")}
    if found.gdp_usd_bn is not None:
        block["gdp"] = number(found.gdp_usd_bn, "bn USD")
    if found.reserves_usd_bn is not None:
        block["reserves"] = number(found.reserves_usd_bn, "bn USD")
    else:
        block["reserves"] = guess(tidy(cost * days / 1000.0), "bn USD", f"lasts {days:.0f} days at the strain the pack states")
    guesses.add(f"belligerents.{side}.economy", "running cost and liquid means are assumed from men and stated strain")
    return block


def force_block(pack: Pack, side: str, guesses: Guesses) -> Block:
    """Return the forces of a side as the scenario file writes them; men are posted by length of contact."""
    found = forces_of(pack, side)
    men = guess(0, "persons") if found.men_theatre is None else number(found.men_theatre, "persons")
    block: Block = {"in_theatre": men, "reserve_share": guess([0.1, 0.2, 0.3])}
    names = {
        "tanks": ("tanks", "items"), "afv": ("ifv", "items"), "artillery": ("guns", "items"), "mrl": ("launchers", "items"),
        "combat_aircraft": ("aircraft", "items"), "attack_helis": ("helicopters", "items"), "sam": ("sam", "batteries"),
    }  # fmt: skip
    for key, (name, unit) in names.items():
        value = getattr(found, key)
        if value is not None and value.low_mode_high[2] > 0:
            block[name] = number(value, unit)
    block |= _drones(pack, side, found, guesses) | _call_up(pack, side, found, guesses)
    guesses.add(f"forces.{side}.distribution", "men are posted by length of contact, a fifth in reserve: no rows in the pack")
    guesses.add(f"forces.{side}.munitions_stock", "stock and use follow the number of tubes and the presence of a sponsor")
    return block


def _drones(pack: Pack, side: str, found: PackForces, guesses: Guesses) -> Block:
    if found.armed is not None:
        return {"armed_drones": number(found.armed, "items")}
    if found.drones is None or found.drones.low_mode_high[2] <= 0:
        return {}
    if pack.asof.year < FIRST_ARMED_YEAR:
        guesses.add(f"forces.{side}.armed_drones", "none: drones counted before 2010 only scouted")
        return {}
    guesses.add(f"forces.{side}.armed_drones", f"{ARMED_DRONES:g} of the drones counted: the pack does not say how many are armed")
    return {"armed_drones": number(found.drones, "items", factor=ARMED_DRONES)}


def _call_up(pack: Pack, side: str, found: PackForces, guesses: Guesses) -> Block:
    if found.ready_at_asof is not None or found.mobilisation_days is not None:
        ready = guess(0.7) if found.ready_at_asof is None else number(found.ready_at_asof, "1", high=1.0)
        days = guess(10.0, "days") if found.mobilisation_days is None else number(found.mobilisation_days, "days")
        return {"ready": ready, "mobilisation": days}
    if not calls_up(pack, side):
        return {}
    reservists = mentions([*notes_of(found), *belligerent(pack, side).constraints], "reserve", "450 men")
    part, over = RESERVIST if reservists else CALLED_UP
    guesses.add(f"forces.{side}.ready", f"{part:g} of the men stand ready, the rest within {over:g} days: a call-up is under way")
    return {"ready": guess([tidy(0.5 * part), part, tidy(min(1.0, 1.6 * part))]), "mobilisation": guess(over, "days")}
