/** What stands on the ground after the fighting. */
import { NOTHING, Bars, barTable, ofAll, type Bar } from "../bars";
import { ARRANGEMENTS, Arrangement } from "../codes";
import { countBy, shareOf } from "../courses";
import { Chart, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, page } from "../state";
import { NONE, OTHER } from "../theme";

export function arrangementBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.arrangement ?? NOTHING;
  const counts = c && conditioned.value ? countBy(c.arrangement, chosen.value, c.packed.arrangements.length) : null;
  return Object.keys(given).map((id): Bar => {
    const at = c ? c.packed.arrangements.indexOf(id) : -1;
    const now = counts ? shareOf(at < 0 ? 0 : counts[at]!, chosen.value) : ofAll(given[id]!);
    return {
      id, name: names.arrangements[id] ?? id, ...now, colour: id === ARRANGEMENTS[Arrangement.NONE] ? NONE : OTHER,
      ...(counts ? { all: given[id]! } : {}),
      ...(at >= 0 ? { condition: { group: "arrangement", value: id } } : {}),
    };
  }).sort((a, b) => given[b.id]! - given[a.id]!);
}

export const arrangementTable = (): Table => barTable("arrangement", arrangementBars());

export default function Arrangements({ figure }: ChartProps) {
  return <Chart figure={figure} table={arrangementTable}><Bars bars={arrangementBars()} label="Probability of each arrangement on the ground" /></Chart>;
}
