/** A number as three handles: low, most likely and high, over a grey band of the values that comparable wars used. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useWidth } from "../../src/figure";
import { FAINT, INK, LINE, PAPER } from "../../src/theme";
import type { Reference } from "../documents";

/** Low, most likely and high; one value alone stands three times. */
export type Three = [number, number, number];
export interface Bounds { low: number | null; high: number | null }

/** What is allowed is shown whole up to so many times the size of what is set; beyond, a handle would be blind. */
const FARTHEST = 20;

/** Return the stretch that a scale shows: what is allowed where that is bounded, else what is typical and what is set, with room. */
export function scaleOf(values: readonly number[], allowed: Bounds | null, reference: Reference | null): [number, number] {
  const some = [...values, ...(reference ? [reference.q10, reference.q90] : [])].filter(Number.isFinite);
  const least = Math.min(...some), most = Math.max(...some), room = (most - least) * 0.35 || Math.abs(most) * 0.5 || 1;
  const wide = allowed?.low != null && allowed.high != null && allowed.high - allowed.low > FARTHEST * Math.max(most - least, Math.abs(most));
  const near: [number, number] = [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
  const low = wide ? Math.max(near[0], allowed!.low!) : allowed?.low ?? near[0], high = wide ? Math.min(near[1], allowed!.high!) : allowed?.high ?? near[1];
  return high > low ? [Math.min(low, least), Math.max(high, most)] : [least - 1, most + 1];
}

/** Return a step that makes about a hundred of the scale, in round figures. */
export function stepOf([low, high]: readonly [number, number]): number {
  const raw = (high - low) / 100, size = 10 ** Math.floor(Math.log10(raw)), lead = raw / size;
  return (lead > 5 ? 10 : lead > 2 ? 5 : lead > 1 ? 2 : 1) * size;
}

export const rounded = (v: number, step: number): number => Number((Math.round(v / step) * step).toPrecision(12));

/** Return the three values with one moved; the others give way only as far as the order asks. */
export function moved(three: Three, which: 0 | 1 | 2, to: number): Three {
  const next: Three = [...three];
  next[which] = to;
  if (which === 0) { next[1] = Math.max(next[1], to); next[2] = Math.max(next[2], to); }
  if (which === 1) { next[0] = Math.min(next[0], to); next[2] = Math.max(next[2], to); }
  if (which === 2) { next[1] = Math.min(next[1], to); next[0] = Math.min(next[0], to); }
  return next;
}

/** Return a number as it is read aloud and printed. */
export function amountText(v: number): string {
  const size = Math.abs(v);
  return size >= 10_000 ? v.toLocaleString("en-GB", { maximumFractionDigits: 0 }) : v.toLocaleString("en-GB", { maximumSignificantDigits: 4 }).replace("-", "−");
}

interface HandlesProps { label: string; value: Three; single: boolean; allowed: Bounds | null; reference: Reference | null; unit: string | null; mine: boolean; readOnly: boolean; change: (value: Three, done: boolean) => void }

const NAMES = ["low", "most likely", "high"] as const;

export function Handles({ label, value, single, allowed, reference, unit, mine, readOnly, change }: HandlesProps) {
  const [ref, width] = useWidth(), [held, hold] = useState<0 | 1 | 2 | null>(null), [scale, setScale] = useState(() => scaleOf(value, allowed, reference)), now = useRef(value);
  now.current = value;
  useEffect(() => { if (held === null) setScale(scaleOf(value, allowed, reference)); }, [value[0], value[2], reference?.n]);
  const [low, high] = scale, step = stepOf(scale), room = Math.max(1, width - 20);
  const x = (v: number): number => 10 + ((v - low) / (high - low)) * room;
  const clamp = (v: number): number => Math.max(allowed?.low ?? -Infinity, Math.min(allowed?.high ?? Infinity, v));
  const put = (which: 0 | 1 | 2, v: number, done: boolean): void => {
    const to = clamp(rounded(v, step));
    change(single ? [to, to, to] : moved(now.current, which, to), done);
  };
  const drag = (which: 0 | 1 | 2) => (e: PointerEvent): void => {
    if (readOnly) return;
    const mark = e.currentTarget as SVGElement, left = mark.ownerSVGElement!.getBoundingClientRect().left;
    mark.setPointerCapture(e.pointerId);
    hold(which);
    const at = (event: PointerEvent): number => low + ((event.clientX - left - 10) / room) * (high - low);
    const move = (event: Event): void => put(which, at(event as PointerEvent), false);
    const end = (event: Event): void => { mark.removeEventListener("pointermove", move); hold(null); if (event.type === "pointerup") put(which, at(event as PointerEvent), true); };
    mark.addEventListener("pointermove", move);
    mark.addEventListener("pointerup", end, { once: true });
    mark.addEventListener("pointercancel", end, { once: true });
  };
  const press = (which: 0 | 1 | 2) => (e: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[e.key];
    if (readOnly || (by === undefined && e.key !== "Home" && e.key !== "End")) return;
    e.preventDefault();
    const v = now.current[which];
    put(which, by === undefined ? (e.key === "Home" ? allowed?.low ?? low : allowed?.high ?? high) : v + by * step * (e.shiftKey ? 10 : 1), true);
  };
  const each: (0 | 1 | 2)[] = single ? [1] : [0, 2, 1];
  return (
    <div ref={ref} class="rng" role="group" aria-label={label}>
      {width > 0 && (
        <svg width={width} height={30} viewBox={`0 0 ${width} 30`}>
          <path d={`M10 19H${width - 10}`} stroke={LINE} stroke-width={3} />
          {reference && <rect x={x(Math.max(low, reference.q10))} y={4} width={Math.max(2, x(Math.min(high, reference.q90)) - x(Math.max(low, reference.q10)))} height={5} rx={2} class="typical"><title>{`Eight in ten of ${reference.n} comparable values lie here`}</title></rect>}
          {!single && <path d={`M${x(value[0])} 19H${x(value[2])}`} stroke={mine ? "var(--you)" : INK} stroke-width={5} stroke-linecap="round" />}
          {each.map((which) => (
            <g key={which} class="handle" role="slider" tabindex={readOnly ? -1 : 0} aria-label={`${label}, ${single ? "value" : NAMES[which]}`} aria-valuemin={allowed?.low ?? low} aria-valuemax={allowed?.high ?? high} aria-valuenow={value[which]}
              aria-valuetext={`${amountText(value[which])}${unit ? ` ${unit}` : ""}`} aria-readonly={readOnly} onPointerDown={drag(which)} onKeyDown={press(which)}>
              <rect x={x(value[which]) - 12} y={7} width={24} height={23} fill="transparent" />
              {which === 1 ? <circle cx={x(value[1])} cy={19} r={7} fill={PAPER} stroke={mine ? "var(--you)" : INK} stroke-width={3} /> : <rect x={x(value[which]) - 3} y={11} width={6} height={16} rx={2} fill={held === which ? FAINT : INK} stroke={INK} />}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
