"""The order of record fields, frozen: names are only ever added at the end of a tuple.

The random number of a PARAMS field is keyed by its place and outcomes are digested as bytes, so a row in the middle would
move every draw after it. Fields that are not listed come after these, in the order of the mechanisms that declare them;
draws of such PARAMS fields are keyed by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from multipolar.declare.part import Record

__all__ = ["LAYOUT"]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LAYOUT: Mapping[Record, tuple[str, ...]] = {
    "SCENARIO": _names(
        """
        n_sectors n_edges n_powers n_designs n_treaties n_redlines n_lifelines n_links n_catalogue n_marks horizon day_before
        doy_start opener inside_war line_known snow_from snow_full weather_share weather_keep area weight symbolic line_before
        terrain wooded urban contested gate source rear soil zone district border_of adj_start adj_n adj_node adj_edge edge_a
        edge_b edge_track edge_closed edge_gate edge_over edge_life edge_supplier edge_side edge_air life_side n_options
        option opt_verb opt_target opt_level opt_favours opt_delay opt_wear opt_escalation opt_weekly opt_effect opt_ground
        level_start active_start neighbour access_kind linked exports_drones base_in guarantees territory arrangement enforcer
        outside_role final treaty_power treaty_side treaty_zone treaty_soil treaty_consult red_owner red_kind red_side
        red_entry red_entry_side red_sector red_answer link_challenger link_patron link_a link_b mark_day base_deaths
        failed_before
        """
    ),
    "PARAMS": _names(
        """
        on claim attacker_loss defender_loss area_fire assault_base assault_ratio assault_ratio_rugged assault_rugged
        assault_fortified assault_prepared assault_air assault_surprise assault_urban break_hazard advance_rugged advance_flat
        infiltration interdiction repair_time supply_need drone_kill ad_loss drone_loss adviser_effect movable_share
        flight_hazard flight_all shelling_towns will_victory will_casualty will_strain will_rally will_symbol strain_scale
        learning_rate bargaining_horizon request_probability readiness_direct choice_scale readiness_out readiness_armed
        propensity_stop rival_response closing_base leverage_effect truce_hazard settlement_hazard peacekeeper_effect
        enforcement_halflife balance_coupling threat_weight benefit_weight concentration_effect distance_scale
        choice_precision own_loss_reporting enemy_claim claim_lead concede_lag map_lag visual_detection joint_patrol_penalty
        link_signal_rate tempo attack_threshold attack_density hold_density men_per_axis tooth cost_unit private_residual
        offer_noise side_collapse wounded_ratio ambush_rate ambush_loss hit_casualties truce_calls cession_cost face_weight
        legitimacy_cost reputation_loss link_reputation link_optimism great_power_tail tail_scale coercion_unit fx_base
        fx_drift denial_shock script_rule host_price compliance tacit_contract video_reliability men reserve_share
        reserve_inflow ready mobilise_days strategic_air readiness distribution fighters quality quality_noise will_start
        population aim commitment optimism surprise leader_punishment autonomy restraint equipment missiles armed_drones
        loitering aircraft helicopters sam ad_start munitions_stock munitions_use supply_days reserves_money credit war_cost
        dead_before value share_start preparation people displaced_start place_depth axis_weight edge_capacity edge_snow
        edge_military tie salience position rival_weight attention access leverage skill acceptance capability distance
        foresight risk_aversion precision_factor awake fighter_fear energy_stake activism_cost activism_minds arms_flow
        arms_cap option_weight option_cost option_size design_enforcement design_face design_worth design_consent design_known
        treaty_reliability red_threshold red_belief red_spread red_credibility link_tension link_rate
        """
    ),
    "STATE": _names(
        """
        men break_timer loss_share last_assault phase chosen by_track odds axis_pull share place contact fell_day concede_day
        preparation_left defence_line days_since_assault displaced reached stock_days neighbour_fell air_damage ground_damage
        cut_run delivered life_cut_day life_fire_day reserve call_up recovering permanent_losses inflow munitions fired
        received supply_in supply_ask supply_mark fire_tonnes equip_start equip equip_lost drones drones_lost loiter
        air_planes air_added enemy_air_factor sam_added ad intel visible surprise_factor air_balance hits dead dead_by
        dead_today dead_mean quality_now cost strain fx_index will resolve belief prior fight_value threshold allowed breaks
        break_cause day_now weather tempo_ar tempo_now best_odds value_share value_rate seen_share seen_rate public_share
        seen_dead start_share truce_left truce_start failed_truces offers refused_by last_assault_day quiet_run
        mediation_due decision_due until since first_use uses level level_max entry_day tie attention_now concentration
        boldness norm_breach tension red_mean red_sd red_crossed red_answered red_unanswered step_now treaty_state treaty_day
        strain_ext enforce_ext pinned guarded humane monitor fighters_now coercing reach_cost mediators ending ending_day
        winner design broker handed mark_share peak_gone gate_used ever_contested net_gain weight_now men_start
        """
    ),
    "OUTCOME": _names(
        """
        label stop length_days winner design arrangement brokers level newly_direct entry_day first_use deaths deaths_total
        dead_by area_start area_end changed_share net_share share_force share_final share_mark sector_share place fell_day
        life_cut_day life_fire_day displaced failed_truces treaty_state red_crossed red_answered soil_attacked money strain
        fx_index will equip_lost drones_lost hits munitions_left fired received men_lost men_joined delivered break_cause
        offers refused_by relapse relapse_year fx_fall link_war great_power ever_contested seen_dead ties_end
        """
    ),
}
"""Names of the fields of each record in their order."""
