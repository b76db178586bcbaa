/** Powers: what each outside power would do if it weighed what the simulated war pays it, who would deviate, and what holds. */
import { useState } from "preact/hooks";
import { Asked, OverPage, pageOf } from "../shared/asked";
import { RunPick } from "../shared/runpick";
import { useAnswer } from "../shared/states";
import { workRun } from "../state";
import { percent } from "../../src/words";
import type { Page } from "../../src/types";
import type { Tab } from "./registry";

/** What is used of `multipolar-powers/1` beside the figures. */
export interface Game { postures: Record<string, { name: string; text: string }[]>; bounds: { event: string; ce: [number, number]; cce: [number, number] }[]; baselines: { name: string; p: Record<string, Record<string, number>> }[]; warnings: string[] }

/** Return an event of the bounds in words: the power's name and what it does. */
export function eventText(event: string, g: Game, names: Record<string, string>): string {
  const at = event.indexOf(": "), power = event.slice(0, at), posture = event.slice(at + 2);
  if (at < 0) return event;
  return `${names[power] ?? power}: ${g.postures[power]?.find((p) => p.name === posture)?.text ?? posture.replaceAll("_", " ")}`;
}

function Bounds({ g, names }: { g: Game; names: Record<string, string> }) {
  const range = ([low, high]: [number, number]): string => (percent(low) === percent(high) ? `${percent(low)} %` : `${percent(low)}–${percent(high)} %`);
  return (
    <>
      <h4>How far can theory pin it down?</h4>
      <div class="scroll" tabindex={0} role="region" aria-label="How far theory can pin it down"><table><thead><tr><th scope="col">what a power does</th><th scope="col" class="c">nobody would leave what it is advised</th><th scope="col" class="c">nobody would turn the advice down beforehand</th></tr></thead>
        <tbody>{g.bounds.map((b) => <tr key={b.event}><th scope="row"><bdi>{eventText(b.event, g, names)}</bdi></th><td class="c">{range(b.ce)}</td><td class="c">{range(b.cce)}</td></tr>)}</tbody></table></div>
      <p class="note">Least and greatest chance under any advice that could be given to all (correlated and coarse correlated equilibrium).</p>
      <h4>Beside it, the plain answers</h4>
      <div class="scroll" tabindex={0} role="region" aria-label="Plain answers"><table><thead><tr><th scope="col">rule</th>{Object.keys(g.postures).map((id) => <th scope="col" key={id}><bdi>{names[id] ?? id}</bdi></th>)}</tr></thead>
        <tbody>{g.baselines.map((b) => <tr key={b.name}><th scope="row">{b.name}</th>{Object.entries(g.postures).map(([id, all]) => {
          const [best, p] = Object.entries(b.p[id] ?? {}).sort((x, y) => y[1] - x[1])[0] ?? ["", 0];
          return <td key={id}>{p > 0.5 ? <>{all.find((one) => one.name === best)?.text ?? best} <small>{percent(p)} %</small></> : <span class="quiet">no posture above 50 %</span>}</td>;
        })}</tr>)}</tbody></table></div>
      {g.warnings.length > 0 && <ul class="sentences">{g.warnings.map((w) => <li key={w} class="note">{w}</li>)}</ul>}
    </>
  );
}

const COURSES = [100, 200, 500, 1000], CERTIFY = [0, 500, 2000];

function Of({ run, digest }: { run: string; digest: string }) {
  const page = useAnswer<Page>(`${run} ${digest}`, pageOf(run)), [members, setMembers] = useState(200), [certify, setCertify] = useState(0);
  const names = (page.value?.names?.powers ?? {}) as Record<string, string>;
  return (
    <>
      <div class="row"><RunPick />
        <label class="pick"><span>Courses for each profile</span><select value={members} onChange={(e) => setMembers(Number(e.currentTarget.value))}>{COURSES.map((n) => <option key={n} value={n}>{n.toLocaleString("en-GB")}</option>)}</select></label>
        <label class="pick"><span>Certify with</span><select value={certify} onChange={(e) => setCertify(Number(e.currentTarget.value))}>{CERTIFY.map((n) => <option key={n} value={n}>{n ? `${n.toLocaleString("en-GB")} fresh courses` : "no fresh courses"}</option>)}</select></label>
      </div>
      <OverPage run={run} page={page}>
        <Asked<Game> run={run} page={page} asking={{ title: "The powers’ game", label: certify ? "Play and certify the game" : "Play the game", about: `Each combination of what the powers may do is lived through ${members.toLocaleString("en-GB")} courses on the same luck. That takes minutes${certify ? "; certifying runs fresh courses at the likeliest end of the game and at every way out of it" : ""}.`, ask: { verb: "powers", run, options: { members, ...(certify ? { certify } : {}) } }, ids: ["game_payoffs", "game_quantal", "game_leaving", "methods_of_game"] }}>{(g) => <Bounds g={g} names={names} />}</Asked>
        <Asked run={run} page={page} asking={{ title: "What holds when powers look ahead", label: "Look ahead", about: "Which states no power would leave, once it thinks of how the others would answer; and who stays only because it would be punished.", ask: { verb: "stability", run, options: { members } }, ids: ["stability"] }} />
      </OverPage>
    </>
  );
}

function PowersTab() {
  const run = workRun.value, whole = run?.state === "complete" ? run : null;
  return (
    <div class="pad">
      <h2>The powers’ game</h2>
      <p class="intro">What each outside power would do if it weighed what the simulated war pays it. What the war pays is an estimate: so bands, not points.</p>
      {whole ? <Of key={whole.name} run={whole.name} digest={whole.digest ?? ""} /> : <p class="quiet">Needs a complete run: choose Run at the bottom.</p>}
    </div>
  );
}

const powers: Tab = { id: "powers", title: "Powers", preview: false, show: () => <PowersTab /> };
export default powers;
