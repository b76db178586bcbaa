/** The embedded courses: decoding, conditioning and counting. No drawing here. */
import type { Law, Packed } from "./types";

export const NEVER = 255;

export interface Courses {
  packed: Packed;
  count: number;
  days: number[];
  /** By series, day-major: value code of course m on grid day d at [d * count + m]. */
  series: Record<string, Uint8Array>;
  turn1: Uint8Array;
  turn2: Uint8Array;
  ending: Uint8Array;
  length: Uint8Array;
  arrangement: Uint8Array;
  design: Uint8Array;
  brokers: Uint8Array;
  level: Uint8Array;
  newly: Uint8Array;
  cut: Uint8Array;
}

const SERIES = ["area_km2", "dead_A", "dead_B", "displaced"];

async function inflate(text: string): Promise<Uint8Array> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Undo the day steps and turn the table so that one day's values lie together. */
export function byDay(steps: Uint8Array, members: number, days: number): Uint8Array {
  const out = new Uint8Array(members * days);
  for (let m = 0; m < members; m++) {
    let v = 0;
    for (let d = 0; d < days; d++) {
      v = (v + steps[m * days + d]!) & 255;
      out[d * members + m] = v;
    }
  }
  return out;
}

export function cutUp(bytes: Uint8Array, packed: Packed): Courses {
  const part = (name: string): Uint8Array => {
    const [offset, ...shape] = packed.index[name]!;
    return bytes.subarray(offset!, offset! + shape.reduce((a, b) => a * b, 1));
  };
  const n = packed.count;
  const series = Object.fromEntries(SERIES.map((s) => [s, byDay(part(s), n, packed.days.length)]));
  return {
    packed, count: n, days: packed.days, series,
    turn1: part("turn1"), turn2: part("turn2"), ending: part("ending"), length: part("length"),
    arrangement: part("arrangement"), design: part("design"), brokers: part("brokers"),
    level: part("level"), newly: part("newly"), cut: part("cut"),
  };
}

export async function unpack(packed: Packed): Promise<Courses> {
  return cutUp(await inflate(packed.data), packed);
}

/** One wish of the reader: `group` names what is asked, `value` which answer. Same group: either; other groups: both. */
export interface Condition { group: string; value: string }

type Test = (m: number) => boolean;

function testOf(c: Courses, { group, value }: Condition): Test {
  const { packed: p, count: n } = c;
  const [kind, id = ""] = group.split(":");
  const row = (ids: string[]): number => ids.indexOf(kind === "broker" ? value : id) * n;
  switch (kind) {
    case "ending": { const k = p.endings.indexOf(value); return (m) => c.ending[m] === k; }
    case "arrangement": { const k = p.arrangements.indexOf(value); return (m) => c.arrangement[m] === k; }
    case "design": { const k = p.designs.indexOf(value); return (m) => c.design[m] === k; }
    case "broker": {
      if (value === "none") return (m) => p.powers.every((_, i) => c.brokers[i * n + m] === 0);
      const at = row(p.powers);
      return (m) => c.brokers[at + m] === 1;
    }
    case "level": {
      const at = row(p.powers);
      if (value === "newly") return (m) => c.newly[at + m] === 1;
      const k = ["out", "armed", "direct"].indexOf(value);
      return (m) => c.level[at + m] === k;
    }
    case "cut": { const at = row(p.lifelines); return (m) => (c.cut[at + m] !== NEVER) === (value === "yes"); }
    case "turns": {
      const at = p.moving.indexOf(p.sectors.indexOf(id)) * n;
      if (at < 0) return () => value === "no";
      return (m) => turnsLater(c, at + m) === (value === "yes");
    }
    case "length": {
      const [lo, hi] = value.split("-").map(Number) as [number, number];
      return (m) => c.length[m]! >= lo && c.length[m]! <= hi;
    }
    default: return () => true;
  }
}

/** Return whether a sector changes hands after the first day; what changed before it is the state of that day. */
export function turnsLater(c: Courses, at: number): boolean {
  return (c.turn1[at] !== 0 && c.turn1[at] !== NEVER) || (c.turn1[at] === 0 && c.turn2[at] !== NEVER);
}

/** Return the moving sectors that change hands after the first day in at least one course. */
export function turning(c: Courses): string[] {
  return c.packed.moving.filter((_, row) => {
    for (let m = 0; m < c.count; m++) if (turnsLater(c, row * c.count + m)) return true;
    return false;
  }).map((s) => c.packed.sectors[s]!);
}

/** Return the courses that fit every group of conditions. */
export function select(c: Courses, conditions: Condition[]): Int32Array {
  const groups = new Map<string, Test[]>();
  for (const x of conditions) groups.set(x.group, [...(groups.get(x.group) ?? []), testOf(c, x)]);
  const tests = [...groups.values()];
  const out = new Int32Array(c.count);
  let k = 0;
  for (let m = 0; m < c.count; m++) if (tests.every((g) => g.some((t) => t(m)))) out[k++] = m;
  return out.slice(0, k);
}

