/** Fans of ground, deaths and displaced over the days, against what was known; one course drawn through them. */
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { ENDINGS, Ending } from "../codes";
import { BANDS, NEVER, decode, firstTurn } from "../courses";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { conditioned, courses, day, drawn, fanLater, fanNow, fanOfAll, horizon, later, page } from "../state";
import { A, B, INK, LINE, OTHER, PAPER, SOFT, YOU } from "../theme";
import type { Fact } from "../types";
import { amount, dateText, dayOf, daysBetween } from "../words";

export interface Kind { series: string; title: string; unit: string; colour: string }

export function kinds(): Kind[] {
  const s = page.value.forecast.sides;
  const [a, b] = [s?.A?.name ?? "A", s?.B?.name ?? "B"];
  return [
    { series: "area_km2", title: `Ground taken by ${a}`, unit: "km²", colour: A },
    { series: "dead_A", title: `Military dead, ${a}`, unit: "", colour: A },
    { series: "dead_B", title: `Military dead, ${b}`, unit: "", colour: B },
    { series: "displaced", title: "People displaced", unit: "", colour: OTHER },
  ];
}

/** Return the last day worth drawing: the fans are flat once nearly every course has ended. */
function lastDay(): number {
  const q = page.value.forecast.length_days?.q95 ?? horizon();
  return Math.min(horizon(), Math.max(30, Math.ceil((q * 1.08) / 10) * 10));
}

function monthTicks(asOf: string, from: number, to: number, narrow: boolean): number[] {
  const out: number[] = [];
  for (let d = from; d <= to; d++) if (dayOf(asOf, d).getUTCDate() === 1) out.push(d);
  return out.filter((_, i) => !narrow || i % 2 === 0);
}

function Known({ facts, x, y, ink }: { facts: Fact[]; x: (d: number) => number; y: (v: number) => number; ink: string }) {
  return (
    <g>
      {facts.map((f) => {
        const text = `${f.text ?? (f.reported ? "reported" : "known")}: ${amount(f.value)}`;
        const cx = x(f.day), cy = y(f.value);
        return f.reported
          ? <path d={`M${cx} ${cy - 5}l5 5-5 5-5-5z`} fill={PAPER} stroke={INK} stroke-width={1.3}><title>{text}</title></path>
          : <g>{f.low !== undefined && f.high !== undefined && <line x1={cx} x2={cx} y1={y(f.low)} y2={y(f.high)} stroke={ink} stroke-width={1.2} />}
              <circle cx={cx} cy={cy} r={3.2} fill={INK}><title>{text}</title></circle></g>;
      })}
    </g>
  );
}

export function Drawing({ kind, width }: { kind: Kind; width: number }) {
  const c = courses.value!;
  const { forecast, known } = page.value;
  const asOf = forecast.as_of;
  const facts = known[kind.series] ?? [];
  const begin = Math.min(0, forecast.round_start ? -daysBetween(forecast.round_start, asOf) : 0, ...facts.map((f) => f.day));
  const end = lastDay();
  const height = 246, foot = 24, head = 10;
  const cut = c.days.filter((d) => d <= end).length;
  const all = fanOfAll(kind.series), now = fanLater(kind.series);
  const usable = later.value.group.n > 0;
  const one = drawn.value === null ? null : c.days.slice(0, cut).map((_, d) => decode(c.series[kind.series]![d * c.count + drawn.value!]!, c.packed.laws[kind.series]!, c.packed.last_code));
  const top = Math.max(...all.slice(0, cut).map((q) => q[4]!), ...(usable ? now.slice(0, cut).map((q) => q[4]!) : []), ...facts.map((f) => f.high ?? f.value), ...(one ?? []));
  const least = Math.min(0, ...all.slice(0, cut).map((q) => q[0]!), ...(usable ? now.slice(0, cut).map((q) => q[0]!) : []), ...facts.map((f) => f.low ?? f.value), ...(one ?? []));
  const y = scaleLinear([least * 1.04, top * 1.04], [height - foot, head]).nice(4);
  const last = now[cut - 1]!;
  const left = 14 + 7 * Math.max(...y.ticks(4).map((t) => t.toLocaleString("en-GB").length));
  const right = 10 + 7.4 * Math.max(...(usable ? [0, 2, 4].map((i) => amount(last[i]!).length) : [4]));
  const x = scaleLinear([begin, end], [left, width - right]);
  const band = (q: number[][], lo: number, hi: number): string => area<number[]>((_, i) => x(c.days[i]!), (v) => y(v[lo]!), (v) => y(v[hi]!))(q.slice(0, cut)) ?? "";
  const path = (values: number[]): string => line<number>((_, i) => x(c.days[i]!), (v) => y(v))(values) ?? "";
  const labels: [number, string][] = usable ? spread([[y(last[4]!), amount(last[4]!)], [y(last[2]!), amount(last[2]!)], [y(last[0]!), amount(last[0]!)]]) : [];
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" font-size="12"
      aria-label={usable ? `${kind.title}: middle course ${amount(last[2]!)} ${kind.unit} by day ${end}, nine in ten between ${amount(last[0]!)} and ${amount(last[4]!)}` : kind.title}>
      {y.ticks(4).map((t) => (
        <g><line x1={left} x2={width - right} y1={y(t)} y2={y(t)} stroke={LINE} stroke-width={0.6} />
          <text x={left - 6} y={y(t) + 4} text-anchor="end" fill={SOFT}>{t.toLocaleString("en-GB")}</text></g>
      ))}
      {monthTicks(asOf, begin, end, width < 420 && end > 100).map((d) => (
        <g><line x1={x(d)} x2={x(d)} y1={height - foot} y2={height - foot + 4} stroke={SOFT} />
          <text x={x(d)} y={height - 6} text-anchor="middle" fill={SOFT}>{dateText(asOf, d).split(" ").reverse().join(" ").replace(/ 1$/, "")}</text></g>
      ))}
      {usable && <>
        <path d={band(now, 0, 4)} fill={kind.colour} fill-opacity={0.16} />
        <path d={band(now, 1, 3)} fill={kind.colour} fill-opacity={0.3} />
        <path d={path(now.slice(0, cut).map((q) => q[2]!))} fill="none" stroke={kind.colour} stroke-width={2.2} />
      </>}
      {conditioned.value && <path d={path(all.slice(0, cut).map((q) => q[2]!))} fill="none" stroke={YOU} stroke-width={1.4} stroke-dasharray="4 2.5" />}
      {one && <path d={path(one)} fill="none" stroke={PAPER} stroke-width={5} />}
      {one && <path d={path(one)} fill="none" stroke={INK} stroke-width={2.2} />}
      <line x1={x(0)} x2={x(0)} y1={head} y2={height - foot} stroke={INK} stroke-width={1} />
      {x(0) - left > 40 && <text x={x(0) - 4} y={head + 9} text-anchor="end" fill={INK} font-size="12">known</text>}
      <text x={x(0) + 4} y={head + 9} fill={INK} font-size="12">forecast</text>
      {day.value > 0 && day.value <= end && <line x1={x(day.value)} x2={x(day.value)} y1={head} y2={height - foot} stroke={SOFT} stroke-width={1} stroke-dasharray="2 3" />}
      <Known facts={facts} x={x} y={y} ink={INK} />
      {labels.map(([at, t], i) => <text x={width - right + 5} y={at + 4} fill={i === 1 ? kind.colour : SOFT} font-weight={i === 1 ? 600 : 400}>{t}</text>)}
    </svg>
  );
}

