/** Start: exchange the address's key for a session, read the project, draw the frame. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { VIEWS } from "./analyse/registry";
import type { Session } from "./documents";
import { followDrafts } from "./drafts";
import "./frame/theme";
import { followKeys } from "./frame/keys";
import { followGround } from "./ground";
import { keepPatch } from "./patch";
import { followPreview } from "./preview";
import { followRuns } from "./running";
import { faultOf, get, post } from "./server";
import { hashOf, narrow, readHash, readProject, session, tab } from "./state";
import { PARTS, Seat } from "./seat";
import { TABS } from "./tabs/registry";

/** Exchange the key in the address for a session; without one the session of an earlier visit goes on. */
async function enter(): Promise<string | null> {
  const token = /^#t=([^&]+)/.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(null, "", location.pathname);
  try {
    session.value = token === undefined ? await get<Session>("/api/session") : await post<Session>("/api/session", { token: decodeURIComponent(token) });
    return null;
  } catch (error) {
    const fault = faultOf(error);
    return fault.status === 0 ? fault.message : `${fault.message} Open the address that the server printed when it started.`;
  }
}

function refused(message: string): void {
  render(<main class="refused"><h1>multipolar workbench</h1><p role="alert">{message}</p><p><button type="button" class="btn" onClick={() => location.reload()}>Try again</button></p></main>, document.body);
}

function followWidth(): void {
  const small = matchMedia("(max-width: 699px)");
  narrow.value = small.matches;
  small.addEventListener("change", () => { narrow.value = small.matches; });
}

const tabIds = [...TABS.map((t) => t.id), "start"], viewIds = VIEWS.map((v) => v.id);

/** Keep what is shown in the address. */
function followHash(): void {
  effect(() => { const hash = `#${hashOf()}`; if (location.hash !== hash) history.replaceState(null, "", hash); });
}

/** A student's page; while a class is under way the project is closed to it. */
function seat(): void {
  document.title = "multipolar · class";
  const parts = PARTS.map((p) => p.id);
  tab.value = parts[0]!;
  readHash(location.hash, parts, []);
  addEventListener("hashchange", () => readHash(location.hash, parts, []));
  followHash();
  document.body.replaceChildren();
  render(<Seat />, document.body);
  document.documentElement.dataset.ready = "yes";
}

async function start(): Promise<void> {
  followWidth();
  const refusal = await enter();
  if (refusal !== null) { refused(refusal); return; }
  if (session.value?.rights === "play") { seat(); return; }
  readHash(location.hash, tabIds, viewIds);
  await readProject();
  followDrafts();
  followGround();
  followPreview();
  followRuns();
  followKeys();
  keepPatch();
  addEventListener("hashchange", () => readHash(location.hash, tabIds, viewIds));
  followHash();
  effect(() => { document.title = `${session.value?.name ?? "multipolar"} · workbench`; });
  document.body.replaceChildren();
  render(<App />, document.body);
  document.documentElement.dataset.ready = "yes";
}

void start();
