/** Score and record: freeze what was said, resolve it, score it beside people and past wars, and see how the record grew. */
import { useEffect, useState } from "preact/hooks";
import { useWidth } from "../../src/figure";
import { FAINT, INK, LINE, PAPER, SOFT } from "../../src/theme";
import { percent } from "../../src/words";
import { useJob } from "../jobs";
import { faultOf, get, post, type Fault } from "../server";
import { endingTitle } from "../names";
import { Lessons } from "../score/lessons";
import { PostMortem } from "../score/post_mortem";
import { RunPick, dateWords } from "../shared/runpick";
import { Failed, Part, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { mayWrite, nameOf, project, readProject, said, workRun } from "../state";
import type { Tab } from "./registry";

interface Target { rule: string; value: unknown; forecast: unknown; score: number; baselines: Record<string, number>; skill?: number; outside?: boolean }
/** `multipolar-score/1`. */
export interface Scored { targets: Record<string, Target>; voids: string[]; unresolved: string[]; means: Record<string, { model: number; uniform: number; questions: number }>; notes: string[] }
interface Bin { said: number; happened: number; n: number; band: [number, number]; consistent: boolean }
interface Forecaster { name: string; n: number; brier: number | null; log: number | null; bins: Bin[]; endings?: { n: number; brier: number | null; log: number | null } }
export interface Recorded { forecasters: Forecaster[]; over_time: { month: string; n: number; brier: number }[]; waiting?: number }
interface Forecast { scenario?: string; sides?: Record<string, { name?: string }>; powers?: Record<string, { name?: string }>; questions?: Record<string, { text?: string; type?: string; p?: number }> }

const MEANS: Record<string, string> = { binary_brier: "yes-or-no questions, mean error (Brier, 0 to 1)", category_brier: "questions with options, mean error (Brier, 0 to 2)", crps_skill: "numbers, share of the error of even odds that is saved" };
const mark = (v: number | null | undefined): string => (v === null || v === undefined ? "none" : v.toFixed(3));

/** Return the likeliest of shares with its chance, or the middle of a distribution with its range. */
function likeliest(v: Record<string, number>, names: Names): string {
  const short = (x: number | undefined): string => (x ?? 0).toLocaleString("en-GB", { maximumSignificantDigits: 3 });
  if (v.q50 !== undefined) return `${short(v.q50)} (${short(v.q05)} to ${short(v.q95)})`;
  const [name = "none", p = 0] = Object.entries(v).sort((a, b) => b[1] - a[1])[0] ?? [];
  const text = codeText(name, names);
  return p >= 1 ? text : `${text}, ${percent(p)} %`;
}

/** An ending by its title, any other code as words. */
const codeText = (name: string, names: Names): string => names[name] ?? endingTitle(name, { A: { name: names.A ?? "side A" }, B: { name: names.B ?? "side B" } });
type Names = Record<string, string>;

/** Return what sides and powers are called, by id. */
const namesOf = (f: Forecast | null): Record<string, string> => Object.fromEntries(Object.entries({ ...f?.sides, ...f?.powers }).map(([id, one]) => [id, one.name ?? id]));

function valueText(v: unknown, names: Names): string {
  if (v === true) return "yes";
  if (v === false) return "no";
  if (typeof v === "number") return v.toLocaleString("en-GB", { maximumSignificantDigits: 4 });
  if (v === null || v === undefined) return "not known";
  if (Array.isArray(v)) return v.length ? v.map((one) => codeText(String(one), names)).join(", ") : "none";
  return typeof v === "object" ? likeliest(v as Record<string, number>, names) : String(v).replaceAll("_", " ");
}
/** What was said of a target: the chance of a yes or no, else the kind of answer. */
const saidText = (t: Target, names: Names): string => (t.rule === "Brier" && typeof t.forecast === "number" ? `${percent(t.forecast)} %` : valueText(t.forecast, names));

/** Return what was asked; a part of a question bears the question's text. */
function targetText(id: string, texts: Record<string, string>, names: Names): string {
  const [question = id, ...part] = id.split(":");
  return texts[id] ?? (texts[question] && part.length ? `${texts[question]} ${part.join(":")}` : [question.replaceAll("_", " "), ...part.map((one) => codeText(one, names))].join(": "));
}

function ScoreTable({ s, texts, names }: { s: Scored; texts: Record<string, string>; names: Names }) {
  const off = (t: Target): number => (t.baselines.uniform ? t.score / t.baselines.uniform : 0), rows = Object.entries(s.targets).sort((a, b) => off(b[1]) - off(a[1]));
  return (
    <>
      <div class="g3">{Object.entries(s.means).map(([key, m]) => <div class="card" key={key}><h4>{MEANS[key] ?? key.replaceAll("_", " ")}</h4><p><b class="big">{mark(m.model)}</b> <span class="quiet">even odds {mark(m.uniform)} · {m.questions} questions</span></p></div>)}</div>
      <div class="scroll tall" tabindex={0} role="region" aria-label="Every question"><table><thead><tr><th scope="col">question</th><th scope="col">said</th><th scope="col">happened</th><th scope="col" class="c">error</th><th scope="col" class="c">even odds</th><th scope="col">than even odds</th></tr></thead>
        <tbody>{rows.map(([id, t]) => { const even = t.baselines.uniform; return <tr key={id}><th scope="row"><bdi>{targetText(id, texts, names)}</bdi></th><td>{saidText(t, names)}</td><td>{valueText(t.value, names)}</td><td class="c">{mark(t.score)}</td><td class="c">{mark(even)}</td><td>{even === undefined ? "" : t.score < even ? "better" : "worse"}</td></tr>; })}</tbody></table></div>
      <p class="note">Furthest off first. {rows.length} scored{s.unresolved.length > 0 && `, ${s.unresolved.length} not yet known`}{s.voids.length > 0 && `, ${s.voids.length} void and not counted`}.</p>
    </>
  );
}

/** What was said against how often it happened; a filled mark lies outside what luck explains. */
function Reliability({ bins, name }: { bins: Bin[]; name: string }) {
  const [ref, width] = useWidth(), size = Math.min(300, width), x = (p: number): number => 34 + p * (size - 46), y = (p: number): number => size - 26 - p * (size - 40);
  return (
    <div ref={ref}>
      {size > 0 && (
        <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} font-size="12" role="img" aria-label={`${name}: ${bins.map((b) => `said ${percent(b.said)}, happened ${percent(b.happened)} of ${b.n}`).join("; ")}`}>
          <path d={`M${x(0)} ${y(0)}H${x(1)}M${x(0)} ${y(0)}V${y(1)}`} stroke={LINE} fill="none" /><path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} stroke={SOFT} stroke-dasharray="3 3" />
          {bins.map((b) => <g key={b.said}><path d={`M${x(b.said)} ${y(b.band[0])}V${y(b.band[1])}`} stroke={FAINT} stroke-width={9} /><circle cx={x(b.said)} cy={y(b.happened)} r={5} fill={b.consistent ? PAPER : INK} stroke={INK} stroke-width={1.8} /></g>)}
          <text x={x(1)} y={size - 6} text-anchor="end" fill={SOFT}>said, 0 to 100 %</text><text x={4} y={12} fill={SOFT}>happened</text>
        </svg>
      )}
    </div>
  );
}

