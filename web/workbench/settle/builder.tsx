/** An offer put together term by term, tested at once on the courses of the run beside the designs of the war, and kept as a file. */
import { useEffect, useState } from "preact/hooks";
import { fixed, percent } from "../../src/words";
import { useJob } from "../jobs";
import { faultOf, get, post, address, type Fault } from "../server";
import { Failed, Part, useAnswer } from "../shared/states";
import { WorkPart } from "../shared/work";
import { mayWrite, readProject, said } from "../state";
import { bestDay, idOf, type Design, type Named, type Offers, type Term, type Tried } from "./documents";

const SURE = 1.96, COURSES = 200;
const points = (p: number): string => `${p > 0 ? "+" : p < 0 ? "−" : ""}${fixed(Math.abs(100 * p), 1)}`;

function Names({ t, rows, value, set }: { t: Term; rows: Named[]; value: string[]; set: (v: string[]) => void }) {
  return (
    <fieldset class="whole names"><legend>{t.label}</legend>
      {rows.map((r) => <label class="pick" key={r.id}><input type="checkbox" checked={value.includes(r.id)} onChange={(e) => set(e.currentTarget.checked ? [...value, r.id] : value.filter((one) => one !== r.id))} /> <bdi>{r.name}</bdi></label>)}
      <small>{t.meaning}</small>
    </fieldset>
  );
}

function Table({ t, rows, value, set }: { t: Term; rows: Named[]; value: Record<string, number>; set: (v: Record<string, number>) => void }) {
  return (
    <fieldset class="whole names"><legend>{t.label}</legend>
      {rows.map((r) => <label key={r.id}><span><bdi>{r.name}</bdi></span><input type="number" min={t.low ?? undefined} max={t.high ?? undefined} step="0.05" value={value[r.id] ?? 0} onInput={(e) => set({ ...value, [r.id]: Number(e.currentTarget.value) })} /></label>)}
      <small>{t.meaning}</small>
    </fieldset>
  );
}

function Field({ t, o, d, set }: { t: Term; o: Offers; d: Design; set: (key: string, v: unknown) => void }) {
  const rows = t.names ? o.names[t.names] : [];
  if (t.kind === "names") return <Names t={t} rows={rows} value={(d[t.key] ?? []) as string[]} set={(v) => set(t.key, v)} />;
  if (t.kind === "table") return <Table t={t} rows={rows} value={(d[t.key] ?? {}) as Record<string, number>} set={(v) => set(t.key, v)} />;
  if (t.kind === "flag") return <label class="pick"><input type="checkbox" checked={d[t.key] === true} onChange={(e) => set(t.key, e.currentTarget.checked)} /> <span title={t.meaning}>{t.label}</span></label>;
  const past = t.reference ? ` Past wars: ${fixed(t.reference.q10, 2)} to ${fixed(t.reference.q90, 2)}.` : "";
  return (
    <label class={t.kind === "text" || t.kind === "choice" ? "whole" : undefined}><span>{t.label}{t.unit ? <> · {t.low} to {t.high}</> : null}</span>
      {t.kind === "choice" ? <select value={String(d[t.key])} onChange={(e) => set(t.key, e.currentTarget.value)}>{t.choices.map((c) => <option key={c.id} value={c.id}>{c.text}</option>)}</select>
        : t.kind === "number" ? <input type="number" required min={t.low ?? undefined} max={t.high ?? undefined} step="0.01" value={Number(d[t.key])} onInput={(e) => set(t.key, Number(e.currentTarget.value))} />
          : <input type="text" dir="auto" required maxLength={120} value={String(d[t.key] ?? "")} onInput={(e) => set(t.key, e.currentTarget.value)} />}
      <small>{t.meaning}{past}</small>
    </label>
  );
}

/** What the test says: the offer's best day, every design on that day, and what would turn who refuses. */
function Told({ s, names }: { s: Tried; names: Record<string, string> }) {
  const running = new Map(s.zone.map((row) => [row.day, row.running])), offer = s.designs.find((one) => one.tried), [day, pick] = useState(offer ? bestDay(offer.days, running)?.day : undefined);
  const best = offer?.days.find((row) => row.day === day);
  if (!offer || !best) return <p class="quiet">Too few courses are at war long enough.</p>;
  const blocks = (veto: Record<string, number>): string => { const [who, p] = Object.entries(veto)[0] ?? ["", 0]; return p > 0 ? `${names[who] ?? who}, ${percent(p)} %` : "nobody"; };
  const rows = s.designs.map((one) => ({ one, day: one.days.find((row) => row.day === best.day), gap: best.against?.[one.id] })).filter((row) => row.day).sort((a, b) => Number(b.one.tried) - Number(a.one.tried) || b.day!.signed - a.day!.signed);
  return (
    <div aria-label="What the test says" role="region">
      <p class="row"><label class="pick"><span>Offered on</span><select value={best.day} onChange={(e) => pick(Number(e.currentTarget.value))}>{offer.days.map((row) => <option key={row.day} value={row.day}>day {row.day}: {percent(row.signed)} % sign</option>)}</select></label></p>
      <p><b class="big">{percent(best.signed)} %</b> <span>of the courses still at war on day {best.day} sign it and nobody stops it; in {percent(best.both)} % both sides are for it. {percent(running.get(best.day) ?? 0)} % are still at war then. It holds three years in {percent(offer.durability)} %.</span></p>
      <div class="scroll" tabindex={0} role="region" aria-label="The offer beside the designs"><table>
        <thead><tr><th scope="col">on day {best.day}</th><th scope="col" class="c">signed</th><th scope="col" class="c">both sides for it</th><th scope="col">most in the way</th><th scope="col" class="c">the offer, points more</th></tr></thead>
        <tbody>{rows.map(({ one, day, gap }) => <tr key={one.id} class={one.tried ? "usual" : undefined}><th scope="row" dir="auto">{one.what}{one.tried ? " (your offer)" : ""}</th><td class="c">{percent(day!.signed)} %</td><td class="c">{percent(day!.both)} %</td><td><bdi>{blocks(day!.veto)}</bdi></td><td class="c">{gap ? Math.abs(gap.difference) > SURE * gap.error ? <b>{points(gap.difference)} ±{fixed(100 * SURE * gap.error, 1)}</b> : <span class="none">{points(gap.difference)} ±{fixed(100 * SURE * gap.error, 1)}</span> : ""}</td></tr>)}</tbody>
      </table></div>
      {Object.entries(best.sides).map(([side, row]) => { const help = Object.entries(row.turned_by).filter(([, p]) => p > 0).sort((a, b) => b[1] - a[1])[0]; return row.signs < 1 && help ? <p class="note" key={side}><bdi>{names[side] ?? side}</bdi> refuses in {percent(1 - row.signs)} %. What would turn most of these: {s.remedies[help[0]] ?? help[0]} ({percent(help[1])} %).</p> : null; })}
      <p class="note">A number begun with a range is tested at its middle. {s.members.toLocaleString("en-GB")} courses, the same for all designs. Last column: how many in a hundred more sign the offer than this design, with the range that holds it 19 times in 20; pale: may be luck.</p>
    </div>
  );
}

