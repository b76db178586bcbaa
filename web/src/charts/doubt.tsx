/** How much of the doubt is knowledge, how much luck. */
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { counted, page } from "../state";
import { INK, NONE, OTHER, PAPER, SOFT } from "../theme";
import { limits, percent } from "../words";

const SPLIT_NAMES: Record<string, string> = { ending: "Kind of ending", length: "Length", area: "Ground", deaths: "Deaths" };

export function doubtTable(): Table {
  const shares = Object.entries(page.value.forecast.uncertainty?.parameter_share ?? {});
  return { head: ["what", "unknown inputs", "luck"], rows: shares.map(([k, p]) => [SPLIT_NAMES[k] ?? k.replaceAll("_", " "), p.toFixed(4), (1 - p).toFixed(4)]) };
}

export default function Doubt({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const shares = Object.entries(page.value.forecast.uncertainty?.parameter_share ?? {});
  const pairs = page.value.forecast.uncertainty?.pairs ?? 0;
  if (!shares.length || counted.value < limits.least || (pairs > 0 && pairs < limits.least)) return null;
  const left = 96, size = Math.max(40, width - left - 4);
  return (
    <Chart figure={figure} table={doubtTable} note={`Counted over all courses${pairs > 0 ? `, ${pairs.toLocaleString("en-GB")} pairs of them with equal inputs` : ""}; conditions do not change it.`} fixed>
      <div ref={ref} class="split">
      {width > 0 && (
        <svg width={width} height={shares.length * 24 + 22} viewBox={`0 0 ${width} ${shares.length * 24 + 22}`} role="img" font-size="12.5"
          aria-label={shares.map(([k, p]) => `${SPLIT_NAMES[k] ?? k}: ${percent(p)} per cent from what we do not know, the rest luck`).join(". ")}>
          {shares.map(([k, p], i) => (
            <g transform={`translate(0 ${i * 24})`}>
              <text x={2} y={14} fill={INK}>{SPLIT_NAMES[k] ?? k.replaceAll("_", " ")}</text>
              <rect x={left} y={3} width={size * p} height={15} fill={OTHER} />
              <rect x={left + size * p} y={3} width={size * (1 - p)} height={15} fill={NONE} />
              {p > 0.12 && <text x={left + 5} y={15} fill={PAPER}>{percent(p)} %</text>}
              {p < 0.88 && <text x={left + size - 5} y={15} text-anchor="end" fill={INK}>{percent(1 - p)} %</text>}
            </g>
          ))}
          <text x={left} y={shares.length * 24 + 14} fill={SOFT}>unknown inputs</text>
          <text x={left + size} y={shares.length * 24 + 14} text-anchor="end" fill={SOFT}>luck</text>
        </svg>
      )}
      </div>
    </Chart>
  );
}
