/** What the reader has chosen: day, conditions, credences, one drawn course; the link's hash keeps it. */
import { batch, computed, effect, signal } from "@preact/signals";
import { ENDINGS, Ending } from "./codes";
import { control, countBy, fan, grouped, select, shareOf, testOf, wilson, type Condition, type Counted, type Courses, type Group } from "./courses";
import type { Page } from "./types";
import { effectiveOf, weigh, type Pool, type Weights } from "./weights";
import { areFew, limits, type Size } from "./words";

export const page = signal<Page>(null as unknown as Page);
export const courses = signal<Courses | null>(null);
export const day = signal(0);
export const conditions = signal<Condition[]>([]);
/** What the reader believes: by id of a pair of rival claims the chance that its second set holds, 0 to 1; the file's own are left out. */
export const credence = signal<ReadonlyMap<string, number>>(new Map());
export const drawn = signal<number | null>(null);
/** The course whose dot the reader points at: the map shows it for as long. */
export const pointed = signal<number | null>(null);
export const playing = signal(false);
/** True once the reader has chosen a day; before that the page shows the day by which half of the courses end. */
export const moved = signal(false);
/** How many wishes of the link this page does not know; they are left out and the reader is told. */
export const unknown = signal(0);
/** The section that the link leads to. */
export const anchor = signal("");

const place = (e: number): number => courses.value!.packed.endings.indexOf(ENDINGS[e]!);

/** Return what the forecast publishes of endings; a forecast of courses alone publishes them as counted. */
function poolOf(c: Courses): Pool {
  const { endings, outside } = page.value.forecast;
  const own = c.packed.endings.map(() => 0);
  for (let m = 0; m < c.count; m++) own[c.ending[m]!]! += 1 / c.count;
  const of = (marks: Record<string, number> | undefined, other: number[]): number[] => c.packed.endings.map((id, e) => marks?.[id] ?? other[e]!);
  const published = of(Object.fromEntries(Object.entries(endings).map(([id, e]) => [id, e.p])), own);
  return { share: outside?.endings ? Math.max(outside.share ?? 0, SHARE_LEAST) : 0, counted: of(outside?.counted, own), alike: of(outside?.endings, own), published };
}

/** The least share of past wars in a pool; as `outside/tilt.py` has it. */
const SHARE_LEAST = 1 / 256;

const pool = computed<Pool | null>(() => (courses.value ? poolOf(courses.value) : null));
const halts = (): [number, number] => [place(Ending.STATUS_QUO), place(Ending.FROZEN)];

const NO_BELIEF: ReadonlyMap<string, number> = new Map();
export const weighed = (c: Courses, beliefs: ReadonlyMap<string, number>): Weights => weigh(c, pool.value!, beliefs, halts());
const ofFile = computed<Weights | null>(() => (courses.value ? weighed(courses.value, NO_BELIEF) : null));
/** The weight of every course as the reader believes, before any condition, and the shares of endings under it. */
export const weights = computed<Weights | null>(() => (courses.value ? (credence.value.size ? weighed(courses.value, credence.value) : ofFile.value) : null));
/** Return the weight of a course: the run's, times what the reader believes; nought where it does not fit the conditions. */
export const weightOf = (m: number): number => (fitting.value[m] ? weights.value?.w[m] ?? 0 : 0);

/** Set what the reader believes of a pair; the chance that the file gives takes the wish away. */
export function believe(pair: string, chance: number): void {
  const own = courses.value?.packed.rivals.find((r) => r.id === pair)?.credence;
  if (own === undefined || !(chance >= 0 && chance <= 1)) return;
  const next = new Map(credence.value);
  if (Math.abs(chance - own) < 1e-9) next.delete(pair);
  else next.set(pair, chance);
  credence.value = next;
}

/** Share of the courses that differ from each other: less than one where reports were taken in and courses were copied. */
const apart = computed<number>(() => {
  const c = courses.value, { effective, members } = page.value.forecast;
  if (!c || !effective || !members) return 1;
  const all = Int32Array.from({ length: c.count }, (_, m) => m);
  return Math.min(1, effective / members / (effectiveOf(c.weights, all) / c.count));
});

