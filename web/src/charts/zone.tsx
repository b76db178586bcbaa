/** The zone of agreement by day: what the one expects of fighting on, what the other expects to lose, and what could be signed. */
import { scaleLinear } from "d3-scale";
import { FIXED, handed, type Zone } from "../asked";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { page } from "../state";
import { A, A_SOFT, B, B_SOFT, INK, LINE, OTHER, SOFT } from "../theme";
import { dateText, percent, shareText } from "../words";

const HEIGHT = 250, BARS = 110, LEFT = 50, TOP = 14;

export function zoneTable(): Table {
  const z = handed<Zone>("zone");
  if (!z) return { head: [], rows: [] };
  const three = (what: string): string[] => [`${what}, lower quartile`, `${what}, middle`, `${what}, upper quartile`];
  return {
    head: ["day", "war goes on", ...three(`${z.a} wants`), ...three(`${z.b} leaves`), "could be signed", "both sides would"],
    rows: z.rows.map((r) => [r.day, r.running, ...r.need, ...r.give, r.p, r.both]),
  };
}

export default function ZoneChart({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const z = handed<Zone>("zone");
  if (!z) return null;
  const days = z.rows.map((r) => r.day), asOf = page.value.forecast.as_of, last = Math.max(...days);
  // As wide as the two nearest days leave room for, so that no bar covers another.
  const least = Math.min(...days.slice(1).map((d, i) => d - days[i]!)), spread = last - Math.min(...days);
  const bar = Math.max(3, Math.min(16, (0.8 * (width - LEFT) * least) / Math.max(1, spread)));
  const most = Math.min(1, 1.1 * Math.max(...z.rows.flatMap((r) => [r.need[2]!, r.give[2]!])));
  const x = scaleLinear([Math.min(...days), last], [LEFT + bar / 2, width - 8 - bar / 2]), y = scaleLinear([0, most], [HEIGHT - 8, TOP]), s = scaleLinear([0, 1], [BARS - 26, TOP]);
  const line = (of: (r: Zone["rows"][number]) => number): string => `M${z.rows.map((r) => `${x(r.day)} ${y(of(r))}`).join("L")}`;
  const band = (of: "need" | "give"): string => `${line((r) => r[of][2]!)}L${[...z.rows].reverse().map((r) => `${x(r.day)} ${y(r[of][0]!)}`).join("L")}Z`;
  // Where the middle of what is wanted lies below the middle of what is left: there is room between the two.
  const room = z.rows.slice(1).map((r, i) => [z.rows[i]!, r] as const).filter(([p, q]) => p.need[1]! < p.give[1]! && q.need[1]! < q.give[1]!);
  const ticks = x.ticks(width < 480 ? 3 : 6).filter((t) => t > 0 && x(t) < width - 20);
  const end = z.rows.at(-1)!;
  const above = end.need[1]! > end.give[1]!;
  return (
    <Chart figure={figure} table={zoneTable} fixed note={FIXED}>
      <ul class="legend">
        <li><svg width="26" height="12" aria-hidden="true"><path d="M0 6H26" stroke={A} stroke-width="2.4" /></svg>what {z.a} expects of fighting on: it wants at least that</li>
        <li><svg width="26" height="12" aria-hidden="true"><path d="M0 6H26" stroke={B} stroke-width="2.4" stroke-dasharray="6 4" /></svg>what {z.b} expects to lose: it leaves at most that</li>
        {room.length > 0 && <li><svg width="26" height="12" aria-hidden="true"><rect width="26" height="12" fill="var(--ok)" opacity="0.3" /></svg>room for a bargain over ground</li>}
      </ul>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={HEIGHT + BARS} viewBox={`0 0 ${width} ${HEIGHT + BARS}`} font-size="12" role="img" aria-label={`Share of the disputed value by day. ${z.a} wants ${percent(z.rows[0]!.need[1]!)} per cent on day ${days[0]} and ${percent(end.need[1]!)} on day ${last}; ${z.b} leaves ${percent(z.rows[0]!.give[1]!)} and ${percent(end.give[1]!)}. Below: courses still at war in which a design could be signed.`}>
            {y.ticks(4).map((t) => <g><path d={`M${LEFT} ${y(t)}H${width - 8}`} stroke={LINE} /><text x={LEFT - 6} y={y(t) + 4} text-anchor="end" fill={SOFT}>{Math.round(100 * t)} %</text></g>)}
            <path d={band("need")} fill={A_SOFT} opacity={0.3} />
            <path d={band("give")} fill={B_SOFT} opacity={0.3} />
            {room.map(([p, q]) => <path d={`M${x(p.day)} ${y(p.need[1]!)}L${x(q.day)} ${y(q.need[1]!)}L${x(q.day)} ${y(q.give[1]!)}L${x(p.day)} ${y(p.give[1]!)}Z`} fill="var(--ok)" opacity={0.3} />)}
            <path d={line((r) => r.need[1]!)} fill="none" stroke={A} stroke-width={2.4} />
            <path d={line((r) => r.give[1]!)} fill="none" stroke={B} stroke-width={2.4} stroke-dasharray="6 4" />
            <text x={width - 8} y={y(end.need[1]!) + (above ? -7 : 16)} text-anchor="end" fill={INK}>{percent(end.need[1]!)} %</text>
            <text x={width - 8} y={y(end.give[1]!) + (above ? 16 : -7)} text-anchor="end" fill={INK}>{percent(end.give[1]!)} %</text>
            <g transform={`translate(0 ${HEIGHT})`}>
              <path d={`M${LEFT} ${s(0)}H${width - 8}`} stroke={SOFT} />
              <path d={`M${LEFT} ${s(1)}H${width - 8}`} stroke={LINE} />
              <text x={LEFT - 6} y={s(1) + 4} text-anchor="end" fill={SOFT}>100 %</text>
              <text x={LEFT - 6} y={s(0) + 4} text-anchor="end" fill={SOFT}>0</text>
              {z.rows.map((r) => <rect x={x(r.day) - bar / 2} y={s(r.p)} width={bar} height={s(0) - s(r.p)} fill={OTHER}><title>{`day ${r.day}: ${shareText(r.p, z.n)}`}</title></rect>)}
              {ticks.map((t) => <g><path d={`M${x(t)} ${s(0)}v4`} stroke={SOFT} /><text x={x(t)} y={s(0) + 18} text-anchor="middle" fill={SOFT}>{dateText(asOf, t)}</text></g>)}
            </g>
          </svg>
        )}
      </div>
      <p class="small">Above: share of the disputed value, middle course and middle half. Bars: share of the courses still at war in which some design could be signed.</p>
    </Chart>
  );
}
