/** The parts of the static page that follow the reader's conditions: the sentences on top and the forecast list. */
import { holder } from "./charts/control";
import { wishText } from "./controls";
import { weightWhere } from "./courses";
import { sentences, type Top } from "./hero";
import { answerText } from "./questions";
import { chosen, conditioned, courses, holding, horizon, page } from "./state";
import { areFew, percent } from "./words";

/** What the server wrote, by element: it stands again as soon as there is no condition. */
const written = new Map<Element, Node[]>();

function put(place: Element, text: string | null): void {
  if (!written.has(place)) written.set(place, [...place.childNodes]);
  if (text === null) place.replaceChildren(...written.get(place)!);
  else place.textContent = text;
}

interface Places { sentences: HTMLElement[]; tables: HTMLTableElement[]; maps: { figure: HTMLElement; cells: SVGPathElement[] }[] }
let places: Places | null = null;

/** Return the parts of the static page that follow; they are looked for once, as nothing else writes them. */
function placesOf(): Places {
  return places ??= {
    sentences: [...document.querySelectorAll<HTMLElement>("[data-n]")],
    tables: [...document.querySelectorAll<HTMLTableElement>("[data-table=questions] table")],
    maps: [...document.querySelectorAll<HTMLElement>("[data-maps] figure")].map((figure) => ({ figure, cells: [...figure.querySelectorAll<SVGPathElement>("[data-s]")] })),
  };
}

/** Keep intervals and figures with their sign on one line. */
const unbroken = (text: string): string => text.replace(/(?<=\d)–(?=[\d<>])/g, "\u2060–\u2060").replaceAll(" %", "\u00a0%");

function columnOf(table: HTMLTableElement, head: string): number {
  return [...(table.tHead?.rows[0]?.cells ?? [])].findIndex((cell) => cell.textContent === head);
}

/** Write the forecast list anew for the courses that fit; answers outside the model say that they do not follow. */
function questions(on: boolean): void {
  for (const table of placesOf().tables) {
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

/** Put a sentence in the place of the server's; what the reader has chosen stands in purple before it. */
function say(place: HTMLElement, now: Top | null): void {
  const key = place.dataset.n;
  put(place, now === null ? null : unbroken(key === "second" ? now.second : key === "headline" ? `, ${now.headline}` : ""));
  if (now === null || key !== "headline") return;
  const wish = document.createElement("em");
  wish.textContent = now.wish;
  place.prepend(wish);
}

/** Colour the five small maps anew; with few courses nothing is coloured. */
function ground(on: boolean): void {
  const c = courses.value, few = areFew(chosen.value), total = chosen.value.total || 1;
  if (!c) return;
  for (const { figure, cells } of placesOf().maps) {
    const day = Number(figure.dataset.day);
    for (const cell of cells) {
      cell.dataset.own ??= cell.getAttribute("class")!;
      const row = c.packed.moving.indexOf(c.packed.sectors.indexOf(cell.dataset.s!));
      const p = row < 0 ? c.packed.start[c.packed.sectors.indexOf(cell.dataset.s!)]! : holding.value[row]![day]! / total;
      const mark = holder(p);
      cell.setAttribute("class", !on ? cell.dataset.own : `cell h-${few || mark === "?" ? "q" : mark}`);
    }
    const living = figure.querySelector<HTMLElement>(".living"), last = horizon();
    const share = weightWhere(chosen.value, (m) => c.length[m]! > day || c.length[m]! >= last) / total;
    if (living) put(living, !on ? null : few ? "too few courses" : `still fighting in ${percent(share)} %`);
  }
}

export function follow(): void {
  const on = conditioned.value && courses.value !== null;
  document.documentElement.dataset.conditioned = on ? "yes" : "no";
  const now = on ? sentences(wishText()) : null;
  for (const place of placesOf().sentences) say(place, now);
  ground(on);
  questions(on);
}
