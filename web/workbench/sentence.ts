/** What a change does, in one sentence: what was changed, which ending, rises or falls to how many in 100, from how many. */
import { percent } from "../src/words";
import type { Preview } from "./documents";
import { endingNoun } from "./names";
import type { Line } from "./patch";

/** A sentence in three parts: the middle one, the figure, is the reader's doing. */
export interface Told { before: string; figure: string; after: string }

/** Return what was changed as the head of a sentence. */
export function headOf(lines: readonly Line[]): string {
  if (lines.length === 0) return "As written now,";
  if (lines.length > 1) return `With ${lines.length} changes,`;
  const { kind, label, after } = lines[0]!, small = label.slice(0, 1).toLowerCase() + label.slice(1);
  return kind === "key" ? `With ${small} at ${after},` : `With “${label.replace(/[.。]$/u, "")}” ${after},`;
}

/** Return the sentence on the ending that was likeliest before; null where there is nothing to compare with. */
export function changedSentence(p: Preview, lines: readonly Line[]): Told | null {
  const rows = Object.entries(p.endings).filter(([, e]) => typeof e.base === "number");
  if (!rows.length) return null;
  const [id, e] = rows.reduce((best, row) => (row[1].base! > best[1].base! ? row : best));
  const noun = endingNoun(id, p.sides), name = noun.slice(0, 1).toLowerCase() + noun.slice(1), now = percent(e.p), was = percent(e.base!);
  const verb = now === was ? "stays at" : e.p > e.base! ? "rises to" : "falls to";
  return { before: `${headOf(lines)} ${name} ${verb} `, figure: `${now} in 100`, after: now === was ? "." : `, from ${was}.` };
}

/** Return what a fault says and the hint to it, as sentences of their own. */
export function sentences(message: string, hint: string | null | undefined): string {
  const told = message.slice(0, 1).toUpperCase() + message.slice(1);
  return hint ? `${told}${/[.!?]$/.test(told) ? "" : "."} ${hint}` : told;
}
