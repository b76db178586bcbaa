"""Static classes of the records, for type checkers and editors. Written by ``tools/record_types.py``; do not edit."""

from __future__ import annotations

from typing import Protocol

from multipolar.numerics.arrays import FloatCube, FloatRow, FloatTable, IntRow, IntTable


class Scenario(Protocol):
    """Constants of a theatre, the same for every member."""

    n_sectors: int
    """number of sectors [1]"""
    n_edges: int
    """number of edges inside the theatre and to outside entries [1]"""
    n_powers: int
    """number of outside powers, dormant ones included [1]"""
    n_designs: int
    """number of settlement designs [1]"""
    n_treaties: int
    """number of treaties [1]"""
    n_redlines: int
    """number of red lines [1]"""
    n_lifelines: int
    """number of lifelines [1]"""
    n_links: int
    """number of linked theatres [1]"""
    n_catalogue: int
    """number of options in the catalogue [1]"""
    n_marks: int
    """number of checkpoint days [1]"""
    horizon: int
    """last day of the forecast, counted from the as-of date [days]"""
    day_before: float
    """days of this round already fought at the as-of date [days]"""
    doy_start: float
    """day of the year of the as-of date [days]"""
    opener: int
    """side that opened the round: 0 A, 1 B [side]"""
    inside_war: float
    """1 when the as-of date lies inside a running round [1]"""
    line_known: int
    """1 when the lines before the round are known, so that a return to them can be told [1]"""
    snow_from: float
    """day of the forecast when passes begin to close, large when never [days]"""
    snow_full: float
    """day of the forecast when passes are closed at their full share [days]"""
    weather_share: FloatRow
    """long-run shares of clear, overcast, wet (u) [1]"""
    weather_keep: float
    """chance that a day keeps its weather [1]"""
    area: FloatRow
    """area of the sector (s) [km2]"""
    weight: FloatRow
    """contested weight of the sector, 0 when not contested (s) [km2]"""
    symbolic: FloatRow
    """symbolic value 0-10 (s) [1]"""
    line_before: FloatRow
    """share of A before the round began (s) [share]"""
    terrain: IntRow
    """0 flat, 1 rolling, 2 rugged, 3 mountain (s) [code]"""
    wooded: FloatRow
    """visibility of targets V by cover: bare 1, mixed 0.65, wooded 0.3, urban 0.4 (s) [1]"""
    urban: IntRow
    """1 when the key place is a town to be fought for street by street (s) [1]"""
    contested: IntRow
    """1 when the sector counts for the outcome and can be fought over without a gate (s) [1]"""
    gate: IntRow
    """escalation level a side must be ready to use before attacking here (s) [level]"""
    source: IntRow
    """side whose supply enters here, -1 none (s) [side]"""
    rear: IntTable
    """1 when the side has its rear right behind the sector, outside the map: a foothold there is fed (b, s) [1]"""
    soil: IntRow
    """side whose recognised soil this is, -1 none or disputed (s) [side]"""
    zone: IntRow
    """1 when inside the disputed zone (s) [1]"""
    district: IntRow
    """1 when a settlement can hand the sector over as a district (s) [1]"""
    border_of: IntRow
    """power whose border runs along the sector, -1 none (s) [power]"""
    adj_start: IntRow
    """first arc of each sector, and the number of arcs at place n_sectors (s1) [1]"""
    adj_n: IntRow
    """number of arcs (s) [1]"""
    adj_node: IntRow
    """other end of the arc (e, e0) [sector]"""
    adj_edge: IntRow
    """edge of the arc (e, e0) [edge]"""
    edge_a: IntRow
    """first end (e) [sector]"""
    edge_b: IntRow
    """second end, -1 for an outside entry (e) [sector]"""
    edge_track: IntRow
    """1 for a track, 0 for a road (e) [1]"""
    edge_closed: IntRow
    """1 when nobody can move on it at all; a front edge is open to whoever holds both ends (e) [1]"""
    edge_gate: IntRow
    """escalation level needed to attack along the edge (e) [level]"""
    edge_over: IntRow
    """sector that overlooks the edge, -1 none (e) [sector]"""
    edge_life: IntRow
    """lifeline the edge belongs to, -1 none (e) [lifeline]"""
    edge_supplier: IntRow
    """power at the outer end of an outside entry, -1 none (e) [power]"""
    edge_side: IntRow
    """side an outside entry serves, -1 otherwise (e) [side]"""
    edge_air: IntRow
    """1 when the outside entry is by air (e) [1]"""
    life_side: IntRow
    """side that depends on the lifeline (l) [side]"""
    n_options: IntRow
    """number of options of the power (p) [1]"""
    option: IntTable
    """catalogue number of the option slot (p, o) [catalogue]"""
    opt_verb: IntRow
    """verb code (n) [verb]"""
    opt_target: IntRow
    """actor the option favours or is aimed at, -1 none (n) [actor]"""
    opt_level: IntRow
    """0 out, 1 armed, 2 direct (n) [level]"""
    opt_favours: IntRow
    """side that gains: 0 A, 1 B, -1 neither (n) [side]"""
    opt_delay: FloatRow
    """days from choice to effect (n) [days]"""
    opt_wear: FloatRow
    """days the effect lasts after an act; 0 = as long as kept up (n) [days]"""
    opt_escalation: FloatRow
    """step on the escalation scale (n) [level]"""
    opt_weekly: IntRow
    """1 when the cost is paid every week (n) [1]"""
    opt_effect: IntTable
    """effect primitive code of slot f, -1 none (n, f) [primitive]"""
    opt_ground: IntRow
    """1 when the option needs a land or sea route (n) [1]"""
    level_start: IntRow
    """level of involvement at the as-of date (p) [level]"""
    active_start: IntTable
    """1 when the option is in use at the as-of date (p, o) [1]"""
    neighbour: IntRow
    """1 when the power borders the theatre or keeps a base there (p) [1]"""
    access_kind: IntRow
    """0 land, 1 sea, 2 air only, 3 land and air, 4 gatekeeper, 5 none (p) [code]"""
    linked: IntRow
    """1 when the power shares another theatre with a rival (p) [1]"""
    exports_drones: IntRow
    """1 when the power exports armed drones (p) [1]"""
    base_in: IntTable
    """1 when the power keeps a base on the side's soil (p, b) [1]"""
    guarantees: IntTable
    """1 when a treaty obliges the power to help the side (p, b) [1]"""
    territory: IntRow
    """0 line of contact, 1 line before, 2 two stages, 3 contact plus districts, 4 all (g) [code]"""
    arrangement: IntRow
    """0 none, 1 single power, 2 joint patrols, 3 multinational, 4 observers (g) [code]"""
    enforcer: IntTable
    """1 when the power enforces the design (g, p) [1]"""
    outside_role: IntTable
    """1 when the power has a role outside the zone (g, p) [1]"""
    final: IntRow
    """1 when the design ends the war, 0 for a humanitarian pause (g) [1]"""
    treaty_power: IntRow
    """obliged power, -1 none (t) [power]"""
    treaty_side: IntRow
    """protected side, -1 none (t) [side]"""
    treaty_zone: IntRow
    """1 when the disputed zone is covered (t) [1]"""
    treaty_soil: IntRow
    """1 when the recognised soil is covered (t) [1]"""
    treaty_consult: IntRow
    """1 when a threat alone lets the side ask for consultation (t) [1]"""
    red_owner: IntRow
    """power that named the line (r) [power]"""
    red_kind: IntRow
    """0 recognised soil, 1 own forces, 2 entry of a power, 3 design, 4 border fighting, 5 sector (r) [code]"""
    red_side: IntRow
    """side whose steps the line is aimed at, -1 any (r) [side]"""
    red_entry: IntRow
    """power whose entry crosses the line, -1 none (r) [power]"""
    red_entry_side: IntRow
    """side that entry would help, -1 any (r) [side]"""
    red_sector: IntTable
    """1 when the line speaks of this sector (r, s) [1]"""
    red_answer: IntTable
    """1 when the catalogue option is the named answer (r, n) [1]"""
    link_challenger: IntRow
    """power that may open fighting there, -1 none (z) [power]"""
    link_patron: IntRow
    """patron of its opponent, -1 none (z) [power]"""
    link_a: IntRow
    """first patron engaged there, -1 none (z) [power]"""
    link_b: IntRow
    """second patron engaged there, -1 none (z) [power]"""
    mark_day: IntRow
    """checkpoint days at which shares are stored (h) [days]"""
    base_deaths: FloatRow
    """deaths of the side reported before the as-of date (b) [persons]"""
    failed_before: float
    """truces that failed before the as-of date [1]"""
    latitude: float
    """mean latitude of the sectors [degrees north] [1]"""
    edge_terrain: IntRow
    """ground the edge leads over: 0 flat, 1 rolling, 2 rugged, 3 mountain (e) [code]"""
    energy_source: IntRow
    """power from which the energy of the side comes, -1 none (b) [power]"""
    opt_needs: IntRow
    """what the option cannot be taken without (n) [bits]"""
    opt_answerers: IntRow
    """whom the option makes answer, by part (n) [bits]"""
    opt_answered: IntTable
    """1 when the option makes the actor answer by name (n, x) [1]"""
    arms_now: IntTable
    """1 when the power arms the side on the as-of date (p, b) [1]"""
    status_clause: IntRow
    """what the design says of the status (g) [code]"""
    transport_links: IntRow
    """1 when the design opens links (g) [1]"""
    guarantor_penalty: IntRow
    """1 when rivals inside gall the guarantor (g) [1]"""
    treaty_several: IntRow
    """1 when several parties must agree before help comes (t) [1]"""
    red_design: IntTable
    """1 when the line is drawn against this design (r, g) [1]"""
    red_told: IntTable
    """1 when the actor has been told of the line; others hold it for much less certain (r, x) [1]"""
    no_state: int
    """1 when one side is no state [1]"""
    opt_base: FloatRow
    """chance weight per decision of starting the option where it is worth just its cost (n) [1]"""


