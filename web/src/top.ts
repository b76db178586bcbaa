/** The parts of the static page that follow the reader's conditions: the sentences on top and the forecast list. */
import { courses, chosen, conditioned, conditions, counted, endingShares, everyone, horizon, page } from "./state";
import { headline, lengthsOf, ranking, subline } from "./narrative";
import { answerText } from "./questions";
import { conditionText } from "./controls";
import { fewText } from "./figure";
import { coursesText, limits, shareText } from "./words";

/** What the server wrote, by element: it stands again as soon as there is no condition. */
const written = new Map<Element, Node[]>();

function put(place: Element, text: string | null): void {
  if (!written.has(place)) written.set(place, [...place.childNodes]);
  if (text === null) place.replaceChildren(...written.get(place)!);
  else place.textContent = text;
}

/** Keep intervals and figures with their sign on one line. */
const unbroken = (text: string): string => text.replace(/(?<=\d)–(?=[\d<>])/g, "\u2060–\u2060").replaceAll(" %", "\u00a0%");

/** Return the three sentences on top for the courses that fit. */
export function sentences(): { headline: string; meaning: string; second: string } {
  const c = courses.value!, p = page.value, n = chosen.value.n;
  const shares = ranking(p.forecast, endingShares.value);
  const wish = conditions.value.map(conditionText).join("; ");
  const top = shares[0];
  const many = n >= limits.least && top;
  const before = many ? ` Over all ${coursesText(counted.value)}: ${shareText(p.forecast.endings[top.id]!.p, counted.value)}.` : "";
  return {
    headline: many
      ? `Of the ${coursesText(n)} that fit (${wish}): ${headline(shares, chosen.value, p.names.ending_nouns)}${before}`
      : fewText(n).replace(/( fits?| conditions)?:/, (found) => `${found.slice(0, -1)} (${wish}):`),
    meaning: many ? p.forecast.endings[top.id]!.sentence ?? "" : "",
    second: many ? `${subline(shares, lengthsOf(p.forecast, c, chosen.value, true), chosen.value, horizon(), p.names.ending_nouns)} Counted over the ${coursesText(n)} that fit, of ${everyone.value.n.toLocaleString("en-GB")}.` : "",
  };
}

function columnOf(table: HTMLTableElement, head: string): number {
  return [...(table.tHead?.rows[0]?.cells ?? [])].findIndex((cell) => cell.textContent === head);
}

/** Write the forecast list anew for the courses that fit; answers outside the model say that they do not follow. */
function questions(on: boolean): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("[data-table=questions] table")) {
    const at = columnOf(table, "Forecast");
    for (const head of ["Score", "Uniform", "Authors' scores"]) table.tHead?.rows[0]?.cells[columnOf(table, head)]?.classList.toggle("of-all", on);
    for (const row of at < 0 ? [] : table.tBodies[0]?.rows ?? []) {
      const cell = row.cells[at], id = row.cells[0]?.textContent ?? "";
      if (!cell) continue;
      const now = on ? answerText(page.value, courses.value!, id, chosen.value) : null;
      const outside = on && now === null;
      put(cell, now === null ? null : unbroken(now));
      cell.classList.toggle("unconditioned", outside);
    }
  }
}

export function follow(): void {
  const on = conditioned.value && courses.value !== null;
  document.documentElement.dataset.conditioned = on ? "yes" : "no";
  const now = on ? sentences() : null;
  for (const place of document.querySelectorAll<HTMLElement>("[data-n]")) {
    const key = place.dataset.n as "headline" | "meaning" | "second";
    put(place, now ? unbroken(now[key]) : null);
  }
  questions(on);
}
