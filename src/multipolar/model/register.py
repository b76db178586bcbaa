"""The parameter register: priors shared by all wars, with unit, grade and source.

A prior spelled ``fitted`` is read from ``library/calibration/``, where it stands with its data, date and command;
``multipolar calibrate`` makes those files. A scenario may override an entry under ``parameters:``; it then says why.
Where `model-science` section 24 gives a preset for honest as-of runs (values not estimated from the flagship war
itself), that preset is the register value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from multipolar.scenario.calibrated import prior_of

FITTED = "fitted"
"""Stands in the column of priors where the value is read from a calibration."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One shared parameter: PARAMS field, register number, prior, grade and source."""

    field: str
    number: str
    prior: str
    grade: str
    source: str
    group: str = ""


def _table(text: str) -> tuple[Parameter, ...]:
    rows = (Parameter(*(part.strip() for part in line.split("|"))) for line in text.strip().splitlines())
    return tuple(replace(row, prior=prior_of(row.field)) if row.prior == FITTED else row for row in rows)


REGISTER: tuple[Parameter, ...] = _table(
    """
attacker_loss | P01 | fitted | E | half of CDB90: typical war since 1939, per clock day |
defender_loss | P02 | fitted | E | half of CDB90: typical war since 1939, without mass surrender |
area_fire | P06 | LogN(1.0, 0.7) | J | judgement around rounds per casualty in 20th-century wars |
assault_base | P09 | fitted | E | half of CDB90, weak priors; widened because attackers choose their battles |
assault_ratio | P10 | fitted | E | the same |
assault_ratio_rugged | P11 | fitted | E | the same |
assault_rugged | P12 | fitted | E | the same |
assault_fortified | P13 | fitted | E | the same |
assault_prepared | P13b | fitted | E | the same |
assault_air | P14 | fitted | E | the same |
assault_surprise | P15 | fitted | E | the same |
assault_urban | P67 | N(-0.50, 0.40) | J | QJM urban factor 1.40 (Dupuy 1979) |
break_hazard | P16 | LogN(0.01, 0.5) | J | break reasons of McQuie 1987 |
advance_rugged | P17 | fitted | E | half of CDB90: attacks that won since 1914, per clock day, mean kept | advance
advance_flat | P17 | fitted | E | the same | advance
infiltration | P18 | LogN(1.5, 0.5) | E | marches of light infantry |
interdiction | P19 | LogN(0.10, 0.6) | J | judgement |
repair_time | P20 | LogN(2, 0.6) | J | judgement |
supply_need | P21 | Tri(18, 30, 50) | M | planning tables |
drone_kill | P22 | LogN(0.7, 0.8) | J | Idlib, spring 2020, known before the as-of date |
ad_loss | P24 | LogN(0.02, 0.5) | J | judgement |
drone_loss | p0 | Beta(2, 48) | J | losses per sortie in Syria and Libya |
adviser_effect | P25 | Tri(0.05, 0.15, 0.30) | J | judgement |
movable_share | P27 | Beta(6, 6) | J | as-of preset without the flagship war |
flight_hazard | P28 | LogN(0.08, 0.8) | J | as-of preset without the flagship war |
flight_all | P28b | 1 | J | everybody leaves as a town falls: ethnic territorial wars |
shelling_towns | P28c | 1 | J | as computed |
will_victory | P29 | N(3.0, 0.8) | M | Gelpi, Feaver and Reifler 2006 |
will_casualty | P29b | N(0.8, 0.3) | M | Mueller 1973 |
will_strain | P29c | N(0.8, 0.4) | J | judgement |
will_rally | P29d | N(0.6, 0.3) | J | judgement |
will_symbol | P29e | N(0.7, 0.4) | J | judgement |
strain_scale | P30b | 1 | J | as computed |
learning_rate | P32 | LogN(0.06, 0.5) | J | Smith and Stam 2004; Slantchev 2003 |
bargaining_horizon | P34 | Tri(10, 25, 60) | J | judgement |
request_probability | P39 | Beta(3, 7) | J | judgement |
entry_neighbour | P35 | fitted | E/J | joiners 1816-2007, per neighbouring major power and 60 days |
entry_distant | P35b | fitted | E/J | the same, distant power |
propensity_out | P73b | LogN(0.08, 0.5) | J | a step short of arms about once in fifty days |
propensity_armed | P73c | LogN(0.03, 0.5) | J | an armed step about once in 130 days without a reason |
propensity_stop | P73d | LogN(0.02, 0.5) | J | support once given is rarely withdrawn |
rival_response | P36 | N(0.8, 0.4) | M/J | Findley and Teo 2006 |
closing_base | P70 | LogN(0.10, 0.7) | J | operations step 14 has 0.15; talks take weeks: Walter 1997 |
leverage_effect | P42 | LogN(4, 0.4) | S/J | Beardsley and others 2006 |
truce_hazard | P43 | LogN(0.5, 0.6) | J | judgement |
settlement_hazard | P44 | fitted | E/J | UCDP Conflict Termination 3-2021, read back through the law of relapse |
peacekeeper_effect | P45 | Beta(6, 14) | M | Fortna 2003, 2004, 2008 |
enforcement_halflife | P46 | Tri(1, 3, 8) | J | Kenwick; judgement |
balance_coupling | P47 | LogN(0.02, 0.6) | M/J | Maoz and others 2007 |
threat_weight | P48 | LogN(0.1, 0.5) | M/J | Walt 1987 |
benefit_weight | P48b | LogN(0.1, 0.5) | M/J | Schweller 1994 |
concentration_effect | P49 | N(1.0, 0.8) | J | Mansfield 1992 |
distance_scale | P50 | LogN(2500, 0.4) | J | loss of strength with distance |
choice_precision | P51 | LogN(6, 0.5) | M/J | McKelvey and Palfrey 1995 |
own_loss_reporting | P52 | Beta(4, 6) | J | as-of preset without the flagship war |
enemy_claim | P53 | LogN(3, 0.6) | J | as-of preset without the flagship war |
claim_lead | P54 | Mix(0.6: Exp(0.7), 0.4: Exp(6)) | J | geometric and gamma parts of section 20 as exponentials |
concede_lag | P54b | LogN(5, 0.9) | J | section 20 |
map_lag | P54c | U(1, 5) | J | section 20 |
visual_detection | P55 | Beta(15, 6) | J | section 20 |
joint_patrol_penalty | P56 | N(-0.6, 0.25) | J | section 16 |
link_signal_rate | P57 | LogN(0.15, 0.7) | J | section 21 |
tempo | P58 | Beta(4, 6) | J | campaigns are mostly pauses |
attack_density | P60 | LogN(800, 0.4) | J | a brigade attacks on 4-6 km | density
hold_density | P61 | LogN(100, 0.25) | J | a battalion holds 5-8 km | density
men_per_axis | P62 | Tri(9000, 12000, 18000) | J | judgement |
tooth | P63 | Tri(0.35, 0.50, 0.65) | J | judgement |
cost_unit | P64 | LogN(0.006, 0.7) | J | section 3 step 14 of operations |
offer_noise | P65b | 0.02 | J | operations step 14 |
side_collapse | P66 | LogN(0.0005, 0.5) | J | operations step 9; rate picked on seven wars |
wounded_ratio | P06b | Tri(2, 3, 4.5) | M | killed to wounded |
ambush_rate | P06c | LogN(0.35, 0.4) | J | section 1.2 |
ambush_loss | P06d | LogN(8, 0.3) | J | section 1.2 |
hit_casualties | P22b | LogN(1.5, 0.3) | J | operations step 3 |
truce_calls | P43b | LogN(0.083, 0.3) | J | operations step 15 |
cession_cost | P75 | LogN(0.5, 0.6) | J | Altman 2017: 12 coerced cessions against 105 seizures, 1918-2015 |
face_weight | P71b | Tri(0.05, 0.15, 0.30) | J | the face columns run from -1 to 1, this scales them to utility |
legitimacy_cost | P71c | Tri(0.02, 0.10, 0.25) | J | attack on recognised soil costs standing |
reputation_loss | P41b | 0 | J | wakes with a claim |
link_reputation | P41c | 0 | J | wakes with a claim |
link_optimism | P57b | N(0.1, 0.1) | J | section 21 |
great_power_tail | P57c | Beta(1, 2000) | J | section 21 |
coercion_unit | P74 | LogN(0.0006, 0.7) | J | operations section 5, coercion from the air |
tail_scale | P57d | 1 | J | section 21 |
fx_base | P30c | -4 | J | section 9 |
fx_drift | P30d | 0 | J | set by the scenario |
denial_shock | P48c | 0 | J | wakes with a claim |
script_rule | P51b | 0 | J | wakes with a claim |
host_price | P40b | 0 | J | wakes with a claim |
compliance | P45b | 1 | J | as computed |
tacit_contract | P40c | 0 | J | wakes with a claim |
video_reliability | P54d | 0.8 | J | section 20 |
"""
)

