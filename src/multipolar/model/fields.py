"""Every field of the records the kernels live on, declared once: name, dims, type, unit, meaning.

Record dtypes, documentation, claim targets, Parquet columns and tooltips derive from this table. Axis letters: b
belligerent, s sector, e edge, p power, o option slot of a power, x actor (A, B, then powers), g settlement design,
t treaty, r red line, c claim, k kind of equipment, i standard issue, l lifeline, z linked theatre, n catalogue option,
f effect slot of an option, m mechanism, h checkpoint day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from multipolar.codes import DeathChannel, Equipment, Issue, Side

Record = Literal["SCENARIO", "PARAMS", "STATE", "OUTCOME"]

EQUIPMENT = Equipment.spellings()
ISSUES = Issue.spellings()
FIXED = {"b": len(Side), "k": len(Equipment), "i": len(Issue), "f": 4, "h": 8, "u": len(DeathChannel)}


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many sectors, edges, powers and so on a record class has room for."""

    s: int = 32
    e: int = 96
    p: int = 12
    o: int = 24
    g: int = 16
    t: int = 16
    r: int = 16
    c: int = 128
    l: int = 4  # noqa: E741 (axis letter)
    z: int = 4
    n: int = 96
    m: int = 40

    def size(self, dim: str) -> int:
        """Return the length of axis ``dim``."""
        if dim == "x":
            return 2 + self.p
        if dim == "s1":
            return self.s + 1
        return FIXED[dim] if dim in FIXED else int(getattr(self, dim))


SMALL = Capacity()
LARGE = Capacity(s=128, e=384, p=24, o=32, g=32, t=32, r=32, c=256, l=12, z=8, n=192)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    record: Record
    dims: tuple[str, ...]
    dtype: str
    unit: str
    meaning: str


def _table(record: Record, text: str) -> tuple[Field, ...]:
    rows = []
    for line in text.strip().splitlines():
        name, dims, dtype, unit, meaning = (part.strip() for part in line.split("|"))
        rows.append(Field(name, record, tuple(dims.split()), dtype, unit, meaning))
    return tuple(rows)


