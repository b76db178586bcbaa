/** The ground drawn at the width there is: points that can be dragged or moved with the arrow keys, and the roads between them. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useWidth } from "../../src/figure";
import { mayWrite } from "../state";
import { outlineTransform, placeName, roadName, type Ground, type Sector } from "./documents";

export type Chosen = { sector: string } | { road: string } | null;
interface Drawing { g: Ground; chosen: Chosen; choose: (c: Chosen) => void; move: (id: string, x: number, y: number) => void; joining: string | null; place: ((x: number, y: number) => void) | null }

const STEP = 4, HIGHEST = 620, WAIT = 700;
const ARROWS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** One point: chosen with a click or Enter, dragged, or moved with the arrow keys and written when they rest. */
function Point({ s, holder, worded, scale, on, joining, choose, move, drawn }: { s: Sector; holder: string; worded: boolean; scale: number; on: boolean; joining: boolean; choose: () => void; move: (x: number, y: number) => void; drawn: (at: [number, number] | null) => void }) {
  const [at, setAt] = useState<[number, number] | null>(null), now = useRef<[number, number] | null>(null), timer = useRef(0);
  useEffect(() => { now.current = null; setAt(null); drawn(null); }, [s.point[0], s.point[1]]);
  const put = (to: [number, number]): void => { now.current = to; setAt(to); drawn(to); };
  const done = (): void => { clearTimeout(timer.current); if (now.current) move(...now.current); };
  const down = (e: PointerEvent): void => {
    choose();
    if (!mayWrite.value || joining) return;
    const mark = e.currentTarget as SVGElement, from = [e.clientX, e.clientY] as const, [x, y] = now.current ?? s.point;
    mark.setPointerCapture(e.pointerId);
    const drag = (event: PointerEvent): void => { if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 3 || now.current) put([x + (event.clientX - from[0]) / scale, y + (event.clientY - from[1]) / scale]); };
    const end = (event: PointerEvent): void => { mark.removeEventListener("pointermove", drag as EventListener); if (event.type === "pointerup") done(); else { now.current = null; setAt(null); drawn(null); } };
    mark.addEventListener("pointermove", drag as EventListener);
    mark.addEventListener("pointerup", end as EventListener, { once: true });
    mark.addEventListener("pointercancel", end as EventListener, { once: true });
  };
  const press = (e: KeyboardEvent): void => {
    if (e.key === "Enter" || e.key === " ") { e.preventDefault(); if (now.current) done(); else choose(); return; }
    if (e.key === "Escape" && now.current) { e.stopPropagation(); clearTimeout(timer.current); now.current = null; setAt(null); drawn(null); return; }
    const by = ARROWS[e.key];
    if (!by || !mayWrite.value) return;
    e.preventDefault();
    const [x, y] = now.current ?? s.point, size = (e.shiftKey ? 10 : 1) * STEP / scale;
    put([x + by[0] * size, y + by[1] * size]);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(done, WAIT);
  };
  const [x, y] = at ?? s.point;
  return (
    <g class={`point h-${s.holder}${on ? " on" : ""}${at ? " mine" : ""}`} role="button" tabindex={0} aria-pressed={on} aria-label={`${s.name}, ${s.terrain ?? "terrain not said"}, held by ${holder}`} transform={`translate(${x * scale} ${y * scale})`} onPointerDown={down} onKeyDown={press}>
      <title>{s.name}</title>
      <circle r={13} class="hit" /><circle r={on ? 8 : 6} class="dotted" />
      {(worded || on || at) && <text x={11} y={4}>{s.short}</text>}
    </g>
  );
}

interface Window { x: number; y: number; width: number; height: number }

/** Return the part of the map with the sectors that are fought over, with room; the whole map where fewer than two are. */
export function nearWindow(g: Ground): Window {
  const points = g.sectors.filter((s) => s.contested).map((s) => s.point), all = { x: 0, y: 0, ...g.projection };
  if (points.length < 2) return all;
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]), [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 0.22 * Math.max(right - left, bottom - top, g.projection.width / 6);
  return { x: left - room, y: top - room, width: right - left + 2.6 * room, height: bottom - top + 2 * room };
}

