/** What was asked of a run besides its forecast, as `report/figures` hands it to the charts: the powers' game and the settlement. */
import { page } from "./state";

export interface Cell { mean: number; se: number; best: boolean; filled: boolean }
export interface Payoffs { powers: string[]; shown: number; rows: { postures: string[]; now: boolean; share: number | null; cells: Cell[] }[] }
export interface Point { precision: number; p: number; low: number; high: number }
export interface Drift { power: string; postures: { name: string; points: Point[] }[] }
export interface Gain { power: string; to: string; gain: number; se: number; sure: boolean }
export interface Leaving { profile: string; now: boolean; rows: Gain[] }
export interface Held {
  concepts: string[]; meaning: string[]; rows: { words: string; now: boolean; groups: string; held: boolean[]; p: number[] | null }[];
  reasons: { words: string; lines: string[] }[];
}
export interface Zone { a: string; b: string; n: number; rows: { day: number; running: number; need: number[]; give: number[]; p: number; both: number }[] }
/** A design on one day: how often it could be signed and each actor would stop it, as a share and in words. */
export interface OnDay { day: number; signed: [number, string]; cells: [number, string][] }
export interface Vetoes { actors: string[]; rows: (OnDay & { design: string; days: OnDay[] })[] }
export interface Plain { head: string[]; rows: string[][] }
export interface Elected { rows: { design: string; p: number; low: number; high: number; least: number; most: number }[]; head: string[]; cells: string[][] }
export interface Method { answer: string; claim: string; held: string; rivals: string; share: number }

/** Return what a figure was handed; null where nothing was asked. */
export const handed = <T>(figure: string): T | null => (page.value?.data?.[figure] as T | undefined) ?? null;
export const FIXED = "Counted over all courses; conditions do not change it.";
/** Return a signed number with three digits and the sign of print. */
export const signed = (v: number): string => `${v < 0 ? "−" : "+"}${Math.abs(v).toFixed(3)}`;
