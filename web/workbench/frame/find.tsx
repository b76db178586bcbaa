/** Find or do: every tab, file, run, number of the scenario and command by a few letters. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Form } from "../documents";
import { draft, save, undo } from "../drafts";
import { cancelRun, startRun } from "../running";
import { post } from "../server";
import { Dialog } from "../shared/states";
import { project, tab, view } from "../state";
import { TABS } from "../tabs/registry";
import { VIEWS } from "../analyse/registry";
import { goToKey } from "../going";
import { found, type Thing } from "./found";
import { keysShown } from "./keys";
import { turnTheme } from "./theme";
import { openPath, openRun } from "./tree";

export const finding = signal(false);

function things(form: Form | null): Thing[] {
  const p = project.value, d = draft.value;
  const list: Thing[] = [
    ...TABS.map((t, i) => ({ kind: "go to", text: t.title, more: i < 10 ? `Alt ${(i + 1) % 10}` : "", act: () => { tab.value = t.id; } })),
    ...VIEWS.map((v) => ({ kind: "go to", text: `Analyse: ${v.title}`, more: "", act: () => { tab.value = "analyse"; view.value = v.id; } })),
    { kind: "do", text: "Run", more: "Ctrl Enter", act: () => void startRun() },
    { kind: "do", text: "Cancel the run, keep what is done", more: "", act: () => void cancelRun() },
    ...(d ? [{ kind: "do", text: `Save ${d.path}`, more: "Ctrl S", act: () => void save(d.path) }] : []),
    { kind: "do", text: p?.undo.undo_text ? `Undo: ${p.undo.undo_text}` : "Undo", more: "Ctrl Z", act: () => void undo("undo") },
    { kind: "do", text: p?.undo.redo_text ? `Redo: ${p.undo.redo_text}` : "Redo", more: "Ctrl Shift Z", act: () => void undo("redo") },
    { kind: "do", text: "Turn light and dark", more: "", act: turnTheme },
    { kind: "do", text: "New scenario, or open a file", more: "", act: () => { tab.value = "start"; } },
    { kind: "do", text: "Save the whole project as one file", more: ".zip", act: () => { location.assign("/api/archive"); } },
    { kind: "do", text: "All keys", more: "?", act: () => { keysShown.value = true; } },
  ];
  for (const x of [...(p?.scenarios ?? []), ...(p?.patches ?? []), ...(p?.evidence ?? [])]) list.push({ kind: "file", text: x.path, more: "title" in x ? x.title : "", act: () => openPath(x.path) });
  for (const r of p?.runs ?? []) list.push({ kind: "run", text: r.name, more: r.headline?.text ?? "", act: () => openRun(r.name) });
  for (const s of form?.sections ?? []) for (const f of s.fields) list.push({ kind: s.title, text: f.label, more: f.key, act: () => goToKey(f.key, f.line) });
  return list;
}

export function Find() {
  const [text, set] = useState(""), [at, move] = useState(0), [form, setForm] = useState<Form | null>(null), list = useRef<HTMLUListElement>(null);
  const close = (): void => { finding.value = false; };
  useEffect(() => {
    const d = draft.peek();
    if (d?.kind === "scenario") post<Form>("/api/form", { path: d.path, text: d.text }).then(setForm, () => undefined);
  }, []);
  const hits = found(things(form), text), on = Math.min(at, hits.length - 1);
  const go = (thing: Thing | undefined): void => { if (thing) { close(); thing.act(); } };
  useEffect(() => { list.current?.children[on]?.scrollIntoView({ block: "nearest" }); }, [on]);
  return (
    <Dialog title="Find or do" close={close}>
      <input class="wide" type="text" dir="auto" role="combobox" aria-expanded="true" aria-controls="found" aria-autocomplete="list" aria-activedescendant={hits.length ? `found-${on}` : undefined}
        aria-label="Find or do" placeholder="A tab, a file, a run, a number, a command" value={text} autocomplete="off" spellcheck={false}
        onInput={(e) => { set(e.currentTarget.value); move(0); }}
        onKeyDown={(e) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
          if (step && hits.length) { e.preventDefault(); move((on + step + hits.length) % hits.length); }
          if (e.key === "Enter") { e.preventDefault(); go(hits[on]); }
        }} />
      <ul id="found" role="listbox" aria-label="What was found" ref={list}>
        {hits.map((t, i) => (
          <li key={`${t.kind}${t.text}${t.more}`} id={`found-${i}`} role="option" aria-selected={i === on} onMouseMove={() => move(i)} onClick={() => go(t)}>
            <small>{t.kind}</small><span dir="auto">{t.text}</span><small>{t.more}</small>
          </li>
        ))}
      </ul>
      <p class="note" role="status">{hits.length === 0 ? "Nothing found: try a shorter word." : `${hits.length} found; Enter takes the marked one.`}</p>
    </Dialog>
  );
}
