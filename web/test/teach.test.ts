/** Pure parts of a class: shares, and what happened in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chanceOf, sharesOf, truthText, type Question } from "../workbench/teach/documents";

const ending: Question = { id: "ending", text: "How?", kind: "shares", options: [{ id: "a", text: "A wins" }, { id: "b", text: "B wins" }] };

test("shares__only where they make a hundred", () => {
  assert.deepEqual(sharesOf({ a: 25, b: 75 }), { a: 0.25, b: 0.75 });
  assert.equal(sharesOf({ a: 25, b: 70 }), null);
});

test("truth__in words, weights where two count", () => {
  assert.equal(truthText(ending, { a: 1, b: 0 }), "A wins");
  assert.equal(truthText(ending, { a: 0.4, b: 0.6 }), "B wins (60 %), A wins (40 %)");
  assert.equal(truthText({ ...ending, kind: "binary", options: null }, false), "no");
  assert.equal(truthText(ending, null), "not known");
});

test("chance__of a yes or no alone", () => {
  assert.equal(chanceOf(0.2), 0.2);
  assert.equal(chanceOf({ a: 1 }), null);
});
