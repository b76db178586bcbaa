/** Lengths of past wars like this one on a logarithmic axis: fifty equally likely lengths, and the wars that can be named. */
import { scaleLog } from "d3-scale";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { horizon, page } from "../state";
import { INK, LINE, OTHER, SOFT } from "../theme";
import type { NamedWar } from "../types";

const TICKS = [1, 3, 7, 30, 90, 180, 365, 1000, 3000, 10000];
const RADIUS = 4.5;
const PITCH = 10;

/** Return the row of each dot in its column, so that dots of about the same place stand on each other. */
export function stacked(places: number[]): { x: number; row: number }[] {
  const rows = new Map<number, number>();
  return places.map((x) => {
    const column = Math.round(x / PITCH);
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { x: column * PITCH, row };
  });
}

export function pastTable(): Table {
  const named = page.value.forecast.outside?.named ?? [];
  return { head: ["war", "first day", "last day", "days"], rows: named.map((w) => [w.name, w.start, w.end, w.days]) };
}

const label = (w: NamedWar): string => `${w.name}, ${w.start.slice(0, 4)}: ${w.days.toLocaleString("en-GB")} ${w.days === 1 ? "day" : "days"}`;

export default function Past({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const found = page.value.forecast.outside;
  if (!found?.length_dots) return null;
  const end = horizon(), named = found.named ?? [];
  const top = Math.max(end, ...named.map((w) => w.days), 10);
  const x = scaleLog([1, top * 1.15], [16, Math.max(120, width - 14)]);
  const at = (days: number): number => x(Math.max(1, days));
  const dots = stacked(found.length_dots.map(at));
  const wars = stacked(named.map((w) => at(w.days)));
  const tall = (rows: { row: number }[]): number => (1 + Math.max(0, ...rows.map((r) => r.row))) * PITCH + 4;
  const middle = 20 + tall(dots), low = middle + 34 + tall(wars);
  const height = (named.length > 0 ? low : middle) + 30;
  const base = height - 26;
  return (
    <Chart figure={figure} table={pastTable} note="Past wars: they do not follow conditions." fixed>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12" role="img" aria-label={found.sentence}>
            {TICKS.filter((t) => t <= top && (width >= 480 || t !== 3 && t !== 90)).map((t) => (
              <g>
                <line x1={x(t)} x2={x(t)} y1={14} y2={base} stroke={LINE} />
                <text x={x(t)} y={height - 9} text-anchor="middle" fill={SOFT}>{t === 1 ? "1 day" : t}</text>
              </g>
            ))}
            <text x={16} y={11} fill={SOFT}>{`the class: ${found.n} wars`}</text>
            {dots.map((d, i) => (
              <circle cx={d.x} cy={middle - 5 - d.row * PITCH} r={RADIUS} fill={found.length_dots![i]! >= end ? "none" : OTHER} stroke={INK} stroke-width={found.length_dots![i]! >= end ? 1.3 : 0.4} />
            ))}
            {named.length > 0 && <text x={16} y={middle + 25} fill={SOFT}>{`by name: ${named.length}${found.named_of! > named.length ? ` of ${found.named_of}, the last to end` : ""}`}</text>}
            {wars.map((d, i) => (
              <circle cx={d.x} cy={low - 5 - d.row * PITCH} r={RADIUS} fill={SOFT} stroke={INK} stroke-width={0.4}>
                <title>{label(named[i]!)}</title>
              </circle>
            ))}
          </svg>
        )}
      </div>
    </Chart>
  );
}
