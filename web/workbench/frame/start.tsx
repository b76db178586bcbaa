/** Where a forecast starts: an example, eight questions, or a file. */
import { useRef, useState } from "preact/hooks";
import { bringIn, type Made } from "../bring";
import type { Example } from "../documents";
import { get, post, faultOf, type Fault } from "../server";
import { Dots } from "../shared/endings";
import { Failed, Part, copy, useAnswer } from "../shared/states";
import { project, mayWrite, readProject, said } from "../state";
import { percent } from "../../src/words";
import { endingName } from "../shared/endings";
import { openPath } from "./tree";

interface Question { id: string; text: string; help: string; kind: string; example?: string; choices?: (string | { id: string; text: string })[] | null; typical: { text: string; wars?: string[] } | string | null }

/** Go on with a file that was just made. */
async function opened(made: Made): Promise<void> {
  await readProject();
  openPath(made.path);
  said.value = `${made.path} written.${made.warnings?.length ? ` ${made.warnings.length} things were assumed.` : ""}`;
}

function headOf(e: Example): string | null {
  const best = e.endings && Object.entries(e.endings).sort((a, b) => b[1] - a[1])[0];
  return best ? `${endingName(best[0], e.names)} ${percent(best[1])} %` : null;
}

/** How many examples stand as cards; the others in a list. */
const CARDS = 3;

function Examples({ list, take }: { list: Example[]; take: (name: string) => void }) {
  const first = [...list].sort((a, b) => Number(b.endings !== null) - Number(a.endings !== null)).slice(0, CARDS), rest = list.filter((e) => !first.includes(e));
  return (
    <>
      <div class="cards">
        {first.map((e) => (
          <button type="button" key={e.name} disabled={!mayWrite.value} onClick={() => take(e.name)}>
            {e.endings && <Dots endings={e.endings} names={e.names} />}
            <b><bdi>{e.title}</bdi></b>
            {e.about && <small dir="auto">{e.about}</small>}
            <small>as of {e.as_of_dates.join(" or ")}</small>
            {headOf(e) && <small class="head">{headOf(e)}</small>}
          </button>
        ))}
      </div>
      {rest.length > 0 && (
        <details><summary>{rest.length} more examples</summary>
          <ul class="plain">{rest.map((e) => <li key={e.name}><button type="button" class="ghost" disabled={!mayWrite.value} onClick={() => take(e.name)}><bdi>{e.title}</bdi></button></li>)}</ul>
        </details>
      )}
    </>
  );
}

const idOf = (c: string | { id: string; text: string }): string => (typeof c === "string" ? c : c.id);
const textOf = (c: string | { id: string; text: string }): string => (typeof c === "string" ? c.replaceAll("_", " ") : c.text);

function Answer({ q, value, set }: { q: Question; value: string; set: (v: string) => void }) {
  const id = `q-${q.id}`, common = { id, "aria-describedby": `${id}-help` };
  if (q.choices?.length) return <select {...common} value={value} onChange={(e) => set(e.currentTarget.value)}><option value="">choose</option>{q.choices.map((c) => <option key={idOf(c)} value={idOf(c)}>{textOf(c)}</option>)}</select>;
  if (q.kind === "date") return <input {...common} type="date" value={value} onInput={(e) => set(e.currentTarget.value)} />;
  if (q.kind === "lines" || q.kind === "list") return <textarea {...common} rows={3} dir="auto" placeholder={q.example ?? ""} value={value} onInput={(e) => set(e.currentTarget.value)} />;
  return <input {...common} type="text" dir="auto" value={value} onInput={(e) => set(e.currentTarget.value)} />;
}

