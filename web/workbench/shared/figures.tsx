/** The figures of a run's page. Their code is large and comes when figures are first shown, so that writing does not wait for it. */
import type { Page } from "../../src/types";
import { Part, useAnswer } from "./states";

type Drawing = typeof import("../drawn");

export function Figures({ found, ids }: { found: Page; ids?: readonly string[] }) {
  const code = useAnswer<{ Drawn: Drawing["Drawn"] }>("figures", async () => await import("../drawn"));
  return <Part answer={code} what="the figures" rows={10}>{({ Drawn }) => <Drawn found={found} ids={ids} />}</Part>;
}
