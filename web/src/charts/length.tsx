/** Fifty dots, each one of fifty equally likely lengths of the war. */
import { scaleLinear } from "d3-scale";
import { countBy, ranked } from "../courses";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, horizon, page } from "../state";
import { INK, LINE, OTHER, PAPER, SOFT } from "../theme";
import { dateText, fixed } from "../words";

const DOTS = 50;

/** Return the lengths at the middle of fifty equal parts of the chosen courses. */
export function dots(counts: number[], total: number): number[] {
  const out: number[] = [];
  let sum = 0;
  for (let d = 0; d < counts.length && out.length < DOTS; d++) {
    sum += counts[d]!;
    while (out.length < DOTS && sum >= ((out.length + 0.5) / DOTS) * total * (1 - 1e-12)) out.push(d);
  }
  return out;
}

/** Return how many of the chosen courses last each number of days, up to the last day of the forecast. */
function lengths(): number[] {
  const c = courses.value!;
  return countBy(c.length, chosen.value, horizon() + 1);
}

export function lengthTable(): Table {
  const end = horizon(), n = chosen.value.total;
  return {
    head: ["dot of 50", "days from the as-of date", "date"],
    rows: dots(lengths(), n).map((d, i) => [i + 1, d >= end ? `${end} or more` : d, d >= end ? "beyond" : dateText(page.value.forecast.as_of, d, true)]),
  };
}

export function halfText(): string {
  const end = horizon();
  const c = courses.value!;
  const published = conditioned.value ? undefined : page.value.forecast.length_days?.q50;
  const half = Number(fixed(published ?? (chosen.value.n ? ranked(c.length, 0, chosen.value, [0.5])[0]! : end), 0));
  return half >= end ? `In half of the courses it lasts ${end} days or more` : `Half of the courses end by ${dateText(page.value.forecast.as_of, half, true)}, day ${half}`;
}

export default function Length({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const c = courses.value;
  if (!c) return null;
  const end = horizon();
  const step = end / Math.max(10, Math.floor((width - 24) / 13));
  const stacks = new Map<number, number>();
  const places = dots(lengths(), chosen.value.total).map((d) => {
    const column = Math.min(Math.floor(d / step), Math.ceil(end / step) - 1);
    const row = stacks.get(column) ?? 0;
    stacks.set(column, row + 1);
    return { d, column, row };
  });
  const tall = Math.max(4, ...stacks.values());
  const height = tall * 12 + 34;
  const x = scaleLinear([0, end], [10, width - 12]);
  return (
    <Chart figure={figure} table={lengthTable} inside>
      <p class="when"><b>{halfText()}</b></p>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12" role="img" aria-label={halfText()}>
            {x.ticks(width < 480 ? 4 : 7).filter((t) => t === 0 || (x(t) > 110 && (t >= end || x(end) - x(t) > 64))).map((t) => (
              <g>
                <line x1={x(t)} x2={x(t)} y1={height - 26} y2={height - 22} stroke={SOFT} />
                <text x={x(t)} y={height - 9} text-anchor={t === 0 ? "start" : t >= end - 4 ? "end" : "middle"} fill={SOFT}>{t === 0 ? "as-of date" : t >= end ? `${t}+` : `${t} days`}</text>
              </g>
            ))}
            <line x1={10} x2={width - 12} y1={height - 26} y2={height - 26} stroke={LINE} />
            {places.map((p) => (
              <circle cx={x((p.column + 0.5) * step)} cy={height - 33 - p.row * 12} r={5} fill={p.d >= end ? PAPER : OTHER} stroke={INK} stroke-width={p.d >= end ? 1.4 : 0.4} />
            ))}
          </svg>
        )}
      </div>
    </Chart>
  );
}
