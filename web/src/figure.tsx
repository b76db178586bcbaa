/** What every chart has around it: its width, a table behind it, and the two saves. */
import type { ComponentChildren } from "preact";
import { useCallback, useRef, useState } from "preact/hooks";
import type { Condition } from "./courses";
import { base, conditioned, conditions, counted, isOn, toggle, within } from "./state";
import { resolved } from "./theme";
import type { FigureRecord } from "./types";
import { areFew, areTooFew, coursesText } from "./words";

export interface Table { head: string[]; rows: (string | number)[][] }

export function useWidth(): [(box: HTMLDivElement | null) => void, number] {
  const [width, set] = useState(0);
  const watch = useRef<ResizeObserver | null>(null);
  // A callback, since a box may go (too few courses) and another come in its place.
  const ref = useCallback((box: HTMLDivElement | null): void => {
    watch.current?.disconnect();
    watch.current = null;
    if (!box) return;
    const look = (): void => set(Math.round(box.getBoundingClientRect().width));
    look();
    watch.current = new ResizeObserver(look);
    watch.current.observe(box);
  }, []);
  return [ref, width];
}

export function save(name: string, kind: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: kind }));
  const a = document.createElement("a");
  a.href = url;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function csvText({ head, rows }: Table): string {
  const cell = (v: string | number): string => (/[",\n]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : String(v));
  return [head, ...rows].map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n";
}

function saveSvg(name: string, box: HTMLElement): void {
  const svgs = [...box.querySelectorAll("svg")];
  svgs.forEach((svg, i) => {
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", "sans-serif");
    save(`${name}${svgs.length > 1 ? `-${i + 1}` : ""}.svg`, "image/svg+xml", resolved(new XMLSerializer().serializeToString(copy)));
  });
}

/** A cell with a very long word may break it anywhere. */
const long = (v: string | number): string | undefined => (String(v).split(/\s+/).some((w) => w.length > 18) ? "long" : undefined);

export function TableView({ table, caption }: { table: Table; caption: string }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table>
        <caption class="sr">{caption}</caption>
        <thead><tr>{table.head.map((h) => <th scope="col">{h}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((r) => (
            <tr>{r.map((v, i) => (i === 0 ? <th scope="row" class={long(v)}><bdi>{v}</bdi></th> : <td class={long(v)}><bdi>{v}</bdi></td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands in the place of a chart when the courses are too few for any number. */
export const fewText = (n: number): string =>
  n === 0 ? "No course fits these conditions: remove one of them." : `Only ${coursesText(n)} ${n === 1 ? "fits" : "fit"}: too few for numbers.`;

/** Over how many courses a chart is counted; `inside` for those that only the courses inside the page can draw. */
export function baseText(inside: boolean): string {
  const size = inside ? within.value : base.value, n = size.n;
  if (!conditions.value.length && conditioned.value) return `Counted over ${coursesText(n)}, weighed by what you believe.`;
  if (conditioned.value) return `Counted over the ${coursesText(n)} that fit${areFew(size) ? `: counts, each as one course; they are worth ${Math.round(size.effective)} equal ones` : ""}.`;
  if (inside && n < counted.value) return `Counted over the first ${n.toLocaleString("en-GB")} of ${coursesText(counted.value)}.`;
  return `Counted over ${coursesText(n)}.`;
}

/** What a chart is given: the record of the figure that it draws. */
export interface ChartProps { figure: FigureRecord }

interface Around extends ChartProps { name?: string; title?: string; table: () => Table; children: ComponentChildren; inside?: boolean; note?: string; fixed?: boolean }

/** The frame of a chart; saved files are named after it unless a name is given. `note` says what it is counted over where that is not
 * the courses; `fixed`: it does not follow conditions and shows whatever fits. */
export function Chart({ figure, name = figure.chart, title = figure.title, table, children, inside = false, note = "", fixed = false }: Around) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const n = inside ? within.value : base.value;
  if (areTooFew(n) && !fixed) return <div class="chart"><p class="note few">{conditioned.value ? fewText(n.n) : `Only ${coursesText(n.n)}: too few for numbers.`}</p></div>;
  return (
    <div class="chart">
      <div ref={box}>{children}</div>
      <p class="note small base">{note || baseText(inside)}</p>
      <div class="tools">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "Hide table" : "Show as table"}</button>
        <button type="button" aria-label={`Save SVG: ${title}`} onClick={() => box.current && saveSvg(name, box.current)}>Save SVG</button>
        <button type="button" aria-label={`Save CSV: ${title}`} onClick={() => save(`${name}.csv`, "text/csv", csvText(table()))}>Save CSV</button>
      </div>
      {open && <TableView table={table()} caption={title} />}
    </div>
  );
}

/** Attributes that make a drawn mark a button for mouse, keyboard and screen reader. */
export function press(act: () => void, label: string, pressed?: boolean) {
  return {
    role: "button" as const,
    tabindex: 0,
    class: "press",
    "aria-label": label,
    ...(pressed === undefined ? {} : { "aria-pressed": pressed }),
    onClick: act,
    onKeyDown: (e: KeyboardEvent) => {
      if (e.key === "Enter" || e.key === " ") { e.preventDefault(); act(); }
    },
  };
}

export const pressCondition = (c: Condition, label: string) => press(() => toggle(c), `${label}. Condition the page on it`, isOn(c));
