/** The chance that each design comes out of an election: bar, band of bootstraps over the courses, range over the method's switches. */
import { FIXED, handed, type Elected } from "../asked";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { INK, LINE, OTHER, SOFT } from "../theme";
import { fitting, percent, range } from "../words";

const ROW = 42;

export function electedTable(): Table {
  const found = handed<Elected>("election");
  return found ? { head: found.head, rows: found.cells } : { head: [], rows: [] };
}

export default function Election({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const found = handed<Elected>("election");
  if (!found) return null;
  const left = 4, x = (p: number): number => left + (width - left - 130) * p;
  const height = ROW * found.rows.length;
  return (
    <Chart figure={figure} table={electedTable} fixed note={FIXED}>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12.5" role="img" aria-label={found.rows.map((r) => `${r.design}: ${percent(r.p)} per cent`).join("; ")}>
            {found.rows.map((r, i) => (
              <g transform={`translate(0 ${i * ROW})`}>
                <text x={left} y={14} fill={INK}>{fitting(r.design, width - 140)}<title>{r.design}</title></text>
                <path d={`M${left} 28H${x(1)}`} stroke={LINE} />
                <rect x={left} y={22} width={Math.max(0, x(r.p) - left)} height={12} fill={OTHER} />
                <path d={`M${x(r.least)} 37H${x(r.most)}`} stroke={SOFT} stroke-width={2} stroke-dasharray="2 2" />
                <path d={`M${x(r.low)} 28H${x(r.high)}M${x(r.low)} 24v8M${x(r.high)} 24v8`} stroke={INK} stroke-width={1.4} />
                <text x={width} y={32} text-anchor="end" fill={INK}><tspan font-weight="600">{percent(r.p)} %</tspan> {r.high < 0.005 ? "" : range(r.low, r.high)}</text>
              </g>
            ))}
          </svg>
        )}
      </div>
      <p class="small">Bar: chance. Whisker: nine in ten bootstraps over the courses. Dotted: least to most over three rules and three laws of victory.</p>
    </Chart>
  );
}
