/** Signposts: what to watch for, by which day, and where a chance stands if it is seen or not. */
import { useEffect, useState } from "preact/hooks";
import { save, useWidth } from "../../src/figure";
import { INK, LINE, PAPER, SOFT } from "../../src/theme";
import { calendarOf } from "../../src/turning";
import { percent } from "../../src/words";
import { useJob } from "../jobs";
import { endingTitle, type Sides } from "../names";
import { get } from "../server";
import { RunPick, dateWords } from "../shared/runpick";
import { Part, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { mayWrite, workRun } from "../state";
import type { Tab } from "./registry";

export interface Signpost { key: string; event: string; by: string; day: number; running: number; p: number; seen: number; seen_low: number; seen_high: number; unseen: number; unseen_low: number; unseen_high: number; bits: number }
/** `multipolar-signposts/1`. */
export interface Signposts { version: string; scenario: string; as_of: string; until: string | null; effective: number; target: string; sentence: string; p: number; telling: number; signposts: Signpost[] }
interface Forecast { endings: Record<string, { p: number }>; sides?: Sides; questions?: Record<string, { p?: number; text?: string }> }

/** How many events are told, and the difference under which one tells little [probability]. */
const MOST = 20, LITTLE = 0.03;

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const arrow = (x: number, right: boolean): string => (right ? `M${x - 5} 8.5L${x + 5} 15L${x - 5} 21.5Z` : `M${x + 5} 8.5L${x - 5} 15L${x + 5} 21.5Z`);

/** From the chance before looking to that if it is seen (filled) and if it is not (hollow). */
function Arrows({ row, p }: { row: Signpost; p: number }) {
  const [ref, width] = useWidth(), x = (v: number): number => 30 + (width - 60) * v;
  const figure = (v: number, strong: boolean) => <text x={x(v) + (v >= p ? 9 : -9)} y={19.5} text-anchor={v >= p ? "start" : "end"} fill={strong ? INK : SOFT} font-weight={strong ? 650 : 400}>{percent(v)}</text>;
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg width={width} height={30} viewBox={`0 0 ${width} 30`} font-size="13" role="img" aria-label={`${percent(row.seen)} per cent if seen, ${percent(row.unseen)} if not`}>
          <path d={`M${x(0)} 15H${x(1)}`} stroke={LINE} /><path d={`M${x(p)} 5V25`} stroke={INK} stroke-width={2} />
          <path d={`M${x(p)} 15H${x(row.unseen)}`} stroke={SOFT} stroke-width={1.5} /><path d={`M${x(p)} 15H${x(row.seen)}`} stroke={INK} stroke-width={3} />
          <path d={arrow(x(row.unseen), row.unseen >= p)} fill={PAPER} stroke={SOFT} stroke-width={1.6} /><path d={arrow(x(row.seen), row.seen >= p)} fill={INK} />
          {figure(row.unseen, false)}{figure(row.seen, true)}
        </svg>
      )}
    </div>
  );
}

function Table({ s, name }: { s: Signposts; name: string }) {
  if (!s.signposts.length) return <p class="note few">No event tells more of {name} than chance would.</p>;
  return (
    <>
      <p class="note"><b>Filled arrow: seen by that day. Hollow: not seen, the war going on.</b> The upright line is the chance before looking: {name} in {percent(s.p)} %. {s.telling > s.signposts.length && `The ${s.signposts.length} most telling of ${s.telling}.`}</p>
      <div class="scroll" tabindex={0} role="region" aria-label="Signposts">
        <table class="signs"><thead><tr><th scope="col">event</th><th scope="col">by</th><th scope="col" class="c">chance of seeing it</th><th scope="col" class="arrows">chance of “{name}” then</th><th scope="col" class="c">if seen</th><th scope="col" class="c">if not</th></tr></thead>
          <tbody>{s.signposts.map((row) => (
            <tr key={row.key}><th scope="row"><bdi>{upper(row.event)}</bdi></th><td>{dateWords(row.by)}</td><td class="c">{percent(row.p)} %</td>
              <td>{Math.abs(row.seen - row.unseen) < LITTLE ? <span class="quiet">tells little</span> : <Arrows row={row} p={s.p} />}</td>
              <td class="c"><b>{percent(row.seen)} %</b><small class="block">{percent(row.seen_low)}–{percent(row.seen_high)}</small></td><td class="c">{percent(row.unseen)} %<small class="block">{percent(row.unseen_low)}–{percent(row.unseen_high)}</small></td></tr>
          ))}</tbody></table>
      </div>
      <p class="note">Chances of seeing an event hold if the war goes on so long. Small figures: the range that counting leaves.{s.until && ` Reports until ${dateWords(s.until)} are in.`}</p>
      <button type="button" class="btn" onClick={() => save("signposts.ics", "text/calendar", calendarOf({ version: s.version, scenario: s.scenario, asOf: s.as_of }, s.signposts, name))}>Save as calendar (.ics)</button>
    </>
  );
}

function Of({ run, forecast }: { run: string; forecast: Forecast }) {
  const ids = Object.entries(forecast.endings).filter(([, e]) => e.p > 0).sort((a, b) => b[1].p - a[1].p).map(([id]) => id);
  const asked = Object.entries(forecast.questions ?? {}).filter(([, q]) => q.p !== undefined && q.p > 0 && q.p < 1), job = useJob<Signposts>();
  const [target, aim] = useState(ids[0] ?? "");
  useEffect(() => job.clear(), [run, target]);
  const name = forecast.endings[target] ? endingTitle(target, forecast.sides) : forecast.questions?.[target]?.text ?? target;
  return (
    <>
      <div class="row"><RunPick /><label class="pick"><span>What they tell of</span>
        <select value={target} onChange={(e) => aim(e.currentTarget.value)}>
          <optgroup label="How it ends">{ids.map((id) => <option key={id} value={id}>{endingTitle(id, forecast.sides)}</option>)}</optgroup>
          {asked.length > 0 && <optgroup label="Questions">{asked.map(([id, q]) => <option key={id} value={id}>{q.text ?? id}</option>)}</optgroup>}
        </select></label></div>
      <WorkPart work={job.work} title="What to watch for" about={`Looks through the courses of run ${run} for events that, seen or not seen by a day, tell most of “${name}”.`} label="Find the signposts" disabled={!mayWrite.value} start={() => job.start({ verb: "signposts", run, options: { target, top: MOST } })} cancel={job.cancel}>
        {(s) => <Table s={s} name={name} />}
      </WorkPart>
    </>
  );
}

function SignpostsTab() {
  const run = workRun.value, whole = run?.state === "complete" ? run.name : null;
  const answer = useAnswer<Forecast>(whole, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(whole!)}`, abort));
  return (
    <div class="pad">
      <h2>Signposts</h2>
      <p class="intro">What to watch for: events that would move the forecast most, each with the day by which to look.</p>
      {whole ? <Part answer={answer} what="the run" rows={4}>{(forecast) => <Of key={whole} run={whole} forecast={forecast} />}</Part> : <p class="quiet">Needs a complete run: choose Run at the bottom.</p>}
    </div>
  );
}

const signposts: Tab = { id: "signposts", title: "Signposts", preview: false, show: () => <SignpostsTab /> };
export default signposts;
