/** Names of answers in words; the twin of `report/narrative.py`. */

/** Return an answer of a question in words; several powers in one answer are named together. */
export function answerName(key: string, names: Record<string, string>): string {
  const only = key.endsWith(" only");
  const parts = (only ? key.slice(0, -5) : key).split("+");
  if (parts.every((part) => Object.hasOwn(names, part))) return `${parts.map((part) => names[part]).join(" and ")}${only ? " only" : ""}`;
  return key.replaceAll("_", " ");
}
