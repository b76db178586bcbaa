/** Edits of the map: each writes the lines of the scenario that it changes. */
import { drafts, isDirty, replace } from "../drafts";
import { faultOf, post, type Fault } from "../server";
import { nameOf, readProject, said } from "../state";

export type MapEdit =
  | { op: "move"; id: string; x: number; y: number }
  | { op: "connect"; a: string; b: string }
  | { op: "cut"; id: string }
  | { op: "add"; name: string; x: number; y: number }
  | { op: "rename"; id: string; name: string }
  | { op: "remove"; id: string };

/** Write an edit; a text with other changes that are not saved is changed in the tab alone. */
export async function editMap(path: string, edit: MapEdit): Promise<Fault | null> {
  const d = drafts.peek().get(path);
  if (!d) return null;
  try {
    const typed = isDirty(d), found = await post<{ text: string; digest: string; lines: number[]; what?: string }>("/api/map/edit", { path, ...(typed ? { text: d.text } : {}), ...edit });
    replace(path, found.text, { fault: null, ...(typed ? {} : { saved: found.text, digest: found.digest, before: d.saved }) });
    said.value = `${found.what ?? `The map of ${nameOf(path)} is changed`}${typed ? ", not saved" : ""}.`;
    void readProject();
    return null;
  } catch (error) { return faultOf(error); }
}
