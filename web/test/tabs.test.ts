/** Pure parts of the tabs: words of reports, free ids, and one sheet laid over another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cellText, nextId, surpriseText } from "../workbench/evidence/documents";
import { laidOver } from "../workbench/map/documents";

test("surprise__in words with its figure", () => {
  assert.equal(surpriseText({ kind: "event", surprise: 0.4 }), "expected (0.4 bits)");
  assert.equal(surpriseText({ kind: "event", surprise: 3 }), "a surprise (3.0 bits)");
  assert.equal(surpriseText({ kind: "note", surprise: 0 }), "not weighed");
});

test("cell__says no more than its error allows", () => {
  assert.equal(cellText({ log10: null, error: null, on: 3, off: 9 }), "too few courses");
  assert.equal(cellText({ log10: 0.3, error: 0.2, on: 90, off: 90 }), "tells nothing");
  assert.equal(cellText({ log10: 0.301, error: 0.05, on: 90, off: 90 }), "2.0 times likelier under the first");
  assert.equal(cellText({ log10: -1.2, error: 0.05, on: 90, off: 90 }), "16 times likelier under the second");
  assert.equal(cellText({ log10: 0.01, error: 0.001, on: 90, off: 90 }), "tells hardly anything");
});

test("id__of a new report is free", () => {
  assert.equal(nextId([]), "R1");
  assert.equal(nextId([{ id: "R3" }, { id: "R1" }]), "R4");
});

test("sheet__laid over another by least squares", () => {
  const laid = laidOver([[0, 10], [1, 12], [2, 14]])!;
  assert.ok(Math.abs(laid.stretch - 2) < 1e-12 && Math.abs(laid.shift - 10) < 1e-12);
  assert.equal(laidOver([[1, 1]]), null);
  assert.equal(laidOver([[1, 1], [1, 2]]), null);
});
