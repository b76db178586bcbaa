/** The scenario as a form: one section at a time, every number with what comparable wars used; each change writes its one line. */
import { useEffect, useState } from "preact/hooks";
import type { Amount, Claims, Field, Form, Section } from "../documents";
import { draft, edit, type Draft } from "../drafts";
import { goalKey, goToLine } from "../going";
import { post, type Fault } from "../server";
import { ClaimSwitches } from "../shared/claims";
import { Handles, amountText, type Three } from "../shared/handles";
import { boundsOf, threeOf } from "../three";
import { Failed, Part, Skeleton, useAnswer } from "../shared/states";
import { file, mayWrite, nameOf } from "../state";
import type { View } from "./registry";

function sourceText(f: Field): string {
  const sources = Array.isArray(f.source) ? f.source.join(", ") : f.source;
  if (!sources && !f.grade) return "no source yet";
  return [sources, f.grade === "J" ? "judgement" : f.grade && `grade ${f.grade}`].filter(Boolean).join(", ");
}

type Write = (key: string, value: unknown) => void;

function Number3({ f, write }: { f: Field; write: Write }) {
  const found = threeOf(f.value), [now, set] = useState<Three | null>(null), { reference } = f;
  useEffect(() => set(null), [JSON.stringify(f.value)]);
  if (!found) return <Words f={f} write={write} />;
  const { single } = found, three = now ?? found.three, changed = now !== null, { unit = f.unit, text: law } = f.value as Partial<Amount>;
  return (
    <>
      <Handles label={f.label} value={three} single={single} allowed={boundsOf(f.allowed)} reference={reference} unit={unit ?? null} mine={changed} readOnly={!mayWrite.value}
        change={(v, done) => { set(v); if (done) write(f.key, single ? { value: v[1] } : { low: v[0], mode: v[1], high: v[2] }); }} />
      <small class={changed ? "you" : ""}>
        <b>{amountText(three[1])}</b>{single ? "" : ` (${amountText(three[0])} to ${amountText(three[2])})`}{unit ? ` ${unit}` : ""}{changed && `, was ${amountText(found.three[1])}`}. {sourceText(f)}.
        {law && <> Drawn from <code>{law}</code>; a handle that is moved makes it low, most likely and high.</>}
        {reference && <> Typical: {amountText(reference.q10)} to {amountText(reference.q90)} ({reference.n} {reference.n === 1 ? "value" : "values"}).</>}
      </small>
    </>
  );
}

function Words({ f, write }: { f: Field; write: Write }) {
  const list = f.kind === "list", text = f.value == null ? "" : list && Array.isArray(f.value) ? f.value.join(", ") : typeof f.value === "object" ? JSON.stringify(f.value) : String(f.value);
  return (
    <>
      <input id={`f-${f.key}`} type={f.kind === "date" ? "date" : "text"} dir="auto" value={text} readOnly={!mayWrite.value} required={f.required}
        onChange={(e) => { const v = e.currentTarget.value; if (v !== text) write(f.key, list ? v.split(",").map((x) => x.trim()).filter(Boolean) : v); }} />
      <small>{f.meaning}{list ? " Parted by commas." : ""}</small>
    </>
  );
}

function Choice({ f, write }: { f: Field; write: Write }) {
  const choices = Array.isArray(f.allowed) ? f.allowed : [], now = f.value == null ? "" : String(f.value);
  return (
    <>
      <select id={`f-${f.key}`} value={now} disabled={!mayWrite.value} onChange={(e) => write(f.key, e.currentTarget.value)}>
        {!choices.includes(now) && <option value={now}>{now || "not said"}</option>}
        {choices.map((c) => <option key={c} value={c}>{c.replaceAll("_", " ")}</option>)}
      </select>
      <small>{f.meaning}</small>
    </>
  );
}

function FieldRow({ f, write, on }: { f: Field; write: Write; on: boolean }) {
  const control = f.kind === "number" || f.kind === "distribution" ? <Number3 f={f} write={write} />
    : f.kind === "choice" ? <Choice f={f} write={write} />
    : f.kind === "flag" ? <><input id={`f-${f.key}`} type="checkbox" class="sw" checked={f.value === true} disabled={!mayWrite.value} onChange={(e) => write(f.key, e.currentTarget.checked)} /><small>{f.meaning}</small></>
    : <Words f={f} write={write} />;
  return (
    <div class={on ? "field on" : "field"} id={`row-${f.key}`}>
      <label for={`f-${f.key}`} title={f.key}><bdi>{f.label}</bdi>{f.line !== null && <button type="button" class="ghost" onClick={() => goToLine(f.line!)} aria-label={`${f.label}: line ${f.line} of the text`}>line {f.line}</button>}</label>
      {control}
    </div>
  );
}

