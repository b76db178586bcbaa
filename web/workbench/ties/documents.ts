/** Who leans on whom, as the server reads it from a scenario, and where each stands on the drawing. */
export type NodeKind = "side" | "power" | "treaty" | "red_line" | "design" | "road";
export interface TieNode { id: string; name: string; kind: NodeKind; side?: "A" | "B" | null; dormant?: boolean; key: string }
export interface Link { from: string; to: string; kind: string; value: number | null; key: string; claim: string | null; source: string[]; text: string }
export interface Ties { nodes: TieNode[]; links: Link[] }

export type Spot = [number, number];

export const KINDS: Record<NodeKind, string> = { side: "sides", power: "powers", road: "supply roads", red_line: "red lines", treaty: "treaties", design: "designs for ending it" };
/** Links of these kinds are against somebody whatever their number. */
const AGAINST: ReadonlySet<string> = new Set(["rival", "against"]);

export const isHostile = (l: Link): boolean => AGAINST.has(l.kind) || (l.kind === "tie" && (l.value ?? 0) < 0);
/** A number that a what-if can change lies between these. */
export const boundsOf = (l: Link): [number, number] => (l.kind === "tie" ? [-1, 1] : [0, 1]);
/** Whether the number of a link stands under its own key, so that it can be tried with another value. */
export const canTry = (l: Link): boolean => l.value !== null && (l.kind === "tie" || l.kind === "rival");

/** Return how far a node leans to side A, from -1 to 1: the mean of its ties to A less those to B. */
export function lean(id: string, t: Ties): number {
  const sideOf = new Map(t.nodes.filter((n) => n.kind === "side").map((n) => [n.id, n.side]));
  const found = t.links.filter((l) => l.kind === "tie" && (l.from === id || l.to === id)).flatMap((l) => {
    const side = sideOf.get(l.from === id ? l.to : l.from);
    return side && l.value !== null ? [side === "A" ? l.value : -l.value] : [];
  });
  return found.length ? found.reduce((s, v) => s + v, 0) / found.length : 0;
}

/** Where the nodes of each kind stand: the row across the sheet [share of its height]; sides have places of their own. */
const ROWS: Record<Exclude<NodeKind, "side">, number> = { power: 0.1, treaty: 0.3, road: 0.68, red_line: 0.9, design: 0.9 };

/** Return a place for every node, from side A on the left to side B on the right [0-1]; those that have one already keep it. */
export function placed(t: Ties, shown: readonly TieNode[], kept: Readonly<Record<string, Spot>>): Record<string, Spot> {
  const spots: Record<string, Spot> = {};
  for (const n of shown) if (n.kind === "side") spots[n.id] = [n.side === "A" ? 0.24 : 0.76, 0.5];
  const rows = new Map<number, TieNode[]>();
  for (const n of shown) {
    if (n.kind === "side") continue;
    const row = n.kind === "power" && lean(n.id, t) === 0 ? ROWS.red_line - 0.02 : ROWS[n.kind];
    rows.set(row, [...(rows.get(row) ?? []), n]);
  }
  for (const [row, all] of rows) {
    const order = [...all].sort((a, b) => lean(b.id, t) - lean(a.id, t) || (a.side ?? "M").localeCompare(b.side ?? "M") || a.id.localeCompare(b.id));
    order.forEach((n, i) => { spots[n.id] = [(i + 0.5) / order.length, row + (order.length > 5 && i % 2 ? 0.09 : 0)]; });
  }
  for (const n of shown) { const was = kept[n.id]; if (was) spots[n.id] = was; }
  return spots;
}
