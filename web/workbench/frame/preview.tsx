/** The pane on the right: what 500 courses say of the text as it stands. */
import { fixed } from "../../src/words";
import { drawer, project } from "../state";
import { comparedWith, draft, isDirty, problems } from "../drafts";
import { lines, patchBody } from "../patch";
import type { Preview } from "../documents";
import { endingTitles } from "../names";
import { changedSentence } from "../sentence";
import { askNow, halted, pending, preview, previewFault, stale, COURSES } from "../preview";
import { tab } from "../state";
import { Dots, EndingRows } from "../shared/endings";
import { DayMap } from "../shared/daymap";
import { Failed, Skeleton } from "../shared/states";

/** Return whether what is previewed differs from the base, so that purple marks are drawn. */
const differs = (): boolean => (tab.value === "whatif" && patchBody.value !== null) || (draft.value !== null && comparedWith(draft.value) !== null);

function Sentence({ p }: { p: Preview }) {
  const told = differs() ? changedSentence(p, tab.value === "whatif" ? lines.value : []) : null;
  return <p class="hl" aria-live="polite" dir="auto">{told ? <>{told.before}<em>{told.figure}</em>{told.after}</> : p.sentence}</p>;
}

export function PreviewPane() {
  const p = preview.value, names = p ? endingTitles(Object.keys(p.endings), p.sides) : undefined, faults = problems.value?.problems.length ?? 0;
  return (
    <aside class="prev" id="preview" aria-label="Preview" tabindex={0} data-pane>
      <div class="head"><h2>Preview</h2>
        {p && <span class={differs() ? "pv mine" : "pv"}>{pending.value ? "counting …" : halted.value ? "stopped" : `${p.members.toLocaleString("en-GB")} courses · ${fixed(p.seconds, 1)} s`}</span>}
        <button type="button" class="btn fold" onClick={() => { drawer.value = null; }}>Close</button>
      </div>
      {previewFault.value && <Failed fault={previewFault.value} what="The preview" again={askNow} kept={p ? "The number below is from before your last edit." : ""} />}
      {!p && pending.value && <Skeleton what="the preview" rows={14} />}
      {!p && !pending.value && !previewFault.value && <p class="note">{draft.value && draft.value.kind !== "scenario" ? "Open a scenario to preview it." : halted.value ? "The preview was stopped." : project.value?.scenarios.length ? "" : "There is no scenario yet."}</p>}
      {!p && halted.value && <button type="button" class="btn" onClick={askNow}>Preview again</button>}
      {p && (
        <div class={stale.value ? "stale" : ""} aria-busy={pending.value}>
          {stale.value && <p class="note of-before">From before your last edit.{halted.value && <> <button type="button" class="ghost" onClick={askNow}>Preview again</button></>}</p>}
          <Sentence p={p} />
          <Dots endings={Object.fromEntries(Object.entries(p.endings).map(([id, e]) => [id, e.p]))} names={names} hollow={Object.fromEntries((p.dots ?? []).map((d) => [d.label, d.hollow]))} />
          <EndingRows endings={p.endings} names={names} changed={differs()} />
          <p class="note">{differs() && <b class="you">Purple line: {isDirty(draft.value) || tab.value === "whatif" ? "the text as saved" : "before your last change"}. </b>}{p.from !== "this text" && faults > 0 ? "This is the last valid text: faults stop the present one. " : ""}With {p.members.toLocaleString("en-GB")} courses a number can be off by {fixed(98 / Math.sqrt(Math.max(1, p.members)), 0)} points; changes use the same seeds and are off by less.</p>
          {p.map && <><h3>Day {p.map.day}</h3><DayMap held={p.map[`day${p.map.day}`] ?? {}} label={`Ground on day ${p.map.day}`} side={p.sides?.A?.name ?? "side A"} /></>}
        </div>
      )}
      {!p && !pending.value && <p class="vh">{COURSES} courses are counted a moment after each change.</p>}
    </aside>
  );
}
