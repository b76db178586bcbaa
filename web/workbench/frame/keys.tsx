/** Keys of the whole workbench, and the sheet that lists them. */
import { signal } from "@preact/signals";
import { draft, save, undo } from "../drafts";
import { goal } from "../going";
import { nextFault } from "../faults";
import { undoLines } from "../patch";
import { stopPreview } from "../preview";
import { startRun } from "../running";
import { Dialog } from "../shared/states";
import { drawer, mayWrite, said, tab } from "../state";
import { TABS, type Tab } from "../tabs/registry";
import { finding } from "./find";

export const keysShown = signal(false);

const SHEET: readonly (readonly [string, string])[] = [
  ["Ctrl K", "find or do"], ["Ctrl Enter", "run"], ["Ctrl S", "save"], ["Ctrl Z, Ctrl Shift Z", "undo, redo, over all tabs"], ["F8", "next fault"],
  ["Ctrl .", "take the suggestion for the fault"], ["Esc", "stop the preview"], ["F6, Shift F6", "next pane, pane before"], ["Alt 1 to Alt 9, Alt 0", "tabs"],
  ["Arrows", "entries, tabs, handles by 1"], ["Shift arrows, Page up and down", "handles by 10"], ["?", "this sheet"],
];

export function Keys() {
  return (
    <Dialog title="Keys" close={() => { keysShown.value = false; }}>
      <h2>Keys</h2>
      <dl class="keys">{SHEET.map(([keys, what]) => <div key={keys}><dt>{keys.split(", ").map((k, i) => <>{i > 0 && ", "}<kbd>{k}</kbd></>)}</dt><dd>{what}</dd></div>)}</dl>
      <button type="button" class="btn" onClick={() => { keysShown.value = false; }}>Close</button>
    </Dialog>
  );
}

/** Whether a key press is meant for a text field. */
function isText(target: EventTarget | null): boolean {
  const place = target instanceof Element ? target : null;
  return place !== null && place.closest("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], .editor") !== null;
}

/** Move to the next pane that is on show. */
function nextPane(back: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((p) => p.offsetParent !== null || p.getClientRects().length > 0);
  const at = panes.findIndex((p) => p.contains(document.activeElement)), n = panes.length;
  if (!n) return;
  const next = panes[(at + (back ? -1 : 1) + n) % n]!;
  next.focus();
  said.value = next.getAttribute("aria-label") ?? "";
}

/** Return the tab of a digit; 0 stands for the tenth. */
const tabOf = (digit: string): Tab | undefined => TABS[(Number(digit) + 9) % 10];

function press(event: KeyboardEvent): void {
  const ctrl = event.ctrlKey || event.metaKey, key = event.key.toLowerCase(), open = document.querySelector("dialog[open]") !== null;
  const take = (act: () => void): void => { event.preventDefault(); act(); };
  if (event.key === "Escape" && !open && stopPreview()) { said.value = "Preview stopped."; return; }
  if (event.defaultPrevented) return;
  if (ctrl && key === "k") take(() => { finding.value = !finding.value; });
  else if (open) return;
  else if (ctrl && key === "enter") take(() => void startRun());
  else if (ctrl && key === "s") take(() => { if (draft.value) void save(draft.value.path); });
  else if (ctrl && (key === "z" || key === "y") && !isText(event.target)) take(() => { if (tab.value === "whatif" && !event.shiftKey && undoLines()) said.value = "The last change is taken back."; else if (mayWrite.value) void undo(event.shiftKey || key === "y" ? "redo" : "undo"); });
  else if (event.key === "F8") take(() => { const line = nextFault(event.shiftKey); if (line !== null) goal.value = { line, turn: (goal.value?.turn ?? 0) + 1 }; });
  else if (event.key === "F6") take(() => nextPane(event.shiftKey));
  else if (event.altKey && /^[0-9]$/.test(event.key) && tabOf(event.key)) take(() => { tab.value = tabOf(event.key)!.id; });
  else if (event.key === "Escape") drawer.value = null;
  else if (event.key === "?" && !isText(event.target)) take(() => { keysShown.value = true; });
}

export function followKeys(): void { document.addEventListener("keydown", press); }
