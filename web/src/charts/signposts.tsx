/** Signposts: an event in words, by which day, the chance of seeing it, and where the likeliest ending stands if it is seen or not. */
import { Chart, save, useWidth, type ChartProps, type Table } from "../figure";
import { conditioned, isOn, page, toggle } from "../state";
import { INK, LINE, SOFT } from "../theme";
import { calendar, signCondition, signs, tells, watched, type Counted } from "../turning";
import { dateText, fitting, limits, percent } from "../words";

/** Difference between both cases under which a signpost tells little [probability]. */
const LITTLE = 0.03;

const target = (): string => { const id = signs()?.target ?? ""; return page.value.names.endings[id] ?? id; };
const by = (row: Counted): string => dateText(page.value.forecast.as_of, row.sign.day);
const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const signpostTable = (): Table => ({
  head: ["event", "by", "chance of seeing it, if the war goes on", `${target()} if seen`, "if not seen", "before looking", "bits"],
  rows: (watched.value ?? []).map((r) => [r.sign.event, by(r), r.p.toFixed(4), r.seen.toFixed(4), r.unseen.toFixed(4), r.both.toFixed(4), r.bits.toFixed(4)]),
});

const arrow = (x: number, y: number, right: boolean): string => (right ? `M${x - 5} ${y - 6.5}L${x + 5} ${y}L${x - 5} ${y + 6.5}Z` : `M${x + 5} ${y - 6.5}L${x - 5} ${y}L${x + 5} ${y + 6.5}Z`);

function Arrows({ row, width }: { row: Counted; width: number }) {
  const x = (p: number): number => 34 + (width - 68) * p;
  const { seen, unseen, both } = row, ups = seen >= both, nups = unseen >= both, little = Math.abs(seen - unseen) < LITTLE;
  const word = (p: number, up: boolean) => ({ x: x(p) + (up ? 9 : -9), "text-anchor": up ? "start" as const : "end" as const, y: 22.5 });
  return (
    <svg width={width} height={36} viewBox={`0 0 ${width} 36`} font-size="13" role="img" aria-label={`${target()}: ${percent(seen)} per cent if seen, ${percent(unseen)} if not, ${percent(both)} before looking`}>
      <path d={`M${x(0)} 18H${x(1)}`} stroke={LINE} />
      <path d={`M${x(both)} 7V29`} stroke={INK} stroke-width={2} />
      <path d={`M${x(both)} 18H${x(unseen)}`} stroke={SOFT} stroke-width={1.5} />
      <path d={`M${x(both)} 18H${x(seen)}`} stroke={INK} stroke-width={3} />
      <path class="hollow" d={arrow(x(unseen), 18, nups)} fill="var(--card, #fff)" stroke={SOFT} stroke-width={1.6} />
      <path class="filled" d={arrow(x(seen), 18, ups)} fill={INK} />
      <text {...word(unseen, nups)} fill={SOFT}>{percent(unseen)}</text>
      <text {...word(seen, ups)} fill={INK} font-weight="650">{`${percent(seen)}${little ? " · tells little" : ""}`}</text>
    </svg>
  );
}

export default function Signposts({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const rows = watched.value;
  if (!signs()) return null;
  if (!rows) return <div class="chart"><p class="note few">Fewer than {limits.few} effective courses {conditioned.value ? "remain" : "were counted"}: no signpost is ranked on so few.{conditioned.value && " Take a condition away."}</p></div>;
  const room = Math.max(200, width < 640 ? width : width - 430);
  return (
    <Chart figure={figure} table={signpostTable} inside>
      <p class="note"><b>Filled arrow: seen by that day. Hollow arrow: not seen, the war going on.</b> Both move the chance of “{target()}”; the upright line is that chance before looking. Press an event to see the page as it would be then.</p>
      <div ref={ref} class="signs">
        {width > 0 && rows.length > 0 && (
          <div class="sign head" aria-hidden="true">
            <span>Event</span><span>by</span><span>chance of seeing it</span>
            <svg width={room} height={30} viewBox={`0 0 ${room} 30`} font-size="12">
              <text x={34} y={11} fill={SOFT}>{fitting(`chance of “${target()}”`, room - 68)}</text>
              {[0, 25, 50, 75, 100].map((v) => <text x={34 + (room - 68) * v / 100} y={26} text-anchor="middle" fill={SOFT}>{v}{v === 100 ? " %" : ""}</text>)}
            </svg>
          </div>
        )}
        {width > 0 && rows.map((row) => {
          const wish = signCondition(row.sign.id), on = isOn(wish);
          return (
            <div class="sign" key={row.sign.id}>
              <button type="button" class="event" aria-pressed={on} onClick={() => toggle(wish)} dir="auto">{upper(row.sign.event)}</button>
              <span class="by"><small class="sr">by </small>{by(row)}</span>
              <span class="chance" data-n-sign={row.sign.id}><i style={{ width: `${Math.max(2, 40 * row.p)}px` }} />{percent(row.p)} %<span class="sr"> chance of seeing it</span></span>
              {tells(row) ? <Arrows row={row} width={room} /> : <span class="note small" style={{ width: `${room}px` }}>{on ? "The page is counted as if it had been seen." : ""}</span>}
            </div>
          );
        })}
        {rows.length === 0 && <p class="note">No event tells anything more among these courses.</p>}
      </div>
      {rows.length > 0 && <p><button type="button" class="link" onClick={() => save("signposts.ics", "text/calendar", calendar(rows, target()))}>Save as calendar (.ics)</button></p>}
    </Chart>
  );
}
