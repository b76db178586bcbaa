/** What stands beside the map: the chosen sector or road, what can be done with it, the checks, and all of it as tables. */
import { useEffect, useState } from "preact/hooks";
import { goToKey } from "../going";
import { mayWrite } from "../state";
import { placeName, roadName, type Edge, type Ground, type Sector } from "./documents";
import type { Chosen } from "./drawing";
import type { MapEdit } from "./edits";

const whole = (v: number): string => Math.round(v).toLocaleString("en-GB");
const side = (g: Ground, key: string): string => g.sides?.[key as "A" | "B"] ?? `side ${key}`;

/** Return a check with the names of the places that it names by id. */
const named = (text: string, g: Ground): string => text.replace(/'([^']+)'/g, (all, id: string) => g.sectors.find((s) => s.id === id)?.name ?? all);

function SectorPanel({ s, g, act, join, show }: { s: Sector; g: Ground; act: (edit: MapEdit) => void; join: () => void; show: (c: Chosen) => void }) {
  const [name, set] = useState(s.name), [other, setOther] = useState(""), [sure, ask] = useState(false), roads = g.edges.filter((e) => e.from === s.id || e.to === s.id);
  useEffect(() => { set(s.name); ask(false); setOther(""); }, [s.id, s.name]);
  const near = new Set([s.id, ...roads.flatMap((e) => [e.from, e.to])]), free = g.sectors.filter((o) => !near.has(o.id));
  return (
    <section aria-label={s.name}>
      <h3><bdi>{s.name}</bdi></h3>
      <p class="note">{[s.terrain, s.contested ? "fought over" : "not fought over", `held by ${side(g, s.holder)}`].filter(Boolean).join(", ")}.{Object.entries(s.forces).map(([k, men]) => ` Men of ${side(g, k)}: ${whole(men)}.`)}</p>
      {mayWrite.value && (
        <>
          <form class="row" onSubmit={(e) => { e.preventDefault(); if (name.trim() && name !== s.name) act({ op: "rename", id: s.id, name: name.trim() }); }}>
            <label class="pick"><span>Name</span><input type="text" dir="auto" required maxLength={200} value={name} onInput={(e) => set(e.currentTarget.value)} /></label><button type="submit" class="btn" disabled={name.trim() === s.name}>Rename</button>
          </form>
          <div class="row">
            <label class="pick"><span>Connect to</span><select value={other} onChange={(e) => setOther(e.currentTarget.value)}><option value="">choose</option>{free.map((o) => <option key={o.id} value={o.id}>{o.name}</option>)}</select></label>
            <button type="button" class="btn" disabled={!other} onClick={() => act({ op: "connect", a: s.id, b: other })}>Lay the road</button>
            <button type="button" class="btn" onClick={join}>Point at it</button>
          </div>
        </>
      )}
      <h4>Roads here</h4>
      <ul class="plain">{roads.map((e) => <li key={e.id}><button type="button" class="ghost" onClick={() => show({ road: e.id })}><bdi>{roadName(e, g)}</bdi></button></li>)}{!roads.length && <li class="quiet">none: nothing reaches this sector</li>}</ul>
      <p class="row"><button type="button" class="ghost" onClick={() => goToKey(s.key)}>All its numbers</button>
        {mayWrite.value && (sure ? <><button type="button" class="btn" onClick={() => act({ op: "remove", id: s.id })}>Remove it and its {roads.length} roads</button><button type="button" class="ghost" onClick={() => ask(false)}>keep it</button></> : <button type="button" class="ghost" onClick={() => ask(true)}>Remove …</button>)}</p>
    </section>
  );
}

