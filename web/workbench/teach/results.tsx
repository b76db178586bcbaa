/** What a class said, beside the model, the outside view and a coin, and what happened: all scored alike. */
import { save, useWidth } from "../../src/figure";
import { FAINT, INK, LINE, SOFT } from "../../src/theme";
import { percent } from "../../src/words";
import { chanceOf, truthText, type Question, type Results } from "./documents";
import { sheetOf, talkOf } from "./sheet";

const NAMES: Record<string, string> = { "class mean": "the class, its mean", model: "the model", "outside view": "past wars like it", coin: "a coin" };
const named = (name: string): string => NAMES[name] ?? name;

/** One yes-or-no question: a dot per seat, the class's mean, the model, and what happened. */
function Strip({ q, r }: { q: Question; r: Results }) {
  const [ref, width] = useWidth(), x = (p: number): number => 12 + p * (width - 24), truth = r.truth[q.id], counts = new Map<number, number>();
  const said = (name: string): number | null => chanceOf(r.forecasters.find((f) => f.name === name)?.said[q.id]), model = said("model"), mean = said("class mean");
  const dots = r.forecasters.filter((f) => f.seat !== null).flatMap((f) => { const p = chanceOf(f.said[q.id]); if (p === null) return []; const bin = Math.round(20 * p), n = counts.get(bin) ?? 0; counts.set(bin, n + 1); return [[bin / 20, n] as const]; });
  const high = 34 + 10 * Math.max(1, ...counts.values());
  return (
    <div ref={ref}>
      {width > 0 && (
        <svg width={width} height={high + 24} viewBox={`0 0 ${width} ${high + 24}`} font-size="12" role="img" aria-label={`${dots.length} seats; the class said ${mean === null ? "nothing" : `${percent(mean)} per cent`}, the model ${model === null ? "nothing" : `${percent(model)} per cent`}; it happened: ${truthText(q, truth)}`}>
          <path d={`M${x(0)} ${high}H${x(1)}`} stroke={LINE} stroke-width={2} />
          {[0, 25, 50, 75, 100].map((v) => <text key={v} x={x(v / 100)} y={high + 17} text-anchor="middle" fill={SOFT}>{v}{v === 100 ? " %" : ""}</text>)}
          {dots.map(([p, n], i) => <circle key={i} cx={x(p)} cy={high - 7 - 10 * n} r={4.5} fill={FAINT} stroke={INK} stroke-width={1.2} />)}
          {mean !== null && <path d={`M${x(mean)} 14V${high}`} stroke={INK} stroke-dasharray="3 3" />}
          {model !== null && <><path d={`M${x(model)} 14V${high}`} stroke={INK} stroke-width={2.4} /><text x={x(model)} y={10} text-anchor={model > 0.85 ? "end" : model < 0.15 ? "start" : "middle"} fill={INK} font-weight="650">model {percent(model)}</text></>}
          {typeof truth === "boolean" && <circle cx={x(truth ? 1 : 0)} cy={high} r={7} fill={INK} />}
        </svg>
      )}
    </div>
  );
}

/** What there is to talk about, and the sheet to take along. */
function Facilitator({ r }: { r: Results }) {
  return (
    <section class="card">
      <h3>To talk about</h3>
      <ul class="sentences">{talkOf(r).map((point) => <li key={point} dir="auto">{point}</li>)}</ul>
      <button type="button" class="btn" onClick={() => save("facilitator.md", "text/markdown", sheetOf(r))}>Save the facilitator’s sheet</button>
    </section>
  );
}

export function ResultsView({ r, leads }: { r: Results; leads: boolean }) {
  const order = [...r.forecasters].sort((a, b) => (a.brier ?? 9) - (b.brier ?? 9) || (a.ending?.brier ?? 9) - (b.ending?.brier ?? 9));
  const mark = (v: number | null | undefined): string => (v === null || v === undefined ? "none" : v.toFixed(3));
  return (
    <>
      <h3>How all did</h3>
      <div class="scroll" tabindex={0} role="region" aria-label="How all did"><table><thead><tr><th scope="col">who</th><th scope="col" class="c">yes-or-no questions, mean error</th><th scope="col" class="c">of how many</th><th scope="col" class="c">the ending</th></tr></thead>
        <tbody>{order.map((f) => <tr key={f.name}><th scope="row">{f.seat === null ? <b>{named(f.name)}</b> : f.name}</th><td class="c">{mark(f.brier)}</td><td class="c">{f.yes_no}</td><td class="c">{mark(f.ending?.brier)}</td></tr>)}</tbody></table></div>
      <p class="note">The error is the Brier score: the squared distance between what was said and what happened, 0 best. A yes or no runs to 1, and a coin has 0.25; the ending runs to 2.{r.unresolved.length > 0 && ` ${r.unresolved.length} of ${r.questions.length} questions have no known answer and do not count.`}</p>
      {leads && <Facilitator r={r} />}
      <h3>Question by question</h3>
      {r.questions.map((q) => <section class="card" key={q.id}><h4><bdi>{q.text}</bdi></h4><p class="note">It happened: <b><bdi>{truthText(q, r.truth[q.id])}</bdi></b></p>{q.kind === "binary" && <Strip q={q} r={r} />}</section>)}
      <p class="note">Dots: seats. Thick line: the model. Dashed: the mean of the class. Full circle: what happened.</p>
    </>
  );
}
