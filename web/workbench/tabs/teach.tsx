/** Teach: a class forecasts first; all is sealed until the teacher shows; then everybody is scored alike, the model too. */
import { useEffect, useState } from "preact/hooks";
import { faultOf, get, post, type Fault } from "../server";
import { RunPick } from "../shared/runpick";
import { Failed, Part, copy, useAnswer } from "../shared/states";
import { nameOf, project, said, session, workRun } from "../state";
import { sharesOf, type Answer, type Lesson, type Question, type Results } from "../teach/documents";
import { ResultsView } from "../teach/results";
import type { Tab } from "./registry";

interface SeatLink { seat: number; link: string }
const EVERY = 4000;

function Open({ opened }: { opened: (links: SeatLink[]) => void }) {
  const run = workRun.value, outcomes = project.value?.outcomes ?? [], [outcome, setOutcome] = useState(""), [seats, setSeats] = useState(20), [fault, setFault] = useState<Fault | null>(null), [busy, set] = useState(false);
  const go = (event: Event): void => {
    event.preventDefault();
    set(true);
    setFault(null);
    post<{ links: SeatLink[] }>("/api/teach", { run: run!.name, outcome: outcome || null, seats }).then((made) => opened(made.links), (error: unknown) => setFault(faultOf(error))).finally(() => set(false));
  };
  if (run?.state !== "complete") return <p class="quiet">Needs a complete run of a war whose end is known.</p>;
  return (
    <form class="card grid" aria-label="A new class" onSubmit={go}>
      <div><RunPick /><p class="note">On run <b><bdi>{run.name}</bdi></b>.</p></div>
      <label><span>Who knows what happened</span><select value={outcome} onChange={(e) => setOutcome(e.currentTarget.value)}><option value="">the library</option>{outcomes.map((o) => <option key={o.path} value={o.path}>{nameOf(o.path)}</option>)}</select></label>
      <label><span>Seats</span><input type="number" required min={1} max={60} value={seats} onInput={(e) => setSeats(Number(e.currentTarget.value))} /></label>
      {fault && <div class="whole"><Failed fault={fault} what="Opening the class" /></div>}
      <p class="row whole"><button type="submit" class="go" disabled={busy}>Open the class</button><span class="note">{session.value?.share ? "Students come in by their links from this network." : "Links work on this computer only; start the workbench with --share to let a class in from the network."}</span></p>
    </form>
  );
}

function Links({ links }: { links: SeatLink[] }) {
  return (
    <details><summary>Links of the seats ({links.length})</summary>
      <p class="row"><button type="button" class="btn" onClick={() => void copy(links.map((l) => `seat ${l.seat}\t${l.link}`).join("\n"))}>Copy all</button><span class="note">One link for each student; whoever has it answers at that seat. No names are kept.</span></p>
      <ul class="plain">{links.map((l) => <li key={l.seat}>seat {l.seat}: <code>{l.link}</code></li>)}</ul>
    </details>
  );
}

function Teacher({ l, again }: { l: Lesson; again: () => void }) {
  const links = useAnswer<{ links: SeatLink[] }>(l.state === "none" ? null : l.code ?? "", (abort) => get<{ links: SeatLink[] }>("/api/teach/links", abort)), [fault, setFault] = useState<Fault | null>(null), [sure, ask] = useState(false);
  const show = (): void => { setFault(null); post<Results>("/api/teach/show").then(() => { said.value = "The results are shown."; again(); }, (error: unknown) => setFault(faultOf(error))); };
  const allow = (allowed: boolean): void => { setFault(null); post<Lesson>("/api/teach/advice", { allowed }).then(() => { said.value = allowed ? "Students may ask the model." : "Students may no longer ask the model."; again(); }, (error: unknown) => setFault(faultOf(error))); };
  return (
    <div class="card">
      <h3>Your class on run <bdi>{l.run}</bdi></h3>
      <p role="status">{l.sentence}</p>
      <progress value={l.answered} max={l.seats} aria-label="Seats that have answered" />
      {links.value && <Links links={links.value.links} />}
      {l.state !== "shown" && <p class="row"><label class="tick"><input type="checkbox" checked={l.advice === true} onChange={(e) => allow(e.currentTarget.checked)} /> <span>Students who play may ask what the model says of their acts</span></label></p>}
      {fault && <Failed fault={fault} what="Showing" kept="The answers are kept." />}
      {l.state !== "shown" && <p class="row">{sure || l.state === "sealed" ? <><button type="button" class="go" onClick={show}>Show what happened</button>{l.state === "open" && <span class="note">{l.seats - l.answered} seats have not answered; they can no longer.</span>}</> : <button type="button" class="btn" onClick={() => ask(true)}>Close the answers and show …</button>}</p>}
    </div>
  );
}

