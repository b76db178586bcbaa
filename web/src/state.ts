/** What the reader has chosen: day, conditions, one drawn course; the link's hash keeps it. */
import { batch, computed, signal } from "@preact/signals";
import { all, control, fan, select, testOf, type Condition, type Courses } from "./courses";
import type { Page } from "./types";
import { limits } from "./words";

export const page = signal<Page>(null as unknown as Page);
export const courses = signal<Courses | null>(null);
export const day = signal(0);
export const conditions = signal<Condition[]>([]);
export const drawn = signal<number | null>(null);
export const playing = signal(false);
/** True once the reader has chosen a day; before that the page shows the day by which half of the courses end. */
export const moved = signal(false);
/** How many wishes of the link this page does not know; they are left out and the reader is told. */
export const unknown = signal(0);
/** The section that the link leads to. */
export const anchor = signal("");

export const chosen = computed<Int32Array>(() => {
  const c = courses.value;
  return c ? select(c, conditions.value) : new Int32Array(0);
});
export const everyone = computed<Int32Array>(() => {
  const c = courses.value;
  return c ? all(c) : new Int32Array(0);
});
export const conditioned = computed(() => conditions.value.length > 0);

/** Over how many courses the forecast itself was counted. */
export const counted = computed<number>(() => {
  const f = page.value.forecast;
  return f.run_facts?.members ?? f.members ?? courses.value?.count ?? limits.few;
});
/** Over how many courses what stands on the page now is counted: the forecast's own, or those that fit. */
export const base = computed<number>(() => (conditioned.value ? chosen.value.length : counted.value));
/** Over how many courses map, fans and lengths are counted: those inside the page. */
export const within = computed<number>(() => chosen.value.length);

export const holding = computed(() => (courses.value ? control(courses.value, chosen.value) : []));
export const fans = computed<Record<string, number[][]>>(() => {
  const c = courses.value;
  if (!c) return {};
  return Object.fromEntries(Object.keys(c.series).map((s) => [s, fan(c, s, chosen.value)]));
});
export const fansOfAll = computed<Record<string, number[][]>>(() => {
  const c = courses.value;
  if (!c) return {};
  return Object.fromEntries(Object.keys(c.series).map((s) => [s, fan(c, s, everyone.value)]));
});

const same = (a: Condition, b: Condition): boolean => a.group === b.group && a.value === b.value;
export const isOn = (c: Condition): boolean => conditions.value.some((x) => same(x, c));

/** Switch one condition; outcomes that exclude each other replace each other, endings add up. */
export function toggle(c: Condition): void {
  const rest = conditions.value.filter((x) => !same(x, c));
  const kept = c.group.includes(":") || c.group === "length" ? rest.filter((x) => x.group !== c.group) : rest;
  conditions.value = rest.length < conditions.value.length ? rest : [...kept, c];
  drawn.value = null;
}

export function clearConditions(): void {
  conditions.value = [];
  drawn.value = null;
}

export function drawOne(): void {
  const from = chosen.value;
  if (from.length) drawn.value = from[Math.floor(Math.random() * from.length)]!;
}

export const horizon = (): number => courses.value?.days.at(-1) ?? page.value.forecast.horizon_days ?? 180;

export function hashOf(): string {
  const parts = conditions.value.map((c) => `${encodeURIComponent(c.group)}=${encodeURIComponent(c.value)}`);
  const kept = [...parts, ...(moved.value ? [`day=${day.value}`] : [])];
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

/** Return what a link's hash asks for: section, day and conditions; whatever cannot be read is counted and left out. */
export function parseHash(hash: string, c: Courses | null, last: number): { anchor: string; day: number | null; found: Condition[]; lost: number } {
  const out = { anchor: "", day: null as number | null, found: [] as Condition[], lost: 0 };
  for (const part of hash.replace(/^#/, "").split("&")) {
    if (!part) continue;
    const at = part.indexOf("=");
    if (at < 0) { out.anchor = plain(part) ?? ""; continue; }
    const group = plain(part.slice(0, at)), value = plain(part.slice(at + 1));
    if (group === "day" && value !== null && /^\d{1,5}$/.test(value)) { out.day = Math.min(last, Number(value)); continue; }
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
  });
}
