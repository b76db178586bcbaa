/** The register of assumptions: type to filter its rows, the count is announced, Enter leads to the first that is found. */
import { csvText, save } from "./figure";

/** Return the words that a search asks for: each has to stand somewhere in a row. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

export const fits = (row: string, words: string[]): boolean => words.every((w) => row.includes(w));

/** Return what is announced: how many entries of how many are shown, and what to do where none is. */
export function announced(found: number, all: number, words: string[]): string {
  if (!words.length) return `${all.toLocaleString("en-GB")} entries`;
  if (found === 0) return `none of ${all.toLocaleString("en-GB")} entries: try a shorter word, a name, or “judgement”`;
  return `${found.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} entries; Enter goes to the first`;
}

interface Row { row: HTMLTableRowElement; text: string }

function search(rows: Row[], tables: HTMLTableElement[], said: HTMLElement, text: string): Row[] {
  const words = wordsOf(text);
  const shown = rows.filter((r) => {
    const on = fits(r.text, words);
    r.row.hidden = !on;
    return on;
  });
  for (const table of tables) {
    const empty = words.length > 0 && ![...table.tBodies[0]!.rows].some((r) => !r.hidden);
    const box = table.closest<HTMLElement>(".scroll");
    if (box) box.hidden = empty;
  }
  said.textContent = announced(shown.length, rows.length, words);
  return shown;
}

/** Put the search above the register and let it work; the tables stand whole without it. */
export function followRegister(): void {
  const register = document.getElementById("register"), place = document.getElementById("search");
  if (!register || !place) return;
  const tables = [...register.querySelectorAll("table")];
  const rows = tables.flatMap((t) => [...t.tBodies[0]!.rows].map((row) => ({ row, text: (row.textContent ?? "").toLowerCase() })));
  const label = document.createElement("label"), field = document.createElement("input"), said = document.createElement("output"), take = document.createElement("button");
  label.textContent = "Search the register ";
  field.type = "search";
  field.dir = "auto";
  field.autocomplete = "off";
  field.spellcheck = false;
  said.setAttribute("aria-live", "polite");
  take.type = "button";
  take.textContent = "Save CSV";
  take.setAttribute("aria-label", "Save CSV: the register");
  label.append(field);
  place.append(label, said, take);
  let shown = search(rows, tables, said, "");
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { shown = search(rows, tables, said, field.value); }, 120);
  });
  field.addEventListener("keydown", (e) => {
    if (e.key === "Escape") { field.value = ""; shown = search(rows, tables, said, ""); }
    if (e.key !== "Enter" || !shown.length) return;
    e.preventDefault();
    clearTimeout(waiting);
    shown = search(rows, tables, said, field.value);
    go(shown[0]?.row);
  });
  register.addEventListener("keydown", (e) => {
    const row = (e.target as Element).closest("tr");
    if (!row || (e.key !== "ArrowDown" && e.key !== "ArrowUp")) return;
    const at = shown.findIndex((r) => r.row === row) + (e.key === "ArrowDown" ? 1 : -1);
    e.preventDefault();
    if (at < 0) field.focus();
    else go(shown[at]?.row);
  });
  document.addEventListener("keydown", (e) => {
    const inText = (e.target as Element).closest("input, textarea, select, [contenteditable]");
    if (e.key !== "/" || inText || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
  take.addEventListener("click", () => save("register.csv", "text/csv", csvOf(tables)));
}

function go(row: HTMLTableRowElement | undefined): void {
  if (!row) return;
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

function csvOf(tables: HTMLTableElement[]): string {
  const cells = (row: HTMLTableRowElement): string[] => [...row.cells].map((c) => c.textContent ?? "");
  return tables.map((t) => csvText({ head: cells(t.tHead!.rows[0]!), rows: [...t.tBodies[0]!.rows].map(cells) })).join("\r\n");
}
