/** What the played power is told: what was reported since its last decision, what it does, what others are seen to do. */
import { percent } from "../../src/words";
import { dateWords } from "../shared/runpick";
import { capital, type Play } from "./documents";
import { PlayMap } from "./map";

const LATEST = 8;

function News({ news }: { news: Play["news"] }) {
  const rows = (list: Play["news"]) => <ul class="plain dated">{list.map((row, i) => <li key={i}><small>{dateWords(row.date)}</small><span dir="auto">{row.text}</span></li>)}</ul>;
  if (!news.length) return <p class="quiet">Nothing new is reported.</p>;
  return <>{rows(news.slice(-LATEST))}{news.length > LATEST && <details><summary>{news.length - LATEST} earlier reports</summary>{rows(news.slice(0, -LATEST))}</details>}</>;
}

export function Told({ play }: { play: Play }) {
  const active = play.levels.filter((row) => row.level !== "out"), dead = (side: "A" | "B"): string => play.dead[side].toLocaleString("en-GB");
  return (
    <div class="toldby">
      <PlayMap play={play} />
      <h3>Reported {play.log.length ? "since your last decision" : "until today"}</h3>
      <News news={play.news} />
      <h3>What the world sees</h3>
      <ul class="sentences">
        <li>{percent(play.share_a)} % of the disputed value is with <bdi>{play.sides.A}</bdi>.</li>
        <li>Told of: {dead("A")} dead of <bdi>{play.sides.A}</bdi>, {dead("B")} of <bdi>{play.sides.B}</bdi>.</li>
        {active.map((row) => <li key={row.power}><bdi>{row.name}</bdi> is seen {row.text}.</li>)}
        <li>{active.length ? "The other powers stay out of arms." : "All other powers stay out of arms."}</li>
      </ul>
      {play.own.length > 0 && <><h3>What you do</h3><ul class="sentences">{play.own.map((row) => <li key={row.option}>{capital(row.text)} <small>{row.state}</small></li>)}</ul></>}
    </div>
  );
}
