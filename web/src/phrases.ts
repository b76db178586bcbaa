/** How events are told, as in `src/multipolar/session/phrases.py`. Written by `tools/phrases.py`; do not edit. */

/** The lanes of a told course from the top, with their words. */
export const LANES = [["ground", "ground"], ["powers", "powers"], ["talks", "talks"]] as const;

/** The marks on the lanes, with what each stands for. */
export const MARKS = {
  place: "a place falls",
  attack: "an attack",
  break: "a defence breaks",
  cut: "a road is cut",
  fire: "a road under fire",
  beaten: "an army is beaten, or forms again",
  step: "a power steps up or down",
  act: "a power acts, or is called on",
  refusal: "refused or failed",
  truce: "a truce",
  tempo: "the war dies down or flares up",
  end: "the end",
} as const;

/** Every kind of event: its lane and its mark. */
export const KINDS: Record<string, readonly [(typeof LANES)[number][0], keyof typeof MARKS]> = {
  assault: ["ground", "attack"],
  place_falls: ["ground", "place"],
  defence_breaks: ["ground", "break"],
  loss_admitted: ["ground", "place"],
  lifeline_under_fire: ["ground", "fire"],
  lifeline_cut: ["ground", "cut"],
  side_beaten: ["ground", "beaten"],
  army_reforms: ["ground", "beaten"],
  option_starts: ["powers", "act"],
  option_ends: ["powers", "act"],
  level_changes: ["powers", "step"],
  treaty_asked: ["powers", "act"],
  treaty_honoured: ["powers", "step"],
  treaty_refused: ["powers", "act"],
  red_line_crossed: ["powers", "act"],
  red_line_answered: ["powers", "step"],
  truce_begins: ["talks", "truce"],
  ceasefire_begins: ["talks", "truce"],
  ceasefire_forced: ["talks", "truce"],
  truce_fails: ["talks", "refusal"],
  pressure_defied: ["talks", "refusal"],
  offer_refused: ["talks", "refusal"],
  war_dies_down: ["talks", "tempo"],
  war_flares_up: ["talks", "tempo"],
  settlement: ["talks", "end"],
  terms_imposed: ["talks", "end"],
  war_stops: ["talks", "end"],
  horizon_reached: ["talks", "end"],
};