class Params(Protocol):
    """The numbers that one member drew."""

    on: FloatRow
    """switch of each mechanism: 1 on, 0 off (m) [1]"""
    claim: FloatRow
    """strength of each claim in this member (c) [1]"""
    attacker_loss: float
    """P01 loss rate of an attacker on an assault day [share/day]"""
    defender_loss: float
    """P02 loss rate of a defender on an assault day [share/day]"""
    area_fire: float
    """P06 casualties per 100 rounds of area fire [persons/100 rounds]"""
    assault_base: float
    """P09 constant of attacker success [logit]"""
    assault_ratio: float
    """P10 weight of the log force ratio [logit]"""
    assault_ratio_rugged: float
    """P11 change of that weight on rugged ground [logit]"""
    assault_rugged: float
    """P12 rugged ground [logit]"""
    assault_fortified: float
    """P13 fortified defence [logit]"""
    assault_prepared: float
    """prepared defence [logit]"""
    assault_air: float
    """P14 weight of the air balance [logit]"""
    assault_surprise: float
    """P15 weight of one level of surprise [logit]"""
    assault_urban: float
    """P67 town [logit]"""
    break_hazard: float
    """P16 base hazard of a sector defence breaking [1/day]"""
    advance_rugged: float
    """P17 median advance of a successful assault, rugged ground [km/day]"""
    advance_flat: float
    """P17 the same, flat or rolling ground [km/day]"""
    infiltration: float
    """P18 advance of infantry on tracks [km/day]"""
    interdiction: float
    """P19 share of capacity lost per effective strike [1]"""
    repair_time: float
    """P20 repair time of an edge [days]"""
    supply_need: float
    """P21 supply need [kg/soldier-day]"""
    drone_kill: float
    """P22 targets destroyed per armed-drone-day [items/drone-day]"""
    ad_loss: float
    """P24 loss of air-defence effectiveness per loitering strike [1]"""
    drone_loss: float
    """drone loss per sortie at full air defence [1]"""
    adviser_effect: float
    """P25 gain of quality by advisers [1]"""
    movable_share: float
    """P27 share of the people who leave under fire [share]"""
    flight_hazard: float
    """P28 hazard of flight under shelling [1/day]"""
    flight_all: float
    """1 when everybody leaves as the key place falls [1]"""
    shelling_towns: float
    """shelling of towns as a lever of displacement, 1 as computed [1]"""
    will_victory: float
    """weight of expected victory in will [logit]"""
    will_casualty: float
    """weight of tenfold casualties in will [logit]"""
    will_strain: float
    """weight of financial strain in will [logit]"""
    will_rally: float
    """rally at the start [logit]"""
    will_symbol: float
    """loss of a symbolic place [logit]"""
    strain_scale: float
    """financial strain: 1 as computed, 0 none [1]"""
    learning_rate: float
    """P32 speed at which an informative day replaces prior beliefs [1/day]"""
    bargaining_horizon: float
    """P34 days ahead that the sides look [days]"""
    request_probability: float
    """P39 chance per decision that a host asks for treaty help once it may [1]"""
    readiness_direct: float
    """P35 how readily powers fight, against the reference panel [ratio]"""
    choice_scale: float
    """P51c scale on which the worth of all choices is measured [utility]"""
    readiness_out: float
    """P73b how readily powers act short of arms, against the reference panel [ratio]"""
    readiness_armed: float
    """P73c how readily powers act with arms short of combat, against the reference panel [ratio]"""
    propensity_stop: float
    """chance weight per decision of ending a running act that is worth just its cost [1]"""
    rival_response: float
    """P36 answer to a rival's entry [log-odds]"""
    closing_base: float
    """P70 chance that an offer both would accept is signed, without a mediator's leverage [probability]"""
    leverage_effect: float
    """P42 effect of full leverage on both sides [odds ratio]"""
    truce_hazard: float
    """P43 base hazard of a humanitarian truce [1/day]"""
    settlement_hazard: float
    """P44 hazard of renewed war, the mean over the ways in which wars end [1/day]"""
    peacekeeper_effect: float
    """P45 hazard ratio of renewed war under peacekeepers [ratio]"""
    enforcement_halflife: float
    """P46 half-life of enforcement [years]"""
    balance_coupling: float
    """P47 structural balance [1/week]"""
    threat_weight: float
    """P48 weight of threat in ties [1]"""
    benefit_weight: float
    """P48 weight of benefit in ties [1]"""
    concentration_effect: float
    """P49 effect of low concentration on boldness [log-hazard]"""
    distance_scale: float
    """P50 distance scale of capability [km]"""
    choice_precision: float
    """P51 precision of the powers' choices [1]"""
    own_loss_reporting: float
    """P52 share of own dead that is announced [share]"""
    enemy_claim: float
    """P53 enemy dead claimed over true [ratio]"""
    claim_lead: float
    """P54 lead of a capture claim over true control [days]"""
    concede_lag: float
    """median lag of the loser's admission [days]"""
    map_lag: float
    """lag of the public map [days]"""
    visual_detection: float
    """P55 share of equipment losses seen [share]"""
    joint_patrol_penalty: float
    """P56 penalty of rival troops inside the guarantor's zone [utility]"""
    link_signal_rate: float
    """P57 rate of signals in a linked theatre [1/month]"""
    tempo: float
    """P58 share of days on which a chosen axis attacks [share]"""
    attack_threshold: FloatRow
    """P59 chance of success below which a side does not attack (b) [probability]"""
    attack_density: float
    """P60 attackers per km of engaged front [men/km]"""
    hold_density: float
    """P61 defenders per km that hold a line [men/km]"""
    men_per_axis: float
    """P62 troops that carry one axis [persons]"""
    tooth: float
    """P63 share of troops that can be exposed [share]"""
    cost_unit: float
    """P64 cost of one death per 10,000 inhabitants [utility]"""
    private_residual: FloatRow
    """P65 private residual of each side, drawn once per war (b) [utility]"""
    offer_noise: float
    """noise of each offer [utility]"""
    side_collapse: float
    """P66 base hazard of a whole side collapsing [1/day]"""
    wounded_ratio: float
    """wounded per dead [ratio]"""
    ambush_rate: float
    """ambushes per assaulted rugged sector and day [1/day]"""
    ambush_loss: float
    """median dead of an ambush [persons]"""
    hit_casualties: float
    """casualties per drone hit [persons]"""
    truce_calls: float
    """rate of truce calls [1/day]"""
    cession_cost: float
    """P75 cost of ceding ground still held, per share of value [utility]"""
    face_weight: float
    """weight of face in acceptance [utility]"""
    legitimacy_cost: float
    """cost of attacking recognised soil [utility]"""
    reputation_loss: float
    """fall of a believed threshold per unanswered step [level]"""
    link_reputation: float
    """the same in the linked theatre [level]"""
    link_optimism: float
    """demonstration effect of a decisive drone-armed win [share]"""
    great_power_tail: float
    """great-power war out of a war of this kind [probability]"""
    tail_scale: float
    """scale of that tail [1]"""
    coercion_unit: float
    """P74 rise of the cost of fighting on per sortie and million inhabitants [utility]"""
    fx_base: float
    """monthly hazard of a currency fall of the main sponsor, constant [logit]"""
    fx_drift: float
    """fall of the sponsor's currency in the month before the as-of date [share]"""
    denial_shock: float
    """tie shock between patron and client per report denied [tie]"""
    script_rule: float
    """1 when powers keep their as-of options instead of choosing [1]"""
    host_price: float
    """price a host must accept before a patron's air group comes [utility]"""
    compliance: float
    """factor on the enforcement of joint designs [1]"""
    tacit_contract: float
    """tacit cap on the opener's aims, 1 in force [1]"""
    video_reliability: float
    """reliability of video reports [probability]"""
    men: FloatRow
    """men in the theatre at the as-of date (b) [persons]"""
    reserve_share: FloatRow
    """share of them in reserve (b) [share]"""
    reserve_inflow: FloatRow
    """inflow of men where a row gives it, negative = use readiness (b) [persons/day]"""
    ready: FloatRow
    """share of the men who stand ready at the as-of date; the rest is being called up (b) [share]"""
    mobilise_days: FloatRow
    """days until the call-up is complete (b) [days]"""
    strategic_air: FloatRow
    """share of the side's sorties flown against targets of the enemy state (b) [share]"""
    readiness: FloatRow
    """P26 readiness of the reserve system (b) [share]"""
    distribution: FloatTable
    """weight of men by sector at the as-of date (b, s) [persons]"""
    fighters: FloatRow
    """foreign fighters in the theatre at the as-of date (b) [persons]"""
    quality: FloatRow
    """quality 0-1 (b) [1]"""
    quality_noise: FloatRow
    """residual of quality (b) [ratio]"""
    will_start: FloatRow
    """stated will at the as-of date (b) [share]"""
    population: FloatRow
    """population behind the side (b) [persons]"""
    aim: FloatRow
    """part of the contested value it does not hold that the side wants; beyond it more is worth nothing (b) [share]"""
    commitment: FloatRow
    """share of the force committed; 1 full-scale war (b) [share]"""
    optimism: FloatRow
    """P31 optimism bias (b) [share]"""
    surprise: FloatRow
    """P69 surprise at the start of the round (b) [level]"""
    leader_punishment: FloatRow
    """P33 punishment a leader expects after a moderate defeat (b) [utility]"""
    autonomy: FloatRow
    """freedom of the side from its sponsor (b) [share]"""
    restraint: FloatRow
    """restraint the sponsor puts on steps against recognised soil (b) [utility]"""
    equipment: FloatTable
    """tanks, fighting vehicles, guns, launchers, short-range air defence (b, k) [items]"""
    missiles: FloatRow
    """ballistic missile launchers (b) [items]"""
    armed_drones: FloatRow
    """armed drones (b) [items]"""
    loitering: FloatRow
    """loitering munitions (b) [items]"""
    aircraft: FloatRow
    """combat aircraft (b) [items]"""
    helicopters: FloatRow
    """attack helicopters (b) [items]"""
    sam: FloatRow
    """long and medium range air-defence batteries (b) [batteries]"""
    ad_start: FloatRow
    """P23 effectiveness of air defence against drones at 1.5 short-range systems per 1,000 men (b) [share]"""
    munitions_stock: FloatRow
    """shells and rockets in the theatre (b) [t]"""
    munitions_use: FloatRow
    """use at high intensity (b) [t/day]"""
    supply_days: FloatRow
    """days of supply at the start (b) [days]"""
    reserves_money: FloatRow
    """liquid reserves (x) [bn USD]"""
    credit: FloatRow
    """credit (x) [bn USD]"""
    war_cost: FloatRow
    """running cost of war or support (x) [M USD/day]"""
    dead_before: FloatRow
    """true dead before the as-of date (b) [persons]"""
    value: FloatRow
    """military and political value 0-10 (s) [1]"""
    share_start: FloatRow
    """share of A at the as-of date (s) [share]"""
    preparation: FloatRow
    """preparation 0-3 at the as-of date (s) [level]"""
    people: FloatRow
    """people living in the sector (s) [persons]"""
    displaced_start: FloatRow
    """share of them gone at the as-of date (s) [share]"""
    place_depth: FloatRow
    """share at which the key place falls (s) [share]"""
    axis_weight: FloatTable
    """factor on the attractiveness of the sector for the side (b, s) [1]"""
    edge_capacity: FloatRow
    """capacity in good weather (e) [t/day]"""
    edge_snow: FloatRow
    """share closed by snow in full winter; 0 where the height of the pass tells (e) [share]"""
    edge_military: FloatRow
    """1 when an outside entry is open to arms (e) [1]"""
    tie: FloatTable
    """alignment at the as-of date (x, x) [tie]"""
    salience: FloatTable
    """salience of the standard issues (p, i) [1]"""
    position: FloatTable
    """position on the standard issues (p, i) [1]"""
    rival_weight: FloatTable
    """how much each actor counts as a rival (p, x) [1]"""
    attention: FloatRow
    """attention to the theatre (p) [share]"""
    access: FloatRow
    """access to the theatre (p) [share]"""
    leverage: FloatTable
    """leverage on each side (p, b) [share]"""
    skill: FloatRow
    """skill as a mediator (p) [share]"""
    acceptance: FloatRow
    """acceptance as a mediator (p) [share]"""
    capability: FloatRow
    """share of world capability (x) [share]"""
    distance: FloatRow
    """distance to the theatre (p) [km]"""
    foresight: FloatRow
    """days ahead that the power looks (p) [days]"""
    risk_aversion: FloatRow
    """weight of half the variance in the power's choice (p) [1]"""
    precision_factor: FloatRow
    """factor on the power's precision (p) [1]"""
    awake: FloatRow
    """1 when the power takes part (p) [1]"""
    fighter_fear: FloatRow
    """fall of the domestic issue per 1,000 foreign fighters near (p) [1/1000]"""
    energy_stake: FloatRow
    """weight of side A in the power's energy interest, negative for B (p) [1]"""
    activism_cost: FloatRow
    """tie lost each week at armed or direct level with the powers that mind (p) [tie/week]"""
    activism_minds: FloatTable
    """1 when the actor minds the power's activism (p, x) [1]"""
    arms_flow: FloatTable
    """munitions a power delivers while it arms the side (p, b) [t/day]"""
    arms_cap: FloatRow
    """ceiling of the arms flow over its as-of rate, large = none (p) [ratio]"""
    option_weight: FloatTable
    """factor on the choice weight of the option (p, o) [1]"""
    option_cost: FloatTable
    """cost of the option; half of it counts (p, o) [utility]"""
    option_size: FloatTable
    """magnitude of each effect of the option (n, f) [mixed]"""
    design_enforcement: FloatRow
    """enforcement of the design (g) [share]"""
    design_face: FloatTable
    """face of each side under the design (g, b) [utility]"""
    design_worth: FloatTable
    """part-worth of the design for each power (g, p) [utility]"""
    design_consent: FloatTable
    """1 when the power must consent (g, p) [1]"""
    design_known: FloatRow
    """1 when the design is on the table (g) [1]"""
    treaty_reliability: FloatRow
    """chance that the treaty is honoured once applicable and requested (t) [probability]"""
    red_threshold: FloatRow
    """private threshold of the owner (r) [level]"""
    red_belief: FloatRow
    """what the others believe it to be, before their error (r) [level]"""
    red_spread: FloatRow
    """spread of that belief (r) [level]"""
    red_credibility: FloatRow
    """chance of the named answer once crossed (r) [probability]"""
    link_tension: FloatRow
    """tension in the linked theatre (z) [share]"""
    link_rate: FloatRow
    """rate of major fighting there (z) [1/month]"""
    weakness_drawn: FloatRow
    """P90 how much weaker an army is than its stated will tells, drawn once per war (b) [sd]"""
    energy_need: FloatRow
    """share of the energy of the side that comes from that power (b) [share]"""
    status_weight: FloatRow
    """part of all saliences of the side that its status has (b) [1]"""
    status_wish: FloatRow
    """its position on the status (b) [1]"""
    links_weight: FloatRow
    """part of all saliences of the side that open links have (b) [1]"""
    links_wish: FloatRow
    """its position on links (b) [1]"""
    map_weight: FloatTable
    """weight of a sector's value on the side's own map (b, s) [1]"""
    food_withheld: FloatRow
    """share of the need for food of the men who do not stand on a source that never sets out (b) [share]"""
    reserves_drain: FloatRow
    """share of the reserves that each theatre in which the power arms or fights eats up (p) [1/month]"""
    edge_height: FloatRow
    """height of the pass, 0 where none is stated (e) [m]"""
    elevation: FloatRow
    """elevation of the sector, 0 where none is stated (s) [m]"""
    edge_exposed: FloatRow
    """part of what enemy guns in reach take from the edge (e) [share]"""
    edge_transit: FloatRow
    """1 when arms of every power may pass an outside entry unasked (e) [1]"""
    edge_length: FloatRow
    """length, over which supply is hauled (e) [km]"""
    troops_near: FloatRow
    """troops of the power that stand in the theatre before it fights (p) [persons]"""
    supply_share: FloatTable
    """part of the side's armed drones, planning and shells that the power accounts for (p, b) [share]"""
    treaty_automatic: FloatRow
    """chance that the treaty calls for help without a request (t) [probability]"""
    red_bias: FloatRow
    """error of that belief, in spreads of such errors (r) [sd]"""
    red_error: FloatRow
    """spread of errors of that belief (r) [level]"""
    weakness_spread: float
    """P90b spread of weakness over armies, log hazard per sd [log hazard]"""
    assault_shells: float
    """P77 weight of the log ratio of the shares of wanted fire [logit]"""
    wear_threshold: float
    """P59b rise of the attack threshold of a worn side [probability]"""
    manpower: float
    """P98 share of a population that can be mobilised at full will [share]"""
    haul_budget: float
    """P76 haul that the lorries of 1,000 men in the theatre do in a day [t km/day]"""
    effort_recovery: float
    """P80 days in which spent effort recovers [days]"""
    face_floor: float
    """P94 face below which neither side signs [1]"""
    type_draw: float
    """P92 draw of the type of the war [1]"""
    kappa_limited: float
    """P93 weight of distrust in a war of limited aims [utility]"""
    kappa_commitment: float
    """P93b weight of distrust in a war of commitment [utility]"""
    facilitation: float
    """P42b effect on the chance of signing of a mediator with full skill and no leverage [ratio]"""
    early_pressure: float
    """P96 rate of a forced ceasefire under full pressure and urgency as a war begins [1/day]"""
    defiance_price: float
    """P96b price of going on against full pressure to stop: arms, money, standing [utility]"""
    stall_growth: float
    """P97 growth of outside weight with stalled days, 1 doubles it in thirty [1]"""
    zone_legality: float
    """part of legality cost and breach of norms that an attack of the opener in the zone has [share]"""
    ceasefire_hazard: float
    """P43c hazard of a ceasefire without help failing that mounts up over thirty days [1]"""


