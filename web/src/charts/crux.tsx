/** The crux: two camps in words, a slider between them, three results, and both outcomes over the credence. */
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { believe, chosen, conditioned, courses, credence, everyone, horizon, page } from "../state";
import { INK, LINE, SOFT, endingColour } from "../theme";
import { flipOf, line, middleDay, points, shareNow, shareOfAll, turn, valueAt, type Claim, type Move, type Pair } from "../turning";
import { areFew, dateText, fixed, limits, percent } from "../words";

const YOU = "var(--you, #7a2a7a)";
const VICTORY = "a victory of either side", HALT = "any halt short of that";

const isHalt = (id: string): boolean => id.startsWith("ceasefire") || id === "status_quo_ante" || id === "frozen_stalemate";
const againstText = (crux: Pair): string => (crux.against.some(isHalt) ? HALT : VICTORY);
const listed = (ids: string[]): string => [ids.slice(0, -1).join(", "), ids.at(-1)].filter(Boolean).join(" and ");
const ids = (camp: Claim[]): string => listed(camp.map((claim) => claim.id));
const name = (id: string): string => page.value.names.endings[id] ?? id;
/** The reader's credence in the second camp [per cent]; the file's own before anything is moved. */
const yours = (crux: Pair): number => Number(fixed(100 * (credence.value.get(crux.pair) ?? crux.credence), 0));

export function cruxTable(): Table {
  const found = turn(), crux = found?.crux;
  if (!found || !crux) return moveTable(found?.moves ?? []);
  return { head: [`credence in ${ids(crux.second)}`, name(found.leader), againstText(crux)], rows: line.value.map(([at, one, other]) => [`${at} %`, one.toFixed(4), other.toFixed(4)]) };
}

const moveTable = (moves: Move[]): Table => ({
  head: ["disputed point", "certain of the one", "certain of the other"], rows: moves.map((m) => [m.question, m.p_first.toFixed(4), m.p_second.toFixed(4)]),
});

function Camp({ camp, right = false }: { camp: Claim[]; right?: boolean }) {
  const [first, ...rest] = camp;
  return (
    <div class={right ? "camp right" : "camp"}>
      <b dir="auto">{first?.text}</b>
      {rest.map((claim) => <span dir="auto">{claim.text}.</span>)}
      <small>{ids(camp)}{first?.origin ? ` · ${first.origin}` : ""}</small>
    </div>
  );
}

function Results({ leader, crux }: { leader: string; crux: Pair }) {
  const c = courses.value;
  if (conditioned.value && areFew(chosen.value)) return <p class="note few">Fewer than {limits.few} effective courses remain: no share is told of so few. Take a condition away.</p>;
  const on = conditioned.value, as = page.value.forecast.as_of;
  const day = c ? middleDay(c, chosen.value) : page.value.forecast.length_days?.q50 ?? 0, before = c ? middleDay(c, everyone.value) : day;
  const later = day === before ? "" : `${Math.abs(Math.round(day - before))} days ${day > before ? "later" : "sooner"}`;
  const one = shareNow([leader]), other = shareNow(crux.against);
  const stat = (colour: string, value: string, text: string, delta: string) => (
    <div class="stat" style={{ borderColor: colour }}><b>{value}</b><span>{text}</span>{on && delta && <span class="you">{delta}</span>}</div>
  );
  return (
    <div class="stats" aria-live="polite">
      {stat(endingColour(leader), `${percent(one)} %`, name(leader), `${points(one, shareOfAll([leader]))} points`)}
      {stat(endingColour(crux.against.at(-1)!), `${percent(other)} %`, againstText(crux), `${points(other, shareOfAll(crux.against))} points`)}
      {stat("#4a4f55", day >= horizon() ? `after day ${horizon()}` : dateText(as, Math.round(day)), "half of the courses are over", later)}
    </div>
  );
}

