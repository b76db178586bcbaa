/** A new report: when, from whom, how far trusted, and what it says in the terms that courses can be held against. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { faultOf, type Fault } from "../server";
import { Failed } from "../shared/states";
import { nextId, optionsOf, type Evidence, type Named, type Report, type SeenThing } from "./documents";
import { NotWritten, addReport } from "./write";

type Given = Record<string, string>;

function Choice({ label, value, rows, set }: { label: string; value: string; rows: Named[]; set: (v: string) => void }) {
  return (
    <label><span>{label}</span>
      <select required value={value} onChange={(e) => set(e.currentTarget.value)}>
        <option value="">choose</option>
        {rows.map((r) => <option key={r.id} value={r.id}>{r.name}</option>)}
      </select>
    </label>
  );
}

function Plain({ label, name, g, set, ...rest }: { label: string; name: string; g: Given; set: (name: string, v: string) => void } & JSX.InputHTMLAttributes<HTMLInputElement>) {
  return <label><span>{label}</span><input dir="auto" {...rest} value={g[name] ?? ""} onInput={(e) => set(name, e.currentTarget.value)} /></label>;
}

const CALLED: Record<string, string> = { power: "Which power", option: "Which act", lifeline: "Which supply road", "red line": "Which red line", treaty: "Which treaty", sector: "Which place", side: "Which side", number: "How many", equipment: "Which kind" };

/** A thing that can be seen, with its arguments. */
function Seen({ what, things, e, g, set }: { what: "feature" | "quantity"; things: SeenThing[]; e: Evidence; g: Given; set: (name: string, v: string) => void }) {
  const chosen = things.find((t) => t.id === g[what]);
  return (
    <>
      <Choice label={what === "feature" ? "What" : "Which number"} value={g[what] ?? ""} rows={things.map((t) => ({ id: t.id, name: t.text }))} set={(v) => set(what, v)} />
      {chosen?.takes.map((kind, i) => {
        const label = CALLED[kind] ?? kind, name = `arg${i}`;
        if (kind === "number") return <Plain key={name} label={label} name={name} g={g} set={set} type="number" required min={0} step="any" />;
        return <Choice key={name} label={label} value={g[name] ?? ""} rows={kind === "option" ? optionsOf(e, g.arg0 ?? "") : e.names[kind] ?? []} set={(v) => set(name, v)} />;
      })}
    </>
  );
}

/** Return the report that the form spells; only the keys that its kind takes. */
export function reportOf(g: Given, e: Evidence): Report {
  const kind = e.words.kinds.find((k) => k.id === g.kind), takes = new Set([...(kind?.needs ?? []), ...(kind?.may ?? [])]);
  const call = (what: "feature" | "quantity"): string => {
    const thing = (what === "feature" ? e.words.features : e.words.quantities).find((t) => t.id === g[what]), args = thing?.takes.map((_, i) => g[`arg${i}`] ?? "") ?? [];
    return args.length ? `${g[what]}[${args.join(",")}]` : g[what] ?? "";
  };
  const said: Record<string, unknown> = {};
  for (const key of ["value", "low", "high", "error", "ratio"]) if (takes.has(key) && g[key]) said[key] = Number(g[key]);
  for (const key of ["sector", "side", "strength"]) if (takes.has(key) && g[key]) said[key] = g[key];
  for (const key of ["feature", "quantity"] as const) if (takes.has(key)) said[key] = call(key);
  return {
    id: nextId(e.reports), kind: g.kind ?? "", event_date: g.event_date ?? "", report_date: g.report_date ?? "", source: g.source ?? "", reliability: g.reliability ?? "", credibility: Number(g.credibility),
    ...(g.disputed ? { disputed: true } : {}), ...said, ...(g.by && g.by !== "other" ? { by: g.by } : {}), ...(g.text ? { text: g.text } : {}),
  } as Report;
}

