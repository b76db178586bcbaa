/** Settlement: who would sign which design from which day, who stops it, whether there is room for a deal, and who could broker it. */
import { useState } from "preact/hooks";
import { percent } from "../../src/words";
import type { Page } from "../../src/types";
import { Asked, OverPage, pageOf } from "../shared/asked";
import { RunPick } from "../shared/runpick";
import { useAnswer } from "../shared/states";
import { OfferBuilder } from "../settle/builder";
import { workRun } from "../state";
import type { Tab } from "./registry";

/** What is used of `multipolar-settlement/1` beside the figures. */
export interface Settled {
  sides?: Record<string, { name?: string } | string>;
  mediators: { power: string; name?: string; leverage: Record<string, number>; both: number; skill: number; acceptance: number; brokers: number | null }[];
}

const COURSES = [200, 500, 1000];

function Mediators({ s, names }: { s: Settled; names: Record<string, string> }) {
  if (!s.mediators.length) return <p class="quiet">No power could mediate.</p>;
  const strength = (v: number): string => v.toFixed(2);
  return (
    <>
      <h4>Who could broker it</h4>
      <div class="scroll" tabindex={0} role="region" aria-label="Who could broker it"><table><thead><tr><th scope="col">power</th><th scope="col" class="c">leverage on both</th><th scope="col" class="c">skill</th><th scope="col" class="c">acceptance</th><th scope="col" class="c">brokers the end</th></tr></thead>
        <tbody>{s.mediators.map((m) => <tr key={m.power}><th scope="row"><bdi>{m.name ?? names[m.power] ?? m.power}</bdi></th><td class="c">{strength(m.both)}</td><td class="c">{strength(m.skill)}</td><td class="c">{strength(m.acceptance)}</td><td class="c">{m.brokers === null ? "none" : `${percent(m.brokers)} %`}</td></tr>)}</tbody></table></div>
      <p class="note">0 is none, 1 is full. Leverage on both: what it can press the less open side with.</p>
    </>
  );
}

function Of({ run, digest }: { run: string; digest: string }) {
  const page = useAnswer<Page>(`${run} ${digest}`, pageOf(run)), [members, setMembers] = useState(200), [election, elect] = useState(false);
  const names = (page.value?.names?.powers ?? {}) as Record<string, string>;
  return (
    <>
      <div class="row"><RunPick />
        <label class="pick"><span>Courses</span><select value={members} onChange={(e) => setMembers(Number(e.currentTarget.value))}>{COURSES.map((n) => <option key={n} value={n}>{n.toLocaleString("en-GB")}</option>)}</select></label>
        <label class="pick"><input type="checkbox" checked={election} onChange={(e) => elect(e.currentTarget.checked)} /> let the designs stand for election too</label>
      </div>
      <OverPage run={run} page={page}>
        <Asked<Settled> run={run} page={page} asking={{ title: "Who signs what, and when", label: "Look for a settlement", about: "Day by day, in the courses that are still at war: who would sign each design, who would stop it, and whether there is room between what one side wants and the other would leave.", ask: { verb: "settle", run, options: { members, ...(election ? { election: true } : {}) } }, ids: ["zone", "vetoes", "designs_weighed", "election", "methods_of_settlement"] }}>
          {(s) => <Mediators s={s} names={names} />}
        </Asked>
      </OverPage>
      <OfferBuilder run={run} />
    </>
  );
}

function SettlementTab() {
  const run = workRun.value, whole = run?.state === "complete" ? run : null;
  return (
    <div class="pad">
      <h2>Settlement table</h2>
      <p class="intro">For mediators: which terms could be signed, from which day, and who blocks them. An offer of your own is built below and tested on the same courses.</p>
      {whole ? <Of key={whole.name} run={whole.name} digest={whole.digest ?? ""} /> : <p class="quiet">Needs a complete run: choose Run at the bottom.</p>}
    </div>
  );
}

const settlement: Tab = { id: "settlement", title: "Settlement", preview: false, show: () => <SettlementTab /> };
export default settlement;
