"""What the world was told is not what is true: the true state on the as-of date is drawn from reports.

Maps lag and are cautious at the front, captures are claimed before they are true, own dead are announced in part and
the enemy's are exaggerated. Source: subject 20 with its presets for as-of runs (no value of the war
itself).
"""

from __future__ import annotations

from multipolar.model.plan import ReportArrays
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.jit import law, step

HEARD = 0.5
SHORT_OF_PLACE = 0.95
LEAST_REPORTING = 0.1
LEAST_RATIO = 1.0
ITEMS_LEFT = 0.1
FLED_WITH_PLACE = 0.95
ANNOUNCED, CLAIMED = 0, 1

FRONT_CAUTION = "Exp(0.04)"
"""Ground of a front sector beyond what a cautious map concedes [share]; alike over the sectors of one map. Grade J."""
EQUIPMENT_CLAIM = "LogN(1.8, 0.5)"
"""Enemy equipment claimed over truly lost [ratio]. Grade J."""
SLOW_LEAD = "Exp(6)"
"""Lead of a claim that has already been disproved once [days]: the slow part of the claim lead. Source: subject 20."""
FLED_NOISE = "LogN(1, 0.2)"
"""Reported over true displaced [ratio]. Grade J."""
GUEST_SPREAD = 0.3
"""Log spread of foreign fighters around a reported number. Grade J."""


@law
def mapped_share(shown: float, trend: float, lag: float, caution: float, opener: int) -> float:
    """Return the true share behind a lagging, cautious map [share].

    share = shown + trend x lag + sign x caution, towards the side the trend favours, the ``opener`` (0 A, 1 B) without a trend;
    held in [0, 1]. ``trend`` [share/day], ``lag`` [days], ``caution`` [share]. Source: subject 20, community map.
    """
    sign = -1.0 if trend < 0.0 or (trend == 0.0 and opener == 1) else 1.0
    return min(1.0, max(0.0, shown + trend * lag + sign * caution))


@law
def days_held(age: float, lead: float, gap: float, slow: float, disproved: bool) -> float:
    """Return for how many days a claimed place has truly been held, negative when it is not yet [days].

    held = age - lead; after a disproof ``gap`` days after the claim, lead = gap + slow lead. Source: subject 20.
    """
    return age - (gap + slow if disproved else lead)


@law
def place_share(own: float, depth: float, held: float, ground: float) -> float:
    """Return the claimant's share of a sector given for how long it has held the key place [share].

    Not held: below the depth at which the place falls. Held: a part ``ground`` of the way from what the map shows to
    that depth, since a town may fall before the ground around it. Grade J.
    """
    if held < 0.0:
        return min(own, SHORT_OF_PLACE * depth)
    return max(own, own + ground * (depth - own))


@law
def true_dead(announced: float, reporting: float) -> float:
    """Return the true dead behind an announced number [persons]: y / phi, phi at least 0.1. Source: subject 20."""
    return announced / max(reporting, LEAST_REPORTING)


@law
def true_enemy_dead(claimed: float, ratio: float) -> float:
    """Return the true dead behind the enemy's claim [persons]: y / psi, psi at least 1. Source: subject 20."""
    return claimed / max(ratio, LEAST_RATIO)


@law
def items_left(start: float, claimed: float, ratio: float) -> float:
    """Return the equipment left after claimed losses [items]: start - y / psi, at least a tenth of the start."""
    return max(start - claimed / max(ratio, LEAST_RATIO), ITEMS_LEFT * start)


@law
def fled_share(reported: float, noise: float, fallen: bool) -> float:
    """Return the share of a sector's people who are gone: the report, nearly all where the key place fell [share]."""
    gone = min(1.0, reported / max(noise, 0.2))
    return max(gone, FLED_WITH_PLACE) if fallen else gone


@law
def report_counts(reports: ReportArrays, report: int, work: FloatArray) -> bool:
    """Return whether a report counts in this member: every claim that carries it has at least half strength."""
    for k in range(reports.gate_start[report], reports.gate_start[report + 1]):
        if work[reports.known[0] + reports.gate_claim[k]] < HEARD:
            return False
    return True


