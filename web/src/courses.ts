/** The embedded courses: decoding, conditioning and counting. No drawing here. */
import { LEVELS } from "./codes";
import type { Answers, Law, Packed } from "./types";
import { effectiveOf } from "./weights";
import { limits } from "./words";

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
  /** Weight of each course in the run. */
  weights: Float64Array;
  /** By pair of rival claims a row of bits, course 0 the lowest of the first byte: 1 where the second set holds. */
  rivals: Codes;
  /** The same by event: 1 where it happens. */
  events: Codes;
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
    weights: Float64Array.from(of("weight"), (k) => packed.weights[k]!), rivals: of("rivals"), events: of("events"),
    answers: new Map(packed.answers.map((spec) => [spec.id, { spec, codes: of(`answer:${spec.id}`) }])),
  };
}

export async function unpack(packed: Packed): Promise<Courses> {
  return cutUp(await inflate(packed.data), packed);
}

/** One wish of the reader: `group` names what is asked, `value` which answer. Same group: either; other groups: both. */
export interface Condition { group: string; value: string }

type Test = (m: number) => boolean;

/** Return whether the bit of a course is set in a row of bits, course 0 the lowest of the first byte. */
export const bitAt = (bits: Codes, row: number, count: number, m: number): boolean => ((bits[row * Math.ceil(count / 8) + (m >> 3)]! >> (m & 7)) & 1) === 1;

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
    case "seen": {
      const found = c.answers.get(group), state = found?.spec.names.indexOf(value) ?? -1;
      return state < 0 ? null : (m) => found!.codes[m] === state;
    }
    case "event": {
      const row = p.events.findIndex((e) => e.id === id);
      if (row < 0 || !["yes", "no"].includes(value)) return null;
      return (m) => bitAt(c.events, row, n, m) === (value === "yes");
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

/**
 * Some courses and what each counts. Where they are worth fewer than `limits.few` equal ones, each counts as one, so that every
 * number is a count of courses: "12 of 40".
 */
export interface Group {
  /** Courses that fit and have weight, rising. */
  members: Int32Array;
  /** Weight of course m at [m], of courses outside the group too. */
  w: Float64Array;
  /** Sum of the weights of the members. */
  total: number;
  /** How many there are. */
  n: number;
  /** How many equally weighted ones they are worth. */
  effective: number;
}

/** Return courses as a group; `apart`: share of them that differ, where some are copies of each other up to a day. */
export function grouped(c: Courses, members: Int32Array, w: Float64Array, apart = 1): Group {
  const effective = apart * effectiveOf(w, members);
  const each = effective < limits.few ? new Float64Array(c.count).fill(1) : w;
  let total = 0;
  for (let i = 0; i < members.length; i++) total += each[members[i]!]!;
  return { members, w: each, total, n: members.length, effective };
}

/** Return the courses with weight that fit every group of conditions; a condition that the page does not know is left out. */
export function select(c: Courses, conditions: Condition[], w: Float64Array = c.weights): Int32Array {
  const groups = new Map<string, Test[]>();
  for (const x of conditions) {
    const test = testOf(c, x);
    if (test) groups.set(x.group, [...(groups.get(x.group) ?? []), test]);
  }
  const tests = [...groups.values()];
  const out = new Int32Array(c.count);
  let k = 0;
  for (let m = 0; m < c.count; m++) if (w[m]! > 0) out[k++] = m;
  for (const [first, ...others] of tests) {
    let fit = 0;
    for (let i = 0; i < k; i++) { const m = out[i]!; if (first!(m) || others.some((t) => t(m))) out[fit++] = m; }
    k = fit;
  }
  return out.slice(0, k);
}

/** Return the weight of the courses under each code. */
export function countBy(codes: Codes, group: Group, size: number, offset = 0): number[] {
  const n = new Array<number>(size).fill(0), { members, w } = group;
  for (let i = 0; i < members.length; i++) { const m = members[i]!, k = codes[offset + m]!; if (k < size) n[k]! += w[m]!; }
  return n;
}

/** Return the weight of the courses that have a fitting code in each row. */
export function countRows(codes: Codes, group: Group, rows: number, total: number, fits: (k: number) => boolean): number[] {
  return Array.from({ length: rows }, (_, r) => weightWhere(group, (m) => fits(codes[r * total + m]!)));
}

/** Return the weight of the courses in which something holds. */
export function weightWhere(group: Group, holds: (m: number) => boolean): number {
  const { members, w } = group;
  let n = 0;
  for (let i = 0; i < members.length; i++) { const m = members[i]!; if (holds(m)) n += w[m]!; }
  return n;
}

/** Return the middle day among the courses in which something happens at all; null where it never does. */
export function medianDay(codes: Codes, group: Group, offset: number): number | null {
  const seen = group.members.filter((m) => codes[offset + m] !== NEVER);
  return seen.length ? ranked(codes, offset, { ...group, members: seen }, [0.5])[0]! : null;
}

export function decode(code: number, law: Law, last: number): number {
  const x = Math.max(0, Math.min(1, code / last));
  const low = law.min ?? 0;
  return low + (law.max - low) * (law.law === "sqrt" ? x * x : x);
}

export const BANDS = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Share of the whole weight by which a sum may miss the place of a quantile and still reach it. */
const ROUNDING = 1e-12;

/** Return the codes at rising shares of the weight of the sorted order of those at [at + m]: weighed by their high byte, then by the low one. */
export function ranked(codes: Codes, at: number, group: Group, probabilities: number[]): number[] {
  const high = new Float64Array(256), slot = new Int16Array(256).fill(-1), { members, w } = group;
  for (let i = 0; i < members.length; i++) { const m = members[i]!; high[codes[at + m]! >> 8]! += w[m]!; }
  let total = 0;
  for (const x of high) total += x;
  const found: [number, number][] = [];
  const low: Float64Array[] = [];
  let sum = high[0]!, bin = 0, before = 0;
  for (const p of probabilities) {
    const goal = p * total * (1 - ROUNDING);
    while (sum < goal || high[bin] === 0) { before = sum; sum += high[++bin]!; }
    if (slot[bin]! < 0) slot[bin] = low.push(new Float64Array(256)) - 1;
    found.push([bin, goal - before]);
  }
  for (let i = 0; i < members.length; i++) {
    const m = members[i]!, code = codes[at + m]!, s = slot[code >> 8]!;
    if (s >= 0) low[s]![code & 255]! += w[m]!;
  }
  return found.map(([b, rest]) => {
    const weights = low[slot[b]!]!;
    let k = 0, passed = weights[0]!, last = 0;
    while (k < 255 && (passed < rest || weights[k] === 0)) { if (weights[k]! > 0) last = k; passed += weights[++k]!; }
    return 256 * b + (weights[k]! > 0 ? k : last);
  });
}

/**
 * Return by grid day the five quantiles of a series over some courses: as Python counted them over all, else from the codes, which
 * lie too close for more than the last printed figure to be one off. `told`: whether these are all courses as the run weighs them.
 */
export function fan(c: Courses, name: string, group: Group, told = false): number[][] {
  if (told && c.packed.fans?.[name]) return c.packed.fans[name];
  if (!group.n) return c.days.map(() => BANDS.map(() => 0));
  const codes = c.series[name]!, law = c.packed.laws[name]!, last = c.packed.last_code;
  return c.days.map((_, d) => ranked(codes, d * c.count, group, BANDS).map((code) => decode(code, law, last)));
}

/** Return by moving sector the weight of the courses in which A holds most of it on every day from 0 to the last. */
export function control(c: Courses, group: Group): Float64Array[] {
  const { moving, start } = c.packed;
  const last = c.days.at(-1)!, { members, w } = group;
  return moving.map((s, row) => {
    const step = new Float64Array(last + 2);
    const sign = start[s] ? -1 : 1;
    for (let i = 0; i < members.length; i++) {
      const m = members[i]!, at = row * c.count + m;
      let now = sign * w[m]!;
      for (let k = c.turnFrom[at]!; k < c.turnFrom[at + 1]!; k++) { step[c.turnDay[k]!]! += now; now = -now; }
    }
    const out = new Float64Array(last + 1);
    let sum = start[s] ? group.total : 0;
    for (let d = 0; d <= last; d++) { sum += step[d]!; out[d] = Math.abs(sum) < ROUNDING * group.total ? 0 : Math.min(sum, group.total); }
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

/** Return a share with Wilson's 95 % interval, the counting error: `hits` of `total` weight, worth `size` equal courses. */
export function wilson(hits: number, total: number, size = total): Counted {
  if (!total) return { p: 0, low: 0, high: 1 };
  const z = 1.959963984540054, p = Math.min(1, hits / total), d = 1 + (z * z) / size;
  const mid = (p + (z * z) / (2 * size)) / d;
  const half = (z / d) * Math.sqrt((p * (1 - p)) / size + (z * z) / (4 * size * size));
  const whole = 1 - p < ROUNDING;
  return { p: six(p), low: hits > 0 ? six(Math.max(0, mid - half)) : 0, high: whole ? 1 : six(Math.min(1, mid + half)) };
}

/** Return the share of a weight among some courses. */
export const shareOf = (hits: number, group: Group): Counted => wilson(hits, group.total, Math.min(group.effective, group.n) || group.n);
