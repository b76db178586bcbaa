/** What became of a play: its end, the same course left alone, and the other courses of the run; and the facilitator's sheet. */
import { useState } from "preact/hooks";
import { percent } from "../../src/words";
import { get } from "../server";
import { EndingRows } from "../shared/endings";
import { Part, copy, useAnswer } from "../shared/states";
import { linesOf, utility, type After, type Play } from "./documents";

/** Courses under which a share is a count. */
const FEW = 200;
const share = (p: number, n: number): string => (n < FEW ? `${Math.round(p * n)} of ${n}` : `${percent(p)} %`);

/** How few courses ended: counts, no shares. */
function Counted({ a }: { a: NonNullable<After["endings"]> }) {
  return <table><thead><tr><th scope="col">ending</th><th scope="col" class="c">courses</th></tr></thead><tbody>{a.rows.map((row) => <tr key={row.ending}><th scope="row" dir="auto">{row.title}</th><td class="c">{share(row.p, a.courses)}</td></tr>)}</tbody></table>;
}

const days = (n: number): string => `${Math.round(n)} ${Math.round(n) === 1 ? "day" : "days"}`;

/** Return how much more one course was worth than another. */
function gapText(a: After): string {
  const gap = a.payoff - a.left_alone.payoff;
  return Math.abs(gap) < 0.005 ? "as much as" : `${utility(Math.abs(gap))} ${gap > 0 ? "more" : "less"} than`;
}

export function End({ play, back, busy }: { play: Play; back: () => void; busy: boolean }) {
  const a = play.after!, others = a.endings, pays = a.payoffs;
  return (
    <>
      <div class="g3">
        <div class="card"><h3>Your course</h3><p><b class="you" dir="auto">{a.ending_title}</b> after {days(a.length_days)}.</p><p class="note">Worth {utility(a.payoff)} to <bdi>{play.name}</bdi>, {gapText(a)} the same course left alone.</p></div>
        <div class="card"><h3>Left alone, on the same luck</h3><p><b dir="auto">{a.left_alone.ending_title}</b> after {days(a.left_alone.length_days)}.</p><p class="note">Worth {utility(a.left_alone.payoff)}: the model decided for <bdi>{play.name}</bdi> too.</p></div>
      </div>
      {play.mine && <p class="row"><button type="button" class="btn" disabled={busy} onClick={back}>Back one decision</button></p>}
      <h3>The other courses of the run</h3>
      {others ? (
        <>
          <p class="note">How the {others.courses.toLocaleString("en-GB")} courses ended that were still at war on day {play.from_day}, left alone. One course is one possible war: judge the decision by all of them, not by this end alone.</p>
          <div class="narrowly">{others.courses < FEW ? <Counted a={others} /> : <EndingRows endings={Object.fromEntries(others.rows.map((row) => [row.ending, { p: row.p }]))} names={Object.fromEntries(others.rows.map((row) => [row.ending, row.title]))} changed={false} />}</div>
          {pays && pays.courses > 1 && <p class="note">{pays.courses.toLocaleString("en-GB")} of them were worth {utility(pays.mean)} ±{utility(1.96 * pays.se)} to <bdi>{play.name}</bdi> on average; {share(pays.below, pays.courses)} were worth less than yours.</p>}
        </>
      ) : <p class="quiet">Closed until the teacher shows: how they ended is the forecast that the class makes first.</p>}
    </>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <div class="sheet" tabindex={0} role="region" aria-label="Facilitator’s sheet">
      {linesOf(text).map((line, i) => (line.kind === "h3" ? <h3 key={i} dir="auto">{line.text}</h3> : line.kind === "h4" ? <h4 key={i} dir="auto">{line.text}</h4> : <p key={i} class={line.kind === "li" ? "item" : ""} dir="auto">{line.text}</p>))}
    </div>
  );
}

function Read({ play }: { play: Play }) {
  const answer = useAnswer<{ text: string }>(`${play.id} ${play.log.length}`, (abort) => get<{ text: string }>(`/api/play/${play.id}/sheet`, abort));
  return <Part answer={answer} what="the sheet">{(sheet) => <><Lines text={sheet.text} /><p class="row"><button type="button" class="btn" onClick={() => void copy(sheet.text)}>Copy the sheet</button></p></>}</Part>;
}

/** The sheet that tells what was so, shut until it is asked for. */
export function Sheet({ play }: { play: Play }) {
  const [open, turn] = useState(false);
  return (
    <section class="card">
      <h3>For whoever leads the game</h3>
      <p class="note">The facilitator’s sheet tells what was so on each day, and where the reports were wrong. Whoever plays should not see it.</p>
      <button type="button" class="btn" aria-expanded={open} onClick={() => turn(!open)}>{open ? "Hide the truth" : "Show what was so: this reveals the truth"}</button>
      {open && <Read play={play} />}
    </section>
  );
}
