/** What the model says of each act that is open today, asked for by a button: differences to leaving it to the model, on the same luck. */
import { useState } from "preact/hooks";
import { fixed, percent } from "../../src/words";
import { faultOf, post, type Fault } from "../server";
import { Failed } from "../shared/states";
import { said } from "../state";
import { capital, utility, type Advice, type Moved, type Play } from "./documents";

const COURSES = 500, SURE = 1.96, MOST_ENDINGS = 4;
const sign = (text: string, d: number): string => (d > 0 ? `+${text}` : text.replace("-", "−"));

/** Return a difference with the range that holds it 19 times in 20. */
const worthText = (m: Moved): string => `${sign(utility(m.difference), m.difference)} ±${utility(SURE * m.error)}`;
const pointsText = (m: Moved): string => (m.difference === 0 && m.error === 0 ? "0" : `${sign(fixed(100 * m.difference, 1), m.difference)} ±${fixed(100 * SURE * m.error, 1)}`);

function Rows({ a }: { a: Advice }) {
  const base = new Map(a.usual.endings.map((e) => [e.ending, e.p]));
  const weight = new Map<string, number>(), titles = new Map<string, string>();
  for (const row of a.acts) for (const e of row.endings) { weight.set(e.ending, Math.max(weight.get(e.ending) ?? 0, Math.abs(e.difference), base.get(e.ending) ?? 0)); titles.set(e.ending, e.title); }
  const all = [...weight.keys()].sort((x, y) => weight.get(y)! - weight.get(x)!), heads = all.slice(0, MOST_ENDINGS);
  return (
    <>
      <div class="scroll tall advice" tabindex={0} role="region" aria-label="What the model says of each act">
        <table>
          <thead><tr><th scope="col">act, taken today</th><th scope="col" class="c">worth to you</th>{heads.map((id) => <th scope="col" class="c" key={id} dir="auto">{titles.get(id)}</th>)}</tr></thead>
          <tbody>
            <tr class="usual"><th scope="row">Left to the model from today on</th><td class="c">{utility(a.usual.payoff)}</td>{heads.map((id) => <td class="c" key={id}>{percent(base.get(id) ?? 0)} %</td>)}</tr>
            {a.acts.map((row) => (
              <tr key={`${row.act}:${row.option}`}>
                <th scope="row" dir="auto">{capital(row.text)}</th>
                <td class="c">{row.payoff.moved ? <b>{worthText(row.payoff)}</b> : <span class="none">{worthText(row.payoff)}</span>}</td>
                {heads.map((id) => { const e = row.endings.find((one) => one.ending === id); return <td class="c" key={id}>{e ? e.moved ? <b>{pointsText(e)}</b> : <span class="none">{pointsText(e)}</span> : "0"}</td>; })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">First row: what is to be expected. Below it: how much an act changes that, worth in utility and endings in points of a hundred, with the range that holds it 19 times in 20. Bold: clearly more than luck; pale: may be luck.{all.length > heads.length ? ` ${all.length - heads.length === 1 ? "One rarer ending is" : `${all.length - heads.length} rarer endings are`} left out.` : ""}</p>
    </>
  );
}

/** Shut until it is asked for; a new day asks anew. */
export function AdviceCard({ play }: { play: Play }) {
  const [found, set] = useState<Advice | null>(null), [fault, setFault] = useState<Fault | null>(null), [busy, work] = useState(false);
  const ask = (): void => {
    work(true);
    setFault(null);
    post<Advice>(`/api/play/${play.id}/advice`, { courses: COURSES }).then((a) => { set(a); said.value = "The model has answered."; }, (error: unknown) => setFault(faultOf(error))).finally(() => work(false));
  };
  return (
    <section class="card" aria-label="What the model says">
      <h3>What {COURSES} courses say</h3>
      {play.may_ask ? (
        <>
          <p class="note">The war goes on {COURSES} times from today with each act that is open, and {COURSES} times left alone, on the same luck. This is what the model says, not what is so. The model knows how things stand in this course, which you do not: whoever asks plays with more than reports.</p>
          {fault && <Failed fault={fault} what="Asking" kept="The play stands where it stood." />}
          {found ? <Rows a={found} /> : <p class="row"><button type="button" class="btn" disabled={busy} onClick={ask}>{busy ? "The courses are being lived: up to a minute …" : "Ask the model"}</button></p>}
        </>
      ) : <p class="quiet">Closed: the teacher has not allowed to ask the model in this class.</p>}
    </section>
  );
}
