import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, Preview, Section } from "../workbench/documents";
import { found } from "../workbench/frame/found";
import { cellsOf, pathOf, viewAround } from "../workbench/cells";
import { endingTitle, outcomeText } from "../workbench/names";
import { bodyOf, changesOf, dropLine, lines, setLine, undoLines, type Line } from "../workbench/patch";
import { changedSentence, sentences } from "../workbench/sentence";
import { pointsText } from "../workbench/shared/endings";
import { moved, rounded, scaleOf, stepOf } from "../workbench/shared/handles";
import { standing, strengthText } from "../workbench/shared/claims";
import { threeOf } from "../workbench/three";
import { strongest, type Driver } from "../workbench/strongest";

const SIDES = { A: { name: "Northland" }, B: { name: "Southland" } };
const line = (kind: Line["kind"], id: string, more: Partial<Line> = {}): Line => ({ kind, id, label: id, before: "1", after: "2", value: 2, reason: "", ...more });
const field = (key: string, value: unknown, kind: Field["kind"] = "distribution"): Field => ({ key, label: key, meaning: "", unit: null, kind, value, allowed: null, line: 1, source: null, grade: null, required: false, reference: null });
const preview = (p: number, base: number | null): Preview => ({
  id: "1", members: 500, seconds: 1, sentence: "", length: null, map: null, brokers: null, powers: null, problems: [], from: "this text", superseded: false, sides: SIDES,
  endings: { knockout_A: { p, base, difference: base === null ? null : p - base }, ongoing_180: { p: 1 - p, base: base === null ? null : 1 - base } },
});

test("a handle that is moved past another takes it along, and no further", () => {
  assert.deepEqual(moved([1, 2, 3], 0, 2.5), [2.5, 2.5, 3]);
  assert.deepEqual(moved([1, 2, 3], 1, 0), [0, 0, 3]);
  assert.deepEqual(moved([1, 2, 3], 2, 2), [1, 2, 2]);
});

test("a scale shows what is allowed, else what is set and typical with room, and never below nought for what is not below it", () => {
  assert.deepEqual(scaleOf([0.5, 0.6, 0.7], { low: -1, high: 1 }, null), [-1, 1]);
  const [low, high] = scaleOf([100, 200, 300], null, { n: 3, q10: 50, q50: 100, q90: 900, wars: [] });
  assert.ok(low === 0 && high > 900);
  assert.ok(scaleOf([5, 5, 5], null, null)[1] > 5);
  assert.equal(stepOf([0, 1]), 0.01);
  assert.equal(stepOf([0, 42_000]), 500);
  assert.equal(rounded(0.30000000000000004, 0.01), 0.3);
});

test("a number is three values, one alone stands three times, anything else is none", () => {
  assert.deepEqual(threeOf({ low: 1, mode: 2, high: 3 }), { three: [1, 2, 3], single: false });
  assert.deepEqual(threeOf({ value: 4 }), { three: [4, 4, 4], single: true });
  assert.equal(threeOf({ low: 1 }), null);
  assert.equal(threeOf("LogN(0, 1)"), null);
});

test("the headline of a change says what was changed, rises or falls, and from where", () => {
  const one = changedSentence(preview(0.24, 0.34), [line("key", "k", { label: "Attention", after: "0.6" })]);
  assert.deepEqual(one, { before: "With attention at 0.6, war beyond the horizon rises to ", figure: "76 in 100", after: ", from 66." });
  assert.equal(changedSentence(preview(0.8, 0.7), [])?.before, "As written now, an outright victory of Northland rises to ");
  assert.equal(changedSentence(preview(0.7, 0.7), [])?.after, ".");
  assert.equal(changedSentence(preview(0.7, null), []), null);
});

test("a change in points has its sign and is left out where it rounds to nought", () => {
  assert.equal(pointsText(0.1), "+10");
  assert.equal(pointsText(-0.034), "−3");
  assert.equal(pointsText(0.004), "");
});

test("each place has the ground that is nearest to it, inside the view", () => {
  const view = viewAround([[0, 0], [10, 0]]);
  assert.ok(view.x < 0 && view.width > 10 && view.height > 0);
  const [left, right] = cellsOf([[0, 0], [10, 0]], { x: -5, y: -5, width: 20, height: 10 });
  assert.deepEqual([Math.min(...left!.map((p) => p[0])), Math.max(...left!.map((p) => p[0]))], [-5, 5]);
  assert.deepEqual([Math.min(...right!.map((p) => p[0])), Math.max(...right!.map((p) => p[0]))], [5, 15]);
  const same = cellsOf([[1, 1], [1, 1]], { x: 0, y: 0, width: 2, height: 2 });
  assert.equal(same[0]!.length, 4);
  assert.equal(pathOf([[0, 0], [1, 0], [1, 1]]), "M0.0 0.0L1.0 0.0L1.0 1.0Z");
});