SCENARIO = _table(
    "SCENARIO",
    """
n_sectors | | i4 | 1 | number of sectors
n_edges | | i4 | 1 | number of edges inside the theatre and to outside entries
n_powers | | i4 | 1 | number of outside powers, dormant ones included
n_designs | | i4 | 1 | number of settlement designs
n_treaties | | i4 | 1 | number of treaties
n_redlines | | i4 | 1 | number of red lines
n_lifelines | | i4 | 1 | number of lifelines
n_links | | i4 | 1 | number of linked theatres
n_catalogue | | i4 | 1 | number of options in the catalogue
n_marks | | i4 | 1 | number of checkpoint days
horizon | | i4 | days | last day of the forecast, counted from the as-of date
day_before | | f8 | days | days of this round already fought at the as-of date
doy_start | | f8 | days | day of the year of the as-of date
opener | | i4 | side | side that opened the round: 0 in every scenario file, 1 in mirror tests
inside_war | | f8 | 1 | 1 when the as-of date lies inside a running round
line_known | | i4 | 1 | 1 when the lines before the round are known, so that a return to them can be told
snow_from | | f8 | days | day of the forecast when passes begin to close, large when never
snow_full | | f8 | days | day of the forecast when passes are closed at their full share
weather_share | u | f8 | 1 | long-run shares of clear, overcast, wet
weather_keep | | f8 | 1 | chance that a day keeps its weather
area | s | f8 | km2 | area of the sector
weight | s | f8 | km2 | contested weight of the sector, 0 when not contested
symbolic | s | f8 | 1 | symbolic value 0-10
line_before | s | f8 | share | share of A before the round began
terrain | s | i4 | code | 0 flat, 1 rolling, 2 rugged, 3 mountain
wooded | s | f8 | 1 | visibility of targets V by cover: bare 1, mixed 0.65, wooded 0.3, urban 0.4
urban | s | i4 | 1 | 1 when the key place is a town to be fought for street by street
contested | s | i4 | 1 | 1 when the sector counts for the outcome and can be fought over without a gate
gate | s | i4 | level | escalation level a side must be ready to use before attacking here
source | s | i4 | side | side whose supply enters here, -1 none
rear | b s | i4 | 1 | 1 when the side has its rear right behind the sector, outside the map: a foothold there is fed
soil | s | i4 | side | side whose recognised soil this is, -1 none or disputed
zone | s | i4 | 1 | 1 when inside the disputed zone
district | s | i4 | 1 | 1 when a settlement can hand the sector over as a district
border_of | s | i4 | power | power whose border runs along the sector, -1 none
adj_start | s1 | i4 | 1 | first arc of each sector, and the number of arcs at place n_sectors
adj_n | s | i4 | 1 | number of arcs
adj_node | e e0 | i4 | sector | other end of the arc
adj_edge | e e0 | i4 | edge | edge of the arc
edge_a | e | i4 | sector | first end
edge_b | e | i4 | sector | second end, -1 for an outside entry
edge_track | e | i4 | 1 | 1 for a track, 0 for a road
edge_closed | e | i4 | 1 | 1 when nobody can move on it at all; a front edge is open to whoever holds both ends
edge_gate | e | i4 | level | escalation level needed to attack along the edge
edge_over | e | i4 | sector | sector that overlooks the edge, -1 none
edge_life | e | i4 | lifeline | lifeline the edge belongs to, -1 none
edge_supplier | e | i4 | power | power at the outer end of an outside entry, -1 none
edge_side | e | i4 | side | side an outside entry serves, -1 otherwise
edge_air | e | i4 | 1 | 1 when the outside entry is by air
life_side | l | i4 | side | side that depends on the lifeline
n_options | p | i4 | 1 | number of options of the power
option | p o | i4 | catalogue | catalogue number of the option slot
opt_verb | n | i4 | verb | verb code
opt_target | n | i4 | actor | actor the option favours or is aimed at, -1 none
opt_level | n | i4 | level | 0 out, 1 armed, 2 direct
opt_favours | n | i4 | side | side that gains: 0 A, 1 B, -1 neither
opt_delay | n | f8 | days | days from choice to effect
opt_wear | n | f8 | days | days the effect lasts after an act; 0 = as long as kept up
opt_escalation | n | f8 | level | step on the escalation scale
opt_weekly | n | i4 | 1 | 1 when the cost is paid every week
opt_effect | n f | i4 | primitive | effect primitive code of slot f, -1 none
opt_ground | n | i4 | 1 | 1 when the option needs a land or sea route
level_start | p | i4 | level | level of involvement at the as-of date
active_start | p o | i4 | 1 | 1 when the option is in use at the as-of date
neighbour | p | i4 | 1 | 1 when the power borders the theatre or keeps a base there
access_kind | p | i4 | code | 0 land, 1 sea, 2 air only, 3 land and air, 4 gatekeeper, 5 none
linked | p | i4 | 1 | 1 when the power shares another theatre with a rival
exports_drones | p | i4 | 1 | 1 when the power exports armed drones
base_in | p b | i4 | 1 | 1 when the power keeps a base on the side's soil
guarantees | p b | i4 | 1 | 1 when a treaty obliges the power to help the side
territory | g | i4 | code | 0 line of contact, 1 line before, 2 five then seven, 3 contact plus districts, 4 all
arrangement | g | i4 | code | 0 none, 1 single power, 2 joint patrols, 3 multinational, 4 observers
enforcer | g p | i4 | 1 | 1 when the power enforces the design
outside_role | g p | i4 | 1 | 1 when the power has a role outside the zone
final | g | i4 | 1 | 1 when the design ends the war, 0 for a humanitarian pause
treaty_power | t | i4 | power | obliged power, -1 none
treaty_side | t | i4 | side | protected side, -1 none
treaty_zone | t | i4 | 1 | 1 when the disputed zone is covered
treaty_soil | t | i4 | 1 | 1 when the recognised soil is covered
treaty_consult | t | i4 | 1 | 1 when a threat alone lets the side ask for consultation
red_owner | r | i4 | power | power that named the line
red_kind | r | i4 | code | 0 recognised soil, 1 own forces, 2 entry of a power, 3 design, 4 border fighting, 5 sector
red_side | r | i4 | side | side whose steps the line is aimed at, -1 any
red_entry | r | i4 | power | power whose entry crosses the line, -1 none
red_entry_side | r | i4 | side | side that entry would help, -1 any
red_sector | r s | i4 | 1 | 1 when the line speaks of this sector
red_answer | r n | i4 | 1 | 1 when the catalogue option is the named answer
link_challenger | z | i4 | power | power that may open fighting there, -1 none
link_patron | z | i4 | power | patron of its opponent, -1 none
link_a | z | i4 | power | first patron engaged there, -1 none
link_b | z | i4 | power | second patron engaged there, -1 none
mark_day | h | i4 | days | checkpoint days at which shares are stored
utility_scale | p | f8 | utility | standard deviation of the power's option values at day 0 over the prior
tilt_scale | p o | f8 | 1 | mean tilt of the option over the prior; keeps base rates where they are
base_deaths | b | f8 | persons | deaths of the side reported before the as-of date
failed_before | | f8 | 1 | truces that failed before the as-of date
""",
)