const rowsOf = (table: Record<string, string>): Named[] => Object.entries(table).map(([id, name]) => ({ id, name: `${id}: ${name}` }));
const bare = (table: Record<string, string>): Named[] => Object.entries(table).map(([id, name]) => ({ id, name }));

export function AddReport({ e, done, close }: { e: Evidence; done: () => void; close: () => void }) {
  const [g, setAll] = useState<Given>({}), [busy, setBusy] = useState(false), [fault, setFault] = useState<Fault | null>(null);
  const set = (name: string, v: string): void => setAll((old) => ({ ...old, [name]: v, ...(name === "kind" ? { feature: "", quantity: "" } : {}) }));
  const kind = e.words.kinds.find((k) => k.id === g.kind), has = (key: string): boolean => !!kind && (kind.needs.includes(key) || kind.may.includes(key));
  const must = (key: string): boolean => !!kind?.needs.includes(key);
  const number = (name: string, label: string) => has(name) && <Plain label={label} name={name} g={g} set={set} type="number" required={must(name)} min={0} step="any" />;
  const submit = (event: Event): void => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    addReport(e.path, reportOf(g, e)).then(done, (error: unknown) => {
      setFault(error instanceof NotWritten ? { status: -1, message: error.message, problems: error.problems, body: {} } : faultOf(error));
    }).finally(() => setBusy(false));
  };
  return (
    <form class="card grid" aria-label="A new report" onSubmit={submit}>
      <Plain label="When it happened" name="event_date" g={g} set={set} type="date" required />
      <Plain label="When it was reported" name="report_date" g={g} set={set} type="date" required />
      <Plain label="Who reports it" name="source" g={g} set={set} type="text" required />
      <Choice label="How reliable is the source?" value={g.reliability ?? ""} rows={rowsOf(e.words.reliability)} set={(v) => set("reliability", v)} />
      <Choice label="How well confirmed is the report?" value={g.credibility ?? ""} rows={rowsOf(e.words.credibility)} set={(v) => set("credibility", v)} />
      <Choice label="Whose word is it?" value={g.by ?? "other"} rows={bare(e.words.by)} set={(v) => set("by", v)} />
      <Choice label="What it says" value={g.kind ?? ""} rows={e.words.kinds.map((k) => ({ id: k.id, name: k.text }))} set={(v) => set("kind", v)} />
      {has("feature") && <Seen what="feature" things={e.words.features} e={e} g={g} set={set} />}
      {has("quantity") && <Seen what="quantity" things={e.words.quantities} e={e} g={g} set={set} />}
      {has("sector") && <Choice label="Which place" value={g.sector ?? ""} rows={e.names.sector ?? []} set={(v) => set("sector", v)} />}
      {has("side") && <Choice label="Who held it" value={g.side ?? ""} rows={e.names.side ?? []} set={(v) => set("side", v)} />}
      {has("strength") && <Choice label="How strong" value={g.strength ?? ""} rows={bare(e.words.strength)} set={(v) => set("strength", v)} />}
      {number("value", "The number")}
      {number("low", "At least")}
      {number("high", "At most")}
      {number("error", "How far off it may be (spread of its logarithm)")}
      {number("ratio", "How many times as likely where that holds")}
      <label class="whole"><span>In words</span><textarea dir="auto" rows={2} value={g.text ?? ""} onInput={(event) => set("text", event.currentTarget.value)} /></label>
      <label class="pick whole"><input type="checkbox" checked={!!g.disputed} onChange={(event) => set("disputed", event.currentTarget.checked ? "yes" : "")} /> Disputed: enter the other side's report as well, with its own grade</label>
      {fault && <div class="whole"><Failed fault={fault} what="Adding the report" kept="What you entered stands here." /></div>}
      <p class="row whole"><button type="submit" class="go" disabled={busy}>{busy ? "Writing …" : "Add the report"}</button><button type="button" class="btn" onClick={close}>Close</button></p>
    </form>
  );
}
