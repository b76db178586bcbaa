"""What could end the war of a fact pack: generic designs, because packs tell what was talked about in words only."""

from __future__ import annotations

from multipolar.data.pack import Pack, PackPower
from multipolar.data.pack_numbers import Block, Guesses, guess
from multipolar.data.pack_powers import capability, helped, is_body, leverage, tie_to

FORCE = "peacekeepers"
WATCH = "observers"
FRIENDLY = -0.6


def senders(pack: Pack, option: str) -> list[PackPower]:
    """Return the powers that could send peacekeepers or observers, organisations and the weighty first."""
    found = [p for p in pack.powers if option in p.options]
    return sorted(found, key=lambda p: (not is_body(p), -(capability(p) or 0.005)))


def settlement_blocks(pack: Pack, guesses: Guesses) -> list[Block]:
    """Return the designs that any war can end by: halts of several kinds, return to the old line, hand-over, surrender."""
    watchers, forces = senders(pack, WATCH), senders(pack, FORCE)
    designs = [_design("halt", "the armies stop where they stand", "line_of_contact", enforcement=0.15, face=(0.05, 0.0))]
    if watchers:
        names = [p.id for p in watchers[:3]]
        designs.append(_design("halt_watched", "a halt under observers", "line_of_contact", "observers", names,
                               enforcement=0.3, face=(0.05, 0.05)))  # fmt: skip
    if forces:
        names = [p.id for p in forces[:4]]
        kept = "multinational"
        designs += [
            _design("halt_force", "a halt under an international force", "line_of_contact", kept, names,
                    enforcement=0.5, face=(0.05, 0.05)),
            _design("hand_over_force", "ground handed over under an international force", "contact_plus_districts", kept, names,
                    enforcement=0.5, face=(0.2, -0.2)),
            _design("back_force", "return to the old lines under an international force", "line_before", kept, names,
                    enforcement=0.5, face=(-0.25, 0.2)),
        ]  # fmt: skip
    designs.append(_design("back", "return to the lines before the round", "line_before", enforcement=0.2, face=(-0.35, 0.25)))
    designs.append(_design("hand_over", "ground handed over by the side that loses", "contact_plus_districts",
                           enforcement=0.15, face=(0.2, -0.25)))  # fmt: skip
    designs.append(_design("yield_all", "the losing side leaves the contested ground", "all", enforcement=0.3, face=(0.4, -0.6)))
    designs += _patrons(pack)
    for design in designs:
        design["part_worth"] = {p.id: guess(worth(p, design)) for p in pack.powers}
    guesses.add("settlements", f"{len(designs)} generic designs; packs describe proposals in words only")
    return designs


def _design(name: str, what: str, territory: str, kind: str = "none", enforcers: list[str] | None = None, *,
            enforcement: float, face: tuple[float, float]) -> Block:  # fmt: skip
    return {
        "id": name, "what": what, "territory": territory, "arrangement": kind, "enforcers": enforcers or [],
        "enforcement": guess([max(0.0, enforcement - 0.15), enforcement, min(1.0, enforcement + 0.15)]),
        "face_A": guess([face[0] - 0.2, face[0], face[0] + 0.2]), "face_B": guess([face[1] - 0.2, face[1], face[1] + 0.2]),
        "consent": ["A", "B"],
    }  # fmt: skip


def _patrons(pack: Pack) -> list[Block]:
    """Return the designs that patrons could stand behind: one with a hold on both sides, and two from opposite sides."""
    able = [p for p in pack.powers if not is_body(p) and FORCE in p.options and p.level_at_asof != "direct"]
    lone = [p for p in able if min(leverage(p, "A"), leverage(p, "B")) >= 0.15]
    designs = [
        _design(f"patron_{p.id}"[:40], f"a halt under troops of {p.name}", "line_of_contact", "single_power", [p.id],
                enforcement=0.5, face=(0.05, 0.0))
        for p in lone[:2]
    ]  # fmt: skip
    armed = [p for p in pack.powers if p.level_at_asof != "out" and not is_body(p)]
    friends = {side: [p for p in armed if helped(p) == side and tie_to(p, side) >= 0.4] for side in ("A", "B")}
    if friends["A"] and friends["B"]:
        pair = [max(friends[side], key=lambda p: (FORCE in p.options, capability(p) or 0.005)) for side in ("A", "B")]
        designs.append(_design("patrons_patrol", f"a halt patrolled by {pair[0].name} and {pair[1].name}", "line_of_contact",
                               "joint_patrols", [p.id for p in pair], enforcement=0.4, face=(0.1, 0.0)))  # fmt: skip
    return designs


def worth(power: PackPower, design: Block) -> list[float]:
    """Return what a design is worth to a power [utility]: peace a little, its friend's gain more. Grade J."""
    gap = 0.5 * (tie_to(power, "A") - tie_to(power, "B"))
    slope = {"line_of_contact": 0.0, "line_before": -0.3, "contact_plus_districts": 0.3, "all": 0.5}[str(design["territory"])]
    middle = max(-0.8, min(0.8, 0.15 + slope * gap))
    return [round(middle - 0.15, 3), round(middle, 3), round(middle + 0.15, 3)]
