/** The documents that the workbench exchanges with its server; `docs/workbench-http.md` describes every route. */

export interface Fix { text: string; from: number; to: number; insert: string }
/** A fault of a scenario, as `multipolar check` prints it; `fix` is the replacement that its hint names, in offsets of the text. */
export interface Problem { file?: string; line?: number; column?: number; path?: string; code?: string; message: string; hint?: string | null; fix?: Fix | null }
export interface Unsourced { key: string; line: number; rank: number; influence: number | null }
export interface Check { problems: Problem[]; unsourced?: Unsourced[] }

export type Rights = "write" | "play" | "read";
export interface Session { rights: Rights; name: string; version: string; share: boolean }

export interface ScenarioFile { path: string; title: string; as_of: string | null; faults: number | null; digest: string }
export interface PatchFile { path: string; base: string; changes: number; saved: boolean }
export interface Headline { label: string; text: string; p: number }
export interface RunEntry {
  name: string; scenario: string | null; members: number; wanted: number; as_of: string | null; headline: Headline | null; digest: string | null;
  state: "complete" | "partial" | "running" | "damaged"; evidence: string | null;
}
export interface Frozen { path: string; as_of: string; questions: number; stamp: string | null }
export interface Example { name: string; title: string; as_of_dates: string[]; endings: Record<string, number> | null; names?: Record<string, string>; about?: string }
export interface Undo { can_undo: boolean; can_redo: boolean; undo_text: string | null; redo_text: string | null }
export interface Project {
  name: string; scenarios: ScenarioFile[]; patches: PatchFile[]; evidence: { path: string; reports: number }[]; outcomes: { path: string }[];
  packs: { path: string }[]; texts?: { path: string }[]; unreadable?: { path: string }[]; runs: RunEntry[]; frozen: Frozen[]; examples: Example[]; undo: Undo;
}

export interface Kept { text: string; when: string }
/** A version that the journal keeps; `digest` names it in `/api/diff` as PATH@DIGEST. */
export interface Version { digest: string; when: string; what: string }
export interface FileText { path: string; kind: string; text: string; digest: string; autosave: Kept | null; versions?: Version[] }
export interface Undone { path: string; text: string; what: string; digest?: string }
export interface Difference { sentences: string[]; changes: { key: string; before: unknown; after: unknown; line?: number | null }[] }

/** A number of the form: three handles, or one value. */
export type Amount = ({ low: number; mode: number; high: number } | { value: number }) & { unit?: string; text?: string };
export interface Reference { n: number; q10: number; q50: number; q90: number; wars: number | (string | { war: string; value: number })[] }
export interface Field {
  key: string; label: string; meaning: string; unit: string | null; kind: "number" | "distribution" | "choice" | "flag" | "text" | "date" | "list";
  value: unknown; allowed: { low: number | null; high: number | null } | string[] | null; line: number | null; source: string | string[] | null; grade: string | null;
  required: boolean; reference: Reference | null; was?: unknown;
}
export interface Section { id: string; title: string; meaning: string; fields: Field[] }
export interface Form { sections: Section[] }
export interface Edited { text: string; digest: string; lines: number[] }
/** One change of the patch: a key of the scenario, its new value, and why. */
export interface Change { key: string; value?: unknown; remove?: boolean; reason?: string }

export interface Claim { id: string; text: string; kind: string; on: boolean | string; strength: number | null; credence?: number | null; rival: string | string[] | null; what: string | null; key?: string; pair?: string[] | null }
/** What stands at a place of the text. */
export interface Hover { key: string; meaning: string; unit: string | null; expected?: string | null; allowed: { low: number | null; high: number | null } | string[] | string | null; typical: { n: number; q10: number; q90: number; unit?: string | null } | string | null }

/** A named set of strengths of claims: how somebody sees the war. */
export interface View { id: string; text: string; author?: string | null; strengths?: Record<string, boolean | string | number> }

export interface Claims { claims: Claim[]; bundles: View[]; mechanisms?: { id: string; text: string }[] }

export interface EndingChance { p: number; base?: number | null; difference?: number | null; error?: number | null }
export interface Preview {
  id: string; members: number; seconds: number; sentence: string; endings: Record<string, EndingChance>; length: { q50: number | null; base?: number | null } | null;
  map: ({ day: number } & Record<`day${number}`, Record<string, number>>) | null; dots?: { label: string; name: string; count: number; hollow: number }[]; second?: string; brokers: Record<string, number | EndingChance> | null; powers: unknown; problems: Problem[]; from: "this text" | "the last valid text" | string;
  superseded: boolean; sides?: Partial<Record<"A" | "B", { name?: string }>>;
}

export interface Progress { done: number; wanted: number; seconds_left: number | null; headline?: { label: string; text?: string; p: number; error?: number | null } | null }
export interface Job<T> { id?: string; state: "waiting" | "running" | "done" | "failed" | "cancelled"; document: T | null; error: { message: string; problems?: Problem[] } | null; seconds?: number | null }
