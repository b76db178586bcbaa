/** Horizontal bars of counted shares, each with its counting error; a click conditions the page. */
import { scaleLinear } from "d3-scale";
import { wilson, type Condition, type Counted } from "./courses";
import { pressCondition, useWidth, type Table } from "./figure";
import { base, counted } from "./state";
import { INK, LINE, PAPER, SOFT, YOU } from "./theme";
import { points } from "./turning";
import { areFew, countHead, coursesText, fitting, inWords, intervalText, limits, percent, shareText, type Size } from "./words";

export interface Bar extends Counted {
  id: string; name: string; colour: string; condition?: Condition;
  /** The share of all courses, where the bar is counted over some. */
  all?: number;
  /** Marks beside the forecast of all courses: the share as counted, and that of past wars like this one. */
  counted?: number; alike?: number; day?: number | null;
}

const ROW = 38;

export const NOTHING: Record<string, number> = {};

/** Return a share of the forecast as counted over all its courses. */
export const ofAll = (p: number): Counted => ({ ...wilson(Math.round(p * counted.value), counted.value), p });

/** Return bars as a table: counts where the courses are few, shares with their counting error else. */
export function barTable(what: string, bars: Bar[], more: Record<string, (b: Bar) => string> = {}): Table {
  const n = base.value;
  const marked = bars.some((b) => b.alike !== undefined);
  const mark = (p: number | undefined): string => (p === undefined ? "" : p.toFixed(4));
  return {
    head: [what, countHead(), "of", "share", "counting error, 95 %", ...(marked ? ["as counted", "past wars like this one"] : []), ...Object.keys(more)],
    rows: bars.map((b) => [
      b.name, Math.round(b.p * n.n), n.n, areFew(n) ? "" : b.p.toFixed(4), intervalText(b.low, b.high, n),
      ...(marked ? [mark(b.counted), mark(b.alike)] : []), ...Object.values(more).map((f) => f(b)),
    ]),
  };
}

export function Bars({ bars, label, top = 1 }: { bars: Bar[]; label: string; top?: number }) {
  const [ref, width] = useWidth();
  const n = base.value;
  const room = Math.max(...bars.map((b) => 9 * shareText(b.p, n).length + 8.2 * intervalText(b.low, b.high, n).length), 70);
  const x = scaleLinear([0, top], [0, Math.max(60, width - 16 - room)]);
  const height = bars.length * ROW + 4;
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg class="bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label} font-size="13">
          {bars.map((b, i) => <Row key={b.id} bar={b} n={n} y={i * ROW} x={x} width={width} />)}
        </svg>
      )}
      {bars.some((b) => b.all !== undefined) && counted.value >= limits.few && <p class="note small you">Dashed: all {coursesText(counted.value)}, before your choice; the purple figure is the change in points.</p>}
      {bars.some((b) => b.alike !== undefined) && <p class="note small">Tick: the courses as counted. Diamond: past wars like this one.</p>}
    </div>
  );
}

function Row({ bar, n, y, x, width }: { bar: Bar; n: Size; y: number; x: (p: number) => number; width: number }) {
  const span = intervalText(bar.low, bar.high, n), share = shareText(bar.p, n);
  const moved = bar.all !== undefined && !areFew(n), extra = moved ? points(bar.p, bar.all!) : span;
  const beside = bar.alike === undefined || bar.counted === undefined ? "" : `, as counted ${percent(bar.counted)} %, past wars like this one ${percent(bar.alike)} %`;
  const text = `${bar.name} ${share}${extra ? ` ${extra} (${moved ? "points beside all courses" : "counting error, 95 %"})` : ""}, ${inWords(bar.p, bar.low, bar.high)}${beside}`;
  const attributes = bar.condition ? pressCondition(bar.condition, text) : { role: "img" as const, "aria-label": text };
  const few = areFew(n), at = 2 + x(bar.p);
  const end = (v: number): number => 2 + x(v);
  return (
    <g {...attributes} transform={`translate(0 ${y})`}>
      {fitting(bar.name, width) !== bar.name && <title>{text}</title>}
      <rect class="hit" x={0} y={0} width={width} height={ROW - 2} fill="transparent" rx={3} />
      <text x={2} y={13} fill={INK}>{`${fitting(bar.name, width)} `}</text>
      {few
        ? <><rect x={end(bar.low)} y={19} width={Math.max(1, end(bar.high) - end(bar.low))} height={11} fill={bar.colour} fill-opacity={0.45} />
          <line x1={at} x2={at} y1={17} y2={32} stroke={INK} stroke-width={2} /></>
        : <><rect x={2} y={19} width={bar.p > 0 ? Math.max(0.5, x(bar.p)) : 0} height={11} fill={bar.colour} />
          <path d={`M${end(bar.low)} 21.5v6m0-3H${end(bar.high)}m0-3v6`} fill="none" stroke={INK} stroke-width={1.4} /></>}
      {bar.all !== undefined && counted.value >= limits.few && <line x1={2 + x(bar.all)} x2={2 + x(bar.all)} y1={16} y2={33} stroke={YOU} stroke-width={1.6} stroke-dasharray="4 2.5" />}
      {bar.counted !== undefined && <line x1={end(bar.counted)} x2={end(bar.counted)} y1={16} y2={33} stroke={INK} stroke-width={1.6} />}
      {bar.alike !== undefined && <path d={`M${end(bar.alike)} 19.5l4.5 5-4.5 5-4.5-5z`} fill={PAPER} stroke={INK} stroke-width={1.3} />}
      <text x={width - 2} y={29} text-anchor="end" fill={INK} font-weight="600">
        {share} <tspan fill={moved ? YOU : SOFT} font-weight={moved ? 600 : 400}>{extra}</tspan>
      </text>
      <line x1={0} x2={width} y1={ROW - 2} y2={ROW - 2} stroke={LINE} stroke-width={0.5} />
    </g>
  );
}
