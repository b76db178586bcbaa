/** Ways from one part to another: to a line of the text, to a number of the form. */
import { signal } from "@preact/signals";
import { tab, view } from "./state";

/** A place that the text editor shows next; `turn` tells one wish from the next. */
export const goal = signal<{ line: number; turn: number } | null>(null);
/** A key that the form shows next. */
export const goalKey = signal<string | null>(null);
let turns = 0;

export function goToLine(line: number): void {
  tab.value = "analyse";
  view.value = "text";
  goal.value = { line, turn: ++turns };
}

/** Show a key in the form. */
export function goToKey(key: string, line: number | null = null): void {
  tab.value = "analyse";
  if (view.value === "text" && line !== null) { goToLine(line); return; }
  goalKey.value = key;
  view.value = "form";
}
