/** Score: freeze what a run says, and hold it against what happened. */
import { useEffect, useState } from "preact/hooks";
import { percent } from "../../src/words";
import { useJob } from "../jobs";
import { get } from "../server";
import { RunPick, dateWords } from "../shared/runpick";
import { useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { mayWrite, nameOf, project, readProject, said, workRun } from "../state";
import type { Tab } from "./registry";

interface Target { rule: string; value: unknown; forecast: unknown; score: number; baselines: Record<string, number>; skill?: number; outside?: boolean }
/** `multipolar-score/1`. */
export interface Scored { targets: Record<string, Target>; voids: string[]; unresolved: string[]; means: Record<string, { model: number; uniform: number; questions: number }>; notes: string[] }
interface Forecast { scenario?: string; questions?: Record<string, { text?: string; type?: string; p?: number }> }

const MEANS: Record<string, string> = { binary_brier: "yes-or-no questions, mean error (Brier, 0 to 1)", category_brier: "questions with options, mean error (Brier, 0 to 2)", crps_skill: "numbers, share of the error of even odds that is saved" };
const mark = (v: number | null | undefined): string => (v === null || v === undefined ? "none" : v.toFixed(3));

function valueText(v: unknown): string {
  if (v === true) return "yes";
  if (v === false) return "no";
  if (typeof v === "number") return v.toLocaleString("en-GB", { maximumSignificantDigits: 4 });
  if (v === null || v === undefined) return "not known";
  return typeof v === "object" ? "a distribution" : String(v).replaceAll("_", " ");
}
/** What was said of a target: the chance of a yes or no, else the kind of answer. */
const saidText = (t: Target): string => (t.rule === "Brier" && typeof t.forecast === "number" ? `${percent(t.forecast)} %` : valueText(t.forecast));

function ScoreTable({ s, texts }: { s: Scored; texts: Record<string, string> }) {
  const rows = Object.entries(s.targets);
  return (
    <>
      <div class="g3">{Object.entries(s.means).map(([key, m]) => <div class="card" key={key}><h4>{MEANS[key] ?? key.replaceAll("_", " ")}</h4><p><b class="big">{mark(m.model)}</b> <span class="quiet">even odds {mark(m.uniform)} · {m.questions} questions</span></p></div>)}</div>
      <div class="scroll tall" tabindex={0} role="region" aria-label="Every question"><table><thead><tr><th scope="col">question</th><th scope="col">said</th><th scope="col">happened</th><th scope="col" class="c">error</th><th scope="col" class="c">even odds</th><th scope="col">than even odds</th></tr></thead>
        <tbody>{rows.map(([id, t]) => { const even = t.baselines.uniform; return <tr key={id}><th scope="row"><bdi>{texts[id] ?? id.replaceAll("_", " ")}</bdi></th><td>{saidText(t)}</td><td>{valueText(t.value)}</td><td class="c">{mark(t.score)}</td><td class="c">{mark(even)}</td><td>{even === undefined ? "" : t.score < even ? "better" : "worse"}</td></tr>; })}</tbody></table></div>
      <p class="note">{rows.length} scored{s.unresolved.length > 0 && `, ${s.unresolved.length} not yet known`}{s.voids.length > 0 && `, ${s.voids.length} void and not counted`}.</p>
    </>
  );
}

function Frozen({ run }: { run: string }) {
  const job = useJob<{ file?: string }>(), frozen = project.value?.frozen ?? [];
  useEffect(() => { if (job.work.state === "done") { said.value = "The forecast is frozen."; void readProject(); } }, [job.work.state]);
  return (
    <>
      <h3>Frozen forecasts</h3>
      {frozen.length > 0 && <ul class="plain lines">{frozen.map((f) => <li key={f.path}><span><bdi>{f.path}</bdi> <small>as of {dateWords(f.as_of)}, {f.questions} questions</small></span></li>)}</ul>}
      <WorkPart work={job.work} title="Freeze what this run says" about={`The forecast of run ${run} is written down with a stamp that shows any later change; it cannot be taken back.`} label="Freeze" disabled={!mayWrite.value} start={() => job.start({ verb: "freeze", run })} cancel={job.cancel}>{() => <p class="note">Frozen.</p>}</WorkPart>
    </>
  );
}

function Of({ run }: { run: string }) {
  const outcomes = project.value?.outcomes ?? [], [outcome, set] = useState(""), job = useJob<Scored>();
  const answer = useAnswer<Forecast>(run, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(run)}`, abort));
  useEffect(() => job.clear(), [run, outcome]);
  const questions = Object.entries(answer.value?.questions ?? {}), texts = Object.fromEntries(questions.map(([id, q]) => [id, q.text ?? id]));
  return (
    <>
      <div class="row"><RunPick /><label class="pick"><span>What happened, by</span><select value={outcome} onChange={(e) => set(e.currentTarget.value)}><option value="">the library</option>{outcomes.map((o) => <option key={o.path} value={o.path}>{nameOf(o.path)}</option>)}</select></label></div>
      <WorkPart work={job.work} title="Score this run" about="Every question whose answer is known: what was said, what happened, and the error beside that of even odds." label="Score it" disabled={!mayWrite.value} start={() => job.start({ verb: "score", run, options: outcome ? { outcome } : {} })} cancel={job.cancel}>{(s) => <ScoreTable s={s} texts={texts} />}</WorkPart>
      <Frozen run={run} />
    </>
  );
}

function ScoreTab() {
  const run = workRun.value, whole = run?.state === "complete" ? run.name : null;
  return (
    <div class="pad">
      <h2>Score</h2>
      <p class="intro">Write down what was said, look at what happened, and learn how far to trust the next forecast.</p>
      {whole ? <Of key={whole} run={whole} /> : <p class="quiet">Needs a complete run: choose Run at the bottom.</p>}
    </div>
  );
}

const score: Tab = { id: "score", title: "Score", preview: false, show: () => <ScoreTab /> };
export default score;
