/** Start: read the page's document, unpack the courses, put a chart in the place of each static table. */
import { effect } from "@preact/signals";
import { render, type ComponentChild } from "preact";
import { Endings } from "./charts/endings";
import { Fan, kinds } from "./charts/fans";
import { Length } from "./charts/length";
import { ControlMap } from "./charts/map";
import { Powers } from "./charts/powers";
import { Arrangements, Brokers, Lifelines } from "./charts/terms";
import { Controls } from "./controls";
import { unpack } from "./courses";
import { conditions, courses, day, horizon, page, readHash, writeHash } from "./state";
import type { Page } from "./types";

const CHARTS: Record<string, () => ComponentChild> = {
  endings: () => <Endings />,
  length: () => <Length />,
  control_map: () => <ControlMap />,
  powers: () => <Powers />,
  brokers: () => <Brokers />,
  arrangement: () => <Arrangements />,
  lifelines: () => <Lifelines />,
  fans: () => <div class="pair">{kinds().map((k) => <Fan key={k.series} kind={k} />)}</div>,
};
const NEEDS_COURSES = new Set(["length", "control_map", "fans"]);

function mount(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-figure]")) {
    const name = place.dataset.figure ?? "";
    const chart = CHARTS[name];
    if (!chart || (NEEDS_COURSES.has(name) && !courses.value)) continue;
    place.replaceChildren();
    render(chart(), place);
  }
  const bar = document.getElementById("bar");
  if (bar && courses.value) { bar.hidden = false; render(<Controls />, bar); }
}

/** Mark in the contents the section that is being read. */
function followReading(): void {
  const links = new Map([...document.querySelectorAll<HTMLAnchorElement>("nav.contents a")].map((a) => [a.hash.slice(1), a]));
  const watch = new IntersectionObserver((seen) => {
    for (const s of seen) if (s.isIntersecting) { links.forEach((a) => a.removeAttribute("aria-current")); links.get(s.target.id)?.setAttribute("aria-current", "true"); }
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main section[id]").forEach((s) => watch.observe(s));
}

async function start(): Promise<void> {
  const text = document.getElementById("page-data")?.textContent;
  if (!text) return;
  page.value = JSON.parse(text) as Page;
  if (page.value.courses) courses.value = await unpack(page.value.courses);
  day.value = Math.min(horizon(), Math.round(page.value.forecast.length_days?.q50 ?? 0));
  readHash();
  addEventListener("hashchange", readHash);
  mount();
  followReading();
  effect(() => { conditions.value; day.value; writeHash(); });
  document.documentElement.dataset.ready = "yes";
}

void start();
