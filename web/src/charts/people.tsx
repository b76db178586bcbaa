/** People: the fan of the displaced with what was told, the peak, the dead of both sides, and whether every road is cut. */
import { decode, ranked, weightWhere, NEVER, type Courses } from "../courses";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, everyone, page, within } from "../state";
import { amount, shareText } from "../words";
import { Drawing, kinds } from "./fans";

const PLACES = [0.05, 0.5, 0.95];
const peaks = new WeakMap<Courses, Uint16Array>();

/** Return the code of the highest value of every course. */
function peakOf(c: Courses): Uint16Array {
  let out = peaks.get(c);
  if (out) return out;
  out = new Uint16Array(c.count);
  const codes = c.series.displaced!;
  for (let d = 0; d < c.days.length; d++) {
    const at = d * c.count;
    for (let m = 0; m < c.count; m++) if (codes[at + m]! > out[m]!) out[m] = codes[at + m]!;
  }
  peaks.set(c, out);
  return out;
}

interface Line { name: string; middle: string; range: string; before: string }

function lines(): Line[] {
  const c = courses.value!, p = c.packed, s = page.value.forecast.sides;
  const roads = (page.value.data.people as { roads: string }).roads;
  const end = (c.days.length - 1) * c.count;
  const measured: [string, string, Uint16Array, number][] = [
    ["People displaced at the peak", "displaced", peakOf(c), 0],
    [`Military dead of ${s?.A?.name ?? "A"}`, "dead_A", c.series.dead_A!, end],
    [`Military dead of ${s?.B?.name ?? "B"}`, "dead_B", c.series.dead_B!, end],
  ];
  const out = measured.map(([name, series, codes, from]) => {
    const at = (group: typeof chosen.value): string[] => (group.n ? ranked(codes, from, group, PLACES).map((k) => amount(decode(k, p.laws[series]!, p.last_code))) : ["", "", ""]);
    const [low, middle, high] = at(chosen.value);
    return { name, middle: middle!, range: `${low}–${high}`, before: conditioned.value ? at(everyone.value)[1]! : "" };
  });
  if (!roads) return out;
  const cut = (m: number): boolean => p.lifelines.every((_, i) => c.cut[i * c.count + m] !== NEVER);
  const share = (group: typeof chosen.value): string => shareText(group.total ? weightWhere(group, cut) / group.total : 0, { n: group.n, effective: group.effective });
  return [...out, { name: roads, middle: share(chosen.value), range: "", before: conditioned.value ? share(everyone.value) : "" }];
}

export function peopleTable(): Table {
  return { head: ["what", "middle course, or share", "nine in ten lie in", ...(conditioned.value ? ["all courses"] : [])], rows: lines().map((l) => [l.name, l.middle, l.range, ...(conditioned.value ? [l.before] : [])]) };
}

export default function People({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const kind = kinds().find((k) => k.series === "displaced")!;
  return (
    <Chart figure={figure} table={peopleTable} inside>
      <div class="people">
        <div>
          <h3>{kind.title}</h3>
          <div ref={ref}>{width > 0 && within.value.n > 0 && <Drawing kind={kind} width={width} />}</div>
        </div>
        <dl>
          {lines().map((l) => (
            <div>
              <dt>{l.name}</dt>
              <dd><b>{l.middle}</b>{l.range && <span> {l.range}</span>}{l.before && <small> all courses: {l.before}</small>}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Chart>
  );
}