/** Push labels apart so that none covers another; the list goes from top to bottom. */
export function spread(labels: [number, string][], gap = 13): [number, string][] {
  const out = labels.map((l) => [...l] as [number, string]);
  for (let i = 1; i < out.length; i++) if (out[i]![0] - out[i - 1]![0] < gap) out[i]![0] = out[i - 1]![0] + gap;
  const over = out.length ? out.at(-1)![0] - 222 : 0;
  if (over > 0) for (let i = out.length - 1; i >= 0; i--) {
    const limit = i === out.length - 1 ? 222 : out[i + 1]![0] - gap;
    if (out[i]![0] > limit) out[i]![0] = limit;
  }
  return out;
}

export function fanTable(kind: Kind): Table {
  const c = courses.value!;
  const rows = fanNow(kind.series);
  return {
    head: ["day", "date", ...BANDS.map((p) => `${100 * p} % lie below`)],
    rows: c.days.map((d, i) => [d, dateText(page.value.forecast.as_of, d, true), ...rows[i]!.map(amount)])
      .filter((r) => Number(r[0]) % 5 === 0 || r[0] === c.days.at(-1)),
  };
}

function Fan({ kind, figure }: { kind: Kind } & ChartProps) {
  const [ref, width] = useWidth();
  return (
    <Chart figure={figure} name={`fan-${kind.series}`} title={kind.title} table={() => fanTable(kind)} inside>
      <h3>{kind.title}{kind.unit && `, ${kind.unit}`}</h3>
      <div ref={ref}>{width > 0 && courses.value && <Drawing kind={kind} width={width} />}</div>
    </Chart>
  );
}

/** Ground and deaths; the displaced stand with the people they are. */
export default function Fans({ figure }: ChartProps) {
  return <div class="pair">{kinds().filter((k) => k.series !== "displaced").map((k) => <Fan key={k.series} kind={k} figure={figure} />)}</div>;
}

export function courseStory(m: number): string {
  const c = courses.value!;
  const { names, sectors, forecast } = page.value;
  const p = c.packed;
  const brokers = p.powers.filter((_, i) => c.brokers[i * c.count + m]).map((id) => names.powers[id] ?? id);
  const days = c.length[m]!;
  const falls = p.moving
    .map((s, row) => ({ name: sectors.find((x) => x.id === p.sectors[s])?.name ?? p.sectors[s]!, day: firstTurn(c, row, m) }))
    .filter((f) => f.day !== NEVER)
    .sort((u, v) => u.day - v.day);
  const come = falls.map((f) => `${f.name} (${dateText(forecast.as_of, f.day)})`);
  const end = p.endings[c.ending[m]!]!;
  return [
    end === ENDINGS[Ending.ONGOING] ? `The fighting goes on beyond day ${days}.` : `${names.endings[end]} on ${dateText(forecast.as_of, days, true)}, day ${days}.`,
    brokers.length ? `Brokered by ${brokers.join(" and ")}.` : "",
    c.paper[m] ? `${names.papers[p.papers[c.paper[m]!]!]}.` : "",
    c.arrangement[m] ? `${names.arrangements[p.arrangements[c.arrangement[m]!]!]} afterwards.` : "",
    come.length ? `Changes hands first: ${come.slice(0, 8).join(", ")}${come.length > 8 ? ` and ${come.length - 8} more` : ""}.` : "No sector changes hands after the as-of date.",
    ...p.powers.filter((_, i) => c.newly[i * c.count + m]).map((id) => `${names.powers[id] ?? id} enters combat openly.`),
  ].filter(Boolean).join(" ");
}