PARAMS = _table(
    "PARAMS",
    """
on | m | f8 | 1 | switch of each mechanism: 1 on, 0 off
claim | c | f8 | 1 | strength of each claim in this member
attacker_loss | | f8 | share/day | P01 loss rate of an attacker on an assault day
defender_loss | | f8 | share/day | P02 loss rate of a defender on an assault day
area_fire | | f8 | persons/100 rounds | P06 casualties per 100 rounds of area fire
assault_base | | f8 | logit | P09 constant of attacker success
assault_ratio | | f8 | logit | P10 weight of the log force ratio
assault_ratio_rugged | | f8 | logit | P11 change of that weight on rugged ground
assault_rugged | | f8 | logit | P12 rugged ground
assault_fortified | | f8 | logit | P13 fortified defence
assault_prepared | | f8 | logit | prepared defence
assault_air | | f8 | logit | P14 weight of the air balance
assault_surprise | | f8 | logit | P15 weight of one level of surprise
assault_urban | | f8 | logit | P67 town
break_hazard | | f8 | 1/day | P16 base hazard of a sector defence breaking
advance_rugged | | f8 | km/day | P17 median advance of a successful assault, rugged ground
advance_flat | | f8 | km/day | P17 the same, flat or rolling ground
infiltration | | f8 | km/day | P18 advance of infantry on tracks
interdiction | | f8 | 1 | P19 share of capacity lost per effective strike
repair_time | | f8 | days | P20 repair time of an edge
supply_need | | f8 | kg/soldier-day | P21 supply need
drone_kill | | f8 | items/drone-day | P22 targets destroyed per armed-drone-day
ad_loss | | f8 | 1 | P24 loss of air-defence effectiveness per loitering strike
drone_loss | | f8 | 1 | drone loss per sortie at full air defence
adviser_effect | | f8 | 1 | P25 gain of quality by advisers
movable_share | | f8 | share | P27 share of the people who leave under fire
flight_hazard | | f8 | 1/day | P28 hazard of flight under shelling
flight_all | | f8 | 1 | 1 when everybody leaves as the key place falls
shelling_towns | | f8 | 1 | shelling of towns as a lever of displacement, 1 as computed
will_victory | | f8 | logit | weight of expected victory in will
will_casualty | | f8 | logit | weight of tenfold casualties in will
will_strain | | f8 | logit | weight of financial strain in will
will_rally | | f8 | logit | rally at the start
will_symbol | | f8 | logit | loss of a symbolic place
strain_scale | | f8 | 1 | financial strain: 1 as computed, 0 none
learning_rate | | f8 | 1/day | P32 speed at which results replace prior beliefs
bargaining_horizon | | f8 | days | P34 days ahead that the sides look
request_probability | | f8 | 1 | P39 chance per decision that a host asks for treaty help once it may
entry_neighbour | | f8 | P(60 d) | P35 base rate of open entry, neighbouring major power
entry_distant | | f8 | P(60 d) | base rate of open entry, distant power
propensity_out | | f8 | 1 | chance weight per decision of a new step short of arms
propensity_armed | | f8 | 1 | chance weight per decision of a new armed step short of combat
propensity_stop | | f8 | 1 | chance weight per decision of ending a running step
rival_response | | f8 | log-odds | P36 answer to a rival's entry
closing_base | | f8 | probability | P70 chance that an offer both would accept is signed, without a mediator's leverage
leverage_effect | | f8 | odds ratio | P42 effect of full leverage on both sides
truce_hazard | | f8 | 1/day | P43 base hazard of a humanitarian truce
settlement_hazard | | f8 | 1/day | P44 base hazard of a settlement
peacekeeper_effect | | f8 | ratio | P45 hazard ratio of renewed war under peacekeepers
enforcement_halflife | | f8 | years | P46 half-life of enforcement
balance_coupling | | f8 | 1/week | P47 structural balance
threat_weight | | f8 | 1 | P48 weight of threat in ties
benefit_weight | | f8 | 1 | P48 weight of benefit in ties
concentration_effect | | f8 | log-hazard | P49 effect of low concentration on boldness
distance_scale | | f8 | km | P50 distance scale of capability
choice_precision | | f8 | 1 | P51 precision of the powers' choices
own_loss_reporting | | f8 | share | P52 share of own dead that is announced
enemy_claim | | f8 | ratio | P53 enemy dead claimed over true
claim_lead | | f8 | days | P54 lead of a capture claim over true control
concede_lag | | f8 | days | median lag of the loser's admission
map_lag | | f8 | days | lag of the public map
visual_detection | | f8 | share | P55 share of equipment losses seen
joint_patrol_penalty | | f8 | utility | P56 penalty of rival troops inside the guarantor's zone
link_signal_rate | | f8 | 1/month | P57 rate of signals in a linked theatre
tempo | | f8 | share | P58 share of days on which a chosen axis attacks
attack_threshold | b | f8 | probability | P59 chance of success below which a side does not attack
attack_density | | f8 | men/km | P60 attackers per km of engaged front
hold_density | | f8 | men/km | P61 defenders per km that hold a line
men_per_axis | | f8 | persons | P62 troops that carry one axis
tooth | | f8 | share | P63 share of troops that can be exposed
cost_unit | | f8 | utility | P64 cost of one death per 10,000 inhabitants
private_residual | b | f8 | utility | P65 private residual of each side, drawn once per war
offer_noise | | f8 | utility | noise of each offer
side_collapse | | f8 | 1/day | P66 base hazard of a whole side collapsing
wounded_ratio | | f8 | ratio | wounded per dead
ambush_rate | | f8 | 1/day | ambushes per assaulted rugged sector and day
ambush_loss | | f8 | persons | median dead of an ambush
hit_casualties | | f8 | persons | casualties per drone hit
truce_calls | | f8 | 1/day | rate of truce calls
cession_cost | | f8 | utility | P75 cost of ceding ground still held, per share of value
face_weight | | f8 | utility | weight of face in acceptance
legitimacy_cost | | f8 | utility | cost of attacking recognised soil
reputation_loss | | f8 | level | fall of a believed threshold per unanswered step
link_reputation | | f8 | level | the same in the linked theatre
link_optimism | | f8 | share | demonstration effect of a decisive drone-armed win
great_power_tail | | f8 | probability | great-power war out of a war of this kind
tail_scale | | f8 | 1 | scale of that tail
coercion_unit | | f8 | utility | P74 rise of the cost of fighting on per sortie against the state and million inhabitants
fx_base | | f8 | logit | monthly hazard of a currency fall of the main sponsor, constant
fx_drift | | f8 | share | fall of the sponsor's currency in the month before the as-of date
denial_shock | | f8 | tie | tie shock between patron and client per report denied
script_rule | | f8 | 1 | 1 when powers keep their as-of options instead of choosing
host_price | | f8 | utility | price a host must accept before a patron's air group comes
compliance | | f8 | 1 | factor on the enforcement of joint designs
tacit_contract | | f8 | 1 | tacit cap on the opener's aims, 1 in force
video_reliability | | f8 | probability | reliability of video reports
men | b | f8 | persons | men in the theatre at the as-of date
reserve_share | b | f8 | share | share of them in reserve
reserve_inflow | b | f8 | persons/day | inflow of men where a row gives it, negative = use readiness
ready | b | f8 | share | share of the men who stand ready at the as-of date; the rest is being called up
mobilise_days | b | f8 | days | days until the call-up is complete
strategic_air | b | f8 | share | share of the side's sorties flown against targets of the enemy state
readiness | b | f8 | share | P26 readiness of the reserve system
distribution | b s | f8 | persons | weight of men by sector at the as-of date
fighters | b | f8 | persons | foreign fighters in the theatre at the as-of date
quality | b | f8 | 1 | quality 0-1
quality_noise | b | f8 | ratio | residual of quality
will_start | b | f8 | share | stated will at the as-of date
population | b | f8 | persons | population behind the side
aim | b | f8 | share | part of the contested value it does not hold that the side wants; beyond it more is worth nothing
commitment | b | f8 | share | share of the force committed; 1 full-scale war
optimism | b | f8 | share | P31 optimism bias
surprise | b | f8 | level | P69 surprise at the start of the round
leader_punishment | b | f8 | utility | P33 punishment a leader expects after a moderate defeat
autonomy | b | f8 | share | freedom of the side from its sponsor
restraint | b | f8 | utility | restraint the sponsor puts on steps against recognised soil
equipment | b k | f8 | items | tanks, fighting vehicles, guns, launchers, short-range air defence
missiles | b | f8 | items | ballistic missile launchers
armed_drones | b | f8 | items | armed drones
loitering | b | f8 | items | loitering munitions
aircraft | b | f8 | items | combat aircraft
helicopters | b | f8 | items | attack helicopters
sam | b | f8 | batteries | long and medium range air-defence batteries
ad_start | b | f8 | share | P23 effectiveness of air defence against drones
munitions_stock | b | f8 | t | shells and rockets in the theatre
munitions_use | b | f8 | t/day | use at high intensity
supply_days | b | f8 | days | days of supply at the start
reserves_money | x | f8 | bn USD | liquid reserves
credit | x | f8 | bn USD | credit
war_cost | x | f8 | M USD/day | running cost of war or support
dead_before | b | f8 | persons | true dead before the as-of date
value | s | f8 | 1 | military and political value 0-10
share_start | s | f8 | share | share of A at the as-of date
preparation | s | f8 | level | preparation 0-3 at the as-of date
people | s | f8 | persons | people living in the sector
displaced_start | s | f8 | share | share of them gone at the as-of date
place_depth | s | f8 | share | share at which the key place falls
axis_weight | b s | f8 | 1 | factor on the attractiveness of the sector for the side
edge_capacity | e | f8 | t/day | capacity in good weather
edge_snow | e | f8 | share | share closed by snow in full winter
edge_military | e | f8 | 1 | 1 when an outside entry is open to arms
tie | x x | f8 | tie | alignment at the as-of date
salience | p i | f8 | 1 | salience of the standard issues
position | p i | f8 | 1 | position on the standard issues
rival_weight | p x | f8 | 1 | how much each actor counts as a rival
attention | p | f8 | share | attention to the theatre
access | p | f8 | share | access to the theatre
leverage | p b | f8 | share | leverage on each side
skill | p | f8 | share | skill as a mediator
acceptance | p | f8 | share | acceptance as a mediator
capability | x | f8 | share | share of world capability
distance | p | f8 | km | distance to the theatre
foresight | p | f8 | days | days ahead that the power looks
risk_aversion | p | f8 | 1 | weight of half the variance in the power's choice
precision_factor | p | f8 | 1 | factor on the power's precision
awake | p | f8 | 1 | 1 when the power takes part
fighter_fear | p | f8 | 1/1000 | fall of the domestic issue per 1,000 foreign fighters near
energy_stake | p | f8 | 1 | weight of side A in the power's energy interest, negative for B
activism_cost | p | f8 | tie/week | tie lost each week at armed or direct level with the powers that mind
activism_minds | p x | f8 | 1 | 1 when the actor minds the power's activism
arms_flow | p b | f8 | t/day | munitions a power delivers while it arms the side
arms_cap | p | f8 | ratio | ceiling of the arms flow over its as-of rate, large = none
option_weight | p o | f8 | 1 | factor on the choice weight of the option
option_cost | p o | f8 | share of sd | cost of the option
option_size | n f | f8 | mixed | magnitude of each effect of the option
design_enforcement | g | f8 | share | enforcement of the design
design_face | g b | f8 | utility | face of each side under the design
design_worth | g p | f8 | utility | part-worth of the design for each power
design_consent | g p | f8 | 1 | 1 when the power must consent
design_known | g | f8 | 1 | 1 when the design is on the table
treaty_reliability | t | f8 | probability | chance that the treaty is honoured once applicable and requested
red_threshold | r | f8 | level | private threshold of the owner
red_belief | r | f8 | level | mean of what the others believe it to be
red_spread | r | f8 | level | spread of that belief
red_credibility | r | f8 | probability | chance of the named answer once crossed
link_tension | z | f8 | share | tension in the linked theatre
link_rate | z | f8 | 1/month | rate of major fighting there
""",
)

