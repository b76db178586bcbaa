/** The influence diagram: sides square in their hue, powers round, red lines hexagons, designs green, roads circles. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useWidth } from "../../src/figure";
import { twoLines } from "../../src/words";
import { lineOf } from "../patch";
import { isHostile, type Link, type Spot, type TieNode } from "./documents";

interface Drawing { nodes: TieNode[]; links: Link[]; spots: Record<string, Spot>; chosen: Link | null; choose: (l: Link) => void; keep: (id: string, to: Spot) => void }

const MARGIN = 58;
const WIDE: Record<TieNode["kind"], number> = { side: 62, power: 54, treaty: 52, red_line: 58, design: 56, road: 40 };
const STEPS: Record<string, Spot> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function Shape({ n, w, h }: { n: TieNode; w: number; h: number }): JSX.Element {
  switch (n.kind) {
    case "side": return <rect x={-w} y={-h} width={2 * w} height={2 * h} class={`body side-${n.side}`} />;
    case "power": return <rect x={-w} y={-h} width={2 * w} height={2 * h} rx={h} class={n.dormant ? "body dormant" : "body"} />;
    case "red_line": return <path d={`M${-w} 0L${-w + 11} ${-h}H${w - 11}L${w} 0L${w - 11} ${h}H${-w + 11}Z`} class="body red" />;
    case "design": return <rect x={-w} y={-h} width={2 * w} height={2 * h} rx={5} class="body design" />;
    case "road": return <ellipse rx={w} ry={h + 3} class="body road" />;
    default: return <path d={`M${-w} ${-h}H${w - 9}L${w} ${-h + 9}V${h}H${-w}Z`} class="body" />;
  }
}

/** Return the path of a link between two nodes, bent a little so that both ways can be told apart, and its arrow. */
function way(a: Spot, b: Spot, wide: number, high: number): { path: string; tip: string } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]], far = Math.hypot(dx, dy) || 1, bend = Math.min(26, far * 0.14);
  const mid: Spot = [(a[0] + b[0]) / 2 - (dy / far) * bend, (a[1] + b[1]) / 2 + (dx / far) * bend];
  const [ux, uy] = [b[0] - mid[0], b[1] - mid[1]], reach = Math.min(Math.abs(wide / (ux || 1e-9)), Math.abs(high / (uy || 1e-9)), 0.9);
  const end: Spot = [b[0] - ux * reach, b[1] - uy * reach], size = Math.hypot(ux, uy) || 1, [nx, ny] = [ux / size, uy / size];
  const back: Spot = [end[0] - nx * 9, end[1] - ny * 9];
  return { path: `M${a[0]} ${a[1]}Q${mid[0]} ${mid[1]} ${back[0]} ${back[1]}`, tip: `M${end[0]} ${end[1]}L${back[0] - ny * 5} ${back[1] + nx * 5}L${back[0] + ny * 5} ${back[1] - nx * 5}Z` };
}

export function TiesDrawing({ nodes, links, spots, chosen, choose, keep }: Drawing) {
  const [ref, width] = useWidth(), [held, hold] = useState<{ id: string; at: Spot } | null>(null), svg = useRef<SVGSVGElement>(null);
  const height = Math.max(430, Math.min(600, width * 0.72)), at = (id: string): Spot => { const [x, y] = held?.id === id ? held.at : spots[id]!; return [MARGIN + x * (width - 2 * MARGIN), 24 + y * (height - 54)]; };
  const into = (v: number): number => Math.min(1, Math.max(0, v));
  const grab = (id: string) => (e: PointerEvent): void => {
    const mark = e.currentTarget as SVGElement, box = svg.current!.getBoundingClientRect();
    const where = (event: PointerEvent): Spot => [into((event.clientX - box.left - MARGIN) / (width - 2 * MARGIN)), into((event.clientY - box.top - 24) / (height - 54))];
    mark.setPointerCapture(e.pointerId);
    const drag = (event: Event): void => hold({ id, at: where(event as PointerEvent) });
    const end = (event: Event): void => { mark.removeEventListener("pointermove", drag); hold(null); if (event.type === "pointerup" && (event as PointerEvent).clientX !== e.clientX) keep(id, where(event as PointerEvent)); };
    mark.addEventListener("pointermove", drag);
    mark.addEventListener("pointerup", end, { once: true });
    mark.addEventListener("pointercancel", end, { once: true });
  };
  const nudge = (id: string) => (e: KeyboardEvent): void => {
    const by = STEPS[e.key];
    if (!by) return;
    e.preventDefault();
    keep(id, [into(spots[id]![0] + by[0] * 0.02), into(spots[id]![1] + by[1] * 0.03)]);
  };
  const shape = (id: string): { w: number; h: number } => { const n = nodes.find((one) => one.id === id)!; return { w: Math.min(WIDE[n.kind], width / 9), h: n.kind === "side" ? 21 : 18 }; };
  return (
    <div ref={ref} class="ties">
      {width > 0 && (
        <svg ref={svg} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={`${nodes.length} actors and things, ${links.length} ties between them`}>
          {links.map((l) => {
            const { w, h } = shape(l.to), { path, tip } = way(at(l.from), at(l.to), w + 3, h + 3), on = chosen === l, mine = lineOf("key", l.key) !== null;
            return (
              <g key={`${l.kind}${l.from}${l.to}${l.key}`} class={`tie${isHostile(l) ? " against" : ""}${on ? " on" : ""}${mine ? " mine" : ""}`} role="button" tabindex={0} aria-pressed={on} aria-label={`${l.text}${l.value === null ? "" : `, ${l.value.toFixed(2)}`}`}
                onClick={() => choose(l)} onKeyDown={(e) => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(l); } }}>
                <title>{l.text}</title><path class="hit" d={path} /><path class="line" d={path} stroke-width={1 + 4 * Math.min(1, Math.abs(l.kind === "tie" || l.kind === "rival" ? l.value ?? 0.1 : 0.15))} /><path class="tip" d={tip} />
              </g>
            );
          })}
          {nodes.map((n) => {
            const [x, y] = at(n.id), { w, h } = shape(n.id), words = twoLines(n.name, Math.max(5, Math.floor((2 * w - 14) / 6.6)));
            return (
              <g key={n.id} class="node" role="img" tabindex={0} aria-label={`${n.name}, ${n.kind.replace("_", " ")}`} transform={`translate(${x} ${y})`} onPointerDown={grab(n.id)} onKeyDown={nudge(n.id)}>
                <title>{n.name}</title><Shape n={n} w={w} h={h} />
                <text text-anchor="middle" class={n.kind === "side" ? "on-side" : ""}>{words.map((word, i) => <tspan key={word} x={0} y={4.2 + (i - (words.length - 1) / 2) * 13}>{word}</tspan>)}</text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
