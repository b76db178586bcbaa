/** The texts that are being written: each as typed, as last saved, with its faults; kept in the tab and by the server. */
import { computed, effect, signal } from "@preact/signals";
import type { Check, Edited, FileText, Kept, Change, Undone, Version } from "./documents";
import { address, faultOf, get, isAbort, post, put, type Fault } from "./server";
import { file, mayWrite, nameOf, project, readProject, said } from "./state";

export interface Draft {
  path: string; kind: string; text: string;
  /** What stands on disk, and its digest. */
  saved: string; digest: string;
  /** A newer text that the server kept when this was last open. */
  kept: Kept | null;
  /** What stands on disk now, where it changed under us. */
  other: { text: string; digest: string } | null;
  /** Grows with every change that was not typed in the editor. */
  turn: number; fault: Fault | null; versions: Version[];
  /** What stood on disk before an edit that was written at once (of the map or the form), to compare with; null after anything else. */
  before?: string | null;
}

export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
export const draft = computed<Draft | null>(() => (file.value === null ? null : drafts.value.get(file.value) ?? null));
export const draftFault = signal<Fault | null>(null);
export const check = signal<{ path: string; text: string; found: Check } | null>(null);
export const checkFault = signal<Fault | null>(null);
export const isDirty = (d: Draft | null): boolean => d !== null && d.text !== d.saved;
/** The text to compare with: what is saved, or what was before an edit that was written at once; null where there is nothing to compare. */
export const comparedWith = (d: Draft): string | null => (isDirty(d) ? d.saved : d.before ?? null);
export const anyDirty = computed(() => [...drafts.value.values()].some(isDirty));

/** How long after the last key the text is checked, and how often it is kept [ms]. */
const CHECK_AFTER = 250, KEEP_EVERY = 1000;
const IN_TAB = "multipolar-drafts";

function set(path: string, change: Partial<Draft>): void {
  const found = drafts.peek().get(path);
  if (!found) return;
  drafts.value = new Map(drafts.peek()).set(path, { ...found, ...change });
}

/** The texts that were typed and not saved when this tab was last closed or reloaded. */
function inTab(): Record<string, { text: string; digest: string }> {
  try { return JSON.parse(sessionStorage.getItem(IN_TAB) ?? "{}") as Record<string, { text: string; digest: string }>; } catch { return {}; }
}

/** Read before anything is written there. */
const typedBefore = inTab();

/** Open a file; a text that was typed in this tab and never saved stands again. */
export async function openFile(path: string, anew = false): Promise<void> {
  if (!anew && drafts.peek().has(path)) return;
  try {
    const found = await get<FileText>(address("/api/file", { path }));
    const old = drafts.peek().get(path), mine = typedBefore[path], typed = !anew && mine && mine.digest === found.digest ? mine.text : found.text;
    drafts.value = new Map(drafts.peek()).set(path, {
      path, kind: found.kind, text: typed, saved: found.text, digest: found.digest, other: null, turn: (old?.turn ?? 0) + 1, fault: null, versions: found.versions ?? [],
      kept: !anew && found.autosave && found.autosave.text !== typed ? found.autosave : null,
    });
    draftFault.value = null;
  } catch (error) { draftFault.value = faultOf(error); }
}

/** Take a text that the reader typed. */
export function type(path: string, text: string): void { set(path, { text, before: null }); }

/** Take a text from elsewhere: a fix, a kept version, an undo. */
export function replace(path: string, text: string, more: Partial<Draft> = {}): void {
  set(path, { text, turn: (drafts.peek().get(path)?.turn ?? 0) + 1, before: null, ...more });
}