function Line({ leader, crux }: { leader: string; crux: Pair }) {
  const [ref, width] = useWidth();
  const curve = line.value, at = yours(crux), flip = flipOf(curve);
  const top = Math.min(1, Math.ceil(10 * Math.max(...curve.map(([, a, b]) => Math.max(a, b))) + 1) / 10);
  const height = 300, left = 44, right = 12, low = height - 46;
  const x = (v: number): number => left + ((width - left - right) * v) / 100, y = (p: number): number => low - ((low - 34) * p) / top;
  const path = (which: 1 | 2): string => curve.map((row, i) => `${i ? "L" : "M"}${x(row[0]).toFixed(1)} ${y(row[which]).toFixed(1)}`).join("");
  const said = flip === null ? "They never change places." : `They change places at a credence of ${fixed(flip, 0)} per cent.`;
  const ticks = Array.from({ length: Math.floor(5 * top) + 1 }, (_, i) => i / 5);
  const side = at < 50 ? curve.at(-1)! : curve[0]!, over = side[1] >= side[2], moved = credence.value.has(crux.pair), mark = moved ? YOU : INK;
  const label = { x: x(side === curve[0] ? 2 : 98), "text-anchor": side === curve[0] ? "start" as const : "end" as const, fill: INK, "font-weight": 600, stroke: "var(--paper)", "stroke-width": 4, "paint-order": "stroke" };
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="12.5" role="img"
          aria-label={`${name(leader)} and ${againstText(crux)} by credence in ${ids(crux.second)}, from ${percent(curve[0]![1])} to ${percent(curve.at(-1)![1])} and from ${percent(curve[0]![2])} to ${percent(curve.at(-1)![2])} per cent. ${said}`}>
          {ticks.map((p) => <g><line x1={left} x2={width - right} y1={y(p)} y2={y(p)} stroke={LINE} /><text x={left - 6} y={y(p) + 4} text-anchor="end" fill={SOFT}>{`${100 * p}${p === ticks.at(-1) ? " %" : ""}`}</text></g>)}
          {flip !== null && <><line x1={x(flip)} x2={x(flip)} y1={34} y2={low} stroke={INK} stroke-dasharray="3 4" />
            <text x={x(flip) + (flip > 70 ? -6 : 6)} y={low - 8} text-anchor={flip > 70 ? "end" : "start"} fill={INK} font-weight="600">{`flips at ${fixed(flip, 0)}`}</text></>}
          <path d={path(1)} fill="none" stroke={endingColour(leader)} stroke-width={3.2} />
          <path d={path(2)} fill="none" stroke={SOFT} stroke-width={3.2} stroke-dasharray="9 5" />
          <line x1={x(at)} x2={x(at)} y1={26} y2={low} stroke={mark} stroke-width={2} />
          {([1, 2] as const).map((which) => <circle cx={x(at)} cy={y(valueAt(curve, at, which))} r={5.5} fill={mark} />)}
          <text x={x(at)} y={18} text-anchor={at < 15 ? "start" : at > 85 ? "end" : "middle"} fill={mark} font-weight="600">{moved ? `you: ${at}` : `the file: ${at}`}</text>
          <text {...label} y={y(side[1]) + (over ? -10 : 20)}>{name(leader)}</text>
          <text {...label} y={y(side[2]) + (over ? 20 : -10)}>{againstText(crux)}</text>
          <text x={left} y={low + 18} fill={SOFT}>0</text>
          <text x={width - right} y={low + 18} text-anchor="end" fill={SOFT}>100</text>
          <text x={(left + width - right) / 2} y={height - 8} text-anchor="middle" fill={SOFT}>{`credence in ${ids(crux.second)}, per cent`}</text>
        </svg>
      )}
    </div>
  );
}

function Moves({ moves, leader }: { moves: Move[]; leader: string }) {
  const shown = moves.slice(0, 4), rest = moves.slice(4);
  const text = (m: Move): string => fixed(100 * Math.abs(m.p_second - m.p_first), Math.abs(m.p_second - m.p_first) < 0.05 ? 1 : 0);
  const most = Math.max(0, ...rest.map((m) => 100 * Math.abs(m.p_second - m.p_first)));
  return (
    <div class="moves" data-all="counted over all courses; conditions do not change it">
      <h3>How much each disputed point moves “{name(leader)}”</h3>
      {shown.map((m) => (
        <div class="move">
          <span dir="auto">{m.question} <small>({listed(m.first)} / {listed(m.second)})</small></span>
          <svg width="150" height="16" viewBox="0 0 150 16" aria-hidden="true"><path d="M0 8H150" stroke={LINE} /><path d={`M${150 * m.p_first} 8H${150 * m.p_second + 0.01}`} stroke={INK} stroke-width="6" stroke-linecap="round" /></svg>
          <span><b>{text(m)}</b> points</span>
        </div>
      ))}
      {rest.length > 0 && <p class="note small">{rest.length} more: at most {fixed(most, 1)} points each.</p>}
    </div>
  );
}

export default function Crux({ figure }: ChartProps) {
  const found = turn(), crux = found?.crux;
  if (!found) return null;
  if (!crux) return <Chart figure={figure} table={cruxTable} fixed note="Counted over all courses; conditions do not change it.">
    <p class="note"><b>There is no single crux.</b> No disputed point surely moves the likeliest ending by 5 points: see the drivers below.</p>
    <Moves moves={found.moves} leader={found.leader} />
  </Chart>;
  const at = yours(crux), own = Number(fixed(100 * crux.credence, 0)), moved = credence.value.has(crux.pair);
  const live = courses.value?.packed.rivals.some((r) => r.id === crux.pair) ?? false;
  return (
    <Chart figure={figure} table={cruxTable} inside>
      <div class="crux">
        <div>
          <h3 dir="auto">{crux.question.slice(0, 1).toUpperCase() + crux.question.slice(1)}</h3>
          <div class="camps"><Camp camp={crux.first} /><Camp camp={crux.second} right /></div>
          {live && (
            <>
              <input type="range" class={moved ? "credence on" : "credence"} min={0} max={100} step={1} value={at} aria-label={`Your credence in ${ids(crux.second)}: ${crux.second_text}`}
                aria-valuetext={`${at} in 100 for ${ids(crux.second)}, ${100 - at} for ${ids(crux.first)}`} onInput={(e) => believe(crux.pair, Number(e.currentTarget.value) / 100)} />
              <div class="ends"><span>certain of the left</span><b class={moved ? "you" : ""}>{100 - at} : {at}</b><span>certain of the right</span></div>
            </>
          )}
          <Results leader={found.leader} crux={crux} />
          {moved && <button type="button" class="link" onClick={() => believe(crux.pair, crux.credence)}>back to the file’s {100 - own} : {own}</button>}
        </div>
        <div>
          <Line leader={found.leader} crux={crux} />
          <Moves moves={found.moves} leader={found.leader} />
        </div>
      </div>
    </Chart>
  );
}
