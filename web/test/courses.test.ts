import assert from "node:assert/strict";
import { test } from "node:test";
import { BANDS, NEVER, byDay, codeQuantiles, control, countBy, decode, fan, gridDay, others, select, wilson, type Courses } from "../src/courses";
import { holder, settle } from "../src/charts/map";
import { dots, middle } from "../src/charts/length";
import { spread } from "../src/charts/fans";
import { csvText } from "../src/figure";
import { amount, dateText, inWords, percent, range } from "../src/words";

const four: Courses = {
  packed: {
    count: 4, days: [0, 1, 2], laws: {}, sectors: ["X", "Y"], start: [1, 0], moving: [0, 1], endings: ["won", "stopped"],
    arrangements: ["none", "guard"], powers: ["P", "Q"], lifelines: ["pass"], designs: [], index: {}, data: "",
  },
  count: 4, days: [0, 1, 2], series: {},
  turn1: Uint8Array.of(NEVER, 1, 2, NEVER, 0, NEVER, 1, NEVER),
  turn2: Uint8Array.of(NEVER, 2, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER),
  ending: Uint8Array.of(0, 0, 1, 1), length: Uint8Array.of(5, 10, 20, 40), arrangement: Uint8Array.of(0, 1, 1, 0), design: new Uint8Array(4),
  brokers: Uint8Array.of(1, 0, 0, 0, 0, 1, 0, 0), level: Uint8Array.of(0, 1, 2, 0, 0, 0, 0, 0), newly: Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0),
  cut: Uint8Array.of(3, NEVER, NEVER, 9),
};
const all = Int32Array.of(0, 1, 2, 3);

test("steps are summed and turned by day, past 255 too", () => {
  assert.deepEqual([...byDay(Uint8Array.of(250, 5, 1, 2, 0, 3), 2, 3)], [250, 2, 255, 2, 0, 5]);
});
test("conditions of one group add up, of different groups narrow", () => {
  assert.deepEqual([...select(four, [{ group: "ending", value: "won" }, { group: "ending", value: "stopped" }])], [0, 1, 2, 3]);
  assert.deepEqual([...select(four, [{ group: "ending", value: "won" }, { group: "cut:pass", value: "yes" }])], [0]);
  assert.deepEqual([...select(four, [{ group: "broker", value: "none" }])], [2, 3]);
  assert.deepEqual([...select(four, [{ group: "broker", value: "Q" }])], [1]);
  assert.deepEqual([...select(four, [{ group: "level:P", value: "direct" }])], [2]);
  assert.deepEqual([...select(four, [{ group: "level:P", value: "newly" }])], [2]);
  assert.deepEqual([...select(four, [{ group: "turns:Y", value: "no" }])], [0, 1, 3]);
  assert.deepEqual([...select(four, [{ group: "length", value: "10-20" }])], [1, 2]);
});
test("control counts the holders day by day, there and back again", () => {
  const [x, y] = control(four, all);
  assert.deepEqual([...x!], [1, 0.75, 0.75]);
  assert.deepEqual([...y!], [0.25, 0.5, 0.5]);
});
test("counting by code leaves out codes beyond the list", () => {
  assert.deepEqual(countBy(Uint8Array.of(0, 1, 255, 1), all, 2), [1, 2]);
});
test("quantiles from counts agree with the sorted codes to one bin", () => {
  const h = new Uint32Array(256);
  const codes = Array.from({ length: 1001 }, (_, i) => (i * 7919) % 256).sort((a, b) => a - b);
  for (const c of codes) h[c]!++;
  codeQuantiles(h, codes.length, BANDS).forEach((q, i) => assert.ok(Math.abs(q - codes[Math.round(BANDS[i]! * 1000)]!) <= 1));
});
test("a fan of most courses equals the fan counted one by one", () => {
  const n = 50;
  const codes = Uint8Array.from({ length: 2 * n }, (_, i) => (i * 37) % 251);
  const c: Courses = { ...four, count: n, days: [0, 1], series: { x: codes }, packed: { ...four.packed, laws: { x: { law: "linear", max: 255 } } } };
  const most = Int32Array.from({ length: n }, (_, m) => m).filter((m) => m % 5 !== 0);
  const slow = c.days.map((_, d) => {
    const h = new Uint32Array(256);
    for (const m of most) h[codes[d * n + m]!]!++;
    return codeQuantiles(h, most.length, BANDS).map((k) => decode(k, { law: "linear", max: 255 }));
  });
  assert.deepEqual(fan(c, "x", most), slow);
  assert.deepEqual([...others(Int32Array.of(1, 3), 5)], [0, 2, 4]);
});
test("codes decode by their law", () => {
  assert.equal(decode(255, { law: "sqrt", max: 900 }), 900);
  assert.equal(Math.round(decode(51, { law: "sqrt", max: 2500 })), 100);
  assert.equal(decode(51, { law: "linear", max: 500 }), 100);
  assert.equal(decode(0, { law: "linear", min: -300, max: 500 }), -300);
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
  assert.equal(middle([0, 25, 0, 25], 50), 1);
  assert.equal(middle([0, 0], 0), undefined);
  assert.equal(d.filter((x) => x === 1).length, 25);
});
test("words never hide rare or near-certain shares", () => {
  assert.equal(percent(0.001), "<1");
  assert.equal(percent(0.999), ">99");
  assert.equal(percent(0), "0");
  assert.equal(inWords(0.62), "likely");
  assert.equal(range(0.011, 0.014), "1.1–1.4");
  assert.equal(amount(12345), "12,300");
  assert.equal(dateText("2020-10-16", 38, true), "23 Nov 2020");
  assert.equal(gridDay([0, 1, 2, 5, 8], 6), 3);
});
test("a saved table quotes what would break it", () => {
  assert.equal(csvText({ head: ["a", "b"], rows: [["x, y", 'say "z"']] }), 'a,b\r\n"x, y","say ""z"""\r\n');
});
