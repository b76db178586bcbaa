/** A long piece of work as a part of the page: its button, its progress, its result. */
import type { ComponentChildren } from "preact";
import type { Work } from "../jobs";
import { Empty, Failed } from "./states";

interface WorkProps<T> {
  work: Work<T>; title: string; about: string; label: string; start: () => void; cancel: () => void; disabled?: boolean;
  children: (document: T) => ComponentChildren;
}

/** Show a job: what it is for and its button; while it is under way how far it is; its document once it is done. */
export function WorkPart<T>({ work, title, about, label, start, cancel, disabled = false, children }: WorkProps<T>) {
  if (work.state === "done" && work.document !== null) return <>{children(work.document)}</>;
  if (work.state === "waiting" || work.state === "running") {
    const { done, wanted } = work.progress ?? { done: 0, wanted: 0 };
    return (
      <div class="nothing" role="status">
        <h3>{title}</h3>
        <p>{work.state === "waiting" ? "Waiting for what was asked for before." : wanted ? `${done.toLocaleString("en-GB")} of ${wanted.toLocaleString("en-GB")} done.` : "Under way."}</p>
        {wanted > 0 ? <progress value={done} max={wanted} aria-label={title} /> : <progress aria-label={title} />}
        <button type="button" class="btn" onClick={cancel}>Cancel</button>
      </div>
    );
  }
  return (
    <>
      {work.state === "failed" && work.fault && <Failed fault={work.fault} what={title} again={start} />}
      <Empty title={title} act={start} label={label} disabled={disabled}>{work.state === "cancelled" ? "Cancelled. " : ""}{about}</Empty>
    </>
  );
}
