/** The bar under the title: what the page is conditioned on, in chips, and over how many courses it stands. */
import { signal } from "@preact/signals";
import { turning, type Condition, type Courses } from "./courses";
import { chosen, clearConditions, conditioned, conditions, counted, courses, credence, horizon, isOn, page, toggle, unknown } from "./state";
import { signText } from "./turning";
import { areFew, areTooFew } from "./words";

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
    ...[...new Set(p.events.map((e) => e.kind))].map((kind) => list(kind, p.events.filter((e) => e.kind === kind).map((e) => ({ condition: { group: `event:${e.id}`, value: "yes" }, text: e.text })))),
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

const small = (text: string): string => text[0]!.toLowerCase() + text.slice(1);

/** Return a condition as the first part of a sentence: "If Norland brokers the end". */
export function ifText(x: Condition): string {
  const chip = page.value.chips?.find((c) => c.group === x.group && c.value === x.value);
  if (chip) return chip.if_text;
  const { names, sectors } = page.value;
  const [kind, ...more] = x.group.split(":"), id = more.join(":");
  const event = courses.value?.packed.events.find((e) => e.id === id);
  const power = names.powers[id] ?? id, sector = sectors.find((s) => s.id === id)?.name ?? id;
  switch (kind) {
    case "event": return `${event?.if_text ?? `If ${id}`}${x.value === "no" ? ": no" : ""}`;
    case "ending": return `If it ends with ${small(names.endings[x.value] ?? x.value)}`;
    case "length": return `If it lasts ${x.value.replace("-", "–")} days`;
    case "broker": return x.value === "none" ? "If nobody outside brokers the end" : `If ${names.powers[x.value] ?? x.value} brokers the end`;
    case "paper": return `If it is ended by ${small(names.papers[x.value] ?? x.value)}`;
    case "arrangement": return `If there is afterwards ${small(names.arrangements[x.value] ?? x.value)}`;
    case "level": return `If ${power} ${({ out: "stays out of arms", armed: "helps with arms only", direct: "fights with its own forces", newly: "newly fights in the open" } as Record<string, string>)[x.value] ?? x.value}`;
    case "cut": return `If ${names.lifelines[id] ?? id} is ${x.value === "yes" ? "cut" : "never cut"}`;
    case "turns": return `If ${sector} ${x.value === "yes" ? "changes hands" : "never changes hands"}`;
    case "seen": return `If ${signText(id, x.value) ?? x.value}`;
    default: return `If ${x.group}: ${x.value}`;
  }
}

/** Return everything that was chosen as the first part of a sentence; wishes of one kind are alternatives. */
export function wishText(): string {
  const parts: string[] = [];
  const groups = new Map<string, string[]>();
  for (const x of conditions.value) groups.set(x.group, [...(groups.get(x.group) ?? []), ifText(x)]);
  for (const texts of groups.values()) parts.push(texts.map((t, i) => (i ? t.replace(/^If /, "") : t)).join(" or "));
  if (credence.value.size) parts.push("If you are right about what is disputed");
  return parts.map((t, i) => (i ? t.replace(/^If /, "") : t)).join(" and ");
}

/** The short words of a chip in the bar. */
function chipText(x: Condition): string {
  const chip = page.value.chips?.find((c) => c.group === x.group && c.value === x.value);
  const text = chip?.text ?? ifText(x).replace(/^If /, "");
  return text[0]!.toUpperCase() + text.slice(1);
}

function Chip({ x, text }: { x: Condition; text: string }) {
  return <button type="button" class="chip" aria-pressed={isOn(x)} onClick={() => toggle(x)}><bdi>{text}</bdi></button>;
}

function Menu() {
  return (
    <div class="menu" id="conditions">
      {choices().map((g) => (
        <fieldset>
          <legend>{g.title}</legend>
          {g.list.map((c) => <Chip x={c.condition} text={c.text} />)}
        </fieldset>
      ))}
    </div>
  );
}

function Count() {
  const { n, effective } = chosen.value, all = courses.value!.count, of = all.toLocaleString("en-GB");
  if (!conditioned.value) return <span class="n">{all < counted.value ? <>the first <b>{of}</b> of {counted.value.toLocaleString("en-GB")} courses</> : <>all <b>{of}</b> courses</>}</span>;
  return (
    <span class="n" role="status"><b>{n.toLocaleString("en-GB")}</b> of {of} fit
      {n === 0 ? ": remove one" : areTooFew(n) ? ": too few for numbers" : areFew(chosen.value) ? `, worth ${Math.round(effective)}: counts, no per cent` : ""}</span>
  );
}

export function Controls() {
  const first = page.value.chips ?? [];
  const others = conditions.value.filter((x) => !first.some((c) => c.group === x.group && c.value === x.value));
  return (
    <div class="controls">
      <div class="row">
        <span class="ask">What if</span>
        <div class="chips">
          {others.map((x) => <Chip x={x} text={chipText(x)} />)}
          {first.map((c) => <Chip x={{ group: c.group, value: c.value }} text={c.text} />)}
        </div>
        <button type="button" class="more" aria-expanded={menu.value} aria-controls="conditions" onClick={() => { menu.value = !menu.value; }}>more …</button>
        {conditioned.value && <button type="button" class="link" onClick={clearConditions}>clear</button>}
        <Count />
      </div>
      {menu.value && <Menu />}
      {unknown.value > 0 && <div class="row on" role="status"><span class="warn">The link asked for {unknown.value === 1 ? "something" : `${unknown.value} things`} that this page does not have; left out.</span></div>}
    </div>
  );
}
