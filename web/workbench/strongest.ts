/** Which numbers of the scenario move the result most, as the drivers of a run tell it. */
import type { Field } from "./documents";

/** One input of `multipolar-drivers/1`. `scenario_key` is the key of the file that sets it, where there is one. */
export interface Driver { key: string; label: string; kind: string; total_variation: number; above_noise: boolean; flips_at: number | null; scenario_key?: string | null }
export interface DriversDocument { drivers: Driver[]; headline?: { text: string }; notes?: string[] }

/** Return the numbers of the form, the strongest first; those that no driver names follow in the order of the file. */
export function byInfluence(fields: readonly Field[], drivers: DriversDocument | null): { field: Field; flips: number | null }[] {
  const numbers = fields.filter((f) => (f.kind === "number" || f.kind === "distribution") && f.value !== null && f.value !== undefined);
  const rank = new Map<string, { at: number; flips: number | null }>();
  for (const d of drivers?.drivers ?? []) for (const key of [d.scenario_key, d.key, `parameters.${d.key}`]) if (key && !rank.has(key)) rank.set(key, { at: rank.size, flips: d.flips_at });
  const of = (f: Field): number => rank.get(f.key)?.at ?? Infinity;
  return [...numbers.keys()].sort((i, j) => of(numbers[i]!) - of(numbers[j]!) || i - j).map((i) => ({ field: numbers[i]!, flips: rank.get(numbers[i]!.key)?.flips ?? null }));
}
