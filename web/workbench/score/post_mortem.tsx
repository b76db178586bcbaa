/** After the outcome: which claims helped or hurt the forecast, which numbers were put too low or too high for it, and the nearest course. */
import { useEffect } from "preact/hooks";
import { fixed } from "../../src/words";
import { useJob } from "../jobs";
import { WorkPart } from "../shared/work";
import { mayWrite } from "../state";

interface ClaimRow { claim: string; text: string; verdict: string; score: { base: number; value: number; difference: number; error: number } }
interface NumberRow { number: string; meaning: string; unit: string; said: string; certain: boolean; prior_mean: number; prior_sd: number; weighted_mean: number; source: string[] }
/** What is used of `multipolar-postmortem/1`. */
interface Dead { members: number; claims: ClaimRow[]; facts: { members: number; effective_members: number; over_two_errors: number; by_chance: { mean: number; q95: number }; rows: NumberRow[]; nearest: { member: number; score: number; mean: number } } }
interface Story { title?: string; ending_title?: string; told?: { first: number; last: number; date: string; quiet?: boolean; sentences: string[] }[] }

const SURE = 1.96, COURSES = 200, SHOWN = 12;
const short = (x: number): string => x.toLocaleString("en-GB", { maximumSignificantDigits: 3 });
const gap = (x: number): string => `${x > 0 ? "+" : x < 0 ? "−" : ""}${fixed(Math.abs(x), 3)}`;

function Claims({ d }: { d: Dead }) {
  const told = d.claims.filter((c) => c.verdict === "helps" || c.verdict === "hurts");
  return (
    <>
      <h4>Claims that helped or hurt</h4>
      {told.length > 0 && (
        <div class="scroll" tabindex={0} role="region" aria-label="Claims that helped or hurt"><table><thead><tr><th scope="col">claim</th><th scope="col">it</th><th scope="col" class="c">error without it, more</th></tr></thead>
          <tbody>{told.map((c) => <tr key={c.claim}><th scope="row" dir="auto">{c.text} <small>{c.claim}</small></th><td>{c.verdict}</td><td class="c nowrap">{gap(c.score.difference)} ±{fixed(SURE * c.score.error, 3)}</td></tr>)}</tbody></table></div>
      )}
      <p class="note">{d.claims.length === 0 ? "This scenario has no claims." : `${told.length ? "" : "No claim is clearly more than luck. "}${d.claims.length} claims tried, each on and off on the same ${d.members.toLocaleString("en-GB")} courses; ${d.claims.length - told.length} tell nothing that luck could not. Error: 1 is that of even odds, 0 none. Without a claim that hurt, the forecast would have been nearer.`}</p>
    </>
  );
}

/** Return a meaning with the names of what it is of in place of their ids. */
const named = (text: string, names: Record<string, string>): string => {
  const [what = text, of] = text.split(": ");
  return of ? `${what}: ${of.split(", ").map((id) => names[id] ?? id.replaceAll("_", " ")).join(", ")}` : text;
};

function Numbers({ d, names }: { d: Dead; names: Record<string, string> }) {
  const f = d.facts, rows = f.rows.slice(0, SHOWN);
  return (
    <>
      <h4>Numbers that the outcome pulls</h4>
      <div class="scroll tall" tabindex={0} role="region" aria-label="Numbers that the outcome pulls"><table><thead><tr><th scope="col">number</th><th scope="col" class="c">put at</th><th scope="col" class="c">in the courses nearest to what happened</th><th scope="col">it was put</th></tr></thead>
        <tbody>{rows.map((r) => <tr key={r.number}><th scope="row"><span dir="auto">{named(r.meaning, names)}</span> {r.unit && <small>{r.unit}</small>}</th><td class="c nowrap">{short(r.prior_mean)} ±{short(r.prior_sd)}</td><td class="c">{short(r.weighted_mean)}</td><td>{r.certain ? <b>{r.said}</b> : r.said === "not told" ? <span class="none">not told</span> : <span class="none">{r.said}, may be luck</span>}</td></tr>)}</tbody></table></div>
      <p class="note">Courses nearest to what happened count most, as if {short(f.effective_members)} of {f.members.toLocaleString("en-GB")} were left. {f.over_two_errors} numbers move by more than two errors; luck alone would move about {short(f.by_chance.mean)}.</p>
    </>
  );
}

function Nearest({ run, d }: { run: string; d: Dead }) {
  const job = useJob<Story>(), n = d.facts.nearest;
  return (
    <>
      <h4>The nearest course</h4>
      <p>Course {n.member} came nearest to what happened: error {fixed(n.score, 2)}, where the courses have {fixed(n.mean, 2)} on average; 1 is the error of even odds.</p>
      <WorkPart work={job.work} title="Tell the course" about="Its days, in sentences." label="Tell it" disabled={!mayWrite.value} start={() => job.start({ verb: "replay", run, options: { member: n.member } })} cancel={job.cancel}>
        {(s) => <div class="sheet" tabindex={0} role="region" aria-label="The nearest course"><p><b dir="auto">{s.ending_title}</b></p><ul class="plain dated">{(s.told ?? []).map((row) => <li key={row.first}><small>{row.date}</small><span dir="auto">{row.sentences.join(" ")}</span></li>)}</ul></div>}
      </WorkPart>
    </>
  );
}

export function PostMortem({ run, outcome, names }: { run: string; outcome: string; names: Record<string, string> }) {
  const job = useJob<Dead>();
  useEffect(() => job.clear(), [run, outcome]);
  return (
    <section class="card" aria-label="Post-mortem">
      <h3>What would have been nearer</h3>
      <WorkPart work={job.work} title="Look back at this forecast" about={`Claims are tried on and off on ${COURSES} courses, numbers are held against what happened: some minutes for many claims.`} label="Look back" disabled={!mayWrite.value} start={() => job.start({ verb: "post-mortem", run, options: { members: COURSES, ...(outcome ? { outcome } : {}) } })} cancel={job.cancel}>
        {(d) => <><Claims d={d} /><Numbers d={d} names={names} /><Nearest run={run} d={d} /><p class="note">One war is one observation: what helped here may hurt in the next war.</p></>}
      </WorkPart>
    </section>
  );
}
