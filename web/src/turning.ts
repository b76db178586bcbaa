/** What the forecast turns on, as `report/turning.py` tells it, and what of it is counted anew as the reader changes the page. */
import { computed } from "@preact/signals";
import { ranked, select, type Condition, type Courses, type Group } from "./courses";
import { chosen, conditioned, conditions, courses, credence, endingShares, everyone, isOn, page, weighed } from "./state";
import type { Weights } from "./weights";
import { areFew, dateText, percent } from "./words";

export interface Claim { id: string; text: string; origin: string }
export interface Move { pair: string; question: string; first: string[]; second: string[]; p_first: number; p_second: number }
export interface Pair {
  pair: string; question: string; first: Claim[]; second: Claim[]; first_text: string; second_text: string; credence: number; against: string[];
  curve: [number, number, number][]; flip: number | null;
}
export interface Turn { leader: string; crux: Pair | null; moves: Move[] }
export interface End { p: number; low: number; high: number; at: string }
export interface Driver {
  key: string; text: string; kind: string; grade: string; unsourced: boolean; sure: boolean; moves: number; flip: string; low: End; middle: End | null; high: End;
}
export interface Drivers {
  leader: string; drivers: Driver[]; together: string[]; research: { text: string; grade: string; moves: number }[];
}
export interface Sign { id: string; key: string; event: string; day: number; by: string; p: number; running: number; bits: number; seen: number; unseen: number }
export interface Signs { version: string; target: string; scenario: string; rows: Sign[] }
export interface View {
  id: string; text: string; author: string; endings: Record<string, number>; median_day: number; brokers: Record<string, number>;
  differs: { claim: string; text: string; strength: number; drawn: boolean }[];
}
export interface Views { members: number; own: string; views: View[] }

const part = <T>(name: string): T | null => (page.value?.data?.[name] as T | undefined) ?? null;
export const turn = (): Turn | null => part<Turn>("crux");
export const drivers = (): Drivers | null => part<Drivers>("drivers");
export const signs = (): Signs | null => part<Signs>("signposts");
export const views = (): Views | null => part<Views>("views");

/** Return a difference in whole points of two probabilities as they are printed, with its sign. */
export function points(now: number, before: number): string {
  const d = Math.round(100 * now) - Math.round(100 * before);
  return d === 0 ? "±0" : `${d > 0 ? "+" : "−"}${Math.abs(d)}`;
}

/** Return the published share of some endings together, as the reader has changed the page. */
export function shareNow(ids: string[]): number {
  const now = endingShares.value;
  return ids.reduce((sum, id) => sum + (now ? now[id]?.p ?? 0 : page.value.forecast.endings[id]?.p ?? 0), 0);
}
/** Return the same in the forecast of all courses. */
export const shareOfAll = (ids: string[]): number => ids.reduce((sum, id) => sum + (page.value.forecast.endings[id]?.p ?? 0), 0);

/** Return the day by which half of some courses are over. */
export const middleDay = (c: Courses, group: Group): number => (group.n ? ranked(c.length, 0, group, [0.5])[0]! : 0);

/** What the reader believes of other pairs than the crux, so that moving its own slider draws no line anew. */
const others = computed(() => {
  const own = turn()?.crux?.pair;
  return JSON.stringify([...credence.value].filter(([pair]) => pair !== own));
});

/** Steps of the line. */
const STEP = 10;

/** The weights of all courses at every step of the line; conditions do not change them. */
export const steps = computed<Weights[]>(() => {
  const c = courses.value, crux = turn()?.crux;
  if (!c || !crux) return [];
  const beliefs = JSON.parse(others.value) as [string, number][];
  return Array.from({ length: 100 / STEP + 1 }, (_, i) => weighed(c, new Map([...beliefs, [crux.pair, (STEP * i) / 100]])));
});

/** The line of the crux as [credence in per cent, the likeliest ending, what stands against it], over the courses that fit. */
export const line = computed<[number, number, number][]>(() => {
  const c = courses.value, found = turn(), crux = found?.crux;
  if (!found || !crux) return [];
  if (!c || (!conditions.value.length && others.value === "[]")) return crux.curve;
  const members = conditions.value.length ? select(c, conditions.value) : null;
  const codes = [found.leader, ...crux.against].map((id) => c.packed.endings.indexOf(id));
  return steps.value.map(({ w, published }, i): [number, number, number] => {
    let shares = published;
    if (members) {
      shares = c.packed.endings.map(() => 0);
      let total = 0;
      for (let j = 0; j < members.length; j++) { const m = members[j]!; shares[c.ending[m]!]! += w[m]!; total += w[m]!; }
      shares = shares.map((x) => x / (total || 1));
    }
    return [STEP * i, shares[codes[0]!]!, codes.slice(1).reduce((sum, k) => sum + shares[k]!, 0)];
  });
});

/** Return the credence at which the two outcomes of a line change places; null where they do not. */
export function flipOf(curve: [number, number, number][]): number | null {
  for (let i = 1; i < curve.length; i++) {
    const [c0, a0, b0] = curve[i - 1]!, [c1, a1, b1] = curve[i]!;
    const before = a0 - b0, after = a1 - b1;
    if (before * after < 0 || (before !== 0 && after === 0)) return c0 + ((c1 - c0) * before) / (before - after);
  }
  return null;
}

/** Return the value of a line at a credence. */
export function valueAt(curve: [number, number, number][], at: number, which: 1 | 2): number {
  const k = curve.findIndex(([x]) => x >= at);
  if (k <= 0) return curve[0]![which];
  const [x0, ...p] = curve[k - 1]!, [x1, ...q] = curve[k]!;
  return p[which - 1]! + ((q[which - 1]! - p[which - 1]!) * (at - x0)) / (x1 - x0);
}

