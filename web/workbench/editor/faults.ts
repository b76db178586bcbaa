/** Faults under the line they stand in, each with its replacement where its hint names one; hints for the numbers without a source that move most. */
import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, WidgetType, gutter, type DecorationSet } from "@codemirror/view";
import type { Check, Problem } from "../documents";
import { sentences } from "../sentence";

/** How many of the numbers without a source are pointed out: those that move the result most. */
const HINTS = 3;

interface Note { at: number; problem: Problem | null; key: string; text: string; fix: { text: string; from: number; to: number; insert: string } | null }
interface Shown { notes: Note[]; marks: DecorationSet }

const replaceAll = StateEffect.define<Note[]>();

class Under extends WidgetType {
  constructor(readonly note: Note, readonly source: ((key: string) => void) | null) { super(); }
  override eq(other: Under): boolean { return other.note.text === this.note.text && other.note.fix?.from === this.note.fix?.from && other.note.key === this.note.key; }
  override toDOM(view: EditorView): HTMLElement {
    const outer = document.createElement("div"), box = document.createElement("div"), said = document.createElement("span");
    outer.className = "under";
    outer.append(box);
    box.className = this.note.problem ? "err" : "err w";
    said.textContent = this.note.text;
    said.dir = "auto";
    box.append(said);
    const { fix, key } = this.note;
    if (fix && this.source) box.append(button(fix.text || `Write ${fix.insert}`, () => apply(view, fix)));
    else if (!this.note.problem && this.source) { const go = this.source; box.append(button("Add a source", () => go(key))); };
    return outer;
  }
  override ignoreEvent(): boolean { return true; }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

class Dot extends GutterMarker {
  constructor(readonly fault: boolean) { super(); }
  override toDOM(): HTMLElement {
    const dot = document.createElement("b");
    dot.className = this.fault ? "dotm" : "dotm w";
    dot.title = this.fault ? "a fault" : "a hint";
    return dot;
  }
}

function apply(view: EditorView, fix: NonNullable<Note["fix"]>): void {
  const to = Math.min(fix.to, view.state.doc.length);
  view.dispatch({ changes: { from: Math.min(fix.from, to), to, insert: fix.insert }, selection: { anchor: Math.min(fix.from, to) + fix.insert.length } });
  view.focus();
}

/** Return the stretch of a line that a fault is about: the word at its column. */
function stretch(state: EditorState, problem: Problem): [number, number] {
  const line = state.doc.line(Math.max(1, Math.min(problem.line ?? 1, state.doc.lines))), start = Math.min(line.from + Math.max(0, (problem.column ?? 1) - 1), line.to);
  const word = /^[^\s:,{}[\]]+/.exec(line.text.slice(start - line.from))?.[0].length ?? 0;
  return [start, Math.min(line.to, start + word)];
}

/** Return everything that is shown for a check of the text as it stands. */
function notesOf(state: EditorState, check: Check): Note[] {
  const lineAt = (n: number): number => state.doc.line(Math.max(1, Math.min(n, state.doc.lines))).from;
  const faults: Note[] = check.problems.map((p) => ({ at: stretch(state, p)[0], problem: p, key: p.path ?? "", text: sentences(p.message, p.hint), fix: p.fix ?? null }));
  const known = (check.unsourced ?? []).filter((u) => u.line > 0 && (u.influence ?? 0) > 0), of = check.unsourced?.length ?? 0;
  const hints: Note[] = known.slice(0, HINTS).map((u) => ({ at: lineAt(u.line), problem: null, key: u.key, text: `No source. Number ${u.rank} of ${of} without one, by how much it moves the result.`, fix: null }));
  return [...faults, ...hints].sort((a, b) => a.at - b.at);
}

function marksOf(state: EditorState, notes: Note[], source: ((key: string) => void) | null): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const note of notes) {
    const line = state.doc.lineAt(Math.min(note.at, state.doc.length));
    ranges.push(Decoration.widget({ widget: new Under(note, source), block: true, side: 1 }).range(line.to));
    if (note.problem) {
      const [from, to] = stretch(state, { ...note.problem, line: line.number, column: note.at - line.from + 1 });
      if (to > from) ranges.push(Decoration.mark({ class: "sq" }).range(from, to));
    }
  }
  return Decoration.set(ranges, true);
}

let shownIn: StateField<Shown> | null = null;

/** Return what draws the faults; `source` is called for a number that wants one, null where nothing may be written. */
export function faultExtension(source: ((key: string) => void) | null): Extension {
  const field = StateField.define<Shown>({
    create: () => ({ notes: [], marks: Decoration.none }),
    update: (old, tr) => {
      for (const effect of tr.effects) if (effect.is(replaceAll)) return { notes: effect.value, marks: marksOf(tr.state, effect.value, source) };
      if (!tr.docChanged) return old;
      const map = (pos: number): number => tr.changes.mapPos(Math.min(pos, tr.changes.length));
      const notes = old.notes.map((n) => ({ ...n, at: map(n.at), fix: n.fix && { ...n.fix, from: map(n.fix.from), to: map(n.fix.to) } }));
      return { notes, marks: marksOf(tr.state, notes, source) };
    },
    provide: (f) => EditorView.decorations.from(f, (v) => v.marks),
  });
  shownIn = field;
  const dots = gutter({
    class: "cm-dots",
    lineMarker: (view, line) => {
      const here = view.state.field(field).notes.filter((n) => n.at >= line.from && n.at <= line.to);
      return here.length ? new Dot(here.some((n) => n.problem !== null)) : null;
    },
    lineMarkerChange: (update) => update.startState.field(field) !== update.state.field(field),
  });
  return [field, dots];
}

/** Show what a check found; null takes everything away. */
export function setFaults(view: EditorView, check: Check | null): void {
  view.dispatch({ effects: replaceAll.of(check ? notesOf(view.state, check) : []) });
}

/** Apply the replacement of the first fault in the line of the cursor; false where there is none. */
export function fixAt(view: EditorView): boolean {
  const line = view.state.doc.lineAt(view.state.selection.main.head), notes = shownIn ? view.state.field(shownIn, false)?.notes ?? [] : [];
  const fix = notes.find((n) => n.at >= line.from && n.at <= line.to && n.fix)?.fix;
  if (!fix) return false;
  apply(view, fix);
  return true;
}
