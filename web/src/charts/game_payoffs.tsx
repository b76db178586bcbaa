/** What each profile of postures is worth to each power; a filled mark where no other posture of the power is worth more there. */
import { FIXED, handed, type Payoffs } from "../asked";
import { Chart, type ChartProps, type Table } from "../figure";
import { percent } from "../words";

export function payoffTable(): Table {
  const found = handed<Payoffs>("game_payoffs");
  if (!found) return { head: [], rows: [] };
  return {
    head: [...found.powers.map((name) => `posture of ${name}`), ...found.powers.flatMap((name) => [`payoff of ${name}`, "standard error", "best reply", "completed"]), "holds in"],
    rows: found.rows.map((r) => [...r.postures, ...r.cells.flatMap((c) => [c.mean, c.se, c.best ? "yes" : "no", c.filled ? "yes" : "no"]), r.share ?? ""]),
  };
}

export default function GamePayoffs({ figure }: ChartProps) {
  const found = handed<Payoffs>("game_payoffs");
  if (!found) return null;
  return (
    <Chart figure={figure} table={payoffTable} fixed note={FIXED}>
      <div class="scroll" tabindex={0} role="region" aria-label={figure.title}>
        <table class="matrix">
          <caption class="sr">{figure.title}</caption>
          <thead><tr><th scope="col">{found.powers.join(", ")}</th>{found.powers.map((name) => <th scope="col"><bdi>{name}</bdi></th>)}<th scope="col">Holds in</th></tr></thead>
          <tbody>
            {found.rows.slice(0, found.shown).map((r) => (
              <tr class={r.now ? "now" : undefined}>
                <th scope="row">{r.postures.join(", ")}{r.now && <small> · now</small>}</th>
                {r.cells.map((c) => <td class={c.best ? "best" : undefined}>{c.mean.toFixed(3).replace("-", "−")} <small>± {c.se.toFixed(3)}</small>{c.best ? " ●" : ""}{c.filled ? " ≈" : ""}</td>)}
                <td>{r.share === null ? "" : `${percent(r.share)} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Chart>
  );
}
