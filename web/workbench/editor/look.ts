/** The look of the editor inside its shadow root; colours come from the page's own names for them. */

const RULES = `
:host{display:flex;min-height:0;flex:1;overflow:hidden}
.cm-editor{flex:1;min-width:0;height:100%;background:var(--card);color:var(--ink);font-size:13px}
.cm-editor.cm-focused{outline:none}
.cm-editor .cm-scroller{font:13px/1.62 "JetBrains Mono",ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow:auto}
.cm-editor .cm-gutters{background:var(--card);color:var(--soft);border:0}
.cm-editor .cm-activeLine,.cm-editor .cm-activeLineGutter{background:var(--faint)}
.cm-editor .cm-content{caret-color:var(--ink)}
.cm-editor .cm-cursor{border-left-color:var(--ink)}
.cm-editor .cm-selectionBackground,.cm-editor.cm-focused>.cm-scroller>.cm-selectionLayer .cm-selectionBackground{background:var(--line)}
.cm-editor .cm-selectionMatch{background:var(--faint)}
.cm-editor .cm-panels{background:var(--paper);color:var(--ink);border-color:var(--line)}
.cm-editor .cm-panels input,.cm-editor .cm-panels button{font:13px var(--sans);color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:6px}
.cm-editor .cm-tooltip{background:var(--card);color:var(--ink);border:1px solid var(--line);border-radius:8px;font:13px/1.45 var(--sans);max-width:34rem}
.cm-editor .cm-tooltip.cm-tooltip-autocomplete>ul>li[aria-selected]{background:var(--ink);color:var(--paper)}
.cm-editor .cm-completionDetail{color:inherit;font-style:normal}
.cm-editor .cm-foldPlaceholder{background:var(--faint);border-color:var(--line);color:var(--soft)}
.cm-editor .cm-dots{width:20px}
.hover{display:grid;gap:2px;padding:7px 11px}.hover small{color:var(--soft);font-size:12.5px}
.k{color:var(--key)}.s{color:var(--ok)}.n{color:var(--number)}.cm{color:var(--soft);font-style:italic}
.sq{text-decoration:underline wavy 1.5px;text-underline-offset:3px}
.err{font:12.5px/1.45 var(--sans);border-left:3px solid var(--ink);background:var(--faint);color:var(--ink);padding:5px 10px;border-radius:0 6px 6px 0;display:flex;gap:10px;align-items:center;justify-content:space-between;white-space:normal}
.under{padding:2px 14px 5px 4px}
.err.w{border-color:var(--sq);color:var(--soft)}
.err button{font:12px/1.3 var(--sans);color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:7px;padding:3px 9px;min-height:24px;cursor:pointer;flex:none}
.err button:hover{border-color:var(--soft)}.err button:focus-visible{outline:3px solid var(--you);outline-offset:2px}
.dotm{width:9px;height:9px;border-radius:50%;background:var(--ink);margin:7px 0 0 6px;display:block}.dotm.w{background:none;box-shadow:inset 0 0 0 2px var(--ink)}
`;

let made: CSSStyleSheet | null = null;

export function look(): CSSStyleSheet {
  if (made) return made;
  made = new CSSStyleSheet();
  made.replaceSync(RULES);
  return made;
}