@step
def observe_map(reports: ReportArrays, work: FloatArray) -> None:
    """Move the shares of mapped sectors from the map to the truth."""
    lag = work[reports.known[1]]
    for k in range(reports.map_report.size):
        if report_counts(reports, reports.map_report[k], work):
            caution = work[reports.map_front[k]] if reports.map_front[k] >= 0 else 0.0
            shown, trend = reports.map_value[k], reports.map_trend[k]
            work[reports.map_slot[k]] = mapped_share(shown, trend, lag, caution, reports.map_opener[k])


@step
def held_for(reports: ReportArrays, work: FloatArray, k: int) -> float:
    """Return for how many days the claimed place ``k`` has been held in this member [days], negative: not yet."""
    first = reports.place_lead[k]
    disproof = reports.place_disproof[k]
    disproved = disproof >= 0 and report_counts(reports, disproof, work) and work[first + 2] < reports.place_trust[k]
    held = days_held(reports.place_age[k], work[first], reports.place_gap[k], work[first + 1], disproved)
    video = reports.place_video[k]
    if video >= 0 and report_counts(reports, video, work) and work[first + 3] < work[reports.known[2]]:
        held = max(held, reports.place_video_age[k])
    return held


@step
def observe_places(reports: ReportArrays, work: FloatArray) -> None:
    """Let claims on places, disproofs and videos move the shares of their sectors; a held place counts as such."""
    for k in range(reports.place_report.size):
        if not report_counts(reports, reports.place_report[k], work):
            continue
        held = held_for(reports, work, k)
        slot = reports.place_slot[k]
        depth = work[reports.place_depth[k]]
        own = work[slot] if reports.place_side[k] == 0 else 1.0 - work[slot]
        own = place_share(own, depth, held, work[reports.place_lead[k] + 4])
        if held >= 0.0:
            work[reports.place_depth[k]] = min(depth, own)
        work[slot] = own if reports.place_side[k] == 0 else 1.0 - own


@step
def observe_dead(reports: ReportArrays, work: FloatArray) -> None:
    """Draw the true dead so far: from the side's own announcements, else from the enemy's claims, else as the other."""
    dead = reports.known[3]
    told = 0
    for kind in range(2):
        for k in range(reports.dead_report.size):
            b = reports.dead_side[k]
            fits = reports.dead_kind[k] == kind and (told & (1 << b)) == 0
            if fits and report_counts(reports, reports.dead_report[k], work):
                if kind == ANNOUNCED:
                    work[dead + b] = true_dead(reports.dead_value[k], work[reports.known[4]])
                else:
                    work[dead + b] = true_enemy_dead(reports.dead_value[k], work[reports.known[5]])
                told |= 1 << b
    if told == 1:
        work[dead + 1] = work[dead]
    if told == 2:
        work[dead] = work[dead + 1]


@step
def observe_rest(reports: ReportArrays, work: FloatArray) -> None:
    """Draw equipment left, people gone and foreign fighters present from their reports."""
    for k in range(reports.item_report.size):
        if report_counts(reports, reports.item_report[k], work):
            slot = reports.item_slot[k]
            work[slot] = items_left(work[slot], reports.item_value[k], work[reports.item_ratio[k]])
    for k in range(reports.fled_report.size):
        if report_counts(reports, reports.fled_report[k], work):
            share = work[reports.fled_share[k]]
            own = share if reports.fled_side[k] == 0 else 1.0 - share
            noise = work[reports.fled_noise[k]]
            work[reports.fled_slot[k]] = fled_share(reports.fled_value[k], noise, own < HEARD)
    for k in range(reports.guest_report.size):
        if not report_counts(reports, reports.guest_report[k], work):
            work[reports.guest_slot[k]] = 0.0


@step
def observe_start(reports: ReportArrays, work: FloatArray) -> None:
    """Turn one member's drawn inputs and the reports into its true state on the as-of date."""
    observe_map(reports, work)
    observe_places(reports, work)
    observe_dead(reports, work)
    observe_rest(reports, work)
