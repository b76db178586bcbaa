/** Three courses told: lanes of ground, powers and talks by day; a mark says why it happened, two pinned courses where they part. */
import { useState } from "preact/hooks";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { KINDS, LANES, MARKS } from "../phrases";
import { page } from "../state";
import { A, B, INK, LINE, SOFT } from "../theme";
import { dateText, fitting } from "../words";

type Lane = (typeof LANES)[number][0];
interface Happening { day: number; kind: string; side: "" | "A" | "B"; text: string; rule: string; claims: string[]; source: number }
interface Stretch { first: number; last: number; date: string; quiet: boolean; sentences: string[] }
interface Course {
  chosen: { kind: string; title: string; why: string; group: number }; member: number; ending: string; ending_title: string; length_days: number;
  events: Happening[]; told: Stretch[]; command: string;
}
interface Told {
  courses: Course[]; partings: { pair: [number, number]; day: number | null; text: string }[];
  rules: Record<string, string>; sources: string[]; claims: Record<string, string>; sides: [string, string];
}

const told = (): Told => page.value.data.courses_told as Told;
const LANE_AT: Record<Lane, number> = { ground: 34, powers: 64, talks: 94 };
const LOW = 106, TALL = 128;
/** Marks of one lane and day that stand side by side; the rest is in the list. */
const MOST = 3;
const STEPS = [5, 10, 15, 30, 60, 90, 180];
/** Marks that are drawn before others where a day holds too many. */
const FIRST = ["end", "place", "cut", "step", "beaten", "truce", "break"];

export const laneOf = (e: Happening): Lane => KINDS[e.kind]?.[0] ?? "talks";
const markOf = (e: Happening): string => KINDS[e.kind]?.[1] ?? "refusal";
const rank = (e: Happening): number => { const k = FIRST.indexOf(markOf(e)); return k < 0 ? FIRST.length : k; };

/** Return the events that are drawn, with their place among those of their lane and day; lane by lane, day by day. */
export function drawnOf(events: Happening[]): { event: Happening; at: number }[] {
  const cells = new Map<string, Happening[]>();
  for (const e of events) {
    const key = `${laneOf(e)} ${e.day}`;
    cells.set(key, [...(cells.get(key) ?? []), e]);
  }
  const kept = [...cells.values()].flatMap((cell) => [...cell].sort((a, b) => rank(a) - rank(b)).slice(0, MOST).map((event, at) => ({ event, at })));
  const order = LANES.map(([id]) => id);
  return kept.sort((a, b) => order.indexOf(laneOf(a.event)) - order.indexOf(laneOf(b.event)) || a.event.day - b.event.day || a.at - b.at);
}

export function toldTable(): Table {
  const { courses, rules, claims, sources } = told();
  return {
    head: ["course", "day", "date", "lane", "what happens", "rule", "claims", "source"],
    rows: courses.flatMap((c) => c.events.map((e) => [
      c.member, e.day, dateText(page.value.forecast.as_of, e.day, true), laneOf(e), e.text, rules[e.rule] ?? "",
      e.claims.map((id) => `${id} ${claims[id] ?? ""}`).join("; "), sources[e.source] ?? "",
    ])),
  };
}

function Shape({ mark, side }: { mark: string; side: string }) {
  const colour = side === "A" ? A : side === "B" ? B : INK;
  switch (mark) {
    case "place": return <circle r={6} fill={colour} stroke="#fff" />;
    case "attack": return <path d="M0-5V5" stroke={colour} stroke-width={2} />;
    case "break": return <circle r={3.2} fill={SOFT} />;
    case "cut": return <path d="M-5-5L5 5M5-5L-5 5" stroke={INK} stroke-width={3} />;
    case "fire": return <path d="M-4-4L4 4M4-4L-4 4" stroke={SOFT} stroke-width={1.5} />;
    case "beaten": return <path d="M-6-5H6L0 6z" fill={colour} />;
    case "step": return <path d="M0-8L7 0 0 8-7 0z" fill={INK} />;
    case "act": return <path d="M0-5L4.5 3h-9z" fill="none" stroke={SOFT} stroke-width={1.5} />;
    case "truce": return <rect x={-5} y={-5} width={10} height={10} fill="#fff" stroke={INK} stroke-width={2} />;
    case "tempo": return <path d="M-6 0H6" stroke={INK} stroke-width={3} />;
    case "end": return <rect x={-6} y={-6} width={12} height={12} fill={INK} />;
    default: return <circle r={3.4} fill="#fff" stroke={SOFT} stroke-width={1.4} />;
  }
}

