/** What moves it: the likeliest ending at the low, middle and high end of each input, and where another ending would lead. */
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { page } from "../state";
import { INK, LINE, SOFT } from "../theme";
import { drivers, type Driver, type End } from "../turning";
import { percent, range } from "../words";

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const leader = (): string => page.value.names.endings[drivers()?.leader ?? ""] ?? "";
const ends = (d: Driver): End[] => [d.low, d.middle, d.high].filter((e): e is End => e !== null);

export const driverTable = (): Table => ({
  head: ["input", "rests on", "at", leader(), "counting error, 95 %", "where another ending leads"],
  rows: (drivers()?.drivers ?? []).flatMap((d) => ends(d).map((e) => [upper(d.text), d.grade, e.at, e.p.toFixed(4), range(e.low, e.high), d.flip])),
});

function Strip({ d, top, width }: { d: Driver; top: number; width: number }) {
  const x = (p: number): number => 8 + ((width - 16) * p) / top;
  const found = ends(d);
  const mark = (e: End, i: number) => (
    <g>
      <path d={`M${x(e.low)} ${14 + 7 * i}H${x(e.high)}`} stroke={SOFT} stroke-width={1.4} />
      {i === found.length - 1 ? <circle cx={x(e.p)} cy={14 + 7 * i} r={5} fill={INK} /> : <circle cx={x(e.p)} cy={14 + 7 * i} r={i ? 3.5 : 5} fill="var(--card, #fff)" stroke={INK} stroke-width={1.5} />}
    </g>
  );
  return (
    <svg width={width} height={42} viewBox={`0 0 ${width} 42`} role="img" aria-label={`${upper(d.text)}: ${found.map((e) => `${percent(e.p)} per cent at ${e.at}`).join(", ")}`}>
      <path d={`M8 21H${width - 8}`} stroke={LINE} />
      {found.map(mark)}
    </svg>
  );
}

export default function DriversChart({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const found = drivers();
  if (!found) return null;
  const top = Math.min(1, Math.max(0.1, ...found.drivers.flatMap((d) => ends(d).map((e) => e.high))) * 1.05);
  const room = Math.max(180, width < 640 ? width : width * 0.34);
  const told = (e: End | null) => e && <span><b>{percent(e.p)} %</b> at {e.at}</span>;
  return (
    <Chart figure={figure} table={driverTable} fixed note="Counted over all courses; conditions do not change it.">
      {found.drivers.length > 0 && <p class="note">Chance of “{leader()}” where the input is low (large ring), in the middle (small ring) and high (filled), with the counting error of each.</p>}
      <div ref={ref} class="drivers">
        {width > 0 && found.drivers.map((d) => (
          <div class="driver" key={d.key}>
            <div><b class="what" dir="auto">{upper(d.text)}</b><small class={d.unsourced ? "grade open" : "grade"}>{d.unsourced ? `rests on ${d.grade}` : `source: ${d.grade}`}{d.sure ? "" : " · may be noise"}</small></div>
            <Strip d={d} top={top} width={room} />
            <div class="told">{told(d.low)}{told(d.middle)}{told(d.high)}<small>{d.flip}</small></div>
          </div>
        ))}
        {found.drivers.length === 0 && <p class="note">No single input surely moves it: what is open is luck, or many inputs together.</p>}
      </div>
      {found.together.length > 0 && <><h3>Inputs that act together</h3><ul>{found.together.map((text) => <li dir="auto">{text}</li>)}</ul></>}
      {found.research.length > 0 && (
        <><h3>What to find out next</h3>
          <ol>{found.research.map((r) => <li dir="auto">{upper(r.text)} <small>({r.grade}; {`${r.moves < 0 ? "−" : "+"}${Math.abs(Math.round(100 * r.moves))}`} points from low to high)</small></li>)}</ol></>
      )}
    </Chart>
  );
}
