/** Which numbers move the result most, as the drivers of a run tell it, and the key of the scenario that sets each. */
import type { Field, Reference, Section } from "./documents";
import type { Bounds, Three } from "./shared/handles";
import { boundsOf, threeOf } from "./three";

/** One input of `multipolar-drivers/1`: what it is at its low, middle and high end, and where the likeliest ending changes. */
export interface Driver { key: string; label: string; kind: string; unit: string; above_noise: boolean; flips_at: number | null; categories: string[]; at_input: Record<"low" | "middle" | "high", number | string | null> }
export interface DriversDocument { drivers: Driver[]; headline?: { text: string }; notes?: string[] }

/** A number that can be tried out. */
export interface Strong { key: string; label: string; unit: string | null; three: Three; allowed: Bounds | null; reference: Reference | null; flips: number | null }

/** Blocks whose numbers are no facts of the war: claims have switches of their own, the others are questions and lists of sources. */
const ASIDE = /^(?:claims|rivals|bundles|questions|reports|sources|horizon_days|outside|parameters)\b/;
/** Inputs of the model that the scenario calls otherwise. */
const CALLED: Readonly<Record<string, string>> = { men: "in_theatre", will_start: "will", treaty_reliability: "reliability", red_threshold: "threshold", edge_capacity: "capacity" };

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
/** The part of a section's title that names what it is about. */
const about = (s: Section): string => s.title.split(": ").slice(1).join(": ") || s.title;

function ofField(f: Field, s: Section, flips: number | null): Strong | null {
  const found = f.kind === "number" || f.kind === "distribution" ? threeOf(f.value) : null, unit = (f.value as { unit?: string } | null)?.unit ?? f.unit;
  return found && { key: f.key, label: `${f.label}: ${about(s)}`, unit: unit || null, three: found.three, allowed: boundsOf(f.allowed), reference: f.reference, flips };
}

/** Return the letters of the sides by their ids, as the form has them. */
function sidesOf(sections: readonly Section[]): Record<string, string> {
  const ids = sections.flatMap((s) => s.fields).filter((f) => /^belligerents\.[AB]\.id$/.test(f.key));
  return Object.fromEntries(ids.map((f) => [String(f.value), f.key.split(".")[1]!]));
}

/** Return the field of the form that sets an input of the model; null where none does alone. */
export function fieldOf(driver: Driver, sections: readonly Section[]): [Field, Section] | null {
  const [, name = "", where = ""] = /^(\w+)\[([^,\]]+)\]$/.exec(driver.key) ?? [];
  if (!name) return null;
  const last = CALLED[name] ?? name, side = sidesOf(sections)[where];
  for (const s of sections) for (const f of s.fields) {
    if (f.key.endsWith(`.${last}`) && (f.key.includes(`[${where}]`) || (side !== undefined && f.key.split(".")[1] === side))) return [f, s];
  }
  return null;
}

/** Return a prior of the model itself, which a scenario may set under `parameters`; null for what is no single number. */
function ofPrior(d: Driver): Strong | null {
  const { low, middle, high } = d.at_input;
  if (d.kind !== "parameter" || d.categories.length || !/^\w+$/.test(d.key) || typeof low !== "number" || typeof middle !== "number" || typeof high !== "number") return null;
  return { key: `parameters.${d.key}`, label: upper(d.label), unit: d.unit || null, three: [low, middle, high], allowed: null, reference: null, flips: d.flips_at };
}

/** Return the numbers that can be tried out: the strongest first where a run was looked through, else as in the file. */
export function strongest(sections: readonly Section[], drivers: DriversDocument | null): Strong[] {
  const all = (): Strong[] => sections.flatMap((s) => s.fields.filter((f) => !ASIDE.test(f.key)).flatMap((f) => ofField(f, s, null) ?? []));
  if (!drivers) return all();
  const found = drivers.drivers.flatMap((d) => {
    const home = fieldOf(d, sections);
    return (home ? ofField(home[0], home[1], d.flips_at) : ofPrior(d)) ?? [];
  });
  return [...found, ...all().filter((n) => !found.some((f) => f.key === n.key))];
}
