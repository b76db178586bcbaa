/** Who mediates, and what stands on the ground afterwards. */
import { countBy, countRows, wilson } from "../courses";
import { Chart, type Table } from "../figure";
import { chosen, conditioned, courses, page } from "../state";
import { POWERS } from "../theme";
import { Bars, type Bar } from "./bars";

const NOBODY = "Nobody: no outside broker";

function fromForecast(shares: Record<string, number>, n: number): Map<string, { p: number; low: number; high: number }> {
  return new Map(Object.entries(shares).map(([k, p]) => [k, { ...wilson(p * n, n), p }]));
}

export function brokerBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.brokers ?? {};
  const ids = Object.keys(forecast.powers ?? {});
  const all = fromForecast(given, c?.count ?? 1000);
  const total = chosen.value.length;
  const counts = c && conditioned.value ? countRows(c.brokers, chosen.value, c.packed.powers.length, c.count, (k) => k === 1) : null;
  const nobody = counts && c ? [...chosen.value].filter((m) => c.packed.powers.every((_, i) => c.brokers[i * c.count + m] === 0)).length : 0;
  return Object.keys(given).map((id) => {
    const at = c ? c.packed.powers.indexOf(id) : -1;
    const now = counts ? wilson(id === "none" ? nobody : at < 0 ? 0 : counts[at]!, total) : all.get(id)!;
    return {
      id, name: id === "none" ? NOBODY : names.powers[id] ?? id, ...now,
      colour: id === "none" ? "#c4c2bb" : POWERS[Math.max(0, ids.indexOf(id)) % POWERS.length]!,
      ...(counts ? { all: given[id]! } : {}), ...(c ? { condition: { group: "broker", value: id } } : {}),
    };
  }).filter((b) => given[b.id]! >= 0.0005 || b.p > 0).sort((a, b) => given[b.id]! - given[a.id]!);
}

export function arrangementBars(): Bar[] {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.arrangement ?? {};
  const all = fromForecast(given, c?.count ?? 1000);
  const counts = c && conditioned.value ? countBy(c.arrangement, chosen.value, c.packed.arrangements.length) : null;
  return Object.keys(given).map((id) => {
    const at = c ? c.packed.arrangements.indexOf(id) : -1;
    const now = counts ? wilson(at < 0 ? 0 : counts[at]!, chosen.value.length) : all.get(id)!;
    return {
      id, name: names.arrangements[id] ?? id, ...now, colour: id === "none" ? "#c4c2bb" : "#5b6b7a",
      ...(counts ? { all: given[id]! } : {}), ...(c ? { condition: { group: "arrangement", value: id } } : {}),
    };
  }).sort((a, b) => given[b.id]! - given[a.id]!);
}

const tableOf = (what: string, bars: Bar[]) => (): Table => ({
  head: [what, "probability", "low", "high"], rows: bars.map((b) => [b.name, b.p.toFixed(4), b.low.toFixed(4), b.high.toFixed(4)]),
});

export function Brokers() {
  const bars = brokerBars();
  return <Chart name="brokers" title="Who mediates" table={tableOf("broker", bars)}><Bars bars={bars} label="Probability that each power brokers the end" /></Chart>;
}

export function Arrangements() {
  const bars = arrangementBars();
  return <Chart name="arrangement" title="On what terms" table={tableOf("arrangement", bars)}><Bars bars={bars} label="Probability of each arrangement on the ground" /></Chart>;
}

export function Lifelines() {
  const { forecast, names } = page.value;
  const c = courses.value;
  const given = forecast.lifelines ?? {};
  const counts = c && conditioned.value ? countRows(c.cut, chosen.value, c.packed.lifelines.length, c.count, (k) => k !== 255) : null;
  const bars: Bar[] = Object.entries(given).map(([id, l]) => {
    const at = c ? c.packed.lifelines.indexOf(id) : -1;
    const now = counts ? wilson(at < 0 ? 0 : counts[at]!, chosen.value.length) : { ...wilson(l.p_cut * (c?.count ?? 1000), c?.count ?? 1000), p: l.p_cut };
    const day = l.median_day == null ? "" : ` (median day ${l.median_day.toFixed(0)})`;
    return {
      id, name: `${names.lifelines[id] ?? id} is cut${day}`, ...now, colour: "#7d6b3f",
      ...(counts ? { all: l.p_cut } : {}), ...(at >= 0 ? { condition: { group: `cut:${id}`, value: "yes" } } : {}),
    };
  });
  return <Chart name="lifelines" title="Lifelines" table={tableOf("lifeline", bars)}><Bars bars={bars} label="Probability that each lifeline is cut" /></Chart>;
}
