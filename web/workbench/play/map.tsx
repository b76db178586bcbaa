/** The ground as a power is told of it: who holds each place by its reports, pale where a report can be wrong. */
import { useWidth } from "../../src/figure";
import { viewAround, type Box } from "../cells";
import { groundOf, type Ground, type MapDocument } from "../ground";
import { get } from "../server";
import { Part, useAnswer } from "../shared/states";
import type { Play } from "./documents";

const SIZE = 12, LETTER = 6.4, WIDEST = 620, HIGHEST = 520;

interface Label { id: string; text: string; x: number; y: number }
/** Return the names that find room, in px; one that would lie on another is left to the table. */
function labelled(found: MapDocument, g: Ground, view: Box, unit: number): Label[] {
  const set: (Label & { half: number })[] = [];
  for (const s of found.sectors.filter((one) => one.contested !== false)) {
    const [px, py] = g.points[s.id]!, text = s.short ?? s.name, half = (text.length * LETTER) / 2, x = (px - view.x) / unit, y = (py - view.y) / unit;
    if (x - half < 2 || x + half > view.width / unit - 2) continue;
    if (set.every((other) => Math.abs(other.y - y) > SIZE + 2 || Math.abs(other.x - x) > half + other.half + 4)) set.push({ id: s.id, text, x, y, half });
  }
  return set;
}

function Drawing({ found, play }: { found: MapDocument; play: Play }) {
  const [ref, room] = useWidth(), g = groundOf(found), fought = g.contested.filter((id) => g.points[id]), view = fought.length > 1 ? viewAround(fought.map((id) => g.points[id]!)) : g.view, width = Math.min(WIDEST, room, (HIGHEST * view.width) / view.height), unit = view.width / Math.max(1, width), thin = Math.max(view.width, view.height) / 330;
  const by = Object.fromEntries(play.picture.map((row) => [row.sector, row]));
  const count = (side: "A" | "B"): number => play.picture.filter((row) => row.side === side).length, unsure = play.picture.filter((row) => !row.certain).length;
  return (
    <div ref={ref} class="map playmap">
      {width > 0 && (
        <svg style={{ width: `${width}px` }} viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={`By your reports ${play.sides.A} holds ${count("A")} places and ${play.sides.B} ${count("B")}; of ${unsure} the reports can be wrong.`}>
          {g.countries.map((k) => <path key={k.id} class="land" d={k.path} />)}
          {Object.entries(g.cells).filter(([id]) => by[id]).map(([id, d]) => {
            const { side, certain, name, holder } = by[id]!;
            return <path key={id} class={`${g.contested.includes(id) ? "cell" : "calm"} h-${certain ? side : side.toLowerCase()}`} stroke-width={thin} d={d}><title>{`${name}: ${holder}${certain ? "" : ", by reports that can be wrong"}`}</title></path>;
          })}
          {g.countries.map((k) => <path key={k.id} class="border" d={k.border ?? k.path} />)}
          {g.roads && <><path class="bed" stroke-width={3.4 * thin} d={g.roads} /><path class="road" stroke-width={1.7 * thin} d={g.roads} /></>}
          <g class="names" transform={`translate(${view.x} ${view.y}) scale(${unit})`} font-size={SIZE} text-anchor="middle" aria-hidden="true">{labelled(found, g, view, unit).map((l) => <text key={l.id} x={l.x} y={l.y + 4}>{l.text}</text>)}</g>
        </svg>
      )}
    </div>
  );
}

function Table({ play }: { play: Play }) {
  return (
    <table>
      <caption class="vh">Who holds each place by your reports</caption>
      <thead><tr><th scope="col">place</th><th scope="col">held by</th><th scope="col">report</th></tr></thead>
      <tbody>{play.picture.map((row) => <tr key={row.sector}><th scope="row"><bdi>{row.name}</bdi></th><td><bdi>{row.holder}</bdi></td><td>{row.certain ? "quiet there: sure" : "can be wrong"}</td></tr>)}</tbody>
    </table>
  );
}

/** The map with its key and its table; the table alone where the ground cannot be drawn. */
export function PlayMap({ play }: { play: Play }) {
  const ground = useAnswer<MapDocument>(play.id, (abort) => get<MapDocument>(`/api/play/${play.id}/ground`, abort)), [yes, no] = play.reliable;
  const hundred = (p: number): number => Math.round(100 * p);
  return (
    <section aria-label="The ground by your reports">
      <Part answer={ground} what="the map" rows={12} kept="The table below says the same.">{(found) => (found.sectors.length > 0 ? <Drawing found={found} play={play} /> : null)}</Part>
      <p class="key note"><span><i class="h-A" /> <bdi>{play.sides.A}</bdi></span><span><i class="h-B" /> <bdi>{play.sides.B}</bdi></span><span><i class="h-a" /><i class="h-b" /> pale: the report can be wrong</span></p>
      <p class="note">Reports of grade {play.reliability}: of a hundred places that <bdi>{play.sides.A}</bdi> holds they say so of {hundred(yes)}, and of a hundred that it does not hold they say so of {hundred(no)}.</p>
      <details><summary>Places as a table</summary><Table play={play} /></details>
    </section>
  );
}
