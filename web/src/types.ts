/** The document that the page carries (`multipolar-page/2`), as written by `report/payload.py`. */

export interface Chance { p: number; low?: number; high?: number; sentence?: string; counted?: number; alike?: number }
export interface Quantiles { q05: number; q25: number; q50: number; q75: number; q95: number }
export interface Question {
  text: string; type: string; p?: number; low?: number; high?: number; outside?: boolean;
  quantiles?: Partial<Quantiles>; options?: Record<string, number>; unit?: string; criteria?: string;
  base_rate?: number; base_rate_source?: string;
}
export interface Power { name?: string; out: number; armed: number; direct: number; newly_direct: number; median_day_of_entry?: number | null }
export interface Action { p: number; low?: number; high?: number; median_day?: number | null }
export interface Assumption { claim: string; text: string; kind?: string; strength?: number; effect_sentence?: string }
export interface NamedWar { name: string; type: string; start: string; end: string; days: number }
/** Past wars like this one, as the forecast is pooled with them. */
export interface Alike { share?: number; counted?: Record<string, number>; endings?: Record<string, number>; n: number; who: string; sentence: string; length_dots?: number[]; named?: NamedWar[]; named_of?: number }
export interface Forecast {
  title?: string; as_of: string; round_start?: string; horizon_days?: number;
  sides?: Record<"A" | "B", { id?: string; name?: string }>;
  endings: Record<string, Chance>;
  length_days?: Partial<Quantiles> & { p_over_180?: number };
  questions?: Record<string, Question>;
  powers?: Record<string, Power>;
  power_actions?: Record<string, Record<string, Action>>;
  brokers?: Record<string, number>;
  paper?: Record<string, number>;
  arrangement?: Record<string, number>;
  designs?: Record<string, { p: number; what?: string; face_A?: number; face_B?: number }>;
  money?: Record<string, Partial<Quantiles> & { name?: string }>;
  lifelines?: Record<string, { name?: string; p_cut: number; low?: number; high?: number; median_day?: number | null; p_under_fire?: number }>;
  area?: { unit?: string; start_total?: number };
  uncertainty?: { parameter_share?: Record<string, number>; luck_share?: number | null; pairs?: number };
  assumptions?: Assumption[];
  outside?: Alike | null;
  members?: number; effective?: number; run_facts?: { members?: number };
}
export interface Sector { id: string; name: string; contested: boolean; tier: number }
export interface Geometry {
  width: number; height: number; km_per_unit?: number; cells: Record<string, string>; points: Record<string, [number, number]>; labels?: Record<string, [number, number]>;
  countries: { id: string; name: string; path: string; border?: string; label: [number, number] }[]; districts?: string; note?: string;
}
export interface Fact { day: number; value: number; low?: number; high?: number; reported?: boolean; text?: string }
export type Law = { law: "linear" | "sqrt"; min?: number; max: number };
export interface Answers { id: string; kind: "yes" | "name" | "number"; names: string[]; law?: Law }
/** A pair of rival sets of claims: of each course one bit tells whether it holds the second; `credence` is the file's chance of it. */
export interface RivalPair { id: string; first: string[]; second: string[]; credence: number }
export interface Packed {
  count: number; days: number[]; laws: Record<string, Law>; last_code: number; answers: Answers[]; sectors: string[]; start: number[]; moving: number[];
  endings: string[]; papers: string[]; arrangements: string[]; powers: string[]; lifelines: string[]; designs: string[];
  index: Record<string, number[]>; data: string;
  /** The distinct weights of the run; each course has the place of its own. */
  weights: number[]; rivals: RivalPair[]; events: AskedEvent[];
  /** By series and grid day the five printed quantiles over all courses inside the page. */
  fans?: Record<string, number[][]>;
}
export interface Names {
  endings: Record<string, string>; ending_nouns: Record<string, string>; answers: Record<string, string>; papers: Record<string, string>; arrangements: Record<string, string>; levels: Record<string, string>;
  powers: Record<string, string>; lifelines: Record<string, string>; designs: Record<string, string>;
}
/** A figure as `report/figures` declares it; `chart` is the file in `charts/` that draws it. */
export interface FigureRecord { id: string; title: string; chart: string; from_courses: boolean }
export interface Chip { group: string; value: string; text: string; if_text: string }
export interface Route { a: string; b: string; lifeline: string; name: string; pass: string }
/** An act by a day or a threshold that a reader may ask for; each course has a bit. */
export interface AskedEvent { id: string; kind: string; text: string; if_text: string }
export interface Page {
  schema: string; forecast: Forecast; few: number; least: number; names: Names; sectors: Sector[]; map: Geometry | null;
  known: Record<string, Fact[]>; courses: Packed | null;
  figures: FigureRecord[];
  /** Chips of the bar, the most telling first. */
  chips?: Chip[];
  /** Stretches of the lifelines between places of the map. */
  routes?: Route[];
  /** What single charts read, by the figure's name. */
  data: Record<string, unknown>;
}
