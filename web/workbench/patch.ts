/** The changes tried out in What-if: one line of a patch each, with its reason; kept in the tab until saved or taken back. */
import { computed, effect, signal } from "@preact/signals";
import type { Change } from "./documents";

/** One line: a key with its new value, a claim with its strength ("on", "off", or 0 to 1), or a mechanism that is off. */
export interface Line { kind: "key" | "claim" | "mechanism"; id: string; label: string; before: string; after: string; value: unknown; reason: string; key?: string }

const IN_TAB = "multipolar-patch";

function fromTab(): Line[] {
  try { return JSON.parse(sessionStorage.getItem(IN_TAB) ?? "[]") as Line[]; } catch { return []; }
}

export const lines = signal<Line[]>(fromTab());
export const patchName = signal("");

const before: Line[][] = [];
let moving = "";

/** Remember the lines as they stand, so that the next change can be taken back; moving one thing on and on is one change. */
function remember(what = ""): void {
  if (what && what === moving) return;
  moving = what;
  before.push(lines.value);
  if (before.length > 200) before.shift();
}

/** Take the last change of the lines back; false where there is none. */
export function undoLines(): boolean {
  const last = before.pop();
  moving = "";
  if (!last) return false;
  lines.value = last;
  return true;
}

/** Take all lines back. */
export function dropAll(): void {
  remember();
  lines.value = [];
}

/** Set a line; a line of the same thing is replaced and keeps its reason. */
export function setLine(line: Omit<Line, "reason">): void {
  remember(`${line.kind} ${line.id}`);
  const old = lines.value.findIndex((l) => l.kind === line.kind && l.id === line.id);
  if (old < 0) lines.value = [...lines.value, { ...line, reason: "" }];
  else lines.value = lines.value.map((l, i) => (i === old ? { ...line, reason: l.reason } : l));
}

export function dropLine(kind: Line["kind"], id: string): void { remember(); lines.value = lines.value.filter((l) => l.kind !== kind || l.id !== id); }
export function giveReason(line: Line, reason: string): void { lines.value = lines.value.map((l) => (l === line ? { ...l, reason } : l)); }
export const lineOf = (kind: Line["kind"], id: string): Line | null => lines.value.find((l) => l.kind === kind && l.id === id) ?? null;

/** Return lines as changes that a patch file can hold; mechanisms that are off are no part of a scenario. */
export function changesOf(some: readonly Line[]): Change[] {
  return some.filter((l) => l.kind !== "mechanism").map((l) => ({
    key: l.kind === "claim" ? l.key ?? `claims[${l.id}].strength` : l.id, value: l.kind === "claim" ? (l.value === "on" ? 1 : l.value === "off" ? 0 : l.value) : l.value, reason: l.reason,
  }));
}

/** The patch as preview and run take it. */
export interface PatchBody { changes: Change[]; claims: Record<string, unknown>; off: string[] }

/** Return lines as the body of a preview or run. */
export function bodyOf(some: readonly Line[]): PatchBody {
  return {
    changes: some.filter((l) => l.kind === "key").map((l) => ({ key: l.id, value: l.value, ...(l.reason ? { reason: l.reason } : {}) })),
    claims: Object.fromEntries(some.filter((l) => l.kind === "claim").map((l) => [l.id, l.value])),
    off: some.filter((l) => l.kind === "mechanism").map((l) => l.id),
  };
}

export const patchBody = computed<PatchBody | null>(() => (lines.value.length ? bodyOf(lines.value) : null));

export function keepPatch(): void {
  effect(() => { try { sessionStorage.setItem(IN_TAB, JSON.stringify(lines.value)); } catch { /* no room: the lines live as long as the page */ } });
}