/** A signpost as counted now: chance of seeing it while the war goes on, and the target where it is seen, is not, and in both. */
export interface Counted { sign: Sign; p: number; seen: number; unseen: number; both: number; bits: number; nSeen: number; nUnseen: number }

const log2 = (x: number): number => (x > 0 ? Math.log2(x) : 0);

/** Return what a signpost tells among some courses; the sums of weights, and how many equal courses either case is worth. */
export function countedSign(c: Courses, group: Group, sign: Sign, target: number): Counted | null {
  const found = c.answers.get(`seen:${sign.id}`);
  if (!found) return null;
  const mass = [0, 0, 0], hit = [0, 0, 0], square = [0, 0, 0];
  for (let i = 0; i < group.members.length; i++) {
    const m = group.members[i]!, w = group.w[m]!, state = found.codes[m]!;
    mass[state]! += w;
    square[state]! += w * w;
    if (c.ending[m] === target) hit[state]! += w;
  }
  const running = mass[1]! + mass[2]!, size = (k: number): number => (square[k]! > 0 ? mass[k]! ** 2 / square[k]! : 0);
  if (running <= 0) return null;
  const both = (hit[1]! + hit[2]!) / running;
  let bits = 0;
  for (const k of [1, 2]) for (const [mine, of] of [[hit[k]!, both], [mass[k]! - hit[k]!, 1 - both]] as const) {
    const joint = mine / running;
    if (joint > 0) bits += joint * (log2(joint) - log2(mass[k]! / running) - log2(of));
  }
  return {
    sign, p: mass[1]! / running, both, seen: mass[1]! > 0 ? hit[1]! / mass[1]! : 0, unseen: mass[2]! > 0 ? hit[2]! / mass[2]! : 0,
    bits: (bits * running) / (group.total || 1), nSeen: size(1), nUnseen: size(2),
  };
}

/** Effective courses that either case of a signpost must be worth to be told; as `studies/signposts.py` has it. */
const LEAST = 30;

/** Return whether both cases of a signpost are frequent enough to tell what they mean. */
export const tells = (x: Counted): boolean => x.nSeen >= LEAST && x.nUnseen >= LEAST;
export const signCondition = (id: string, value = "seen"): Condition => ({ group: `seen:${id}`, value });

/** The signposts counted over the courses that fit, pressed ones and the most telling first; null where these are too few to rank any. */
export const watched = computed<Counted[] | null>(() => {
  const c = courses.value, found = signs();
  if (!found || !c) return null;
  const group = conditioned.value ? chosen.value : everyone.value;
  if (areFew(group)) return null;
  const target = c.packed.endings.indexOf(found.target);
  const rows = found.rows.map((sign) => countedSign(c, group, sign, target)).filter((x): x is Counted => x !== null && (tells(x) || isOn(signCondition(x.sign.id))));
  const pressed = (x: Counted): number => Number(isOn(signCondition(x.sign.id)));
  return conditioned.value ? rows.sort((a, b) => pressed(b) - pressed(a) || b.bits - a.bits) : rows;
});


/** Return a condition on a signpost in words; null for one that the page does not hold. */
export function signText(id: string, value: string): string | null {
  const sign = signs()?.rows.find((row) => row.id === id);
  if (!sign) return null;
  const by = dateText(page.value.forecast.as_of, sign.day);
  return value === "over" ? `over by ${by}` : `${sign.event}${value === "seen" ? "" : " not seen"} by ${by}, the war going on`;
}

const escaped = (text: string): string => text.replace(/([\\;,])/g, "\\$1").replaceAll("\n", "\\n");

/** Cut a line of a calendar so that no part is longer than 75 bytes; all but the first begin with a space (RFC 5545). */
export function folded(text: string): string[] {
  const parts: string[] = [], bytes = new TextEncoder();
  let part = "", used = 0;
  for (const letter of text) {
    const size = bytes.encode(letter).length;
    if (used + size > 75) { parts.push(part); part = " "; used = 1; }
    part += letter;
    used += size;
  }
  return [...parts, part];
}

/** What a calendar says of where it comes from, and an event with the day to look for it. */
export interface From { version: string; scenario: string; asOf: string }
export interface Due { key: string; event: string; day: number; p: number; seen: number; unseen: number }

/** Return events as a calendar with a whole-day entry on the day each is to be looked for; the twin of `report/calendar.py`. */
export function calendarOf({ version, scenario, asOf }: From, rows: Due[], name: string): string {
  const plain = (day: number): string => new Date(Date.parse(`${asOf}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//multipolar//${version}//EN`];
  for (const { key, event, day, p, seen, unseen } of rows) {
    const said = `Chance of ${name}: ${percent(seen)} % if it has happened by then, ${percent(unseen)} % if not and the war goes on; ${percent(p)} % that it has.`;
    lines.push(
      "BEGIN:VEVENT", `UID:${scenario}-${asOf}-${key.replaceAll(" ", "")}@multipolar`, `DTSTAMP:${plain(0)}T000000Z`,
      `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(day + 1)}`,
      `SUMMARY:${escaped(`Has it happened? ${event}`)}`, `DESCRIPTION:${escaped(said)}`, "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR"].flatMap(folded).map((text) => `${text}\r\n`).join("");
}

/** Return the signposts of the page as a calendar. */
export function calendar(rows: Counted[], name: string): string {
  const found = signs()!;
  return calendarOf({ ...found, asOf: page.value.forecast.as_of }, rows.map(({ sign, p, seen, unseen }) => ({ ...sign, p, seen, unseen })), name);
}
