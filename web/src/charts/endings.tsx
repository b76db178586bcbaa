/** How it may end: one bar per ending, and how much of the doubt is knowledge, how much luck. */
import { Bars, barTable, type Bar } from "../bars";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { conditioned, counted, courses, endingShares, page } from "../state";
import { INK, SOFT, endingColour } from "../theme";
import { limits, percent } from "../words";

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

const SPLIT_NAMES: Record<string, string> = { ending: "Kind of ending", length: "Length", area: "Ground", deaths: "Deaths" };

function Split() {
  const [ref, width] = useWidth();
  const shares = Object.entries(page.value.forecast.uncertainty?.parameter_share ?? {});
  const pairs = page.value.forecast.uncertainty?.pairs ?? 0;
  if (!shares.length || counted.value < limits.least || (pairs > 0 && pairs < limits.least)) return null;
  const left = 96, size = Math.max(40, width - left - 4);
  return (
    <div ref={ref} class="split">
      <h3>What the doubt is made of{conditioned.value && <small> (all courses, unconditioned)</small>}</h3>
      {width > 0 && (
        <svg width={width} height={shares.length * 24 + 22} viewBox={`0 0 ${width} ${shares.length * 24 + 22}`} role="img" font-size="12.5"
          aria-label={shares.map(([k, p]) => `${SPLIT_NAMES[k] ?? k}: ${percent(p)} per cent from what we do not know, the rest luck`).join(". ")}>
          {shares.map(([k, p], i) => (
            <g transform={`translate(0 ${i * 24})`}>
              <text x={2} y={14} fill={INK}>{SPLIT_NAMES[k] ?? k.replaceAll("_", " ")}</text>
              <rect x={left} y={3} width={size * p} height={15} fill="#5b6b7a" />
              <rect x={left + size * p} y={3} width={size * (1 - p)} height={15} fill="#d5d8da" />
              {p > 0.12 && <text x={left + 5} y={15} fill="#fff">{percent(p)} %</text>}
              {p < 0.88 && <text x={left + size - 5} y={15} text-anchor="end" fill={INK}>{percent(1 - p)} %</text>}
            </g>
          ))}
          <text x={left} y={shares.length * 24 + 14} fill={SOFT}>unknown inputs</text>
          <text x={left + size} y={shares.length * 24 + 14} text-anchor="end" fill={SOFT}>luck</text>
        </svg>
      )}
      {pairs > 0 && <p class="note small">Counted over {pairs.toLocaleString("en-GB")} pairs of courses with equal inputs.</p>}
    </div>
  );
}

export default function Endings({ figure }: ChartProps) {
  const bars = endingBars();
  const top = Math.min(1, Math.max(0.5, ...bars.map((b) => Math.max(b.high, b.all ?? 0, b.counted ?? 0, b.alike ?? 0))));
  return (
    <>
      <Chart figure={figure} table={endingsTable}>
        <Bars bars={bars} label="Probability of each ending" top={top} />
      </Chart>
      <Split />
    </>
  );
}
