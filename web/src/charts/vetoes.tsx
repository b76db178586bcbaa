/** Who would stop which design on its best day: the darker a cell, the more often. */
import { FIXED, handed, type Vetoes } from "../asked";
import { Chart, type ChartProps, type Table } from "../figure";

export function vetoTable(): Table {
  const found = handed<Vetoes>("vetoes");
  return { head: ["design", "best day", ...(found?.actors ?? [])], rows: (found?.rows ?? []).map((r) => [r.design, r.day, ...r.cells.map(([p]) => p)]) };
}

export default function VetoGrid({ figure }: ChartProps) {
  const found = handed<Vetoes>("vetoes");
  if (!found) return null;
  return (
    <Chart figure={figure} table={vetoTable} fixed note={FIXED}>
      <div class="scroll" tabindex={0} role="region" aria-label={figure.title}>
        <table class="matrix grid">
          <caption class="sr">{figure.title}</caption>
          <thead><tr><th scope="col">Design</th><th scope="col">Best day</th>{found.actors.map((name) => <th scope="col"><bdi>{name}</bdi></th>)}</tr></thead>
          <tbody>
            {found.rows.map((r) => (
              <tr><th scope="row" dir="auto">{r.design}</th><td>{r.day}</td>{r.cells.map(([p, text]) => <td style={{ "--often": `${Math.round(60 * p)}%` }} class="often">{text}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </Chart>
  );
}
