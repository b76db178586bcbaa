/** The text editor: YAML with the faults under their lines. It lives in a shadow root, where its styles need no leave of the page's policy. */
import { autocompletion, closeBrackets, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, undoDepth, redoDepth } from "@codemirror/commands";
import { yaml } from "./yaml";
import { HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers, type Tooltip } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Check, Hover } from "../documents";
import { faultExtension, fixAt, setFaults } from "./faults";
import { look } from "./look";

/** What the editor asks of the page around it. */
export interface Around {
  typed: (text: string) => void;
  line: (line: number) => void;
  /** Apply the replacement of a fault. */
  complete: (text: string, line: number, column: number) => Promise<{ from: number; to: number; options: { label: string; detail?: string; info?: string; apply?: string }[] } | null>;
  hover: (text: string, line: number, column: number) => Promise<Hover | null>;
  undo: (which: "undo" | "redo") => void;
  source: (key: string) => void;
  readOnly: boolean; label: string;
}

/** The editor as the page drives it. */
export interface Handle {
  setText: (text: string) => void; setFaults: (check: Check | null) => void; goTo: (line: number) => void; focus: () => void; fix: () => boolean; destroy: () => void;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "k" }, { tag: tags.string, class: "s" }, { tag: [tags.number, tags.bool, tags.null], class: "n" }, { tag: [tags.comment, tags.lineComment], class: "cm" },
]);

const placeOf = (state: EditorState, pos: number): [number, number] => {
  const line = state.doc.lineAt(pos);
  return [line.number, pos - line.from + 1];
};

function completions(around: Around): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => {
    if (!context.explicit && !context.matchBefore(/[\w.]+|: /)) return null;
    const found = await around.complete(context.state.doc.toString(), ...placeOf(context.state, context.pos));
    if (!found || !found.options.length || context.aborted) return null;
    return {
      from: found.from, to: found.to, validFor: /^[\w.-]*$/,
      options: found.options.map((o) => ({ label: o.label, ...(o.detail ? { detail: o.detail } : {}), ...(o.info ? { info: o.info } : {}), ...(o.apply ? { apply: o.apply } : {}) })),
    };
  };
}

/** Return unit, range and typical values of a key in one line. */
function more({ unit, allowed, typical }: Hover): string {
  const range = !allowed ? "" : typeof allowed === "string" ? allowed : Array.isArray(allowed) ? allowed.join(", ") : [allowed.low ?? "any", allowed.high ?? "any"].join(" to ");
  const usual = !typical ? "" : typeof typical === "string" ? typical : `${typical.q10} to ${typical.q90} (${typical.n} values of comparable wars)`;
  return [unit && `Unit: ${unit}`, range && `Allowed: ${range}`, usual && `Typical: ${usual}`].filter(Boolean).join(" · ");
}

function hovering(around: Around): Extension {
  return hoverTooltip(async (view, pos): Promise<Tooltip | null> => {
    const found = await around.hover(view.state.doc.toString(), ...placeOf(view.state, pos));
    if (!found) return null;
    return {
      pos, above: true,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "hover";
        for (const [kind, text] of [["b", found.key], ["span", found.meaning], ["small", more(found)]] as const) {
          if (!text) continue;
          const part = document.createElement(kind);
          part.textContent = text;
          part.dir = "auto";
          dom.append(part);
        }
        return { dom };
      },
    };
  });
}

/** Typed steps are undone here; where there is none left, the project's journal goes on. */
function undoing(around: Around): Extension {
  const after = (which: "undo" | "redo", depth: (state: EditorState) => number) => (view: EditorView): boolean => {
    if (depth(view.state) > 0) return false;
    around.undo(which);
    return true;
  };
  return keymap.of([{ key: "Mod-z", run: after("undo", undoDepth) }, { key: "Mod-Shift-z", run: after("redo", redoDepth) }, { key: "Mod-y", run: after("redo", redoDepth) }]);
}

/** Open an editor with a text in a place of the page. */
export function open(place: HTMLElement, text: string, around: Around): Handle {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  root.replaceChildren();
  root.adoptedStyleSheets = [look()];
  const extensions: Extension[] = [
    lineNumbers(), foldGutter(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(), indentOnInput(), bracketMatching(), closeBrackets(), highlightSelectionMatches(),
    yaml(), syntaxHighlighting(colours), EditorView.lineWrapping, EditorState.readOnly.of(around.readOnly), EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ "aria-label": around.label, dir: "auto", spellcheck: "false" }),
    autocompletion({ override: [completions(around)], activateOnTypingDelay: 150 }), hovering(around), undoing(around), faultExtension(around.readOnly ? null : around.source),
    keymap.of([{ key: "Mod-Enter", run: () => false }, { key: "Mod-.", run: fixAt }, ...completionKeymap, ...searchKeymap.filter((k) => k.key !== "Mod-k"), ...historyKeymap, ...foldKeymap, ...defaultKeymap.filter((k) => k.key !== "Mod-Enter"), indentWithTab]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) around.typed(update.state.doc.toString());
      if (update.selectionSet) around.line(update.state.doc.lineAt(update.state.selection.main.head).number);
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
  return {
    setText: (next) => { if (next !== view.state.doc.toString()) view.setState(EditorState.create({ doc: next, extensions, selection: { anchor: Math.min(view.state.selection.main.head, next.length) } })); },
    setFaults: (check) => setFaults(view, check),
    goTo: (line) => {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
      view.dispatch({ selection: { anchor: at.from + (/^\s*/.exec(at.text)?.[0].length ?? 0) }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
      view.focus();
    },
    focus: () => view.focus(),
    fix: () => fixAt(view),
    destroy: () => view.destroy(),
  };
}
