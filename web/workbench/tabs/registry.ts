/** The tabs of the workbench, from left to right. A new one is a file in this folder and a line here. */
import type { JSX } from "preact";
import analyse from "./analyse";
import compare from "./compare";
import evidence from "./evidence";
import play from "./play";
import powers from "./powers";
import score from "./score";
import settlement from "./settlement";
import signposts from "./signposts";
import teach from "./teach";
import whatif from "./whatif";

/** A tab: its title, whether the preview stands beside it, and what it shows. */
export interface Tab { id: string; title: string; preview: boolean; show: () => JSX.Element }

export const TABS: readonly Tab[] = [analyse, whatif, compare, evidence, signposts, powers, settlement, play, score, teach];
