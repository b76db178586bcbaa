/** What the server tells of a class. */
export interface Question { id: string; text: string; kind: "binary" | "shares"; options: { id: string; text: string }[] | null }
export type Answer = number | Record<string, number>;
export interface Lesson {
  state: "none" | "open" | "sealed" | "shown"; sentence: string; code?: string; scenario?: string; questions: Question[]; seats: number; answered: number; mine: Record<string, Answer> | null;
  run?: string; outcome?: string | null; advice?: boolean; by_seat?: { seat: number; answered: boolean }[];
}
export interface Score { brier: number; log: number }
export interface Results {
  sentence: string; questions: Question[]; truth: Record<string, Answer | boolean | null>; unresolved: string[];
  forecasters: { name: string; seat: number | null; said: Record<string, Answer>; scores: Record<string, Score>; ending: Score | null; n: number; yes_no: number; brier: number | null }[];
}

/** Return shares in per cent as shares of one; null where they do not sum to a hundred. */
export function sharesOf(percents: Readonly<Record<string, number>>): Record<string, number> | null {
  const total = Object.values(percents).reduce((sum, v) => sum + v, 0);
  return Math.abs(total - 100) <= 0.5 ? Object.fromEntries(Object.entries(percents).map(([id, v]) => [id, v / 100])) : null;
}

/** Return what happened in words. */
export function truthText(q: Question, truth: Answer | boolean | null | undefined): string {
  if (truth === null || truth === undefined) return "not known";
  if (typeof truth === "boolean") return truth ? "yes" : "no";
  if (typeof truth === "number") return String(truth);
  const name = (id: string): string => q.options?.find((o) => o.id === id)?.text ?? id.replaceAll("_", " ");
  return Object.entries(truth).filter(([, w]) => w > 0).sort((a, b) => b[1] - a[1]).map(([id, w]) => (w < 1 ? `${name(id)} (${Math.round(100 * w)} %)` : name(id))).join(", ");
}

/** Return a chance that was given to something, for the strip of a yes-or-no question; null where there is none. */
export const chanceOf = (a: Answer | undefined): number | null => (typeof a === "number" ? a : null);