function RoadPanel({ e, g, act }: { e: Edge; g: Ground; act: (edit: MapEdit) => void }) {
  const what = e.pass !== null ? "pass" : "road";
  return (
    <section aria-label={roadName(e, g)}>
      <h3><bdi>{roadName(e, g)}</bdi></h3>
      <p class="note">From <bdi>{placeName(e.from, g)}</bdi> to <bdi>{placeName(e.to, g)}</bdi>{e.length_km !== undefined && `, ${whole(e.length_km)} km`}{e.capacity !== undefined && `, ${whole(e.capacity)} t a day`}.{e.lifeline_of && ` A lifeline of ${side(g, e.lifeline_of)}.`}{e.pass !== null && ` Over a pass at ${whole(e.pass)} m.`}</p>
      <p class="row">{mayWrite.value && <button type="button" class="btn" onClick={() => act({ op: "cut", id: e.id })}>Cut this {what}</button>}<button type="button" class="ghost" onClick={() => goToKey(e.key)}>All its numbers</button></p>
      <p class="note">Cutting takes the {what} out of the file; undo brings it back. A road that may be cut during the war is no edit: its courses decide that.</p>
    </section>
  );
}

export function Panel({ g, chosen, act, join, show }: { g: Ground; chosen: Chosen; act: (edit: MapEdit) => void; join: (from: string) => void; show: (c: Chosen) => void }) {
  const s = chosen && "sector" in chosen ? g.sectors.find((o) => o.id === chosen.sector) : null, e = chosen && "road" in chosen ? g.edges.find((o) => o.id === chosen.road) : null;
  return (
    <div class="beside">
      {s ? <SectorPanel s={s} g={g} act={act} join={() => join(s.id)} show={show} /> : e ? <RoadPanel e={e} g={g} act={act} /> : <p class="quiet">Choose a point or a road. Points move by dragging, or with the arrow keys; shift makes the step larger.</p>}
      <h3>Checks</h3>
      <ul class="checks">{g.checks.map((c) => <li key={`${c.key}${c.text}`} class={c.ok ? "" : "bad"}><span aria-hidden="true">{c.ok ? "✓" : "✕"}</span> <span><span class="vh">{c.ok ? "holds: " : "does not hold: "}</span><bdi>{named(c.text, g)}</bdi>{!c.ok && <button type="button" class="ghost" onClick={() => goToKey(c.key)}>show</button>}</span></li>)}</ul>
      <p class="note"><b>Not a targeting map.</b> Sectors are tens of kilometres wide; nobody’s position is on it.</p>
    </div>
  );
}

export function Tables({ g, show }: { g: Ground; show: (c: Chosen) => void }) {
  return (
    <details><summary>The same as tables</summary>
      <div class="scroll" tabindex={0} role="region" aria-label="Sectors"><table><thead><tr><th scope="col">sector</th><th scope="col">terrain</th><th scope="col">held by</th><th scope="col" class="c">roads</th></tr></thead>
        <tbody>{g.sectors.map((s) => <tr key={s.id}><th scope="row"><button type="button" class="ghost" onClick={() => show({ sector: s.id })}><bdi>{s.name}</bdi></button></th><td>{s.terrain ?? "not said"}</td><td><bdi>{side(g, s.holder)}</bdi></td><td class="c">{g.edges.filter((e) => e.from === s.id || e.to === s.id).length}</td></tr>)}</tbody></table></div>
      <div class="scroll" tabindex={0} role="region" aria-label="Roads"><table><thead><tr><th scope="col">road</th><th scope="col">from</th><th scope="col">to</th><th scope="col">lifeline of</th><th scope="col" class="c">pass, m</th></tr></thead>
        <tbody>{g.edges.map((e) => <tr key={e.id}><th scope="row"><button type="button" class="ghost" onClick={() => show({ road: e.id })}><bdi>{roadName(e, g)}</bdi></button></th><td><bdi>{placeName(e.from, g)}</bdi></td><td><bdi>{placeName(e.to, g)}</bdi></td><td>{e.lifeline_of ? <bdi>{side(g, e.lifeline_of)}</bdi> : ""}</td><td class="c">{e.pass === null ? "" : whole(e.pass)}</td></tr>)}</tbody></table></div>
    </details>
  );
}
