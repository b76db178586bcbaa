/** The map of the chosen scenario, for every part that draws it. */
import { effect, signal } from "@preact/signals";
import { cellsOf, pathOf, viewAround, type Box, type Point } from "./cells";
import { draft, problems } from "./drafts";
import { isAbort, post } from "./server";

export interface Country { id: string; name: string; path: string; border?: string; label?: [number, number] }
interface MapSector { id: string; name: string; short?: string; point: [number, number]; contested?: boolean; key?: string }
interface MapEdge { id: string; from: string; to: string; kind?: string; name?: string; lifeline?: string | null }
/** What `/api/map` answers, as far as a drawing needs it; `outline_points` are the places on the sheet of the outlines. */
export interface MapDocument { sectors: MapSector[]; edges: MapEdge[]; outlines: Country[]; outline_points?: Record<string, [number, number]> | null }

/** Places, the ground around each, outlines of countries, and the stretches of the lifelines, all on one sheet. */
export interface Ground { points: Record<string, Point>; cells: Record<string, string>; countries: Country[]; contested: string[]; names: Record<string, string>; roads: string; view: Box }
export const ground = signal<Ground | null>(null);

/** Return the drawing of a map. Each place has the ground that is nearer to it than to any other. */
export function groundOf(found: MapDocument): Ground {
  const placed = found.outline_points, ids = found.sectors.map((s) => s.id), all = placed && ids.every((id) => placed[id]);
  const points: Record<string, Point> = Object.fromEntries(found.sectors.map((s) => [s.id, all ? placed[s.id]! : s.point]));
  const view = viewAround(Object.values(points)), cells = cellsOf(ids.map((id) => points[id]!), view);
  const roads = found.edges.filter((e) => e.lifeline && points[e.from] && points[e.to]).map((e) => `M${points[e.from]!.join(" ")}L${points[e.to]!.join(" ")}`).join("");
  return {
    points, view, roads, countries: all ? found.outlines : [], cells: Object.fromEntries(ids.map((id, i) => [id, pathOf(cells[i]!)])),
    contested: found.sectors.filter((s) => s.contested !== false).map((s) => s.id), names: Object.fromEntries(found.sectors.map((s) => [s.id, s.name])),
  };
}

const AFTER = 400;

export function followGround(): void {
  let timer = 0, asked: AbortController | null = null, last = "";
  effect(() => {
    const d = draft.value;
    if (!d || d.kind !== "scenario") { if (!d) ground.value = null; return; }
    const mark = `${d.path}\n${d.text}`;
    if (mark === last) return;
    const found = problems.value;
    if (ground.peek() && (!found?.fresh || found.problems.length > 0)) return;  // a text with faults keeps the last map
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const found = await post<MapDocument>("/api/map", { path: d.path, text: d.text }, asked.signal);
        last = mark;
        ground.value = found.sectors.length ? groundOf(found) : null;
      } catch (error) { if (!isAbort(error)) last = mark; }
    }, ground.peek() ? AFTER : 0);
  });
}
