/** The ground on one day: who holds what, in the same five marks as the report's map. */
import { useMemo } from "preact/hooks";
import { holder } from "../../src/charts/control";
import { percent } from "../../src/words";
import { viewOf } from "../../src/ground";
import { ground } from "../ground";

/** A map without names, for the narrow pane; every sector carries its name and share as its title. */
export function DayMap({ held, label = "Ground on day 60" }: { held: Record<string, number>; label?: string }) {
  const g = ground.value;
  const view = useMemo(() => (g?.map ? viewOf(g.map, g.contested) : null), [g]);
  if (!g?.map || !view) return <DayTable held={held} names={g?.names ?? {}} side={g?.side ?? "side A"} label={label} />;
  const { map } = g, roads = g.routes.filter(([a, b]) => map.points[a] && map.points[b]).map(([a, b]) => `M${map.points[a]!.join(" ")}L${map.points[b]!.join(" ")}`).join("");
  return (
    <div class="map">
      <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={`${label}: ${told(held, g.names)}`}>
        {map.countries.map((k) => <path key={k.id} class="land" d={k.path} />)}
        {Object.entries(map.cells).filter(([id]) => held[id] !== undefined).map(([id, d]) => {
          const mark = holder(held[id]!), calm = !g.contested.includes(id);
          return <path key={id} class={`${calm ? "calm" : "cell"} h-${mark === "?" ? "q" : mark}`} d={d}><title>{`${g.names[id] ?? id}: ${g.side} holds most of it in ${percent(held[id]!)} %`}</title></path>;
        })}
        {map.countries.map((k) => <path key={k.id} class="border" d={k.border ?? k.path} />)}
        {roads && <><path class="bed" d={roads} /><path class="road" d={roads} /></>}
      </svg>
    </div>
  );
}

/** Return in words how many places each side surely holds. */
function told(held: Record<string, number>, names: Record<string, string>): string {
  const open = Object.keys(held).filter((id) => holder(held[id]!) === "?").map((id) => names[id] ?? id);
  const firm = (marks: string): number => Object.values(held).filter((p) => marks.includes(holder(p))).length;
  return `side A likely holds ${firm("Aa")} places, side B ${firm("bB")}, open: ${open.join(", ") || "none"}`;
}

/** The same as a table, where the scenario has no outlines. */
function DayTable({ held, names, side, label }: { held: Record<string, number>; names: Record<string, string>; side: string; label: string }) {
  return (
    <table>
      <caption class="vh">{label}</caption>
      <thead><tr><th scope="col">place</th><th scope="col"><bdi>{side}</bdi> holds most of it in</th></tr></thead>
      <tbody>{Object.entries(held).map(([id, p]) => <tr key={id}><th scope="row"><bdi>{names[id] ?? id}</bdi></th><td>{p > 0 ? `${percent(p)} %` : "none"}</td></tr>)}</tbody>
    </table>
  );
}
