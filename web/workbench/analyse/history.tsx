/** What changed between two versions of a file, in words. */
import { useState } from "preact/hooks";
import type { Difference } from "../documents";
import { draft } from "../drafts";
import { goToLine } from "../going";
import { address, get } from "../server";
import { whenText } from "../shared/kept";
import { Part, useAnswer } from "../shared/states";
import { project, runs } from "../state";
import type { View } from "./registry";

interface Side { id: string; text: string }

/** Return what can be compared: the file as it stands, its versions in the journal, other scenarios, and runs. */
function sides(path: string): Side[] {
  const d = draft.value;
  return [
    { id: path, text: `${path}, as saved` },
    ...(d?.versions ?? []).map((v) => ({ id: `${path}@${v.digest}`, text: `before: ${v.what}, ${whenText(v.when)}` })),
    ...(project.value?.scenarios ?? []).filter((s) => s.path !== path).map((s) => ({ id: s.path, text: s.path })),
    ...runs.value.map((r) => ({ id: `run:${r.name}`, text: `as run in ${r.name}` })),
  ];
}

const shownValue = (v: unknown): string => (v === null || v === undefined ? "nothing" : typeof v === "object" ? JSON.stringify(v) : String(v));

function Pick({ label, value, all, pick }: { label: string; value: string; all: Side[]; pick: (id: string) => void }) {
  return <label class="pick"><span>{label}</span><select value={value} onChange={(e) => pick(e.currentTarget.value)}>{all.map((s) => <option key={s.id} value={s.id}>{s.text}</option>)}</select></label>;
}

function Between({ path }: { path: string }) {
  const all = sides(path), [a, setA] = useState(""), [b, setB] = useState(path);
  const before = a && all.some((s) => s.id === a) ? a : all.find((s) => s.id !== path)?.id ?? path, after = all.some((s) => s.id === b) ? b : path;
  const answer = useAnswer<Difference>(before === after ? null : `${before}\n${after}\n${draft.value?.digest ?? ""}`, (abort) => get<Difference>(address("/api/diff", { a: before, b: after }), abort));
  return (
    <div class="pad">
      <h2>What changed</h2>
      <div class="row"><Pick label="From" value={before} all={all} pick={setA} /><Pick label="to" value={after} all={all} pick={setB} /></div>
      {all.length < 2 && <p class="quiet">There is no second version yet: one is kept with every save.</p>}
      {before === after && all.length > 1 && <p class="quiet">Choose two different versions.</p>}
      <Part answer={answer} what="the difference" rows={5}>
        {(found) => (
          <>
            {found.sentences.length === 0 && found.changes.length === 0 && <p>Nothing that the program reads differs.</p>}
            <ul class="sentences">{found.sentences.map((s) => <li key={s} dir="auto">{s}</li>)}</ul>
            {found.changes.length > 0 && (
              <table>
                <caption class="vh">Every key that differs</caption>
                <thead><tr><th scope="col">key</th><th scope="col">before</th><th scope="col">after</th><th scope="col">line</th></tr></thead>
                <tbody>{found.changes.map((c) => <tr key={c.key}><th scope="row"><code>{c.key}</code></th><td><bdi>{shownValue(c.before)}</bdi></td><td><bdi>{shownValue(c.after)}</bdi></td><td>{c.line && after === path ? <button type="button" class="ghost" onClick={() => goToLine(c.line!)}>line {c.line}</button> : c.line ?? ""}</td></tr>)}</tbody>
              </table>
            )}
          </>
        )}
      </Part>
    </div>
  );
}

const history: View = { id: "history", title: "History", hint: "Two versions, in words.", writes: true, show: () => (draft.value ? <Between key={draft.value.path} path={draft.value.path} /> : <div class="pad"><p class="quiet">Choose a file on the left.</p></div>) };
export default history;
