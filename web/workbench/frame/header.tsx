/** The bar on top: project, tabs, find or do, theme, report. */
import { anyDirty } from "../drafts";
import { isEmpty, project, session, tab, workRun, drawer } from "../state";
import { TABS } from "../tabs/registry";
import { finding } from "./find";
import { dark, turnTheme } from "./theme";

/** Arrow keys walk the tabs; only the chosen one is reached with Tab. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0, at = TABS.findIndex((t) => t.id === tab.value);
  const next = event.key === "Home" ? 0 : event.key === "End" ? TABS.length - 1 : step ? (at + step + TABS.length) % TABS.length : -1;
  if (next < 0) return;
  event.preventDefault();
  tab.value = TABS[next]!.id;
  document.getElementById(`tab-${tab.value}`)?.focus();
}

export function Header() {
  const name = project.value?.name ?? session.value?.name ?? "", run = workRun.value;
  return (
    <header class="bar">
      <h1 class="vh">multipolar workbench</h1>
      <button type="button" class="btn fold" aria-expanded={drawer.value === "tree"} aria-controls="tree" onClick={() => { drawer.value = drawer.value === "tree" ? null : "tree"; }} aria-label="Files and runs">☰</button>
      <div class="proj"><bdi title={name}>{isEmpty.value ? "No scenario yet" : name || "…"}</bdi>{!isEmpty.value && <small>{anyDirty.value ? "not saved" : "saved"}</small>}</div>
      {isEmpty.value ? <div class="tabs" /> : (
        <div class="tabs" role="tablist" aria-label="Parts of the workbench" onKeyDown={walk}>
          {TABS.map((t) => (
            <button type="button" role="tab" key={t.id} id={`tab-${t.id}`} aria-selected={tab.value === t.id} aria-controls="mid" tabindex={tab.value === t.id ? 0 : -1} onClick={() => { tab.value = t.id; }}>{t.title}</button>
          ))}
        </div>
      )}
      <button type="button" class="btn" aria-haspopup="dialog" onClick={() => { finding.value = true; }}>Find<span class="hide"> or do</span> <kbd>Ctrl K</kbd></button>
      <button type="button" class="btn" aria-label="Dark colours" aria-pressed={dark.value} onClick={turnTheme}>◐</button>
      {run && run.state === "complete"
        ? <a class="btn hide" href={`/runs/${encodeURIComponent(run.name)}/report.html`} target="_blank" rel="noopener" title={`The report of run ${run.name}, in a tab of its own`}>Report</a>
        : <button type="button" class="btn hide" disabled title="There is no complete run yet">Report</button>}
      <button type="button" class="btn fold" aria-expanded={drawer.value === "preview"} aria-controls="preview" onClick={() => { drawer.value = drawer.value === "preview" ? null : "preview"; }}>Preview</button>
    </header>
  );
}
