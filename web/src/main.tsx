/** Start: read the page's document, unpack the courses, put a chart in the place of each static table. */
import { batch, effect } from "@preact/signals";
import { render } from "preact";
import charts from "virtual:charts";
import { Controls } from "./controls";
import { control, fan, grouped, select, unpack, type Courses } from "./courses";
import { save } from "./figure";
import { Dots } from "./hero";
import { followRegister } from "./register";
import { anchor, chosen, conditions, courses, credence, day, followLater, horizon, page, readHash, writeHash, hashOf } from "./state";
import { follow } from "./top";
import { steps } from "./turning";
import type { Page } from "./types";
import { fixed, unequal, useWords } from "./words";

function mount(): void {
  for (const figure of page.value.figures) {
    const place = document.querySelector<HTMLElement>(`[data-figure="${figure.id}"]`);
    const Drawn = charts[figure.chart];
    if (!place || !Drawn || (figure.from_courses && !courses.value)) continue;
    place.replaceChildren();
    render(<Drawn figure={figure} />, place);
  }
  const dots = document.getElementById("dots");
  if (dots && courses.value) { dots.replaceChildren(); render(<Dots />, dots); }
  const take = document.getElementById("downloads");
  if (take) render(<Downloads />, take);
  const bar = document.getElementById("bar");
  if (bar && courses.value) { bar.hidden = false; render(<Controls />, bar); }
}

/** What a reader takes away: the forecast as data and the scenario as written. */
function Downloads() {
  const scenario = JSON.parse(document.getElementById("scenario")?.textContent ?? '""') as string;
  const stamped = document.getElementById("forecast")?.textContent;
  const forecast = stamped ? (JSON.parse(stamped) as unknown) : page.value.forecast;
  const name = String((forecast as { scenario?: string }).scenario ?? "scenario").replace(/[^\w-]/g, "_");
  return (
    <p class="row">
      <button type="button" onClick={() => save("forecast.json", "application/json", JSON.stringify(forecast, null, 1))}>Save the forecast (JSON)</button>
      {scenario && <button type="button" onClick={() => save(`${name}.yaml`, "application/yaml", scenario)}>Save the scenario (YAML)</button>}
    </p>
  );
}

/** Two buttons at the top: the other theme, which the page remembers for as long as it is open, and paper. */
function frame(): void {
  const theme = document.getElementById("theme"), print = document.getElementById("print");
  const dark = (): boolean => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = (): void => theme?.setAttribute("aria-pressed", String(dark()));
  if (theme) theme.hidden = false;
  if (print) print.hidden = false;
  tell();
  theme?.addEventListener("click", () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; tell(); });
  print?.addEventListener("click", () => window.print());
}

/** Mark in the contents the section that is being read. */
function followReading(): void {
  const links = new Map([...document.querySelectorAll<HTMLAnchorElement>("nav.contents a")].map((a) => [a.hash.slice(1), a]));
  const sections = [...document.querySelectorAll<HTMLElement>("main section[id]")];
  const look = (): void => {
    const passed = sections.filter((s) => s.getBoundingClientRect().top < innerHeight * 0.3);
    const current = passed.filter((s) => s.getBoundingClientRect().bottom > 120)[0] ?? sections[0];
    links.forEach((a, id) => (id === current?.id ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current")));
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; look(); });
  }, { passive: true });
  look();
}

/** Count once for nobody, so that the browser has compiled the counting before the reader's first click. */
function rehearse(c: Courses): void {
  const third = grouped(c, select(c, [{ group: "length", value: `0-${Math.round(page.value.forecast.length_days?.q25 ?? 20)}` }]), c.weights);
  for (const name of Object.keys(c.series)) fan(c, name, third);
  control(c, third);
  steps.value;
}

/** Links inside the page lead to their section and keep day and conditions in the address. */
function keepConditions(): void {
  document.addEventListener("click", (e) => {
    const link = (e.target as Element | null)?.closest<HTMLAnchorElement>("a[href^='#']");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    e.preventDefault();
    batch(() => {  // the new address is a new step of the history before anything rewrites the present one
      anchor.value = target.id;
      history.pushState(null, "", `#${hashOf() || target.id}`);
    });
    goTo(target);
  });
}

function goTo(target: HTMLElement): void {
  target.scrollIntoView();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Keep a section in view while the figures above it are drawn, for half a second or until the reader moves. */
function settle(target: HTMLElement, frames = 30): void {
  let free = false;
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(kind, () => { free = true; }, { once: true, passive: true });
  const again = (left: number): void => {
    if (free || left === 0) return;
    target.scrollIntoView();
    requestAnimationFrame(() => again(left - 1));
  };
  goTo(target);
  again(frames);
}

/** Folded tables belong on paper too. */
function unfoldForPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open]):not(.answers)")];
    for (const d of opened) d.open = true;
  });
  addEventListener("afterprint", () => { for (const d of opened) d.open = false; });
}

async function start(): Promise<void> {
  const text = document.getElementById("page-data")?.textContent;
  if (!text) return;
  page.value = JSON.parse(text) as Page;
  useWords(page.value);
  if (page.value.courses) courses.value = await unpack(page.value.courses);
  effect(() => { unequal.weights = credence.value.size > 0 || (page.value.courses?.weights.length ?? 1) > 1; });
  day.value = Math.min(horizon(), Number(fixed(page.value.forecast.length_days?.q50 ?? 0, 0)));
  readHash();
  addEventListener("hashchange", () => { readHash(); conditions.value = [...conditions.value]; });
  followLater();
  mount();
  keepConditions();
  unfoldForPrint();
  effect(() => { chosen.value; follow(); });
  if (courses.value) setTimeout(rehearse, 300, courses.value);
  frame();
  followReading();
  followRegister();
  effect(() => { conditions.value; credence.value; day.value; writeHash(); });
  const section = anchor.value ? document.getElementById(anchor.value) : null;
  if (section && location.hash.includes("=")) settle(section);
  document.documentElement.dataset.ready = "yes";
}

void start();
