/** The sentences at the top of the page, counted over the courses that fit; the twin of `report/narrative.py`. */
import { countBy, quantiles, wilson, type Counted, type Courses } from "./courses";
import type { Page } from "./types";
import { coursesText, fixed, intervalText, likelihood, inCourses, limits } from "./words";

export interface Share extends Counted { id: string }

/** Return the endings over some courses, most probable first. */
export function endingShares(page: Page, c: Courses, chosen: Int32Array): Share[] {
  const counts = countBy(c.ending, chosen, c.packed.endings.length);
  const of = (id: string): number => { const k = c.packed.endings.indexOf(id); return k < 0 ? 0 : counts[k]!; };
  return Object.keys(page.forecast.endings).map((id) => ({ id, ...wilson(of(id), chosen.length) })).sort((a, b) => b.p - a.p);
}

export function headline(shares: Share[], n: number, nouns: Record<string, string>): string {
  if (n === 0) return "No course fits these conditions: remove one of them.";
  if (n < limits.least) return `Only ${coursesText(n)}: too few for a number.`;
  const top = shares[0]!;
  if (top.p >= 0.5) return `${nouns[top.id]} is ${likelihood(top.p, top.low, top.high, n)}.`;
  const span = intervalText(top.low, top.high, n);
  const [leads, but] = level(shares) ? ["is level with another ending", "and"] : ["leads", "yet"];
  return `${nouns[top.id]} ${leads} (${inCourses(top.p, n)}${span ? `, counting error ${span}` : ""}), ${but} no single ending is likelier than not.`;
}

/** Return whether the first two endings have the same share, so that neither leads. */
const level = (shares: Share[]): boolean => shares.length > 1 && shares[0]!.p === shares[1]!.p;

export function lengthSentence(lengths: number[], horizon: number): string {
  if (lengths.length < limits.least) return "";
  const [low, , middle, , high] = quantiles(lengths) as [number, number, number, number, number];
  const days = (v: number): string => (v >= horizon ? `${horizon} days or more` : `${fixed(v, 0)} days`);
  const half = middle >= horizon ? `Half of the courses last ${days(middle)}` : `Half of the courses end within ${days(middle)} of the as-of date`;
  return `${half}; nine in ten lie between ${days(low).replace(/ or more$/, "")} and ${days(high)}.`;
}

export function subline(shares: Share[], lengths: number[], horizon: number, nouns: Record<string, string>): string {
  const n = lengths.length;
  if (n < limits.least) return "";
  const next = shares[1];
  const second = next && next.p > 0 ? `${nouns[next.id]} ${level(shares) ? "is as likely" : "comes second"}: ${likelihood(next.p, next.low, next.high, n)}.` : "";
  return [second, lengthSentence(lengths, horizon)].filter(Boolean).join(" ");
}

/** Return an answer of a question in words; several powers in one answer are named together. */
export function answerName(key: string, names: Record<string, string>): string {
  const only = key.endsWith(" only");
  const parts = (only ? key.slice(0, -5) : key).split("+");
  if (parts.every((part) => Object.hasOwn(names, part))) return `${parts.map((part) => names[part]).join(" and ")}${only ? " only" : ""}`;
  return key.replaceAll("_", " ");
}
