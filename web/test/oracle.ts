/** Every number that the page shows for some conditions, as its own charts would print it; Python recounts them slowly. */
import { endingsTable } from "../src/charts/endings";
import { fanTable, kinds } from "../src/charts/fans";
import { halfText, lengthTable } from "../src/charts/length";
import { mapTable } from "../src/charts/control";
import { powersTable } from "../src/charts/powers";
import { arrangementTable } from "../src/charts/arrangement";
import { paperTable } from "../src/charts/paper";
import { brokersTable } from "../src/charts/brokers";
import { lifelinesTable } from "../src/charts/lifelines";
import { unpack, type Condition } from "../src/courses";
import { allotted, endingRows, sentences } from "../src/hero";
import { wishText } from "../src/controls";
import { answerText } from "../src/questions";
import { baseText } from "../src/figure";
import { chosen, conditioned, conditions, courses, credence, day, page, weights } from "../src/state";
import type { Page } from "../src/types";
import { inWords, useWords } from "../src/words";

interface Case { conditions: Condition[]; days: number[]; credence?: Record<string, number>; weights?: boolean }

export async function answer(asked: { page: Page; cases: Case[]; words?: [number, number, number][]; shares?: number[][] }): Promise<unknown> {
  page.value = asked.page;
  useWords(asked.page);
  courses.value = await unpack(asked.page.courses!);
  const c = courses.value;
  const cases = asked.cases.map((one) => {
    conditions.value = one.conditions;
    credence.value = new Map(Object.entries(one.credence ?? {}));
    const n = chosen.value.n;
    return {
      n, effective: chosen.value.effective, weights: one.weights ? [...weights.value!.w] : [], published: weights.value!.published,
      base: [baseText(false), baseText(true)],
      top: conditioned.value ? sentences(wishText()) : null,
      rows: endingRows(),
      endings: endingsTable().rows, brokers: brokersTable().rows, paper: paperTable().rows, arrangement: arrangementTable().rows,
      lifelines: lifelinesTable().rows, powers: powersTable().rows,
      length: n ? lengthTable().rows : [], half: n ? halfText() : "",
      fans: Object.fromEntries(kinds().map((k) => [k.series, n ? fanTable(k).rows : []])),
      map: Object.fromEntries(one.days.map((d) => { day.value = d; return [d, mapTable().rows]; })),
      questions: Object.fromEntries(Object.keys(page.value.forecast.questions ?? {}).map((id) => [id, answerText(page.value, c, id, chosen.value, !conditioned.value)])),
    };
  });
  return { cases, dots: (asked.shares ?? []).map((x) => allotted(x)), words: (asked.words ?? []).map(([p, low, high]) => inWords(p, low, high)) };
}
