/** How it ends: a hundred dots and one bar per ending, with the base run as a purple line. */
import { allotted } from "../../src/hero";
import { useWidth } from "../../src/figure";
import { FAINT, YOU, endingColour, inOrder } from "../../src/theme";
import { fixed, percent } from "../../src/words";
import type { EndingChance } from "../documents";
import { endingTitle } from "../names";

export type Names = Record<string, string>;
export const endingName = (id: string, names?: Names): string => names?.[id] ?? endingTitle(id, undefined);

const minus = (text: string): string => text.replace("-", "−");
/** Return a change in points with its sign; nothing where it rounds to nought. */
export function pointsText(difference: number): string {
  const whole = Number(fixed(100 * difference, 0));
  return whole === 0 ? "" : `${whole > 0 ? "+" : "−"}${Math.abs(whole)}`;
}

/** One dot for each chance in a hundred, from side A to side B. */
export function Dots({ endings, names, hollow = {} }: { endings: Record<string, number>; names?: Names | undefined; hollow?: Record<string, number> }) {
  const ids = inOrder(Object.keys(endings)), counts = allotted(ids.map((id) => endings[id]!));
  const label = ids.filter((_, i) => counts[i]! > 0).map((id) => `${endingName(id, names)} ${counts[ids.indexOf(id)]} in 100`).join(", ");
  return <div class="dots" role="img" aria-label={label}>{ids.flatMap((id, i) => Array.from({ length: counts[i]! }, (_, k) => <span key={`${id}${k}`} class={`dot e-${id}${k >= counts[i]! - (hollow[id] ?? 0) ? " hollow" : ""}`} />))}</div>;
}

function Bar({ id, chance, changed }: { id: string; chance: EndingChance; changed: boolean }) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} class="bar">
      {width > 0 && (
        <svg width={width} height={16} viewBox={`0 0 ${width} 16`} aria-hidden="true">
          <rect y={3} width={width} height={10} fill={FAINT} />
          {chance.p > 0 && <rect y={3} width={Math.max(1, chance.p * width)} height={10} fill={endingColour(id)} />}
          {changed && chance.base != null && <line class="base" x1={Math.min(width - 1.2, Math.max(1.2, chance.base * width))} x2={Math.min(width - 1.2, Math.max(1.2, chance.base * width))} y1={0} y2={16} stroke={YOU} stroke-width={2.4} />}
        </svg>
      )}
    </div>
  );
}

/** One row per ending: bar, figure, and what the reader's change does to it in points. */
export function EndingRows({ endings, names, changed }: { endings: Record<string, EndingChance>; names?: Names | undefined; changed: boolean }) {
  return (
    <ul class="ends" aria-label="Chance of each ending">
      {inOrder(Object.keys(endings)).map((id) => {
        const chance = endings[id]!, points = changed && chance.difference != null ? pointsText(chance.difference) : "";
        return (
          <li class="end" key={id}>
            <span class="nm"><i class={`e-${id}`} /><bdi>{endingName(id, names)}</bdi></span>
            <Bar id={id} chance={chance} changed={changed} />
            <span class="v">{chance.p > 0 ? <><b>{percent(chance.p)} %</b></> : <span class="none">none</span>}{points && <span class="d" title={chance.error != null ? `within ${minus(fixed(196 * chance.error, 1))} points either way` : undefined}>{points}</span>}</span>
          </li>
        );
      })}
    </ul>
  );
}
