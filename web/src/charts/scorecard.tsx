/** What was said of each yes-or-no question beside what became of it, and whether a coin would have done better. */
import { useState } from "preact/hooks";
import { Chart, useWidth, type ChartProps, type Table } from "../figure";
import { page } from "../state";
import { INK, LINE, PAPER, SOFT } from "../theme";
import { percent, twoLines } from "../words";

interface Mark {
  id: string; text: string; p: number | null; answer: "yes" | "no" | "void" | "open"; why: string;
  stated: Record<string, number>; brier: number | null; outside: boolean;
}
interface Card { coin: number; marks: Mark[] }

const OK = "#2f6f4f";
const card = (): Card => page.value.data.scorecard as Card;
const better = (m: Mark): boolean | null => (m.brier === null ? null : m.brier < card().coin);
const verdict = (m: Mark): string => (m.brier === null ? (m.answer === "void" ? "not counted" : "not yet") : `${better(m) ? "✓ better" : "✕ worse"} ${m.brier.toFixed(2)}`);
const answer = (m: Mark): string => (m.answer === "open" && m.why ? m.why : m.answer[0]!.toUpperCase() + m.answer.slice(1));
const authors = (m: Mark): string => Object.entries(m.stated).map(([name, p]) => `${name.replaceAll("_", " ")} ${percent(p)} %`).join(", ");
const said = (m: Mark): string => (m.p === null ? "nothing said" : `we said ${percent(m.p)} %${m.outside ? " by a base rate" : ""}`);
const inWhole = (m: Mark): string => [m.text, said(m), authors(m), `answer: ${m.answer} ${m.why}`.trim(), verdict(m)].filter(Boolean).join("; ");

export function scoreTable(): Table {
  return {
    head: ["question", "text", "we said", "authors said", "answer", "Brier", "than a coin"],
    rows: card().marks.map((m) => [
      m.id, m.text, m.p === null ? "" : m.p.toFixed(4), authors(m), m.why ? `${m.answer} (${m.why})` : m.answer, m.brier === null ? "" : m.brier.toFixed(4),
      { true: "better", false: "worse", null: "not counted" }[String(better(m)) as "true" | "false" | "null"],
    ]),
  };
}

/** One question: its text, a line from no to yes with our mark, the authors' and the answer, and the verdict. */
function Row({ m, width, wide, y, tall }: { m: Mark; width: number; wide: boolean; y: number; tall: number }) {
  const left = wide ? Math.round(width * 0.5) : 10, right = wide ? width - 236 : width - 10;
  const x = (p: number): number => left + p * (right - left);
  const mid = wide ? tall / 2 : tall - 16;
  const end = m.answer === "yes" ? 1 : m.answer === "no" ? 0 : null;
  const lines = twoLines(m.text, Math.floor((wide ? left - 26 : width - 4) / 6.9));
  const inked = { fill: better(m) ? OK : INK, "font-weight": 600 };
  const struck = m.answer === "void" ? "line-through" : undefined;
  return (
    <g role="img" aria-label={inWhole(m)} transform={`translate(0 ${y})`}>
      <title>{inWhole(m)}</title>
      {lines.map((text, i) => <text x={0} y={(wide ? tall / 2 - (lines.length - 1) * 8 + 4 : 17) + 16 * i} fill={INK} text-decoration={struck}>{text}</text>)}
      <line x1={left} x2={right} y1={mid} y2={mid} stroke={LINE} stroke-width={2} />
      {m.p !== null && end !== null && <line x1={x(m.p)} x2={x(end)} y1={mid} y2={mid} stroke={INK} stroke-width={1.6} stroke-dasharray="2 3" />}
      {Object.values(m.stated).map((p) => <path d={`M${x(p)} ${mid - 9}l4.5 4.5-4.5 4.5-4.5-4.5z`} fill={PAPER} stroke={INK} stroke-width={1.3} />)}
      {end !== null && <><circle cx={x(end)} cy={mid} r={7} fill={PAPER} stroke={INK} stroke-width={1.8} /><circle cx={x(end)} cy={mid} r={3} fill={INK} /></>}
      {m.p !== null && <>
        <rect x={x(m.p) - 2} y={mid - 8} width={4} height={16} fill={INK} />
        <text x={x(m.p) + (m.p > 0.85 ? -8 : 8)} y={mid + (wide ? -10 : -11)} text-anchor={m.p > 0.85 ? "end" : "start"} font-size="12" font-weight="600" fill={INK}>{percent(m.p)}</text>
      </>}
      {wide
        ? <><text x={right + 18} y={mid + 5} fill={INK} font-weight="600">{answer(m)}</text><text x={width} y={mid + 5} text-anchor="end" {...inked}>{verdict(m)}</text></>
        : <><text x={0} y={mid - 20} fill={INK} font-weight="600">{answer(m)}</text><text x={width} y={mid - 20} text-anchor="end" {...inked}>{verdict(m)}</text></>}
      <line x1={0} x2={width} y1={tall - 0.5} y2={tall - 0.5} stroke={LINE} />
    </g>
  );
}

export default function Scorecard({ figure }: ChartProps) {
  const [ref, width] = useWidth();
  const [worst, setWorst] = useState(true);
  const wide = width >= 600, head = 26, tall = wide ? 42 : 96;
  const marks = worst ? card().marks : [...card().marks].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const height = head + marks.length * tall;
  const left = wide ? Math.round(width * 0.5) : 10, right = wide ? width - 236 : width - 10;
  return (
    <Chart figure={figure} table={scoreTable} note="Counted over all courses of the run; it does not follow conditions." fixed>
      <p class="row small">
        <span>Sort:</span>
        <button type="button" class="chip" aria-pressed={worst} onClick={() => setWorst(true)}>worst miss first</button>
        <button type="button" class="chip" aria-pressed={!worst} onClick={() => setWorst(false)}>as listed</button>
      </p>
      <div ref={ref}>
        {width > 0 && (
          <svg class="scorecard" width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-size="13.5" role="group" aria-label={figure.title}>
            <g fill={SOFT} font-size="12">
              <text x={left} y={14}>no · 0</text>
              <text x={(left + right) / 2} y={14} text-anchor="middle">50</text>
              <text x={right} y={14} text-anchor="end">100 % · yes</text>
              {wide && <><text x={right + 18} y={14}>answer</text><text x={width} y={14} text-anchor="end">Brier, a coin {card().coin.toFixed(2)}</text></>}
            </g>
            {marks.map((m, i) => <Row key={m.id} m={m} width={width} wide={wide} y={head + i * tall} tall={tall} />)}
          </svg>
        )}
      </div>
    </Chart>
  );
}
