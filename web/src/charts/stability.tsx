/** Which profiles hold by how far powers look ahead, how surely, and why: the improvement and what answers it. */
import { FIXED, handed, type Held } from "../asked";
import { Chart, type ChartProps, type Table } from "../figure";
import { percent } from "../words";

export function heldTable(): Table {
  const found = handed<Held>("stability");
  if (!found) return { head: [], rows: [] };
  return {
    head: ["postures", ...found.concepts.flatMap((c) => [c, `${c}, share of bootstraps`]), "groups"],
    rows: found.rows.map((r) => [r.now ? `${r.words} (now)` : r.words, ...r.held.flatMap((held, i) => [held ? "holds" : "no", r.p?.[i] ?? ""]), r.groups]),
  };
}

export default function Stability({ figure }: ChartProps) {
  const found = handed<Held>("stability");
  if (!found) return null;
  return (
    <Chart figure={figure} table={heldTable} fixed note={FIXED}>
      <div class="scroll" tabindex={0} role="region" aria-label={figure.title}>
        <table class="matrix">
          <caption class="sr">{figure.title}</caption>
          <thead><tr><th scope="col">Postures</th>{found.concepts.map((c, i) => <th scope="col"><abbr title={found.meaning[i]}>{c}</abbr></th>)}<th scope="col">Groups</th></tr></thead>
          <tbody>
            {found.rows.map((r) => (
              <tr class={r.now ? "now" : undefined}>
                <th scope="row">{r.words}{r.now && <small> · now</small>}</th>
                {r.held.map((held, i) => <td class={held ? "best" : undefined}>{held ? "● holds" : "○ no"}{r.p && <small> {percent(r.p[i]!)} %</small>}</td>)}
                <td>{r.groups}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.reasons.map((one) => <div><h4 dir="auto">{one.words}</h4><ul class="told-why">{one.lines.map((line) => <li dir="auto">{line}</li>)}</ul></div>)}
    </Chart>
  );
}
