/** Evidence: dated reports with their grades, the forecast given them, and what each of them tells. */
import { useEffect, useRef, useState } from "preact/hooks";
import { bringIn } from "../bring";
import type { Claims } from "../documents";
import { endingNoun, type Sides } from "../names";
import type { Conditioned, Board, Evidence as Document, Report } from "../evidence/documents";
import { AddReport } from "../evidence/form";
import { BoardTable, Given } from "../evidence/results";
import { NotWritten, dropReport, newEvidence } from "../evidence/write";
import { useJob } from "../jobs";
import { faultOf, get, post, type Fault } from "../server";
import { RunPick, dateWords } from "../shared/runpick";
import { Empty, Failed, Part, Skeleton, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { file, mayWrite, nameOf, project, readProject, said, workRun } from "../state";
import type { Tab } from "./registry";

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

interface Forecast { endings: Record<string, { p: number }>; sides?: Sides; members?: number }

/** Reports out of a table: one a line, a column for each key. */
function FromTable({ made }: { made: (path: string) => void }) {
  const field = useRef<HTMLInputElement>(null), [fault, setFault] = useState<Fault | null>(null), [left, leave] = useState<string[]>([]);
  const bring = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFault(null);
    bringIn(chosen).then(async (found) => { leave(found.warnings ?? []); said.value = `${found.path} written.`; await readProject(); made(found.path); }, (error: unknown) => setFault(faultOf(error)));
  };
  return (
    <>
      <input ref={field} type="file" class="vh" tabindex={-1} accept=".csv" aria-label="Table of reports" onChange={(e) => { bring(e.currentTarget.files?.[0]); e.currentTarget.value = ""; }} />
      <p class="row"><button type="button" class="btn" disabled={!mayWrite.value} onClick={() => field.current?.click()}>Reports from a table (.csv)</button><span class="note">One report a line, with a column for each key: id, kind, event_date, report_date, source, reliability, credibility and what its kind takes.</span></p>
      {left.length > 0 && <ul class="sentences">{left.map((row) => <li key={row} class="note" dir="auto">{row}</li>)}</ul>}
      {fault && <Failed fault={fault} what="Reading the table" kept="Nothing was written." />}
    </>
  );
}

/** A new file of reports: its name, and the war it is on. */
function NewFile({ made }: { made: (path: string) => void }) {
  const scenarios = (project.value?.scenarios ?? []) as { path: string; id?: string; title: string }[];
  const [name, setName] = useState("reports"), [on, setOn] = useState(scenarios[0]?.path ?? ""), [fault, setFault] = useState<Fault | null>(null);
  const make = (event: Event): void => {
    event.preventDefault();
    const path = `${name}.yaml`, war = scenarios.find((s) => s.path === on);
    newEvidence(path, String(war?.id ?? ""), `Reports on ${war?.title ?? "the war"}`).then(() => made(path), (error: unknown) => setFault(faultOf(error)));
  };
  if (!scenarios.length) return <p class="note">Reports are on a scenario: write one first.</p>;
  return (
    <form class="row" onSubmit={make} aria-label="A new file of reports">
      <label class="pick"><span>New file</span><input type="text" required pattern="[A-Za-z][\w\-]*" value={name} onInput={(e) => setName(e.currentTarget.value)} /></label>
      <label class="pick"><span>on</span><select value={on} onChange={(e) => setOn(e.currentTarget.value)}>{scenarios.map((s) => <option key={s.path} value={s.path}>{nameOf(s.path)}</option>)}</select></label>
      <button type="submit" class="btn" disabled={!mayWrite.value}>Make it</button>
      {fault && <Failed fault={fault} what="Making the file" />}
    </form>
  );
}

function Reports({ e, drop }: { e: Document; drop: (r: Report) => void }) {
  if (!e.reports.length) return <p class="quiet">No report yet. Add the first one: what happened, when it was public, and how far you trust it.</p>;
  const said = (r: Report): string => r.text || e.words.kinds.find((k) => k.id === r.kind)?.text || r.id;
  return (
    <div class="scroll tall" tabindex={0} role="region" aria-label="Reports">
      <table><thead><tr><th scope="col">happened</th><th scope="col">reported</th><th scope="col">what</th><th scope="col" class="c">grade</th><th scope="col"><span class="vh">take out</span></th></tr></thead>
        <tbody>{e.reports.map((r) => (
          <tr key={r.id}><td>{dateWords(r.event_date)}</td><td>{dateWords(r.report_date)}</td>
            <th scope="row"><bdi>{said(r)}</bdi><small class="block"><bdi>{r.source}</bdi>{r.disputed && " · disputed"}</small></th>
            <td class="c"><span class="tag" title={`${e.words.reliability[r.reliability] ?? ""}; ${e.words.credibility[String(r.credibility)] ?? ""}`}>{r.reliability} {r.credibility}</span></td>
            <td>{mayWrite.value && <button type="button" class="ghost" aria-label={`Take out: ${said(r)}`} onClick={() => drop(r)}>take out</button>}</td></tr>
        ))}</tbody></table>
    </div>
  );
}

