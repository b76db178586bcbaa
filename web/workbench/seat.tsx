/** What a student's link opens: the class, and nothing of the rest. */
import { turnTheme, dark } from "./frame/theme";
import { said } from "./state";
import teach from "./tabs/teach";

export function Seat() {
  return (
    <>
      <header class="bar">
        <h1 class="vh">multipolar, a seat in a class</h1>
        <span class="proj">multipolar</span>
        <button type="button" class="btn" aria-label="Dark colours" aria-pressed={dark.value} onClick={turnTheme}>◐</button>
      </header>
      <main class="mid seat">{teach.show()}</main>
      <div class="vh" role="status" aria-live="polite">{said.value}</div>
    </>
  );
}
