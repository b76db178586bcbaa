/** Whether the supply routes hold. */
import { Bars, barTable, ofAll, type Bar } from "../bars";
import { NEVER, countRows, medianDay, shareOf } from "../courses";
import { Chart, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, page } from "../state";
import { OTHER } from "../theme";
import { fixed } from "../words";

export function lifelineBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const counts = c && conditioned.value ? countRows(c.cut, chosen.value, c.packed.lifelines.length, c.count, (k) => k !== NEVER) : null;
  return Object.entries(forecast.lifelines ?? {}).map(([id, l]): Bar => {
    const at = c ? c.packed.lifelines.indexOf(id) : -1;
    const now = counts ? shareOf(at < 0 ? 0 : counts[at]!, chosen.value)
      : l.low === undefined || l.high === undefined ? ofAll(l.p_cut) : { p: l.p_cut, low: l.low, high: l.high };
    const day = counts && c ? (at < 0 ? null : medianDay(c.cut, chosen.value, at * c.count)) : l.median_day ?? null;
    return {
      id, name: `${names.lifelines[id] ?? id} is cut${day === null ? "" : ` (middle day ${fixed(day, 0)})`}`, ...now, colour: OTHER, day,
      ...(counts ? { all: l.p_cut } : {}), ...(at >= 0 ? { condition: { group: `cut:${id}`, value: "yes" } } : {}),
    };
  });
}

export const lifelinesTable = (): Table =>
  barTable("lifeline", lifelineBars().map((b) => ({ ...b, name: page.value.names.lifelines[b.id] ?? b.id })), { "middle day, where it is cut": (b) => (b.day == null ? "" : fixed(b.day, 0)) });

export default function Lifelines({ figure }: ChartProps) {
  return <Chart figure={figure} table={lifelinesTable}><Bars bars={lifelineBars()} label="Probability that each lifeline is cut" /></Chart>;
}