/** Write a text to its file; a file that changed under us is never overwritten without asking. */
export async function save(path: string, over?: string): Promise<boolean> {
  const d = drafts.peek().get(path);
  if (!d || !mayWrite.value) return false;
  const text = d.text;
  try {
    const { digest } = await put<{ digest: string }>("/api/file", { path, text, base_digest: over ?? d.digest });
    set(path, { saved: text, digest, fault: null, kept: null, other: null, before: null });
    said.value = `${nameOf(path)} saved.`;
    void readProject();
    return true;
  } catch (error) {
    const fault = faultOf(error);
    const { text: theirs, digest } = fault.body as { text?: unknown; digest?: unknown };
    if (fault.status === 409 && typeof theirs === "string") set(path, { other: { text: theirs, digest: typeof digest === "string" ? digest : "" } });
    else set(path, { fault });
    said.value = `${nameOf(path)} was not saved.`;
    return false;
  }
}

/** Write changes of keys: only their lines change. A text with other changes that are not saved is changed in the tab alone. */
export async function edit(path: string, changes: Change[]): Promise<Fault | null> {
  const d = drafts.peek().get(path);
  if (!d) return null;
  try {
    const typed = isDirty(d), found = await post<Edited>("/api/edit", { path, ...(typed ? { text: d.text } : {}), changes });
    replace(path, found.text, { fault: null, ...(typed ? {} : { saved: found.text, digest: found.digest, before: d.saved }) });
    said.value = `Line ${found.lines.join(", ")} of ${nameOf(path)} ${typed ? "changed, not saved" : "written"}.`;
    void readProject();
    return null;
  } catch (error) {
    const fault = faultOf(error);
    set(path, { fault });
    return fault;
  }
}

/** Undo or redo the last change of any tab, as the project's journal has it. */
export async function undo(which: "undo" | "redo" = "undo"): Promise<void> {
  try {
    const found = await post<Undone>(`/api/${which}`);
    if (drafts.peek().has(found.path)) await openFile(found.path, true);
    file.value = found.path;
    said.value = `${found.what[0]?.toUpperCase() ?? ""}${found.what.slice(1)}.`;
  } catch (error) { said.value = faultOf(error).message; }
  void readProject();
}

let asked: AbortController | null = null;

async function checkNow(path: string, text: string): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  try {
    check.value = { path, text, found: await post<Check>("/api/check", { path, text }, asked.signal) };
    checkFault.value = null;
  } catch (error) { if (!isAbort(error)) checkFault.value = faultOf(error); }
}

/** Check, keep and remember the text that is being written, for as long as the page is open. */
export function followDrafts(): void {
  let waiting = 0, kept = "", last = "";
  effect(() => { if (file.value !== null && project.value !== null) void openFile(file.value); });
  effect(() => {
    const d = draft.value;
    if (!d || last === `${d.path}\n${d.text}`) return;
    clearTimeout(waiting);
    const soon = check.peek()?.path === d.path ? CHECK_AFTER : 0;
    waiting = window.setTimeout(() => { last = `${d.path}\n${d.text}`; void checkNow(d.path, d.text); }, soon);
  });
  effect(() => {
    const dirty = [...drafts.value.values()].filter(isDirty);
    try { sessionStorage.setItem(IN_TAB, JSON.stringify(Object.fromEntries(dirty.map((d) => [d.path, { text: d.text, digest: d.digest }])))); } catch { /* no room: the server keeps it */ }
  });
  setInterval(() => {
    const d = draft.peek(), mark = d ? `${d.path}\n${d.text}` : "";
    if (!d || !isDirty(d) || kept === mark || !mayWrite.peek()) return;
    post("/api/autosave", { path: d.path, text: d.text }).then(() => { kept = mark; }, () => undefined);
  }, KEEP_EVERY);
  addEventListener("beforeunload", (event) => { if (anyDirty.peek()) event.preventDefault(); });
}

/** Problems of the text as it stands; those of an older text are not shown at lines that may have moved. */
export const problems = computed(() => {
  const d = draft.value, c = check.value;
  return d && c && c.path === d.path ? { fresh: c.text === d.text, ...c.found } : null;
});
