/** The first screen: a hundred dots, one row per ending, and the sentences once the reader has changed anything. */
import { countBy } from "./courses";
import { fewText, pressCondition, useWidth } from "./figure";
import { believesOnly, chosen, conditioned, conditions, counted, courses, drawn, endingShares, horizon, page, pointed, weights } from "./state";
import { FAINT, INK, PAPER, YOU, endingColour, inOrder } from "./theme";
import { points, views } from "./turning";
import { areFew, areTooFew, coursesText, dateText, fixed, percent, range, shareText, type Size } from "./words";

/** One ending as it stands now: `p` its probability, `tick` as counted, `before` that of all courses, `hollow` the part no course carries. */
export interface Row { id: string; name: string; p: number; tick: number | null; before: number; hollow: number; alike: number | null; low: number | null; high: number | null }

/** Return whole numbers that sum to `of` in proportion to shares: largest remainders, the first of equal ones. */
export function allotted(shares: number[], of = 100): number[] {
  const total = shares.reduce((a, b) => a + b, 0);
  if (total <= 0) return shares.map(() => 0);
  const exact = shares.map((s) => (of * s) / total), found = exact.map(Math.floor);
  const order = [...shares.keys()].sort((i, j) => found[i]! - exact[i]! - (found[j]! - exact[j]!) || i - j);
  for (const i of order.slice(0, of - found.reduce((a, b) => a + b, 0))) found[i]! += 1;
  return found;
}

/** Return the least and the largest chance of an ending over the views that were run beside this one; null where none were. */
function overViews(id: string): [number, number] | null {
  const said = (views()?.views ?? []).map((v) => v.endings[id] ?? 0), own = page.value.forecast.endings[id]!.p;
  return said.length ? [Math.min(...said, own), Math.max(...said, own)] : null;
}

/** Return the endings from side A to side B. */
export function endingRows(): Row[] {
  const { forecast, names } = page.value;
  const c = courses.value, now = endingShares.value, w = weights.value, group = chosen.value;
  const ticks = now && c && w ? countBy(c.ending, { ...group, w: w.believed }, c.packed.endings.length) : [];
  const believed = ticks.reduce((a, b) => a + b, 0);
  return inOrder(Object.keys(forecast.endings)).map((id) => {
    const e = forecast.endings[id]!, k = c?.packed.endings.indexOf(id) ?? -1, views = overViews(id);
    const free = w && k >= 0 && !conditions.value.length ? Math.max(0, w.published[k]! - w.carried[k]!) : 0;
    return {
      id, name: names.endings[id] ?? id, p: now ? now[id]?.p ?? 0 : e.p, tick: now ? (believed ? (ticks[k] ?? 0) / believed : 0) : e.counted ?? null, before: e.p,
      hollow: free, alike: e.alike ?? null, low: views?.[0] ?? null, high: views?.[1] ?? null,
    };
  });
}

const sizeNow = (): Size | number => (conditioned.value ? chosen.value : counted.value);

/** Return of every ending the courses that fit, shortest first, so that dots stand for its spread of lengths. */
function byLength(): Map<string, Uint32Array> {
  const c = courses.value!, out = new Map<string, Uint32Array>(), { members } = chosen.value;
  c.packed.endings.forEach((id, e) => {
    const found = new Uint32Array(members.length);
    let n = 0;
    for (let i = 0; i < members.length; i++) { const m = members[i]!; if (c.ending[m] === e) found[n++] = 65_536 * c.length[m]! + m; }
    out.set(id, found.subarray(0, n).sort().map((x) => x % 65_536));
  });
  return out;
}

function walk(e: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowDown: 20, ArrowLeft: -1, ArrowUp: -20 }[e.key];
  const dots = [...(e.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".dot")], at = dots.indexOf(document.activeElement as HTMLElement);
  if (!step || at < 0) return;
  e.preventDefault();
  dots[Math.max(0, Math.min(dots.length - 1, at + step))]?.focus();
}

