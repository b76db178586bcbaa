/** Who pulls on whom: the influence diagram of a scenario, what each tie means, and another value of it as a what-if. */
import { useEffect, useState } from "preact/hooks";
import { fixed } from "../../src/words";
import { draft, type Draft } from "../drafts";
import { goToKey } from "../going";
import { dropLine, lineOf, setLine } from "../patch";
import { post } from "../server";
import { Part, Skeleton, useAnswer } from "../shared/states";
import { file, mayWrite, nameOf, tab } from "../state";
import { KINDS, boundsOf, canTry, isHostile, placed, type Link, type NodeKind, type Spot, type Ties } from "../ties/documents";
import { TiesDrawing } from "../ties/drawing";
import type { View } from "./registry";

const FIRST: readonly NodeKind[] = ["side", "power", "road"];
const STEP = 0.05;
const number = (v: number): string => fixed(v, 2).replace("-", "−");

/** Places that the reader gave, by scenario; they outlive the page. */
function keptSpots(path: string): Record<string, Spot> {
  try { return JSON.parse(localStorage.getItem(`multipolar-ties ${path}`) ?? "{}") as Record<string, Spot>; } catch { return {}; }
}
function keepSpots(path: string, spots: Record<string, Spot>): void {
  try { localStorage.setItem(`multipolar-ties ${path}`, JSON.stringify(spots)); } catch { /* no room: they last as long as the page */ }
}

function Meaning({ l, names }: { l: Link; names: Record<string, string> }) {
  const mine = lineOf("key", l.key), now = typeof mine?.value === "number" ? mine.value : l.value, [low, high] = boundsOf(l);
  const set = (v: number): void => {
    if (Math.abs(v - l.value!) < STEP / 2) dropLine("key", l.key);
    else setLine({ kind: "key", id: l.key, label: l.text, before: number(l.value!), after: number(v), value: v });
  };
  return (
    <div class="card tiecard">
      <h3><bdi>{l.text}</bdi>{now !== null && <span class={mine ? "you" : ""}> {now > 0 && l.kind === "tie" ? "+" : ""}{number(now)}</span>}</h3>
      <p class="note">From <bdi>{names[l.from]}</bdi> to <bdi>{names[l.to]}</bdi>. {l.kind === "tie" ? "−1 is wholly hostile, 1 wholly behind." : l.value !== null ? "0 is none, 1 is full." : "No number stands behind this."} {l.source.length ? <>Source: <bdi>{l.source.join(", ")}</bdi>.</> : "No source yet."}{l.claim && <> Rests on claim <span class="tag">{l.claim}</span>.</>}</p>
      {canTry(l) && (
        <label class="pick wide"><span>What if it were</span><input type="range" class={mine ? "mine" : ""} min={low} max={high} step={STEP} value={now!} disabled={!mayWrite.value} aria-valuetext={number(now!)} onInput={(e) => set(Number(e.currentTarget.value))} /><b class={mine ? "you" : ""}>{number(now!)}</b></label>
      )}
      <p class="row">{mine && <><span class="note">The preview shows what it does.</span><button type="button" class="btn" onClick={() => { tab.value = "whatif"; }}>To the what-ifs</button><button type="button" class="ghost" onClick={() => dropLine("key", l.key)}>undo</button></>}<button type="button" class="ghost" onClick={() => goToKey(l.key)}>Show in the form</button></p>
    </div>
  );
}

function Shown({ d, t }: { d: Draft; t: Ties }) {
  const [kinds, setKinds] = useState<ReadonlySet<NodeKind>>(new Set(FIRST)), [chosen, choose] = useState<string | null>(null), [kept, setKept] = useState<Record<string, Spot>>({});
  useEffect(() => { setKept(keptSpots(d.path)); choose(null); }, [d.path]);
  const nodes = t.nodes.filter((n) => kinds.has(n.kind)), known = new Set(nodes.map((n) => n.id)), links = t.links.filter((l) => known.has(l.from) && known.has(l.to));
  const mark = (l: Link): string => `${l.kind} ${l.from} ${l.to} ${l.key}`, one = links.find((l) => mark(l) === chosen) ?? null;
  const spots = placed(t, nodes, kept), names = Object.fromEntries(t.nodes.map((n) => [n.id, n.name]));
  const keep = (id: string, to: Spot): void => { const next = { ...kept, [id]: to }; setKept(next); keepSpots(d.path, next); };
  const optional = (Object.keys(KINDS) as NodeKind[]).filter((k) => k !== "side" && t.nodes.some((n) => n.kind === k));
  return (
    <>
      <p class="intro">Who pulls on whom. Solid: friendly. Dashed: hostile. Thick: strong. Press a line to see what it means.</p>
      <div class="row" role="group" aria-label="What is drawn">{optional.map((k) => <button type="button" class="btn" key={k} aria-pressed={kinds.has(k)} onClick={() => { const next = new Set(kinds); if (!next.delete(k)) next.add(k); setKinds(next); }}>{KINDS[k]} ({t.nodes.filter((n) => n.kind === k).length})</button>)}
        {Object.keys(kept).length > 0 && <button type="button" class="ghost" onClick={() => { setKept({}); keepSpots(d.path, {}); }}>put them back in order</button>}</div>
      <TiesDrawing nodes={nodes} links={links} spots={spots} chosen={one} choose={(l) => choose(mark(l))} keep={keep} />
      <div aria-live="polite">{one ? <Meaning key={mark(one)} l={one} names={names} /> : <p class="note">No tie is chosen.</p>}</div>
      <details><summary>The same as a table</summary>
        <div class="scroll" tabindex={0} role="region" aria-label="Ties"><table><thead><tr><th scope="col">tie</th><th scope="col">friendly or hostile</th><th scope="col" class="c">strength</th><th scope="col">source</th></tr></thead>
          <tbody>{t.links.map((l) => <tr key={mark(l)}><th scope="row"><button type="button" class="ghost" onClick={() => { setKinds(new Set([...kinds, ...t.nodes.filter((n) => n.id === l.from || n.id === l.to).map((n) => n.kind)])); choose(mark(l)); }}><bdi>{l.text}</bdi></button></th><td>{isHostile(l) ? "hostile" : l.kind === "tie" ? "friendly" : ""}</td><td class="c">{l.value === null ? "" : l.kind === "lifeline" ? `${Math.round(l.value).toLocaleString("en-GB")} t a day` : number(l.value)}</td><td><bdi>{l.source.join(", ") || "none yet"}</bdi></td></tr>)}</tbody></table></div>
      </details>
    </>
  );
}

function TiesView() {
  const d = draft.value;
  const answer = useAnswer<Ties>(d?.kind === "scenario" ? `${d.path}\n${d.text}` : null, (abort) => post<Ties>("/api/ties", { path: d!.path, text: d!.text }, abort));
  if (!d) return <div class="pad">{file.value === null ? <p class="quiet">Choose a file on the left.</p> : <Skeleton what={nameOf(file.value)} rows={12} />}</div>;
  if (d.kind !== "scenario") return <div class="pad"><p class="quiet">Choose a scenario on the left: only a scenario has ties.</p></div>;
  return <div class="pad"><h2 class="vh">Ties of {nameOf(d.path)}</h2><Part answer={answer} what="the ties" rows={14}>{(t) => <Shown d={d} t={t} />}</Part></div>;
}

const ties: View = { id: "ties", title: "Ties", hint: "Press a tie to see what it means.", writes: true, show: () => <TiesView /> };
export default ties;
