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

export function endingColour(label: string): string {
  switch (label) {
    case "knockout_A": return A;
    case "ceasefire_gains_A": return A_SOFT;
    case "knockout_B": return B;
    case "ceasefire_gains_B": return B_SOFT;
    case "ongoing_180": return "#4a4f55";
    default: return "#a9aca6";
  }
}
