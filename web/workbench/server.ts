/** Talks to the server that opened this page: JSON in and out, faults with their words, and whether it still answers. */
import { signal } from "@preact/signals";
import type { Problem } from "./documents";

/** `gone`: the server does not answer. `shut`: it answers, but no longer knows this tab. */
export const link = signal<"here" | "gone" | "shut">("here");

/** What went wrong with a request; `status` 0: no answer came. `body` is the server's document as it came. */
export interface Fault { status: number; message: string; problems: Problem[]; body: Record<string, unknown> }

class ServerFault extends Error {
  constructor(readonly fault: Fault) { super(fault.message); }
}

/** Return what went wrong in words; an unforeseen error of the page itself is told as such. */
export function faultOf(error: unknown): Fault {
  if (error instanceof ServerFault) return error.fault;
  return { status: -1, message: `The page itself failed: ${error instanceof Error ? error.message : String(error)}`, problems: [], body: {} };
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

const UNREACHED: Fault = { status: 0, message: "The server does not answer.", problems: [], body: {} };

function refusal(status: number, body: Record<string, unknown>): Fault {
  const message = typeof body.message === "string" ? body.message : typeof body.detail === "string" ? body.detail : `The server answered with status ${status}.`;
  return { status, message, problems: Array.isArray(body.problems) ? (body.problems as Problem[]) : [], body };
}

/** Send a request and return the document that comes back. Fails with a fault in words, or as aborted. */
export async function call<T>(method: string, path: string, body?: unknown, abort?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method, credentials: "same-origin", cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
      ...(abort ? { signal: abort } : {}),
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    link.value = "gone";
    throw new ServerFault(UNREACHED);
  }
  const text = await answer.text();
  let found: unknown = {};
  try { found = text ? JSON.parse(text) : {}; } catch { found = { message: `The server's answer to ${method} ${path} is not a document.` }; }
  if (answer.ok) {
    link.value = "here";
    return found as T;
  }
  if (answer.status === 403 && path !== "/api/session" && !(await known())) link.value = "shut";
  else if (link.value === "gone") link.value = "here";
  throw new ServerFault(refusal(answer.status, found as Record<string, unknown>));
}

/** Return whether the server still knows this tab. */
async function known(): Promise<boolean> {
  try { return (await fetch("/api/project", { credentials: "same-origin", cache: "no-store" })).status !== 403; } catch { return true; }
}

export const get = <T>(path: string, abort?: AbortSignal): Promise<T> => call<T>("GET", path, undefined, abort);
export const post = <T>(path: string, body: unknown = {}, abort?: AbortSignal): Promise<T> => call<T>("POST", path, body, abort);
export const put = <T>(path: string, body: unknown): Promise<T> => call<T>("PUT", path, body);
export const remove = <T>(path: string): Promise<T> => call<T>("DELETE", path);

/** Return an address with its questions written so that any name is safe. */
export function address(path: string, questions: Record<string, string>): string {
  return `${path}?${new URLSearchParams(questions).toString()}`;
}

/** What is told of something that the server does step by step: each kind of event with its document. */
export type Listener = (kind: string, document: Record<string, unknown>) => void;

/** Listen to the events of a run or job until `last` says that one was the last; returns how to stop listening.
 * `lost` is called when the stream breaks; the browser tries again by itself until listening is stopped. */
export function listen(path: string, kinds: readonly string[], hear: Listener, lost: () => void): () => void {
  const source = new EventSource(path);
  for (const kind of kinds) source.addEventListener(kind, (event) => {
    let document: Record<string, unknown> = {};
    try { document = JSON.parse((event as MessageEvent<string>).data) as Record<string, unknown>; } catch { /* an event without a document */ }
    hear(kind, document);
  });
  source.onerror = lost;
  return () => source.close();
}
