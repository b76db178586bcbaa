/** Work that takes longer than a moment: a verb of the command line, run by the server, followed to its document. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Job, Progress } from "./documents";
import { faultOf, get, listen, post, remove, type Fault } from "./server";

/** A job as a part of the page shows it: not asked for, under way, done, failed or cancelled. */
export interface Work<T> { state: "idle" | "waiting" | "running" | "done" | "failed" | "cancelled"; document: T | null; progress: Progress | null; fault: Fault | null }
export interface Ask { verb: string; run?: string | string[]; path?: string; options?: Record<string, unknown>; offer?: Record<string, unknown> }

const IDLE = { state: "idle", document: null, progress: null, fault: null } as const;
const POLL = 1000;

const failed = (message: string, problems: Fault["problems"] = []): Fault => ({ status: -1, message, problems, body: {} });

/** Start a job and tell every step of it; returns how to stop listening and how to cancel. */
export function startJob<T>(ask: Ask, tell: (work: Work<T>) => void): { leave: () => void; cancel: () => void } {
  let id: string | null = null, over = false, stop = (): void => undefined, timer = 0, progress: Progress | null = null;
  const end = (work: Work<T>): void => { if (!over) { over = true; stop(); clearInterval(timer); tell(work); } };
  const look = async (): Promise<void> => {
    if (over || id === null) return;
    try {
      const job = await get<Job<T>>(`/api/jobs/${id}`);
      if (job.state === "done") end({ state: "done", document: job.document, progress: null, fault: null });
      else if (job.state === "failed") end({ state: "failed", document: null, progress, fault: failed(job.error?.message ?? "The job failed.", job.error?.problems ?? []) });
      else if (job.state === "cancelled") end({ ...IDLE, state: "cancelled" });
      else if (!over) tell({ state: job.state, document: null, progress, fault: null });
    } catch (error) { if (faultOf(error).status !== 0) end({ ...IDLE, state: "failed", fault: faultOf(error) }); }
  };
  tell({ ...IDLE, state: "waiting" });
  const begun = ask.offer ? post<{ id: string }>("/api/offer/test", { run: ask.run, design: ask.offer, ...ask.options }) : post<{ id: string }>("/api/jobs", { ...ask, options: ask.options ?? {} });
  begun.then((made) => {
    if (over) return;
    id = made.id;
    stop = listen(`/api/jobs/${id}/events`, ["waiting", "progress", "done", "failed", "cancelled"], (kind, document) => {
      if (kind === "progress") { progress = document as unknown as Progress; tell({ state: "running", document: null, progress, fault: null }); } else if (kind !== "waiting") void look();
    }, () => { stop(); if (!timer) timer = window.setInterval(() => void look(), POLL); });
    void look();
  }, (error: unknown) => end({ ...IDLE, state: "failed", fault: faultOf(error) }));
  return {
    leave: () => { over = true; stop(); clearInterval(timer); },
    cancel: () => { if (id !== null) void remove(`/api/jobs/${id}`).then(look, look); else end({ ...IDLE, state: "cancelled" }); },
  };
}

/** A job of one part of the page: `start` it, `cancel` it; leaving the part stops listening, the server goes on. */
export function useJob<T>(): { work: Work<T>; start: (ask: Ask) => void; cancel: () => void; clear: () => void } {
  const work = useSignal<Work<T>>(IDLE), hold = useRef<{ leave: () => void; cancel: () => void } | null>(null);
  useEffect(() => () => hold.current?.leave(), []);
  return {
    work: work.value,
    start: (ask) => { hold.current?.leave(); hold.current = startJob<T>(ask, (now) => { work.value = now; }); },
    cancel: () => hold.current?.cancel(),
    clear: () => { hold.current?.leave(); work.value = IDLE; },
  };
}
