/** What the courses that fit answer to a question, in the words of the forecast list. */
import { BANDS, countBy, decode, ranked, shareOf, weightWhere, type Courses, type Group } from "./courses";
import { answerName } from "./narrative";
import type { Page } from "./types";
import { amount, areTooFew, intervalText, shareText } from "./words";

const SHOWN = 6;

export function answerText(page: Page, c: Courses, id: string, chosen: Group, told = false): string | null {
  const found = c.answers.get(id);
  if (!found) return null;
  if (chosen.n === 0) return "no course fits";
  if (areTooFew(chosen)) return shareText(0, chosen);
  const { spec, codes } = found;
  if (spec.kind === "yes") {
    const { p, low, high } = shareOf(weightWhere(chosen, (m) => codes[m] === 1), chosen);
    const span = intervalText(low, high, chosen);
    return `${p > 0 ? shareText(p, chosen) : "no course"}${span ? ` (${span})` : ""}`;
  }
  if (spec.kind === "name") {
    const counts = countBy(codes, chosen, spec.names.length);
    const ranked = spec.names.map((name, i) => ({ name, k: counts[i]! })).filter((x) => x.k > 0).sort((a, b) => b.k - a.k);
    const share = (k: number): string => shareText(shareOf(k, chosen).p, chosen);
    const parts = ranked.slice(0, SHOWN).map((x) => `${answerName(x.name, page.names.answers)} ${share(x.k)}`);
    const rest = ranked.slice(SHOWN);
    if (rest.length) parts.push(`${rest.length} more ${share(rest.reduce((sum, x) => sum + x.k, 0))}`);
    return parts.join(" · ");
  }
  const unit = page.forecast.questions?.[id]?.unit;
  const of = page.forecast.questions?.[id]?.quantiles;
  const q = told && of ? [of.q05!, of.q25!, of.q50!, of.q75!, of.q95!] : ranked(codes, 0, chosen, BANDS).map((code) => decode(code, spec.law!, c.packed.last_code));
  return `${amount(q[2]!)}${unit && unit !== "1" ? ` ${unit}` : ""} (${amount(q[0]!)}–${amount(q[4]!)})`;
}
