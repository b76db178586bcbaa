/** The embedded courses: decoding, conditioning and counting. No drawing here. */
import { LEVELS } from "./codes";
import type { Answers, Law, Packed } from "./types";

export const NEVER = 65_535;
type Codes = Uint8Array | Uint16Array;

export interface Courses {
  packed: Packed;
  count: number;
  days: number[];
  /** By series, day-major: value code of course m on grid day d at [d * count + m]. */
  series: Record<string, Uint16Array>;
  /** Changes of hands of moving sector r in course m: turnDay[turnFrom[r * count + m] .. turnFrom[r * count + m + 1]], days. */
  turnFrom: Uint32Array;
  turnDay: Codes;
  ending: Codes;
  length: Codes;
  paper: Codes;
  arrangement: Codes;
  design: Codes;
  brokers: Codes;
  level: Codes;
  newly: Codes;
  entry: Codes;
  cut: Codes;
  /** How often each course stands among equally weighted ones; null where each counts as one. */
  copies: Codes | null;
  answers: Map<string, { spec: Answers; codes: Codes }>;
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
export function byDay(steps: Codes, members: number, days: number): Uint16Array {
  const out = new Uint16Array(members * days);
  for (let m = 0; m < members; m++) {
    let v = 0;
    for (let d = 0; d < days; d++) {
      v = (v + steps[m * days + d]!) & 65_535;
      out[d * members + m] = v;
    }
  }
  return out;
}

/** Return one array of the bytes: one byte a value, or all low bytes followed by all high ones. */
function part(bytes: Uint8Array, packed: Packed, name: string): Codes {
  const [offset, width, ...shape] = packed.index[name]!;
  const size = shape.reduce((a, b) => a * b, 1);
  if (width === 1) return bytes.subarray(offset!, offset! + size);
  const out = new Uint16Array(size);
  for (let i = 0; i < size; i++) out[i] = bytes[offset! + i]! + 256 * bytes[offset! + size + i]!;
  return out;
}

/** Return where each list begins, from how long each is. */
export function starts(counts: Codes): Uint32Array {
  const out = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) out[i + 1] = out[i]! + counts[i]!;
  return out;
}

export function cutUp(bytes: Uint8Array, packed: Packed): Courses {
  const of = (name: string): Codes => part(bytes, packed, name);
  const n = packed.count;
  return {
    packed, count: n, days: packed.days,
    series: Object.fromEntries(SERIES.map((s) => [s, byDay(of(s), n, packed.days.length)])),
    turnFrom: starts(of("turn_count")), turnDay: of("turn_day"),
    ending: of("ending"), length: of("length"), paper: of("paper"), arrangement: of("arrangement"), design: of("design"), brokers: of("brokers"),
    level: of("level"), newly: of("newly"), entry: of("entry"), cut: of("cut"),
    copies: packed.index.copies ? of("copies") : null,
    answers: new Map(packed.answers.map((spec) => [spec.id, { spec, codes: of(`answer:${spec.id}`) }])),
  };
}

export async function unpack(packed: Packed): Promise<Courses> {
  return cutUp(await inflate(packed.data), packed);
}

/** One wish of the reader: `group` names what is asked, `value` which answer. Same group: either; other groups: both. */
export interface Condition { group: string; value: string }

type Test = (m: number) => boolean;


/** Return the test behind a condition, or null where the page has no such thing. */
export function testOf(c: Courses, { group, value }: Condition): Test | null {
  const { packed: p, count: n } = c;
  const [kind, ...more] = group.split(":");
  const id = more.join(":");
  const code = (codes: Codes, ids: string[]): Test | null => {
    const k = ids.indexOf(value);
    return k < 0 || id ? null : (m) => codes[m] === k;
  };
  switch (kind) {
    case "ending": return code(c.ending, p.endings);
    case "paper": return code(c.paper, p.papers);
    case "arrangement": return code(c.arrangement, p.arrangements);
    case "broker": {
      if (id) return null;
      if (value === "none") return (m) => p.powers.every((_, i) => c.brokers[i * n + m] === 0);
      const at = p.powers.indexOf(value);
      return at < 0 ? null : (m) => c.brokers[at * n + m]! > 0;
    }
    case "level": {
      const at = p.powers.indexOf(id), k = (LEVELS as readonly string[]).indexOf(value);
      if (at < 0 || (k < 0 && value !== "newly")) return null;
      return value === "newly" ? (m) => c.newly[at * n + m]! > 0 : (m) => c.level[at * n + m] === k;
    }
    case "cut": {
      const at = p.lifelines.indexOf(id);
      if (at < 0 || !["yes", "no"].includes(value)) return null;
      return (m) => (c.cut[at * n + m] !== NEVER) === (value === "yes");
    }
    case "turns": {
      const s = p.sectors.indexOf(id);
      if (s < 0 || !["yes", "no"].includes(value)) return null;
      const row = p.moving.indexOf(s);
      return (m) => (row >= 0 && turnsLater(c, row, m)) === (value === "yes");
    }
    case "length": {
      const found = /^(\d{1,4})-(\d{1,4})$/.exec(value);
      if (id || !found) return null;
      const lo = Number(found[1]), hi = Number(found[2]);
      if (lo > hi) return null;
      return (m) => c.length[m]! >= lo && c.length[m]! <= hi;
    }
    default: return null;
  }
}

