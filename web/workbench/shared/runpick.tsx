/** Which run a part works on, and dates in words. */
import { run, runs, workRun } from "../state";

/** Choose one of the complete runs; nothing where there is just one. */
export function RunPick() {
  const whole = runs.value.filter((r) => r.state === "complete"), now = workRun.value;
  if (whole.length < 2) return null;
  return (
    <label class="pick"><span>Run</span>
      <select value={now?.state === "complete" ? now.name : ""} onChange={(e) => { run.value = e.currentTarget.value; }}>
        {now?.state !== "complete" && <option value="">choose a run</option>}
        {whole.map((r) => <option key={r.name} value={r.name}>{r.name}</option>)}
      </select>
    </label>
  );
}

const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Return a date as a reader writes it; what is no date stays as it is. */
export function dateWords(iso: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.valueOf()) ? SHORT.format(date) : iso;
}