function Shares({ q, value, set }: { q: Question; value: Record<string, number>; set: (v: Record<string, number>) => void }) {
  const total = Object.values(value).reduce((sum, v) => sum + v, 0);
  return (
    <fieldset class="shares"><legend><bdi>{q.text}</bdi> <small>in per cent, together 100</small></legend>
      {(q.options ?? []).map((o) => <label key={o.id}><span dir="auto">{o.text}</span><input type="number" min={0} max={100} step={1} required value={value[o.id] ?? 0} onInput={(e) => set({ ...value, [o.id]: Number(e.currentTarget.value) })} /></label>)}
      <p class="note" role="status">{Math.abs(total - 100) <= 0.5 ? "Together 100 %." : `Together ${total} %: ${total < 100 ? `${100 - total} are missing` : `${total - 100} too many`}.`}</p>
    </fieldset>
  );
}

function Student({ l, again }: { l: Lesson; again: () => void }) {
  const first = (): Record<string, Answer> => Object.fromEntries(l.questions.map((q) => {
    const mine = l.mine?.[q.id];
    return [q.id, q.kind === "binary" ? Math.round(100 * (typeof mine === "number" ? mine : 0.5)) : Object.fromEntries((q.options ?? []).map((o) => [o.id, typeof mine === "object" ? Math.round(100 * (mine[o.id] ?? 0)) : 0]))];
  }));
  const [given, setGiven] = useState(first), [fault, setFault] = useState<Fault | null>(null);
  const whole = l.questions.every((q) => q.kind === "binary" || sharesOf(given[q.id] as Record<string, number>) !== null);
  const send = (event: Event): void => {
    event.preventDefault();
    setFault(null);
    const answers = Object.fromEntries(l.questions.map((q) => [q.id, q.kind === "binary" ? (given[q.id] as number) / 100 : sharesOf(given[q.id] as Record<string, number>)]));
    post<Lesson>("/api/teach/answers", { answers }).then(() => { said.value = "Your answers are kept."; again(); }, (error: unknown) => setFault(faultOf(error)));
  };
  return (
    <form class="card" aria-label="Your answers" onSubmit={send}>
      <p role="status">{l.mine ? "Your answers are kept; you may change them until all have answered. " : "Say what you expect; the model stays closed until then. "}{l.sentence}</p>
      {l.questions.map((q) => q.kind === "binary"
        ? <div class="sl" key={q.id}><label for={`q-${q.id}`}><b><bdi>{q.text}</bdi></b></label><div><input id={`q-${q.id}`} type="range" class="mine" min={0} max={100} step={1} value={given[q.id] as number} aria-valuetext={`${given[q.id] as number} per cent`} onInput={(e) => setGiven({ ...given, [q.id]: Number(e.currentTarget.value) })} /></div><span class="v"><b class="you">{given[q.id] as number} %</b></span><span /></div>
        : <Shares key={q.id} q={q} value={given[q.id] as Record<string, number>} set={(v) => setGiven({ ...given, [q.id]: v })} />)}
      {fault && <Failed fault={fault} what="Sending" kept="What you entered stands here." />}
      <p class="row"><button type="submit" class="go" disabled={!whole}>{l.mine ? "Change my answers" : "Seal my answers"}</button></p>
    </form>
  );
}

function Shown() {
  const answer = useAnswer<Results>("results", (abort) => get<Results>("/api/teach/results", abort));
  return <Part answer={answer} what="the results" rows={8}>{(r) => <ResultsView r={r} leads={session.value?.rights === "write"} />}</Part>;
}

function TeachTab() {
  const [turn, next] = useState(0), answer = useAnswer<Lesson>(`class ${turn}`, (abort) => get<Lesson>("/api/teach", abort)), teaches = session.value?.rights === "write", state = answer.value?.state;
  useEffect(() => { if (state !== "open" && state !== "sealed") return; const timer = setInterval(() => next((n) => n + 1), EVERY); return () => clearInterval(timer); }, [state]);
  return (
    <div class="pad">
      <h2>Teach: students forecast first</h2>
      <p class="intro">The truth and the model stay sealed until all have answered. Then everybody is scored alike, the model too.</p>
      {answer.fault && <Failed fault={answer.fault} what="Reading the class" again={answer.again} />}
      {answer.value && (
        <>
          {teaches && answer.value.state !== "none" && <Teacher l={answer.value} again={() => next((n) => n + 1)} />}
          {!teaches && answer.value.state === "open" && <Student key={answer.value.code ?? ""} l={answer.value} again={() => next((n) => n + 1)} />}
          {!teaches && (answer.value.state === "none" || answer.value.state === "sealed") && <p class="quiet">{answer.value.sentence}</p>}
          {answer.value.state === "shown" && <Shown />}
          {teaches && (answer.value.state === "none" || answer.value.state === "shown") && <><h3>{answer.value.state === "shown" ? "Another class" : "Open a class"}</h3><Open opened={() => next((n) => n + 1)} /></>}
        </>
      )}
    </div>
  );
}

const teach: Tab = { id: "teach", title: "Teach", preview: false, show: () => <TeachTab /> };
export default teach;
