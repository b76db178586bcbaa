/** What the workbench shows: session, project, the chosen tab, file and run; the address keeps the choice. */
import { computed, signal } from "@preact/signals";
import type { Project, RunEntry, Session } from "./documents";
import { faultOf, get, type Fault } from "./server";

export const session = signal<Session | null>(null);
export const project = signal<Project | null>(null);
export const projectFault = signal<Fault | null>(null);

export const tab = signal("analyse");
/** The view inside Analyse: text, form, result and so on. */
export const view = signal("text");
export const file = signal<string | null>(null);
export const run = signal<string | null>(null);

/** The play that is gone on with in Play, by its number. */
export const played = signal<string | null>(null);

/** What was last done, said once for all who cannot see it. */
export const said = signal("");
export const mayWrite = computed(() => session.value?.rights === "write" && !narrow.value);
/** Under 700 pixels everything is read only. */
export const narrow = signal(false);
/** The pane that is unfolded over the others where the window is too narrow for all. */
export const drawer = signal<"tree" | "preview" | null>(null);

export const runs = computed<RunEntry[]>(() => project.value?.runs ?? []);
export const runOf = (name: string | null): RunEntry | null => runs.value.find((r) => r.name === name) ?? null;
/** The run that a part works on when none is chosen: the first complete one. */
export const workRun = computed<RunEntry | null>(() => runOf(run.value) ?? runs.value.find((r) => r.state === "complete") ?? null);
export const isEmpty = computed(() => project.value !== null && project.value.scenarios.length === 0 && project.value.runs.length === 0);

/** Return the last part of a path, by which people know a file. */
export const nameOf = (path: string): string => path.split("/").at(-1) ?? path;

/** Milliseconds after which the project is read again while the server still counts the faults of its scenarios. */
const COUNTING = 700;
let later = 0;

/** Read the project anew; the last one stays where that fails. */
export async function readProject(): Promise<void> {
  try {
    const found = await get<Project>("/api/project");
    project.value = found;
    projectFault.value = null;
    clearTimeout(later);
    if (found.scenarios.some((s) => s.faults === null)) later = window.setTimeout(() => void readProject(), COUNTING);
    if (file.value === null || ![...found.scenarios, ...found.patches, ...found.evidence, ...found.outcomes, ...found.packs, ...(found.texts ?? []), ...found.frozen].some((x) => x.path === file.value)) {
      file.value = found.scenarios[0]?.path ?? null;
    }
    if (run.value !== null && !found.runs.some((r) => r.name === run.value)) run.value = null;
  } catch (error) { projectFault.value = faultOf(error); }
}

/** Return the address of what is shown, without the mark of the hash. */
export function hashOf(): string {
  const kept = new URLSearchParams();
  if (file.value) kept.set("file", file.value);
  if (run.value) kept.set("run", run.value);
  if (played.value) kept.set("play", played.value);
  const where = tab.value === "analyse" ? `analyse/${view.value}` : tab.value, more = kept.toString();
  return more ? `${where}?${more}` : where;
}

/** Take over what an address asks for; what it does not know is left as it is. */
export function readHash(hash: string, tabs: readonly string[], views: readonly string[]): void {
  const [where = "", more = ""] = hash.replace(/^#/, "").split("?", 2);
  const [name, inner] = where.split("/", 2), asked = new URLSearchParams(more);
  if (name && tabs.includes(name)) tab.value = name;
  if (inner && views.includes(inner)) view.value = inner;
  if (asked.get("file")) file.value = asked.get("file");
  if (asked.get("run")) run.value = asked.get("run");
  if (/^[0-9a-f]{16}$/.test(asked.get("play") ?? "")) played.value = asked.get("play");
}
