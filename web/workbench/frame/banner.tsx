/** Over everything: the server does not answer, or no longer knows this tab. */
import { useEffect } from "preact/hooks";
import { anyDirty, draft } from "../drafts";
import { save as download } from "../../src/figure";
import { link } from "../server";
import { nameOf, readProject } from "../state";

const AGAIN = 2500;

export function Banner() {
  const state = link.value;
  useEffect(() => {
    if (state !== "gone") return;
    const timer = setInterval(() => void readProject(), AGAIN);
    return () => clearInterval(timer);
  }, [state]);
  if (state === "here") return null;
  const d = draft.value;
  return (
    <div class="banner" role="alert">
      <span>
        <b>{state === "gone" ? "The server does not answer." : "The server no longer knows this tab."}</b>{" "}
        {state === "gone" ? "It is tried again every few seconds." : "Open the address that it printed when it started."}{" "}
        {anyDirty.value ? "What you typed is kept in this tab." : "Nothing is lost."}
      </span>
      {state === "gone" && <button type="button" class="btn" onClick={() => void readProject()}>Try now</button>}
      {d && <button type="button" class="btn" onClick={() => download(nameOf(d.path), "text/plain", d.text)}>Save the text to a file</button>}
    </div>
  );
}
