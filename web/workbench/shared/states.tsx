/** The states that every part of the workbench has: empty, loading, stale, failed. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { faultOf, isAbort, type Fault } from "../server";
import { said } from "../state";

/** What a part asked the server for: the last answer stays on show, grey, until the next one lands. */
export interface Answer<T> { value: T | null; fault: Fault | null; waiting: boolean; again: () => void }

/** Ask for something whenever `key` changes; null asks for nothing. */
export function useAnswer<T>(key: string | null, ask: (abort: AbortSignal) => Promise<T>): Answer<T> {
  const [now, set] = useState<{ value: T | null; fault: Fault | null; waiting: boolean }>({ value: null, fault: null, waiting: key !== null });
  const [turn, next] = useState(0);
  useEffect(() => {
    if (key === null) { set({ value: null, fault: null, waiting: false }); return; }
    const abort = new AbortController();
    set((old) => ({ ...old, fault: null, waiting: true }));
    ask(abort.signal).then(
      (value) => set({ value, fault: null, waiting: false }),
      (error: unknown) => { if (!isAbort(error)) set((old) => ({ ...old, fault: faultOf(error), waiting: false })); },
    );
    return () => abort.abort();
  }, [key, turn]);
  return { ...now, again: () => next((n) => n + 1) };
}

/** A place of the final size; it appears only where the answer takes longer than 200 ms. */
export function Skeleton({ rows = 6, what }: { rows?: number; what: string }) {
  const [late, set] = useState(false);
  useEffect(() => { const timer = setTimeout(() => set(true), 200); return () => clearTimeout(timer); }, []);
  return (
    <div class={late ? "skeleton" : "skeleton early"} role="status">
      <span class="vh">{late ? `Reading ${what} …` : ""}</span>
      {late && Array.from({ length: rows }, (_, i) => <i key={i} class={`w${i % 3}`} />)}
    </div>
  );
}

/** What failed, what is kept, and the details to send on. */
export function Failed({ fault, what, kept, again }: { fault: Fault; what: string; kept?: string; again?: (() => void) | undefined }) {
  const details = JSON.stringify({ what, status: fault.status, message: fault.message, problems: fault.problems }, null, 1);
  return (
    <div class="failed" role="alert">
      <b>{what} failed.</b> <span dir="auto">{fault.message}</span>
      {fault.problems.length > 0 && (
        <ul>{fault.problems.slice(0, 5).map((p) => <li dir="auto">{p.line ? `Line ${p.line}: ` : ""}{p.message}{p.hint ? ` ${p.hint}` : ""}</li>)}{fault.problems.length > 5 && <li>and {fault.problems.length - 5} more</li>}</ul>
      )}
      {kept && <p>{kept}</p>}
      <p class="row">
        {again && <button type="button" class="btn" onClick={again}>Try again</button>}
        <button type="button" class="btn" onClick={() => void copy(details)}>Copy details</button>
      </p>
    </div>
  );
}

/** Put a text on the clipboard and say so. */
export async function copy(text: string): Promise<void> {
  try { await navigator.clipboard.writeText(text); said.value = "Copied."; } catch { said.value = "The browser did not allow copying."; }
}

/** What a part is for, with the one button that fills it. */
export function Empty({ title, children, act, label, disabled = false }: { title: string; children: ComponentChildren; act?: (() => void) | undefined; label?: string; disabled?: boolean }) {
  return (
    <div class="nothing">
      <h3>{title}</h3>
      <p>{children}</p>
      {act && label && <button type="button" class="go" disabled={disabled} onClick={act}>{label}</button>}
    </div>
  );
}

/** `firm`: what is shown does not grow old while a newer answer is on its way, as in a form. */
interface PartProps<T> { answer: Answer<T>; what: string; rows?: number; kept?: string; firm?: boolean; children: (value: T) => ComponentChildren }

/** A part of the page over what it asked for: skeleton, fault, or its content, grey where a newer answer is on its way. */
export function Part<T>({ answer, what, rows = 6, kept, firm = false, children }: PartProps<T>) {
  if (answer.value === null && answer.fault === null) return answer.waiting ? <Skeleton rows={rows} what={what} /> : null;
  return (
    <>
      {answer.fault && <Failed fault={answer.fault} what={`Reading ${what}`} again={answer.again} {...(answer.value !== null ? { kept: "What stands below is from before." } : kept ? { kept } : {})} />}
      {answer.value !== null && <div class={!firm && (answer.waiting || answer.fault) ? "stale" : ""} aria-busy={answer.waiting}>{children(answer.value)}</div>}
    </>
  );
}

/** A box over everything, with a title; Esc and a click outside close it, the focus goes back. */
export function Dialog({ title, close, children, wide = false }: { title: string; close: () => void; children: ComponentChildren; wide?: boolean }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => { const box = ref.current; if (box && !box.open) box.showModal(); }, []);
  return (
    <dialog ref={ref} class={wide ? "box wide" : "box"} aria-label={title} onClose={close} onCancel={close} onClick={(e) => { if (e.target === e.currentTarget) close(); }}>
      {children}
    </dialog>
  );
}
