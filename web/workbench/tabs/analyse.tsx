/** Analyse: the scenario in every view that writes it, and what its run says. */
import type { Tab } from "./registry";
import { VIEWS } from "../analyse/registry";
import { draft, isDirty, save } from "../drafts";
import { mayWrite, view } from "../state";

function Analyse() {
  const shown = VIEWS.find((v) => v.id === view.value) ?? VIEWS[0]!, d = draft.value;
  return (
    <>
      <div class="tb">
        <div class="seg" role="group" aria-label="View">
          {VIEWS.map((v) => <button type="button" key={v.id} aria-pressed={v.id === shown.id} onClick={() => { view.value = v.id; }}>{v.title}</button>)}
        </div>
        <bdi class="quiet cut">{shown.writes ? d?.path ?? "" : ""}</bdi>
        <span class="quiet hint hide">{shown.hint}</span>
        {shown.writes && d && mayWrite.value && <button type="button" class="btn" disabled={!isDirty(d)} onClick={() => void save(d.path)}>Save</button>}
      </div>
      {shown.show()}
    </>
  );
}

const analyse: Tab = { id: "analyse", title: "Analyse", preview: true, show: () => <Analyse /> };
export default analyse;
