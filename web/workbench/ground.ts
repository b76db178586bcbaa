/** The map of the chosen scenario, for every part that draws it. */
import { effect, signal } from "@preact/signals";
import type { Geometry } from "../src/types";
import { draft } from "./drafts";
import { isAbort, post } from "./server";

/** Outlines, which sectors are fought over, their names, and the stretches of the lifelines. */
export interface Ground { map: Geometry | null; contested: string[]; names: Record<string, string>; routes: [string, string][]; side: string }
export const ground = signal<Ground | null>(null);

interface MapSector { id: string; name: string; short?: string; contested?: boolean }
interface MapEdge { from: string; to: string; lifeline?: string | null }
/** What `/api/map` answers, as far as a drawing needs it. */
export interface MapDocument { sectors: MapSector[]; edges: MapEdge[]; outlines: Geometry | null; sides?: { A?: string; B?: string } }

const AFTER = 400;

export function followGround(): void {
  let timer = 0, asked: AbortController | null = null, last = "";
  effect(() => {
    const d = draft.value;
    if (!d || d.kind !== "scenario") { if (!d) ground.value = null; return; }
    const mark = `${d.path}\n${d.text}`;
    if (mark === last) return;
    clearTimeout(timer);
    timer = window.setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const found = await post<MapDocument>("/api/map", { path: d.path, text: d.text }, asked.signal);
        last = mark;
        ground.value = {
          map: found.outlines, contested: found.sectors.filter((s) => s.contested !== false).map((s) => s.id), names: Object.fromEntries(found.sectors.map((s) => [s.id, s.name])),
          routes: found.edges.filter((e) => e.lifeline).map((e) => [e.from, e.to]), side: found.sides?.A ?? "side A",
        };
      } catch (error) { if (!isAbort(error)) last = mark; }
    }, ground.peek() ? AFTER : 0);
  });
}
