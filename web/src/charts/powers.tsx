/** Who comes in: powers against what they do, with the middle day; a click conditions the page. */
import { LEVELS, Level } from "../codes";
import { countRows, medianDay, shareOf } from "../courses";
import { Chart, pressCondition, useWidth, type ChartProps, type Table } from "../figure";
import { base, chosen, conditioned, courses, page } from "../state";
import { INK, LINE, PAPER, POWERS, SOFT } from "../theme";
import type { Power } from "../types";
import { areFew, fixed, shareText, twoLines } from "../words";

const COLUMNS = [...LEVELS, "newly"] as const;
type Column = (typeof COLUMNS)[number];
const HEAD: Record<Column, [string, string]> = {
  out: ["words, aid,", "mediation only"], armed: ["arms, money,", "advisers, bases"],
  direct: ["own forces", "in combat"], newly: ["of that: new", "since as-of date"],
};
const SHORT: Record<Column, [string, string]> = { out: ["no", "arms"], armed: ["armed", "help"], direct: ["own", "forces"], newly: ["of that", "new"] };
const DASH = ["", "6 3", "2 2", "8 3 2 3", "4 4", "1 3", "10 4", "3 1"];

interface Line { id: string; name: string; values: Record<Column, number>; entry: number | null }

function ofForecast(p: Power): Record<Column, number> {
  return { out: p.out, armed: p.armed, direct: p.direct, newly: p.newly_direct };
}

export function powerLines(): Line[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const use = c && conditioned.value ? c : null;
  const share = (k: number): number => shareOf(k, chosen.value).p;
  const rows = (codes: Uint8Array | Uint16Array, k: number): number[] =>
    countRows(codes, chosen.value, use!.packed.powers.length, use!.count, (x) => x === k).map(share);
  const now = use && { out: rows(use.level, Level.OUT), armed: rows(use.level, Level.ARMED), direct: rows(use.level, Level.DIRECT), newly: rows(use.newly, 1) };
  return Object.entries(forecast.powers ?? {}).map(([id, p]) => {
    const at = use ? use.packed.powers.indexOf(id) : -1;
    const has = now && use && at >= 0;
    return {
      id, name: names.powers[id] ?? id,
      values: has ? { out: now.out[at]!, armed: now.armed[at]!, direct: now.direct[at]!, newly: now.newly[at]! } : ofForecast(p),
      entry: has ? medianDay(use.entry, chosen.value, at * use.count) : p.median_day_of_entry ?? null,
    };
  });
}

export function powersTable(): Table {
  const n = base.value;
  return {
    head: ["power", ...COLUMNS.flatMap((k) => (areFew(n) ? [`${HEAD[k].join(" ")}: courses of ${n.n}`] : [HEAD[k].join(" ")])), "median day of entry, where it enters"],
    rows: powerLines().map((l) => [l.name, ...COLUMNS.map((k) => (areFew(n) ? Math.round(l.values[k] * n.n) : l.values[k].toFixed(4))), l.entry === null ? "" : fixed(l.entry, 0)]),
  };
}

/** From this depth on the ground is dark and the figure white; the depths between, on which neither can be read, are left out. */
export const DARK = 0.62;
const depth = (p: number): number => { const s = Math.sqrt(p); return s > DARK ? 0.78 + ((s - DARK) * 0.22) / (1 - DARK) : s; };
export const shade = (p: number): string => `color-mix(in srgb, var(--power-deep) ${Math.round(100 * depth(p))}%, var(--faint))`;

/** In the cells of a few courses only the count stands; of how many is said below. */
const boxText = (p: number): string => (areFew(base.value) ? (p > 0 ? `${Math.round(p * base.value.n)}` : "none") : shareText(p, base.value));

function Box({ line, column, x, y, w, h }: { line: Line; column: Column; x: number; y: number; w: number; h: number }) {
  const p = line.values[column];
  const text = `${line.name}, ${HEAD[column].join(" ")}: ${shareText(p, base.value)}`;
  const has = courses.value?.packed.powers.includes(line.id);
  const attributes = has ? pressCondition({ group: `level:${line.id}`, value: column }, text) : { role: "img" as const, "aria-label": text };
  return (
    <g {...attributes}>
      <rect class="hit" x={x + 1} y={y + 1} width={w - 2} height={h - 2} fill={shade(p)} rx={2} />
      <text x={x + w / 2} y={y + h / 2 + 5} text-anchor="middle" fill={Math.sqrt(p) > DARK ? PAPER : INK} font-weight={p >= 0.5 ? 600 : 400}>{boxText(p)}</text>
    </g>
  );
}

/** Powers that take no arms step in any course and broker nothing: named in one line instead of a row of noughts each. */
function idle(id: string): boolean {
  const { powers, brokers } = page.value.forecast;
  return (powers?.[id]?.out ?? 0) >= 0.9995 && (brokers?.[id] ?? 0) < 0.0005;
}

export default function Powers({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const every = powerLines();
  const quiet = every.filter((l) => idle(l.id));
  const lines = every.filter((l) => !idle(l.id));
  const narrow = width < 520;
  const letters = narrow ? 13 : 30;
  const named = lines.map((l) => twoLines(l.name, letters));
  const left = 36 + 7.2 * Math.max(6, ...named.flat().map((t) => t.length)), top = 42, h = narrow ? 36 : 32;
  const w = Math.max(40, (width - left) / COLUMNS.length);
  const height = top + lines.length * h + 4;
  return (
    <Chart figure={figure} table={powersTable}>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Powers and the highest step each takes" font-size="13">
            {COLUMNS.map((k, i) => (
              <text y={14} text-anchor="middle" fill={SOFT} font-size={12}>
                {(width < 560 ? SHORT : HEAD)[k].map((t, row) => <tspan x={left + (i + 0.5) * w} dy={row * 15}>{t}</tspan>)}
              </text>
            ))}
            {lines.map((l, j) => (
              <g>
                <title>{l.name}</title>
                <line x1={2} x2={20} y1={top + j * h + h / 2} y2={top + j * h + h / 2} stroke={POWERS[j % POWERS.length]} stroke-width={4} stroke-dasharray={DASH[j % DASH.length]} />
                <text x={26} fill={INK} font-size={narrow ? 12 : 13}>
                  {named[j]!.map((t, row) => <tspan x={26} y={top + j * h + h / 2 + 5 + (row - (named[j]!.length - 1) / 2) * 14}>{t}</tspan>)}
                </text>
                {COLUMNS.map((k, i) => <Box line={l} column={k} x={left + i * w} y={top + j * h} w={w} h={h} />)}
                <line x1={0} x2={width} y1={top + (j + 1) * h} y2={top + (j + 1) * h} stroke={LINE} stroke-width={0.4} />
              </g>
            ))}
          </svg>
        )}
      </div>
      {quiet.length > 0 && <p class="note small">Out of arms and of mediation in every course: {quiet.map((l) => l.name).join(", ")}.</p>}
    </Chart>
  );
}
