/** The frame: bar, tree, middle, preview, run bar; and what stands over them. */
import { Banner } from "./frame/banner";
import { Find, finding } from "./frame/find";
import { Header } from "./frame/header";
import { Keys, keysShown } from "./frame/keys";
import { PreviewPane } from "./frame/preview";
import { RunBar } from "./frame/runbar";
import { Start } from "./frame/start";
import { Tree } from "./frame/tree";
import { TABS } from "./tabs/registry";
import { drawer, isEmpty, project, said, tab } from "./state";

export function App() {
  const shown = TABS.find((t) => t.id === tab.value), start = isEmpty.value || tab.value === "start" || !shown;
  const layout = isEmpty.value ? "none" : start || !shown.preview ? "two" : "three";
  return (
    <>
      <a class="skip" href="#mid" onClick={(e) => { e.preventDefault(); document.getElementById("mid")?.focus(); }}>To the content</a>
      <Header />
      <div class={`body ${layout}${drawer.value ? ` open-${drawer.value}` : ""}`}>
        <Banner />
        {!isEmpty.value && <Tree />}
        <main class="mid" id="mid" tabindex={-1} data-pane aria-label={start ? "Start a forecast" : shown.title}>{project.value === null ? null : start ? <Start /> : shown.show()}</main>
        {layout === "three" && <PreviewPane />}
      </div>
      <RunBar />
      <svg class="vh" aria-hidden="true" width="1" height="1"><defs><pattern id="hatch" width="26" height="26" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="26" height="26" /><path class="stroke" d="M0 0V26" stroke-width="17" /></pattern></defs></svg>
      <div class="vh" role="status" aria-live="polite">{said.value}</div>
      {finding.value && <Find />}
      {keysShown.value && <Keys />}
    </>
  );
}