export function Dots() {
  const c = courses.value;
  if (!c || areFew(sizeNow())) return null;
  const rows = endingRows(), counts = allotted(rows.map((r) => r.p)), courseOf = byLength();
  const dots = rows.flatMap((r, i) => {
    const n = counts[i]!, empty = r.p > 0 ? Math.round(n * Math.min(1, r.hollow / r.p)) : 0, list = courseOf.get(r.id) ?? new Uint32Array(0);
    return Array.from({ length: n }, (_, k) => ({ row: r, m: k < n - empty && list.length ? list[Math.floor(((k + 0.5) / (n - empty)) * list.length)]! : null }));
  });
  return (
    <>
      <div class="dots" role="group" aria-label="One hundred dots, one for each chance in a hundred; arrow keys walk them" onKeyDown={walk} onMouseLeave={() => { pointed.value = null; }}>
        {dots.map(({ row, m }, i) => (
          <button type="button" class={`dot e-${row.id}${m === null ? " hollow" : ""}`} tabindex={i ? -1 : 0} aria-pressed={m !== null && drawn.value === m}
            aria-label={m === null ? `${row.name}: past wars like this one came to it, no course did` : `${row.name}: course ${String(m)}, ${c.length[m]! >= horizon() ? "beyond the last day" : `over on ${dateText(page.value.forecast.as_of, c.length[m]!, true)}`}`}
            onMouseEnter={() => { pointed.value = m; }} onFocus={() => { pointed.value = m; }} onBlur={() => { pointed.value = null; }}
            onClick={() => { if (m !== null) drawn.value = drawn.value === m ? null : m; }} />
        ))}
      </div>
      <p class="note small">One dot, one chance in 100. Point at a dot to see one such course on the map.{dots.some((d) => d.m === null) && " Hollow: no course came to it, past wars like this one did."}</p>
    </>
  );
}

function Bar({ row, few, changed }: { row: Row; few: boolean; changed: boolean }) {
  const [ref, width] = useWidth();
  const x = (p: number): number => 5 + p * (width - 10);
  return (
    <div ref={ref} class="bar">
      {width > 0 && (
        <svg width={width} height={24} viewBox={`0 0 ${width} 24`} aria-hidden="true">
          <rect x={5} y={5} width={width - 10} height={14} fill={FAINT} />
          {!few && row.p > 0 && <rect x={5} y={5} width={Math.max(1, row.p * (width - 10))} height={14} fill={endingColour(row.id)} />}
          {!few && row.hollow > 0 && <rect x={x(row.p - row.hollow)} y={5.75} width={Math.max(1, row.hollow * (width - 10) - 0.75)} height={12.5} fill={FAINT} stroke={endingColour(row.id)} stroke-width={1.5} />}
          {changed && <rect class="before" x={5} y={5} width={Math.max(1, row.before * (width - 10))} height={14} fill="none" stroke={YOU} stroke-width={1.6} stroke-dasharray="4 2.5" />}
          {!changed && row.low !== null && row.high !== null && <path class="whisker" d={`M${x(row.low)} 12H${x(row.high)}M${x(row.low)} 8.5v7M${x(row.high)} 8.5v7`} fill="none" stroke={INK} stroke-width={1.3} />}
          {!changed && row.alike !== null && <path class="diamond" d={`M${x(row.alike)} 6.5l5 5.5-5 5.5-5-5.5z`} fill={PAPER} stroke={INK} stroke-width={1.3} />}
          {!few && row.tick !== null && <line class="tick" x1={x(row.tick)} x2={x(row.tick)} y1={2} y2={22} stroke={INK} stroke-width={2.6} />}
        </svg>
      )}
    </div>
  );
}

const sure = (p: number): string => `${percent(p)} %`;

/** What the marks of a row say, behind its name and figure. */
function marksText(r: Row, few: boolean, changed: boolean): string {
  const parts: string[] = [];
  if (few) return "";
  if (changed) parts.push(`all courses ${sure(r.before)}`);
  if (r.tick !== null) parts.push(`as counted ${sure(r.tick)}`);
  if (!changed && r.low !== null && r.high !== null) parts.push(`across views ${range(r.low, r.high)} %`);
  if (!changed && r.alike !== null) parts.push(`past wars like this one ${sure(r.alike)}`);
  return parts.join(", ");
}

export function EndingRows() {
  const size = sizeNow(), rows = endingRows(), few = areFew(size), changed = conditioned.value, c = courses.value;
  if (areTooFew(size)) return <p class="note few">{changed ? fewText(chosen.value.n) : `Only ${coursesText(counted.value)}: too few for numbers.`}</p>;
  return (
    <>
      <div class="endrows" role="group" aria-label="Probability of each ending">
        {rows.map((r) => {
          const has = c?.packed.endings.includes(r.id);
          const empty = r.p > 0 && r.hollow >= r.p - 1e-9;
          const { "aria-label": said, ...act } = has ? pressCondition({ group: "ending", value: r.id }, marksText(r, few, changed)) : { "aria-label": marksText(r, few, changed), class: "" };
          return (
            <div {...act} class={`end ${act.class}`}>
              <span class="nm"><i class={`e-${r.id}${empty ? " hollow" : ""}`} /><bdi>{r.name}</bdi></span>
              <Bar row={r} few={few} changed={changed} />
              <span class="v">
                {few ? <span class="count">{shareText(r.p, sizeNow())}</span> : r.p > 0 ? <><b>{percent(r.p)}</b><small> %</small></> : <span class="none">none</span>}
                {!few && changed && <span class="delta">{points(r.p, r.before)}</span>}
                {!few && !changed && r.low !== null && r.high !== null && <span class="range">{range(r.low, r.high)}</span>}
                {!few && !changed && empty && r.low === null && <span class="range">past wars</span>}
              </span>
              <span class="sr">{said}</span>
            </div>
          );
        })}
      </div>
      <Key rows={rows} changed={changed} few={few} />
    </>
  );
}