const NOBODY: Group = { members: new Int32Array(0), w: new Float64Array(0), total: 0, n: 0, effective: 0 };
/** The courses that fit, each with its weight: what everything on the page is counted over once the reader has changed anything. */
export const chosen = computed<Group>(() => {
  const c = courses.value, w = weights.value?.w;
  return c && w ? grouped(c, select(c, conditions.value, w), w, apart.value) : NOBODY;
});
const fitting = computed<Uint8Array>(() => {
  const out = new Uint8Array(courses.value?.count ?? 0);
  for (const m of chosen.value.members) out[m] = 1;
  return out;
});
/** All courses as the run weighs them. */
export const everyone = computed<Group>(() => {
  const c = courses.value, w = ofFile.value?.w;
  return c && w ? grouped(c, select(c, [], w), w, apart.value) : NOBODY;
});
/** Whether the reader has changed anything: conditions or credences. What follows is counted anew; what does not says so. */
export const conditioned = computed(() => conditions.value.length > 0 || credence.value.size > 0);

/** The shares of endings once the reader has changed anything: among the courses that fit; without conditions with what no course carries. */
export const endingShares = computed<Record<string, Counted> | null>(() => {
  const c = courses.value, now = weights.value, group = chosen.value;
  if (!c || !now || !conditioned.value) return null;
  const masses = countBy(c.ending, group, c.packed.endings.length);
  const share = (e: number): Counted => (conditions.value.length || areFew(group) ? shareOf(masses[e]!, group) : wilson(now.published[e]!, 1, group.effective));
  return Object.fromEntries(c.packed.endings.map((id, e) => [id, share(e)]));
});

/** Whether credences alone have been changed, no condition set. */
export const believesOnly = (): boolean => conditions.value.length === 0 && credence.value.size > 0;

/** Over how many courses the forecast itself was counted. */
export const counted = computed<number>(() => {
  const f = page.value.forecast;
  return f.run_facts?.members ?? f.members ?? courses.value?.count ?? limits.few;
});
const sizeOf = (g: Group): Size => ({ n: g.n, effective: g.effective });
/** Over how many courses what stands on the page now is counted: the forecast's own, or those that fit. */
export const base = computed<Size>(() => (conditioned.value ? sizeOf(chosen.value) : { n: counted.value, effective: counted.value }));
/** Over how many courses map, fans and lengths are counted: those inside the page. */
export const within = computed<Size>(() => sizeOf(chosen.value));

export const holding = computed(() => (courses.value ? control(courses.value, chosen.value) : []));

/** Some courses with what only they as a whole tell: whether they are all courses as the run weighs them. */
interface Told { group: Group; all: boolean }
const now = computed<Told>(() => ({ group: chosen.value, all: !conditioned.value }));
/** The same a moment later: what is dear to count and stands below the fold follows the first screen once that is drawn. */
export const later = signal<Told>({ group: NOBODY, all: true });
const kept = new WeakMap<Group, Map<string, number[][]>>();

/** Return the fan of a series over some courses, counted once. */
function fanOf(series: string, { group, all }: Told): number[][] {
  const c = courses.value!, found = kept.get(group) ?? new Map<string, number[][]>();
  kept.set(group, found);
  if (!found.has(series)) found.set(series, fan(c, series, group, all));
  return found.get(series)!;
}
export const fanNow = (series: string): number[][] => fanOf(series, now.value);
export const fanLater = (series: string): number[][] => fanOf(series, later.value);
export const fanOfAll = (series: string): number[][] => fanOf(series, { group: everyone.value, all: true });

/** Let what is counted later follow what is chosen after the next picture; `data-counting` stands on the page for as long. */
export function followLater(): void {
  later.value = now.peek();
  effect(() => {
    const next = now.value;
    if (next === later.peek()) { delete document.documentElement.dataset.counting; return; }
    document.documentElement.dataset.counting = "yes";
    requestAnimationFrame(() => setTimeout(() => {
      if (next !== now.peek()) return;
      later.value = next;
      delete document.documentElement.dataset.counting;
    }));
  });
}

