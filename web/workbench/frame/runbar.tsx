/** The bar at the bottom: run, progress, time left, the result so far, cancel. */
import { fixed, percent } from "../../src/words";
import { problems } from "../drafts";
import { cancelRun, isRunning, live, resumeRun, seed, startRun, wanted } from "../running";
import { isEmpty, link_text, mayWrite, session } from "./where";
import { copy } from "../shared/states";

const COUNTS = [500, 2_000, 10_000, 50_000];
const number = (n: number): string => n.toLocaleString("en-GB");

function left(seconds: number | null | undefined): string {
  if (seconds == null) return "";
  return seconds < 90 ? ` · ${Math.max(1, Math.round(seconds))} s left` : ` · ${Math.round(seconds / 60)} min left`;
}

function Now() {
  const run = live.value;
  if (!run) return null;
  const p = run.progress, head = p?.headline;
  if (isRunning.value) return (
    <>
      <bdi class="cut">{run.name || "starting"}</bdi>
      <progress value={p?.done ?? 0} max={p?.wanted ?? wanted.value} aria-label={`Run ${run.name}`} />
      {p ? <span><b>{number(p.done)}</b> of {number(p.wanted)}{left(p.seconds_left)}</span> : <span>getting ready</span>}
      <button type="button" class="btn" onClick={() => void cancelRun()}>Cancel, keep what is done</button>
      {head && <span class="quiet hide">{head.text ?? head.label} {percent(head.p)} %{head.error != null ? ` ±${fixed(196 * head.error, 1)}` : ""} so far</span>}
    </>
  );
  if (run.state === "failed") return (
    <>
      <span role="alert"><b>The run failed.</b> {run.fault?.message}{run.kept ? ` ${number(run.kept)} courses are kept.` : ""}</span>
      {run.name && <button type="button" class="btn" onClick={() => void resumeRun(run.name)}>Go on</button>}
      <button type="button" class="btn" onClick={() => void copy(JSON.stringify(run.fault, null, 1))}>Copy details</button>
    </>
  );
  if (run.state === "cancelled") return <><span><bdi>{run.name}</bdi> cancelled{run.kept !== null ? `; ${number(run.kept)} courses kept` : ""}.</span><button type="button" class="btn" onClick={() => void resumeRun(run.name)}>Go on</button></>;
  return <span><bdi>{run.name}</bdi> is complete.</span>;
}

export function RunBar() {
  const faults = problems.value?.problems.length ?? 0, ready = mayWrite.value && !isEmpty.value;
  return (
    <footer class="run" id="run" tabindex={-1} data-pane aria-label="Run">
      {ready && (
        <>
          <button type="button" class="go" disabled={isRunning.value || faults > 0} title={faults > 0 ? `${faults} ${faults === 1 ? "fault stops" : "faults stop"} the run` : "Ctrl Enter"} onClick={() => void startRun()}>Run {number(wanted.value)}</button>
          <label class="hide"><span class="vh">How many courses</span><select value={wanted.value} onChange={(e) => { wanted.value = Number(e.currentTarget.value); }}>{COUNTS.map((n) => <option key={n} value={n}>{number(n)}</option>)}</select></label>
          <label class="hide quiet">seed <input class="seed" inputMode="numeric" value={String(seed.value)} aria-label="Seed of all chance" onChange={(e) => { const n = Number(e.currentTarget.value); if (Number.isInteger(n) && n >= 0) seed.value = n; else e.currentTarget.value = String(seed.value); }} /></label>
        </>
      )}
      {isEmpty.value ? <span class="quiet">No scenario yet</span> : <Now />}
      <span class="where quiet">{session.value && !mayWrite.value ? "read only · " : ""}{link_text()}</span>
    </footer>
  );
}
