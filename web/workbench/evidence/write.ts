/** Changes of an evidence file: tried on the text, checked, and only then written. */
import type { Edited, FileText, Problem } from "../documents";
import { drafts, isDirty, openFile } from "../drafts";
import { address, get, post, put } from "../server";
import { nameOf, readProject, said } from "../state";
import type { Evidence, Report } from "./documents";

/** A change that was not written: what speaks against it. */
export class NotWritten extends Error {
  constructor(message: string, readonly problems: Problem[] = []) { super(message); }
}

const same = (p: Problem): string => `${p.code} ${p.message}`;

async function change(path: string, changes: { key: string; op?: "add"; value?: unknown; remove?: boolean }[], done: string): Promise<void> {
  const open = drafts.peek().get(path) ?? null;
  if (isDirty(open)) throw new NotWritten(`${nameOf(path)} has changes in the text that are not saved. Save or undo them first.`);
  const before = await get<FileText>(address("/api/file", { path })), edited = await post<Edited>("/api/edit", { path, text: before.text, changes });
  const [old, now] = await Promise.all([before.text, edited.text].map((text) => post<Evidence>("/api/evidence", { path, text })));
  const known = new Set(old!.problems.map(same)), fresh = now!.problems.filter((p) => !known.has(same(p)));
  if (fresh.length) throw new NotWritten("The report was not written:", fresh);
  await put("/api/file", { path, text: edited.text, base_digest: before.digest, what: done });
  if (open) await openFile(path, true);
  said.value = done;
  void readProject();
}

/** Put a report at the end of the file. */
export const addReport = (path: string, report: Report): Promise<void> => change(path, [{ key: "reports", op: "add", value: report }], `Report ${report.id} added`);

/** Take a report out; the last one leaves an empty list. */
export const dropReport = (path: string, id: string, last: boolean): Promise<void> =>
  change(path, [last ? { key: "reports", value: [] } : { key: `reports[${id}]`, remove: true }], `Report ${id} taken out`);

/** Make a new file of reports on a scenario. */
export async function newEvidence(path: string, scenario: string, title: string): Promise<void> {
  await post("/api/file", { path, text: `format: multipolar-evidence/1\nscenario: ${scenario}\ntitle: ${JSON.stringify(title)}\nreports: []\n` });
  await readProject();
  said.value = `${nameOf(path)} made.`;
}
