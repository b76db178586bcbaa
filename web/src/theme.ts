import { ENDINGS, Ending } from "./codes";

/** Colours by the names that `report.css` gives them, so that both themes have their own; text names every colour as well. */
export const A = "var(--A)";
export const B = "var(--B)";
export const INK = "var(--ink)";
export const SOFT = "var(--soft)";
export const LINE = "var(--line)";
export const FAINT = "var(--faint)";
export const PAPER = "var(--card)";
export const NEUTRAL = "var(--neutral)";
export const A_SOFT = "var(--A2)";
export const B_SOFT = "var(--B2)";
/** What belongs to no side: powers, quantities, kinds of ends. */
export const OTHER = "var(--power)";
/** Nothing of the kind happened. */
export const NONE = "var(--power-soft)";
/** Only what the reader has changed. */
export const YOU = "var(--you)";

/** Powers are told apart by their dash and name; no hue is theirs, least of all one of a side. */
export const POWERS = [OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER];

const PRESENT = "var(--fz)";
/** Colours of endings, by code. */
const ENDING_COLOURS: Record<number, string> = {
  [Ending.KNOCKOUT_A]: A, [Ending.GAINS_A]: A_SOFT, [Ending.KNOCKOUT_B]: B, [Ending.GAINS_B]: B_SOFT, [Ending.ONGOING]: "var(--on)", [Ending.STATUS_QUO]: "var(--sq)", [Ending.FROZEN]: PRESENT,
};

/** Endings from side A to side B, as dots and rows stand; as `report/hero.py` has it. */
const ORDER: readonly string[] = [Ending.KNOCKOUT_A, Ending.GAINS_A, Ending.STATUS_QUO, Ending.FROZEN, Ending.ONGOING, Ending.GAINS_B, Ending.KNOCKOUT_B].map((e) => ENDINGS[e]);
export const inOrder = (ids: string[]): string[] => [...ORDER.filter((id) => ids.includes(id)), ...ids.filter((id) => !ORDER.includes(id))];

export const endingColour = (spelling: string): string => ENDING_COLOURS[(ENDINGS as readonly string[]).indexOf(spelling)] ?? PRESENT;

/** Return a drawing in which every colour stands by its value, so that it looks the same outside the page. */
export function resolved(svg: string): string {
  const styles = getComputedStyle(document.documentElement);
  return svg.replace(/var\(--([\w-]+)\)/g, (_, name: string) => styles.getPropertyValue(`--${name}`).trim() || "#000");
}
