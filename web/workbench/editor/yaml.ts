/** Colours for the YAML of scenarios, and folding by indentation: a reader of lines, far smaller than a whole grammar. */
import { StreamLanguage, foldService, indentUnit, type StringStream } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** `block`: the indentation of the key whose text goes on below, or -1. `quote`: the quote that is still open. */
interface Reading { block: number; quote: string }

const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,{}[\]"'&*!|>%@`-][^#:,{}[\]]*?|-?[\w.]+)(?=\s*:(?:\s|$))/;
const NUMBER = /^[-+]?(?:\d[\d_,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?=$|[\s,\]}#])/;
const DATE = /^\d{4}-\d{2}-\d{2}(?=$|[\s,\]}#])/;
const WORD = /^(?:true|false|null|on|off|yes|no|~)(?=$|[\s,\]}#])/;

/** Read a string up to its closing quote, which may stand lines below. */
function inQuotes(stream: StringStream, now: Reading): string {
  while (!stream.eol()) {
    const c = stream.next();
    if (c === "\\" && now.quote === '"') stream.next();
    else if (c === now.quote) { now.quote = ""; break; }
  }
  return "string";
}

function token(stream: StringStream, now: Reading): string | null {
  if (now.quote) return inQuotes(stream, now);
  if (stream.sol() && now.block >= 0) {
    if (stream.indentation() > now.block || /^\s*$/.test(stream.string)) { stream.skipToEnd(); return "string"; }
    now.block = -1;
  }
  if (stream.eatSpace()) return null;
  if (stream.peek() === "#" && (stream.sol() || /\s/.test(stream.string[stream.pos - 1] ?? " "))) { stream.skipToEnd(); return "comment"; }
  if (stream.match(KEY)) return "propertyName";
  const c = stream.peek();
  if (c === '"' || c === "'") { now.quote = c; stream.next(); return inQuotes(stream, now); }
  if (stream.match(/^[|>][-+0-9]*\s*(?=$|#)/)) { now.block = stream.indentation(); return "string"; }
  if (stream.match(DATE)) return "string";
  if (stream.match(NUMBER)) return "number";
  if (stream.match(WORD)) return "bool";
  if (stream.match(/^[-?:,{}[\]](?=$|\s)|^[,{}[\]]/)) return null;
  stream.match(/^[^\s,{}[\]]+/) || stream.next();
  return null;
}

const language = StreamLanguage.define<Reading>({
  name: "yaml", startState: () => ({ block: -1, quote: "" }), copyState: (s) => ({ ...s }), token, languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", "'", '"'] } },
});

/** A line folds over the deeper ones below it. */
const folding = foldService.of((state, from) => {
  const first = state.doc.lineAt(from), depth = (text: string): number => text.search(/\S/);
  const own = depth(first.text);
  if (own < 0) return null;
  let end = first.to;
  for (let n = first.number + 1; n <= state.doc.lines; n++) {
    const line = state.doc.line(n), here = depth(line.text);
    if (here < 0) continue;
    if (here <= own) break;
    end = line.to;
  }
  return end > first.to ? { from: first.to, to: end } : null;
});

export const yaml = (): Extension => [language, folding, indentUnit.of("  ")];