/** Return whether a sector changes hands after the first day; what changed before it is the state of that day. */
export function turnsLater(c: Courses, row: number, m: number): boolean {
  return firstTurn(c, row, m) !== NEVER;
}

/** Return the first day after the as-of date on which a moving sector changes hands. */
export function firstTurn(c: Courses, row: number, m: number): number {
  const at = row * c.count + m;
  for (let k = c.turnFrom[at]!; k < c.turnFrom[at + 1]!; k++) if (c.turnDay[k]! > 0) return c.turnDay[k]!;
  return NEVER;
}

/** Return whether A holds most of a moving sector in one course on a day. */
export function heldByA(c: Courses, row: number, m: number, day: number): boolean {
  const at = row * c.count + m;
  let held = c.packed.start[c.packed.moving[row]!] === 1;
  for (let k = c.turnFrom[at]!; k < c.turnFrom[at + 1]! && c.turnDay[k]! <= day; k++) held = !held;
  return held;
}

/** Return the moving sectors that change hands after the first day in at least one course. */
export function turning(c: Courses): string[] {
  return c.packed.moving.filter((_, row) => {
    for (let m = 0; m < c.count; m++) if (turnsLater(c, row, m)) return true;
    return false;
  }).map((s) => c.packed.sectors[s]!);
}

/** Return all courses, each as often as its weight says. */
export function all(c: Courses): Int32Array {
  return select(c, []);
}

/**
 * Return the courses that fit every group of conditions, each as often as its weight says; a condition that the page does not
 * know is left out.
 */
export function select(c: Courses, conditions: Condition[]): Int32Array {
  const groups = new Map<string, Test[]>();
  for (const x of conditions) {
    const test = testOf(c, x);
    if (test) groups.set(x.group, [...(groups.get(x.group) ?? []), test]);
  }
  const tests = [...groups.values()];
  const out = new Int32Array(c.count);
  let k = 0;
  for (let m = 0; m < c.count; m++) {
    const times = c.copies ? c.copies[m]! : 1;
    if (times && tests.every((g) => g.some((t) => t(m)))) for (let i = 0; i < times; i++) out[k++] = m;
  }
  return out.slice(0, k);
}

export function countBy(codes: Codes, chosen: Int32Array, size: number, offset = 0): number[] {
  const n = new Array<number>(size).fill(0);
  for (const m of chosen) { const k = codes[offset + m]!; if (k < size) n[k]!++; }
  return n;
}

/** Return how many of the chosen courses have a fitting code in each row. */
export function countRows(codes: Codes, chosen: Int32Array, rows: number, total: number, fits: (k: number) => boolean): number[] {
  return Array.from({ length: rows }, (_, r) => {
    let n = 0;
    for (const m of chosen) if (fits(codes[r * total + m]!)) n++;
    return n;
  });
}

/** Return the middle day among the chosen courses in which something happens at all; null where it never does. */
export function medianDay(codes: Codes, chosen: Int32Array, offset: number): number | null {
  const days: number[] = [];
  for (const m of chosen) { const d = codes[offset + m]!; if (d !== NEVER) days.push(d); }
  if (!days.length) return null;
  days.sort((a, b) => a - b);
  return days[Math.ceil((days.length + 1) / 2) - 1]!;
}

export function decode(code: number, law: Law, last: number): number {
  const x = Math.max(0, Math.min(1, code / last));
  const low = law.min ?? 0;
  return low + (law.max - low) * (law.law === "sqrt" ? x * x : x);
}