function Record({ turn, again }: { turn: number; again: () => void }) {
  const answer = useAnswer<Recorded>(`record ${turn}`, (abort) => get<Recorded>("/api/record", abort));
  return (
    <>
      <h3>The record</h3>
      <Part answer={answer} what="the record" rows={5}>
        {(r) => (
          <>
            {r.forecasters.every((f) => f.n === 0 && !f.endings?.n) ? <p class="quiet">Nothing is resolved yet.{r.waiting ? ` ${r.waiting} statements wait for what happens.` : " Freeze a forecast, put it into the ledger, and score it once it is known what happened."}</p> : (
              <>
                <div class="scroll" tabindex={0} role="region" aria-label="The record"><table><thead><tr><th scope="col">who</th><th scope="col" class="c">questions</th><th scope="col" class="c">mean error</th><th scope="col" class="c">endings</th><th scope="col" class="c">mean error of endings</th></tr></thead>
                  <tbody>{r.forecasters.map((f) => <tr key={f.name}><th scope="row"><bdi>{f.name === "model" ? "the model" : f.name}</bdi></th><td class="c">{f.n}</td><td class="c">{mark(f.brier)}</td><td class="c">{f.endings?.n ?? 0}</td><td class="c">{mark(f.endings?.brier)}</td></tr>)}</tbody></table></div>
                {r.forecasters.filter((f) => f.bins.length > 0).map((f) => <div key={f.name}><h4><bdi>{f.name === "model" ? "The model" : f.name}</bdi>: said against happened</h4><Reliability bins={f.bins} name={f.name} /><p class="note">Grey: where luck alone would leave a mark. Filled: outside it.</p></div>)}
                {r.over_time.length > 0 && <><h4>Over time</h4><table><thead><tr><th scope="col">until</th><th scope="col" class="c">questions</th><th scope="col" class="c">mean error so far</th></tr></thead><tbody>{r.over_time.map((row) => <tr key={row.month}><th scope="row">{row.month}</th><td class="c">{row.n}</td><td class="c">{mark(row.brier)}</td></tr>)}</tbody></table></>}
              </>
            )}
            <button type="button" class="btn" onClick={again}>Read it again</button>
          </>
        )}
      </Part>
    </>
  );
}

