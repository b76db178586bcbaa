/** What a run says: the figures of its report, drawn by the same code. */
import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useRef, useState } from "preact/hooks";
import { batch, effect } from "@preact/signals";
import charts from "virtual:charts";
import { Controls } from "../../src/controls";
import { unpack } from "../../src/courses";
import { Dots } from "../../src/hero";
import { clearConditions, courses, credence, day, followLater, horizon, page } from "../../src/state";
import type { Page } from "../../src/types";
import { fixed, unequal, useWords } from "../../src/words";
import { faultOf, get } from "../server";
import { Empty, Failed, Part, useAnswer } from "../shared/states";
import { mayWrite, runOf, workRun } from "../state";
import { startRun } from "../running";
import { useJob } from "../jobs";
import { WorkPart } from "../shared/work";
import type { View } from "./registry";

/** Figures that read a document of their own; a run without it does not have the figure, in the report neither. */
const OF_DATA: ReadonlySet<string> = new Set(["crux", "drivers", "signposts", "views", "courses_told", "acts", "ladders", "people", "scorecard", "timeline"]);

let following = false;

/** Put a run's page in the place from which the figures read. */
export async function take(found: Page): Promise<void> {
  const unpacked = found.courses ? await unpack(found.courses) : null;
  batch(() => {
    clearConditions();
    page.value = found;
    courses.value = unpacked;
    useWords(found);
    day.value = Math.min(horizon(), Number(fixed(found.forecast.length_days?.q50 ?? 0, 0)));
  });
  if (following) return;
  following = true;
  effect(() => { unequal.weights = credence.value.size > 0 || (page.value?.courses?.weights.length ?? 1) > 1; });
  followLater();
}

/** One figure; what goes wrong in it is told in its place and leaves the others alone. */
export function Guarded({ what, children }: { what: string; children: ComponentChildren }) {
  const [error, reset] = useErrorBoundary();
  return error === undefined ? <>{children}</> : <Failed fault={faultOf(error)} what={`Drawing “${what}”`} again={reset} kept="The other figures are unharmed." />;
}

function Figures({ found }: { found: Page }) {
  const [shown, set] = useState<Page | null>(null), place = useRef<HTMLDivElement>(null);
  useEffect(() => { let left = false; void take(found).then(() => { if (!left) set(found); }); return () => { left = true; }; }, [found]);
  if (shown !== found) return null;
  const drawn = found.figures.filter((f) => charts[f.chart] && !(f.from_courses && !courses.value) && !(OF_DATA.has(f.id) && found.data[f.id] === undefined));
  return (
    <div ref={place}>
      {courses.value && <div class="cond"><Controls /></div>}
      {courses.value && <Dots />}
      {drawn.map((f) => { const Drawn = charts[f.chart]!; return <section key={f.id} class="fig"><h3 class="of">{f.title}</h3><Guarded what={f.title}><Drawn figure={f} /></Guarded></section>; })}
    </div>
  );
}

function Result() {
  const run = workRun.value, name = run?.name ?? null, whole = runOf(name)?.state === "complete";
  const answer = useAnswer<Page>(name && whole ? `${name} ${run?.digest ?? ""}` : null, (abort) => get<Page>(`/api/runs/${encodeURIComponent(name!)}/page`, abort));
  const job = useJob<unknown>();
  useEffect(() => job.clear(), [name]);
  useEffect(() => { if (job.work.state === "done") answer.again(); }, [job.work.state]);
  if (!run) return <div class="pad"><Empty title="No run yet" act={() => void startRun()} label="Run">Here stands what a run says: how it ends, on which ground, who comes in, and what it turns on.</Empty></div>;
  if (!whole) return <div class="pad"><Empty title={run.name}>{`${run.members.toLocaleString("en-GB")} of ${run.wanted.toLocaleString("en-GB")} courses so far. The figures are drawn once all are done.`}</Empty></div>;
  return (
    <div class="pad page" tabindex={0} role="region" aria-label={`What run ${run.name} says`}>
      <h2 class="vh">What run {run.name} says</h2>
      <p class="run-of">Run <b><bdi>{run.name}</bdi></b>. <a href={`/runs/${encodeURIComponent(run.name)}/report.html`} target="_blank" rel="noopener">The whole report</a> has sources, assumptions and limits too.</p>
      {answer.fault?.status === 404 && (
        <WorkPart work={job.work} title="This run has no report yet" about="The report is made from the stored courses; no course is run again." label="Write the report" disabled={!mayWrite.value} start={() => job.start({ verb: "report", run: run.name })} cancel={job.cancel}>{() => null}</WorkPart>
      )}
      {answer.fault?.status !== 404 && <Part answer={answer} what="the run" rows={14}>{(found) => <Figures found={found} />}</Part>}
    </div>
  );
}

const result: View = { id: "result", title: "Result", hint: "Click a row to see only those courses.", writes: false, show: () => <Result /> };
export default result;
