/** The facilitator's sheet of a class that has been shown: how all did, and what there is to talk about. */
import { percent } from "../../src/words";
import { chanceOf, truthText, type Question, type Results } from "./documents";

/** What was said of one yes-or-no question whose answer is known: by the class on average, by the model, from and to by the seats. */
interface Told { q: Question; happened: boolean; mean: number; model: number; least: number; most: number }

/** Chances this far from what happened miss it. */
const FAR = 0.6;
const off = (p: number, happened: boolean): number => Math.abs(p - (happened ? 1 : 0));
const most = (rows: readonly Told[], by: (t: Told) => number): Told | null => rows.reduce<Told | null>((best, row) => (best === null || by(row) > by(best) ? row : best), null);

function toldOf(r: Results): Told[] {
  return r.questions.flatMap((q) => {
    const happened = r.truth[q.id], said = (name: string): number | null => chanceOf(r.forecasters.find((f) => f.name === name)?.said[q.id]), mean = said("class mean"), model = said("model");
    const seats = r.forecasters.filter((f) => f.seat !== null).flatMap((f) => chanceOf(f.said[q.id]) ?? []);
    return typeof happened === "boolean" && mean !== null && model !== null && seats.length ? [{ q, happened, mean, model, least: Math.min(...seats), most: Math.max(...seats) }] : [];
  });
}

/** Return what there is to talk about, in sentences. */
export function talkOf(r: Results): string[] {
  const rows = toldOf(r), points: string[] = [], so = (t: Told): string => (t.happened ? "it happened" : "it did not happen"), hundred = (p: number): string => `${percent(p)} %`;
  const better = most(rows, (t) => off(t.model, t.happened) - off(t.mean, t.happened)), worse = most(rows, (t) => off(t.mean, t.happened) - off(t.model, t.happened));
  if (better && off(better.mean, better.happened) < off(better.model, better.happened)) points.push(`The class (${hundred(better.mean)}) came closer than the model (${hundred(better.model)}) on “${better.q.text}”: ${so(better)}. Which claim would have to be another for the model to see it?`);
  if (worse && off(worse.mean, worse.happened) > off(worse.model, worse.happened)) points.push(`The model (${hundred(worse.model)}) came closer than the class (${hundred(worse.mean)}) on “${worse.q.text}”: ${so(worse)}. What did it weigh that the class did not?`);
  const apart = most(rows, (t) => t.most - t.least);
  if (apart && apart.most > apart.least) points.push(`The seats were furthest apart on “${apart.q.text}”: from ${hundred(apart.least)} to ${hundred(apart.most)}. What did each end see?`);
  for (const t of rows.filter((row) => off(row.mean, row.happened) > FAR && off(row.model, row.happened) > FAR)) points.push(`Class (${hundred(t.mean)}) and model (${hundred(t.model)}) both missed “${t.q.text}”: ${so(t)}. Could anybody have known on that day?`);
  points.push("Play one power of this run in Play, from an early day: can it turn the end, and what does that cost it?");
  return points;
}

const mark = (v: number | null | undefined): string => (v === null || v === undefined ? "none" : v.toFixed(3));

/** Return the sheet as Markdown. */
export function sheetOf(r: Results): string {
  const scores = r.forecasters.filter((f) => f.seat === null).map((f) => `- ${f.name}: mean error ${mark(f.brier)} over ${f.yes_no} yes-or-no questions; the ending ${mark(f.ending?.brier)}`);
  const best = [...r.forecasters].filter((f) => f.seat !== null && f.brier !== null).sort((a, b) => a.brier! - b.brier!)[0];
  return [
    "# Facilitator's sheet", "", r.sentence, "", "## How all did", ...scores, ...(best ? [`- best seat (${best.seat}): mean error ${mark(best.brier)}`] : []), "", "## What happened",
    ...r.questions.map((q) => `- ${q.text} ${truthText(q, r.truth[q.id])}`), "", "## To talk about", ...talkOf(r).map((point) => `- ${point}`), "",
  ].join("\n");
}
