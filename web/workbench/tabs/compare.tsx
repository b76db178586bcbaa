/** Compare: first which inputs differ, then what came out differently with its error, then the dots of each. */
import { useEffect, useState } from "preact/hooks";
import { fixed, percent } from "../../src/words";
import { useWidth } from "../../src/figure";
import { useJob } from "../jobs";
import { get } from "../server";
import { Dots } from "../shared/endings";
import { Empty, Part, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { runs, run as chosen } from "../state";
import { amountText } from "../shared/handles";
import { claimIn, endingTitles, outcomeText, type Facts } from "../names";
import type { Tab } from "./registry";

interface Input { what: string; base: unknown; value: unknown; reason?: string }
interface Outcome { base: number; value: number; difference: number; error: number; moved: boolean; share: boolean }
interface Variant { inputs: Input[]; identical: string; members: number; pairs: number; unpaired: string | null; outcomes: Record<string, Outcome>; moved: string[] }
interface Comparison { base: string; members: number; seed: number; too_few: string | null; variants: Record<string, Variant> }
interface Forecast extends Facts { endings: Record<string, { p: number }>; length_days?: { q50?: number } }

const MOST = 4;
const shown = (v: unknown): string => (v === null || v === undefined ? "not set" : typeof v === "object" ? JSON.stringify(v) : String(v));

/** Return the value of an input; the strength of a claim as on, off, or how far. */
const inputText = (what: string, v: unknown): string => (what.startsWith("claim ") && typeof v === "number" ? (v === 1 ? "on" : v === 0 ? "off" : `${Math.round(100 * v)} % of its strength`) : shown(v));

function Between({ row }: { row: Outcome }) {
  const [ref, width] = useWidth(), x = (p: number): number => 8 + p * (width - 16);
  return (
    <div ref={ref}>
      {width > 0 && row.share && (
        <svg width={width} height={22} viewBox={`0 0 ${width} 22`} aria-hidden="true">
          <path d={`M8 11H${width - 8}`} stroke="var(--line)" /><path d={`M${x(row.base)} 11H${x(row.value)}`} stroke="var(--ink)" stroke-width={3} />
          <circle cx={x(row.base)} cy={11} r={6} fill="var(--card)" stroke="var(--ink)" stroke-width={2} /><circle cx={x(row.value)} cy={11} r={6} fill="var(--ink)" />
        </svg>
      )}
    </div>
  );
}

function figures(row: Outcome, few: boolean): [string, string, string] {
  if (few) return ["", "", "too few courses"];
  const sign = (text: string): string => (text.startsWith("-") ? `−${text.slice(1)}` : `+${text}`);
  const part = (p: number): string => (p > 0 ? `${percent(p)} %` : "none");
  if (row.share) return [part(row.base), part(row.value), `${sign(fixed(100 * row.difference, 1))} ±${fixed(196 * row.error, 1)}`];
  return [amountText(row.base), amountText(row.value), `${row.difference < 0 ? "−" : "+"}${amountText(Math.abs(row.difference))} ±${amountText(1.96 * row.error)}`];
}

function Against({ name, v, c, facts }: { name: string; v: Variant; c: Comparison; facts: Facts }) {
  const [all, set] = useState(false), few = c.too_few !== null;
  const order = [...new Set([...Object.keys(v.outcomes).filter((k) => k.startsWith("ending:")), ...v.moved, ...Object.keys(v.outcomes)])].filter((k) => all || k.startsWith("ending:") || v.moved.includes(k));
  const hidden = Object.keys(v.outcomes).length - order.length;
  return (
    <section>
      <h3><bdi>{c.base}</bdi> against <bdi>{name}</bdi></h3>
      <div class="card">
        <h4>{v.inputs.length ? `${v.inputs.length} ${v.inputs.length === 1 ? "input differs" : "inputs differ"}` : "No stored input differs"}</h4>
        {v.inputs.length > 0 && <table><caption class="vh">Inputs that differ</caption><thead class="vh"><tr><th scope="col">input</th><th scope="col">{c.base}</th><th scope="col">{name}</th><th scope="col">reason</th></tr></thead>
          <tbody>{v.inputs.map((i) => <tr key={i.what}><th scope="row">{claimIn(i.what, facts) !== null ? <bdi>{claimIn(i.what, facts)}</bdi> : <code>{i.what}</code>}</th><td><bdi>{inputText(i.what, i.base)}</bdi></td><td>→ <b><bdi>{inputText(i.what, i.value)}</bdi></b></td><td class="quiet"><bdi>{i.reason ?? ""}</bdi></td></tr>)}</tbody></table>}
      </div>
      {v.identical && <p class="note">{v.identical}</p>}
      <p class="note">{v.unpaired ?? `${v.pairs.toLocaleString("en-GB")} courses of each on the same chance: the error is that of the difference.`}</p>
      <p class="note">Shares here are counted over the courses. The dots below are the forecasts, in which past wars are weighed too.</p>
      <div class="scroll" tabindex={0} role="region" aria-label={`Results of ${c.base} and ${name}`}>
        <table class="results"><thead><tr><th scope="col">result</th><th scope="col" class="axis"><span>0</span><span>50</span><span>100 %</span></th><th scope="col" class="c">{c.base}</th><th scope="col" class="c">{name}</th><th scope="col" class="c">difference</th></tr></thead>
          <tbody>{order.map((k) => { const row = v.outcomes[k]!, [a, b, gap] = figures(row, few); return <tr key={k}><th scope="row"><bdi>{outcomeText(k, facts)}</bdi></th><td><Between row={row} /></td><td class="c">{a}</td><td class="c"><b>{b}</b></td><td class="c">{row.moved ? <b>{gap}</b> : <span class="quiet">{gap}</span>}</td></tr>; })}</tbody></table>
      </div>
      {hidden > 0 && <button type="button" class="ghost" onClick={() => set(true)}>and {hidden} that did not surely move</button>}
    </section>
  );
}

function RunDots({ name }: { name: string }) {
  const answer = useAnswer<Forecast>(name, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(name)}`, abort));
  return (
    <div class="card mini"><h3><bdi>{name}</bdi></h3>
      <Part answer={answer} what={name} rows={4}>{(f) => <><Dots endings={Object.fromEntries(Object.entries(f.endings).map(([k, e]) => [k, e.p]))} names={endingTitles(Object.keys(f.endings), f.sides)} />{f.length_days?.q50 !== undefined && <p class="note">half of the courses over by day {fixed(f.length_days.q50, 0)}</p>}</>}</Part>
    </div>
  );
}

function Compare() {
  const whole = runs.value.filter((r) => r.state === "complete"), [picked, pick] = useState<string[]>([]), job = useJob<Comparison>();
  const names = picked.filter((n) => whole.some((r) => r.name === n)), mark = names.join("\n");
  const base = useAnswer<Forecast>(names[0] ?? null, (abort) => get<Forecast>(`/api/runs/${encodeURIComponent(names[0]!)}`, abort));
  useEffect(() => { job.clear(); }, [mark]);
  useEffect(() => { if (!picked.length && whole.length >= 2) pick([chosen.peek() && whole.some((r) => r.name === chosen.peek()) ? chosen.peek()! : whole[0]!.name]); }, [whole.length]);
  if (whole.length < 2) return <div class="pad"><h2>Compare</h2><Empty title="Two complete runs are needed">{`Here two to four runs stand side by side: which inputs differ, and what came out differently. There ${whole.length === 1 ? "is one" : "is none"} so far.`}</Empty></div>;
  const toggle = (name: string): void => pick(names.includes(name) ? names.filter((n) => n !== name) : [...names, name].slice(-MOST));
  return (
    <div class="pad">
      <h2>{names.length >= 2 ? <><bdi>{names[0]}</bdi> against {names.slice(1).map((n, i) => <>{i > 0 && ", "}<bdi>{n}</bdi></>)}</> : "Compare"}</h2>
      <p class="intro">Two to four runs; the first is the base. First what differs in the inputs, then what differs in the results, with the error of the difference.</p>
      <div class="row" role="group" aria-label="Runs to compare">{whole.map((r) => <button type="button" class="btn" key={r.name} aria-pressed={names.includes(r.name)} onClick={() => toggle(r.name)}><bdi>{r.name}</bdi>{names.includes(r.name) && ` · ${names.indexOf(r.name) + 1}`}</button>)}</div>
      {names.length >= 2 && (
        <>
          <WorkPart work={job.work} title="Side by side" about="Courses of the same number and seed met the same chance, so small differences show." label="Compare" start={() => job.start({ verb: "compare", run: names })} cancel={job.cancel}>
            {(c) => <>{c.too_few && <p class="note few">{c.too_few}</p>}{Object.entries(c.variants).map(([name, v]) => <Against key={name} name={name} v={v} c={c} facts={base.value ?? {}} />)}</>}
          </WorkPart>
          <div class="g3">{names.map((n) => <RunDots key={n} name={n} />)}</div>
        </>
      )}
    </div>
  );
}

const compare: Tab = { id: "compare", title: "Compare", preview: false, show: () => <Compare /> };
export default compare;
