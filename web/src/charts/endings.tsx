/** How it may end: one row per ending. */
import { barTable, type Bar } from "../bars";
import { Chart, type ChartProps, type Table } from "../figure";
import { EndingRows } from "../hero";
import { courses, endingShares, page } from "../state";
import { endingColour } from "../theme";

export function endingBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const shares = endingShares.value;
  return Object.entries(forecast.endings)
    .map(([id, e]): Bar => {
      const k = c ? c.packed.endings.indexOf(id) : -1;
      const now = shares ? shares[id] ?? { p: 0, low: 0, high: 1 } : { p: e.p, low: e.low ?? e.p, high: e.high ?? e.p };
      return {
        id, name: names.endings[id] ?? id, ...now, colour: endingColour(id), ...(shares ? { all: e.p } : {}),
        ...(!shares && e.counted !== undefined && e.alike !== undefined ? { counted: e.counted, alike: e.alike } : {}), ...(k >= 0 ? { condition: { group: "ending", value: id } } : {}),
      };
    })
    .sort((a, b) => forecast.endings[b.id]!.p - forecast.endings[a.id]!.p);
}

export const endingsTable = (): Table => barTable("ending", endingBars(), { meaning: (b) => page.value.forecast.endings[b.id]?.sentence ?? "" });

export default function Endings({ figure }: ChartProps) {
  return <Chart figure={figure} table={endingsTable} fixed><EndingRows /></Chart>;
}
