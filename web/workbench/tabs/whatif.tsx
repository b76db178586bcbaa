/** What-if: the numbers that move the result most, and every claim; each change is one line of a patch. */
import { useState } from "preact/hooks";
import type { Claim, Claims, Form, Preview, View } from "../documents";
import { draft, type Draft } from "../drafts";
import { useJob } from "../jobs";
import { bodyOf, changesOf, dropAll, dropLine, giveReason, lineOf, lines, patchName, setLine, type Line } from "../patch";
import { CLIENT, COURSES } from "../preview";
import { endingTitle } from "../names";
import { startRun } from "../running";
import { faultOf, post, type Fault } from "../server";
import { ClaimSwitches, standing, strengthText, type Strength } from "../shared/claims";
import { pointsText } from "../shared/endings";
import { amountText, rounded, scaleOf, stepOf } from "../shared/handles";
import { Failed, Part, Skeleton, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { mayWrite, nameOf, readProject, said, workRun } from "../state";
import { fixed, percent } from "../../src/words";
import { strongest, type DriversDocument, type Strong } from "../strongest";
import type { Tab } from "./registry";

/** How many numbers have a slider. */
const STRONGEST = 10;

function Slider({ n }: { n: Strong }) {
  const mine = lineOf("key", n.key), was = n.three[1], scale = scaleOf(n.three, n.allowed, n.reference), step = stepOf(scale), now = typeof mine?.value === "number" ? mine.value : was;
  const unit = n.unit ? ` ${n.unit}` : "", spread = n.three[0] < n.three[2], at = n.flips !== null && n.flips >= scale[0] && n.flips <= scale[1] ? (n.flips - scale[0]) / (scale[1] - scale[0]) : null;
  const set = (v: number): void => {
    const to = rounded(v, step);
    if (to === rounded(was, step)) dropLine("key", n.key);
    else setLine({ kind: "key", id: n.key, label: n.label, before: `${amountText(was)}${unit}`, after: `${amountText(to)}${unit}`, value: to });
  };
  return (
    <div class="sl">
      <label for={`s-${n.key}`}><b><bdi>{n.label}</bdi></b>{(n.unit || spread) && <small>{n.unit ?? ""}{spread ? `${n.unit ? "; " : ""}drawn, ${amountText(n.three[0])} to ${amountText(n.three[2])}` : ""}</small>}</label>
      <div>
        <input id={`s-${n.key}`} type="range" class={mine ? "mine" : ""} min={scale[0]} max={scale[1]} step={step} value={now} disabled={!mayWrite.value} aria-valuetext={`${amountText(now)}${unit}`}
          onInput={(e) => set(Number(e.currentTarget.value))} onKeyDown={(e) => { const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[e.key]; if (by && e.shiftKey) { e.preventDefault(); set(now + 10 * by * step); } }} />
        {at !== null && <svg class="flips" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><path d={`M${2 + 96 * at} 0V10`} stroke="var(--ink)" stroke-width="2" vector-effect="non-scaling-stroke" /></svg>}
        {at !== null && <small>The likeliest ending changes near {amountText(n.flips!)}.</small>}
      </div>
      <span class="v"><b class={mine ? "you" : ""}>{amountText(now)}</b>{mine && <span class="quiet"> was {amountText(was)}</span>}</span>
      {mine ? <button type="button" class="ghost" aria-label={`Undo ${n.label}`} onClick={() => dropLine("key", n.key)}>↺</button> : <span />}
    </div>
  );
}

function Numbers({ d, drivers }: { d: Draft; drivers: DriversDocument | null }) {
  const form = useAnswer<Form>(`${d.path}\n${d.digest}`, (abort) => post<Form>("/api/form", { path: d.path, text: d.saved }, abort));
  return (
    <Part answer={form} what="the numbers" rows={10} firm>
      {({ sections }) => strongest(sections, drivers).slice(0, STRONGEST).map((n) => <Slider key={n.key} n={n} />)}
    </Part>
  );
}

/** The effect of one line or of all, measured on the same seeds. */
interface Effect { name: string; p: number; difference: number; error: number }

async function effectOf(d: Draft, some: readonly Line[]): Promise<Effect | null> {
  const found = await post<Preview>("/api/preview", { path: d.path, text: d.saved, patch: bodyOf(some), base: { path: d.path }, members: COURSES, client: `${CLIENT} lines` });
  const best = Object.entries(found.endings).sort((a, b) => (b[1].base ?? b[1].p) - (a[1].base ?? a[1].p))[0];
  return best && !found.superseded ? { name: endingTitle(best[0], found.sides), p: best[1].p, difference: best[1].difference ?? 0, error: best[1].error ?? 0 } : null;
}

function Alone({ d }: { d: Draft }) {
  const [told, tell] = useState<{ of: string; rows: [string, Effect | null][] } | null>(null), [busy, set] = useState(false), [fault, setFault] = useState<Fault | null>(null);
  const mark = JSON.stringify(lines.value.map((l) => [l.id, l.value]));
  const measure = async (): Promise<void> => {
    set(true);
    setFault(null);
    try {
      const rows: [string, Effect | null][] = [];
      for (const line of lines.peek()) rows.push([`${line.label} alone`, await effectOf(d, [line])]);
      if (lines.peek().length > 1) rows.push(["All together", await effectOf(d, lines.peek())]);
      tell({ of: mark, rows });
    } catch (error) { setFault(faultOf(error)); }
    set(false);
  };
  if (!lines.value.length) return null;
  const old = told !== null && told.of !== mark;
  return (
    <>
      <h3>What each line does</h3>
      {fault && <Failed fault={fault} what="Measuring" />}
      {told && <ul class={old ? "plain lines stale" : "plain lines"}>{told.rows.map(([what, e]) => <li key={what}><bdi>{what}</bdi><small>{e ? <>{e.name} {percent(e.p)} %, <b class="you">{pointsText(e.difference) || "±0"}</b> (±{fixed(196 * e.error, 0)})</> : "not counted: a newer preview came first"}</small></li>)}</ul>}
      {old && <p class="note">From before your last change.</p>}
      <button type="button" class="btn" disabled={busy} onClick={() => void measure()}>{busy ? "Counting …" : "Measure each line alone and all together"}</button>
    </>
  );
}

function PatchLines({ d }: { d: Draft }) {
  const [fault, setFault] = useState<Fault | null>(null), without = lines.value.filter((l) => !l.reason.trim()).length, named = /^[A-Za-z][\w-]*$/.test(patchName.value);
  const off = lines.value.filter((l) => l.kind === "mechanism").length;
  const save = async (): Promise<void> => {
    try {
      const made = await post<{ path: string }>("/api/edit", { path: d.path, changes: changesOf(lines.value), patch: `${patchName.value}.yaml` });
      said.value = `Patch ${nameOf(made.path)} saved.`;
      setFault(null);
      void readProject();
    } catch (error) { setFault(faultOf(error)); }
  };
  return (
    <>
      <h3>Patch <span class="you"><bdi>{patchName.value || "without a name"}</bdi></span></h3>
      <p class="note">On <bdi>{nameOf(d.path)}</bdi>. The file itself stays as it is.</p>
      {lines.value.length === 0 && <p class="quiet">Nothing is changed yet. Move a slider or switch a claim.</p>}
      {lines.value.length > 0 && (
        <ol class="hist">
          {lines.value.map((l) => (
            <li key={`${l.kind}${l.id}`}>
              <span><bdi>{l.label}</bdi><small>{l.before} → <b class="you">{l.after}</b></small>
                <input type="text" dir="auto" class="reason" placeholder="reason" aria-label={`Reason for ${l.label}`} value={l.reason} onChange={(e) => giveReason(l, e.currentTarget.value)} /></span>
              <button type="button" class="ghost" aria-label={`Undo ${l.label}`} onClick={() => dropLine(l.kind, l.id)}>undo</button>
            </li>
          ))}
        </ol>
      )}
      {fault && <Failed fault={fault} what="Saving the patch" kept="The lines are kept in this tab." />}
      {lines.value.length > 0 && (
        <>
          <label class="pick"><span>Name of the patch</span><input type="text" value={patchName.value} pattern="[A-Za-z][\w\-]*" onInput={(e) => { patchName.value = e.currentTarget.value; }} /></label>
          <p class="row"><button type="button" class="btn" disabled={!mayWrite.value || !named || without > 0 || off === lines.value.length} onClick={() => void save()}>Save patch</button><button type="button" class="btn" onClick={() => void startRun()}>Run with it</button><button type="button" class="ghost" onClick={dropAll}>take all back</button></p>
          {off > 0 && <p class="note">A patch holds values and claims. Mechanisms that are off count in the preview and in a run, and are not saved with it.</p>}
          {without > 0 && <p class="note">Each line of a saved patch needs its reason: {without} {without === 1 ? "has" : "have"} none.</p>}
        </>
      )}
      <Alone d={d} />
    </>
  );
}

function setClaim(c: Claim, s: Strength): void {
  if (strengthText(s) === standing(c)) dropLine("claim", c.id);
  else setLine({ kind: "claim", id: c.id, label: c.text, before: standing(c), after: strengthText(s), value: s, ...(c.key ? { key: c.key } : {}) });
}

const strengthOf = (s: boolean | string | number): Strength => (s === true || s === 1 || s === "on" ? "on" : s === false || s === 0 || s === "off" ? "off" : Number(s));

/** The views that the file names, each a set of claims; to take one sets these and takes other changes of claims back. */
function Views({ views, claims }: { views: View[]; claims: Claim[] }) {
  const parts = (v: View): [Claim, Strength][] => Object.entries(v.strengths ?? {}).flatMap(([id, s]) => { const c = claims.find((one) => one.id === id); return c ? [[c, strengthOf(s)] as [Claim, Strength]] : []; });
  const isTaken = (v: View): boolean => parts(v).length > 0 && parts(v).every(([c, s]) => (lineOf("claim", c.id) ? lineOf("claim", c.id)!.after : standing(c)) === strengthText(s));
  const take = (v: View): void => {
    for (const line of lines.value.filter((l) => l.kind === "claim")) dropLine("claim", line.id);
    for (const [c, s] of parts(v)) setClaim(c, s);
    if (!patchName.value || views.some((one) => one.id === patchName.value)) patchName.value = v.id;
    said.value = `View taken: ${v.text}.`;
  };
  const able = views.filter((v) => parts(v).length > 0);
  if (!able.length) return null;
  return (
    <>
      <h3>Views</h3>
      <ul class="plain lines">{able.map((v) => <li key={v.id}><span><bdi>{v.text}</bdi>{v.author && <small class="block"><bdi>{v.author}</bdi></small>}</span><button type="button" class="btn" disabled={!mayWrite.value} aria-pressed={isTaken(v)} aria-label={`Take the view: ${v.text}`} onClick={() => take(v)}>{isTaken(v) ? "Taken" : "Take it"}</button></li>)}</ul>
    </>
  );
}

function ClaimsPart({ d }: { d: Draft }) {
  const answer = useAnswer<Claims>(`${d.path}\n${d.digest}`, (abort) => post<Claims>("/api/claims", { path: d.path, text: d.saved }, abort));
  return (
    <Part answer={answer} what="the claims" rows={5} firm>
      {({ claims, bundles, mechanisms }) => (
        <>
          <Views views={bundles} claims={claims} />
          <h3>Claims</h3>
          <ClaimSwitches claims={claims} readOnly={!mayWrite.value} chosen={(c) => { const v = lineOf("claim", c.id)?.value; return v === "on" || v === "off" || typeof v === "number" ? v : null; }} set={setClaim} />
          <p class="note">“Off” for one of a disputed pair settles the pair for its rival; it never silently does nothing.</p>
          {mechanisms && mechanisms.length > 0 && (
            <details><summary>Mechanisms that can be switched off ({mechanisms.length})</summary>
              <ul class="claims">{mechanisms.map((m) => {
                const off = lineOf("mechanism", m.id) !== null;
                return <li class="claim" key={m.id}><span dir="auto">{m.text}</span><span class={off ? "v you" : "v quiet"}>{off ? "off" : "on"}</span><input type="checkbox" role="switch" class={off ? "sw mine" : "sw"} aria-label={m.text} checked={!off} disabled={!mayWrite.value} onChange={(e) => { if (e.currentTarget.checked) dropLine("mechanism", m.id); else setLine({ kind: "mechanism", id: m.id, label: m.text, before: "on", after: "off", value: "off" }); }} /></li>;
              })}</ul>
            </details>
          )}
        </>
      )}
    </Part>
  );
}

function WhatIf() {
  const d = draft.value, run = workRun.value, job = useJob<DriversDocument>();
  if (!d) return <div class="pad"><Skeleton what="the scenario" rows={10} /></div>;
  if (d.kind !== "scenario") return <div class="pad"><p class="quiet">Choose a scenario on the left.</p></div>;
  const measured = job.work.state === "done" ? job.work.document : null;
  return (
    <div class="pad">
      <h2>What if?</h2>
      <p class="intro">{measured ? "The ten numbers that move the outcome most" : "Ten numbers of the file, in its order"}, and every claim. Each change is one line of a patch: undo it, give a reason, save it under a name.{measured ? " A mark under a slider: where the likeliest ending changes." : ""}</p>
      <div class="g2 wide">
        <div>
          <Numbers d={d} drivers={measured} />
          {!measured && <WorkPart work={job.work} title="Which numbers move it most?" about={run ? `Looks through the courses of run ${run.name}. Until then the numbers stand in the order of the file.` : "Needs a complete run. Until then the numbers stand in the order of the file."} label="Find the strongest" disabled={!run} start={() => { if (run) job.start({ verb: "drivers", run: run.name }); }} cancel={job.cancel}>{() => null}</WorkPart>}
          <ClaimsPart d={d} />
        </div>
        <div><PatchLines d={d} /></div>
      </div>
    </div>
  );
}


const whatif: Tab = { id: "whatif", title: "What-if", preview: true, show: () => <WhatIf /> };
export default whatif;