test("lines of a patch become values, claims and mechanisms that are off", () => {
  assert.deepEqual(bodyOf([line("key", "a.b", { reason: "why" }), line("claim", "C1", { value: "off" }), line("mechanism", "weather")]), {
    changes: [{ key: "a.b", value: 2, reason: "why" }], claims: { C1: "off" }, off: ["weather"],
  });
});

test("a patch file holds values and claims with their reasons, and no mechanism", () => {
  assert.deepEqual(changesOf([line("key", "a", { reason: "r" }), line("claim", "C1", { value: "off", reason: "s" }), line("mechanism", "weather")]), [
    { key: "a", value: 2, reason: "r" }, { key: "claims[C1].strength", value: 0, reason: "s" },
  ]);
});

test("changes of the lines are taken back one by one; moving one number on and on is one change", () => {
  setLine(line("key", "a"));
  setLine({ ...line("key", "a"), after: "3", value: 3 });
  assert.deepEqual(lines.value.map((l) => l.value), [3]);
  dropLine("key", "a");
  assert.equal(lines.value.length, 0);
  assert.equal(undoLines(), true);
  assert.deepEqual(lines.value.map((l) => l.value), [3]);
  assert.equal(undoLines(), true);
  assert.equal(lines.value.length, 0);
  assert.equal(undoLines(), false);
});

const section = (title: string, fields: Field[]): Section => ({ id: title, title, meaning: "", fields });
const driver = (key: string, more: Partial<Driver> = {}): Driver => ({ key, label: "a prior", kind: "parameter", unit: "", above_noise: true, flips_at: null, categories: [], at_input: { low: 1, middle: 2, high: 3 }, ...more });

test("the numbers that drivers name come first: fields of the form, and priors of the model; the others follow as in the file", () => {
  const sections = [
    section("The war", [field("title", "text", "text"), field("horizon_days", 180, "number")]), section("Claims: C1", [field("claims[C1].strength", 1)]),
    section("The two sides: Northland", [field("belligerents.A.id", "NOR", "text"), field("belligerents.A.will", { value: 0.7 })]), section("Forces: Northland", [field("forces.A.in_theatre", { low: 1, mode: 2, high: 3 })]),
    section("Outside powers: Eastern Empire", [field("powers[EAST].foresight", { value: 30 })]),
  ];
  const found = strongest(sections, { drivers: [driver("assault", { flips_at: 2.5 }), driver("men[NOR]", { flips_at: 2 }), driver("factor:own|will"), driver("start:x", { kind: "start state" }), driver("foresight[EAST]")] });
  assert.deepEqual(found.map((n) => [n.key, n.label, n.flips]), [
    ["parameters.assault", "A prior", 2.5], ["forces.A.in_theatre", "forces.A.in_theatre: Northland", 2], ["powers[EAST].foresight", "powers[EAST].foresight: Eastern Empire", null],
    ["belligerents.A.will", "belligerents.A.will: Northland", null],
  ]);
  assert.deepEqual(strongest(sections, null).map((n) => n.key), ["belligerents.A.will", "forces.A.in_theatre", "powers[EAST].foresight"]);
});

test("endings and outcomes stand with the sides' names", () => {
  assert.equal(endingTitle("ceasefire_gains_B", SIDES), "Halt with gains for Southland");
  assert.equal(outcomeText("ending:knockout_A", { sides: SIDES }), "Outright victory of Northland");
  assert.equal(outcomeText("deaths:B", { sides: SIDES }), "Military dead of Southland");
  assert.equal(outcomeText("direct:EAST", { powers: { EAST: { name: "Eastern Empire" } } }), "Eastern Empire fights with its own forces");
  assert.equal(outcomeText("question:Q1:yes", { questions: { Q1: { text: "Will it?" } } }), "Will it? yes");
  assert.ok(outcomeText("share_force", { sides: SIDES }).startsWith("Share of the zone held by Northland"));
});

test("a claim stands on, off, or in part", () => {
  const claim = { id: "C1", text: "", kind: "", on: true, strength: 1, rival: null, what: null };
  assert.equal(standing(claim), "on");
  assert.equal(standing({ ...claim, strength: 0.5 }), "50 % of its strength");
  assert.equal(standing({ ...claim, on: false }), "off");
  assert.equal(strengthText(0.25), "25 %");
});

test("what is found has every word, and what begins with it stands first", () => {
  const things = ["Tie to Northland", "Northland's will", "Attention"].map((text) => ({ kind: "number", text, more: "", act: () => undefined }));
  assert.deepEqual(found(things, "north").map((t) => t.text), ["Northland's will", "Tie to Northland"]);
  assert.deepEqual(found(things, "north tie").map((t) => t.text), ["Tie to Northland"]);
  assert.equal(found(things, "xyz").length, 0);
});

test("what a fault says and its hint are two sentences", () => {
  assert.equal(sentences("unknown key 'leverge_A'", "Did you mean 'leverage_A'?"), "Unknown key 'leverge_A'. Did you mean 'leverage_A'?");
  assert.equal(sentences("found 3.", null), "Found 3.");
});
