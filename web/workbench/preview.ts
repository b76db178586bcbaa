/** The live preview: 500 courses of what is being written or tried out, a moment after the last change; a newer wish cancels the older. */
import { computed, effect, signal } from "@preact/signals";
import type { Preview } from "./documents";
import { draft, isDirty } from "./drafts";
import { patchBody } from "./patch";
import { faultOf, isAbort, post, type Fault } from "./server";
import { narrow, tab } from "./state";

/** How many courses, and how long after the last change [ms]. */
export const COURSES = 500;
const AFTER = 250;
/** Tells this tab from others: a newer preview of a tab ends only its own older one. */
export const CLIENT = crypto.randomUUID();

export const preview = signal<Preview | null>(null);
export const previewFault = signal<Fault | null>(null);
/** What is previewed: what was asked for last, and whether its answer is still to come. */
export const pending = signal(false);
export const halted = signal(false);
/** Whether the number on show is of an older text. */
export const stale = computed(() => preview.value !== null && (pending.value || halted.value || previewFault.value !== null));

interface Wish { path: string; text: string; before: string | null; patch: ReturnType<typeof patchBody.peek> }
const wish = computed<Wish | null>(() => {
  const d = draft.value;
  if (!d || d.kind !== "scenario" || narrow.value) return null;
  return { path: d.path, text: d.text, before: isDirty(d) ? null : d.before ?? null, patch: tab.value === "whatif" ? patchBody.value : null };
});

let asked: AbortController | null = null, timer = 0, shown = "";
const markOf = (w: Wish): string => JSON.stringify([w.path, w.text, w.before, w.patch]);

async function ask(w: Wish): Promise<void> {
  asked?.abort();
  const mine = asked = new AbortController();
  try {
    const found = await post<Preview>("/api/preview", { path: w.path, text: w.text, ...(w.patch ? { patch: w.patch } : {}), base: { path: w.path, ...(w.before !== null && !w.patch ? { text: w.before } : {}) }, members: COURSES, client: CLIENT }, mine.signal);
    if (mine !== asked) return;
    if (found.superseded) return;
    preview.value = found;
    previewFault.value = null;
    shown = markOf(w);
  } catch (error) {
    if (isAbort(error) || mine !== asked) return;
    previewFault.value = faultOf(error);
  }
  pending.value = false;
}

/** Ask again at once. */
export function askNow(): void {
  const w = wish.peek();
  if (!w) return;
  clearTimeout(timer);
  halted.value = false;
  previewFault.value = null;
  pending.value = true;
  void ask(w);
}

/** Stop the preview that is under way; the last number stays and says that it is older. */
export function stopPreview(): boolean {
  if (!pending.value) return false;
  clearTimeout(timer);
  asked?.abort();
  asked = null;
  pending.value = false;
  halted.value = true;
  return true;
}

export function followPreview(): void {
  effect(() => {
    const w = wish.value;
    clearTimeout(timer);
    if (!w) { if (draft.value === null) preview.value = null; return; }
    if (markOf(w) === shown && !previewFault.peek()) { pending.value = false; halted.value = false; return; }
    if (preview.peek() !== null && !shown.startsWith(JSON.stringify([w.path]).slice(0, -1))) preview.value = null;
    halted.value = false;
    previewFault.value = null;
    pending.value = true;
    timer = window.setTimeout(() => void ask(w), AFTER);
  });
}
