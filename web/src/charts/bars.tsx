/** Horizontal bars of counted shares, each with its counting error; a click conditions the page. */
import { scaleLinear } from "d3-scale";
import type { Condition } from "../courses";
import { pressCondition, useWidth } from "../figure";
import { INK, LINE, SOFT } from "../theme";
import { fitting, inWords, percent, range } from "../words";

export interface Bar { id: string; name: string; p: number; low: number; high: number; all?: number; colour: string; condition?: Condition }

const ROW = 38;

export function Bars({ bars, label, top = 1 }: { bars: Bar[]; label: string; top?: number }) {
  const [ref, width] = useWidth();
  const x = scaleLinear([0, top], [0, Math.max(60, width - 130)]);
  const height = bars.length * ROW + 4;
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label} font-size="13">
          {bars.map((b, i) => <Row key={b.id} bar={b} y={i * ROW} x={x} width={width} />)}
        </svg>
      )}
      {bars.some((b) => b.all !== undefined) && <p class="note small">Dashed: all courses, unconditioned.</p>}
    </div>
  );
}

function Row({ bar, y, x, width }: { bar: Bar; y: number; x: (p: number) => number; width: number }) {
  const text = `${bar.name} ${percent(bar.p)} % ${range(bar.low, bar.high)}, ${inWords(bar.p)}`;
  const attributes = bar.condition ? pressCondition(bar.condition, text) : { role: "img" as const, "aria-label": text };
  return (
    <g {...attributes} transform={`translate(0 ${y})`}>
      <rect class="hit" x={0} y={0} width={width} height={ROW - 2} fill="transparent" rx={3} />
      <text x={2} y={13} fill={INK}>{`${fitting(bar.name, width)} `}</text>
      <rect x={2} y={19} width={x(1) > 0 ? Math.max(0.5, x(bar.p)) : 0} height={11} fill={bar.colour} />
      {bar.all !== undefined && <line x1={2 + x(bar.all)} x2={2 + x(bar.all)} y1={16} y2={33} stroke={INK} stroke-dasharray="2 2" />}
      <line x1={2 + x(bar.low)} x2={2 + x(bar.high)} y1={24.5} y2={24.5} stroke={INK} stroke-width={1.4} />
      <line x1={2 + x(bar.low)} x2={2 + x(bar.low)} y1={21.5} y2={27.5} stroke={INK} stroke-width={1.4} />
      <line x1={2 + x(bar.high)} x2={2 + x(bar.high)} y1={21.5} y2={27.5} stroke={INK} stroke-width={1.4} />
      <text x={width - 2} y={29} text-anchor="end" fill={INK} font-weight="600">
        {percent(bar.p)} % <tspan fill={SOFT} font-weight="400">{range(bar.low, bar.high)}</tspan>
      </text>
      <line x1={0} x2={width} y1={ROW - 2} y2={ROW - 2} stroke={LINE} stroke-width={0.5} />
    </g>
  );
}
