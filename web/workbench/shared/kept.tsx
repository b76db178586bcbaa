/** What to do with a second text of the same file: one kept from before, or one that stands on disk. */
import { openFile, replace, save, type Draft } from "../drafts";
import { nameOf } from "../state";

/** When something was kept, in words. */
export function whenText(when: string): string {
  const date = new Date(when);
  return Number.isNaN(date.valueOf()) ? when : new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(date);
}

export function Kept({ d, take }: { d: Draft; take: (text: string) => void }) {
  if (!d.kept) return null;
  const { text, when } = d.kept;
  return (
    <div class="notice" role="alert">
      <span>A text that was never saved was kept on {whenText(when)}.</span>
      <button type="button" class="btn" onClick={() => take(text)}>Take it</button>
      <button type="button" class="btn" onClick={() => replace(d.path, d.text, { kept: null })}>Leave it</button>
    </div>
  );
}

export function OnDisk({ d }: { d: Draft }) {
  if (!d.other) return null;
  const { digest } = d.other;
  return (
    <div class="notice" role="alert">
      <span><b>{nameOf(d.path)} changed on disk</b> since you opened it. Nothing was overwritten.</span>
      <button type="button" class="btn" disabled={!digest} onClick={() => void save(d.path, digest)}>Write mine over it</button>
      <button type="button" class="btn" onClick={() => void openFile(d.path, true)}>Take what is on disk</button>
    </div>
  );
}
