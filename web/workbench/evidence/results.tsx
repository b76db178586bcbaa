/** What reports do to a run: the forecast given them, how far each surprised, and what stands without one of them. */
import { fixed, percent } from "../../src/words";
import { endingNoun, endingTitles, type Sides } from "../names";
import { EndingRows, pointsText } from "../shared/endings";
import { dateWords } from "../shared/runpick";
import { cellText, surpriseText, type Board, type Conditioned } from "./documents";

interface Forecast { endings: Record<string, { p: number }>; sides?: Sides }

const whole = (n: number): string => Math.round(n).toLocaleString("en-GB");

/** How many courses still speak, as a bar and in words. */
function Speaking({ ess, ancestors, members }: { ess: number; ancestors: number; members: number }) {
  return (
    <>
      <h3>How many courses still speak</h3>
      <progress value={Math.min(ess, members)} max={members} aria-label="Courses that still speak" />
      <p class="note"><b>{whole(ess)}</b> effective courses, which descend from {whole(ancestors)} of the {whole(members)} of the run.</p>
    </>
  );
}

export function Given({ c, before, members }: { c: Conditioned; before: Forecast | null; members: number }) {
  const names = endingTitles(Object.keys(c.endings ?? before?.endings ?? {}), c.sides ?? before?.sides);
  const chances = Object.fromEntries(Object.entries(c.endings ?? {}).map(([k, e]) => {
    const base = before?.endings[k]?.p ?? null;
    return [k, { p: e.p, base, difference: base === null ? null : e.p - base }];
  }));
  return (
    <>
      <div class="g2">
        <div>
          <h3>How it ends, given the reports until {dateWords(c.until)}</h3>
          {c.refused ? <p class="note few"><b>No probabilities are given.</b> <span dir="auto">{c.refused}.</span></p> : <EndingRows endings={chances} names={names} changed />}
          {!c.refused && <p class="note"><b class="you">Purple:</b> the run before the reports, and the change in points.</p>}
        </div>
        <div><Speaking ess={c.ess} ancestors={c.ancestors} members={members} /></div>
      </div>
      <h3>How each report struck the courses</h3>
      <div class="scroll" tabindex={0} role="region" aria-label="How each report struck the courses">
        <table><thead><tr><th scope="col">happened</th><th scope="col">reported</th><th scope="col">report</th><th scope="col">to the courses it was</th><th scope="col" class="c">courses after it</th></tr></thead>
          <tbody>{c.evidence.map((t) => <tr key={t.id}><td>{dateWords(t.date)}</td><td>{dateWords(t.published)}</td><th scope="row"><bdi>{t.text || t.id}</bdi></th><td>{t.surprise >= 3 ? <b>{surpriseText(t)}</b> : surpriseText(t)}</td><td class="c">{whole(t.ess)}</td></tr>)}</tbody></table>
      </div>
      <p class="note">A surprise of one bit: the courses gave it one chance in two; of three bits, one in eight. Of numbers it is how far off they lay.</p>
    </>
  );
}

/** Return the claims of one side of a dispute in their own words; ids that the scenario no longer has stand as they are. */
const claimWords = (ids: string, texts: Record<string, string>): string => ids.split(/, | and /).map((id) => texts[id] ?? id).join(" ");

/** The analysis of competing hypotheses: which report speaks for which side of a dispute, and what falls with it. */
export function BoardTable({ b, said, sides, texts }: { b: Board; said: number | null; sides: Sides; texts: Record<string, string> }) {
  const told = [...b.items].sort((x, y) => y.diagnosticity - x.diagnosticity), all = b.posterior?.headline ?? null;
  return (
    <>
      {b.claims.length === 0 && <p class="quiet">This scenario has no claims in dispute.</p>}
      <dl class="disputes">{b.claims.map((p, i) => <div key={p.id}><dt>Dispute {i + 1}</dt><dd><b>First:</b> <bdi>{claimWords(p.first, texts)}</bdi><br /><b>Second:</b> <bdi>{claimWords(p.second, texts)}</bdi></dd></div>)}</dl>
      {b.claims.length > 0 && (
        <div class="scroll tall" tabindex={0} role="region" aria-label="Reports against disputed claims">
          <table class="board"><thead><tr><th scope="col">report</th><th scope="col" class="c">grade</th>{b.claims.map((p, i) => <th scope="col" key={p.id}>dispute {i + 1}</th>)}</tr></thead>
            <tbody>{told.map((row) => (
              <tr key={row.id}><th scope="row"><bdi>{row.text || row.id}</bdi><small class="block">{dateWords(row.published)}, <bdi>{row.source}</bdi></small></th><td class="c"><span class="tag">{row.grade}</span></td>
                {row.claims.map((c, i) => { const words = cellText(c); return <td key={b.claims[i]!.id} class={/^t/.test(words) ? "quiet" : ""}>{words}{c.rating && <small class="block">analyst: {c.agrees === false ? "says otherwise" : c.agrees ? "agrees" : "neither"}</small>}</td>; })}</tr>
            ))}</tbody></table>
        </div>
      )}
      <h3>What if one report is false?</h3>
      {b.refused && <p class="note few"><b>No probabilities are given.</b> <span dir="auto">{b.refused}.</span></p>}
      {!b.refused && all !== null && (
        <>
          <p class="note">{endingNoun(b.headline, sides)}, with all reports: <b>{percent(all)} %</b>, counted over the courses.{said !== null && ` The forecast, in which past wars are weighed too, said ${percent(said)} % before the reports.`}</p>
          <ul class="plain lines">{told.map((row) => {
            const p = row.without?.headline ?? null;
            return <li key={row.id}><span>without “<bdi>{row.text || row.id}</bdi>”</span><span class="nowrap">{p === null ? <small>too few courses without it ({fixed(row.without?.effective ?? 0, 0)})</small> : <><b>{percent(p)} %</b> <b class="you">{pointsText(p - all) || "±0"}</b></>}</span></li>;
          })}</ul>
        </>
      )}
    </>
  );
}
