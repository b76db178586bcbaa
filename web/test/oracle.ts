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
import { endingShares, headline, subline } from "../src/narrative";
import { answerText } from "../src/questions";
import { baseText } from "../src/figure";
import { chosen, conditions, courses, day, horizon, page } from "../src/state";
import type { Page } from "../src/types";
import { inWords, useWords } from "../src/words";

interface Case { conditions: Condition[]; days: number[] }

export async function answer(asked: { page: Page; cases: Case[]; words?: [number, number, number][] }): Promise<unknown> {
  page.value = asked.page;
  useWords(asked.page);
  courses.value = await unpack(asked.page.courses!);
  const c = courses.value;
  const cases = asked.cases.map((one) => {
    conditions.value = one.conditions;
    const shares = endingShares(page.value, c, chosen.value);
    const lengths = [...chosen.value].map((m) => c.length[m]!);
    const nouns = page.value.names.ending_nouns;
    return {
      n: chosen.value.length,
      base: [baseText(false), baseText(true)],
      headline: headline(shares, lengths.length, nouns),
      second: subline(shares, lengths, horizon(), nouns),
      endings: endingsTable().rows, brokers: brokersTable().rows, paper: paperTable().rows, arrangement: arrangementTable().rows,
      lifelines: lifelinesTable().rows, powers: powersTable().rows,
      length: lengths.length ? lengthTable().rows : [], half: lengths.length ? halfText() : "",
      fans: Object.fromEntries(kinds().map((k) => [k.series, lengths.length ? fanTable(k).rows : []])),
      map: Object.fromEntries(one.days.map((d) => { day.value = d; return [d, mapTable().rows]; })),
      questions: Object.fromEntries(Object.keys(page.value.forecast.questions ?? {}).map((id) => [id, answerText(page.value, c, id, chosen.value)])),
    };
  });
  return { cases, words: (asked.words ?? []).map(([p, low, high]) => inWords(p, low, high)) };
}
