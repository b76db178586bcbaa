/** The server's table of words, so that no code reaches the reader. */
import { signal } from "@preact/signals";
import { get } from "./server";

/** Groups of phrases by code, e.g. `endings` with `frozen_stalemate`. */
export type Words = Record<string, Record<string, string>>;
export const words = signal<Words>({});

export async function readWords(): Promise<void> {
  try {
    const found = await get<Record<string, unknown>>("/api/words");
    const table: Words = {};
    for (const [group, phrases] of Object.entries(found)) if (phrases && typeof phrases === "object") table[group] = phrases as Record<string, string>;
    words.value = table;
  } catch { /* the parts show their own fault; without the table codes stand with spaces */ }
}

/** Return the phrase of a code; a code that the table lacks stands with spaces. */
export function phrase(code: string, ...groups: string[]): string {
  for (const group of groups.length ? groups : Object.keys(words.value)) {
    const found = words.value[group]?.[code];
    if (typeof found === "string") return found;
  }
  return code.replaceAll("_", " ");
}