/** A person's own chance of a question, scored with the model's. */
function Crowd({ scenario, questions, kept }: { scenario: string; questions: [string, string][]; kept: () => void }) {
  const [who, setWho] = useState(""), [q, setQ] = useState(""), [p, setP] = useState(50), [fault, setFault] = useState<Fault | null>(null);
  const send = (event: Event): void => {
    event.preventDefault();
    setFault(null);
    post("/api/crowd", { forecaster: who.trim(), scenario, question: q, p: p / 100 }).then(() => { said.value = `Kept: ${who} says ${p} %.`; setQ(""); kept(); }, (error: unknown) => setFault(faultOf(error)));
  };
  if (!questions.length) return <p class="quiet">This run has no yes-or-no question.</p>;
  return (
    <form class="grid card" aria-label="Your own chance" onSubmit={send}>
      <label><span>Who says so (a person, or a crowd)</span><input type="text" dir="auto" required maxLength={60} value={who} onInput={(e) => setWho(e.currentTarget.value)} /></label>
      <label><span>Question</span><select required value={q} onChange={(e) => setQ(e.currentTarget.value)}><option value="">choose</option>{questions.map(([id, text]) => <option key={id} value={id}>{text}</option>)}</select></label>
      <label><span>Chance of yes: <b class="you">{p} %</b></span><input type="range" class="mine" min={0} max={100} step={1} value={p} aria-valuetext={`${p} per cent`} onInput={(e) => setP(Number(e.currentTarget.value))} /></label>
      {fault && <div class="whole"><Failed fault={fault} what="Keeping it" /></div>}
      <p class="row whole"><button type="submit" class="btn">Keep it</button></p>
    </form>
  );
}

interface Kept { id: number; title: string; as_of: string; questions: number; scored: number }
interface Resolved { scores: { unresolved: string[] }[]; skipped: unknown[] }

/** The forecasts of the ledger, and the word that resolves them by what is known to have happened. */
function Ledger({ turn, outcome, changed }: { turn: number; outcome: string; changed: () => void }) {
  const answer = useAnswer<{ forecasts: Kept[] }>(`ledger ${turn}`, (abort) => get<{ forecasts: Kept[] }>("/api/ledger", abort)), [told, tell] = useState(""), [fault, setFault] = useState<Fault | null>(null), [busy, set] = useState(false);
  const resolve = (): void => {
    set(true);
    setFault(null);
    post<Resolved>("/api/ledger", { kind: "score", ...(outcome ? { outcome } : {}) }).then((r) => {
      const open = r.scores.reduce((sum, row) => sum + row.unresolved.length, 0), n = r.scores.length;
      tell(n ? `${n} ${n === 1 ? "forecast" : "forecasts"} resolved and scored${open ? `; ${open} questions are not yet known` : ""}.` : "Nobody knows yet what happened: write an outcome file, or wait.");
      changed();
    }, (error: unknown) => setFault(faultOf(error))).finally(() => set(false));
  };
  if (answer.fault) return <Failed fault={answer.fault} what="Reading the ledger" again={answer.again} />;
  if (!answer.value?.forecasts.length) return null;
  return (
    <>
      <h4>In the ledger</h4>
      <ul class="plain lines">{answer.value.forecasts.map((f) => <li key={f.id}><span><bdi>{f.title}</bdi> <small>as of {dateWords(f.as_of)}, {f.questions} questions</small></span><small>{f.scored ? "scored" : "open"}</small></li>)}</ul>
      {fault && <Failed fault={fault} what="Resolving" kept="The ledger stands as it stood." />}
      <p class="row"><button type="button" class="btn" disabled={busy || !mayWrite.value} onClick={resolve}>Resolve by what happened, and score</button><span class="note" role="status">{told}</span></p>
    </>
  );
}

