/** Who mediates, and what stands on the ground afterwards. */
import { ARRANGEMENTS, Arrangement } from "../codes";
import { NEVER, countBy, countRows, medianDay, wilson, type Counted } from "../courses";
import { Chart, type Table } from "../figure";
import { chosen, conditioned, counted, courses, page } from "../state";
import { POWERS } from "../theme";
import { fixed } from "../words";
import { Bars, barTable, type Bar } from "./bars";

const NOBODY = "Nobody: no outside broker";

const nothing: Record<string, number> = {};

/** Return a share of the forecast as counted over all its courses. */
const ofAll = (p: number): Counted => ({ ...wilson(Math.round(p * counted.value), counted.value), p });

export function brokerBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.brokers ?? nothing;
  const ids = Object.keys(forecast.powers ?? {});
  const total = chosen.value.length;
  const counts = c && conditioned.value ? countRows(c.brokers, chosen.value, c.packed.powers.length, c.count, (k) => k > 0) : null;
  const nobody = counts && c ? [...chosen.value].filter((m) => c.packed.powers.every((_, i) => c.brokers[i * c.count + m] === 0)).length : 0;
  const pooled = counts ? nothing : forecast.calibrated?.brokers ?? nothing;
  const listed = [...Object.keys(given), ...Object.keys(pooled).filter((id) => !Object.hasOwn(given, id))];
  return listed.map((id): Bar => {
    const at = c ? c.packed.powers.indexOf(id) : -1;
    const now = counts ? wilson(id === "none" ? nobody : at < 0 ? 0 : counts[at]!, total) : ofAll(given[id] ?? 0);
    return {
      id, name: id === "none" ? NOBODY : names.powers[id] ?? id, ...now,
      colour: id === ARRANGEMENTS[Arrangement.NONE] ? "#c4c2bb" : POWERS[Math.max(0, ids.indexOf(id)) % POWERS.length]!,
      ...(counts ? { all: given[id] ?? 0 } : {}), ...(Object.hasOwn(pooled, id) ? { pooled: pooled[id]! } : {}),
      ...(c && (at >= 0 || id === "none") ? { condition: { group: "broker", value: id } } : {}),
    };
  }).sort((a, b) => (given[b.id] ?? 0) - (given[a.id] ?? 0));
}

export function arrangementBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.arrangement ?? nothing;
  const counts = c && conditioned.value ? countBy(c.arrangement, chosen.value, c.packed.arrangements.length) : null;
  const pooled = counts ? nothing : forecast.calibrated?.arrangement ?? nothing;
  return Object.keys(given).map((id): Bar => {
    const at = c ? c.packed.arrangements.indexOf(id) : -1;
    const now = counts ? wilson(at < 0 ? 0 : counts[at]!, chosen.value.length) : ofAll(given[id]!);
    return {
      id, name: names.arrangements[id] ?? id, ...now, colour: id === ARRANGEMENTS[Arrangement.NONE] ? "#c4c2bb" : "#5b6b7a",
      ...(counts ? { all: given[id]! } : {}), ...(Object.hasOwn(pooled, id) ? { pooled: pooled[id]! } : {}),
      ...(at >= 0 ? { condition: { group: "arrangement", value: id } } : {}),
    };
  }).sort((a, b) => given[b.id]! - given[a.id]!);
}

export function lifelineBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const counts = c && conditioned.value ? countRows(c.cut, chosen.value, c.packed.lifelines.length, c.count, (k) => k !== NEVER) : null;
  return Object.entries(forecast.lifelines ?? {}).map(([id, l]): Bar => {
    const at = c ? c.packed.lifelines.indexOf(id) : -1;
    const now = counts ? wilson(at < 0 ? 0 : counts[at]!, chosen.value.length)
      : l.low === undefined || l.high === undefined ? ofAll(l.p_cut) : { p: l.p_cut, low: l.low, high: l.high };
    const day = counts && c ? (at < 0 ? null : medianDay(c.cut, chosen.value, at * c.count)) : l.median_day ?? null;
    return {
      id, name: `${names.lifelines[id] ?? id} is cut${day === null ? "" : ` (middle day ${fixed(day, 0)})`}`, ...now, colour: "#7d6b3f", day,
      ...(counts ? { all: l.p_cut } : {}), ...(at >= 0 ? { condition: { group: `cut:${id}`, value: "yes" } } : {}),
    };
  });
}

export const brokersTable = (): Table => barTable("broker", brokerBars());
export const arrangementTable = (): Table => barTable("arrangement", arrangementBars());
export const lifelinesTable = (): Table =>
  barTable("lifeline", lifelineBars().map((b) => ({ ...b, name: page.value.names.lifelines[b.id] ?? b.id })), { "middle day, where it is cut": (b) => (b.day == null ? "" : fixed(b.day, 0)) });

export function Brokers() {
  return <Chart name="brokers" title="Who mediates" table={brokersTable}><Bars bars={brokerBars()} label="Probability that each power brokers the end" /></Chart>;
}

export function Arrangements() {
  return <Chart name="arrangement" title="On what terms" table={arrangementTable}><Bars bars={arrangementBars()} label="Probability of each arrangement on the ground" /></Chart>;
}

export function Lifelines() {
  return <Chart name="lifelines" title="Lifelines" table={lifelinesTable}><Bars bars={lifelineBars()} label="Probability that each lifeline is cut" /></Chart>;
}
