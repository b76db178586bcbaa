/** Who holds what on a chosen day: two hues, a neutral middle, hatching where nobody can know. */
import { heldByA, type Condition } from "../courses";
import { Chances, Days, Lifelines, seen, viewOf, within, type View } from "../ground";
import { courseStory } from "./fans";
import { Chart, press, useWidth, type ChartProps, type Table } from "../figure";
import { chosen, conditioned, courses, day, drawOne, drawn, holding, isOn, page, toggle } from "../state";
import { A, A_SOFT, B, B_SOFT, INK, NEUTRAL, PAPER, SOFT, YOU } from "../theme";
import type { Geometry } from "../types";
import { areFew, countHead, dateText, limits, percent, shareText, shorten, twoLines, type Size } from "../words";

export type Holder = "A" | "a" | "?" | "b" | "B";
export const holder = (p: number): Holder => (p >= 0.9 ? "A" : p >= 0.65 ? "a" : p > 0.35 ? "?" : p > 0.1 ? "b" : "B");
const FILL: Record<Holder, string> = { A, a: A_SOFT, "?": NEUTRAL, b: B_SOFT, B };

/** Return by sector the weight of the chosen courses in which A holds most of it on a day; in one course (0 or 1) when it is drawn. */
export function held(): Map<string, number> {
  const c = courses.value!;
  const n = seen.value === null ? chosen.value.total : 1;
  const out = new Map<string, number>(c.packed.sectors.map((s, i) => [s, c.packed.start[i]! * n]));
  c.packed.moving.forEach((s, row) => {
    const id = c.packed.sectors[s]!;
    out.set(id, seen.value === null ? holding.value[row]![day.value]! : Number(heldByA(c, row, seen.value, day.value)));
  });
  return out;
}

/** Over how many courses the map stands: those chosen, or `one` where a single course is drawn. */
const shown = (one: number): Size => (seen.value === null ? { n: chosen.value.n, effective: chosen.value.effective } : { n: one, effective: one });

/** Return the same as shares of those courses. */
function shares(): Map<string, number> {
  const n = seen.value === null ? chosen.value.total || 1 : 1;
  return new Map([...held()].map(([id, k]) => [id, k / n]));
}

/** Return how a share is coloured: strong only where the courses are many. */
export const classOf = (p: number, size: Size | number): Holder => {
  if (!areFew(size)) return holder(p);
  return 3 * p >= 2 ? "a" : 3 * p <= 1 ? "b" : "?";
};

export function mapTable(): Table {
  const [a, b] = sideNames();
  const size = shown(1), n = size.n, count = shares();
  const [mine, theirs] = [a, b].map((side) => `${countHead()}: ${side} holds most of it`) as [string, string];
  return {
    head: ["sector", mine, theirs, "of", `share: ${a}`, "day", "at stake"],
    rows: page.value.sectors.filter((s) => count.has(s.id)).map((s) => {
      const p = count.get(s.id)!, k = Math.round(p * n);
      return [s.name, k, n - k, n, areFew(size) ? "" : p.toFixed(4), day.value, s.contested ? "yes" : "no"];
    }),
  };
}

function sideNames(): [string, string] {
  const s = page.value.forecast.sides;
  return [s?.A?.name ?? "A", s?.B?.name ?? "B"];
}

function Land({ map }: { map: Geometry }) {
  return (
    <>
      <rect width={map.width} height={map.height} fill="var(--sea)" />
      {map.countries.map((k) => <path d={k.path} fill="var(--land)" stroke="none" />)}
    </>
  );
}

function Lines({ map }: { map: Geometry }) {
  const c = courses.value!;
  const starts = (side: number): string[] => c.packed.sectors.filter((_, i) => c.packed.start[i] === side).map((id) => map.cells[id] ?? "");
  return (
    <g fill="none" pointer-events="none">
      <clipPath id="b-soil">{starts(0).map((d) => <path d={d} />)}</clipPath>
      {map.districts && <path d={map.districts} stroke={INK} stroke-opacity={0.15} stroke-width={2} />}
      <g clip-path="url(#b-soil)">
        {starts(1).map((d) => <path d={d} stroke={INK} stroke-width={15} />)}
      </g>
      {map.countries.map((k) => <path d={k.border ?? k.path} stroke={INK} stroke-opacity={0.6} stroke-width={4} stroke-dasharray="18 9" />)}
    </g>
  );
}

