/** Parts of the map: its view, lifelines with their passes, the day and the course that it shows. */
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { NEVER, countRows, shareOf } from "./courses";
import { chosen, conditioned, counted, courses, day, drawOne, drawn, horizon, moved, page, playing, pointed } from "./state";
import { INK, PAPER } from "./theme";
import type { Geometry, Route } from "./types";
import { areFew, dateText, shareText, shorten } from "./words";

/** The one course that the map shows: that of the dot under the pointer, else the drawn one. */
export const seen = computed(() => pointed.value ?? drawn.value);

export const within = (v: View, x: number, y: number, edge: number): boolean => x > v.x + edge && y > v.y + edge && x < v.x + v.width - edge && y < v.y + v.height - edge;

/** The part of the sheet around the contested sectors [units of the sheet]. */
export interface View { x: number; y: number; width: number; height: number }

/** Return the part of a map that its contested sectors fill, with a margin; the whole sheet where none is drawn. */
export function viewOf(map: Geometry, contested: string[]): View {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of contested) for (const ring of (map.cells[id] ?? "").match(/M[^M]*/g) ?? []) {
    const n = (ring.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    for (let i = 0; i + 1 < n.length; i += 2) {
      x += n[i]!; y += n[i + 1]!;
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
  }
  if (left >= right || top >= bottom) return { x: 0, y: 0, width: map.width, height: map.height };
  const margin = 0.07 * Math.max(right - left, bottom - top);
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return { x, y, width: Math.min(map.width, right + margin) - x, height: Math.min(map.height, bottom + margin) - y };
}

interface Stretch extends Route { ax: number; ay: number; bx: number; by: number }

/** Return the stretches of the lifelines whose ends the map has. */
function stretches(map: Geometry): Stretch[] {
  return (page.value.routes ?? []).flatMap((r) => {
    const a = map.points[r.a], b = map.points[r.b];
    return a && b ? [{ ...r, ax: a[0], ay: a[1], bx: b[0], by: b[1] }] : [];
  });
}

/** The lifelines with their passes. */
export function Lifelines({ map, size }: { map: Geometry; size: number }) {
  const drawnRoutes = stretches(map);
  const unit = size / 12;
  return (
    <g pointer-events="none" aria-hidden="true">
      {drawnRoutes.map((r) => <path d={`M${r.ax} ${r.ay}L${r.bx} ${r.by}`} stroke={PAPER} stroke-width={6 * unit} stroke-linecap="round" />)}
      {drawnRoutes.map((r) => <path d={`M${r.ax} ${r.ay}L${r.bx} ${r.by}`} stroke="var(--road)" stroke-width={2.6 * unit} stroke-linecap="round" />)}
      {drawnRoutes.filter((r) => r.pass).map((r) => {
        const [x, y] = [(2 * r.ax + r.bx) / 3, (2 * r.ay + r.by) / 3];
        return (
          <g>
            <path d={`M${x - 9 * unit} ${y + 7 * unit}l${5.5 * unit} ${-11 * unit} ${3.5 * unit} ${5 * unit} ${3.5 * unit} ${-5 * unit} ${5.5 * unit} ${11 * unit}z`} fill={PAPER} stroke="var(--road)" stroke-width={1.8 * unit} stroke-linejoin="round" />
            <text x={x} y={y + 20 * unit} font-size={size} font-style="italic" text-anchor="middle" fill={INK} stroke="var(--land)" stroke-width={2.6 * unit} paint-order="stroke" stroke-linejoin="round">{shorten(r.pass, 16)}</text>
          </g>
        );
      })}
    </g>
  );
}

/** A place on the sheet by its middle [units of the sheet]. */
export interface Box { x: number; y: number; width: number; height: number }

/** Where along a stretch its label may stand: the middle first. */
const ALONG = [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95];
/** How far beside it [heights of the label], where the stretch is too short for a free place on it. */
const BESIDE = [0, -0.9, 0.9];

/** Return how far two spans of lengths `a` and `b` overlap whose middles lie `apart`. */
const overlap = (a: number, b: number, apart: number): number => Math.max(0, Math.min(a, b, (a + b) / 2 - Math.abs(apart)));
const shared = (a: Box, b: Box): number => overlap(a.width, b.width, a.x - b.x) * overlap(a.height, b.height, a.y - b.y);

/** Return the place along some stretches on which a label covers least of what stands there and stays in the view; the first of equal ones. */
export function leastCovered(ends: { ax: number; ay: number; bx: number; by: number }[], width: number, height: number, view: View, taken: Box[]): Box {
  const whole: Box = { x: view.x + view.width / 2, y: view.y + view.height / 2, width: view.width, height: view.height };
  let best: Box | null = null, least = Infinity;
  for (const r of ends) for (const up of BESIDE) for (const t of ALONG) {
    const box = { x: r.ax + t * (r.bx - r.ax), y: r.ay + t * (r.by - r.ay) + up * height, width, height };
    const cost = 0.1 * Math.abs(up) * width * height + taken.reduce((sum, other) => sum + shared(box, other), 0) + 2 * (width * height - shared(box, whole));
    if (cost < least - 1e-6) { best = box; least = cost; }
  }
  return best!;
}

/** Of every lifeline the chance of being cut, or whether the one course has it cut by the day. */
export function Chances({ map, size, view, taken }: { map: Geometry; size: number; view: View; taken: Box[] }) {
  const c = courses.value!, { names } = page.value, drawnRoutes = stretches(map);
  const counts = countRows(c.cut, chosen.value, c.packed.lifelines.length, c.count, (k) => k !== NEVER);
  const said = (id: string): string => {
    const i = c.packed.lifelines.indexOf(id);
    if (i < 0) return "";
    if (seen.value !== null) return c.cut[i * c.count + seen.value]! <= day.value ? "cut" : "open";
    if (!conditionedOrFew()) { const p = page.value.forecast.lifelines?.[id]?.p_cut; if (p !== undefined) return `cut in ${shareText(p, counted.value)}`; }
    return `cut in ${shareText(shareOf(counts[i]!, chosen.value).p, chosen.value)}`;
  };
  const covered = [...taken];
  return (
    <g pointer-events="none" aria-hidden="true">
      {[...new Set(drawnRoutes.map((r) => r.lifeline))].map((id) => {
        const mine = drawnRoutes.filter((r) => r.lifeline === id).sort((u, v) => span(v) - span(u));
        const name = shorten(names.lifelines[id] ?? id, 14), figure = said(id);
        if (!figure) return null;
        const half = (name.length + figure.length + 2) * size * 0.29, box = leastCovered(mine, 2 * half, size * 1.6, view, covered), { x, y } = box;
        covered.push(box);
        return (
          <g>
            <rect x={x - half} y={y - size * 0.8} width={2 * half} height={size * 1.6} rx={size * 0.8} fill={PAPER} stroke="var(--road)" stroke-width={size / 12} />
            <text x={x} y={y + size * 0.36} font-size={size} text-anchor="middle" fill={INK}><tspan font-weight="700">{name}</tspan> {figure}</text>
          </g>
        );
      })}
    </g>
  );
}

const span = (r: Stretch): number => Math.hypot(r.bx - r.ax, r.by - r.ay);
const conditionedOrFew = (): boolean => conditioned.value || areFew(counted.value);

function play(): void {
  if (!playing.value && (day.value >= horizon() || !moved.value)) day.value = 0;
  moved.value = true;
  playing.value = !playing.value;
}

function usePlay(): void {
  useEffect(() => {
    if (!playing.value) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setInterval(() => {
      if (day.value >= horizon()) { playing.value = false; return; }
      day.value = Math.min(horizon(), day.value + (calm ? 7 : 1));
    }, calm ? 1000 : 110);
    return () => clearInterval(timer);
  }, [playing.value]);
}

/** The day of the map, and one course drawn from many. */
export function Days() {
  usePlay();
  return (
    <div class="days">
      <button type="button" class="play" onClick={play} aria-label={playing.value ? "Pause the days" : "Play the days"}>{playing.value ? "❚❚" : "▶"}</button>
      <label class="day"><span class="sr">Day since the as-of date</span>
        <input id="day" type="range" min={0} max={horizon()} value={day.value} aria-valuetext={`day ${day.value}, ${dateText(page.value.forecast.as_of, day.value, true)}`}
          onInput={(e) => { playing.value = false; moved.value = true; day.value = Number(e.currentTarget.value); }} />
        <output>day {day.value}</output>
      </label>
      <button type="button" onClick={() => { if (drawn.value === null) drawOne(); else drawn.value = null; }}>{drawn.value === null ? "Draw me one course" : "Back to all courses"}</button>
    </div>
  );
}
