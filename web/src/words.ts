/** Numbers and probabilities in words; the bands stand in `codes.ts`, the limits come with the page. */
import { PROBABILITY_WORDS } from "./codes";
import type { Page } from "./types";

/** Under `few` courses a share is a count; under `least` there is no number. */
export const limits = { few: 200, least: 30 };

export function useWords(page: Pick<Page, "few" | "least">): void {
  limits.few = page.few;
  limits.least = page.least;
}

const band = (p: number): string => PROBABILITY_WORDS.find(([bound]) => p < bound)?.[1] ?? "";

/** Return the words for a probability; they hold for its whole interval. */
export function inWords(p: number, low = p, high = p): string {
  const a = band(low), b = band(high);
  return a === b ? a : `${a} to ${b}`;
}

/** Round as Python does, halves to the even neighbour, so that page and brief print the same. */
export function fixed(v: number, digits: number): string {
  const size = Math.abs(v);
  if (digits === 0) {
    const whole = Math.floor(size), rest = size - whole;
    const n = rest < 0.5 ? whole : rest > 0.5 ? whole + 1 : whole + (whole % 2);
    return `${v < 0 && n > 0 ? "-" : ""}${n}`;
  }
  if (digits === 1 && Number.isInteger(size * 4) && !Number.isInteger(size * 2)) {
    const tenths = Math.floor(size * 10);
    return `${v < 0 ? "-" : ""}${((tenths + (tenths % 2)) / 10).toFixed(1)}`;
  }
  return v.toFixed(digits);
}

export function percent(p: number): string {
  if (p > 0 && p <= 0.005) return "<1";
  if (p < 1 && p >= 0.995) return ">99";
  return fixed(100 * p, 0);
}

export function range(low: number, high: number): string {
  const a = percent(low), b = percent(high);
  return a === b ? `${fixed(100 * low, 1)}–${fixed(100 * high, 1)}` : `${a}–${b}`;
}

/** How many courses something is counted over, and how many equally weighted ones they are worth. */
export interface Size { n: number; effective: number }
const numberOf = (size: Size | number): number => (typeof size === "number" ? size : size.n);
/** Return whether a number over so many courses is a count, not a share. */
export const areFew = (size: Size | number): boolean => (typeof size === "number" ? size : Math.min(size.effective, size.n)) < limits.few;
/** Return whether there are too few courses for any number. */
export const areTooFew = (size: Size | number): boolean => numberOf(size) < limits.least;

/** Whether the courses of this page count unequally. */
export const unequal = { weights: false };
/** The head of a column of counts: those of weighted courses are shares times their number. */
export const countHead = (): string => (unequal.weights ? "courses, as weighed" : "courses");

/** Return a share of some courses as it is printed: per cent, a count where they are few, no number where they are fewer. */
export function shareText(p: number, size: Size | number): string {
  if (areTooFew(size)) return "too few courses";
  if (p <= 0) return "none";
  return areFew(size) ? `${Number(fixed(p * numberOf(size), 0))} of ${numberOf(size)}` : `${percent(p)} %`;
}

/** Return a counting interval in per cent; none beside a count, which is all that few courses can say. */
export const intervalText = (low: number, high: number, size: Size | number): string => (areFew(size) ? "" : range(low, high));

/** Made once: a formatter costs more than what it formats. */
const THOUSANDS = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const thousands = (v: number): string => THOUSANDS.format(Math.round(v));

export const coursesText = (n: number): string => `${thousands(n)} ${n === 1 ? "course" : "courses"}`;

export function amount(v: number): string {
  const size = Math.abs(v);
  if (size >= 1000) {
    const step = 10 ** Math.max(0, String(Math.trunc(size)).length - 3);
    return thousands(Number(fixed(v / step, 0)) * step);
  }
  return fixed(v, size >= 10 || size === 0 ? 0 : size >= 1 ? 1 : 2);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function dayOf(asOf: string, day: number): Date {
  return new Date(Date.parse(`${asOf}T00:00:00Z`) + day * 86_400_000);
}

export function dateText(asOf: string, day: number, year = false): string {
  const d = dayOf(asOf, day);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}${year ? ` ${d.getUTCFullYear()}` : ""}`;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const SEGMENTS = new Intl.Segmenter("en", { granularity: "grapheme" });
const signs = (text: string): string[] => (/^[\x20-\x7e]*$/.test(text) ? text.split("") : [...SEGMENTS.segment(text)].map((s) => s.segment));

/** Words that say nothing alone: a label never ends with one of them. */
const SMALL = new Set(["al", "el", "the", "de", "la", "le", "las", "los", "and", "of", "with", "in", "on", "upper", "lower", "north", "south", "east", "west", "new", "old"]);

/** Cut a name into its words; what a hyphen or a stroke joins may be parted behind it. */
const pieces = (name: string): string[] => name.match(/[^\s\u00a0/-]*[/-]+|[^\s\u00a0/-]+|[\s\u00a0]+/gu) ?? [name];

const tidy = (text: string): string => {
  const open = text.lastIndexOf("(");
  const whole = open > 0 && !text.slice(open).includes(")") ? text.slice(0, open) : text;
  return whole.replace(/[\s,;:(/–-]+$/u, "");
};

/** Shorten a name to a number of signs at the end of a word; a word alone that is too long is cut with an ellipsis. */
export function shorten(name: string, most: number): string {
  const all = signs(name);
  if (all.length <= most) return name;
  let kept: string[] = [];
  for (const piece of pieces(name)) {
    if (signs(tidy([...kept, piece].join(""))).length + 1 > most) break;
    kept.push(piece);
  }
  const small = (): boolean => SMALL.has((kept.at(-1) ?? "").toLowerCase().replace(/[^\p{L}]/gu, ""));
  while (kept.length && (small() || !(kept.at(-1) ?? "").trim())) kept = kept.slice(0, -1);
  const text = tidy(kept.join(""));
  return text ? `${text}…` : `${all.slice(0, Math.max(1, most - 1)).join("")}…`;
}

/** Shorten a name to the room it has on a drawing [pixels at 13 px]; the whole name stands in labels and tables. */
export const fitting = (name: string, room: number): string => shorten(name, Math.max(4, Math.floor(room / 6.7)));

/** Set a name in at most two lines of so many signs; what stands in brackets goes first, whole, where it does not fit. */
export function twoLines(name: string, most: number): string[] {
  const open = name.search(/\s\(/u), lines = inTwo(name, most);
  return open > 0 && lines.at(-1)!.endsWith("…") ? inTwo(name.slice(0, open).trimEnd(), most) : lines;
}

function inTwo(name: string, most: number): string[] {
  if (signs(name).length <= most) return [name];
  const rest = pieces(name);
  let first = "";
  while (rest.length > 1 && signs((first + rest[0]!).trimEnd()).length <= most) first += rest.shift()!;
  return first.trim() ? [first.trimEnd(), shorten(rest.join("").trimStart(), most)] : [shorten(name, most)];
}
