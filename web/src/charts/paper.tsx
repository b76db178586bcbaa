/** What the end of the war stands on. */
import { NOTHING, Bars, barTable, ofAll, type Bar } from "../bars";
import { PAPERS, Paper } from "../codes";
import { countBy, shareOf } from "../courses";
import { Chart, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, page } from "../state";
import { NONE, OTHER } from "../theme";

export function paperBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.paper ?? NOTHING;
  const counts = c && conditioned.value ? countBy(c.paper, chosen.value, c.packed.papers.length) : null;
  return Object.keys(given).map((id): Bar => {
    const at = c ? c.packed.papers.indexOf(id) : -1;
    const now = counts ? shareOf(at < 0 ? 0 : counts[at]!, chosen.value) : ofAll(given[id]!);
    return {
      id, name: names.papers[id] ?? id, ...now, colour: id === PAPERS[Paper.NONE] ? NONE : OTHER,
      ...(counts ? { all: given[id]! } : {}),
      ...(at >= 0 ? { condition: { group: "paper", value: id } } : {}),
    };
  }).sort((a, b) => given[b.id]! - given[a.id]!);
}

export const paperTable = (): Table => barTable("paper", paperBars());

export default function Papers({ figure }: ChartProps) {
  return <Chart figure={figure} table={paperTable}><Bars bars={paperBars()} label="Probability of each kind of end" /></Chart>;
}
