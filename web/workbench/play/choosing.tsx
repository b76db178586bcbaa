/** The choices of a power on its day, each with what it takes; and the decisions so far. */
import { useState } from "preact/hooks";
import { dateWords } from "../shared/runpick";
import { HEADS, capital, termsText, type Choice, type Play } from "./documents";

const idOf = (c: Choice): string => `${c.act}:${c.option}`;

export function Choices({ play, busy, act, back }: { play: Play; busy: boolean; act: (choice: Choice) => void; back: () => void }) {
  const [at, choose] = useState(idOf(play.choices[0]!)), chosen = play.choices.find((c) => idOf(c) === at) ?? play.choices[0]!;
  return (
    <form aria-label="Your decision" onSubmit={(event) => { event.preventDefault(); act(chosen); }}>
      {HEADS.map((head) => {
        const some = play.choices.filter(head.holds);
        return some.length > 0 && (
          <fieldset class="choices" key={head.id} disabled={busy}><legend>{head.title}</legend>
            {some.map((c) => <label key={idOf(c)} class={idOf(c) === at ? "on" : ""}><input type="radio" name="choice" checked={idOf(c) === at} onChange={() => choose(idOf(c))} /><span><b dir="auto">{capital(c.text)}</b><small dir="auto">{termsText(c).join(" · ")}</small></span></label>)}
          </fieldset>
        );
      })}
      <p class="row deed"><button type="submit" class="go mine" disabled={busy}>{busy ? "The war goes on …" : `Do it, go on to ${play.next ? dateWords(play.next.date) : "the end"}`}</button><button type="button" class="btn" disabled={busy || play.log.length === 0} onClick={back}>Back one decision</button></p>
      <p class="note">Costs are utility, the unit in which the end is weighed: see what the war is worth to you when it is over.</p>
    </form>
  );
}

export function Log({ play }: { play: Play }) {
  return (
    <section aria-label="Your decisions so far">
      <h3>So far</h3>
      {play.log.length ? <ol class="hist">{play.log.map((row) => <li key={row.day}><span dir="auto">{capital(row.text)}</span><small>{dateWords(row.date)}</small></li>)}</ol> : <p class="quiet">Nothing is decided yet.</p>}
    </section>
  );
}
