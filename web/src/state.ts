/** What the reader has chosen: day, conditions, one drawn course; the link's hash keeps it. */
import { computed, signal } from "@preact/signals";
import { control, fan, select, type Condition, type Courses } from "./courses";
import type { Page } from "./types";

export const page = signal<Page>(null as unknown as Page);
export const courses = signal<Courses | null>(null);
export const day = signal(0);
export const conditions = signal<Condition[]>([]);
export const drawn = signal<number | null>(null);
export const playing = signal(false);
/** True once the reader has chosen a day; before that the page shows the day by which half of the courses end. */
export const moved = signal(false);

export const chosen = computed<Int32Array>(() => {
  const c = courses.value;
  return c ? select(c, conditions.value) : new Int32Array(0);
});
export const everyone = computed<Int32Array>(() => {
  const c = courses.value;
  return c ? Int32Array.from({ length: c.count }, (_, m) => m) : new Int32Array(0);
});
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
export const conditioned = computed(() => conditions.value.length > 0);

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

export const horizon = (): number => page.value.forecast.horizon_days ?? courses.value?.days.at(-1) ?? 180;

export function writeHash(): void {
  const parts = conditions.value.map((c) => `${encodeURIComponent(c.group)}=${encodeURIComponent(c.value)}`);
  const text = [...parts, ...(moved.value ? [`day=${day.value}`] : [])].join("&");
  const url = text ? `#${text}` : location.pathname + location.search;
  if (location.hash !== (text ? `#${text}` : "") && (text || location.hash.includes("="))) history.replaceState(null, "", url);
}

export function readHash(): void {
  if (!location.hash.includes("=")) return;
  const found: Condition[] = [];
  for (const part of location.hash.slice(1).split("&")) {
    const [group, value] = part.split("=").map(decodeURIComponent);
    if (!group || value === undefined) continue;
    if (group === "day") { moved.value = true; day.value = Math.max(0, Math.min(horizon(), Number(value) || 0)); }
    else found.push({ group, value });
  }
  conditions.value = found;
}