/** What the marks mean; those that are nowhere drawn are left out. */
function Key() {
  const seen = new Set(told().courses.flatMap((c) => c.events.map(markOf)));
  const [a, b] = told().sides;
  return (
    <ul class="legend">
      {Object.entries(MARKS).filter(([id]) => seen.has(id)).map(([id, said]) => (
        <li><svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden="true"><Shape mark={id} side="" /></svg>{said}</li>
      ))}
      {[[a, "A"], [b, "B"]].map(([name, side]) => (
        <li><svg width={16} height={16} viewBox="-8 -8 16 16" aria-hidden="true"><Shape mark="place" side={side!} /></svg>of <bdi>{name}</bdi></li>
      ))}
    </ul>
  );
}

function Why({ event }: { event: Happening }) {
  const { rules, claims, sources } = told();
  return (
    <dl class="behind" aria-live="polite">
      <dt>{`day ${event.day}, ${dateText(page.value.forecast.as_of, event.day)}`}</dt><dd><b><bdi>{capital(event.text)}</bdi></b></dd>
      <dt>rule</dt><dd>{rules[event.rule]}</dd>
      <dt>because</dt>
      <dd>
        {event.claims.length ? event.claims.map((id) => <span class="claim"><small>{id}</small> <bdi>{claims[id]}</bdi></span>) : "no claim acts on it: a law of the model"}
        <span class="soft"> · source: {sources[event.source] ?? "none stated"}</span>
      </dd>
    </dl>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Return which drawn mark an arrow key leads to: along the lane, or to the nearest day of the next lane. */
export function moved(drawn: { event: Happening }[], from: number, key: string): number {
  if (key === "ArrowRight" || key === "ArrowLeft") return Math.max(0, Math.min(drawn.length - 1, from + (key === "ArrowRight" ? 1 : -1)));
  const order = LANES.map(([id]) => id), here = drawn[from]!.event;
  const lane = order[order.indexOf(laneOf(here)) + (key === "ArrowDown" ? 1 : -1)];
  let best = from, near = Infinity;
  drawn.forEach(({ event }, k) => {
    const away = Math.abs(event.day - here.day);
    if (laneOf(event) === lane && away < near) { best = k; near = away; }
  });
  return best;
}

interface LanesProps { course: Course; last: number; width: number; parting: number | null }

function Lanes({ course, last, width, parting }: LanesProps) {
  const drawn = drawnOf(course.events);
  const ending = drawn.findIndex((d) => markOf(d.event) === "end");
  const [pick, setPick] = useState(Math.max(0, ending));
  const asOf = page.value.forecast.as_of;
  const left = 62, right = width - 18, end = course.length_days;
  const x = (day: number): number => left + 8 + (day * (right - left - 16)) / Math.max(1, last);
  const step = STEPS.find((s) => (s * (right - left)) / Math.max(1, last) >= 74) ?? 180;
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, k) => k * step);
  const late = x(end) > width * 0.55;
  const room = late ? x(end) - 12 : width - x(end) - 12;
  const go = (e: KeyboardEvent): void => {
    if (!e.key.startsWith("Arrow")) return;
    e.preventDefault();
    const next = moved(drawn, pick, e.key);
    setPick(next);
    (e.currentTarget as Element).querySelector<SVGElement>(`[data-k="${next}"]`)?.focus();
  };
  return (
    <>
      <svg width={width} height={TALL} viewBox={`0 0 ${width} ${TALL}`} role="group" font-size="12" aria-label={`${course.chosen.title}, day by day; arrow keys walk the marks`} onKeyDown={go}>
        <rect x={x(end)} y={20} width={Math.max(0, right - x(end))} height={LOW - 20} class="past-end" />
        {LANES.map(([id, said]) => (
          <g>
            <text x={0} y={LANE_AT[id] + 4} fill={SOFT}>{said}</text>
            <line x1={left} x2={right} y1={LANE_AT[id]} y2={LANE_AT[id]} stroke={LINE} />
          </g>
        ))}
        {ticks.filter((d) => x(d) < width - 20).map((d) => <text x={x(d)} y={TALL - 6} fill={SOFT} text-anchor={d === 0 ? "start" : "middle"}>{dateText(asOf, d)}</text>)}
        {parting !== null && <line x1={x(parting)} x2={x(parting)} y1={20} y2={LOW} class="part" />}
        <line x1={x(end)} x2={x(end)} y1={4} y2={LOW} stroke={INK} stroke-width={2} />
        <text x={x(end) + (late ? -8 : 8)} y={14} fill={INK} font-weight={600} text-anchor={late ? "end" : "start"}>{fitting(`${dateText(asOf, end)}: ${course.ending_title}`, room)}</text>
        {drawn.map(({ event, at }, k) => (
          <g data-k={k} class="press mark" role="button" tabindex={k === pick ? 0 : -1} aria-pressed={k === pick} aria-label={`Day ${event.day}: ${event.text}`} transform={`translate(${x(event.day) + 4 * at} ${LANE_AT[laneOf(event)]})`} onClick={() => setPick(k)} onFocus={() => setPick(k)}>
            <circle class="hit" r={9} fill="transparent" />
            <Shape mark={markOf(event)} side={event.side} />
          </g>
        ))}
      </svg>
      {drawn[pick] && <Why event={drawn[pick].event} />}
    </>
  );
}