/** The reports against a run: re-simulated, and one by one. */
function Against({ e }: { e: Document }) {
  const run = workRun.value, [until, setUntil] = useState(""), given = useJob<Conditioned>(), board = useJob<Board>();
  const mark = `${run?.name} ${e.path} ${JSON.stringify(e.reports)} ${until}`;
  useEffect(() => { given.clear(); board.clear(); }, [mark]);
  useEffect(() => { if (given.work.state === "done") void readProject(); }, [given.work.state]);
  const whole = run?.state === "complete" && !run.evidence ? run : null;
  const before = useAnswer<Forecast>(whole?.name ?? null, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(whole!.name)}`, abort));
  const last = e.reports.map((r) => r.report_date).sort().at(-1) ?? "";
  const war = (project.value?.scenarios as { path: string; id?: string }[] | undefined)?.find((one) => one.id === e.scenario)?.path ?? null;
  const claims = useAnswer<Claims>(war, (abort) => post<Claims>("/api/claims", { path: war }, abort));
  const ask = { run: whole?.name ?? "", options: { evidence: e.path, ...(until ? { until } : {}) } };
  const why = !e.reports.length ? "There is no report yet." : whole ? "" : run?.evidence ? `${run.name} was given reports already: choose the run it came from.` : "Needs a complete run.";
  return (
    <>
      <div class="row"><RunPick /><label class="pick"><span>Reports until</span><input type="date" value={until || last} max={last || undefined} onChange={(event) => setUntil(event.currentTarget.value === last ? "" : event.currentTarget.value)} /></label></div>
      <WorkPart work={given.work} title="Simulate again from the reports" about={why || `The courses of run ${run!.name} go on from report to report; those that fit go on, with fresh luck from the last one. This makes a run of its own.`} label="Simulate again" disabled={!whole || !e.reports.length || !mayWrite.value} start={() => given.start({ verb: "condition", ...ask })} cancel={given.cancel}>
        {(c) => <Given c={c} before={before.value} members={whole?.members ?? 0} />}
      </WorkPart>
      <h3>Which report speaks for what?</h3>
      <WorkPart work={board.work} title="Reports against disputed claims" about={why || `Every report beside every pair of claims that is in dispute, counted over the courses; and what becomes of ${lower(endingNoun(run!.headline?.label ?? "", before.value?.sides)) || "the likeliest ending"} without each report.`} label="Weigh every report" disabled={!whole || !e.reports.length || !mayWrite.value} start={() => board.start({ verb: "ach", run: ask.run, options: { ...ask.options, bundles: [] } })} cancel={board.cancel}>
        {(b) => <BoardTable b={b} said={before.value?.endings[b.headline]?.p ?? null} sides={before.value?.sides} texts={Object.fromEntries((claims.value?.claims ?? []).map((c) => [c.id, c.text]))} />}
      </WorkPart>
    </>
  );
}

function Chosen({ path }: { path: string }) {
  const [adding, add] = useState(false), [fault, setFault] = useState<Fault | null>(null);
  const mark = project.value?.evidence.find((f) => f.path === path) as { digest?: string } | undefined;
  const answer = useAnswer<Document>(`${path} ${mark?.digest ?? ""}`, (abort) => post<Document>("/api/evidence", { path }, abort));
  const drop = (e: Document) => (r: Report): void => {
    setFault(null);
    dropReport(e.path, r.id, e.reports.length === 1).then(answer.again, (error: unknown) => setFault(error instanceof NotWritten ? { status: -1, message: error.message, problems: error.problems, body: {} } : faultOf(error)));
  };
  return (
    <Part answer={answer} what={nameOf(path)} rows={10}>
      {(e) => (
        <>
          {e.title && <h3 dir="auto">{e.title}</h3>}
          {e.problems.length > 0 && <Failed fault={{ status: 422, message: `${nameOf(path)} has ${e.problems.length} ${e.problems.length === 1 ? "fault" : "faults"}; no run takes it in until they are mended.`, problems: e.problems, body: {} }} what="Checking" />}
          <Reports e={e} drop={drop(e)} />
          {fault && <Failed fault={fault} what="Taking out a report" />}
          <div class="row"><button type="button" class="btn" aria-expanded={adding} disabled={!mayWrite.value} onClick={() => add(!adding)}>Add a report</button><span class="note">Disputed? Enter both reports, each with its grade.</span></div>
          {adding && <AddReport e={e} done={() => { add(false); answer.again(); }} close={() => add(false)} />}
          <Against e={e} />
        </>
      )}
    </Part>
  );
}

function EvidenceTab() {
  const files = project.value?.evidence ?? [], [picked, pick] = useState<string | null>(null);
  const path = [picked, file.value, files[0]?.path].find((p) => files.some((f) => f.path === p)) ?? null;
  if (project.value === null) return <Skeleton what="the project" />;
  return (
    <div class="pad">
      <h2>Evidence</h2>
      <p class="intro">Dated reports, each with how far you trust the source (A to F) and how well it is confirmed (1 to 6). Courses that fit gain weight; what was public on the as-of date is in the scenario already.</p>
      {path === null && <Empty title="No reports yet">A file of reports turns a forecast of yesterday into one of today. Make one, then add what has become known since the as-of date.</Empty>}
      {files.length > 1 && <label class="pick"><span>File</span><select value={path ?? ""} onChange={(e) => pick(e.currentTarget.value)}>{files.map((f) => <option key={f.path} value={f.path}>{f.path}</option>)}</select></label>}
      {path !== null && <Chosen key={path} path={path} />}
      {path === null ? <><NewFile made={pick} /><FromTable made={pick} /></> : <details><summary>Another file of reports</summary><NewFile made={pick} /><FromTable made={pick} /></details>}
    </div>
  );
}

const evidence: Tab = { id: "evidence", title: "Evidence", preview: false, show: () => <EvidenceTab /> };
export default evidence;
