/** What is asked of a run beside its forecast: the job that works it out, then the figures of the report that show it. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Page } from "../../src/types";
import { useJob, type Ask } from "../jobs";
import { get } from "../server";
import { mayWrite, said } from "../state";
import { Figures } from "./figures";
import { Part, type Answer } from "./states";
import { WorkPart } from "./work";

export interface Asking { title: string; about: string; label: string; ask: Ask; ids: readonly string[] }

/** The page of a run, from which the figures read. */
export const pageOf = (run: string) => (abort: AbortSignal): Promise<Page> => get<Page>(`/api/runs/${encodeURIComponent(run)}/page`, abort);

/** Whether a page has something to show of some figures. */
const shows = (found: Page, ids: readonly string[]): boolean => found.figures.some((f) => ids.includes(f.id) && found.data[f.id] !== undefined);

/** Ask, write the page of the run anew, and show its figures; an answer that the run has already is shown at once. */
export function Asked<T>({ run, page, asking, children }: { run: string; page: Answer<Page>; asking: Asking; children?: (document: T) => ComponentChildren }) {
  const job = useJob<T>(), report = useJob<unknown>(), [again, turn] = useState(false);
  const mark = `${run} ${JSON.stringify(asking.ask.options)}`;
  useEffect(() => { job.clear(); report.clear(); turn(false); }, [mark]);
  useEffect(() => { if (job.work.state === "done") report.start({ verb: "report", run }); }, [job.work.state]);
  useEffect(() => { if (report.work.state === "done") { turn(false); page.again(); said.value = `${asking.title}: answered.`; } }, [report.work.state]);
  const have = page.value !== null && shows(page.value, asking.ids), busy = job.work.state === "waiting" || job.work.state === "running";
  const start = (): void => { report.clear(); job.start(asking.ask); };
  return (
    <section class="card">
      <h3>{asking.title}</h3>
      {(!have || again || busy || job.work.state === "failed") && job.work.state !== "done" && <WorkPart work={job.work} title={asking.label} about={asking.about} label={asking.label} disabled={!mayWrite.value} start={start} cancel={job.cancel}>{() => null}</WorkPart>}
      {job.work.state === "done" && report.work.state !== "done" && <WorkPart work={report.work} title="Writing it into the report" about="The answer is kept with the run." label="Write it into the report" start={() => report.start({ verb: "report", run })} cancel={report.cancel}>{() => null}</WorkPart>}
      {job.work.document !== null && children?.(job.work.document)}
      {have && page.value && <div class="page bare"><Figures found={page.value} ids={asking.ids} /></div>}
      {have && !busy && !again && <p class="row"><button type="button" class="btn" disabled={!mayWrite.value} onClick={() => { job.clear(); report.clear(); turn(true); }}>Ask again</button></p>}
    </section>
  );
}

/** A run that has no report yet, and the button that writes it. */
export function Unwritten({ run, again }: { run: string; again: () => void }) {
  const job = useJob<unknown>();
  useEffect(() => job.clear(), [run]);
  useEffect(() => { if (job.work.state === "done") again(); }, [job.work.state]);
  return <WorkPart work={job.work} title="This run has no report yet" about="The report is made from the stored courses; no course is run again." label="Write the report" disabled={!mayWrite.value} start={() => job.start({ verb: "report", run })} cancel={job.cancel}>{() => null}</WorkPart>;
}

/** The parts that ask of one run, over its page. */
export function OverPage({ run, page, children }: { run: string; page: Answer<Page>; children: ComponentChildren }) {
  return <>{page.value === null && page.fault?.status === 404 ? <Unwritten run={run} again={page.again} /> : page.value === null ? <Part answer={page} what="the run's page" rows={10}>{() => null}</Part> : children}</>;
}
