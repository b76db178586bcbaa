/** How much the choice of method moves an answer: its claims beside the courses drawn anew. */
import { handed, type Method } from "../asked";
import { Chart, type ChartProps, type Table } from "../figure";
import { percent } from "../words";

export default function Methods({ figure }: ChartProps) {
  const found = handed<Method[]>(figure.id);
  if (!found) return null;
  const table = (): Table => ({ head: ["answer", "claim of the method", "held here", "rivals", "share of variance"], rows: found.map((r) => [r.answer, r.claim, r.held, r.rivals, r.share]) });
  const answers = [...new Set(found.map((r) => r.answer))];
  return (
    <Chart figure={figure} name={figure.id} table={table} fixed note="Over every setting of the method and the same draws of the courses; conditions do not change it.">
      {answers.map((answer) => (
        <div>
          <h4>What moves {answer}</h4>
          {found.filter((r) => r.answer === answer).map((r) => (
            <div class="method">
              <div><b>{r.claim}</b>{r.held && <small>Held: {r.held}</small>}{r.rivals && <small>Rivals: {r.rivals}</small>}</div>
              <span class="share"><i style={{ width: `${(100 * r.share).toFixed(1)}%` }} class={r.held ? undefined : "other"} /></span>
              <span>{percent(r.share)} %</span>
            </div>
          ))}
        </div>
      ))}
    </Chart>
  );
}
