/** The ground on one day: who holds what, in the same five marks as the report's map. */
import { holder } from "../../src/charts/control";
import { percent } from "../../src/words";
import { ground } from "../ground";

interface DayProps { held: Record<string, number>; label: string; side: string }

/** A map without names, for the narrow pane; every place carries its name and share as its title, and a table says the same. */
export function DayMap({ held, label, side }: DayProps) {
  const g = ground.value;
  if (!g) return <DayTable held={held} names={{}} side={side} label={label} />;
  const { view } = g, unit = Math.max(view.width, view.height) / 330;
  return (
    <>
      <div class="map">
        <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={`${label}: ${told(held, g.names)}`}>
          {g.countries.map((k) => <path key={k.id} class="land" d={k.path} />)}
          {Object.entries(g.cells).filter(([id]) => held[id] !== undefined).map(([id, d]) => {
            const mark = holder(held[id]!), calm = !g.contested.includes(id);
            return <path key={id} class={`${calm ? "calm" : "cell"} h-${mark === "?" ? "q" : mark}`} stroke-width={unit} d={d}><title>{`${g.names[id] ?? id}: ${side} holds most of it in ${percent(held[id]!)} %`}</title></path>;
          })}
          {g.countries.map((k) => <path key={k.id} class="border" d={k.border ?? k.path} />)}
          {g.roads && <><path class="bed" stroke-width={3.4 * unit} d={g.roads} /><path class="road" stroke-width={1.7 * unit} d={g.roads} /></>}
        </svg>
      </div>
      <details><summary>As a table</summary><DayTable held={held} names={g.names} side={side} label={label} /></details>
    </>
  );
}

/** Return in words how many places each side likely holds. */
function told(held: Record<string, number>, names: Record<string, string>): string {
  const open = Object.keys(held).filter((id) => holder(held[id]!) === "?").map((id) => names[id] ?? id);
  const firm = (marks: string): number => Object.values(held).filter((p) => marks.includes(holder(p))).length;
  return `side A likely holds ${firm("Aa")} places, side B ${firm("bB")}, open: ${open.join(", ") || "none"}`;
}

function DayTable({ held, names, side, label }: DayProps & { names: Record<string, string> }) {
  return (
    <table>
      <caption class="vh">{label}</caption>
      <thead><tr><th scope="col">place</th><th scope="col"><bdi>{side}</bdi> holds most of it in</th></tr></thead>
      <tbody>{Object.entries(held).map(([id, p]) => <tr key={id}><th scope="row"><bdi>{names[id] ?? id}</bdi></th><td>{p > 0 ? `${percent(p)} %` : "none"}</td></tr>)}</tbody>
    </table>
  );
}
