/** Issues of the forecast over time: the published chance of every ending, and what changed since the last. */
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { page } from "../state";
import { INK, LINE, SOFT, endingColour } from "../theme";
import { dateText, fitting, percent } from "../words";

interface Issue { as_of: string; until: string | null; digest: string; kind: string; endings: Record<string, number>; change: Record<string, number>; reason: string }

const issues = (): Issue[] => page.value.data.timeline as Issue[];
const dayOf = (one: Issue): string => dateText(one.until ?? one.as_of, 0, true);
const points = (change: number): string => `${change >= 0 ? "+" : "−"}${Math.abs(Math.round(100 * change))}`;

/** Return the endings in the order of the page that any issue gives a chance. */
const endings = (): string[] => Object.keys(page.value.forecast.endings).filter((id) => issues().some((one) => (one.endings[id] ?? 0) > 0));

export function timelineTable(): Table {
  const names = page.value.names.endings;
  return {
    head: ["issue", "what", ...endings().map((id) => names[id] ?? id), "since the last", "digest"],
    rows: issues().map((one) => [dayOf(one), one.kind, ...endings().map((id) => (one.endings[id] ?? 0).toFixed(4)), one.reason, one.digest.slice(0, 8)]),
  };
}

/** Return the ending that moved most since the last issue, with its change in points. */
function moved(one: Issue): string {
  const top = Object.entries(one.change).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))[0];
  return top ? `${page.value.names.endings[top[0]] ?? top[0]} ${points(top[1])} points` : "";
}

const ROW = 66;

export default function Timeline({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const names = page.value.names.endings, narrow = width < 640;
  const left = narrow ? 0 : 150, room = Math.max(100, width - left);
  const tall = narrow ? ROW + 20 : ROW;
  return (
    <Chart figure={figure} table={timelineTable} note="Published chances of all issues; they do not follow conditions." fixed>
      <div ref={ref}>
        {width > 0 && (
          <svg width={width} height={issues().length * tall} viewBox={`0 0 ${width} ${issues().length * tall}`} font-size="12.5" role="group" aria-label={figure.title}>
            {issues().map((one, i) => {
              let x = left;
              const said = [one.reason, moved(one)].filter(Boolean).join("; ");
              return (
                <g transform={`translate(0 ${i * tall})`} role="img" aria-label={`${dayOf(one)}, ${one.kind}: ${endings().map((id) => `${names[id]} ${percent(one.endings[id] ?? 0)} %`).join(", ")}. ${said}`}>
                  <title>{said}</title>
                  <text x={0} y={narrow ? 14 : 24} fill={INK} font-weight="600">{dayOf(one)}{narrow ? `, ${one.kind}` : ""}</text>
                  {!narrow && <text x={0} y={40} fill={SOFT}>{one.kind}</text>}
                  {endings().map((id) => {
                    const p = one.endings[id] ?? 0, w = p * room, at = x;
                    x += w;
                    const dark = ["#0072B2", "#4a4f55"].includes(endingColour(id));
                    return (
                      <g>
                        <rect x={at} y={narrow ? 22 : 8} width={Math.max(0, w - 1)} height={26} fill={endingColour(id)} stroke={LINE} stroke-width={0.5}><title>{`${names[id]} ${percent(p)} %`}</title></rect>
                        {w > 30 && <text x={at + w / 2} y={narrow ? 40 : 26} text-anchor="middle" font-weight="600" fill={dark ? "#fff" : "#1c2126"}>{percent(p)}</text>}
                      </g>
                    );
                  })}
                  <text x={left} y={narrow ? 64 : 50} fill={SOFT}>{fitting(said, room)}</text>
                </g>
              );
            })}
          </svg>
        )}
      </div>
      <ul class="legend">{endings().map((id) => <li><svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill={endingColour(id)} /></svg>{names[id]}</li>)}</ul>
    </Chart>
  );
}