class State(Protocol):
    """Everything about one member that changes from day to day."""

    men: FloatTable
    """men in the sector (b, s) [persons]"""
    break_timer: FloatTable
    """days of pursuit left after the side's defence broke here (b, s) [days]"""
    loss_share: FloatTable
    """share of the men who fought here that is lost; fresh men dilute it (b, s) [share]"""
    last_assault: FloatTable
    """last day on which the side was assaulted here (b, s) [day]"""
    phase: IntTable
    """1 while the side keeps up an assault here (b, s) [1]"""
    chosen: IntTable
    """1 when the side has chosen the sector as an axis (b, s) [1]"""
    by_track: IntTable
    """1 when the axis can be reached by track only (b, s) [1]"""
    odds: FloatTable
    """chance of success the side sees on the axis (b, s) [probability]"""
    axis_pull: FloatTable
    """attractiveness of the axis today (b, s) [utility]"""
    share: FloatRow
    """share of A (s) [share]"""
    place: IntRow
    """side that holds the key place (s) [side]"""
    contact: IntTable
    """1 when men of the side face the enemy here today (b, s) [1]"""
    fell_day: FloatRow
    """day the key place last changed hands, negative when it has not (s) [day]"""
    concede_day: FloatRow
    """day its loss is admitted (s) [day]"""
    preparation_left: FloatRow
    """preparation left (s) [level]"""
    defence_line: FloatRow
    """share from which the present defence line counts (s) [share]"""
    days_since_assault: FloatRow
    """days without an assault (s) [days]"""
    displaced: FloatRow
    """people displaced (s) [persons]"""
    reached: IntTable
    """1 when the side's supply reaches the sector (b, s) [1]"""
    stock_days: FloatTable
    """days of supply (b, s) [days]"""
    neighbour_fell: FloatTable
    """last day a neighbouring place of the side fell (b, s) [day]"""
    air_damage: FloatRow
    """capacity lost to strikes (e) [share]"""
    ground_damage: FloatRow
    """capacity lost to ground fire or occupation (e) [share]"""
    cut_run: FloatRow
    """days in a row the edge was cut (e) [days]"""
    delivered: FloatRow
    """food that reaches the sector's holder (s) [t/day]"""
    life_cut_day: FloatRow
    """first day the lifeline was cut two days running, negative never (l) [day]"""
    life_fire_day: FloatRow
    """first day under fire, negative never (l) [day]"""
    reserve: FloatRow
    """men in reserve (b) [persons]"""
    call_up: FloatRow
    """men called up who have not arrived yet (b) [persons]"""
    recovering: FloatRow
    """wounded who may return (b) [persons]"""
    permanent_losses: FloatRow
    """wounded for good, prisoners and stragglers (b) [persons]"""
    inflow: FloatRow
    """men who arrived since the start (b) [persons]"""
    munitions: FloatRow
    """shells and rockets (b) [t]"""
    fired: FloatRow
    """tonnes fired since the start (b) [t]"""
    received: FloatRow
    """munitions received since the start (b) [t]"""
    supply_in: FloatRow
    """food delivered today (b) [t/day]"""
    supply_ask: FloatRow
    """food needed today (b) [t/day]"""
    supply_mark: float
    """fingerprint of the open network, so that flow is solved anew only when it changes [1]"""
    fire_tonnes: FloatRow
    """tonnes fired today (b) [t]"""
    equip_start: FloatTable
    """equipment at the start (b, k) [items]"""
    equip: FloatTable
    """equipment present (b, k) [items]"""
    equip_lost: FloatTable
    """equipment lost (b, k) [items]"""
    drones: FloatRow
    """armed drones present (b) [items]"""
    drones_lost: FloatRow
    """armed drones lost (b) [items]"""
    loiter: FloatRow
    """loitering munitions left (b) [items]"""
    air_planes: FloatRow
    """quality-weighted aircraft fighting for the side, outside groups included (b) [aircraft]"""
    air_added: FloatRow
    """outside aircraft, quality-weighted (b) [aircraft]"""
    enemy_air_factor: FloatRow
    """factor on enemy aircraft over the side, 1 without cover (b) [ratio]"""
    sam_added: FloatRow
    """outside batteries (b) [batteries]"""
    ad: FloatRow
    """effectiveness of air defence against drones (b) [share]"""
    intel: FloatRow
    """rise of the air balance by outside intelligence (b) [1]"""
    visible: FloatRow
    """factor on visible targets of the side by outside intelligence of its enemy (b) [ratio]"""
    surprise_factor: FloatRow
    """factor on the side's surprise: outside intelligence may have warned its enemy (b) [ratio]"""
    air_balance: FloatRow
    """air balance seen from the side (b) [1]"""
    hits: FloatRow
    """hits scored by the side's drones (b) [items]"""
    dead: FloatRow
    """dead since the as-of date (b) [persons]"""
    dead_by: FloatTable
    """dead by channel: area fire, drones, assault, ambush, break, strikes (b, u) [persons]"""
    dead_today: FloatRow
    """dead today (b) [persons]"""
    dead_mean: FloatRow
    """seven-day mean of dead (b) [persons/day]"""
    quality_now: FloatRow
    """quality multiplier, advisers included (b) [ratio]"""
    cost: FloatRow
    """cumulative cost (x) [M USD]"""
    strain: FloatRow
    """financial strain (x) [share]"""
    fx_index: FloatRow
    """value of the currency against the as-of date (x) [1]"""
    will: FloatRow
    """political will (b) [share]"""
    resolve: FloatRow
    """stated will less strain and lost symbols, for hazards that count losses and ground themselves (b) [share]"""
    belief: FloatRow
    """share of the value the side expects at its horizon (b) [share]"""
    prior: FloatRow
    """the same at the start (b) [share]"""
    fight_value: FloatRow
    """value of fighting on (b) [utility]"""
    threshold: FloatRow
    """attack threshold of the side (b) [probability]"""
    allowed: FloatRow
    """highest gate the side is ready to use (b) [level]"""
    breaks: FloatRow
    """tenths of the side's front that broke, with a memory of five days (b) [1]"""
    break_cause: FloatRow
    """breaks by leading term: flank, encircled, no reserve, neighbour, losses, will (u) [1]"""
    day_now: float
    """day of the forecast [day]"""
    weather: int
    """0 clear, 1 overcast, 2 wet [code]"""
    tempo_ar: float
    """autoregressive part of tempo [1]"""
    tempo_now: FloatRow
    """tempo of the side today (b) [share]"""
    best_odds: FloatRow
    """best chance of success the side saw on the day (b) [probability]"""
    value_share: float
    """value share of A [share]"""
    value_rate: float
    """seven-day mean change of the value share [1/day]"""
    seen_share: FloatRow
    """the same as each side's leaders see it today (b) [share]"""
    seen_rate: FloatRow
    """its seven-day mean change as they see it (b) [1/day]"""
    public_share: float
    """value share of A as the world sees it [share]"""
    seen_dead: FloatRow
    """dead of each side as the world is told (b) [persons]"""
    start_share: float
    """value share of A at the as-of date [share]"""
    truce_left: float
    """days the running truce still holds, 0 none [days]"""
    truce_start: float
    """day the running truce began [day]"""
    failed_truces: float
    """truces that failed [1]"""
    offers: float
    """offers that both sides saw [1]"""
    refused_by: FloatRow
    """offers each side refused (b) [1]"""
    last_assault_day: float
    """last day of any assault [day]"""
    quiet_run: float
    """days in a row without an assault and without a chosen axis [days]"""
    mediation_due: int
    """1 when an event calls the mediator [1]"""
    decision_due: int
    """1 when an event since their last decision calls the powers together [1]"""
    until: FloatTable
    """day until which the option is in effect, 1e9 while kept up, negative when not (p, o) [day]"""
    since: FloatTable
    """day the option takes or took effect (p, o) [day]"""
    first_use: FloatTable
    """first day of use after the as-of date, negative never (p, o) [day]"""
    uses: FloatTable
    """times chosen (p, o) [1]"""
    level: IntRow
    """level of involvement now (p) [level]"""
    level_max: IntRow
    """highest level since the as-of date (p) [level]"""
    entry_day: FloatRow
    """day of open entry, negative never (p) [day]"""
    tie: FloatTable
    """alignment now (x, x) [tie]"""
    attention_now: FloatRow
    """attention now (p) [share]"""
    concentration: float
    """regional concentration of capability [1]"""
    boldness: float
    """factor on the readiness to act [ratio]"""
    norm_breach: float
    """breaches of treaty or border let pass [1]"""
    tension: FloatRow
    """tension in linked theatres (z) [share]"""
    red_mean: FloatRow
    """believed threshold (r) [level]"""
    red_sd: FloatRow
    """spread of that belief (r) [level]"""
    red_crossed: FloatRow
    """first day crossed, negative never (r) [day]"""
    red_answered: FloatRow
    """first day answered, negative never (r) [day]"""
    red_unanswered: FloatRow
    """steps over the line that went unanswered (r) [1]"""
    step_now: FloatRow
    """highest step against the line since the last decision (r) [level]"""
    treaty_state: IntRow
    """0 idle, 1 asked for consultation, 2 asked for help, 3 honoured, 4 refused (t) [code]"""
    treaty_day: FloatRow
    """day of the first request, negative never (t) [day]"""
    strain_ext: FloatRow
    """strain added or relieved from outside (b) [share]"""
    enforce_ext: float
    """enforcement offered by outside powers [share]"""
    pinned: FloatRow
    """share of the reserve pinned by border shows (b) [share]"""
    guarded: FloatRow
    """rise of the step needed against the side's recognised soil (b) [level]"""
    humane: float
    """humanitarian relief in place [1]"""
    monitor: float
    """observers or monitoring in place [1]"""
    fighters_now: FloatRow
    """foreign fighters in the theatre (b) [persons]"""
    coercing: FloatRow
    """rise of the enemy's cost of fighting on that the side's strikes bring about today (b) [utility/day]"""
    reach_cost: FloatRow
    """cost laid on the side from the air (b) [utility]"""
    mediators: IntRow
    """1 while the power mediates (p) [1]"""
    ending: int
    """how the war stopped, 0 while it goes on [code]"""
    ending_day: float
    """day it stopped [day]"""
    winner: int
    """side that won a knock-out, -1 none [side]"""
    design: int
    """settlement reached, -1 none [design]"""
    broker: IntRow
    """1 when the power brokered the end (p) [1]"""
    handed: FloatRow
    """share of A after agreed withdrawals (s) [share]"""
    mark_share: FloatRow
    """share of the disputed weight held by A on checkpoint days (h) [share]"""
    peak_gone: float
    """highest number displaced from the zone [persons]"""
    gate_used: FloatRow
    """highest gate at which the side attacked (b) [level]"""
    ever_contested: IntRow
    """1 when the sector was in contact on some day (s) [1]"""
    net_gain: float
    """net gain of A in contested weight since the as-of date [share]"""
    weight_now: float
    """share of the contested weight that A holds [share]"""
    men_start: FloatRow
    """men of the side at the start (b) [persons]"""
    breached: FloatRow
    """breaches of borders by the side (b) [1]"""
    weakness: FloatRow
    """weakness of the army, given that it has stood until the as-of date (b) [log hazard]"""
    ad_left: FloatRow
    """part of it that strikes of loitering munitions have left (b) [share]"""
    failed: FloatTable
    """days for which a failed assault still weighs on the axis (b, s) [days]"""
    breach: FloatTable
    """day of the side's breach of the line here, 1 on the first, 0 without one (b, s) [days]"""
    paper: int
    """what the end stands on: code of Paper: 0 nothing signed, 1 settlement and so on [code]"""
    home_men: FloatTable
    """home forces that have not turned out yet (b, s) [persons]"""
    drained: FloatRow
    """share of the power's reserves that its theatres have eaten up (p) [share]"""
    war_phase: int
    """phase of the war: 0 active, 1 truce, 2 low intensity [code]"""
    phase_day: float
    """day the phase began [day]"""
    calm_start: float
    """first day of the run of days with next to no dead [day]"""
    calm_days: float
    """length of that run [days]"""
    calm_dead: float
    """dead of both sides since the as-of date when it began [persons]"""
    month_start: float
    """first day of the month over which deaths are counted [day]"""
    month_dead: float
    """dead of both sides since the as-of date when it began [persons]"""
    fire_until: float
    """day up to which some month saw more than one death a day [day]"""
    arms_mark: FloatRow
    """munitions received when last counted in a lull (b) [t]"""
    stirred_until: FloatRow
    """day until which something invites the side to break a lull (b) [day]"""
    evicted: IntRow
    """1 when the side was thrown back to the lines before and has not attacked since (b) [1]"""
    level_mark: IntRow
    """level of each power yesterday (p) [level]"""
    massed: IntTable
    """1 when the side massed men for an axis here yesterday (b, s) [1]"""
    reserve_left: FloatRow
    """men of the reserve who can still move today (b) [persons]"""
    forward: FloatRow
    """part of the shells that lies with the men who do not stand on a source (b) [t]"""
    landed: FloatTable
    """part of the shells that lies at an entry which is no source (b, s) [t]"""
    shell_state: FloatRow
    """share of the wanted fire that was fired, a mean over four days (b) [share]"""
    burnt: FloatRow
    """shells lost with the ground on which they lay (b) [t]"""
    mobilised: FloatRow
    """men drawn from the pool since the start (b) [persons]"""
    own_share: FloatRow
    """value share of A on each side's own map (b) [share]"""
    own_rate: FloatRow
    """its daily change, seven-day mean (b) [share/day]"""
    start_own: FloatRow
    """value share of A on each side's own map at the as-of date (b) [share]"""
    rout_left: FloatRow
    """days left of the stage that opened when the side was beaten, 0 none (b) [days]"""
    rout_cause: IntRow
    """how the side was beaten: 1 collapse, 2 destroyed, 3 driven out (b) [code]"""
    rout_levels: IntRow
    """level of each power when that stage opened (p) [level]"""
    winter: float
    """how far winter has come [share]"""
    fed: FloatTable
    """share of the need for food that arrives in the sector (b, s) [share]"""
    shells_way: FloatRow
    """most shells that can be hauled to the men who do not stand on a source (b) [t/day]"""
    landed_part: FloatRow
    """share of them that starts at entries which are no source (b) [share]"""
    spent: FloatRow
    """effort spent that has not recovered (b) [assault days]"""
    provoked: FloatTable
    """last day on which an act of the actor made the power answer, 0 never (p, x) [day]"""
    offers_made: FloatRow
    """offers each power made (p) [1]"""
    offers_seen: FloatRow
    """offers of each power that reached the sides (p) [1]"""
    info: float
    """informative days since the as-of date [days]"""
    kappa: float
    """weight of distrust in this war [utility]"""
    of_commitment: int
    """1 when the war is one of commitment, 0 of limited aims [1]"""
    act_cost: FloatRow
    """what the power has paid for its acts since the as-of date (p) [utility]"""
    weekly_cost: FloatRow
    """the part of it that was paid by the week (p) [utility]"""
    pressure: float
    """pressure of the powers that would force a ceasefire [1]"""
    imposer: IntRow
    """1 when the power is one of those that press (p) [1]"""
    forced_by: IntRow
    """1 when the power forced the last ceasefire (p) [1]"""
    stalled: float
    """days for which the front has stalled, less what has moved since [days]"""
    defied: FloatRow
    """price of fighting on that the side pays for refusing demands to stop (b) [utility]"""
    step_cost: FloatTable
    """what an attack on the sector costs the side beside the fighting (b, s) [utility]"""
    veto_draw: FloatRow
    """today's draw of each power, under which its consent counts (p) [1]"""
    supply_cut: FloatRow
    """largest part of its drones that the side has lost with suppliers who did not support it (b) [share]"""
    truce_kind: int
    """0 a pause for the wounded, 1 a ceasefire that powers forced, 2 one of both sides [code]"""
    went_out: int
    """1 when the opener has gained a tenth of the contested weight and was not thrown back since [1]"""
    back_days: float
    """days in a row at the lines before after such a gain [days]"""