const same = (a: Condition, b: Condition): boolean => a.group === b.group && a.value === b.value;
export const isOn = (c: Condition): boolean => conditions.value.some((x) => same(x, c));

/** Switch one condition; outcomes that exclude each other replace each other, endings add up. */
export function toggle(c: Condition): void {
  const rest = conditions.value.filter((x) => !same(x, c));
  const kept = c.group.includes(":") || c.group === "length" ? rest.filter((x) => x.group !== c.group) : rest;
  conditions.value = rest.length < conditions.value.length ? rest : [...kept, c];
  drawn.value = null;
}

/** Take back everything that the reader has changed. */
export function clearConditions(): void {
  batch(() => {
    conditions.value = [];
    credence.value = NO_BELIEF;
    drawn.value = null;
  });
}

export function drawOne(): void {
  const from = chosen.value.members;
  if (from.length) drawn.value = from[Math.floor(Math.random() * from.length)]!;
}

export const horizon = (): number => courses.value?.days.at(-1) ?? page.value.forecast.horizon_days ?? 180;

/** What a link's wish about a pair of rival claims begins with. */
const BELIEF = "credence:";

export function hashOf(): string {
  const parts = conditions.value.map((c) => `${encodeURIComponent(c.group)}=${encodeURIComponent(c.value)}`);
  const beliefs = [...credence.value].map(([pair, p]) => `${BELIEF}${encodeURIComponent(pair)}=${Number((100 * p).toFixed(2))}`);
  const kept = [...parts, ...beliefs, ...(moved.value ? [`day=${day.value}`] : [])];
  return kept.length && anchor.value ? [encodeURIComponent(anchor.value), ...kept].join("&") : kept.join("&");
}

export function writeHash(): void {
  const text = hashOf();
  if (location.hash === (text ? `#${text}` : "")) return;
  if (text || location.hash.includes("=")) history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
}

const plain = (text: string): string | null => {
  try { return decodeURIComponent(text); } catch { return null; }
};

/** Return what a link's hash asks for: section, day, conditions and credences; whatever cannot be read is counted and left out. */
export function parseHash(hash: string, c: Courses | null, last: number): { anchor: string; day: number | null; found: Condition[]; beliefs: Map<string, number>; lost: number } {
  const out = { anchor: "", day: null as number | null, found: [] as Condition[], beliefs: new Map<string, number>(), lost: 0 };
  for (const part of hash.replace(/^#/, "").split("&")) {
    if (!part) continue;
    const at = part.indexOf("=");
    if (at < 0) { out.anchor = plain(part) ?? ""; continue; }
    const group = plain(part.slice(0, at)), value = plain(part.slice(at + 1));
    if (group === "day" && value !== null && /^\d{1,5}$/.test(value)) { out.day = Math.min(last, Number(value)); continue; }
    const pair = group?.startsWith(BELIEF) ? c?.packed.rivals.find((r) => r.id === group.slice(BELIEF.length)) : undefined;
    if (pair && value !== null && /^\d{1,3}(\.\d{1,2})?$/.test(value) && Number(value) <= 100) {
      if (Number(value) / 100 !== pair.credence) out.beliefs.set(pair.id, Number(value) / 100);
      continue;
    }
    const wish = { group: group ?? "", value: value ?? "" };
    if (group === null || value === null || !c || !testOf(c, wish)) { out.lost += 1; continue; }
    if (!out.found.some((x) => same(x, wish))) out.found.push(wish);
  }
  return out;
}

/** Take over what the link asks for at once, so that nothing writes half of it back into the address. */
export function readHash(): void {
  const asked = parseHash(location.hash, courses.value, horizon());
  batch(() => {
    anchor.value = asked.anchor;
    if (!location.hash.includes("=")) return;
    unknown.value = asked.lost;
    if (asked.day !== null) { moved.value = true; day.value = asked.day; }
    conditions.value = asked.found;
    credence.value = asked.beliefs;
  });
}