/** Who has drawn a red line against the design that an offer began with: the offer is tested without it. */
function Lines({ o, from }: { o: Offers; from: string }) {
  const who = o.red_lines[from] ?? [];
  return who.length ? <p class="note"><bdi>{who.join(", ")}</bdi> {who.length === 1 ? "has" : "have"} drawn a red line against this design. Your offer is tested without it.</p> : null;
}

function Form({ o }: { o: Offers }) {
  const taken = o.designs.map((one) => one.id), blank: Design = { id: "offer", what: "", territory: "line_of_contact", arrangement: "none", enforcers: [], outside_role: [], enforcement: 0.3, status_clause: "none", transport_links: false, face_A: 0, face_B: 0, part_worth: {}, consent: o.names.actors.slice(0, 2).map((one) => one.id), guarantor_penalty: false, final: true };
  const [d, setAll] = useState<Design>(blank), [fault, setFault] = useState<Fault | null>(null), [told, tell] = useState(""), [start, setStart] = useState(""), job = useJob<Tried>();
  const set = (key: string, v: unknown): void => { job.clear(); tell(""); setAll((old) => ({ ...old, [key]: v, ...(key === "what" ? { id: idOf(String(v), taken) } : {}) })); };
  const from = (id: string): void => { const one = o.designs.find((row) => row.id === id); job.clear(); setStart(id); const what = one ? `${String(one.what)} (changed)` : ""; setAll(one ? { ...one, what, id: idOf(what, taken) } : blank); };
  const names = Object.fromEntries(o.names.actors.map((one) => [one.id, one.name]));
  useEffect(() => { if (job.work.state === "done") said.value = "The offer is tested."; }, [job.work.state]);
  const test = (event?: Event): void => { event?.preventDefault(); setFault(null); job.start({ verb: "settle", run: o.run, offer: d, options: { members: COURSES } }); };
  const save = (): void => {
    setFault(null);
    const path = `designs/${d.id}.yaml`;
    post<{ text: string }>("/api/offer", { design: d }).then(({ text }) => post("/api/file", { path, text })).then(() => { tell(`Kept as ${path}.`); said.value = `Kept as ${path}.`; void readProject(); }, (error: unknown) => setFault(faultOf(error)));
  };
  const busy = job.work.state === "waiting" || job.work.state === "running";
  return (
    <>
      <label class="pick"><span>Begin with</span><select onChange={(e) => from(e.currentTarget.value)}><option value="">nothing agreed</option>{o.designs.map((one) => <option key={one.id} value={one.id}>{String(one.what)}</option>)}</select></label>
      <Lines o={o} from={start} />
      <form class="grid" aria-label="Your offer" onSubmit={test}>
        {o.terms.map((t) => <Field key={t.key} t={t} o={o} d={d} set={set} />)}
        {fault && <div class="whole"><Failed fault={fault} what="Keeping it" kept="What you entered stands here." /></div>}
        <p class="row whole"><button type="submit" class="go" disabled={busy || !mayWrite.value}>Test it on {COURSES} courses</button><button type="button" class="btn" disabled={!mayWrite.value || !d.what} onClick={save}>Keep it as a design file</button><span class="note" role="status">{told}</span></p>
      </form>
      {job.work.state !== "idle" && <WorkPart work={job.work} title="Test of the offer" about="Press again to test it." label="Test it" disabled={!mayWrite.value} start={() => test()} cancel={job.cancel}>{(s) => <Told s={s} names={names} />}</WorkPart>}
    </>
  );
}

/** The builder for the war of a run; shut until it is opened. */
export function OfferBuilder({ run }: { run: string }) {
  const [open, set] = useState(false), answer = useAnswer<Offers>(open ? run : null, (abort) => get<Offers>(address("/api/offer", { run }), abort));
  return (
    <section class="card" aria-label="An offer of your own">
      <h3>An offer of your own</h3>
      <p class="note">Put terms together and see who would sign them, on which day, and who would stop them.</p>
      {open ? <Part answer={answer} what="the terms" rows={8}>{(o) => <Form key={o.run} o={o} />}</Part> : <p class="row"><button type="button" class="btn" onClick={() => set(true)}>Build an offer</button></p>}
    </section>
  );
}