function Cell({ id, name, path, p, contested }: { id: string; name: string; path: string; p: number; contested: boolean }) {
  const [a, b] = sideNames();
  const n = shown(limits.few);
  const h = classOf(p, n);
  if (!contested) return <path d={path} fill={p > 0.65 ? A : p < 0.35 ? B : NEUTRAL} fill-opacity={0.16} stroke={PAPER} stroke-width={3} />;
  const text = seen.value !== null ? `${name}: held by ${p > 0.5 ? a : b}` : `${name}: ${a} holds most of it in ${shareText(p, n)}, ${b} in ${shareText(1 - p, n)}`;
  const condition: Condition = { group: `turns:${id}`, value: "yes" };
  return (
    <g {...press(() => toggle(condition), `${text}. Condition the page on a change of holder`, isOn(condition))}>
      <title>{text}</title>
      <path d={path} fill={FILL[h]} stroke={PAPER} stroke-width={4} />
      {h === "?" && <path d={path} fill="url(#unknown)" />}
      {isOn(condition) && <path d={path} fill="none" stroke={YOU} stroke-width={10} />}
    </g>
  );
}

export interface Tag { id: string; x: number; y: number; lines: string[]; contested: boolean; h: Holder; state?: boolean; area?: number; key?: string }

/** A name on the map: two lines of whole words, so that none is cut to nonsense; whole names stand in titles and the table. */
const shortName = (name: string): string[] => twoLines(name, 14);

/** Push names apart where they would cover each other; a few rounds settle any map of this size. */
export function settle<T extends { x: number; y: number; lines: string[]; state?: boolean }>(tags: T[], size: number): T[] {
  for (let round = 0; round < 24; round++) {
    for (const [i, a] of tags.entries()) for (const b of tags.slice(i + 1)) {
      const dx = (wide(a, size) + wide(b, size)) / 2 - Math.abs(a.x - b.x);
      const dy = ((a.lines.length + b.lines.length) * size * (a.state || b.state ? 1.2 : 0.98)) / 2 - Math.abs(a.y - b.y);
      if (dx <= 0 || dy <= 0) continue;
      const [up, down] = a.y <= b.y ? [a, b] : [b, a];
      up.y -= dy / 2;
      down.y += dy / 2;
    }
  }
  return tags;
}