class Outcome(Protocol):
    """What is kept of one member."""

    label: int
    """ending label: 0 knockout_A .. 6 ongoing_180 [code]"""
    stop: int
    """how it stopped, code of Stop: 1 collapse, 4 settlement, 5 truce held, 6 faded, 7 horizon, 8 withdrawn [code]"""
    length_days: float
    """days from the as-of date to the end, horizon when it goes on [days]"""
    winner: int
    """winner of a knock-out, -1 none [side]"""
    design: int
    """settlement reached, -1 none [design]"""
    arrangement: int
    """0 none, 1 single power, 2 joint patrols, 3 multinational, 4 observers [code]"""
    brokers: IntRow
    """1 when the power brokered the end (p) [1]"""
    level: IntRow
    """highest level of the power since the as-of date (p) [level]"""
    newly_direct: IntRow
    """1 when the power rose to open combat after the as-of date (p) [1]"""
    entry_day: FloatRow
    """day of open entry, negative never (p) [day]"""
    first_use: IntTable
    """first day of use of each option, -1 never (p, o) [day]"""
    deaths: FloatRow
    """dead since the as-of date (b) [persons]"""
    deaths_total: FloatRow
    """dead since the round began (b) [persons]"""
    dead_by: FloatTable
    """dead by channel (b, u) [persons]"""
    area_start: float
    """contested area held by A at the as-of date and taken since the round began [km2]"""
    area_end: float
    """the same at the end, by force [km2]"""
    changed_share: float
    """contested weight that changed hands since the as-of date [share]"""
    net_share: float
    """net gain of A in contested weight [share]"""
    share_force: float
    """share of the zone held by A by force at the end [share]"""
    share_final: float
    """share of the zone held by A after agreed hand-overs [share]"""
    share_mark: FloatRow
    """share of the zone held by A on checkpoint days (h) [share]"""
    sector_share: FloatRow
    """share of A at the end, by force (s) [share]"""
    place: IntRow
    """holder of the key place at the end (s) [side]"""
    fell_day: FloatRow
    """day the key place last changed hands, negative never (s) [day]"""
    life_cut_day: FloatRow
    """first day the lifeline was cut, negative never (l) [day]"""
    life_fire_day: FloatRow
    """first day under fire, negative never (l) [day]"""
    displaced: float
    """highest number displaced from the zone [persons]"""
    failed_truces: float
    """truces that failed since the round began [1]"""
    treaty_state: IntRow
    """highest state of each treaty (t) [code]"""
    red_crossed: FloatRow
    """first day the red line was crossed, negative never (r) [day]"""
    red_answered: FloatRow
    """first day it was answered, negative never (r) [day]"""
    soil_attacked: IntRow
    """1 when the side attacked the other's recognised soil on the ground (b) [1]"""
    money: FloatRow
    """cost since the as-of date (x) [M USD]"""
    strain: FloatRow
    """financial strain at the end (x) [share]"""
    fx_index: FloatRow
    """currency at the end of the window (x) [1]"""
    will: FloatRow
    """will at the end (b) [share]"""
    equip_lost: FloatTable
    """equipment lost (b, k) [items]"""
    drones_lost: FloatRow
    """armed drones lost (b) [items]"""
    hits: FloatRow
    """hits by the side's drones (b) [items]"""
    munitions_left: FloatRow
    """munitions left (b) [t]"""
    fired: FloatRow
    """shells and rockets fired since the as-of date (b) [t]"""
    received: FloatRow
    """munitions received since the as-of date (b) [t]"""
    men_lost: FloatRow
    """wounded for good, prisoners and stragglers (b) [persons]"""
    men_joined: FloatRow
    """men who joined since the as-of date (b) [persons]"""
    delivered: FloatRow
    """supply that reached the sector's holder at the end (s) [t/day]"""
    break_cause: FloatRow
    """breaks by leading term (u) [1]"""
    offers: float
    """offers made [1]"""
    refused_by: FloatRow
    """offers refused by each side (b) [1]"""
    relapse: int
    """1 when large fighting resumes within three years [1]"""
    relapse_year: float
    """years to renewed fighting [years]"""
    fx_fall: int
    """1 when the main sponsor's currency falls by 5 per cent in the window [1]"""
    link_war: IntRow
    """1 when the linked theatre sees a major offensive within a year (z) [1]"""
    great_power: int
    """1 when a great-power war grows out of it [1]"""
    ever_contested: IntRow
    """1 when the sector was in contact on some day (s) [1]"""
    seen_dead: FloatRow
    """dead as announced to the world (b) [persons]"""
    ties_end: FloatTable
    """alignment at the end (x, x) [tie]"""
    paper: int
    """what the end stands on: 0 nothing signed, 1 settlement, 2 imposed, 3 overrun, 4 forced ceasefire, 5 ceasefire [code]"""
    burnt: FloatRow
    """munitions lost with the ground on which they lay (b) [t]"""
    low_at_end: int
    """1 when the war goes on at low intensity on the last day [1]"""


