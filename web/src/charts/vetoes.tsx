/** Who would stop which design, on its best day or on a day that the reader chooses: the darker a cell, the more often. */
import { signal } from "@preact/signals";
import { FIXED, handed, type OnDay, type Vetoes } from "../asked";
import { Chart, type ChartProps, type Table } from "../figure";
import { page } from "../state";
import { dateText } from "../words";

/** The day chosen; null for the best day of each design. */
const at = signal<number | null>(null);

/** Return designs on a day; without one, each on its best. A design that is not there on that day is left out. */
export function onDay(found: Vetoes, day: number | null): (OnDay & { design: string })[] {
  if (day === null) return found.rows;
  return found.rows.flatMap((r) => r.days.filter((d) => d.day === day).map((d) => ({ ...d, design: r.design })));
}

/** Return every day on which some design was looked at, in order. */
export const daysOf = (found: Vetoes): number[] => [...new Set(found.rows.flatMap((r) => r.days.map((d) => d.day)))].sort((a, b) => a - b);

const column = (): string => (at.value === null ? "best day" : "day");

export function vetoTable(): Table {
  const found = handed<Vetoes>("vetoes");
  const rows = found ? onDay(found, at.value) : [];
  return { head: ["design", column(), "could be signed", ...(found?.actors ?? [])], rows: rows.map((r) => [r.design, r.day, r.signed[0], ...r.cells.map(([p]) => p)]) };
}

export default function VetoGrid({ figure }: ChartProps) {
  const found = handed<Vetoes>("vetoes");
  if (!found) return null;
  const asOf = page.value.forecast.as_of;
  return (
    <Chart figure={figure} table={vetoTable} fixed note={FIXED}>
      <label class="choice small">Day <select value={at.value ?? ""} onChange={(e) => { at.value = e.currentTarget.value === "" ? null : Number(e.currentTarget.value); }}>
        <option value="">the best of each design</option>
        {daysOf(found).map((d) => <option key={d} value={d}>{d} · {dateText(asOf, d)}</option>)}
      </select></label>
      <div class="scroll" tabindex={0} role="region" aria-label={figure.title}>
        <table class="matrix stops">
          <caption class="sr">{figure.title}</caption>
          <thead><tr><th scope="col">Design</th><th scope="col">{at.value === null ? "Best day" : "Day"}</th><th scope="col">Could be signed</th>{found.actors.map((name) => <th scope="col"><bdi>{name}</bdi></th>)}</tr></thead>
          <tbody>
            {onDay(found, at.value).map((r) => (
              <tr><th scope="row" dir="auto">{r.design}</th><td>{r.day}</td><td>{r.signed[1]}</td>{r.cells.map(([p, text]) => <td style={{ "--often": `${Math.round(60 * p)}%` }} class="often">{text}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </Chart>
  );
}