/** Return the ground of a drawn cell in square units of the sheet: rings of whole steps, as the sheet is written. */
export function areaOf(path: string): number {
  let sum = 0;
  for (const ring of path.match(/M[^M]*/g) ?? []) {
    const n = (ring.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
    let [x, y] = [n[0] ?? 0, n[1] ?? 0];
    const [x0, y0] = [x, y];
    let twice = 0;
    for (let i = 2; i + 1 < n.length; i += 2) {
      const [u, v] = [x + n[i]!, y + n[i + 1]!];
      twice += x * v - u * y;
      [x, y] = [u, v];
    }
    sum += Math.abs(twice + x * y0 - x0 * y) / 2;
  }
  return sum;
}

const wide = (t: Pick<Tag, "lines" | "state">, size: number): number => Math.max(...t.lines.map((l) => l.length)) * size * (t.state ? 0.9 : 0.58);

/**
 * Place names so that none stands in the cell of another: where one would have to move by more than a line, the smallest cell there
 * gets a number, and its name stands below the map; a name beside the contested ground is left out.
 */
export function placed(tags: Tag[], size: number, width: number): Tag[] {
  let now = tags;
  const inside = (t: Tag): Tag => { const half = wide(t, size) / 2 + size * 0.4; return { ...t, x: Math.max(half, Math.min(width - half, t.x)) }; };
  for (let round = 0; round <= tags.length; round++) {
    const set = settle(now.map(inside), size);
    const moved = set.map((t, i) => (t.state ? 0 : Math.abs(t.y - now[i]!.y)));
    const far = moved.indexOf(Math.max(...moved));
    const at = now[far];
    if (!at || moved[far]! <= size) { now = set; break; }
    const touches = (t: Tag): boolean =>
      Math.abs(t.x - at.x) < (wide(t, size) + wide(at, size)) / 2 && Math.abs(t.y - at.y) < (t.lines.length + at.lines.length) * size;
    const near = now.filter((t) => !t.state && t.key === undefined && touches(t));
    if (!near.length) { now = set; break; }
    const beside = near.filter((t) => !t.contested);
    const least = (beside.length ? beside : near).reduce((u, v) => ((v.area ?? 0) < (u.area ?? 0) ? v : u));
    now = beside.length ? now.filter((t) => t !== least) : now.map((t) => (t === least ? { ...t, key: "", lines: ["00"] } : t));
  }
  let number = 0;
  return now.map((t) => (t.key === undefined ? t : { ...t, key: `${++number}`, lines: [`${number}`] }));
}

/** The figure in a sector: the likelier holder's share, both shares where the sector is open; nothing where one is near certain. */
export function figureOf(p: number, size: Size | number): string {
  if (areFew(size) || p <= 0.05 || p >= 0.95) return "";
  return classOf(p, size) === "?" ? `${percent(p)} : ${percent(1 - p)}` : `${percent(Math.max(p, 1 - p))} %`;
}

function tagsOf(map: Geometry, view: View, share: Map<string, number>, size: number, narrow: boolean): Tag[] {
  const n = shown(limits.few);
  const tags = page.value.sectors.filter((s) => map.cells[s.id] && (s.contested || !narrow)).flatMap((s): Tag[] => {
    const [x, y] = map.labels?.[s.id] ?? map.points[s.id] ?? [0, 0];
    if (!within(view, x, y, size)) return [];
    const p = share.get(s.id) ?? 0;
    const figure = s.contested && !narrow && seen.value === null ? figureOf(p, n) : "";
    return [{ id: s.id, x, y, lines: [...shortName(s.name), ...(figure ? [figure] : [])], contested: s.contested, h: classOf(p, n), area: areaOf(map.cells[s.id]!) }];
  });
  const states = map.countries.map((k): Tag => ({ id: `state ${k.id}`, x: k.label[0], y: k.label[1], lines: [shorten(k.name.toUpperCase(), 24)], contested: false, h: "?", state: true })).filter((t) => within(view, t.x, t.y, size));
  const shifted = [...tags, ...states].map((t) => ({ ...t, x: t.x - view.x }));
  return placed(shifted, size, view.width).map((t) => ({ ...t, x: t.x + view.x }));
}

/** The names of the sectors that have a number on the map. */
function Keys({ tags, share }: { tags: Tag[]; share: Map<string, number> }) {
  const keyed = tags.filter((t) => t.key !== undefined);
  if (!keyed.length) return null;
  const text = (t: Tag): string => {
    const figure = seen.value === null ? figureOf(share.get(t.id) ?? 0, chosen.value) : "";
    return `${page.value.sectors.find((s) => s.id === t.id)?.name ?? t.id}${figure && `, ${figure}`}`;
  };
  return <ul class="legend keys">{keyed.map((t) => <li><b>{t.key}</b><bdi>{text(t)}</bdi></li>)}</ul>;
}

const FIGURE = /^[<>\d]+( %| : [<>\d]+)$/;

function Label({ tag, size }: { tag: Tag; size: number }) {
  const { h, contested } = tag;
  if (tag.state) return <text x={tag.x} y={tag.y} text-anchor="middle" font-size={size * 0.95} letter-spacing={size * 0.2} fill={SOFT} fill-opacity={0.7} pointer-events="none" aria-hidden="true">{tag.lines[0]}</text>;
  const dark = contested && (h === "A" || h === "B");
  const top = tag.y + size * (0.35 - (tag.lines.length - 1) * 0.5);
  return (
    <g text-anchor="middle" pointer-events="none" aria-hidden="true" paint-order="stroke" stroke-linejoin="round"
      fill={contested ? (dark ? "var(--on-side)" : INK) : SOFT} stroke={contested ? FILL[h] : "var(--land)"} stroke-width={size * 0.2}>
      {tag.lines.map((l, i) => (
        <text x={tag.x} y={top + i * size * 0.98} font-size={size} font-weight={contested && !FIGURE.test(l) ? 600 : 400}>{l}</text>
      ))}
    </g>
  );
}

export default function ControlMap({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const { map, sectors, forecast } = page.value;
  const c = courses.value;
  if (!map || !c) return null;
  const share = shares();
  const [a, b] = sideNames();
  const view = viewOf(map, sectors.filter((s) => s.contested).map((s) => s.id));
  const height = Math.round((width * view.height) / view.width);
  const size = Math.max(20, (view.width / Math.max(width, 1)) * 12.2);
  const drawnSectors = sectors.filter((s) => map.cells[s.id] && share.has(s.id));
  const tags = tagsOf(map, view, share, size, width < 480);
  const one = seen.value;
  return (
    <Chart figure={figure} table={mapTable} inside note={one === null ? "" : "One course, not a share of many."}>
      <p class="when" aria-live="off"><b>{dateText(forecast.as_of, day.value, true)}</b> <span class="small">day {day.value}, {one === null ? `who holds what, in how many courses${conditioned.value ? " (as chosen)" : ""}` : <em>one course</em>}</span></p>
      <div ref={ref} class="map">
        {width > 0 && (
          <svg width={width} height={height} viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="group" aria-label={`Map of control on day ${day.value}`}>
            <defs>
              <pattern id="unknown" width={18} height={18} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line x1={0} x2={0} y1={0} y2={18} stroke="var(--hatch)" stroke-width={6} />
              </pattern>
            </defs>
            <Land map={map} />
            {drawnSectors.map((s) => <Cell key={s.id} id={s.id} name={s.name} path={map.cells[s.id]!} p={share.get(s.id) ?? 0} contested={s.contested} />)}
            <Lines map={map} />
            <Lifelines map={map} size={size} />
            {tags.map((t) => <Label key={t.id} tag={t} size={size} />)}
            <Chances map={map} size={size} view={view} taken={tags.filter((t) => !t.state).map((t) => ({ x: t.x, y: t.y, width: wide(t, size), height: t.lines.length * size }))} />
          </svg>
        )}
      </div>
      <Days />
      {one !== null && <p class="story" dir="auto" aria-live="polite"><b>Course {String(one)}.</b> {courseStory(one)} {drawn.value !== null && <button type="button" class="link" onClick={drawOne}>Draw another</button>}</p>}
      <Keys tags={tags} share={share} />
      <Legend a={a} b={b} />
    </Chart>
  );
}

function Legend({ a, b }: { a: string; b: string }) {
  const item = (fill: string, text: string, hatch = false) => (
    <li><svg width={18} height={13} aria-hidden="true"><rect width={18} height={13} fill={fill} />
      {hatch && <path d="M-2 9 7 0M3 15 18 0M12 15 20 7" stroke="var(--hatch)" stroke-width={2.4} />}</svg>{text}</li>
  );
  if (seen.value !== null) return <ul class="legend">{item(A, a)}{item(B, b)}</ul>;
  const before = <li><svg width={18} height={13} aria-hidden="true"><line x1={0} x2={18} y1={6.5} y2={6.5} stroke={INK} stroke-width={2.6} /></svg>line before the round</li>;
  if (areFew(chosen.value)) return (
    <ul class="legend">{item(A_SOFT, `${a} in two of three or more`)}{item(NEUTRAL, "open", true)}{item(B_SOFT, `${b} in two of three or more`)}{before}</ul>
  );
  return (
    <ul class="legend">
      {item(A, `${a} in ≥ 90 % of courses`)}{item(A_SOFT, `${a} in 65–90 %`)}{item(NEUTRAL, `open: 35–65 %, first figure ${a}`, true)}
      {item(B_SOFT, `${b} in 65–90 %`)}{item(B, `${b} in ≥ 90 %`)}
      {before}
    </ul>
  );
}
