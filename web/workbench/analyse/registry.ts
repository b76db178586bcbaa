/** The views of Analyse. A new one is a file in this folder and a line here. */
import type { JSX } from "preact";
import form from "./form";
import history from "./history";
import map from "./map";
import result from "./result";
import text from "./text";
import ties from "./ties";

/** A view: its title, a hint in the bar above it, whether it writes the chosen file, and what it shows. */
export interface View { id: string; title: string; hint: string; writes: boolean; show: () => JSX.Element }

export const VIEWS: readonly View[] = [text, form, map, ties, history, result];
