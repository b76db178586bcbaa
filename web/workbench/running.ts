/** The run under way: its progress as the server tells it, cancelling (which keeps what is done) and going on. */
import { computed, effect, signal } from "@preact/signals";
import type { Problem, Progress } from "./documents";
import { draft, isDirty, save } from "./drafts";
import { patchBody, patchName } from "./patch";
import { faultOf, listen, post, remove, type Fault } from "./server";
import { file, nameOf, project, readProject, run, runs, said, tab } from "./state";

export interface LiveRun { name: string; state: "starting" | "running" | "done" | "failed" | "cancelled"; progress: Progress | null; fault: Fault | null; kept: number | null }

export const live = signal<LiveRun | null>(null);
export const wanted = signal(10_000);
export const seed = signal(2020);
export const isRunning = computed(() => live.value?.state === "running" || live.value?.state === "starting");

let stop = (): void => undefined;
const KINDS = ["progress", "done", "failed", "cancelled"] as const;

const numberOf = (v: unknown): number | null => (typeof v === "number" ? v : null);

/** Follow a run that the server is living. */
export function follow(name: string): void {
  stop();
  if (live.value?.name !== name) live.value = { name, state: "running", progress: null, fault: null, kept: null };
  const end = (change: Partial<LiveRun>, words: string): void => {
    stop();
    live.value = { ...live.value!, ...change };
    said.value = words;
    void readProject();
  };
  stop = listen(`/api/runs/${encodeURIComponent(name)}/events`, KINDS, (kind, document) => {
    if (kind === "progress") live.value = { ...live.value!, name, state: "running", progress: document as unknown as Progress };
    else if (kind === "done") { run.value = name; end({ state: "done" }, `Run ${name} is complete.`); }
    else if (kind === "cancelled") end({ state: "cancelled", kept: numberOf(document.kept) }, `Run ${name} was cancelled; what is done is kept.`);
    else {
      const problems = Array.isArray(document.problems) ? (document.problems as Problem[]) : [];
      end({ state: "failed", kept: numberOf(document.kept), fault: { status: -1, message: String(document.message ?? "The run failed."), problems, body: document } }, `Run ${name} failed.`);
    }
  }, () => undefined);
}

/** Return a name for a run with the changes of What-if, made of file and patch; null where the patch has none: the server finds one. */
function nameWith(path: string): string | null {
  if (!/^[A-Za-z][\w-]*$/.test(patchName.value)) return null;
  const stem = `${nameOf(path).replace(/\.ya?ml$/, "")}-${patchName.value}`.slice(0, 90);
  for (let k = 1; ; k += 1) { const name = k === 1 ? stem : `${stem}-${k}`; if (!runs.value.some((r) => r.name === name)) return name; }
}

/** Start a run of the chosen scenario, with the changes of What-if where that is open; the text is saved first. */
export async function startRun(): Promise<void> {
  const path = draft.value?.kind === "scenario" ? draft.value.path : project.value?.scenarios[0]?.path ?? file.value;
  if (!path || isRunning.value) return;
  if (isDirty(draft.value) && !(await save(path))) return;
  live.value = { name: "", state: "starting", progress: null, fault: null, kept: null };
  const patch = tab.value === "whatif" ? patchBody.value : null;
  try {
    const { name } = await post<{ name: string }>("/api/runs", {
      path, patches: [], changes: patch?.changes ?? [], ...(patch ? { claims: patch.claims, off: patch.off } : {}), members: wanted.value, seed: seed.value, ...(patch ? { name: nameWith(path) } : {}),
    });
    follow(name);
    void readProject();
  } catch (error) { live.value = { name: "", state: "failed", progress: null, fault: faultOf(error), kept: null }; }
}

export async function cancelRun(): Promise<void> {
  if (!live.value || !isRunning.value) return;
  try { await remove(`/api/runs/${encodeURIComponent(live.value.name)}`); } catch (error) { live.value = { ...live.value, fault: faultOf(error) }; }
}

export async function resumeRun(name: string): Promise<void> {
  try { await post(`/api/runs/${encodeURIComponent(name)}/resume`); follow(name); } catch (error) {
    live.value = { name, state: "failed", progress: null, fault: faultOf(error), kept: null };
  }
}

/** A run that is under way when the page opens is followed. */
export function followRuns(): void {
  effect(() => {
    const found = project.value?.runs.find((r) => r.state === "running");
    if (found && !isRunning.peek() && live.peek()?.name !== found.name) follow(found.name);
  });
}
