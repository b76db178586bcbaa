/** What the courses that fit answer to a question, in the words of the forecast list. */
import { countBy, decode, quantiles, wilson, type Courses } from "./courses";
import { answerName } from "./narrative";
import type { Page } from "./types";
import { amount, intervalText, limits, shareText } from "./words";

const SHOWN = 6;

export function answerText(page: Page, c: Courses, id: string, chosen: Int32Array): string | null {
  const found = c.answers.get(id);
  const n = chosen.length;
  if (!found) return null;
  if (n === 0) return "no course fits";
  if (n < limits.least) return shareText(0, n);
  const { spec, codes } = found;
  if (spec.kind === "yes") {
    let hits = 0;
    for (const m of chosen) hits += codes[m]!;
    const { p, low, high } = wilson(hits, n);
    return `${p > 0 ? shareText(p, n) : "no course"} (${intervalText(low, high, n)})`;
  }
  if (spec.kind === "name") {
    const counts = countBy(codes, chosen, spec.names.length);
    const ranked = spec.names.map((name, i) => ({ name, k: counts[i]! })).filter((x) => x.k > 0).sort((a, b) => b.k - a.k);
    const share = (k: number): string => shareText(wilson(k, n).p, n);
    const parts = ranked.slice(0, SHOWN).map((x) => `${answerName(x.name, page.names.answers)} ${share(x.k)}`);
    const rest = ranked.slice(SHOWN);
    if (rest.length) parts.push(`${rest.length} more ${share(rest.reduce((sum, x) => sum + x.k, 0))}`);
    return parts.join(" · ");
  }
  const unit = page.forecast.questions?.[id]?.unit;
  const { run_facts: facts, members } = page.forecast, told = page.forecast.questions?.[id]?.quantiles;
  const every = n === c.count && n === (facts?.members ?? members) && told !== undefined;
  const q = every ? [told.q05!, told.q25!, told.q50!, told.q75!, told.q95!] : quantiles([...chosen].map((m) => decode(codes[m]!, spec.law!, c.packed.last_code)));
  return `${amount(q[2]!)}${unit && unit !== "1" ? ` ${unit}` : ""} (${amount(q[0]!)}–${amount(q[4]!)})`;
}
