import assert from "node:assert/strict";
import { test } from "node:test";
import { NEVER, byDay, control, countBy, decode, fan, gridDay, grouped, heldByA, medianDay, ranked, select, starts, testOf, wilson, type Courses, type Group } from "../src/courses";
import { areaOf, classOf, figureOf, holder, placed, settle, type Tag } from "../src/charts/control";
import { dots } from "../src/charts/length";
import { spread } from "../src/charts/fans";
import { leastCovered } from "../src/ground";
import { csvText } from "../src/figure";
import { parseHash } from "../src/state";
import { A, B, endingColour } from "../src/theme";
import { weigh } from "../src/weights";
import { amount, dateText, fixed, inWords, percent, range, shareText, shorten, twoLines, useWords } from "../src/words";

/** Return the least values at or below which lie so much of the weight: the left-continuous inverse, as `report/packing.py` has it. */
function quantilesOf(value: (m: number) => number, group: Group, probabilities: number[]): number[] {
  const order = [...group.members].map((m) => [value(m), group.w[m]!] as const).sort((a, b) => a[0] - b[0]);
  let total = 0;
  for (const [, w] of order) total += w;
  let at = -1, reached = 0;
  return probabilities.map((p) => {
    const goal = p * total * (1 - 1e-12);
    while (at < 0 || (reached < goal && at + 1 < order.length)) reached += order[++at]![1];
    return order[at]![0];
  });
}

useWords({ few: 200, least: 30 });

const four: Courses = {
  packed: {
    count: 4, days: [0, 1, 2], laws: {}, sectors: ["X", "Y"], start: [1, 0], moving: [0, 1], endings: ["won", "stopped"],
    papers: ["none", "signed", "imposed"], arrangements: ["none", "guard"], powers: ["P", "Q"], lifelines: ["pass"], designs: [], index: {}, data: "", last_code: 255, answers: [],
    weights: [1], rivals: [{ id: "R", first: ["C1"], second: ["C2"], credence: 0.5 }], events: [{ id: "E", kind: "", text: "", if_text: "" }],
  },
  count: 4, days: [0, 1, 2], series: {},
  turnFrom: starts(Uint8Array.of(0, 2, 1, 0, 1, 0, 1, 3)), turnDay: Uint8Array.of(1, 2, 2, 0, 1, 0, 1, 2),
  ending: Uint8Array.of(0, 0, 1, 1), length: Uint8Array.of(5, 10, 20, 40), paper: Uint8Array.of(0, 1, 2, 0), arrangement: Uint8Array.of(0, 1, 1, 0), design: new Uint8Array(4),
  brokers: Uint8Array.of(1, 0, 0, 0, 0, 1, 0, 0), level: Uint8Array.of(0, 1, 2, 0, 0, 0, 0, 0), newly: Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0),
  entry: Uint16Array.of(NEVER, 1, 2, NEVER, NEVER, NEVER, NEVER, NEVER), cut: Uint16Array.of(3, NEVER, NEVER, 9), weights: Float64Array.of(1, 1, 1, 1), rivals: Uint8Array.of(0b0110), events: Uint8Array.of(0b1001), answers: new Map(),
};
const ones = (members: Int32Array, count = 4): Group => ({ members, w: new Float64Array(count).fill(1), total: members.length, n: members.length, effective: members.length });
const all = ones(Int32Array.of(0, 1, 2, 3));

