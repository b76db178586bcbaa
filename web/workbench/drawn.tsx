/** The figures of a run's report, drawn by the same code. A file of its own, loaded when figures are first shown: see shared/figures. */
import type { ComponentChildren } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { batch, effect } from "@preact/signals";
import charts from "virtual:charts";
import { Controls } from "../src/controls";
import { unpack } from "../src/courses";
import { Dots } from "../src/hero";
import { clearConditions, courses, credence, day, followLater, horizon, page } from "../src/state";
import type { Page } from "../src/types";
import { fixed, unequal, useWords } from "../src/words";
import { faultOf } from "./server";
import { Failed, Skeleton } from "./shared/states";

/** Figures that read a document of their own; a run without it does not have the figure, in the report neither. */
const OF_DATA: ReadonlySet<string> = new Set(["crux", "drivers", "signposts", "views", "courses_told", "acts", "ladders", "people", "scorecard", "timeline"]);

let following = false;

/** Put a run's page in the place from which the figures read. */
async function take(found: Page): Promise<void> {
  const unpacked = found.courses ? await unpack(found.courses) : null;
  batch(() => {
    clearConditions();
    page.value = found;
    courses.value = unpacked;
    useWords(found);
    day.value = Math.min(horizon(), Number(fixed(found.forecast.length_days?.q50 ?? 0, 0)));
  });
  if (following) return;
  following = true;
  effect(() => { unequal.weights = credence.value.size > 0 || (page.value?.courses?.weights.length ?? 1) > 1; });
  followLater();
}

/** One figure; what goes wrong in it is told in its place and leaves the others alone. */
function Guarded({ what, children }: { what: string; children: ComponentChildren }) {
  const [error, reset] = useErrorBoundary();
  return error === undefined ? <>{children}</> : <Failed fault={faultOf(error)} what={`Drawing “${what}”`} again={reset} kept="The other figures are unharmed." />;
}

/** The figures of a page: all that it has, under the conditions of the reader, or those that are named. */
export function Drawn({ found, ids }: { found: Page; ids?: readonly string[] | undefined }) {
  const [shown, set] = useState<Page | null>(null);
  useEffect(() => { let left = false; void take(found).then(() => { if (!left) set(found); }); return () => { left = true; }; }, [found]);
  if (shown !== found) return <Skeleton what="the figures" />;
  const has = (f: Page["figures"][number]): boolean => (ids ? ids.includes(f.id) && found.data[f.id] !== undefined : !(f.from_courses && !courses.value) && !(OF_DATA.has(f.id) && found.data[f.id] === undefined));
  return (
    <>
      {!ids && courses.value && <div class="cond"><Controls /></div>}
      {!ids && courses.value && <Dots />}
      {found.figures.filter((f) => charts[f.chart] && has(f)).map((f) => { const Chart = charts[f.chart]!; return <section key={f.id} class="fig"><h3 class={ids ? undefined : "of"}>{f.title}</h3><Guarded what={f.title}><Chart figure={f} /></Guarded></section>; })}
    </>
  );
}
