/** Who comes in, doing what, and by when: acts of powers by day, ever, and the day by which half have come. */
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { counted, page } from "../state";
import { INK, LINE, PAPER, SOFT } from "../theme";
import { fitting, fixed, shareText, type Size } from "../words";
import { DARK, shade } from "./powers";

interface Act { power: string; name: string; act: string; p: number; by_day: Record<string, number>; median_day: number | null }
interface Acts { days: number[]; likely: Act[]; rare: string[] }

const acts = (): Acts => page.value.data.acts as Acts;
const size = (): Size => ({ n: counted.value, effective: page.value.forecast.effective ?? counted.value });
const byDay = (a: Act, day: number): number => a.by_day[String(day)] ?? 0;
const half = (a: Act): string => (a.median_day === null ? "" : `day ${fixed(a.median_day, 0)}`);

export function actsTable(): Table {
  const { days, likely } = acts();
  return {
    head: ["power", "act", ...days.map((d) => `by day ${d}`), "ever", "half by day"],
    rows: likely.map((a) => [a.name, a.act, ...days.map((d) => byDay(a, d).toFixed(4)), a.p.toFixed(4), a.median_day === null ? "" : fixed(a.median_day, 0)]),
  };
}

const said = (a: Act): string => {
  const by = acts().days.map((d) => `by day ${d} ${shareText(byDay(a, d), size())}`);
  return `${a.name} ${a.act}: ${[...by, `ever ${shareText(a.p, size())}`, half(a) && `half by ${half(a)}`].filter(Boolean).join(", ")}`;
};

interface RowProps { act: Act; first: boolean; y: number; width: number; left: number; tall: number }

function Row({ act, first, y, width, left, tall }: RowProps) {
  const { days } = acts();
  const two = left === 0;
  const cells = days.length + 2, w = (width - left) / cells;
  const top = two ? y + 20 : y;
  const of = (p: number): string => shareText(p, size()).replace(" %", "\u00a0%");
  return (
    <g role="img" aria-label={said(act)}>
      {first && <line x1={0} x2={width} y1={y} y2={y} stroke={LINE} />}
      {two
        ? <text y={y + 15} fill={INK}><tspan font-weight={600}>{first ? `${fitting(act.name, width * 0.45)} ` : ""}</tspan>{fitting(act.act, width - (first ? Math.min(width * 0.45, act.name.length * 7) + 8 : 0))}</text>
        : <>
            {first && <text y={y + 19} fill={INK} font-weight={600}>{fitting(act.name, left * 0.25)}</text>}
            <text x={left * 0.26} y={y + 19} fill={INK} font-weight={act.act.startsWith("fights") ? 600 : 400}>{fitting(act.act, left * 0.73)}</text>
          </>}
      {days.map((d, i) => (
        <g>
          <rect x={left + i * w + 1} y={top + 3} width={w - 2} height={tall - 6} rx={2} fill={shade(byDay(act, d))} />
          <text x={left + (i + 0.5) * w} y={top + tall / 2 + 4} text-anchor="middle" fill={Math.sqrt(byDay(act, d)) > DARK ? PAPER : INK}>{of(byDay(act, d))}</text>
        </g>
      ))}
      <text x={left + (days.length + 1) * w - 6} y={top + tall / 2 + 4} text-anchor="end" fill={INK} font-weight={600}>{of(act.p)}</text>
      <text x={width - 2} y={top + tall / 2 + 4} text-anchor="end" fill={SOFT}>{half(act)}</text>
    </g>
  );
}

export default function ActsByDay({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const { days, likely, rare } = acts();
  const left = width < 720 ? 0 : Math.min(600, width * 0.62), tall = 28, row = left ? tall : tall + 22, top = 24;
  const height = top + likely.length * row + 4, w = (width - left) / (days.length + 2);
  return (
    <Chart figure={figure} table={actsTable} note={`Counted over all ${counted.value.toLocaleString("en-GB")} courses; conditions do not change it.`} fixed>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12.5" role="group" aria-label="What each power does, by day">
            {days.map((d, i) => <text x={left + (i + 0.5) * w} y={14} fill={SOFT} text-anchor="middle" font-size="12">{`${i || !left ? "" : "by "}day ${d}`}</text>)}
            <text x={left + (days.length + 1) * w - 6} y={14} fill={SOFT} text-anchor="end" font-size="12">ever</text>
            <text x={width - 2} y={14} fill={SOFT} text-anchor="end" font-size="12">half by</text>
            {likely.map((a, k) => <Row act={a} first={k === 0 || likely[k - 1]!.power !== a.power} y={top + k * row} width={width} left={left} tall={tall} />)}
          </svg>
        )}
      </div>
      {rare.length > 0 && <details><summary>{rare.length} acts of fewer than one course in a hundred</summary><ul class="rare">{rare.map((r) => <li><bdi>{r}</bdi></li>)}</ul></details>}
    </Chart>
  );
}