SIDE_DEFAULTS: dict[str, tuple[str, str]] = {
    "attack_threshold": ("P59", "N(0.45, 0.06)"),
    "private_residual": ("P65", "N(0, 0.03)"),
    "optimism": ("P31", "N(0.10, 0.08)"),
    "leader_punishment": ("P33", "Tri(0, 0.15, 0.40)"),
    "readiness": ("P26", "Beta(2, 6)"),
    "ad_start": ("P23", "Beta(3, 7)"),
    "quality_noise": ("quality", "LogN(1, 0.12)"),
}
"""Priors of parameters that each side draws for itself, used where the scenario gives none."""

MECHANISMS: tuple[str, ...] = (
    "weather",
    "supply",
    "interdiction",
    "drones",
    "area_fire",
    "effort",
    "assault",
    "ambush",
    "counter_stroke",
    "breaks",
    "side_collapse",
    "reserves",
    "displacement",
    "finance",
    "will",
    "reports",
    "third_parties",
    "treaties",
    "red_lines",
    "alignment",
    "attention",
    "bargaining",
    "mediation",
    "truces",
    "linked",
    "munitions",
    "terrain",
    "advance",
    "peters_out",
    "beliefs",
    "coercion",
)
"""Switches in PARAMS ``on``: index = place in this list; target spelling ``on[drones]``."""