const CLAIMS = "#claims";

function Step({ id, title, at, pick }: { id: string; title: string; at: string; pick: (id: string) => void }) {
  return <button type="button" class={id === at ? "entry on" : "entry"} aria-current={id === at ? "true" : undefined} onClick={() => pick(id)}><span class="what"><bdi>{title}</bdi></span></button>;
}

const inner = (s: Section, group: string): string => (s.title.startsWith(`${group}: `) ? s.title.slice(group.length + 2) : s.title);

/** Return sections by what stands before the colon of their title, in the order of the form. */
export function groupsOf(sections: readonly Section[]): { title: string; list: Section[] }[] {
  const groups = new Map<string, Section[]>();
  for (const s of sections) {
    const title = s.title.split(": ")[0]!;
    groups.set(title, [...(groups.get(title) ?? []), s]);
  }
  return [...groups].map(([title, list]) => ({ title, list }));
}

function Sections({ form, d }: { form: Form; d: Draft }) {
  const [at, go] = useState(form.sections[0]?.id ?? CLAIMS), [fault, setFault] = useState<Fault | null>(null);
  const wanted = goalKey.value, home = wanted ? form.sections.find((s) => s.fields.some((f) => f.key === wanted)) : undefined;
  useEffect(() => {
    if (!wanted) return;
    if (home) go(home.id);
    const timer = setTimeout(() => { document.getElementById(`row-${wanted}`)?.scrollIntoView({ block: "center" }); }, 60);
    return () => clearTimeout(timer);
  }, [wanted, home?.id]);
  const section: Section | undefined = form.sections.find((s) => s.id === at);
  const write: Write = (key, value) => void edit(d.path, [{ key, value }]).then(setFault);
  const pick = (id: string): void => { goalKey.value = null; go(id); };
  return (
    <div class="sections">
      <nav aria-label="Sections of the form">
        {groupsOf(form.sections).map(({ title, list }) => (
          list.length === 1 && list[0]!.title === title
            ? <Step key={title} id={list[0]!.id} title={title} at={at} pick={pick} />
            : <details key={title} open={list.some((s) => s.id === at)}><summary>{title}</summary>{list.map((s) => <Step key={s.id} id={s.id} title={inner(s, title)} at={at} pick={pick} />)}</details>
        ))}
        <Step id={CLAIMS} title="Claims as switches" at={at} pick={pick} />
      </nav>
      <div>
        {fault && <Failed fault={fault} what="Writing the line" kept="The text is as it was before." />}
        {at === CLAIMS ? <ClaimsOfFile d={d} write={write} /> : section && (
          <>
            <h2><bdi>{section.title}</bdi></h2>
            <p class="intro" dir="auto">{section.meaning} {section.fields.some((f) => f.kind === "distribution") && "Three handles set low, most likely and high; the grey band shows what comparable wars used."}</p>
            {section.fields.map((f) => <FieldRow key={f.key} f={f} write={write} on={f.key === wanted} />)}
          </>
        )}
      </div>
    </div>
  );
}

function ClaimsOfFile({ d, write }: { d: Draft; write: Write }) {
  const answer = useAnswer<Claims>(`${d.path}\n${d.text}`, (abort) => post<Claims>("/api/claims", { path: d.path, text: d.text }, abort));
  return (
    <>
      <h2>Claims</h2>
      <p class="intro">Statements of the analysis. Each can hold, not hold, or count in part; “off” for one of a disputed pair settles the pair for its rival.</p>
      <Part answer={answer} what="the claims" rows={8} firm>
        {({ claims }) => <ClaimSwitches claims={claims} chosen={() => null} readOnly={!mayWrite.value} set={(c, strength) => write(c.key ?? `claims[${c.id}].strength`, strength === "on" ? 1 : strength === "off" ? 0 : strength)} />}
      </Part>
    </>
  );
}

function FormView() {
  const d = draft.value;
  const answer = useAnswer<Form>(d && d.kind === "scenario" ? `${d.path}\n${d.text}` : null, (abort) => post<Form>("/api/form", { path: d!.path, text: d!.text }, abort));
  if (file.value === null || (d && d.kind !== "scenario")) return <div class="pad"><p class="quiet">Choose a scenario on the left: the form writes scenarios.</p></div>;
  if (!d) return <div class="pad"><Skeleton what={nameOf(file.value)} rows={10} /></div>;
  return <div class="pad"><Part answer={answer} what="the form" rows={10} firm kept="The text can still be written in the text view.">{(form) => <Sections form={form} d={d} />}</Part></div>;
}

const form: View = { id: "form", title: "Form", hint: "Each change writes its one line; comments stay.", writes: true, show: () => <FormView /> };
export default form;