export const BANDS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Return quantiles of plain numbers as Python counts them. */
export function quantiles(values: number[], probabilities = BANDS): number[] {
  const v = [...values].sort((a, b) => a - b);
  return probabilities.map((p) => {
    const place = p * (v.length - 1), below = Math.floor(place);
    return v[below]! + ((v[below + 1] ?? v[below]!) - v[below]!) * (place - below);
  });
}

/** Return the codes at rising places of the sorted order of those at [at + m]: counted by their high byte, then by their low one. */
export function ranked(codes: Uint16Array, at: number, chosen: Int32Array, places: number[]): number[] {
  const high = new Uint32Array(256), slot = new Int16Array(256).fill(-1), n = chosen.length;
  for (let i = 0; i < n; i++) high[codes[at + chosen[i]!]! >> 8]!++;
  const found: [number, number][] = [];
  const low: Uint32Array[] = [];
  let sum = 0, bin = -1, before = 0;
  for (const place of places) {
    while (sum <= place) { before = sum; sum += high[++bin]!; }
    if (slot[bin]! < 0) slot[bin] = low.push(new Uint32Array(256)) - 1;
    found.push([bin, place - before]);
  }
  for (let i = 0; i < n; i++) {
    const code = codes[at + chosen[i]!]!, s = slot[code >> 8]!;
    if (s >= 0) low[s]![code & 255]!++;
  }
  return found.map(([b, rest]) => {
    const counts = low[slot[b]!]!;
    let k = 0, passed = counts[0]!;
    while (passed <= rest) passed += counts[++k]!;
    return 256 * b + k;
  });
}

/**
 * Return by grid day the five quantiles of a series over the chosen courses: as Python counted them over all, else from the codes,
 * which lie too close for more than the last printed figure to be one off.
 */
export function fan(c: Courses, name: string, chosen: Int32Array): number[][] {
  const n = chosen.length;
  if (n === c.count && c.packed.fans?.[name]) return c.packed.fans[name];
  if (!n) return c.days.map(() => BANDS.map(() => 0));
  const codes = c.series[name]!, law = c.packed.laws[name]!, last = c.packed.last_code;
  const spots = BANDS.map((p) => p * (n - 1));
  const places = spots.flatMap((s) => [Math.floor(s), Math.min(n - 1, Math.floor(s) + 1)]);
  const order = [...places.keys()].sort((i, j) => places[i]! - places[j]!);
  return c.days.map((_, d) => {
    const at = new Array<number>(places.length);
    ranked(codes, d * c.count, chosen, order.map((i) => places[i]!)).forEach((code, k) => { at[order[k]!] = decode(code, law, last); });
    return spots.map((s, i) => at[2 * i]! + (at[2 * i + 1]! - at[2 * i]!) * (s - Math.floor(s)));
  });
}

/** Return by moving sector the number of chosen courses in which A holds most of it on every day from 0 to the last. */
export function control(c: Courses, chosen: Int32Array): Int32Array[] {
  const { moving, start } = c.packed;
  const last = c.days.at(-1)!;
  return moving.map((s, row) => {
    const step = new Int32Array(last + 2);
    const sign = start[s] ? -1 : 1;
    for (const m of chosen) {
      const at = row * c.count + m;
      let now = sign;
      for (let k = c.turnFrom[at]!; k < c.turnFrom[at + 1]!; k++) { step[c.turnDay[k]!]! += now; now = -now; }
    }
    const out = new Int32Array(last + 1);
    let sum = start[s] ? chosen.length : 0;
    for (let d = 0; d <= last; d++) { sum += step[d]!; out[d] = sum; }
    return out;
  });
}

/** Return the place on the day grid of a day. */
export function gridDay(days: number[], day: number): number {
  let k = 0;
  while (k + 1 < days.length && days[k + 1]! <= day) k++;
  return k;
}

export interface Counted { p: number; low: number; high: number }

const six = (v: number): number => Math.round(v * 1e6) / 1e6;

/** Effective courses per course: less than one where courses are weighted. Written once, from the page's document. */
export const effective = { share: 1 };

/** Return a counted share with Wilson's 95 % interval: the counting error. */
export function wilson(hits: number, total: number): Counted {
  if (!total) return { p: 0, low: 0, high: 1 };
  const size = total * effective.share;
  const z = 1.959963984540054, p = hits / total, d = 1 + (z * z) / size;
  const mid = (p + (z * z) / (2 * size)) / d;
  const half = (z / d) * Math.sqrt((p * (1 - p)) / size + (z * z) / (4 * size * size));
  return { p: six(p), low: hits ? six(Math.max(0, mid - half)) : 0, high: hits === total ? 1 : six(Math.min(1, mid + half)) };
}