STATE = _table(
    "STATE",
    """
men | b s | f8 | persons | men in the sector
break_timer | b s | f8 | days | days of pursuit left after the side's defence broke here
loss_share | b s | f8 | share | share of the men who fought here that is lost; fresh men dilute it
last_assault | b s | f8 | day | last day on which the side was assaulted here
phase | b s | i4 | 1 | 1 while the side keeps up an assault here
chosen | b s | i4 | 1 | 1 when the side has chosen the sector as an axis
by_track | b s | i4 | 1 | 1 when the axis can be reached by track only
odds | b s | f8 | probability | chance of success the side sees on the axis
axis_pull | b s | f8 | utility | attractiveness of the axis today
share | s | f8 | share | share of A
place | s | i4 | side | side that holds the key place
contact | b s | i4 | 1 | 1 when men of the side face the enemy here today
fell_day | s | f8 | day | day the key place last changed hands, negative when it has not
concede_day | s | f8 | day | day its loss is admitted
prep | s | f8 | level | preparation left
line | s | f8 | share | share from which the present defence line counts
quiet | s | f8 | days | days without an assault
gone | s | f8 | persons | people displaced
reached | b s | i4 | 1 | 1 when the side's supply reaches the sector
stock_days | b s | f8 | days | days of supply
neighbour_fell | b s | f8 | day | last day a neighbouring place of the side fell
theta_air | e | f8 | share | capacity lost to strikes
theta_ground | e | f8 | share | capacity lost to ground fire or occupation
cut_run | e | f8 | days | days in a row the edge was cut
delivered | s | f8 | t/day | supply that reaches the sector's holder
life_cut_day | l | f8 | day | first day the lifeline was cut two days running, negative never
life_fire_day | l | f8 | day | first day under fire, negative never
reserve | b | f8 | persons | men in reserve
call_up | b | f8 | persons | men called up who have not arrived yet
care | b | f8 | persons | wounded who may return
lost | b | f8 | persons | wounded for good, prisoners and stragglers
inflow | b | f8 | persons | men who arrived since the start
munitions | b | f8 | t | shells and rockets
fired | b | f8 | t | tonnes fired since the start
received | b | f8 | t | munitions received since the start
supply_in | b | f8 | t/day | supply delivered today
supply_ask | b | f8 | t/day | supply needed today
supply_mark |  | f8 | 1 | fingerprint of the open network, so that flow is solved anew only when it changes
fire_tonnes | b | f8 | t | tonnes fired today
equip_start | b k | f8 | items | equipment at the start
equip | b k | f8 | items | equipment present
equip_lost | b k | f8 | items | equipment lost
drones | b | f8 | items | armed drones present
drones_lost | b | f8 | items | armed drones lost
loiter | b | f8 | items | loitering munitions left
air_planes | b | f8 | aircraft | quality-weighted aircraft fighting for the side, outside groups included
air_added | b | f8 | aircraft | outside aircraft, quality-weighted
cover | b | f8 | ratio | factor on enemy aircraft over the side, 1 without cover
sam_added | b | f8 | batteries | outside batteries
ad | b | f8 | share | effectiveness of air defence against drones
intel | b | f8 | 1 | rise of the air balance by outside intelligence
visible | b | f8 | ratio | factor on visible targets of the side by outside intelligence of its enemy
unseen | b | f8 | ratio | factor on the surprise of the side: its enemy may have been warned by outside intelligence
air_balance | b | f8 | 1 | air balance seen from the side
hits | b | f8 | items | hits scored by the side's drones
dead | b | f8 | persons | dead since the as-of date
dead_by | b u | f8 | persons | dead by channel: area fire, drones, assault, ambush, break, strikes
dead_today | b | f8 | persons | dead today
dead_mean | b | f8 | persons/day | seven-day mean of dead
quality_now | b | f8 | ratio | quality multiplier, advisers included
cost | x | f8 | M USD | cumulative cost
strain | x | f8 | share | financial strain
fx_index | x | f8 | 1 | value of the currency against the as-of date
will | b | f8 | share | political will
resolve | b | f8 | share | stated will less strain and lost symbols: what hazards read that count losses and ground themselves
belief | b | f8 | share | share of the value the side expects at its horizon
prior | b | f8 | share | the same at the start
fight_value | b | f8 | utility | value of fighting on
threshold | b | f8 | probability | attack threshold of the side
allowed | b | f8 | level | highest gate the side is ready to use
breaks | b | f8 | 1 | tenths of the side's front that broke, with a memory of five days
break_cause | u | f8 | 1 | breaks by leading term: flank, encircled, no reserve, neighbour, losses, will
day_now | | f8 | day | day of the forecast
weather | | i4 | code | 0 clear, 1 overcast, 2 wet
tempo_ar | | f8 | 1 | autoregressive part of tempo
tempo_now | | f8 | share | tempo today
best_odds | b | f8 | probability | best chance of success the side saw on the day
value_share | | f8 | share | value share of A
value_rate | | f8 | 1/day | seven-day mean change of the value share
seen_share | b | f8 | share | value share of A as each side's leaders see it
seen_rate | b | f8 | 1/day | its seven-day mean change as they see it
public_share | | f8 | share | value share of A as the world sees it
seen_dead | b | f8 | persons | dead of each side as the world is told
start_share | | f8 | share | value share of A at the as-of date
truce_left | | f8 | days | days the running truce still holds, 0 none
truce_start | | f8 | day | day the running truce began
failed_truces | | f8 | 1 | truces that failed
offer_clock | | f8 | days | days since the last offer
offers | | f8 | 1 | offers made
refused_by | b | f8 | 1 | offers each side refused
last_assault_day | | f8 | day | last day of any assault
quiet_run | | f8 | days | days in a row without an assault and without a chosen axis
trigger | | i4 | 1 | 1 when an event calls the mediator
alarm | | i4 | 1 | 1 when an event since their last decision calls the powers together
until | p o | f8 | day | day until which the option is in effect, 1e9 while kept up, negative when not
since | p o | f8 | day | day the option takes or took effect
first_use | p o | f8 | day | first day of use after the as-of date, negative never
uses | p o | f8 | 1 | times chosen
level | p | i4 | level | level of involvement now
level_max | p | i4 | level | highest level since the as-of date
entry_day | p | f8 | day | day of open entry, negative never
tie | x x | f8 | tie | alignment now
att | p | f8 | share | attention now
concentration | | f8 | 1 | regional concentration of capability
boldness | | f8 | ratio | factor on the readiness to act
norm_breach | | f8 | 1 | breaches of treaty or border let pass
tension | z | f8 | share | tension in linked theatres
red_mean | r | f8 | level | believed threshold
red_sd | r | f8 | level | spread of that belief
red_crossed | r | f8 | day | first day crossed, negative never
red_answered | r | f8 | day | first day answered, negative never
red_unanswered | r | f8 | 1 | steps over the line that went unanswered
step_now | r | f8 | level | highest step against the line since the last decision
treaty_state | t | i4 | code | 0 idle, 1 asked for consultation, 2 asked for help, 3 honoured, 4 refused
treaty_day | t | f8 | day | day of the first request, negative never
strain_ext | b | f8 | share | strain added or relieved from outside
enforce_ext | | f8 | share | enforcement offered by outside powers
pinned | b | f8 | share | share of the reserve pinned by border shows
guarded | b | f8 | level | rise of the step needed against the side's recognised soil
humane | | f8 | 1 | humanitarian relief in place
monitor | | f8 | 1 | observers or monitoring in place
fighters_now | b | f8 | persons | foreign fighters in the theatre
coercing | b | f8 | utility/day | rise of the enemy's cost of fighting on that the side's strikes bring about today
reach_cost | b | f8 | utility | cost laid on the side from the air
mediators | p | i4 | 1 | 1 while the power mediates
ending | | i4 | code | how the war stopped, 0 while it goes on
ending_day | | f8 | day | day it stopped
winner | | i4 | side | side that won a knock-out, -1 none
design | | i4 | design | settlement reached, -1 none
broker | p | i4 | 1 | 1 when the power brokered the end
handed | s | f8 | share | share of A after agreed withdrawals
mark_share | h | f8 | share | share of the disputed weight held by A on checkpoint days
peak_gone | | f8 | persons | highest number displaced from the zone
gate_used | b | f8 | level | highest gate at which the side attacked
ever_contested | s | i4 | 1 | 1 when the sector was in contact on some day
net_gain | | f8 | share | net gain of A in contested weight since the as-of date
weight_now | | f8 | share | share of the contested weight that A holds
men_start | b | f8 | persons | men of the side at the start
""",
)