function Frozen({ run, turn, outcome, changed }: { run: string; turn: number; outcome: string; changed: () => void }) {
  const job = useJob<{ file?: string }>(), [fault, setFault] = useState<Fault | null>(null), frozen = project.value?.frozen ?? [];
  useEffect(() => { if (job.work.state === "done") { said.value = "The forecast is frozen."; void readProject(); } }, [job.work.state]);
  const add = (path: string): void => { setFault(null); post("/api/ledger", { kind: "add", what: path }).then(() => { said.value = `${nameOf(path)} is in the ledger.`; changed(); }, (error: unknown) => setFault(faultOf(error))); };
  return (
    <>
      <h3>Frozen forecasts</h3>
      {frozen.length > 0 && <ul class="plain lines">{frozen.map((f) => <li key={f.path}><span><bdi>{f.path}</bdi> <small>as of {dateWords(f.as_of)}, {f.questions} questions</small></span>{mayWrite.value && <button type="button" class="btn" aria-label={`Put ${f.path} into the ledger`} onClick={() => add(f.path)}>Into the ledger</button>}</li>)}</ul>}
      {fault && <Failed fault={fault} what="Adding it" />}
      <Ledger turn={turn} outcome={outcome} changed={changed} />
      <WorkPart work={job.work} title="Freeze what this run says" about={`The forecast of run ${run} is written down with a stamp that shows any later change; it cannot be taken back.`} label="Freeze" disabled={!mayWrite.value} start={() => job.start({ verb: "freeze", run })} cancel={job.cancel}>{() => <p class="note">Frozen.</p>}</WorkPart>
    </>
  );
}

function Of({ run, turn, changed }: { run: string; turn: number; changed: () => void }) {
  const outcomes = project.value?.outcomes ?? [], [outcome, set] = useState(""), job = useJob<Scored>();
  const answer = useAnswer<Forecast>(run, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(run)}`, abort));
  useEffect(() => job.clear(), [run, outcome]);
  const questions = Object.entries(answer.value?.questions ?? {}), texts = Object.fromEntries(questions.map(([id, q]) => [id, q.text ?? id]));
  return (
    <>
      <div class="row"><RunPick /><label class="pick"><span>What happened, by</span><select value={outcome} onChange={(e) => set(e.currentTarget.value)}><option value="">the library</option>{outcomes.map((o) => <option key={o.path} value={o.path}>{nameOf(o.path)}</option>)}</select></label></div>
      <WorkPart work={job.work} title="Score this run" about="Every question whose answer is known: what was said, what happened, and the error beside that of even odds." label="Score it" disabled={!mayWrite.value} start={() => job.start({ verb: "score", run, options: outcome ? { outcome } : {} })} cancel={job.cancel}>{(s) => <ScoreTable s={s} texts={texts} names={namesOf(answer.value)} />}</WorkPart>
      <PostMortem run={run} outcome={outcome} names={namesOf(answer.value)} />
      <Lessons run={run} scenario={answer.value?.scenario ?? ""} turn={turn} />
      <Frozen run={run} turn={turn} outcome={outcome} changed={changed} />
      <h3>What do you say?</h3>
      <p class="note">A person’s or a crowd’s chance is kept beside the model’s and scored with the same score once the answer is known.</p>
      <Crowd kept={changed} scenario={answer.value?.scenario ?? ""} questions={questions.filter(([, q]) => q.p !== undefined).map(([id, q]) => [id, q.text ?? id])} />
    </>
  );
}

function ScoreTab() {
  const run = workRun.value, whole = run?.state === "complete" ? run.name : null, [turn, next] = useState(0), again = (): void => next((n) => n + 1);
  return (
    <div class="pad">
      <h2>Score and record</h2>
      <p class="intro">Write down what was said, look at what happened, and learn how far to trust the next forecast.</p>
      {whole ? <Of key={whole} run={whole} turn={turn} changed={again} /> : <p class="quiet">Needs a complete run: choose Run at the bottom.</p>}
      <Record turn={turn} again={again} />
    </div>
  );
}

const score: Tab = { id: "score", title: "Score", preview: false, show: () => <ScoreTab /> };
export default score;
