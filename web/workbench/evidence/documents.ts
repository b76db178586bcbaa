/** What the server says of evidence files, and what the jobs on them answer. */
import type { Problem } from "../documents";
import type { Sides } from "../names";

export interface Report {
  id: string; kind: string; event_date: string; report_date: string; source: string; reliability: string; credibility: number; disputed?: boolean; text?: string;
  feature?: string; quantity?: string; value?: number; low?: number; high?: number; error?: number; sector?: string; side?: string; by?: string; strength?: string; ratio?: number;
}
export interface Kind { id: string; text: string; needs: string[]; may: string[] }
export interface SeenThing { id: string; text: string; takes: string[] }
export interface Named { id: string; name: string }
export interface Evidence {
  path: string; scenario: string; title: string; note: string; reports: Report[]; problems: Problem[];
  words: { kinds: Kind[]; reliability: Record<string, string>; credibility: Record<string, string>; by: Record<string, string>; strength: Record<string, string>; features: SeenThing[]; quantities: SeenThing[] };
  names: Record<string, Named[]> & { option?: never };
}
/** The acts of each power by its id stand beside the other names. */
export const optionsOf = (e: Evidence, power: string): Named[] => ((e.names as unknown as { option?: Record<string, Named[]> }).option ?? {})[power] ?? [];

/** One report as the courses took it. */
export interface Taken { id: string; date: string; published: string; kind: string; text: string; surprise: number; ess: number; log_evidence: number }
/** `multipolar-conditioned/1`: a forecast with what the reports did; without endings where it was refused. */
export interface Conditioned {
  evidence: Taken[]; until: string; ess: number; ancestors: number; refused: string | null; endings?: Record<string, { p: number }>; sides?: Sides; run?: string | null; length_days?: { q50?: number | null };
}
export interface Chances { headline: number | null; claims: number[] | null; effective: number }
export interface Cell { log10: number | null; error: number | null; on: number; off: number; rating?: string | null; agrees?: boolean | null }
/** `multipolar-ach/1`: reports against disputed claims. */
export interface Board {
  claims: { id: string; first: string; second: string; credence: number }[]; bundles: string[]; headline: string; ess: number; ancestors: number; refused: string | null; until: string; posterior: Chances | null;
  items: { id: string; date: string; published: string; source: string; grade: string; text: string; claims: Cell[]; bundles: Cell[]; headline: Cell; diagnosticity: number; without: Chances | null }[];
}

/** Return how far a report surprised the courses, in words with its figure; a yes-or-no report as a chance. */
export function surpriseText(t: Pick<Taken, "kind" | "surprise">): string {
  if (t.kind === "note") return "not weighed";
  const bits = `${t.surprise.toFixed(1)} bits`;
  if (t.surprise < 1) return `expected (${bits})`;
  return t.surprise < 3 ? `rather unexpected (${bits})` : `a surprise (${bits})`;
}

/** From this many standard errors on a cell says something; as the board's own rule has it. */
const ERRORS = 2;
/** Less than this many times likelier is hardly anything. */
const HARDLY = 1.05;

/** Return what a cell of the board says, in words: which side of the dispute the report is likelier under. */
export function cellText(c: Cell): string {
  if (c.log10 === null) return "too few courses";
  if (Math.abs(c.log10) <= ERRORS * (c.error ?? 0)) return "tells nothing";
  const times = 10 ** Math.abs(c.log10);
  if (times < HARDLY) return "tells hardly anything";
  return `${times >= 10 ? times.toFixed(0) : times.toFixed(1)} times likelier under the ${c.log10 > 0 ? "first" : "second"}`;
}

/** Return the next free id of a report: R and a number. */
export function nextId(reports: readonly Pick<Report, "id">[]): string {
  const taken = new Set(reports.map((r) => r.id));
  let n = reports.length + 1;
  while (taken.has(`R${n}`)) n += 1;
  return `R${n}`;
}
