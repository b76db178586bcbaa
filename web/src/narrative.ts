/** The sentences at the top of the page, counted over the courses that fit; the twin of `report/narrative.py`. */
import { quantilesOf, type Counted, type Courses, type Group } from "./courses";
import type { Forecast } from "./types";
import { areTooFew, coursesText, fixed, intervalText, likelihood, inCourses, type Size } from "./words";

export interface Share extends Counted { id: string }

/** Return the endings of a forecast, most probable first; `now` are their shares where the reader has changed anything. */
export function ranking(forecast: Forecast, now: Record<string, Counted> | null): Share[] {
  const of = (id: string): Counted => now?.[id] ?? { p: 0, low: 0, high: 1 };
  const own = (id: string): Counted => { const e = forecast.endings[id]!; return { p: e.p, low: e.low ?? e.p, high: e.high ?? e.p }; };
  return Object.keys(forecast.endings).map((id) => ({ id, ...(now ? of(id) : own(id)) })).sort((a, b) => b.p - a.p);
}

export function headline(shares: Share[], size: Size, nouns: Record<string, string>): string {
  if (size.n === 0) return "No course fits these conditions: remove one of them.";
  if (areTooFew(size)) return `Only ${coursesText(size.n)}: too few for a number.`;
  const top = shares[0]!;
  if (top.p >= 0.5) return `${nouns[top.id]} is ${likelihood(top.p, top.low, top.high, size)}.`;
  const span = intervalText(top.low, top.high, size);
  const [leads, but] = level(shares) ? ["is level with another ending", "and"] : ["leads", "yet"];
  return `${nouns[top.id]} ${leads} (${inCourses(top.p, size)}${span ? `, counting error ${span}` : ""}), ${but} no single ending is likelier than not.`;
}

/** Return whether the first two endings have the same share, so that neither leads. */
const level = (shares: Share[]): boolean => shares.length > 1 && shares[0]!.p === shares[1]!.p;

export function lengthSentence(lengths: number[], horizon: number): string {
  const [low, , middle, , high] = lengths as [number, number, number, number, number];
  const days = (v: number): string => (v >= horizon ? `${horizon} days or more` : `${fixed(v, 0)} days`);
  const half = middle >= horizon ? `Half of the courses last ${days(middle)}` : `Half of the courses end within ${days(middle)} of the as-of date`;
  return `${half}; nine in ten lie between ${days(low).replace(/ or more$/, "")} and ${days(high)}.`;
}

/** Return the five printed quantiles of length: the forecast's own, or those of the courses that fit. */
export function lengthsOf(forecast: Forecast, c: Courses, chosen: Group, changed: boolean): number[] {
  const q = forecast.length_days;
  return !changed && q?.q50 !== undefined ? [q.q05!, q.q25!, q.q50, q.q75!, q.q95!] : chosen.n ? quantilesOf((m) => c.length[m]!, chosen) : [];
}

export function subline(shares: Share[], lengths: number[], chosen: Size, horizon: number, nouns: Record<string, string>): string {
  if (areTooFew(chosen)) return "";
  const next = shares[1];
  const second = next && next.p > 0 ? `${nouns[next.id]} ${level(shares) ? "is as likely" : "comes second"}: ${likelihood(next.p, next.low, next.high, chosen)}.` : "";
  return [second, lengthSentence(lengths, horizon)].filter(Boolean).join(" ");
}

/** Return an answer of a question in words; several powers in one answer are named together. */
export function answerName(key: string, names: Record<string, string>): string {
  const only = key.endsWith(" only");
  const parts = (only ? key.slice(0, -5) : key).split("+");
  if (parts.every((part) => Object.hasOwn(names, part))) return `${parts.map((part) => names[part]).join(" and ")}${only ? " only" : ""}`;
  return key.replaceAll("_", " ");
}
