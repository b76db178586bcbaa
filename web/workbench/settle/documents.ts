/** Offers as the server tells them, and what a test of one answers. */
import type { Reference } from "../documents";

export interface Named { id: string; name: string }
export interface Term {
  key: string; label: string; meaning: string; kind: "text" | "choice" | "names" | "table" | "number" | "flag"; names: "powers" | "actors" | null;
  choices: { id: string; text: string }[]; low: number | null; high: number | null; unit: string | null; reference: Reference | null;
}
/** A design by its terms. */
export type Design = Record<string, unknown> & { id: string };
export interface Offers { run: string; terms: Term[]; names: { powers: Named[]; actors: Named[] }; designs: Design[]; red_lines: Record<string, string[]> }

export interface SideTold { signs: number; turned_by: Record<string, number> }
export interface DayTold { day: number; both: number; signed: number; veto: Record<string, number>; sides: Record<string, SideTold>; against?: Record<string, { difference: number; error: number }> }
/** What is used of `multipolar-settlement/1`. */
export interface Tried { members: number; designs: { id: string; what: string; tried: boolean; durability: number; days: DayTold[] }[]; zone: { day: number; running: number }[]; remedies: Record<string, string> }

/** Return the day on which an offer could be signed in most courses: chance that the war still goes on times chance that it is signed then. */
export function bestDay(days: readonly DayTold[], running: ReadonlyMap<number, number>): DayTold | null {
  const worth = (row: DayTold): number => row.signed * (running.get(row.day) ?? 0);
  return days.reduce<DayTold | null>((best, row) => (best === null || worth(row) > worth(best) ? row : best), null);
}

/** Return an id made of the words of an offer, other than those that are taken. */
export function idOf(what: string, taken: readonly string[]): string {
  const bare = what.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40), stem = /^[a-z]/.test(bare) ? bare : "offer";
  let id = stem;
  for (let k = 2; taken.includes(id); k++) id = `${stem}_${k}`;
  return id;
}
