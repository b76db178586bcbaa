/** Competing views side by side: a hundred dots each, the likeliest ending, the middle day, who brokers, and which claims differ. */
import { Chart, type ChartProps, type Table } from "../figure";
import { allotted } from "../hero";
import { horizon, page } from "../state";
import { INK, SOFT, endingColour } from "../theme";
import { views, type View } from "../turning";
import { dateText, percent } from "../words";

/** Claims that are told of each view. */
const SHOWN = 4;
const COLUMNS = 20, PITCH = 14, DOT = 5.6;

const name = (id: string): string => page.value.names.endings[id] ?? id;
const title = (id: string): string => { const text = id.replaceAll("_", " "); return text.slice(0, 1).toUpperCase() + text.slice(1); };
const order = (): string[] => ["knockout_A", "ceasefire_gains_A", "status_quo_ante", "frozen_stalemate", "ongoing_180", "ceasefire_gains_B", "knockout_B"];
const half = (v: View): string => (v.median_day >= horizon() ? `after day ${horizon()}` : dateText(page.value.forecast.as_of, Math.round(v.median_day)));
const broker = (v: View): [string, number] => Object.entries(v.brokers).sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
const strength = (d: View["differs"][number]): string => (d.drawn ? "left to the draw" : d.strength === 0 ? "off" : d.strength === 1 ? "in full" : `at ${percent(d.strength)} %`);

export const viewTable = (): Table => ({
  head: ["view", ...order().map(name), "half over by", "likeliest broker"],
  rows: (views()?.views ?? []).map((v) => [title(v.id), ...order().map((id) => (v.endings[id] ?? 0).toFixed(4)), half(v), page.value.names.powers[broker(v)[0]] ?? broker(v)[0]]),
});

function Dots({ view }: { view: View }) {
  const kinds = order(), counts = allotted(kinds.map((id) => view.endings[id] ?? 0));
  const dots = kinds.flatMap((id, i) => new Array<string>(counts[i]!).fill(id));
  return (
    <svg viewBox={`0 0 ${COLUMNS * PITCH} ${5 * PITCH}`} width="100%" role="img" aria-label={kinds.filter((_, i) => counts[i]! > 0).map((id) => `${name(id)} ${counts[kinds.indexOf(id)]} in 100`).join(", ")}>
      {dots.map((id, k) => <circle cx={PITCH * (k % COLUMNS) + PITCH / 2} cy={PITCH * Math.floor(k / COLUMNS) + PITCH / 2} r={DOT} fill={endingColour(id)} stroke={INK} stroke-width={0.5} />)}
    </svg>
  );
}

export default function ViewsChart({ figure }: ChartProps) {
  const found = views();
  if (!found) return null;
  const leader = Object.entries(page.value.forecast.endings).sort((a, b) => b[1].p - a[1].p)[0]![0];
  return (
    <Chart figure={figure} table={viewTable} fixed note={`Counted over ${found.members.toLocaleString("en-GB")} courses of each view; conditions do not change it.`}>
      <div class="views">
        {found.views.map((v) => {
          const [who, p] = broker(v);
          return (
            <article class="view">
              <h3 dir="auto">{title(v.id)}{v.id === found.own && <small> · this forecast</small>}</h3>
              <p class="small" dir="auto">{v.text}</p>
              <Dots view={v} />
              <div class="stats">
                <div class="stat" style={{ borderColor: endingColour(leader) }}><b>{percent(v.endings[leader] ?? 0)} %</b><span>{name(leader)}</span></div>
                <div class="stat" style={{ borderColor: "#4a4f55" }}><b>{half(v)}</b><span>half over by</span></div>
                {who && <div class="stat" style={{ borderColor: SOFT }}><b>{percent(p)} %</b><span>{page.value.names.powers[who] ?? who} brokers</span></div>}
              </div>
              {v.differs.length > 0 && <ul>{v.differs.slice(0, SHOWN).map((d) => <li dir="auto">{d.claim} {strength(d)}: {d.text}</li>)}{v.differs.length > SHOWN && <li>{v.differs.length - SHOWN} more claims differ</li>}</ul>}
            </article>
          );
        })}
      </div>
    </Chart>
  );
}
