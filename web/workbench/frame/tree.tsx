/** The project: scenarios with their faults, patches, evidence, runs, frozen forecasts. */
import type { ComponentChildren } from "preact";
import { dateText } from "../../src/words";
import type { RunEntry } from "../documents";
import { draft, drafts, isDirty, problems } from "../drafts";
import { resumeRun, live } from "../running";
import { drawer, file, mayWrite, nameOf, project, projectFault, readProject, run, tab, view } from "../state";
import { percent } from "../../src/words";
import { Failed, Skeleton } from "../shared/states";

interface EntryProps { mark: string; name: string; under?: string; end?: string; endTitle?: string; on: boolean; open: () => void; title?: string }

function Entry({ mark, name, under, end, endTitle, on, open, title }: EntryProps) {
  return (
    <li>
      <button type="button" class={on ? "entry on" : "entry"} aria-current={on ? "true" : undefined} title={title ?? name} onClick={() => { open(); drawer.value = null; }}>
        <span aria-hidden="true">{mark}</span>
        <span class="what"><bdi>{name}</bdi>{under && <small class="sub">{under}</small>}</span>
        <small title={endTitle}>{end ?? ""}</small>
      </button>
    </li>
  );
}

function Group({ title, children, some }: { title: string; children: ComponentChildren; some: boolean }) {
  return some ? <><h2>{title}</h2><ul>{children}</ul></> : null;
}

/** Open a file in the view that can write it. */
export function openPath(path: string): void {
  file.value = path;
  tab.value = "analyse";
  if (view.value === "result" || !project.value?.scenarios.some((s) => s.path === path)) view.value = "text";
}

/** Open a run: what came out of it. */
export function openRun(name: string): void {
  run.value = name;
  if (tab.value === "analyse" || tab.value === "whatif") { tab.value = "analyse"; view.value = "result"; }
}

const unsaved = (path: string): boolean => isDirty(drafts.value.get(path) ?? null);
const short = (digest: string | null): string => (digest ?? "").replace(/^sha256:/, "").slice(0, 4);

/** How many faults a scenario has: of the open one those of the text as it stands, of the others as the server counted them. */
const faultsIn = (s: { path: string; faults: number | null }): number | null => (draft.value?.path === s.path && problems.value ? problems.value.problems.length : s.faults);

function runText(r: RunEntry): string {
  const now = live.value?.name === r.name ? live.value.progress : null;
  const members = (n: number): string => n.toLocaleString("en-GB");
  if (r.state === "running") return `${members(now?.done ?? r.members)} of ${members(now?.wanted ?? r.wanted)}, running`;
  if (r.state === "partial") return `${members(r.members)} of ${members(r.wanted)}, stopped`;
  if (r.state === "damaged") return "cannot be read";
  return r.headline ? `${members(r.members)} · ${r.headline.text} ${percent(r.headline.p)} %` : members(r.members);
}

/** Arrow keys walk the entries. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLButtonElement>("button.entry")], at = all.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
}

export function Tree() {
  const p = project.value;
  const isFile = (path: string): boolean => tab.value === "analyse" && view.value !== "result" && file.value === path;
  return (
    <nav class="tree" id="tree" aria-label="Project" tabindex={-1} data-pane onKeyDown={walk}>
      {p === null && (projectFault.value ? <Failed fault={projectFault.value} what="Reading the project" again={() => void readProject()} /> : <Skeleton what="the project" />)}
      {p && (
        <>
          <Group title="Scenario" some={p.scenarios.length > 0}>
            {p.scenarios.map((s) => (
              <Entry key={s.path} mark="◇" name={nameOf(s.path)} under={s.as_of ? `as of ${dateText(s.as_of, 0, true)}` : s.title} title={`${s.path}: ${s.title}`} on={isFile(s.path)} open={() => openPath(s.path)}
                end={faultsIn(s) ? `${faultsIn(s)} ✕` : unsaved(s.path) ? "●" : ""} endTitle={faultsIn(s) ? `${faultsIn(s)} ${faultsIn(s) === 1 ? "fault" : "faults"}` : unsaved(s.path) ? "not saved" : ""} />
            ))}
          </Group>
          <Group title="Patches" some={p.patches.length > 0}>
            {p.patches.map((x) => <Entry key={x.path} mark="±" name={nameOf(x.path).replace(/\.ya?ml$/, "")} title={x.path} on={isFile(x.path)} open={() => openPath(x.path)} end={x.saved && !unsaved(x.path) ? String(x.changes) : "●"} endTitle={x.saved ? `${x.changes} changes` : "not saved"} {...(x.saved ? {} : { under: `${x.changes} changes, not saved` })} />)}
          </Group>
          <Group title="Evidence" some={p.evidence.length > 0}>
            {p.evidence.map((x) => <Entry key={x.path} mark="✦" name={nameOf(x.path).replace(/\.ya?ml$/, "")} title={x.path} on={isFile(x.path)} open={() => openPath(x.path)} end={String(x.reports)} endTitle={`${x.reports} ${x.reports === 1 ? "report" : "reports"}`} />)}
          </Group>
          <Group title="Fact packs" some={p.packs.length > 0}>
            {p.packs.map((x) => <Entry key={x.path} mark="▣" name={nameOf(x.path)} title={x.path} on={isFile(x.path)} open={() => openPath(x.path)} />)}
          </Group>
          <Group title="Answers" some={p.outcomes.length > 0}>
            {p.outcomes.map((x) => <Entry key={x.path} mark="✓" name={nameOf(x.path)} title={x.path} on={isFile(x.path)} open={() => openPath(x.path)} />)}
          </Group>
          <Group title="Other files" some={(p.texts ?? []).length > 0}>
            {(p.texts ?? []).map((x) => <Entry key={x.path} mark="·" name={nameOf(x.path)} title={x.path} on={isFile(x.path)} open={() => openPath(x.path)} />)}
          </Group>
          <Group title="Cannot be read" some={(p.unreadable ?? []).length > 0}>
            {(p.unreadable ?? []).map((x) => <li key={x.path}><span class="entry"><span aria-hidden="true">✕</span><span class="what"><bdi>{x.path}</bdi></span></span></li>)}
          </Group>
          <Group title="Runs" some={p.runs.length > 0}>
            {p.runs.map((r) => <Entry key={r.name} mark={r.state === "complete" ? "▤" : "◌"} name={r.name} under={runText(r)} on={run.value === r.name} open={() => openRun(r.name)} end={short(r.digest)} endTitle={r.digest ? "the first signs of the digest of its outcomes" : ""} />)}
          </Group>
          {mayWrite.value && p.runs.filter((r) => r.state === "partial").map((r) => <button type="button" class="btn small" key={r.name} onClick={() => void resumeRun(r.name)}>Go on with <bdi>{r.name}</bdi></button>)}
          <Group title="Frozen" some={p.frozen.length > 0}>
            {p.frozen.map((f) => <Entry key={f.path} mark="❄" name={dateText(f.as_of, 0, true)} title={f.path} under={`${f.stamp ? "stamped, " : ""}${f.questions} questions`} on={isFile(f.path)} open={() => openPath(f.path)} end={short(f.stamp)} />)}
          </Group>
          {p.scenarios.length > 0 && mayWrite.value && <p class="row"><button type="button" class="btn small" onClick={() => { tab.value = "start"; drawer.value = null; }}>New or open …</button></p>}
        </>
      )}
    </nav>
  );
}
