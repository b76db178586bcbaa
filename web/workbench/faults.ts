/** Walks the faults of the text. */
import { problems } from "./drafts";
import { said, tab, view } from "./state";

let last = 0;

/** Return the line of the next fault after the one shown last, from the top again after the last; null where there is none. */
export function nextFault(back = false): number | null {
  const lines = [...new Set((problems.value?.problems ?? []).map((p) => p.line ?? 1))].sort((a, b) => a - b);
  if (!lines.length) { said.value = "There is no fault."; return null; }
  const next = back ? [...lines].reverse().find((n) => n < last) ?? lines.at(-1)! : lines.find((n) => n > last) ?? lines[0]!;
  last = next;
  tab.value = "analyse";
  view.value = "text";
  said.value = `Line ${next}: ${problems.value!.problems.filter((p) => (p.line ?? 1) === next).map((p) => p.message).join(" ")}`;
  return next;
}

/** Remember where the reader is, so that the next fault is the next one from there. */
export function fromLine(line: number): void { last = line; }