export function countBy(codes: Uint8Array, chosen: Int32Array, size: number, offset = 0): number[] {
  const n = new Array<number>(size).fill(0);
  for (const m of chosen) { const k = codes[offset + m]!; if (k < size) n[k]!++; }
  return n;
}

/** Return how many of the chosen courses have a code of 1 in each row. */
export function countRows(codes: Uint8Array, chosen: Int32Array, rows: number, total: number, fits: (k: number) => boolean): number[] {
  return Array.from({ length: rows }, (_, r) => {
    let n = 0;
    for (const m of chosen) if (fits(codes[r * total + m]!)) n++;
    return n;
  });
}

export function decode(code: number, law: Law): number {
  const x = Math.max(0, Math.min(1, code / 255));
  const low = law.min ?? 0;
  return low + (law.max - low) * (law.law === "sqrt" ? x * x : x);
}

/** Return the quantiles of a list of byte codes by counting, with a straight line inside each code's bin. */
export function codeQuantiles(histogram: Uint32Array, total: number, probabilities: number[]): number[] {
  return probabilities.map((p) => {
    const goal = p * total;
    let sum = 0;
    for (let k = 0; k < histogram.length; k++) {
      const here = histogram[k]!;
      if (here > 0 && sum + here >= goal) return k - 0.5 + Math.max(0, goal - sum) / here;
      sum += here;
    }
    return histogram.length - 1;
  });
}

export const BANDS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Return the courses that are not among the chosen ones; both lists rise. */
export function others(chosen: Int32Array, count: number): Int32Array {
  const out = new Int32Array(count - chosen.length);
  let i = 0, k = 0;
  for (let m = 0; m < count; m++) if (chosen[i] === m) i++; else out[k++] = m;
  return out;
}

const whole = new WeakMap<Uint8Array, Uint32Array>();

/** Return the counts of every code on every grid day over all courses; counted once per series. */
function countsOfAll(codes: Uint8Array, count: number, days: number): Uint32Array {
  let h = whole.get(codes);
  if (!h) {
    h = new Uint32Array(256 * days);
    for (let d = 0; d < days; d++) for (let m = d * count; m < (d + 1) * count; m++) h[d * 256 + codes[m]!]!++;
    whole.set(codes, h);
  }
  return h;
}

/** Return by grid day the five quantiles of a series over the chosen courses; the smaller part is what gets counted. */
export function fan(c: Courses, name: string, chosen: Int32Array): number[][] {
  const codes = c.series[name]!;
  const law = c.packed.laws[name]!;
  const full = countsOfAll(codes, c.count, c.days.length);
  const many = chosen.length > c.count / 2;
  const part = many ? others(chosen, c.count) : chosen;
  const histogram = new Uint32Array(256);
  return c.days.map((_, d) => {
    histogram.fill(0);
    const at = d * c.count;
    for (const m of part) histogram[codes[at + m]!]!++;
    if (many) for (let k = 0; k < 256; k++) histogram[k] = full[d * 256 + k]! - histogram[k]!;
    return codeQuantiles(histogram, chosen.length, BANDS).map((k) => decode(k, law));
  });
}

/** Return by moving sector and grid day the share of the chosen courses in which A holds most of it. */
export function control(c: Courses, chosen: Int32Array): Float64Array[] {
  const { moving, start } = c.packed;
  const size = c.days.length;
  return moving.map((s, row) => {
    const step = new Float64Array(size + 1);
    const at = row * c.count;
    const sign = start[s] ? -1 : 1;
    for (const m of chosen) {
      const one = c.turn1[at + m]!;
      if (one === NEVER) continue;
      step[one]! += sign;
      const two = c.turn2[at + m]!;
      if (two !== NEVER) step[two]! -= sign;
    }
    const out = new Float64Array(size);
    let sum = start[s] ? chosen.length : 0;
    for (let d = 0; d < size; d++) { sum += step[d]!; out[d] = chosen.length ? sum / chosen.length : 0; }
    return out;
  });
}

/** Return the place on the day grid of a day. */
export function gridDay(days: number[], day: number): number {
  let k = 0;
  while (k + 1 < days.length && days[k + 1]! <= day) k++;
  return k;
}

/** Return a counted share with Wilson's 95 % interval: the counting error. */
export function wilson(hits: number, total: number): { p: number; low: number; high: number } {
  if (!total) return { p: 0, low: 0, high: 1 };
  const z = 1.96, p = hits / total, d = 1 + (z * z) / total;
  const mid = (p + (z * z) / (2 * total)) / d;
  const half = (z / d) * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total));
  return { p, low: hits ? mid - half : 0, high: hits === total ? 1 : mid + half };
}