function Questions({ failed }: { failed: (fault: Fault | null) => void }) {
  const answer = useAnswer<{ questions: Question[] } | Question[]>("questions", (abort) => get("/api/new/questions", abort));
  const [given, set] = useState<Record<string, string>>({}), [name, setName] = useState("my_war"), [busy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    try { await opened(await post<Made>("/api/new", { answers: given, name })); failed(null); } catch (error) { failed(faultOf(error)); }
    setBusy(false);
  };
  return (
    <Part answer={answer} what="the eight questions" rows={8} kept="An example or a template can be taken instead.">
      {(found) => (
        <form class="quiz" onSubmit={(e) => { e.preventDefault(); void write(); }}>
          {(Array.isArray(found) ? found : found.questions).map((q, i) => {
            const typical = typeof q.typical === "string" ? q.typical : q.typical?.text;
            return (
              <div key={q.id}><i aria-hidden="true">{i + 1}</i><span>
                <label for={`q-${q.id}`}><b dir="auto">{q.text}</b></label>
                <Answer q={q} value={given[q.id] ?? ""} set={(v) => set({ ...given, [q.id]: v })} />
                <small id={`q-${q.id}-help`} dir="auto">{q.help}{typical ? ` Comparable wars: ${typical}` : ""}</small>
              </span></div>
            );
          })}
          <div><i aria-hidden="true" /><span class="row"><label>Name of the file <input type="text" value={name} pattern="[A-Za-z][A-Za-z0-9_\-]*" required onInput={(e) => setName(e.currentTarget.value)} /></label><button type="submit" class="go" disabled={busy || !mayWrite.value}>Write the file</button></span></div>
        </form>
      )}
    </Part>
  );
}

function Bring({ failed }: { failed: (fault: Fault | null) => void }) {
  const field = useRef<HTMLInputElement>(null), [warnings, warn] = useState<string[]>([]);
  const bring = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      const made = await bringIn(file);
      warn(made.warnings ?? []);
      failed(null);
      await opened(made);
    } catch (error) { failed(faultOf(error)); }
  };
  const pick = (accept: string): void => { if (field.current) { field.current.accept = accept; field.current.click(); } };
  const kinds = [["A scenario file", ".yaml,.yml"], ["A report, to take its scenario out", ".html"], ["A fact pack", ".yaml,.yml"], ["A table of reports", ".csv"], ["Places on a map", ".geojson,.json"], ["A whole project", ".zip"]] as const;
  return (
    <>
      <input ref={field} type="file" class="vh" tabindex={-1} aria-label="File to bring in" onChange={(e) => { void bring(e.currentTarget.files?.[0]); e.currentTarget.value = ""; }} />
      <ul class="plain lines">{kinds.map(([text, accept]) => <li key={text}><button type="button" class="ghost" disabled={!mayWrite.value} onClick={() => pick(accept)}>{text}</button><small>{accept.split(",")[0]}</small></li>)}</ul>
      {warnings.length > 0 && <div class="notice"><span>What was assumed:</span><ul>{warnings.slice(0, 8).map((w) => <li dir="auto">{w}</li>)}</ul><button type="button" class="btn" onClick={() => void copy(warnings.join("\n"))}>Copy all</button></div>}
    </>
  );
}

export function Start() {
  const [fault, setFault] = useState<Fault | null>(null);
  const take = (name: string): void => { post<Made>("/api/new", { template: name, name }).then(opened, (error: unknown) => setFault(faultOf(error))); };
  return (
    <div class="pad start">
      <h2>Start a forecast</h2>
      <p class="intro">One file describes the war. The program plays it out 10,000 times and counts. Everything stays on this computer.</p>
      {fault && <Failed fault={fault} what="That" kept="Nothing was written." />}
      <Examples list={project.value?.examples ?? []} take={take} />
      <div class="g2">
        <div class="card"><h3>Describe your war in eight questions</h3><p class="note">Writes a file with every number marked “to be sourced”, each beside what comparable wars used.</p><Questions failed={setFault} /></div>
        <div>
          <div class="card"><h3>Or bring something</h3><Bring failed={setFault} /></div>
          <div class="card"><h3>Before you begin</h3><p class="note">It knows only what you write. It cannot foresee coups, illness or accidents. It is not for targeting: places are tens of kilometres wide, time is in days. It shows how often things happen in the war you described, and how wrong such forecasts were in past wars.</p></div>
          <p class="note">Keys: <kbd>Ctrl K</kbd> find or do · <kbd>Ctrl Enter</kbd> run · <kbd>?</kbd> all keys</p>
        </div>
      </div>
    </div>
  );
}