OUTCOME = _table(
    "OUTCOME",
    """
label | | i1 | code | ending label: 0 knockout_A .. 6 ongoing_180
stop | | i1 | code | how it stopped: 1 collapse, 2 destroyed, 3 driven out, 4 settlement, 5 truce held, 6 petered out, 7 horizon
length_days | | f4 | days | days from the as-of date to the end, horizon when it goes on
winner | | i1 | side | winner of a knock-out, -1 none
design | | i1 | design | settlement reached, -1 none
arrangement | | i1 | code | 0 none, 1 single power, 2 joint patrols, 3 multinational, 4 observers
brokers | p | i1 | 1 | 1 when the power brokered the end
level | p | i1 | level | highest level of the power since the as-of date
newly_direct | p | i1 | 1 | 1 when the power rose to open combat after the as-of date
entry_day | p | f4 | day | day of open entry, negative never
first_use | p o | i2 | day | first day of use of each option, -1 never
deaths | b | f4 | persons | dead since the as-of date
deaths_total | b | f4 | persons | dead since the round began
dead_by | b u | f4 | persons | dead by channel
area_start | | f4 | km2 | contested area held by A at the as-of date and taken since the round began
area_end | | f4 | km2 | the same at the end, by force
changed_share | | f4 | share | contested weight that changed hands since the as-of date
net_share | | f4 | share | net gain of A in contested weight
share_force | | f4 | share | share of the zone held by A by force at the end
share_final | | f4 | share | share of the zone held by A after agreed hand-overs
share_mark | h | f4 | share | share of the zone held by A on checkpoint days
sector_share | s | f4 | share | share of A at the end, by force
place | s | i1 | side | holder of the key place at the end
fell_day | s | f4 | day | day the key place last changed hands, negative never
life_cut_day | l | f4 | day | first day the lifeline was cut, negative never
life_fire_day | l | f4 | day | first day under fire, negative never
displaced | | f4 | persons | highest number displaced from the zone
failed_truces | | f4 | 1 | truces that failed since the round began
treaty_state | t | i1 | code | highest state of each treaty
red_crossed | r | f4 | day | first day the red line was crossed, negative never
red_answered | r | f4 | day | first day it was answered, negative never
soil_attacked | b | i1 | 1 | 1 when the side attacked the other's recognised soil on the ground
money | x | f4 | M USD | cost since the as-of date
strain | x | f4 | share | financial strain at the end
fx_index | x | f4 | 1 | currency at the end of the window
will | b | f4 | share | will at the end
equip_lost | b k | f4 | items | equipment lost
drones_lost | b | f4 | items | armed drones lost
hits | b | f4 | items | hits by the side's drones
munitions_left | b | f4 | t | munitions left
fired | b | f4 | t | shells and rockets fired since the as-of date
received | b | f4 | t | munitions received since the as-of date
men_lost | b | f4 | persons | wounded for good, prisoners and stragglers
men_joined | b | f4 | persons | men who joined since the as-of date
delivered | s | f4 | t/day | supply that reached the sector's holder at the end
break_cause | u | f4 | 1 | breaks by leading term
offers | | f4 | 1 | offers made
refused_by | b | f4 | 1 | offers refused by each side
relapse | | i1 | 1 | 1 when large fighting resumes within three years
relapse_year | | f4 | years | years to renewed fighting
fx_fall | | i1 | 1 | 1 when the main sponsor's currency falls by 5 per cent in the window
link_war | z | i1 | 1 | 1 when the linked theatre sees a major offensive within a year
great_power | | i1 | 1 | 1 when a great-power war grows out of it
ever_contested | s | i1 | 1 | 1 when the sector was in contact on some day
seen_dead | b | f4 | persons | dead as announced to the world
ties_end | x x | f4 | tie | alignment at the end
""",
)

FIELDS: tuple[Field, ...] = SCENARIO + PARAMS + STATE + OUTCOME


def fields_of(record: Record) -> tuple[Field, ...]:
    """Return the fields of one record in their order."""
    return tuple(f for f in FIELDS if f.record == record)
