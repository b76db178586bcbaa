/** What was learned from a forecast, in words, kept in the ledger, which only grows. */
import { useState } from "preact/hooks";
import { faultOf, get, post, type Fault } from "../server";
import { dateWords } from "../shared/runpick";
import { Failed, useAnswer } from "../shared/states";
import { mayWrite, said } from "../state";

interface Lesson { id: number; added: string; scenario: string; digest: string; text: string }
interface Book { lessons?: Lesson[] }
const LONGEST = 4000;

export function Lessons({ run, scenario, turn }: { run: string; scenario: string; turn: number }) {
  const answer = useAnswer<Book>(`lessons ${turn}`, (abort) => get<Book>("/api/ledger", abort)), [text, setText] = useState(""), [fault, setFault] = useState<Fault | null>(null), [book, setBook] = useState<Book | null>(null);
  const keep = (event: Event): void => {
    event.preventDefault();
    setFault(null);
    post<Book>("/api/ledger/lesson", { run, text }).then((now) => { setBook(now); setText(""); said.value = "The lesson is in the ledger."; }, (error: unknown) => setFault(faultOf(error)));
  };
  const kept = ((book ?? answer.value)?.lessons ?? []).filter((one) => one.scenario === scenario);
  return (
    <form aria-label="Lessons" onSubmit={keep}>
      <h4>Lessons</h4>
      {kept.length > 0 && <ul class="plain dated">{kept.map((one) => <li key={one.id}><small>{dateWords(one.added.slice(0, 10))}</small><span dir="auto">{one.text}</span></li>)}</ul>}
      <label><span class="quiet">What you would do otherwise next time</span><textarea dir="auto" class="wide" rows={3} required maxLength={LONGEST} value={text} onInput={(e) => setText(e.currentTarget.value)} /></label>
      {fault && <Failed fault={fault} what="Keeping the lesson" kept="What you wrote stands here." />}
      <p class="row"><button type="submit" class="btn" disabled={!mayWrite.value || !text.trim()}>Keep it in the ledger</button><span class="note">It cannot be taken back.</span></p>
    </form>
  );
}