test("steps are summed and turned by day, past 255 too", () => {
  assert.deepEqual([...byDay(Uint8Array.of(250, 5, 1, 2, 0, 3), 2, 3)], [250, 2, 255, 2, 256, 5]);
});
test("conditions of one group add up, of different groups narrow", () => {
  assert.deepEqual([...select(four, [{ group: "ending", value: "won" }, { group: "ending", value: "stopped" }])], [0, 1, 2, 3]);
  assert.deepEqual([...select(four, [{ group: "ending", value: "won" }, { group: "cut:pass", value: "yes" }])], [0]);
  assert.deepEqual([...select(four, [{ group: "broker", value: "none" }])], [2, 3]);
  assert.deepEqual([...select(four, [{ group: "broker", value: "Q" }])], [1]);
  assert.deepEqual([...select(four, [{ group: "level:P", value: "direct" }])], [2]);
  assert.deepEqual([...select(four, [{ group: "level:P", value: "newly" }])], [2]);
  assert.deepEqual([...select(four, [{ group: "turns:Y", value: "no" }])], [0, 1]);
  assert.deepEqual([...select(four, [{ group: "length", value: "10-20" }])], [1, 2]);
  assert.deepEqual([...select(four, [{ group: "event:E", value: "yes" }])], [0, 3]);
});
test("a course counts as much as its weight says, and not at all without one", () => {
  const weighted: Courses = { ...four, weights: Float64Array.of(2, 0, 0.5, 1.5) };
  const group: Group = { members: select(weighted, []), w: weighted.weights, total: 4, n: 3, effective: 3 };
  assert.deepEqual([...group.members], [0, 2, 3]);
  assert.deepEqual([...select(weighted, [{ group: "ending", value: "won" }])], [0]);
  assert.deepEqual(countBy(weighted.ending, group, 2), [2, 2]);
  assert.equal(medianDay(Uint16Array.of(9, 1, 5, 7), group, 0), 7);
  assert.deepEqual(quantilesOf((m) => m, group, [0.5, 0.51, 0.7]), [0, 2, 3]);
});
test("courses worth fewer than two hundred equal ones are counted, each as one", () => {
  const n = 600, w = Float64Array.from({ length: n }, (_, m) => (m < 50 ? 10 : 0.01)), every = Int32Array.from({ length: n }, (_, m) => m);
  const few = grouped({ ...four, count: n }, every, w);
  assert.ok(few.effective < 60 && few.n === n && few.total === n);
  assert.equal(shareText(50 / n, few), "50 of 600");
  const many = grouped({ ...four, count: n }, every, new Float64Array(n).fill(2));
  assert.deepEqual([many.effective, many.total], [n, 2 * n]);
});
test("a credence moves the weights, and endings to the pool of what is believed and past wars", () => {
  const pool = { share: 0.5, counted: [0.5, 0.5], alike: [0.2, 0.8], published: [0.35, 0.65] };
  const c: Courses = { ...four, ending: Uint8Array.of(0, 0, 1, 1), rivals: Uint8Array.of(0b0011) };
  assert.deepEqual([...weigh(c, pool, new Map(), [0, 1]).w], [0.7, 0.7, 1.3, 1.3]);
  const sure = weigh(c, pool, new Map([["R", 0.75]]), [0, 1]);
  assert.deepEqual(sure.counted, [0.75, 0.25]);
  assert.deepEqual(sure.published, [0.475, 0.525]);
  assert.deepEqual([...sure.w].map((x) => Math.round(x * 1e9) / 1e9), [0.95, 0.95, 1.05, 1.05]);
  const other = weigh({ ...c, rivals: Uint8Array.of(0b0101) }, pool, new Map([["R", 1]]), [0, 1]);
  assert.deepEqual([...other.w], [1.4, 0, 2.6, 0].map((x) => x));
});
test("what past wars know and no course reached is published and carried by none", () => {
  const pool = { share: 0.5, counted: [1, 0], alike: [0.6, 0.4], published: [0.8, 0.2] };
  const found = weigh({ ...four, ending: new Uint8Array(4) }, pool, new Map(), [0, 1]);
  assert.deepEqual([[...found.w], found.carried, found.published], [[0.8, 0.8, 0.8, 0.8], [0.8, 0], [0.8, 0.2]]);
});
test("fewer effective courses widen the interval and leave the share", () => {
  const plain = wilson(30, 90), found = wilson(30, 90, 30);
  assert.equal(found.p, plain.p);
  assert.deepEqual([found.low, found.high], [wilson(10, 30).low, wilson(10, 30).high]);
});
test("control counts the holders day by day, however often they change", () => {
  const [x, y] = control(four, all);
  assert.deepEqual([...x!], [4, 3, 3]);
  assert.deepEqual([...y!], [2, 2, 3]);
  assert.deepEqual([0, 1, 2].map((d) => heldByA(four, 1, 3, d)), [true, false, true]);
});
test("the middle day is that of the courses in which it happens", () => {
  assert.equal(medianDay(four.cut, all, 0), 3);
  assert.equal(medianDay(four.cut, ones(Int32Array.of(1, 2)), 0), null);
});
test("a condition that the page does not know is no condition", () => {
  for (const x of [{ group: "ending", value: "no such" }, { group: "__proto__", value: "x" }, { group: "level:Z", value: "out" }, { group: "cut:pass", value: "maybe" }, { group: "length", value: "3" }]) {
    assert.equal(testOf(four, x), null);
    assert.equal(select(four, [x]).length, 4);
  }
});
test("a damaged link loses what cannot be read and keeps the rest", () => {
  const asked = parseHash("#powers&a=%&ending=won&day=2&constructor=x&ending=won&%E0%A4%A=1", four, 2);
  assert.deepEqual(asked, { anchor: "powers", day: 2, found: [{ group: "ending", value: "won" }], beliefs: new Map(), lost: 3 });
  assert.deepEqual(parseHash("#credence:R=62.5&credence:S=1&credence:R=x", four, 2), { anchor: "", day: null, found: [], beliefs: new Map([["R", 0.625]]), lost: 2 });
  assert.deepEqual(parseHash("#day=99999&day=-1", four, 180).day, 180);
  assert.equal(parseHash("#" + "x=%".repeat(4000), four, 2).lost > 0, true);
});
test("a label of a road stands where it covers least, and within the view", () => {
  const view = { x: 0, y: 0, width: 100, height: 100 }, road = [{ ax: 0, ay: 50, bx: 100, by: 50 }];
  assert.equal(leastCovered(road, 20, 10, view, []).x, 50);
  assert.equal(leastCovered(road, 20, 10, view, [{ x: 50, y: 50, width: 40, height: 10 }]).x, 20);
  assert.equal(leastCovered([{ ax: 90, ay: 50, bx: 110, by: 50 }], 20, 10, view, []).x, 91);
});
test("counting by code leaves out codes beyond the list", () => {
  assert.deepEqual(countBy(Uint8Array.of(0, 1, 255, 1), all, 2), [1, 2]);
});
test("codes at places of the sorted order are found without sorting", () => {
  for (const n of [1, 2, 31, 1000]) {
    const codes = Uint16Array.from({ length: n }, (_, i) => (i * 7919 * 31) % 65_536);
    const every = Int32Array.from({ length: n }, (_, m) => m), places = [0.01, 1 / 3, 1 / 3, 0.7, 1];
    const w = Float64Array.from(every, (m) => 0.1 + ((m * 37) % 11));
    for (const group of [ones(every, n), { ...ones(every, n), w }]) assert.deepEqual(ranked(codes, 0, group, places), quantilesOf((m) => codes[m]!, group, places));
  }
});
test("a fan over some courses equals the fan counted one by one", () => {
  const n = 50;
  const codes = Uint16Array.from({ length: 2 * n }, (_, i) => (i * 3761) % 65_536);
  const c: Courses = { ...four, count: n, days: [0, 1], series: { x: codes }, packed: { ...four.packed, last_code: 65_535, laws: { x: { law: "linear", max: 65_535 } } } };
  for (const keep of [2, 5, 49]) {
    const most = ones(Int32Array.from({ length: n }, (_, m) => m).filter((m) => m % keep !== 0), n);
    const truth = c.days.map((_, d) => quantilesOf((m) => codes[d * n + m]!, most, [0.05, 0.25, 0.5, 0.75, 0.95]));
    fan(c, "x", most).forEach((day, d) => day.forEach((v, i) => assert.ok(Math.abs(v - truth[d]![i]!) < 1e-6)));
  }
});
test("a fan over all courses is the one that Python counted", () => {
  const told = [[1, 2, 3, 4, 5]];
  const c: Courses = { ...four, days: [0], series: { x: new Uint16Array(four.count) }, packed: { ...four.packed, fans: { x: told }, laws: { x: { law: "linear", max: 9 } } } };
  assert.equal(fan(c, "x", all, true), told);
  assert.ok(fan(c, "x", ones(Int32Array.of(0))) !== told);
});
test("a figure in an open sector names both shares, in any other the likelier", () => {
  assert.deepEqual([0.58, 0.42, 0.7, 0.3, 0.97, 0.02].map((p) => figureOf(p, 1000)), ["58 : 42", "42 : 58", "70 %", "70 %", "", ""]);
  assert.equal(figureOf(0.58, 199), "");
});
test("a map of few courses calls two of three what are two of three", () => {
  assert.deepEqual([26 / 40, 27 / 40, 14 / 40, 13 / 40, 2 / 3, 1 / 3].map((p) => classOf(p, 40)), ["?", "a", "?", "b", "a", "b"]);
});
test("the ground of a cell is that of its rings", () => {
  assert.equal(areaOf("M10 10l30 0 0 20-30 0z"), 600);
  assert.equal(areaOf("M0 0l10 0 0 10-10 0zM50 50l2 0 0 2z"), 102);
});
test("names on a crowded map become numbers instead of standing in each other's cells", () => {
  const tag = (id: string, x: number, y: number, area: number): Tag => ({ id, x, y, lines: ["A long place", "58 : 42"], contested: true, h: "?", area });
  const crowd = [tag("a", 500, 500, 9000), tag("b", 640, 505, 100), tag("c", 660, 470, 200), tag("d", 1500, 500, 50)];
  const set = placed(crowd, 30, 2000);
  const keyed = set.filter((t) => t.key !== undefined).map((t) => t.id);
  assert.equal(keyed.includes("a") || keyed.includes("d"), false);
  assert.equal(keyed.includes("b"), true);
  for (const [i, t] of set.entries()) assert.ok(Math.abs(t.y - crowd[i]!.y) <= 30);
  assert.deepEqual(set.filter((t) => t.key !== undefined).map((t) => t.lines), keyed.map((_, i) => [`${i + 1}`]));
});
test("codes decode by their law", () => {
  assert.equal(decode(255, { law: "sqrt", max: 900 }, 255), 900);
  assert.equal(Math.round(decode(51, { law: "sqrt", max: 2500 }, 255)), 100);
  assert.equal(decode(51, { law: "linear", max: 500 }, 255), 100);
  assert.equal(decode(0, { law: "linear", min: -300, max: 500 }, 255), -300);
});
test("few courses are counted, fewer are not", () => {
  assert.equal(shareText(0.25, 1000), "25 %");
  assert.equal(shareText(0.25, 40), "10 of 40");
  assert.equal(shareText(0, 1000), "none");
  assert.equal(shareText(0.25, 29), "too few courses");
});
test("halves are rounded as Python rounds them", () => {
  assert.deepEqual([0.5, 1.5, 2.5, 52.5, -0.4].map((v) => fixed(v, 0)), ["0", "2", "2", "52", "0"]);
  assert.deepEqual([6.25, 6.75, 0.05].map((v) => fixed(v, 1)), ["6.2", "6.8", "0.1"]);
});
test("names are cut between words, never to an article alone", () => {
  assert.equal(shorten("Al Jufra and the oasis towns", 14), "Al Jufra…");
  assert.equal(shorten("Al Jufra", 14), "Al Jufra");
  assert.equal(shorten("Ordzhonikidzevskaya", 10), "Ordzhonik…");
  assert.equal(shorten("👩‍👩‍👧‍👦".repeat(20), 5), `${"👩‍👩‍👧‍👦".repeat(4)}…`);
  assert.equal(shorten("Misrata-Zliten coast", 14), "Misrata…");
  assert.equal(shorten("Gharyan (LNA stronghold)", 14), "Gharyan…");
  assert.deepEqual(twoLines("Sabratha-Sorman", 14), ["Sabratha-", "Sorman"]);
  assert.deepEqual(twoLines("Gharyan (GNA since June 2019)", 14), ["Gharyan"]);
  assert.deepEqual(twoLines("Tarhuna (LNA forward base)", 14), ["Tarhuna (LNA", "forward base)"]);
  assert.deepEqual(twoLines("France with the European Union", 13), ["France with", "the European…"]);
});
test("Wilson's interval holds the share and stays inside 0 and 1", () => {
  const w = wilson(0, 20);
  assert.equal(w.low, 0);
  assert.ok(w.high > 0.1 && w.high < 0.2);
  assert.ok(wilson(20, 20).low > 0.8);
});
test("map classes are symmetric between the sides", () => {
  assert.deepEqual([0.95, 0.9, 0.7, 0.5, 0.3, 0.1, 0].map(holder), ["A", "A", "a", "?", "b", "B", "B"]);
});
test("names on the map are pushed apart and labels of a fan too", () => {
  const [a, b] = settle([{ x: 10, y: 10, lines: ["one"] }, { x: 12, y: 12, lines: ["two"] }], 10);
  assert.ok(b!.y - a!.y >= 9.7);
  assert.deepEqual(spread([[10, "a"], [12, "b"], [80, "c"]]).map((l) => l[0]), [10, 23, 80]);
});
test("fifty dots stand for the courses", () => {
  const d = dots([0, 25, 0, 25], 50);
  assert.equal(d.length, 50);
  assert.equal(d.filter((x) => x === 1).length, 25);
});
test("words never hide rare or near-certain shares", () => {
  assert.equal(percent(0.001), "<1");
  assert.equal(percent(2 / 400), "<1");
  assert.equal(percent(398 / 400), ">99");
  assert.equal(percent(0.999), ">99");
  assert.equal(percent(0), "0");
  assert.equal(inWords(0.62), "likely");
  assert.equal(inWords(1, 0.5, 1), "about as likely as not to all but certain");
  assert.equal(range(0.011, 0.014), "1.1–1.4");
  assert.equal(amount(12345), "12,300");
  assert.equal(dateText("2020-10-16", 38, true), "23 Nov 2020");
  assert.equal(gridDay([0, 1, 2, 5, 8], 6), 3);
});
test("a saved table quotes what would break it", () => {
  assert.equal(csvText({ head: ["a", "b"], rows: [["x, y", 'say "z"']] }), 'a,b\r\n"x, y","say ""z"""\r\n');
});

test("victories have the colour of the side that wins, an unknown ending that of a halt", () => {
  assert.equal(endingColour("knockout_A"), A);
  assert.equal(endingColour("knockout_B"), B);
  assert.equal(endingColour("unheard_of"), endingColour("frozen_stalemate"));
});
