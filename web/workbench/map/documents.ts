/** What the server says of the ground of a scenario, and where its points lie on a drawing. */
export interface Sector {
  id: string; name: string; short: string; point: [number, number]; terrain: string | null; tier?: string | null; contested: boolean; holder: "A" | "B"; share_A: number;
  forces: Record<string, number>; source_of?: string | null; key: string;
}
export interface Edge {
  id: string; from: string; to: string; kind: string; name: string | null; lifeline: string | null; lifeline_of?: "A" | "B" | null; pass: number | null; snow_closed?: number | null; length_km?: number; capacity?: number; outside?: boolean; key: string;
}
export interface Country { id: string; name: string; path: string; border?: string }
export interface Finding { text: string; ok: boolean; key: string }
/** The ground; `outlines` are drawn on a sheet of their own, on which `outline_points` are the sectors. */
export interface Ground {
  sectors: Sector[]; edges: Edge[]; outlines: Country[] | null; outline_points?: Record<string, [number, number]> | null;
  projection: { width: number; height: number }; checks: Finding[]; sides?: { A?: string; B?: string };
}

/** A stretch and a shift by which one sheet is laid over another: x' = stretch x + shift. */
export interface Laid { stretch: number; shift: number }

/** Return how values of one axis are laid over another by least squares; null with fewer than two that differ. */
export function laidOver(pairs: readonly (readonly [number, number])[]): Laid | null {
  const n = pairs.length, mx = pairs.reduce((s, [x]) => s + x, 0) / n, my = pairs.reduce((s, [, y]) => s + y, 0) / n;
  const spread = pairs.reduce((s, [x]) => s + (x - mx) ** 2, 0);
  if (n < 2 || spread < 1e-9) return null;
  const stretch = pairs.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0) / spread;
  return { stretch, shift: my - stretch * mx };
}

/** Return the transform that lays the outlines under the sectors; null where they cannot be laid. */
export function outlineTransform(g: Ground): string | null {
  const both = g.sectors.flatMap((s) => { const p = g.outline_points?.[s.id]; return p ? [[p, s.point] as const] : []; });
  const x = laidOver(both.map(([p, q]) => [p[0], q[0]])), y = laidOver(both.map(([p, q]) => [p[1], q[1]]));
  return x && y ? `matrix(${x.stretch} 0 0 ${y.stretch} ${x.shift} ${y.shift})` : null;
}

export const roadName = (e: Edge, g: Ground): string => e.name || (e.lifeline ? e.lifeline.replaceAll("_", " ") : `${placeName(e.from, g)} to ${placeName(e.to, g)}`);
/** Return what a reader calls an end of a road: a sector, or what lies outside the map. */
export const placeName = (id: string, g: Ground): string => g.sectors.find((s) => s.id === id)?.name ?? `outside (${id.replace(/^EXT_/, "").replaceAll("_", " ")})`;
