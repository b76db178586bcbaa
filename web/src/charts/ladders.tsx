/** The chance that a number has passed each of a ladder of thresholds by each day, over the courses that fit. */
import { NEVER, decode, gridDay, weightWhere, type Courses, type Group } from "../courses";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, everyone, page, within } from "../state";
import { A, B, INK, LINE, OTHER, SOFT } from "../theme";
import { amount, dateText, fitting, shareText } from "../words";

interface Ladder { series: string; title: string; unit: string; thresholds: number[] }
interface Ladders { days: number[]; ladders: Ladder[] }

const given = (): Ladders => page.value.data.ladders as Ladders;
const COLOURS: Record<string, string> = { dead_A: A, dead_B: B, area_km2: A, displaced: OTHER };

/** By series and threshold the first grid day of every course on which it is passed: conditions do not change it. */
const known = new WeakMap<Courses, Map<string, Uint16Array[]>>();

/** Return by threshold the day on which each course first reaches it, NEVER where it does not; thresholds rise. */
export function passDays(c: Courses, series: string, thresholds: number[]): Uint16Array[] {
  const codes = c.series[series]!, law = c.packed.laws[series]!;
  const least = thresholds.map((t) => {
    let low = 0, high = c.packed.last_code;
    while (low < high) { const k = (low + high) >> 1; if (decode(k, law, c.packed.last_code) < t - 1e-9 * Math.abs(t)) low = k + 1; else high = k; }
    return low;
  });
  const out = thresholds.map(() => new Uint16Array(c.count).fill(NEVER));
  for (let m = 0; m < c.count; m++) {
    let at = 0;
    for (let d = 0; d < c.days.length && at < least.length; d++) {
      const code = codes[d * c.count + m]!;
      while (at < least.length && code >= least[at]!) out[at++]![m] = c.days[d]!;
    }
  }
  return out;
}

function daysOf(c: Courses, one: Ladder): Uint16Array[] {
  const kept = known.get(c) ?? new Map<string, Uint16Array[]>();
  known.set(c, kept);
  if (!kept.has(one.series)) kept.set(one.series, passDays(c, one.series, one.thresholds));
  return kept.get(one.series)!;
}

interface Row { name: string; short: string; shares: (number | null)[]; before: (number | null)[] }

const before = new WeakMap<Group, Map<string, (number | null)[]>>();

/** Return the shares of a row over all courses, which are counted once. */
function ofAll(share: (group: Group) => (number | null)[], row: string): (number | null)[] {
  const group = everyone.value, kept = before.get(group) ?? new Map<string, (number | null)[]>();
  before.set(group, kept);
  if (!kept.has(row)) kept.set(row, share(group));
  return kept.get(row)!;
}

/** Return the rows of a ladder, the highest threshold first; `before`: the same over all courses. */
function rowsOf(one: Ladder): Row[] {
  const c = courses.value!, passed = daysOf(c, one), ends = given().days.map((d) => c.days[gridDay(c.days, d)]!);
  return one.thresholds.map((t, k) => {
    const first = passed[k]!, share = (group: Group) => ends.map((end) => (group.total > 0 ? weightWhere(group, (m) => first[m]! <= end) / group.total : null));
    const value = `${amount(t)}${one.unit ? ` ${one.unit}` : ""}`;
    return { name: `${value} or more`, short: `≥ ${value}`, shares: share(chosen.value), before: conditioned.value ? ofAll(share, `${one.series} ${k}`) : [] };
  }).reverse();
}

function lasting(): Row {
  const c = courses.value!;
  const share = (group: Group) => given().days.map((d) => (d < c.days.at(-1)! && group.total > 0 ? weightWhere(group, (m) => c.length[m]! > d) / group.total : null));
  return { name: "still fought after", short: "still fought", shares: share(chosen.value), before: conditioned.value ? ofAll(share, "lasting") : [] };
}

const blocks = (): { title: string; colour: string; rows: Row[] }[] => [
  ...given().ladders.map((one) => ({ title: one.title, colour: COLOURS[one.series] ?? OTHER, rows: rowsOf(one) })),
  { title: "The war goes on", colour: INK, rows: [lasting()] },
];

const text = (p: number | null): string => (p === null ? "" : shareText(p, within.value));

export function ladderTable(): Table {
  const asOf = page.value.forecast.as_of;
  return {
    head: ["number", "threshold", ...given().days.map((d) => `by ${dateText(asOf, d, true)}, day ${d}`)],
    rows: blocks().flatMap((b) => b.rows.map((r) => [b.title, r.name, ...r.shares.map(text)])),
  };
}

const CELL = 28;

export default function Drawn({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const asOf = page.value.forecast.as_of, narrow = width < 560;
  const days = given().days, shown = days.map((_, i) => i).filter((i) => !narrow || days.length <= 4 || i !== days.length - 2);
  const left = narrow ? 104 : 190, each = Math.max(44, (width - left) / shown.length);
  const all = blocks();
  let y = 40;
  const placed = all.map((b) => { const at = y; y += 26 + b.rows.length * CELL + 12; return { ...b, at }; });
  return (
    <Chart figure={figure} table={ladderTable} inside>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={y} viewBox={`0 0 ${width} ${y}`} font-size="12.5" role="group" aria-label={figure.title}>
            {shown.map((i, k) => (
              <g fill={SOFT} text-anchor="middle" font-size="12">
                <text x={left + (k + 0.5) * each} y={14}>{narrow ? "" : "by "}{dateText(asOf, days[i]!)}</text>
                <text x={left + (k + 0.5) * each} y={30}>day {days[i]}</text>
              </g>
            ))}
            {placed.map((b) => (
              <g transform={`translate(0 ${b.at})`}>
                <text x={0} y={16} fill={INK} font-weight="600">{fitting(b.title, 0.92 * width)}<title>{b.title}</title></text>
                {b.rows.map((r, i) => (
                  <g transform={`translate(0 ${26 + i * CELL})`} role="img" aria-label={`${b.title}, ${r.name}: ${shown.map((k) => `day ${days[k]} ${text(r.shares[k] ?? null)}`).join(", ")}`}>
                    <text x={0} y={18} fill={SOFT}>{narrow ? r.short : r.name}</text>
                    {shown.map((d, k) => {
                      const p = r.shares[d] ?? null, was = r.before[d] ?? null;
                      return p === null ? null : (
                        <g transform={`translate(${left + k * each} 0)`}>
                          <rect x={1} y={1} width={each - 2} height={CELL - 2} rx={3} fill={b.colour} fill-opacity={0.06 + 0.44 * p} />
                          {was !== null && <line x1={1 + was * (each - 2)} x2={1 + was * (each - 2)} y1={CELL - 7} y2={CELL - 1} stroke={INK} stroke-width={2}><title>all courses</title></line>}
                          <text x={each / 2} y={18} text-anchor="middle" fill={INK}>{text(p)}</text>
                        </g>
                      );
                    })}
                  </g>
                ))}
                <line x1={0} x2={width} y1={26 + b.rows.length * CELL + 5} y2={26 + b.rows.length * CELL + 5} stroke={LINE} />
              </g>
            ))}
          </svg>
        )}
      </div>
      {conditioned.value && <p class="note small">Tick at the foot of a cell: the same over all courses, from none at the left to all at the right.</p>}
    </Chart>
  );
}
