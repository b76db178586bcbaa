import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnOf, laneOf, moved } from "../src/charts/told";
import { KINDS, LANES, MARKS } from "../src/phrases";

const event = (day: number, kind: string) => ({ day, kind, side: "" as const, text: kind, rule: "", claims: [], source: -1 });

test("every kind of event has a lane and a mark with words", () => {
  const lanes = LANES.map(([id]) => id as string);
  for (const [kind, [lane, mark]] of Object.entries(KINDS)) assert.ok(kind && lanes.includes(lane) && MARKS[mark]);
  assert.equal(laneOf(event(1, "settlement")), "talks");
});

test("a crowded day draws three marks a lane, what weighs most first, lanes from the top", () => {
  const drawn = drawnOf([event(3, "offer_refused"), event(1, "assault"), event(1, "assault"), event(1, "assault"), event(1, "place_falls"), event(0, "option_starts")]);
  assert.deepEqual(drawn.map((d) => [d.event.kind, d.at]), [["place_falls", 0], ["assault", 1], ["assault", 2], ["option_starts", 0], ["offer_refused", 0]]);
});

test("arrow keys walk along a lane and to the nearest day of the next, and stop at the ends", () => {
  const drawn = drawnOf([event(1, "assault"), event(9, "place_falls"), event(2, "option_starts"), event(8, "option_ends")]);
  assert.equal(moved(drawn, 0, "ArrowRight"), 1);
  assert.equal(moved(drawn, 0, "ArrowLeft"), 0);
  assert.equal(moved(drawn, 1, "ArrowDown"), 3);
  assert.equal(moved(drawn, 3, "ArrowUp"), 1);
  assert.equal(moved(drawn, 0, "ArrowUp"), 0);
  assert.equal(moved(drawn, 3, "ArrowDown"), 3);
});
