/** Searches a list of things by a few letters of each word. */

/** Something that can be found: its kind, its words, what stands beside it, and what choosing it does. */
export interface Thing { kind: string; text: string; more: string; act: () => void }

const MOST = 40;

/** Return what has every word of the search, what begins with it first. */
export function found(list: readonly Thing[], text: string): Thing[] {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean), first = parts[0] ?? "";
  const all = (t: Thing): string => `${t.kind} ${t.text} ${t.more}`.toLowerCase(), begins = (t: Thing): number => Number(!t.text.toLowerCase().startsWith(first));
  const hits = list.filter((t) => parts.every((p) => all(t).includes(p)));
  return [...hits].sort((a, b) => begins(a) - begins(b)).slice(0, MOST);
}
