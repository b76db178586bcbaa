/** Fifty dots, each one of fifty equally likely lengths of the war. */
import { scaleLinear } from "d3-scale";
import { countBy } from "../courses";
import { Chart, useWidth, type Table } from "../figure";
import { chosen, courses, horizon, page } from "../state";
import { INK, LINE, SOFT } from "../theme";
import { dateText } from "../words";

const DOTS = 50;

/** Return the lengths at the middle of fifty equal parts of the chosen courses. */
export function dots(counts: number[], total: number): number[] {
  const out: number[] = [];
  let sum = 0;
  for (let d = 0; d < counts.length && out.length < DOTS; d++) {
    sum += counts[d]!;
    while (out.length < DOTS && sum >= ((out.length + 0.5) / DOTS) * total) out.push(d);
  }
  return out;
}

/** Return the day by which half of the courses have ended. */
export function middle(counts: number[], total: number): number | undefined {
  let sum = 0;
  for (let d = 0; d < counts.length; d++) if ((sum += counts[d]!) >= total / 2 && total > 0) return d;
  return undefined;
}

export function Length() {
  const [ref, width] = useWidth();
  const c = courses.value;
  if (!c) return null;
  const end = horizon();
  const counts = countBy(c.length, chosen.value, 256);
  const lengths = dots(counts, chosen.value.length);
  const step = end / Math.max(10, Math.floor((width - 24) / 13));
  const stacks = new Map<number, number>();
  const places = lengths.map((d) => {
    const column = Math.min(Math.floor(d / step), Math.ceil(end / step) - 1);
    const row = stacks.get(column) ?? 0;
    stacks.set(column, row + 1);
    return { d, column, row };
  });
  const tall = Math.max(4, ...stacks.values());
  const height = tall * 12 + 34;
  const x = scaleLinear([0, end], [10, width - 12]);
  const table = (): Table => ({ head: ["dot of 50", "days from the as-of date", "date"], rows: lengths.map((d, i) => [i + 1, d >= end ? `${end} or more` : d, d >= end ? "beyond" : dateText(page.value.forecast.as_of, d, true)]) });
  const half = middle(counts, chosen.value.length) ?? end;
  return (
    <Chart name="length" title="How long" table={table}>
      <p class="when"><b>{half >= end ? `In half of the courses it lasts ${end} days or more` : `Half of the courses end by ${dateText(page.value.forecast.as_of, half, true)}, day ${half}`}</b></p>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} font-size="12" role="img" aria-label={`Half of the courses end within ${half} days`}>
            {x.ticks(width < 480 ? 4 : 7).map((t) => (
              <g>
                <line x1={x(t)} x2={x(t)} y1={height - 26} y2={height - 22} stroke={SOFT} />
                <text x={x(t)} y={height - 9} text-anchor={t === 0 ? "start" : t >= end - 4 ? "end" : "middle"} fill={SOFT}>{t === 0 ? "as-of date" : t >= end ? `${t}+` : `${t} days`}</text>
              </g>
            ))}
            <line x1={10} x2={width - 12} y1={height - 26} y2={height - 26} stroke={LINE} />
            {places.map((p) => (
              <circle cx={x((p.column + 0.5) * step)} cy={height - 33 - p.row * 12} r={5} fill={p.d >= end ? "#fff" : "#5b6b7a"} stroke={INK} stroke-width={p.d >= end ? 1.4 : 0.4} />
            ))}
          </svg>
        )}
      </div>
    </Chart>
  );
}
