/** What a student's link opens: the class and the play, and nothing of the rest. */
import { turnTheme, dark } from "./frame/theme";
import { said, tab } from "./state";
import play from "./tabs/play";
import teach from "./tabs/teach";

export const PARTS = [teach, play] as const;
const TITLES: Record<string, string> = { teach: "The class", play: "Play" };

export function Seat() {
  const shown = PARTS.find((p) => p.id === tab.value) ?? teach;
  return (
    <>
      <header class="bar">
        <h1 class="vh">multipolar, a seat in a class</h1>
        <span class="proj">multipolar</span>
        <nav class="tabs" aria-label="Parts">{PARTS.map((p) => <button type="button" key={p.id} aria-current={p === shown ? "page" : undefined} onClick={() => { tab.value = p.id; }}>{TITLES[p.id]}</button>)}</nav>
        <button type="button" class="btn" aria-label="Dark colours" aria-pressed={dark.value} onClick={turnTheme}>◐</button>
      </header>
      <main class="mid seat">{shown.show()}</main>
      <div class="vh" role="status" aria-live="polite">{said.value}</div>
    </>
  );
}
