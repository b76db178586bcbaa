/** Light or dark: what the system says, until the reader turns it; the browser remembers. */
import { effect, signal } from "@preact/signals";

const KEPT = "multipolar-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function asKept(): string | null {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

export const dark = signal((asKept() ?? (system.matches ? "dark" : "light")) === "dark");
system.addEventListener("change", () => { if (asKept() === null) dark.value = system.matches; });

export function turnTheme(): void {
  dark.value = !dark.value;
  try { localStorage.setItem(KEPT, dark.value ? "dark" : "light"); } catch { /* it lasts as long as the page */ }
}

effect(() => { document.documentElement.dataset.theme = dark.value ? "dark" : "light"; });