function Key({ rows, changed, few }: { rows: Row[]; changed: boolean; few: boolean }) {
  if (few) return <p class="key">Fewer than 200 equally weighted courses: counts, no per cent.</p>;
  const mark = (drawing: preact.JSX.Element, text: string) => <span><svg width={34} height={14} aria-hidden="true">{drawing}</svg>{text}</span>;
  const tick = <path d="M16 0v14" stroke={INK} stroke-width={2.6} />;
  if (changed) return (
    <p class="key">
      {mark(<rect y={2} width={30} height={10} fill="var(--A)" />, "probability now")}
      {mark(<rect x={1} y={2} width={30} height={10} fill="none" stroke={YOU} stroke-width={1.6} stroke-dasharray="4 2.5" />, "compared with all courses")}
      {mark(tick, "as counted, before past wars are weighed in")}
    </p>
  );
  return (
    <p class="key">
      {mark(<rect y={2} width={30} height={10} fill="var(--A)" />, "probability")}
      {rows.some((r) => r.tick !== null) && mark(tick, `counted in ${counted.value.toLocaleString("en-GB")} courses`)}
      {rows.some((r) => r.alike !== null) && mark(<path d="M16 1l6 6-6 6-6-6z" fill={PAPER} stroke={INK} />, "past wars like it (outside view)")}
      {rows.some((r) => r.low !== null) ? mark(<path d="M2 7h28M2 3v8M30 3v8" stroke={INK} fill="none" />, "range across views") : <span>No range across views: none was run beside this one.</span>}
    </p>
  );
}

export interface Top { headline: string; wish: string; second: string }

/** Return a noun within a sentence: "An outright victory" becomes "an outright victory". */
export const inSentence = (noun: string): string => (/^(An?|The) /.test(noun) ? noun[0]!.toLowerCase() + noun.slice(1) : noun);

/** Return which verb a change of a probability takes, in whole points. */
export function verb(p: number, before: number): string {
  const d = Math.round(100 * p) - Math.round(100 * before);
  return d > 0 ? "rises to" : d < 0 ? "falls to" : "stays at";
}

/** Return the sentences on top once the reader has changed anything; `wish` are the words of what was chosen. */
export function sentences(wish: string): Top {
  const group = chosen.value, rows = [...endingRows()].sort((a, b) => b.p - a.p), nouns = page.value.names.ending_nouns;
  const of = counted.value.toLocaleString("en-GB");
  if (group.n === 0) return { wish, headline: "no course fits: remove one of your choices.", second: "" };
  if (areFew(group)) return { wish, headline: `too few courses fit to say: ${group.n.toLocaleString("en-GB")} of ${of}.`, second: `They are worth ${fixed(group.effective, 0)} equally weighted courses; under 200 no per cent is printed. Take a choice away.` };
  const [top, next] = [rows[0]!, rows[1]!], does = verb(top.p, top.before);
  const half = lengthHalf();
  return {
    wish,
    headline: `${inSentence(nouns[top.id] ?? top.name)} ${does} ${percent(top.p)} in 100${does === "stays at" ? "" : `, from ${percent(top.before)}`}.`,
    second: `${next && next.p > 0 ? `${nouns[next.id] ?? next.name} comes second (${percent(next.p)} in 100). ` : ""}${half} ${believesOnly() ? `Counted over ${group.n.toLocaleString("en-GB")} courses, weighed by what you believe.` : `Counted over the ${group.n.toLocaleString("en-GB")} of ${of} courses that fit.`}`,
  };
}

function lengthHalf(): string {
  const c = courses.value!, group = chosen.value, end = horizon();
  let half = 0, d = 0;
  const by = new Float64Array(end + 2);
  for (let i = 0; i < group.members.length; i++) { const m = group.members[i]!; by[Math.min(end, c.length[m]!)]! += group.w[m]!; }
  for (; d <= end; d++) { half += by[d]!; if (half >= 0.5 * group.total * (1 - 1e-12)) break; }
  const date = dateText(page.value.forecast.as_of, Math.min(d, end), true);
  return d >= end ? `In half of the courses the war lasts beyond ${date}.` : `Half of the courses are over by ${date}.`;
}
