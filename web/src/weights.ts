/** One weight per course: the run's own, times what the reader believes, drawn to the pooled shares of endings. No drawing here. */
import { bitAt, type Courses } from "./courses";

/** What the forecast publishes of endings, in the order of their codes: `share` is how far past wars count in it. */
export interface Pool { share: number; counted: number[]; alike: number[]; published: number[] }

/** Of every course its weight and what of it is belief alone, and of every ending the share it is published with, what courses carry of it, and its share as counted. */
export interface Weights { w: Float64Array; believed: Float64Array; published: number[]; carried: number[]; counted: number[] }

/** The most that courses are made to count by their ending; the rest of its share is no course's. As `outside/tilt.py` has it. */
const MOST_RATIO = 5;
/** Least part of the halts near the lines under either of their two endings. As `outside/pool.py` has it. */
const HALT_LEAST = 0.05;

const sum = (values: ArrayLike<number>): number => { let s = 0; for (let i = 0; i < values.length; i++) s += values[i]!; return s; };

/** Return the factor of every course for chances of the second sets of rival claims other than the scenario's: c / c0 or (1 - c) / (1 - c0). */
export function believed(c: Courses, credence: ReadonlyMap<string, number>): Float64Array {
  const out = new Float64Array(c.count).fill(1);
  c.packed.rivals.forEach((pair, row) => {
    const now = credence.get(pair.id);
    if (now === undefined || now === pair.credence) return;
    const second = pair.credence > 0 ? now / pair.credence : 0, first = pair.credence < 1 ? (1 - now) / (1 - pair.credence) : 0;
    for (let m = 0; m < c.count; m++) out[m]! *= holdsSecond(c, row, m) ? second : first;
  });
  return out;
}

/** Return whether a course holds the second of two rival sets of claims; `row` is the place of the pair. */
export const holdsSecond = (c: Courses, row: number, m: number): boolean => bitAt(c.rivals, row, c.count, m);

/** Return shares of endings with a twentieth of the halts near the lines at least under either of `halts`. */
function bothHalts(shares: number[], halts: readonly [number, number]): number[] {
  const out = [...shares], total = shares[halts[0]]! + shares[halts[1]]!;
  for (const [row, other] of [halts, [halts[1], halts[0]]] as const) {
    const lacking = HALT_LEAST * total - shares[row]!;
    if (lacking > 0) { out[row]! += lacking; out[other]! -= lacking; }
  }
  return out;
}

function byEnding(c: Courses, w: ArrayLike<number>): number[] {
  const out = c.packed.endings.map(() => 0);
  for (let m = 0; m < c.count; m++) out[c.ending[m]!]! += w[m]!;
  return out;
}

/**
 * Return the weights under which the courses say what is published: w = run's weight x factor, scaled ending by ending to the pool of
 * the courses as believed and of past wars. Their mean is what courses carry of all chance; what they do not is published alone.
 */
export function weigh(c: Courses, pool: Pool, credence: ReadonlyMap<string, number>, halts: readonly [number, number]): Weights {
  const k = believed(c, credence), moved = credence.size > 0;
  const before = byEnding(c, new Float64Array(c.count).fill(1)), now = byEnding(c, k), all = sum(now);
  const raw = pool.counted.map((p, e) => (before[e]! > 0 && all > 0 ? (p * (now[e]! / all)) / (before[e]! / c.count) : 0));
  const counted = raw.map((p) => p / (sum(raw) || 1));
  const mixed = counted.map((p, e) => (1 - pool.share) * p + pool.share * pool.alike[e]!);
  const published = !moved ? pool.published : pool.share > 0 ? bothHalts(mixed, halts) : mixed;
  const carried = published.map((p, e) => (pool.share > 0 ? Math.min(p, MOST_RATIO * counted[e]!) : p));
  const w = new Float64Array(c.count);
  for (let m = 0; m < c.count; m++) w[m] = k[m]! * c.weights[m]!;
  const mass = byEnding(c, w), even = c.count / (sum(mass) || 1);
  const scale = carried.map((p, e) => (pool.share === 0 ? even : mass[e]! > 0 ? (p * c.count) / mass[e]! : 0));
  for (let m = 0; m < c.count; m++) w[m]! *= scale[c.ending[m]!]!;
  return { w, believed: k, published, carried: carried.map((p, e) => (mass[e]! > 0 ? p : 0)), counted };
}

/** Return (sum w)^2 / sum w^2 of some courses: how many equally weighted ones they are worth (Kish 1965). */
export function effectiveOf(w: Float64Array, members: Int32Array): number {
  let one = 0, two = 0;
  for (let i = 0; i < members.length; i++) { const x = w[members[i]!]!; one += x; two += x * x; }
  return two > 0 ? (one * one) / two : 0;
}