class DecisionRecord(Protocol):
    """Working arrays of one decision day: base weights, effects and projected outcomes."""

    weight: FloatTable
    parts: FloatCube
    last: IntRow
    required: IntRow
    out: FloatCube
    baseline_issues: FloatRow
    x: FloatRow


class OutlookState(Protocol):
    """What a power expects of both sides in the next weeks, by perturbation."""

    front: FloatTable
    reserve: FloatTable
    potential: FloatTable
    facing: FloatTable
    backing: FloatTable
    strength: FloatTable
    shells: FloatTable
    forward: FloatTable
    shell_state: FloatTable
    added: FloatTable
    days: FloatTable
    supply: FloatTable
    will: FloatTable
    strain: FloatTable
    prep: FloatTable
    progress: FloatTable
    dead: FloatTable
    taken: FloatTable
    breaks: FloatTable
    losses: FloatTable
    collapse: FloatTable
    spent: FloatTable
    tempo: FloatTable
    joined: FloatTable
    axis: FloatRow
    equipment: FloatRow
    drones: FloatRow
    air_defence: FloatRow
    ad_left: FloatRow
    systems: FloatRow
    planes: FloatRow
    cost: FloatRow
    damage: FloatRow
    armour: FloatRow
    tubes: FloatRow
    far: FloatRow
    way: FloatRow
    edge: FloatRow
    air: FloatRow
    share: FloatRow
    chance: FloatRow
    lane: IntRow


class FlowRecord(Protocol):
    """Working arrays of the supply flow of one side on one day."""

    capacity: FloatRow
    flow: FloatRow
    source: FloatRow
    demand: FloatRow
    received: FloatRow
    own: IntRow
    start: IntRow
    seen: IntRow
    open_edge: IntRow