/** Return the sectors whose names have room, first those that are fought over; a name stands to the right of its point [px]. */
export function named(sectors: readonly { id: string; short: string; x: number; y: number; contested: boolean }[]): Set<string> {
  const taken: [number, number, number, number][] = sectors.map((s) => [s.x - 6, s.y - 6, s.x + 6, s.y + 6]), found = new Set<string>();
  for (const s of [...sectors].sort((a, b) => Number(b.contested) - Number(a.contested))) {
    const box: [number, number, number, number] = [s.x + 9, s.y - 8, s.x + 13 + 6.7 * s.short.length, s.y + 7];
    if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) continue;
    taken.push(box);
    found.add(s.id);
  }
  return found;
}

export function MapDrawing({ g, chosen, choose, move, joining, place }: Drawing) {
  const [ref, room] = useWidth(), [moved, setMoved] = useState<Record<string, [number, number] | null>>({});
  const near = useMemo(() => nearWindow(g), [g.sectors.length, g.projection.width]), [whole, show] = useState(false), view: Window = whole ? { x: 0, y: 0, ...g.projection } : near;
  const scale = Math.min(room / view.width, HIGHEST / view.height), width = view.width * scale, height = view.height * scale;
  const words = useMemo(() => named(g.sectors.map((s) => ({ ...s, x: s.point[0] * scale, y: s.point[1] * scale }))), [g, scale]);
  const under = useMemo(() => outlineTransform(g), [g]), at = (id: string): [number, number] | null => moved[id] ?? g.sectors.find((s) => s.id === id)?.point ?? null;
  const put = (e: MouseEvent): void => { if (!place) return; const box = (e.currentTarget as SVGElement).getBoundingClientRect(); place(view.x + (e.clientX - box.left) / scale, view.y + (e.clientY - box.top) / scale); };
  return (
    <div ref={ref} class="editmap">
      {room > 0 && (
        <svg width={width} height={height} viewBox={`${view.x * scale} ${view.y * scale} ${width} ${height}`} role="group" aria-label={`Map of ${g.sectors.length} sectors and ${g.edges.length} roads`} class={place ? "placing" : ""} onClick={put}>
          {under && g.outlines && <g transform={`scale(${scale})`}><g transform={under}>{g.outlines.map((c) => <path key={c.id} class="land" d={c.path} />)}{g.outlines.map((c) => <path key={c.id} class="border" d={c.border ?? c.path} />)}</g></g>}
          {g.edges.map((e) => {
            const a = at(e.from), b = at(e.to);
            if (!a || !b) return null;
            const on = chosen !== null && "road" in chosen && chosen.road === e.id, d = `M${a[0] * scale} ${a[1] * scale}L${b[0] * scale} ${b[1] * scale}`, [mx, my] = [(a[0] + b[0]) * scale / 2, (a[1] + b[1]) * scale / 2];
            const pick = (event: Event): void => { event.stopPropagation(); choose({ road: e.id }); };
            return (
              <g key={e.id} class={`way${e.lifeline_of || e.lifeline ? " life" : ""}${on ? " on" : ""}`} role="button" tabindex={0} aria-pressed={on} aria-label={`${roadName(e, g)}, road from ${placeName(e.from, g)} to ${placeName(e.to, g)}${e.pass !== null ? ", over a pass" : ""}`} onClick={pick} onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(event); } }}>
                <title>{roadName(e, g)}</title><path class="hit" d={d} /><path class="line" d={d} />
                {e.pass !== null && <path class="pass" d={`M${mx - 8} ${my + 6}l5 -10 3 4.5 3 -4.5 5 10z`} />}
              </g>
            );
          })}
          {g.sectors.map((s) => <Point key={s.id} s={s} worded={words.has(s.id)} holder={g.sides?.[s.holder] ?? `side ${s.holder}`} scale={scale} on={(chosen !== null && "sector" in chosen && chosen.sector === s.id) || joining === s.id} joining={joining !== null} choose={() => choose({ sector: s.id })} move={(x, y) => move(s.id, x, y)} drawn={(to) => setMoved((old) => ({ ...old, [s.id]: to }))} />)}
        </svg>
      )}
      {near.width < g.projection.width && <button type="button" class="btn zoom" aria-pressed={whole} onClick={() => show(!whole)}>Whole map</button>}
    </div>
  );
}
