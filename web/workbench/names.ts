/** Names of endings and outcomes with the sides' own names, from the tables that the report has them from. */
import { ENDING_NOUNS, ENDING_TITLES, OUTCOMES } from "../src/codes";

export type Sides = Partial<Record<"A" | "B", { name?: string }>> | undefined;

const withSides = (text: string, sides: Sides): string => text.replace(/\{([AB])\}/g, (_, side: "A" | "B") => sides?.[side]?.name ?? `side ${side}`);
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const endingTitle = (id: string, sides: Sides): string => withSides(ENDING_TITLES[id] ?? id.replaceAll("_", " "), sides);
/** An ending as it stands inside a sentence. */
export const endingNoun = (id: string, sides: Sides): string => withSides(ENDING_NOUNS[id] ?? id.replaceAll("_", " "), sides);
/** Return the titles of some endings. */
export const endingTitles = (ids: readonly string[], sides: Sides): Record<string, string> => Object.fromEntries(ids.map((id) => [id, endingTitle(id, sides)]));

/** What a forecast says of its own names. */
export interface Facts { sides?: Sides; powers?: Record<string, { name?: string }>; questions?: Record<string, { text?: string }>; assumptions?: { claim: string; text: string }[] }

/** Return the words of a claim of a forecast; null where an input is none. */
export function claimIn(input: string, facts: Facts): string | null {
  const id = input.startsWith("claim ") ? input.slice(6) : null;
  return id === null ? null : facts.assumptions?.find((a) => a.claim === id)?.text ?? id.replaceAll("_", " ");
}

/** Return an outcome of a comparison in words. */
export function outcomeText(key: string, facts: Facts): string {
  const [kind = key, what = "", ...more] = key.split(":");
  const side = what === "A" || what === "B" ? facts.sides?.[what]?.name ?? `side ${what}` : what;
  switch (kind) {
    case "ending": return endingTitle(what, facts.sides);
    case "deaths": return `Military dead of ${side}`;
    case "direct": return `${facts.powers?.[what]?.name ?? what} fights with its own forces`;
    case "question": return `${facts.questions?.[what]?.text ?? what}${more.length ? ` ${more.join(":")}` : ""}`;
    default: return upper(withSides(OUTCOMES[kind] ?? key.replaceAll("_", " "), facts.sides));
  }
}
