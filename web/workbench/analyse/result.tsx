/** What a run says: the figures of its report, drawn by the same code. */
import type { Page } from "../../src/types";
import { get } from "../server";
import { Figures } from "../shared/figures";
import { Empty, Part, useAnswer } from "../shared/states";
import { runOf, workRun } from "../state";
import { startRun } from "../running";
import { Unwritten } from "../shared/asked";
import type { View } from "./registry";

function Result() {
  const run = workRun.value, name = run?.name ?? null, whole = runOf(name)?.state === "complete";
  const answer = useAnswer<Page>(name && whole ? `${name} ${run?.digest ?? ""}` : null, (abort) => get<Page>(`/api/runs/${encodeURIComponent(name!)}/page`, abort));
  if (!run) return <div class="pad"><Empty title="No run yet" act={() => void startRun()} label="Run">Here stands what a run says: how it ends, on which ground, who comes in, and what it turns on.</Empty></div>;
  if (!whole) return <div class="pad"><Empty title={run.name}>{`${run.members.toLocaleString("en-GB")} of ${run.wanted.toLocaleString("en-GB")} courses so far. The figures are drawn once all are done.`}</Empty></div>;
  return (
    <div class="pad page" tabindex={0} role="region" aria-label={`What run ${run.name} says`}>
      <h2 class="vh">What run {run.name} says</h2>
      <p class="run-of">Run <b><bdi>{run.name}</bdi></b>. <a href={`/runs/${encodeURIComponent(run.name)}/report.html`} target="_blank" rel="noopener">The whole report</a> has sources, assumptions and limits too.</p>
      {answer.fault?.status === 404 && <Unwritten run={run.name} again={answer.again} />}
      {answer.fault?.status !== 404 && <Part answer={answer} what="the run" rows={14}>{(found) => <Figures found={found} />}</Part>}
    </div>
  );
}

const result: View = { id: "result", title: "Result", hint: "Click a row to see only those courses.", writes: false, show: () => <Result /> };
export default result;
