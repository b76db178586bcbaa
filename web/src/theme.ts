import { ENDINGS, Ending } from "./codes";

/** Colours: measured safe for the common colour-vision deficiencies; text names every colour as well. */
export const A = "#0072B2";
export const B = "#D55E00";
export const INK = "#1c2126";
export const SOFT = "#55606b";
export const LINE = "#c9ccd0";
export const FAINT = "#e8e6e1";
export const PAPER = "#ffffff";
export const NEUTRAL = "#e9e4d8";
export const A_SOFT = "#8fc1de";
export const B_SOFT = "#f0b48c";
export const OTHER = "#6b5b95";

/** Okabe and Ito's colours for powers, each with its own dash so that no one needs the colour. */
export const POWERS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#8a7500", "#444444"];

const HALT = "#a9aca6";
/** Colours of endings, by code. */
const ENDING_COLOURS: Record<number, string> = {
  [Ending.KNOCKOUT_A]: A, [Ending.GAINS_A]: A_SOFT, [Ending.KNOCKOUT_B]: B, [Ending.GAINS_B]: B_SOFT, [Ending.ONGOING]: "#4a4f55",
};

export const endingColour = (spelling: string): string => ENDING_COLOURS[(ENDINGS as readonly string[]).indexOf(spelling)] ?? HALT;
