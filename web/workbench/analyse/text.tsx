/** The scenario as text. The editor itself is loaded when it is first looked at. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Around, Handle } from "../editor/main";
import { checkFault, draft, draftFault, openFile, problems, replace, save, type, undo, type Draft } from "../drafts";
import { fromLine } from "../faults";
import { goal, goToKey } from "../going";
import { preview } from "../preview";
import { post } from "../server";
import { Failed, Skeleton } from "../shared/states";
import { file, mayWrite, nameOf, narrow } from "../state";
import { Kept, OnDisk } from "../shared/kept";
import type { View } from "./registry";

interface Editor { open: (place: HTMLElement, text: string, around: Around) => Handle }

const sourceOf = (key: string): void => goToKey(key);

function Text({ d }: { d: Draft }) {
  const place = useRef<HTMLDivElement>(null), handle = useRef<Handle | null>(null), [failed, setFailed] = useState(""), [ready, setReady] = useState(false);
  const path = d.path;
  useEffect(() => {
    let left = false;
    // The editor is a file of its own; the name is put together so that it is not bundled.
    void (import("./editor.js" as string) as Promise<Editor>).then((editor) => {
      if (left || !place.current) return;
      handle.current = editor.open(place.current, d.text, {
        typed: (text) => type(path, text), line: fromLine, readOnly: !mayWrite.peek(), label: `Text of ${path}`, source: sourceOf, undo: (which) => void undo(which),
        complete: (text, line, column) => post<Awaited<ReturnType<Around["complete"]>>>("/api/complete", { path, text, line, column }).catch(() => null),
        hover: (text, line, column) => post<Awaited<ReturnType<Around["hover"]>>>("/api/hover", { path, text, line, column }).catch(() => null),
      });
      setReady(true);
    }, (error: unknown) => setFailed(String(error)));
    return () => { left = true; handle.current?.destroy(); handle.current = null; setReady(false); };
  }, [path, mayWrite.value]);
  useEffect(() => { handle.current?.setText(d.text); }, [d.turn, ready]);
  const found = problems.value;
  useEffect(() => { if (found?.fresh) handle.current?.setFaults(found); }, [found, d.turn, ready]);
  useEffect(() => { if (goal.value && handle.current) { handle.current.goTo(goal.value.line); goal.value = null; } }, [goal.value, ready]);
  return (
    <>
      {failed && <Failed fault={{ status: -1, message: failed, problems: [], body: {} }} what="Loading the editor" kept="The text itself is unharmed." again={() => location.reload()} />}
      {!ready && !failed && <Skeleton what="the editor" rows={16} />}
      <div class={ready ? "editor" : "editor early"} ref={place} />
    </>
  );
}

function Below() {
  const found = problems.value, n = found?.problems.length ?? 0, bare = found?.unsourced?.length ?? 0;
  return (
    <div class="prob" role="status">
      {checkFault.value ? <span><b>The text could not be checked.</b> {checkFault.value.message}</span> : !found ? <span class="quiet">Checking …</span> : (
        <>
          <span class={found.fresh ? "" : "quiet"}>{n ? <><b>{n} {n === 1 ? "fault" : "faults"}</b> {n === 1 ? "stops" : "stop"} the run</> : "No fault"}</span>
          {bare > 0 && <span class="quiet">{bare} {bare === 1 ? "number" : "numbers"} without a source</span>}
          {n > 0 && preview.value !== null && <span class="quiet">the last valid version is previewed</span>}
        </>
      )}
      {n > 0 && <span class="end"><kbd>F8</kbd> next fault</span>}
    </div>
  );
}

function TextView() {
  const d = draft.value;
  if (file.value === null) return <div class="pad"><p class="quiet">Choose a file on the left.</p></div>;
  if (!d) return <div class="pad">{draftFault.value ? <Failed fault={draftFault.value} what={`Reading ${nameOf(file.value)}`} again={() => void openFile(file.value!)} /> : <Skeleton what={nameOf(file.value)} rows={16} />}</div>;
  return (
    <>
      {d.fault && <Failed fault={d.fault} what={`Saving ${nameOf(d.path)}`} kept="The text is kept in this tab and by the server." again={() => void save(d.path)} />}
      <OnDisk d={d} />
      <Kept d={d} take={(text) => replace(d.path, text, { kept: null })} />
      {narrow.value && <p class="note pad">Read only on so narrow a screen.</p>}
      <Text key={d.path} d={d} />
      <Below />
    </>
  );
}

const text: View = { id: "text", title: "Text", hint: "Every view edits the same file; comments stay.", writes: true, show: () => <TextView /> };
export default text;
