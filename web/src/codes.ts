/** The coded words of the model, as in `src/multipolar/codes.py`. Written by `tools/codes.py`; do not edit. */

export const Ending = { KNOCKOUT_A: 0, KNOCKOUT_B: 1, GAINS_A: 2, GAINS_B: 3, STATUS_QUO: 4, FROZEN: 5, ONGOING: 6 } as const;
/** Spellings in the order of the codes. */
export const ENDINGS = ["knockout_A", "knockout_B", "ceasefire_gains_A", "ceasefire_gains_B", "status_quo_ante", "frozen_stalemate", "ongoing_180"] as const;

export const Paper = { NONE: 0, SETTLEMENT: 1, IMPOSED: 2, OVERRUN: 3, FORCED: 4, CEASEFIRE: 5 } as const;
/** Spellings in the order of the codes. */
export const PAPERS = ["none", "settlement", "imposed", "overrun", "forced", "ceasefire"] as const;

export const Arrangement = { NONE: 0, SINGLE_POWER: 1, JOINT_PATROLS: 2, MULTINATIONAL: 3, OBSERVERS: 4 } as const;
/** Spellings in the order of the codes. */
export const ARRANGEMENTS = ["none", "single_power", "joint_patrols", "multinational", "observers"] as const;

export const Level = { OUT: 0, ARMED: 1, DIRECT: 2 } as const;
/** Spellings in the order of the codes. */
export const LEVELS = ["out", "armed", "direct"] as const;

/** Upper bound of each band of probability and its words. */
export const PROBABILITY_WORDS: readonly (readonly [number, string])[] = [
  [0.01, "almost excluded"],
  [0.05, "almost no chance"],
  [0.2, "very unlikely"],
  [0.45, "unlikely"],
  [0.55, "about as likely as not"],
  [0.8, "likely"],
  [0.95, "very likely"],
  [0.99, "almost certain"],
  [1.01, "all but certain"],
];

/** Endings as titles, {A} and {B} for the sides. */
export const ENDING_TITLES: Readonly<Record<string, string>> = {
  knockout_A: "Outright victory of {A}",
  knockout_B: "Outright victory of {B}",
  ceasefire_gains_A: "Halt with gains for {A}",
  ceasefire_gains_B: "Halt with gains for {B}",
  status_quo_ante: "Back to the lines before the round",
  frozen_stalemate: "Halt on the present lines",
  ongoing_180: "Still fighting at the horizon",
};

/** Endings inside a sentence. */
export const ENDING_NOUNS: Readonly<Record<string, string>> = {
  knockout_A: "An outright victory of {A}",
  knockout_B: "An outright victory of {B}",
  ceasefire_gains_A: "An end of the fighting with gains for {A}",
  ceasefire_gains_B: "An end of the fighting with gains for {B}",
  status_quo_ante: "A return to the lines before the round",
  frozen_stalemate: "A halt on the present lines",
  ongoing_180: "War beyond the horizon",
};

/** What a comparison of runs measures of every course, beside endings and answers. */
export const OUTCOMES: Readonly<Record<string, string>> = {
  length_days: "days from the as-of date to the end, horizon when it goes on",
  share_force: "share of the zone held by {A} by force at the end",
  share_final: "share of the zone held by {A} after agreed hand-overs",
  changed_share: "contested weight that changed hands since the as-of date",
  displaced: "highest number displaced from the zone",
  failed_truces: "truces that failed since the round began",
};
