/** Claims as switches: on, off, or how far. */
import type { Claim } from "../documents";

/** Ids up to this length stand as a mark before the text; longer ones are for the file alone. */
const SHORT = 5;

export type Strength = "on" | "off" | number;

/** Return how a claim stands in the file, in words. */
export function standing(c: Claim): string {
  if (c.on === false || c.on === "off" || c.strength === 0) return "off";
  if (typeof c.on === "string" && c.on !== "on") return c.on.replaceAll("_", " ");
  if (c.credence != null) return `drawn, ${Math.round(100 * c.credence)} in 100`;
  if (c.strength === null || c.strength === 1) return "on";
  return `${Math.round(100 * c.strength)} % of its strength`;
}

export const strengthText = (s: Strength): string => (s === "on" || s === 1 ? "on" : s === "off" || s === 0 ? "off" : `${Math.round(100 * s)} %`);
const isOn = (s: Strength): boolean => s !== "off" && s !== 0;

interface Switches { claims: Claim[]; chosen: (c: Claim) => Strength | null; set: (c: Claim, s: Strength) => void; readOnly: boolean }

const rivals = (c: Claim): string[] => (Array.isArray(c.rival) ? c.rival : c.rival ? [c.rival] : []);

/** One row per claim; what the reader chose differently from the file is purple. */
export function ClaimSwitches({ claims, chosen, set, readOnly }: Switches) {
  const nameOf = (id: string): string => claims.find((c) => c.id === id)?.text ?? id;
  return (
    <ul class="claims">
      {claims.map((c) => {
        const mine = chosen(c), on = mine === null ? standing(c) !== "off" : isOn(mine);
        return (
          <li class="claim" key={c.id}>
            <span>{c.id.length <= SHORT && <span class="tag">{c.id}</span>}<bdi>{c.text}</bdi>{c.what && <small dir="auto">{c.what}</small>}{rivals(c).length > 0 && <small>Disputed by: {rivals(c).map((id) => <bdi key={id}>{nameOf(id)} </bdi>)}Off settles the pair for its rival.</small>}</span>
            <span class={mine === null ? "v quiet" : "v you"}>{mine === null ? standing(c) : `${strengthText(mine)}, was ${standing(c)}`}</span>
            <input type="checkbox" role="switch" class={mine === null ? "sw" : "sw mine"} aria-label={c.text} checked={on} disabled={readOnly} onChange={(e) => set(c, e.currentTarget.checked ? "on" : "off")} />
          </li>
        );
      })}
      {claims.length === 0 && <li class="quiet">This scenario states no claims.</li>}
    </ul>
  );
}
