/** Who mediates the end. */
import { NOTHING, Bars, barTable, ofAll, type Bar } from "../bars";
import { countRows, shareOf, weightWhere } from "../courses";
import { Chart, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, page } from "../state";
import { NONE, OTHER } from "../theme";

const NOBODY = "Nobody: no outside broker";

export function brokerBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.brokers ?? NOTHING;
  const counts = c && conditioned.value ? countRows(c.brokers, chosen.value, c.packed.powers.length, c.count, (k) => k > 0) : null;
  const nobody = counts && c ? weightWhere(chosen.value, (m) => c.packed.powers.every((_, i) => c.brokers[i * c.count + m] === 0)) : 0;
  const listed = Object.keys(given);
  return listed.map((id): Bar => {
    const at = c ? c.packed.powers.indexOf(id) : -1;
    const now = counts ? shareOf(id === "none" ? nobody : at < 0 ? 0 : counts[at]!, chosen.value) : ofAll(given[id] ?? 0);
    return {
      id, name: id === "none" ? NOBODY : names.powers[id] ?? id, ...now,
      colour: id === "none" ? NONE : OTHER,
      ...(counts ? { all: given[id] ?? 0 } : {}),
      ...(c && (at >= 0 || id === "none") ? { condition: { group: "broker", value: id } } : {}),
    };
  }).sort((a, b) => (given[b.id] ?? 0) - (given[a.id] ?? 0));
}

export const brokersTable = (): Table => barTable("broker", brokerBars());

export default function Brokers({ figure }: ChartProps) {
  return <Chart figure={figure} table={brokersTable}><Bars bars={brokerBars()} label="Probability that each power brokers the end" /></Chart>;
}
