/** Where a play begins: a run, a power, a day, the days between two decisions; and the plays that were begun before. */
import { useState } from "preact/hooks";
import { faultOf, post, type Fault } from "../server";
import { Failed } from "../shared/states";
import { dateWords } from "../shared/runpick";
import { run as chosen } from "../state";
import { dateOf, type Play, type PlayRow, type Playable } from "./documents";

const FIRST = 20, STEP = 4, LONGEST = 60;

function New({ open, begun }: { open: Playable; begun: (play: Play) => void }) {
  const runs = open.runs, named = runs.find((r) => r.name === chosen.value) ?? runs[0]!, [name, setName] = useState(named.name), run = runs.find((r) => r.name === name) ?? named;
  const [power, setPower] = useState(""), [day, setDay] = useState(FIRST), [step, setStep] = useState(STEP), [fault, setFault] = useState<Fault | null>(null), [busy, set] = useState(false);
  const as = run.powers.some((p) => p.id === power) ? power : run.powers[0]?.id ?? "", last = run.days - 1, from = Math.min(day, last);
  const go = (event: Event): void => {
    event.preventDefault();
    set(true);
    setFault(null);
    post<Play>("/api/play", { run: run.name, as, from_day: from, step }).then(begun, (error: unknown) => setFault(faultOf(error))).finally(() => set(false));
  };
  return (
    <form class="card grid" aria-label="A new play" onSubmit={go}>
      <label><span>Run</span><select value={run.name} onChange={(e) => setName(e.currentTarget.value)}>{runs.map((r) => <option key={r.name} value={r.name}>{r.name}: {r.title}</option>)}</select></label>
      <label><span>You are</span><select value={as} onChange={(e) => setPower(e.currentTarget.value)}>{run.powers.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</select></label>
      <label><span>Day of your first decision, 1 to {last}</span><input type="number" required min={1} max={last} value={from} onInput={(e) => setDay(Number(e.currentTarget.value))} /></label>
      <label><span>Days between two decisions</span><input type="number" required min={1} max={LONGEST} value={step} onInput={(e) => setStep(Number(e.currentTarget.value))} /></label>
      {fault && <div class="whole"><Failed fault={fault} what="Beginning" /></div>}
      <p class="row whole"><button type="submit" class="go" disabled={busy || !as}>{busy ? "The war goes on until then …" : "Begin"}</button><span class="note" role="status">{from >= 1 ? `Your first decision is on ${dateOf(run.as_of, from)}.` : ""}</span></p>
    </form>
  );
}

const bySeat = (rows: readonly PlayRow[]): PlayRow[] => [...rows].sort((a, b) => a.seat - b.seat);

/** One play: who, from when, how far; own ones can be gone on with. */
function Row({ p, own, goOn }: { p: PlayRow; own: boolean; goOn: (id: string) => void }) {
  const look = p.complete || !own, who = own ? p.name : `${p.name}, seat ${p.seat}`;
  return (
    <li>
      <span>{own ? "" : `Seat ${p.seat}: `}<bdi>{p.name}</bdi> <small>from day {p.from_day} of run <bdi>{p.run}</bdi>, {p.decisions === 1 ? "1 decision" : `${p.decisions} decisions`}, {p.complete ? "over" : `now ${dateWords(p.date)}`}</small></span>
      <button type="button" class="btn" aria-label={`${look ? "Look at" : "Go on with"} ${who} from day ${p.from_day}, ${dateWords(p.date)}`} onClick={() => goOn(p.id)}>{look ? "Look at it" : "Go on"}</button>
    </li>
  );
}

export function Begin({ open, begun, goOn }: { open: Playable; begun: (play: Play) => void; goOn: (id: string) => void }) {
  const able = open.runs.filter((r) => r.powers.length > 0);
  return (
    <>
      {able.length ? <New open={{ ...open, runs: able }} begun={begun} /> : <p class="quiet">Needs a complete run of a war with outside powers{open.runs.length ? "." : ": choose Run at the bottom."}</p>}
      {open.plays.length > 0 && <><h3>Begun before</h3><ul class="plain lines">{open.plays.map((p) => <Row key={p.id} p={p} own goOn={goOn} />)}</ul></>}
      {(open.others?.length ?? 0) > 0 && <><h3>Plays of the other seats</h3><ul class="plain lines">{bySeat(open.others!).map((p) => <Row key={p.id} p={p} own={false} goOn={goOn} />)}</ul></>}
    </>
  );
}
