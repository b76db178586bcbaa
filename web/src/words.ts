/** Numbers and probabilities in words; the bands are those of `report/narrative.py`. */

const WORDS: [number, string][] = [
  [0.01, "almost excluded"], [0.05, "almost no chance"], [0.2, "very unlikely"], [0.45, "unlikely"],
  [0.55, "about as likely as not"], [0.8, "likely"], [0.95, "very likely"], [0.99, "almost certain"],
];

export const inWords = (p: number): string => WORDS.find(([bound]) => p < bound)?.[1] ?? "all but certain";

export function percent(p: number): string {
  if (p > 0 && p < 0.005) return "<1";
  if (p < 1 && p > 0.995) return ">99";
  return (100 * p).toFixed(0);
}

export function range(low: number, high: number): string {
  const a = percent(low), b = percent(high);
  return a === b ? `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}` : `${a}–${b}`;
}

export function amount(v: number): string {
  const size = Math.abs(v);
  if (size >= 1000) {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(size)) - 2);
    return (Math.round(v / step) * step).toLocaleString("en-GB", { maximumFractionDigits: 0 });
  }
  return size >= 10 || size === 0 ? v.toFixed(0) : v.toFixed(size >= 1 ? 1 : 2);
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

export const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** Shorten a name to the room it has on a drawing [pixels at 13 px]; the whole name stands in labels and tables. */
export const fitting = (name: string, room: number): string =>
  name.length * 6.7 <= room ? name : `${name.slice(0, Math.max(1, Math.floor(room / 6.7) - 1)).trimEnd()}…`;
