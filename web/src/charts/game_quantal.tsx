/** How often each power takes each posture, from powers that err often to powers that err seldom, with bands of bootstraps. */
import { FIXED, handed, type Drift } from "../asked";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { INK, LINE, NONE, SOFT } from "../theme";
import { fitting, percent, range } from "../words";

/** Postures are told apart by dash and label. */
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "4 4", "1 2"];
const HEIGHT = 170, TOP = 10, FOOT = 26, LABEL = 118;

export const driftTable = (): Table => ({
  head: ["power", "posture", "precision", "chance", "low", "high"],
  rows: (handed<Drift[]>("game_quantal") ?? []).flatMap((d) => d.postures.flatMap((one) => one.points.map((p) => [d.power, one.name, p.precision, p.p, p.low, p.high]))),
});

/** Return places for labels at least 14 apart, nearest to where they belong. */
export function apart(wanted: number[], low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!), found = [...wanted];
  let last = low - 14;
  for (const i of order) { found[i] = Math.max(wanted[i]!, last + 14); last = found[i]!; }
  let next = high + 14;
  for (const i of [...order].reverse()) { found[i] = Math.min(found[i]!, next - 14); next = found[i]!; }
  return found;
}

function One({ drift, width }: { drift: Drift; width: number }) {
  const points = drift.postures[0]!.points, room = width - LABEL - 34;
  const x = (i: number): number => 34 + (room * i) / Math.max(1, points.length - 1);
  const y = (p: number): number => TOP + (HEIGHT - TOP - FOOT) * (1 - p);
  const places = apart(drift.postures.map((one) => y(one.points.at(-1)!.p)), TOP + 4, HEIGHT - FOOT);
  const said = drift.postures.map((one) => `${one.name} ${percent(one.points.at(-1)!.p)} per cent, ${range(one.points.at(-1)!.low, one.points.at(-1)!.high)}`).join("; ");
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} font-size="12" role="img" aria-label={`${drift.power} when powers err least: ${said}`}>
      {[0, 0.5, 1].map((p) => <g><path d={`M34 ${y(p)}H${34 + room}`} stroke={LINE} /><text x={28} y={y(p) + 4} text-anchor="end" fill={SOFT}>{100 * p}</text></g>)}
      {points.map((p, i) => <text x={x(i)} y={HEIGHT - 8} text-anchor="middle" fill={SOFT}>{p.precision}</text>)}
      {drift.postures.map((one) => <path d={`M${one.points.map((p, i) => `${x(i)} ${y(p.high)}`).join("L")}L${[...one.points].reverse().map((p, i) => `${x(points.length - 1 - i)} ${y(p.low)}`).join("L")}Z`} fill={NONE} opacity={0.55} />)}
      {drift.postures.map((one, k) => (
        <g>
          <path d={`M${one.points.map((p, i) => `${x(i)} ${y(p.p)}`).join("L")}`} fill="none" stroke={INK} stroke-width={1.8} stroke-dasharray={DASHES[k % DASHES.length]} />
          <text x={34 + room + 8} y={places[k]! + 4} fill={INK}>{fitting(one.name, LABEL - 44)} {percent(one.points.at(-1)!.p)} %</text>
        </g>
      ))}
    </svg>
  );
}

export default function GameQuantal({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const found = handed<Drift[]>("game_quantal");
  if (!found) return null;
  const two = width >= 720, each = two ? Math.floor((width - 24) / 2) : width;
  return (
    <Chart figure={figure} table={driftTable} fixed note={FIXED}>
      <div ref={ref} class={two ? "drifts two" : "drifts"}>
        {width > 0 && found.map((d) => <div><h4 dir="auto">{d.power}</h4><One drift={d} width={each} /></div>)}
      </div>
      <p class="small">Across: precision, from powers that often err to powers that seldom do. Up: chance of the posture in 100.</p>
    </Chart>
  );
}
