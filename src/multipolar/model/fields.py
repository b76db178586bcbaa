"""Every field of the records that kernels work on, declared once: name, axes, type, unit, meaning.

Here stand the fields that several mechanisms share and those that a scenario fills; what one mechanism owns is declared
in its file. Record types, documentation, claim targets, Parquet columns and tooltips derive from both. The letters of the
axes are explained in `declare.part.AXES`.
"""

from __future__ import annotations

from multipolar.declare.layout import LAYOUT
from multipolar.declare.part import EQUIPMENT, FIXED, ISSUES, LARGE, SMALL, Capacity, Field, Record, table
from multipolar.model.catalogue import CATALOGUE

__all__ = [
    "EQUIPMENT",
    "FIELDS",
    "FIXED",
    "ISSUES",
    "LARGE",
    "OUTCOME",
    "PARAMS",
    "SCENARIO",
    "SMALL",
    "STATE",
    "Capacity",
    "Field",
    "Record",
    "fields_of",
]

_SCENARIO = table(
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
latitude | | f8 | 1 | mean latitude of the sectors [degrees north]
opener | | i4 | side | side that opened the round: 0 A, 1 B
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
edge_terrain | e | i4 | code | ground the edge leads over: 0 flat, 1 rolling, 2 rugged, 3 mountain
energy_source | b | i4 | power | power from which the energy of the side comes, -1 none
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
opt_needs | n | i4 | bits | what the option cannot be taken without
opt_answerers | n | i4 | bits | whom the option makes answer, by part
opt_answered | n x | i4 | 1 | 1 when the option makes the actor answer by name
level_start | p | i4 | level | level of involvement at the as-of date
active_start | p o | i4 | 1 | 1 when the option is in use at the as-of date
neighbour | p | i4 | 1 | 1 when the power borders the theatre or keeps a base there
access_kind | p | i4 | code | 0 land, 1 sea, 2 air only, 3 land and air, 4 gatekeeper, 5 none
linked | p | i4 | 1 | 1 when the power shares another theatre with a rival
exports_drones | p | i4 | 1 | 1 when the power exports armed drones
base_in | p b | i4 | 1 | 1 when the power keeps a base on the side's soil
arms_now | p b | i4 | 1 | 1 when the power arms the side on the as-of date
guarantees | p b | i4 | 1 | 1 when a treaty obliges the power to help the side
territory | g | i4 | code | 0 line of contact, 1 line before, 2 two stages, 3 contact plus districts, 4 all
arrangement | g | i4 | code | 0 none, 1 single power, 2 joint patrols, 3 multinational, 4 observers
enforcer | g p | i4 | 1 | 1 when the power enforces the design
outside_role | g p | i4 | 1 | 1 when the power has a role outside the zone
status_clause | g | i4 | code | what the design says of the status
transport_links | g | i4 | 1 | 1 when the design opens links
guarantor_penalty | g | i4 | 1 | 1 when rivals inside gall the guarantor
final | g | i4 | 1 | 1 when the design ends the war, 0 for a humanitarian pause
treaty_power | t | i4 | power | obliged power, -1 none
treaty_side | t | i4 | side | protected side, -1 none
treaty_zone | t | i4 | 1 | 1 when the disputed zone is covered
treaty_soil | t | i4 | 1 | 1 when the recognised soil is covered
treaty_consult | t | i4 | 1 | 1 when a threat alone lets the side ask for consultation
treaty_several | t | i4 | 1 | 1 when several parties must agree before help comes
red_owner | r | i4 | power | power that named the line
red_kind | r | i4 | code | 0 recognised soil, 1 own forces, 2 entry of a power, 3 design, 4 border fighting, 5 sector
red_side | r | i4 | side | side whose steps the line is aimed at, -1 any
red_entry | r | i4 | power | power whose entry crosses the line, -1 none
red_entry_side | r | i4 | side | side that entry would help, -1 any
red_design | r g | i4 | 1 | 1 when the line is drawn against this design
red_sector | r s | i4 | 1 | 1 when the line speaks of this sector
red_answer | r n | i4 | 1 | 1 when the catalogue option is the named answer
red_told | r x | i4 | 1 | 1 when the actor has been told of the line; others hold it for much less certain
link_challenger | z | i4 | power | power that may open fighting there, -1 none
link_patron | z | i4 | power | patron of its opponent, -1 none
link_a | z | i4 | power | first patron engaged there, -1 none
link_b | z | i4 | power | second patron engaged there, -1 none
mark_day | h | i4 | days | checkpoint days at which shares are stored
base_deaths | b | f8 | persons | deaths of the side reported before the as-of date
failed_before | | f8 | 1 | truces that failed before the as-of date
""",
)

_PARAMS = table(
    "PARAMS",
    """
on | m | f8 | 1 | switch of each mechanism: 1 on, 0 off
claim | c | f8 | 1 | strength of each claim in this member
attack_threshold | b | f8 | probability | P59 chance of success below which a side does not attack
private_residual | b | f8 | utility | P65 private residual of each side, drawn once per war
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
weakness_drawn | b | f8 | sd | P90 how much weaker an army is than its stated will tells, drawn once per war
will_start | b | f8 | share | stated will at the as-of date
population | b | f8 | persons | population behind the side
energy_need | b | f8 | share | share of the energy of the side that comes from that power
aim | b | f8 | share | part of the contested value it does not hold that the side wants; beyond it more is worth nothing
commitment | b | f8 | share | share of the force committed; 1 full-scale war
optimism | b | f8 | share | P31 optimism bias
status_weight | b | f8 | 1 | part of all saliences of the side that its status has
status_wish | b | f8 | 1 | its position on the status
links_weight | b | f8 | 1 | part of all saliences of the side that open links have
links_wish | b | f8 | 1 | its position on links
map_weight | b s | f8 | 1 | weight of a sector's value on the side's own map
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
ad_start | b | f8 | share | P23 effectiveness of air defence against drones at 1.5 short-range systems per 1,000 men
munitions_stock | b | f8 | t | shells and rockets in the theatre
munitions_use | b | f8 | t/day | use at high intensity
supply_days | b | f8 | days | days of supply at the start
food_withheld | b | f8 | share | share of the need for food of the men who do not stand on a source that never sets out
reserves_money | x | f8 | bn USD | liquid reserves
credit | x | f8 | bn USD | credit
reserves_drain | p | f8 | 1/month | share of the reserves that each theatre in which the power arms or fights eats up
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
edge_snow | e | f8 | share | share closed by snow in full winter; 0 where the height of the pass tells
edge_height | e | f8 | m | height of the pass, 0 where none is stated
elevation | s | f8 | m | elevation of the sector, 0 where none is stated
edge_military | e | f8 | 1 | 1 when an outside entry is open to arms
edge_exposed | e | f8 | share | part of what enemy guns in reach take from the edge
edge_transit | e | f8 | 1 | 1 when arms of every power may pass an outside entry unasked
edge_length | e | f8 | km | length, over which supply is hauled
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
troops_near | p | f8 | persons | troops of the power that stand in the theatre before it fights
foresight | p | f8 | days | days ahead that the power looks
risk_aversion | p | f8 | 1 | weight of half the variance in the power's choice
precision_factor | p | f8 | 1 | factor on the power's precision
awake | p | f8 | 1 | 1 when the power takes part
fighter_fear | p | f8 | 1/1000 | fall of the domestic issue per 1,000 foreign fighters near
energy_stake | p | f8 | 1 | weight of side A in the power's energy interest, negative for B
activism_cost | p | f8 | tie/week | tie lost each week at armed or direct level with the powers that mind
activism_minds | p x | f8 | 1 | 1 when the actor minds the power's activism
arms_flow | p b | f8 | t/day | munitions a power delivers while it arms the side
supply_share | p b | f8 | share | part of the side's armed drones, planning and shells that the power accounts for
arms_cap | p | f8 | ratio | ceiling of the arms flow over its as-of rate, large = none
option_weight | p o | f8 | 1 | factor on the choice weight of the option
option_cost | p o | f8 | utility | cost of the option; half of it counts
option_size | n f | f8 | mixed | magnitude of each effect of the option
design_enforcement | g | f8 | share | enforcement of the design
design_face | g b | f8 | utility | face of each side under the design
design_worth | g p | f8 | utility | part-worth of the design for each power
design_consent | g p | f8 | 1 | 1 when the power must consent
design_known | g | f8 | 1 | 1 when the design is on the table
treaty_reliability | t | f8 | probability | chance that the treaty is honoured once applicable and requested
treaty_automatic | t | f8 | probability | chance that the treaty calls for help without a request
red_threshold | r | f8 | level | private threshold of the owner
red_belief | r | f8 | level | what the others believe it to be, before their error
red_bias | r | f8 | sd | error of that belief, in spreads of such errors
red_error | r | f8 | level | spread of errors of that belief
red_spread | r | f8 | level | spread of that belief
red_credibility | r | f8 | probability | chance of the named answer once crossed
link_tension | z | f8 | share | tension in the linked theatre
link_rate | z | f8 | 1/month | rate of major fighting there
""",
)

_STATE = table(
    "STATE",
    """
men | b s | f8 | persons | men in the sector
break_timer | b s | f8 | days | days of pursuit left after the side's defence broke here
loss_share | b s | f8 | share | share of the men who fought here that is lost; fresh men dilute it
days_since_assault | s | f8 | days | days without an assault
reserve | b | f8 | persons | men in reserve
recovering | b | f8 | persons | wounded who may return
permanent_losses | b | f8 | persons | wounded for good, prisoners and stragglers
inflow | b | f8 | persons | men who arrived since the start
munitions | b | f8 | t | shells and rockets
equip_start | b k | f8 | items | equipment at the start
equip | b k | f8 | items | equipment present
equip_lost | b k | f8 | items | equipment lost
drones | b | f8 | items | armed drones present
dead | b | f8 | persons | dead since the as-of date
dead_by | b u | f8 | persons | dead by channel: area fire, drones, assault, ambush, break, strikes
dead_today | b | f8 | persons | dead today
quality_now | b | f8 | ratio | quality multiplier, advisers included
cost | x | f8 | M USD | cumulative cost
day_now | | f8 | day | day of the forecast
value_rate | | f8 | 1/day | seven-day mean change of the value share
seen_rate | b | f8 | 1/day | its seven-day mean change as they see it
start_share | | f8 | share | value share of A at the as-of date
last_assault_day | | f8 | day | last day of any assault
mediation_due | | i4 | 1 | 1 when an event calls the mediator
decision_due | | i4 | 1 | 1 when an event since their last decision calls the powers together
first_use | p o | f8 | day | first day of use after the as-of date, negative never
level | p | i4 | level | level of involvement now
level_max | p | i4 | level | highest level since the as-of date
entry_day | p | f8 | day | day of open entry, negative never
tie | x x | f8 | tie | alignment now
attention_now | p | f8 | share | attention now
concentration | | f8 | 1 | regional concentration of capability
boldness | | f8 | ratio | factor on the readiness to act
norm_breach | | f8 | 1 | breaches of treaty or border let pass
breached | b | f8 | 1 | breaches of borders by the side
tension | z | f8 | share | tension in linked theatres
red_mean | r | f8 | level | believed threshold
red_sd | r | f8 | level | spread of that belief
red_crossed | r | f8 | day | first day crossed, negative never
red_answered | r | f8 | day | first day answered, negative never
step_now | r | f8 | level | highest step against the line since the last decision
treaty_day | t | f8 | day | day of the first request, negative never
strain_ext | b | f8 | share | strain added or relieved from outside
coercing | b | f8 | utility/day | rise of the enemy's cost of fighting on that the side's strikes bring about today
reach_cost | b | f8 | utility | cost laid on the side from the air
ending | | i4 | code | how the war stopped, 0 while it goes on
ending_day | | f8 | day | day it stopped
winner | | i4 | side | side that won a knock-out, -1 none
mark_share | h | f8 | share | share of the disputed weight held by A on checkpoint days
men_start | b | f8 | persons | men of the side at the start
""",
)

_OUTCOME = table(
    "OUTCOME",
    """
label | | i1 | code | ending label: 0 knockout_A .. 6 ongoing_180
stop | | i1 | code | how it stopped, code of Stop: 1 collapse, 4 settlement, 5 truce held, 6 faded, 7 horizon, 8 withdrawn
length_days | | f4 | days | days from the as-of date to the end, horizon when it goes on
winner | | i1 | side | winner of a knock-out, -1 none
paper | | i1 | code | what the end stands on: 0 nothing signed, 1 settlement, 2 imposed, 3 overrun, 4 forced ceasefire, 5 ceasefire
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
burnt | b | f4 | t | munitions lost with the ground on which they lay
low_at_end | | i1 | 1 | 1 when the war goes on at low intensity on the last day
""",
)


def assembled(record: Record, shared: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields of a record in their frozen order; those that are not in it come last.

    Raises
    ------
    ValueError : if a field stands twice or a field of the frozen order is declared nowhere.
    """
    fields = [*shared, *(f for mechanism in CATALOGUE for f in mechanism.fields if f.record == record)]
    names = [f.name for f in fields]
    twice = sorted({name for name in names if names.count(name) > 1})
    missing = [name for name in LAYOUT[record] if name not in names]
    if twice or missing:
        raise ValueError(f"{record}: declared twice {twice}, declared nowhere {missing}")
    place = {name: i for i, name in enumerate(LAYOUT[record])}
    return tuple(sorted(fields, key=lambda f: place.get(f.name, len(place))))


SCENARIO = assembled("SCENARIO", _SCENARIO)
PARAMS = assembled("PARAMS", _PARAMS)
STATE = assembled("STATE", _STATE)
OUTCOME = assembled("OUTCOME", _OUTCOME)

FIELDS: tuple[Field, ...] = SCENARIO + PARAMS + STATE + OUTCOME


def fields_of(record: Record) -> tuple[Field, ...]:
    """Return the fields of one record in their order."""
    return tuple(f for f in FIELDS if f.record == record)
