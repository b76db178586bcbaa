/** Every chart of `charts/` by the name of its file; the build collects them (`charts.mjs`). */
declare module "virtual:charts" {
  import type { FunctionComponent } from "preact";
  import type { ChartProps } from "./figure";
  const charts: Record<string, FunctionComponent<ChartProps>>;
  export default charts;
}
