/** The bar at the top: the day, what the page is conditioned on, and one course drawn from many. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { turning, type Condition, type Courses } from "./courses";
import { courseStory } from "./charts/fans";
import { chosen, clearConditions, conditions, counted, courses, day, drawOne, drawn, horizon, isOn, moved, page, playing, toggle, unknown } from "./state";
import { signText } from "./turning";
import { areFew, coursesText, dateText, limits, percent } from "./words";

const menu = signal(false);
let known: [Courses, string[]] | null = null;

function turners(): string[] {
  const c = courses.value!;
  if (known?.[0] !== c) known = [c, turning(c)];
  return known[1];
}

interface Choice { condition: Condition; text: string }

function choices(): { title: string; list: Choice[] }[] {
  const { names, forecast, sectors } = page.value;
  const c = courses.value!;
  const p = c.packed;
  const end = horizon();
  const lengths = ([[0, 14], [15, 30], [31, 60], [61, 120], [121, end]] as [number, number][]).filter(([lo]) => lo < end).map(([lo, hi]) => [lo, Math.min(hi, end)] as [number, number]);
  const list = (title: string, xs: Choice[]) => ({ title, list: xs });
  return [
    list("It ends", p.endings.filter((e) => (forecast.endings[e]?.p ?? 0) > 0).map((e) => ({ condition: { group: "ending", value: e }, text: names.endings[e] ?? e }))),
    list("It lasts", lengths.map(([lo, hi]) => ({ condition: { group: "length", value: `${lo}-${hi}` }, text: hi === end ? `${lo} days or more` : `${lo}–${hi} days` }))),
    list("Brokered by", [...p.powers.filter((b) => (forecast.brokers?.[b] ?? 0) > 0), "none"].map((b) => ({ condition: { group: "broker", value: b }, text: b === "none" ? "nobody" : names.powers[b] ?? b }))),
    list("Ended by", p.papers.filter((k) => (forecast.paper?.[k] ?? 0) > 0).map((k) => ({ condition: { group: "paper", value: k }, text: names.papers[k] ?? k }))),
    list("Afterwards", p.arrangements.filter((k) => (forecast.arrangement?.[k] ?? 0) > 0).map((k) => ({ condition: { group: "arrangement", value: k }, text: names.arrangements[k] ?? k }))),
    list("Enters combat", p.powers.filter((b) => (forecast.powers?.[b]?.direct ?? 0) > 0).map((b) => ({ condition: { group: `level:${b}`, value: "direct" }, text: names.powers[b] ?? b }))),
    list("Lifeline", p.lifelines.flatMap((l) => ["yes", "no"].map((v) => ({ condition: { group: `cut:${l}`, value: v }, text: `${names.lifelines[l] ?? l} ${v === "yes" ? "cut" : "never cut"}` })))),
    list("Changes hands", turners().map((s) => ({ condition: { group: `turns:${s}`, value: "yes" }, text: sectors.find((x) => x.id === s)?.name ?? s }))),
  ].filter((g) => g.list.length > 0);
}

export function conditionText(x: Condition): string {
  for (const g of choices()) for (const c of g.list) if (c.condition.group === x.group && c.condition.value === x.value) return `${g.title.toLowerCase()}: ${c.text}`;
  const { names, sectors } = page.value;
  const [kind, id = ""] = x.group.split(":");
  if (kind === "level") return `${names.powers[id] ?? id}: ${{ out: "stays out of arms", armed: "armed help only", newly: "newly enters combat" }[x.value] ?? x.value}`;
  if (kind === "seen") return signText(id, x.value) ?? x.value;
  if (kind === "length") return `it lasts ${x.value.replace("-", "–")} days`;
  if (kind === "turns") return `${sectors.find((s) => s.id === id)?.name ?? id} ${x.value === "yes" ? "changes hands" : "never changes hands"}`;
  return `${id || kind.replaceAll("_", " ")}: ${x.value}`;
}

function Menu() {
  return (
    <div class="menu" id="conditions">
      {choices().map((g) => (
        <fieldset>
          <legend>{g.title}</legend>
          {g.list.map((c) => <button type="button" class="chip" aria-pressed={isOn(c.condition)} onClick={() => toggle(c.condition)}><bdi>{c.text}</bdi></button>)}
        </fieldset>
      ))}
    </div>
  );
}

function usePlay(): void {
  useEffect(() => {
    if (!playing.value) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setInterval(() => {
      if (day.value >= horizon()) { playing.value = false; return; }
      day.value = Math.min(horizon(), day.value + (calm ? 7 : 1));
    }, calm ? 1000 : 110);
    return () => clearInterval(timer);
  }, [playing.value]);
}

function play(): void {
  if (!playing.value && (day.value >= horizon() || !moved.value)) day.value = 0;
  moved.value = true;
  playing.value = !playing.value;
}

export function Controls() {
  usePlay();
  const { n } = chosen.value, all = courses.value!.count;
  return (
    <div class="controls">
      <div class="row">
        <button type="button" class="play" onClick={play} aria-label={playing.value ? "Pause the days" : "Play the days"}>{playing.value ? "❚❚" : "▶"}</button>
        <label class="day"><span class="sr">Day since the as-of date</span>
          <input type="range" min={0} max={horizon()} value={day.value} aria-valuetext={`day ${day.value}, ${dateText(page.value.forecast.as_of, day.value, true)}`}
            onInput={(e) => { playing.value = false; moved.value = true; day.value = Number(e.currentTarget.value); }} />
          <output>{dateText(page.value.forecast.as_of, day.value)} <small>day {day.value}</small></output>
        </label>
        <button type="button" aria-expanded={menu.value} aria-controls="conditions" onClick={() => { menu.value = !menu.value; }}>Condition on …</button>
        <button type="button" onClick={() => { if (drawn.value === null) drawOne(); else drawn.value = null; }}>{drawn.value === null ? "Draw me one course" : "Back to all courses"}</button>
      </div>
      {menu.value && <Menu />}
      {conditions.value.length > 0 && (
        <div class="row on" role="status">
          <span><b>{n.toLocaleString("en-GB")}</b> of {all < counted.value ? `the first ${coursesText(all)} of ${counted.value.toLocaleString("en-GB")}` : coursesText(all)} fit{n > 0 && all >= limits.few && ` (${percent(n / all)} %)`}</span>
          {conditions.value.map((c) => <button type="button" class="chip" aria-pressed="true" onClick={() => toggle(c)} title="Remove this condition"><bdi>{conditionText(c)}</bdi> <span aria-hidden="true">✕</span></button>)}
          <button type="button" class="link" onClick={clearConditions}>clear all</button>
          {n === 0 && <b>No course fits: remove one condition.</b>}
          {n > 0 && n < limits.least && <span class="warn">too few for numbers</span>}
          {n >= limits.least && areFew(chosen.value) && <span class="warn">few courses: counts, no per cent</span>}
        </div>
      )}
      {unknown.value > 0 && <div class="row on" role="status"><span class="warn">The link asked for {unknown.value === 1 ? "something" : `${unknown.value} things`} that this page does not have; left out.</span></div>}
      {drawn.value !== null && (
        <div class="row on" role="status">
          <p class="story" dir="auto"><b>Course {String(drawn.value)}.</b> {courseStory(drawn.value)}</p>
          <button type="button" onClick={drawOne}>Draw another</button>
        </div>
      )}
    </div>
  );
}