/** The course in sentences, for whoever would rather read. */
function Sentences({ course }: { course: Course }) {
  return (
    <details>
      <summary>Read it day by day</summary>
      <ol class="daily">
        {course.told.map((s) => <li><b>{s.first === s.last ? `Day ${s.first}` : `Days ${s.first} to ${s.last}`}</b>, {dateText(page.value.forecast.as_of, s.first)}. <bdi>{s.sentences.join(" ")}</bdi></li>)}
      </ol>
    </details>
  );
}

export default function CoursesTold({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const [pins, setPins] = useState<number[]>([]);
  const { courses, partings } = told();
  const last = Math.max(...courses.map((c) => c.length_days)) + 2;
  const pin = (i: number): void => setPins(pins.includes(i) ? pins.filter((k) => k !== i) : [...pins, i].slice(-2));
  const apart = pins.length === 2 ? partings.find((p) => p.pair.every((k) => pins.includes(k))) ?? null : null;
  return (
    <Chart figure={figure} table={toldTable} note="Three single courses: they do not follow conditions." fixed>
      <Key />
      <p class="part-text" aria-live="polite" hidden={!apart}>{apart?.text}</p>
      <div class="courses" ref={ref}>
        {courses.map((c, i) => (
          <div class={`lane-card${pins.includes(i) ? " pinned" : ""}`}>
            <header>
              <h3>{c.chosen.title}</h3>
              <p>Course {c.member.toLocaleString("en-GB")}: {c.chosen.why}; one of {c.chosen.group.toLocaleString("en-GB")}.</p>
              <button type="button" aria-pressed={pins.includes(i)} onClick={() => pin(i)}>{pins.includes(i) ? "Pinned" : "Pin"}<span class="sr">: {c.chosen.title}</span></button>
              <button type="button" disabled aria-describedby={`another-${i}`}>Draw another like it</button>
            </header>
            <p class="small another" id={`another-${i}`}>Another needs the folder of the run, which a page does not hold; there: <code>{c.command}</code></p>
            {width > 0 && <Lanes course={c} last={last} width={Math.max(280, width - 34)} parting={pins.includes(i) ? apart?.day ?? null : null} />}
            <Sentences course={c} />
          </div>
        ))}
      </div>
    </Chart>
  );
}
