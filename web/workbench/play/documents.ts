/** What the server tells of a play, and its words. */
import { dayOf } from "../../src/words";

export interface OpenRun { name: string; scenario: string; title: string; as_of: string; days: number; powers: { id: string; name: string }[] }
export interface PlayRow { id: string; run: string; name: string; from_day: number; decisions: number; complete: boolean; date: string; seat: number }
/** `others`: plays of all other seats, told to whoever leads. */
export interface Playable { runs: OpenRun[]; plays: PlayRow[]; others?: PlayRow[] }

export type Act = "nothing" | "start" | "stop";
export interface Choice {
  act: Act; option: string; text: string; by?: string; level?: "out" | "armed" | "direct"; cost?: number; per?: "once" | "week" | "settlement";
  delay?: number; lasts?: number | null; escalation?: number; answered?: string[];
}
export interface End { ending: string; ending_title: string; length_days: number; payoff: number }
export interface After extends End {
  left_alone: End; endings?: { courses: number; rows: { ending: string; title: string; p: number }[] };
  payoffs?: { courses: number; mean: number; se: number; sd: number; below: number };
}
/** Where a play stands: what the power is told and may do, what it did, and at the end what became of it. */
export interface Play {
  id: string; run: string; power: string; name: string; title: string; from_day: number; step: number; day: number; date: string;
  news: { day: number; date: string; text: string }[]; own: { option: string; text: string; state: string }[];
  levels: { power: string; name: string; level: string; text: string }[]; picture: { sector: string; name: string; side: "A" | "B"; holder: string; certain: boolean }[];
  reliability: string; reliable: [number, number]; sides: Record<"A" | "B", string>; share_a: number; dead: Record<"A" | "B", number>; choices: Choice[];
  next: { day: number; date: string } | null; last_day: number; log: { day: number; date: string; act: Act; option: string; text: string }[]; complete: boolean; after: After | null; end_day: number | null;
  /** Whether this seat decides in it, and whether it may ask what the model says of acts. */
  mine: boolean; may_ask: boolean;
}

/** A value in courses left alone and in those with an act, their difference and its paired error; `moved`: more than luck. */
export interface Moved { base: number; value: number; difference: number; error: number; moved: boolean }
export interface Advice {
  power: string; name: string; day: number; date: string; courses: number; usual: { payoff: number; endings: { ending: string; title: string; p: number }[] };
  acts: { act: Act; option: string; text: string; payoff: Moved; endings: (Moved & { ending: string; title: string })[] }[];
}

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
/** Return the date of a day of a war. */
export const dateOf = (asOf: string, day = 0): string => DATE.format(dayOf(asOf, day));

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
export const daysText = (n: number): string => (n === 1 ? "one day" : `${n} days`);
export const listed = (parts: readonly string[]): string => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`);
/** Return an amount of utility as it is printed. */
export const utility = (v: number): string => v.toFixed(2).replace("-", "−");

/** Return what an option costs, in words. */
export function costText(c: Choice): string {
  if (c.cost === undefined || c.per === undefined) return "";
  if (c.per === "settlement") return "an offer: costs nothing before a settlement";
  return c.cost < 0.005 ? "costs next to nothing" : `costs ${utility(c.cost)}${c.per === "week" ? " a week" : ""}`;
}

/** Return what an option takes: who does it, what it costs, when it works and how long, who may answer. */
export function termsText(c: Choice): string[] {
  if (c.act === "nothing") return ["what you do already goes on"];
  if (c.act === "stop") return ["ends what you do now, and its cost"];
  return [
    c.by ? `done by ${c.by}` : "", costText(c), c.delay === undefined ? "" : c.delay > 0 ? `works after ${daysText(c.delay)}` : "works at once",
    c.lasts ? `wears off after ${daysText(c.lasts)}` : "", c.answered?.length ? `may be answered by ${listed(c.answered)}` : "",
  ].filter((text) => text !== "");
}

/** The heads under which choices stand, from the mildest. */
export const HEADS: readonly { id: string; title: string; holds: (c: Choice) => boolean }[] = [
  { id: "nothing", title: "Wait", holds: (c) => c.act === "nothing" },
  { id: "out", title: "Without arms", holds: (c) => c.act === "start" && c.level === "out" },
  { id: "armed", title: "Arms for a side", holds: (c) => c.act === "start" && c.level === "armed" },
  { id: "direct", title: "Your own forces", holds: (c) => c.act === "start" && c.level === "direct" },
  { id: "stop", title: "End what you do", holds: (c) => c.act === "stop" },
];

/** A line of the facilitator's sheet, which is Markdown of headings, lists and paragraphs. */
export interface Line { kind: "h3" | "h4" | "li" | "p"; text: string }
/** Return the lines of a sheet. */
export function linesOf(sheet: string): Line[] {
  return sheet.split("\n").filter((line) => line.trim() !== "").map((line) => {
    const [, mark = "", text = ""] = /^(##?|-)\s+(.*)$/.exec(line) ?? ["", "", line];
    return { kind: mark === "#" ? "h3" : mark === "##" ? "h4" : mark === "-" ? "li" : "p", text: text.replace(/\*\*/g, "") } as Line;
  });
}
