"""The order around the war becomes records: treaties, red lines, settlement designs, linked theatres."""

from __future__ import annotations

from multipolar.codes import Arrangement, RedLineKind, StatusClause, Territory
from multipolar.model.build_draft import Draft
from multipolar.model.build_options import split_option
from multipolar.model.build_sides import side_of
from multipolar.model.build_theatre import side_code
from multipolar.model.labels import option_key
from multipolar.scenario.document import LinkedTheatre, RedLine, Settlement, Treaty

BELIEF_ERROR = "N(0, 1)"
"""Error of a belief in spreads of it: beliefs are as good as whoever holds them thinks [sd]. Design, claim C25."""
LINK_RATE = 0.02
"""Rate of major fighting in a linked theatre where the scenario gives none [1/month]. Grade J."""


def fill_order(draft: Draft) -> None:
    """Fill treaties, red lines, designs and linked theatres."""
    for t, treaty in enumerate(draft.document.treaties):
        _treaty(draft, t, treaty)
    for r, line in enumerate(draft.document.red_lines):
        _red_line(draft, r, line)
        _red_belief(draft, r, line)
    for g, design in enumerate(draft.document.settlements):
        _design(draft, g, design)
        _design_worth(draft, g, design)
    for z, link in enumerate(draft.document.linked_theatres):
        _link(draft, z, link)


def _treaty(draft: Draft, t: int, treaty: Treaty) -> None:
    sc = draft.sc
    power, side = draft.power(treaty.obliges), side_of(draft, treaty.protects)
    sc["treaty_power"][t], sc["treaty_side"][t] = power, side
    sc["treaty_zone"][t] = treaty.covers_disputed
    sc["treaty_soil"][t] = treaty.covers_recognised
    sc["treaty_consult"][t] = treaty.consultation
    if power >= 0 and side >= 0:
        sc["guarantees"][power, side] = 1
    sc["treaty_several"][t] = treaty.multilateral
    draft.plan.put("treaty_automatic", (t,), treaty.automaticity)
    draft.plan.put("treaty_reliability", (t,), treaty.reliability)


def _red_line(draft: Draft, r: int, line: RedLine) -> None:
    sc = draft.sc
    against = {side_of(draft, name) for name in line.against} - {-1}
    sc["red_owner"][r] = draft.power(line.owner)
    sc["red_kind"][r] = RedLineKind.of(line.trigger)
    sc["red_side"][r] = against.pop() if len(against) == 1 else -1
    sc["red_entry"][r] = draft.power(line.entry_of)
    sc["red_entry_side"][r] = side_code(line.entry_side)
    for g, design in enumerate(draft.labels.designs):
        sc["red_design"][r, g] = design in line.designs
    for name in line.sectors:
        if draft.sector(name) >= 0:
            sc["red_sector"][r, draft.sector(name)] = 1
    told = {max(side_of(draft, name), draft.actor(name)) for name in line.believed_by}
    for x in range(len(draft.labels.actors)):
        sc["red_told"][r, x] = x in told or not told
    for n, name in enumerate(draft.labels.catalogue):
        sc["red_answer"][r, n] = is_answer(draft, line, name)


def is_answer(draft: Draft, line: RedLine, option: str) -> bool:
    """Return whether a catalogue option is an answer the owner named: by id, or by verb among its own options."""
    named = [option_key(name, draft.labels.sides) for name in line.answer]
    if option in named:
        return True
    owner = draft.power(line.owner)
    verb = split_option(option, draft.labels.actors)[0]
    return verb in named and owner >= 0 and option in draft.labels.options[owner]


def _red_belief(draft: Draft, r: int, line: RedLine) -> None:
    put = draft.plan.put
    slot = put("red_threshold", (r,), line.threshold)
    # Where nothing is said, others err about the owner's own threshold, by as much as they know themselves to be unsure of it.
    if line.belief_mean is None:
        group = f"{line.threshold.source[0]}|red_threshold" if line.threshold.source else ""
        put("red_belief", (r,), line.threshold, group=group, key=draft.plan.key_of("red_threshold", slot))
        put("red_bias", (r,), BELIEF_ERROR)
    else:
        put("red_belief", (r,), line.belief_mean)
        put("red_bias", (r,), 0.0)
    spread = put("red_spread", (r,), line.belief_sd)
    group = f"{line.belief_sd.source[0]}|red_spread" if line.belief_sd.source else ""
    put("red_error", (r,), line.belief_sd, group=group, key=draft.plan.key_of("red_spread", spread))
    put("red_credibility", (r,), line.credibility)


def _design(draft: Draft, g: int, design: Settlement) -> None:
    sc = draft.sc
    sc["territory"][g] = Territory.of(design.territory)
    sc["arrangement"][g] = Arrangement.of(design.arrangement)
    sc["final"][g] = design.final
    sc["status_clause"][g] = StatusClause.of(design.status_clause)
    sc["transport_links"][g] = design.transport_links
    sc["guarantor_penalty"][g] = design.guarantor_penalty
    for p, power in enumerate(draft.labels.powers):
        sc["enforcer"][g, p] = power in design.enforcers
        sc["outside_role"][g, p] = power in design.outside_role


def _design_worth(draft: Draft, g: int, design: Settlement) -> None:
    put = draft.plan.put
    put("design_enforcement", (g,), design.enforcement)
    put("design_face", (g, 0), design.face_A)
    put("design_face", (g, 1), design.face_B)
    put("design_known", (g,), 1.0)
    for p, power in enumerate(draft.labels.powers):
        put("design_worth", (g, p), design.part_worth.get(power, 0.0))
        put("design_consent", (g, p), float(power in design.consent))


def _link(draft: Draft, z: int, link: LinkedTheatre) -> None:
    sc = draft.sc
    patrons = [draft.power(name) for name in link.patrons if draft.power(name) >= 0]
    sc["link_challenger"][z] = draft.power(link.challenger)
    sc["link_patron"][z] = draft.power(link.defender_patron)
    sc["link_a"][z] = patrons[0] if patrons else -1
    sc["link_b"][z] = patrons[1] if len(patrons) > 1 else -1
    draft.plan.put("link_tension", (z,), link.tension)
    draft.plan.put("link_rate", (z,), LINK_RATE if link.base_rate is None else link.base_rate)
