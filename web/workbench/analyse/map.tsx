/** The scenario as a map: drag a point, lay or cut a road, rename; each edit writes the lines that it changes. */
import { useEffect, useState } from "preact/hooks";
import { draft, type Draft } from "../drafts";
import type { Ground } from "../map/documents";
import { MapDrawing, type Chosen } from "../map/drawing";
import { editMap, type MapEdit } from "../map/edits";
import { Panel, Tables } from "../map/panel";
import { post, type Fault } from "../server";
import { Failed, Part, Skeleton, useAnswer } from "../shared/states";
import { file, mayWrite, nameOf, said } from "../state";
import type { View } from "./registry";

/** What a click on the map does besides choosing: the sector a road begins at, or the name of a sector to be put down. */
type Mode = { from: string } | { name: string } | null;

function Editor({ d, g, again }: { d: Draft; g: Ground; again: () => void }) {
  const [chosen, set] = useState<Chosen>(null), [mode, turn] = useState<Mode>(null), [fault, setFault] = useState<Fault | null>(null), [name, setName] = useState("");
  const act = (edit: MapEdit): void => {
    setFault(null);
    turn(null);
    void editMap(d.path, edit).then((wrong) => { if (wrong) { setFault(wrong); again(); } else if (edit.op === "remove" || edit.op === "cut") set(null); });
  };
  const choose = (next: Chosen): void => {
    if (mode && "from" in mode && next && "sector" in next) { if (next.sector !== mode.from) act({ op: "connect", a: mode.from, b: next.sector }); return; }
    set(next);
  };
  useEffect(() => {
    if (!mode) return;
    const leave = (e: KeyboardEvent): void => { if (e.key === "Escape") { turn(null); said.value = "Left as it was."; } };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [mode]);
  const [middle, across] = [g.projection.width / 2, g.projection.height / 2];
  return (
    <>
      {fault && <Failed fault={fault} what="The edit" kept="The map is as it was." />}
      {mode && <p class="ask" role="status">{"from" in mode ? "Choose the sector at the other end of the road, or press Esc." : `Click where “${mode.name}” lies, or press Esc.`}</p>}
      <div class="mapcols">
        <MapDrawing g={g} chosen={chosen} choose={choose} move={(id, x, y) => act({ op: "move", id, x, y })} joining={mode && "from" in mode ? mode.from : null} place={mode && "name" in mode ? (x, y) => act({ op: "add", name: mode.name, x, y }) : null} />
        <Panel g={g} chosen={chosen} act={act} join={(from) => turn({ from })} show={set} />
      </div>
      {mayWrite.value && (
        <form class="row" onSubmit={(e) => { e.preventDefault(); turn({ name: name.trim() }); }}>
          <label class="pick"><span>New sector</span><input type="text" dir="auto" required maxLength={200} value={name} onInput={(e) => setName(e.currentTarget.value)} /></label>
          <button type="submit" class="btn">Click where it lies</button><button type="button" class="btn" disabled={!name.trim()} onClick={() => act({ op: "add", name: name.trim(), x: middle, y: across })}>Put it in the middle</button>
        </form>
      )}
      <Tables g={g} show={set} />
    </>
  );
}

function MapView() {
  const d = draft.value;
  const answer = useAnswer<Ground>(d?.kind === "scenario" ? `${d.path}\n${d.text}` : null, (abort) => post<Ground>("/api/map", { path: d!.path, text: d!.text }, abort));
  if (!d) return <div class="pad">{file.value === null ? <p class="quiet">Choose a file on the left.</p> : <Skeleton what={nameOf(file.value)} rows={12} />}</div>;
  if (d.kind !== "scenario") return <div class="pad"><p class="quiet">Choose a scenario on the left: only a scenario has a map.</p></div>;
  return <div class="pad"><h2 class="vh">Map of {nameOf(d.path)}</h2><Part answer={answer} what="the map" rows={14}>{(g) => <Editor key={d.path} d={d} g={g} again={answer.again} />}</Part></div>;
}

const map: View = { id: "map", title: "Map", hint: "Drag a point, or choose one and use the arrow keys.", writes: true, show: () => <MapView /> };
export default map;
