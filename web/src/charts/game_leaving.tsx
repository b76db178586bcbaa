/** What each power would gain by leaving a profile alone, with the interval that shared luck leaves; to the right of zero it leaves. */
import { FIXED, handed, signed, type Gain, type Leaving } from "../asked";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { INK, LINE, PAPER, SOFT } from "../theme";
import { fitting } from "../words";

const SURE = 1.96, ROW = 26;

export const leavingTable = (): Table => ({
  head: ["from", "power", "instead", "gain, utility", "standard error", "surely"],
  rows: (handed<Leaving[]>("game_leaving") ?? []).flatMap((one) => one.rows.map((r) => [one.now ? `${one.profile} (now)` : one.profile, r.power, r.to, r.gain, r.se, r.sure ? "yes" : "no"])),
});

function Strip({ rows, reach, width }: { rows: Gain[]; reach: [number, number]; width: number }) {
  const left = Math.min(230, width * 0.42), right = 112, room = width - left - right;
  const x = (v: number): number => left + (room * (v - reach[0])) / (reach[1] - reach[0]);
  const height = ROW * rows.length + 4;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12" role="img" aria-label={rows.map((r) => `${r.power} to ${r.to}: ${signed(r.gain)}`).join("; ")}>
      <path d={`M${x(0)} 0V${height}`} stroke={SOFT} stroke-dasharray="3 3" />
      {rows.map((r, i) => (
        <g transform={`translate(0 ${i * ROW + 15})`}>
          <path d={`M${left} 0H${left + room}`} stroke={LINE} />
          <text x={0} y={4} fill={INK} font-weight={r.sure ? 600 : 400}>{fitting(`${r.to}: ${r.power}`, left - 8)}</text>
          <path d={`M${x(r.gain - SURE * r.se)} 0H${x(r.gain + SURE * r.se)}`} stroke={INK} stroke-width={1.6} />
          <circle cx={x(r.gain)} r={5} fill={r.sure ? INK : PAPER} stroke={INK} stroke-width={1.5} />
          <text x={width} y={4} text-anchor="end" fill={r.sure ? INK : SOFT} font-weight={r.sure ? 600 : 400}>{signed(r.gain)} ± {r.se.toFixed(3)}</text>
        </g>
      ))}
    </svg>
  );
}

export default function GameLeaving({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const found = handed<Leaving[]>("game_leaving");
  if (!found) return null;
  const ends = found.flatMap((one) => one.rows.flatMap((r) => [r.gain - SURE * r.se, r.gain + SURE * r.se]));
  const reach: [number, number] = [Math.min(0, ...ends) - 0.01, Math.max(0, ...ends) + 0.01];
  return (
    <Chart figure={figure} table={leavingTable} fixed note={FIXED}>
      <div ref={ref}>
        {width > 0 && found.map((one) => (
          <div><h4 dir="auto">From {one.profile}{one.now && <small> · what they do now</small>}</h4><Strip rows={one.rows} reach={reach} width={width} /></div>
        ))}
      </div>
      <p class="small">Filled and bold: a gain that the noise does not explain, so that the power leaves. Left of the dashed line it would lose.</p>
    </Chart>
  );
}
